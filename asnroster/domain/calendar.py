"""Working days: national holidays and collective leave, the user's own changes, ISO weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

MONDAY_TO_FRIDAY = frozenset(range(5))


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

    def is_working(self, day: date, workdays: frozenset[int]) -> bool:
        """Whether somebody with these usual weekdays (0 = Monday) works on that date.

        A declared working day on a holiday only takes the holiday away; on a weekend it is
        worked by those who work five days a week or more.
        """
        if day in self.holidays:
            return False
        if day in self.extra_working and day.weekday() >= 5 and len(workdays) >= 5:
            return True
        return day.weekday() in workdays


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
    import holidays as package

    found: dict[date, Holiday] = {}
    estimated, without_leave = [], []
    for year in sorted(set(years)):
        public = package.country_holidays("ID", years=year, categories="public", language="id")
        government = package.country_holidays("ID", years=year, categories="government", language="id")
        # Categories can share a date: the public holiday names it.
        found |= {day: Holiday(day, name, collective=True) for day, name in sorted(government.items())}
        found |= {day: Holiday(day, name) for day, name in sorted(public.items())}
        if any("perkiraan" in name for name in public.values()):
            estimated.append(year)
        if not government:
            without_leave.append(year)
    worked = frozenset(days_worked)
    found |= {holiday.date: holiday for holiday in days_off}
    kept = {day: holiday for day, holiday in sorted(found.items()) if day not in worked}
    return Calendar(kept, worked, tuple(estimated), tuple(without_leave))


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

    def index(self, day: date) -> int | None:
        """Position of a date, or None when it lies outside."""
        return (day - self.start).days if self.start <= day <= self.end else None

    def iso_week(self, week: int) -> int:
        """The ISO week number of a week of the horizon."""
        return self.dates[self.weeks[week][0]].isocalendar().week


def next_whole_month(today: date) -> tuple[date, date]:
    """First and last date of the month after ``today``'s."""
    first = (today.replace(day=1) + timedelta(32)).replace(day=1)
    return first, (first + timedelta(32)).replace(day=1) - timedelta(1)
