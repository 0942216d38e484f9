"""Working days: national holidays and collective leave, the user's own changes, ISO weeks."""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

LONGEST_MONTH = 31
MONDAY_TO_FRIDAY = frozenset(range(5))
FIRST_WEEK = date(
    2025, 12, 29
)  # the Monday of ISO week 1 of 2026, an odd week; every other one since then is even


@dataclass(frozen=True, slots=True)
class OddEven:
    """Usual weekdays (0 = Monday) that alternate from week to week.

    Attributes:
        odd: those of the week of 29 December 2025 (ISO week 1 of 2026) and of every second week from it.
        even: those of the weeks between. A year of 53 weeks does not break the turn.
    """

    odd: frozenset[int]
    even: frozenset[int]


Workdays = frozenset[int] | OddEven


def is_odd_week(day: date) -> bool:
    """Whether a date lies in an odd week, counted on without a break from ISO week 1 of 2026."""
    return (day - FIRST_WEEK).days // 7 % 2 == 0


def weekdays_of(workdays: Workdays, day: date) -> frozenset[int]:
    """The usual weekdays of the week in which a date lies; so many are ``full`` of that week."""
    if isinstance(workdays, OddEven):
        return workdays.odd if is_odd_week(day) else workdays.even
    return workdays


def is_usual(workdays: Workdays, day: date) -> bool:
    """Whether a date falls on a usual weekday, holidays not looked at."""
    return day.weekday() in weekdays_of(workdays, day)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off for everybody: a public holiday, or collective leave (cuti bersama)."""

    date: date
    name: str
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which dates are worked, for any date whatever.

    Attributes:
        holidays: date -> holiday, national ones plus the user's, less the user's "Masuk" days.
        extra_working: dates that the user declared to be worked after all (sheet Libur, "Masuk").
        estimated_years: years whose dates are partly estimates.
        years_without_collective_leave: years for which no collective leave is known yet.
    """

    holidays: Mapping[date, Holiday]
    extra_working: frozenset[date] = frozenset()
    estimated_years: tuple[int, ...] = ()
    years_without_collective_leave: tuple[int, ...] = ()

    def is_working(self, day: date, workdays: Workdays) -> bool:
        """Whether somebody with these usual weekdays works on that date.

        A declared working day on a holiday only takes the holiday away; on a weekend it is
        worked by those who work five days a week or more.
        """
        if day in self.holidays:
            return False
        usual = weekdays_of(workdays, day)
        if day in self.extra_working and day.weekday() >= 5 and len(usual) >= 5:
            return True
        return day.weekday() in usual


def national_calendar(
    years: Iterable[int],
    *,
    days_off: Iterable[Holiday] = (),
    days_worked: Iterable[date] = (),
) -> Calendar:
    """The Indonesian calendar of these years with the user's own changes laid over it.

    Args:
        years: calendar years to know.
        days_off: the user's holidays and collective leave (sheet Libur); replace national ones.
        days_worked: the user's "Masuk" dates: worked after all.

    Source: the holidays package, country ID, categories ``public`` and ``government``.
    """
    country = _indonesia()
    holidays: dict[date, Holiday] = {}
    estimated, without_leave = [], []
    for year in sorted(set(years)):
        public = country(years=year, categories="public", language="id")
        government = country(years=year, categories="government", language="id")
        # Categories can share a date: the public holiday names it.
        holidays |= {day: Holiday(day, name, collective=True) for day, name in sorted(government.items())}
        holidays |= {day: Holiday(day, name) for day, name in sorted(public.items())}
        # A year's joint decree names holidays and collective leave in one: where there is leave the days are
        # decreed, whatever word a single one carries in the package.
        if not government:
            without_leave.append(year)
            if any("perkiraan" in name for name in public.values()):
                estimated.append(year)
    worked = frozenset(days_worked)
    holidays |= {holiday.date: holiday for holiday in days_off}
    kept = {day: holiday for day, holiday in sorted(holidays.items()) if day not in worked}
    return Calendar(kept, worked, tuple(estimated), tuple(without_leave))


@lru_cache(maxsize=1)
def _indonesia() -> Callable[..., Mapping[date, str]]:
    """The package's calendar of Indonesia, without those of 250 other countries: they take a tenth of a second to load."""
    import holidays

    folder, name = Path(holidays.__file__).with_name("countries"), "holidays.countries"
    if name in sys.modules or not (folder / "indonesia.py").exists():
        return partial(holidays.country_holidays, "ID")
    # Its package's own __init__ would import them all: an empty one stands in for it meanwhile.
    sys.modules[name] = package = ModuleType(name)
    package.__path__ = [str(folder)]
    try:
        calendar_class: Callable[..., Mapping[date, str]] = import_module(f"{name}.indonesia").Indonesia
    finally:
        del sys.modules[name]
    return calendar_class


@dataclass(frozen=True)
class Horizon:
    """The dates of a roster, first to last, and the ISO weeks they fall in.

    Attributes:
        dates: every calendar date, in order.
        week_of: for each date the index of its ISO week within the horizon.
        weeks: for each ISO week the indices of its dates that lie inside.
    """

    start: date
    end: date
    dates: tuple[date, ...] = field(init=False)
    week_of: tuple[int, ...] = field(init=False)
    weeks: tuple[tuple[int, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.end} < {self.start}")
        dates = tuple(self.start + timedelta(n) for n in range((self.end - self.start).days + 1))
        first_monday = self.start - timedelta(self.start.weekday())
        week_of = tuple((day - first_monday).days // 7 for day in dates)
        weeks = tuple(tuple(i for i, w in enumerate(week_of) if w == week) for week in range(week_of[-1] + 1))
        object.__setattr__(self, "dates", dates)
        object.__setattr__(self, "week_of", week_of)
        object.__setattr__(self, "weeks", weeks)

    @property
    def is_whole_month(self) -> bool:
        """Whether the dates are those of one calendar month, all of them."""
        after = self.end + timedelta(1)
        return self.start.day == after.day == 1 and len(self.dates) <= LONGEST_MONTH

    def index(self, day: date) -> int | None:
        """Position of a date, or None when it lies outside."""
        return (day - self.start).days if self.start <= day <= self.end else None

    def iso_week(self, week: int) -> int:
        """The ISO week number of a week of the horizon."""
        return self.dates[self.weeks[week][0]].isocalendar().week


class Window(NamedTuple):
    """A span of dates in which a policy is in force; ``last`` None where no end is known."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the policy is in force on a date."""
        return self.first <= day and (self.last is None or day <= self.last)


def months_after(start: date, months: int) -> date:
    """The same day so many calendar months later; the last of the month where that day is missing."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def next_whole_month(today: date) -> tuple[date, date]:
    """First and last date of the month after ``today``'s."""
    first = (today.replace(day=1) + timedelta(32)).replace(day=1)
    return first, (first + timedelta(32)).replace(day=1) - timedelta(1)
