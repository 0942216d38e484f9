"""Working days: national holidays, collective leave, the user's own changes, ISO weeks, months."""

from __future__ import annotations

import subprocess
import sys
from calendar import monthrange
from datetime import date, timedelta

import numpy as np
import pytest

from asnroster.domain.calendar import (
    MONDAY_TO_FRIDAY,
    Calendar,
    Holiday,
    Horizon,
    national_calendar,
    next_whole_month,
    weekdays_of,
)
from asnroster.domain.problem import Problem
from asnroster.words import dated, use_language
from tests.build import person, problem

SIX_DAYS = frozenset(range(6))


@pytest.fixture(scope="module")
def nation() -> Calendar:
    return national_calendar(range(2024, 2029))


def month_off(calendar: Calendar, year: int, month: int) -> str:
    """``8C 9C 10P``: days off of a month, P public, C collective leave."""
    found = sorted(
        (day, off) for day, off in calendar.holidays.items() if (day.year, day.month) == (year, month)
    )
    return " ".join(f"{day.day}{'C' if off.collective else 'P'}" for day, off in found)


@pytest.mark.parametrize(
    ("year", "month", "off"),
    [
        (2024, 4, "8C 9C 10P 11P 12C 15C"), (2025, 10, ""), (2025, 11, ""), (2025, 12, "25P 26C"),
        (2026, 1, "1P 16P"), (2026, 2, "16C 17P"), (2026, 3, "18C 19P 20C 21P 22P 23C 24C"), (2026, 4, "3P 5P"),
        (2026, 5, "1P 14P 15C 27P 28C 31P"), (2026, 6, "1P 16P"), (2026, 7, ""), (2026, 8, "17P 25P"), (2026, 9, ""),
        (2026, 10, ""), (2026, 11, ""), (2026, 12, "24C 25P"),
    ],
)  # fmt: skip
def test_days_off(nation: Calendar, year: int, month: int, off: str) -> None:
    assert month_off(nation, year, month) == off


@pytest.mark.parametrize(
    ("year", "month", "count"),
    [
        (2024, 4, 16),
        (2025, 10, 23),
        (2025, 11, 20),
        (2025, 12, 21),
        (2026, 3, 17),
        (2026, 4, 21),
        (2026, 5, 16),
    ],
)
def test_working_days_of_a_month(nation: Calendar, year: int, month: int, count: int) -> None:
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    assert sum(nation.is_working(day, MONDAY_TO_FRIDAY) for day in days) == count


def test_six_days_have_the_saturdays_too(nation: Calendar) -> None:
    """December 2025: four Saturdays more, none of them a day off."""
    days = [date(2025, 12, n) for n in range(1, 32)]
    assert sum(nation.is_working(day, SIX_DAYS) for day in days) == 21 + 4


def test_every_day_off_has_a_name(nation: Calendar) -> None:
    assert nation.holidays[date(2025, 12, 25)].name == "Hari Raya Natal"
    assert nation.holidays[date(2025, 12, 26)].name == "Cuti Bersama Hari Raya Natal"
    assert all(off.name and off.date == day for day, off in nation.holidays.items())


def test_years_that_are_not_sure_yet(nation: Calendar) -> None:
    """2027 is decreed, whatever word a single day carries; 2028 has no collective leave yet and is estimated."""
    assert nation.years_without_collective_leave == (2028,)
    assert nation.estimated_years == (2028,)
    assert month_off(nation, 2027, 3).count("C") == 4
    assert national_calendar([2026]).estimated_years == ()


def test_only_the_years_asked_for() -> None:
    assert {day.year for day in national_calendar([2025, 2026, 2025]).holidays} == {2025, 2026}
    assert national_calendar([]).holidays == {}


def test_the_users_own_days_off() -> None:
    """A local holiday is added, a national one renamed."""
    local = [Holiday(date(2025, 12, 3), "HUT Kota"), Holiday(date(2025, 12, 25), "Natal", collective=True)]
    calendar = national_calendar([2025], days_off=local)
    assert month_off(calendar, 2025, 12) == "3P 25C 26C"
    assert not calendar.is_working(date(2025, 12, 3), MONDAY_TO_FRIDAY)
    assert calendar.holidays[date(2025, 12, 25)].name == "Natal"


def test_masuk_takes_a_day_off_away() -> None:
    calendar = national_calendar([2025], days_worked=[date(2025, 12, 26)])
    assert month_off(calendar, 2025, 12) == "25P"
    assert calendar.is_working(date(2025, 12, 26), MONDAY_TO_FRIDAY)
    assert not calendar.is_working(date(2025, 12, 26), frozenset({0, 2})), (
        "a Friday is not worked by who works Mon, Wed"
    )


def test_masuk_on_a_weekend_is_worked_by_the_full_time() -> None:
    calendar = national_calendar([2025], days_worked=[date(2025, 12, 6), date(2025, 12, 7)])
    saturday, sunday = date(2025, 12, 6), date(2025, 12, 7)
    assert [calendar.is_working(saturday, frozenset(days)) for days in (range(5), range(6), (0, 1))] == [
        True,
        True,
        False,
    ]
    assert calendar.is_working(sunday, SIX_DAYS)
    assert not calendar.is_working(date(2025, 12, 13), MONDAY_TO_FRIDAY), "another Saturday"


def test_masuk_wins_over_the_users_own_day_off() -> None:
    day = date(2025, 12, 3)
    calendar = national_calendar([2025], days_off=[Holiday(day, "HUT Kota")], days_worked=[day])
    assert calendar.is_working(day, MONDAY_TO_FRIDAY)


def test_weeks_of_a_month_that_begins_and_ends_inside_a_week() -> None:
    """October 2025: Wednesday the 1st to Friday the 31st, ISO weeks 40 to 44."""
    horizon = Horizon(date(2025, 10, 1), date(2025, 10, 31))
    assert [len(week) for week in horizon.weeks] == [5, 7, 7, 7, 5]
    assert [horizon.iso_week(week) for week in range(5)] == [40, 41, 42, 43, 44]
    assert horizon.week_of[:7] == (0, 0, 0, 0, 0, 1, 1)
    assert (horizon.index(date(2025, 10, 1)), horizon.index(date(2025, 10, 31))) == (0, 30)
    assert horizon.index(date(2025, 9, 30)) is None and horizon.index(date(2025, 11, 1)) is None


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [
        ("2025-12-22", "2026-01-11", [52, 1, 2]),  # 29 December belongs to week 1 of 2026
        ("2026-12-21", "2027-01-10", [52, 53, 1]),  # 2026 has 53 weeks
        ("2024-12-30", "2025-01-05", [1]),
        ("2027-01-01", "2027-01-04", [53, 1]),
        ("2025-12-31", "2025-12-31", [1]),
    ],
)
def test_iso_weeks_over_a_years_end(start: str, end: str, weeks: list[int]) -> None:
    horizon = Horizon(date.fromisoformat(start), date.fromisoformat(end))
    assert [horizon.iso_week(week) for week in range(len(horizon.weeks))] == weeks
    assert [day for week in horizon.weeks for day in week] == list(range(len(horizon.dates)))


@pytest.mark.parametrize("first", [date(2024, 12, 20) + timedelta(n) for n in range(20)])
@pytest.mark.parametrize("length", [1, 2, 7, 8, 31])
def test_weeks_are_iso_weeks(first: date, length: int) -> None:
    """Two dates share a week exactly when their ISO year and week agree."""
    horizon = Horizon(first, first + timedelta(length - 1))
    by_iso: dict[tuple[int, int], list[int]] = {}
    for index, day in enumerate(horizon.dates):
        by_iso.setdefault(day.isocalendar()[:2], []).append(index)
    assert [list(week) for week in horizon.weeks] == list(by_iso.values())
    assert all(index in horizon.weeks[week] for index, week in enumerate(horizon.week_of))


def test_a_horizon_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError):
        Horizon(date(2025, 12, 2), date(2025, 12, 1))


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2025-12-01", "2026-01-01", "2026-01-31"), ("2025-12-31", "2026-01-01", "2026-01-31"),
        ("2026-01-31", "2026-02-01", "2026-02-28"), ("2024-01-31", "2024-02-01", "2024-02-29"),
        ("2026-11-30", "2026-12-01", "2026-12-31"), ("2026-02-01", "2026-03-01", "2026-03-31"),
        ("2026-06-15", "2026-07-01", "2026-07-31"),
    ],
)  # fmt: skip
def test_the_next_whole_month(today: str, first: str, last: str) -> None:
    assert next_whole_month(date.fromisoformat(today)) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


def test_who_is_available_when(nation: Calendar) -> None:
    """A(p, d): a working day of the person, no absence; Christmas week 2025."""
    absence = np.full((3, 7), -1, dtype=np.int16)
    absence[0, 1] = absence[2, 5] = 0
    made = Problem(
        people=(person(0), person(1, workdays=SIX_DAYS), person(2, workdays=frozenset({0, 2}))),
        units=problem(1).units, horizon=Horizon(date(2025, 12, 22), date(2025, 12, 28)), calendar=nation,
        absence=absence, absence_codes=("C",),
    )  # fmt: skip
    letters = [
        "".join("x" if a else "-" if w else "." for a, w in zip(*rows, strict=True))
        for rows in zip(made.available, made.working, strict=True)
    ]
    assert letters == ["x-x....", "xxx..x.", "x.x...."]
    days = [weekdays_of(one.workdays, made.horizon.start) for one in made.people]
    assert [len(usual) for usual in days] == [5, 6, 2]


def test_the_calendar_loads_no_other_countries_and_is_the_same_as_the_package_gives() -> None:
    script = """
import sys
from asnroster.domain.calendar import _indonesia
own = _indonesia()
few = len([name for name in sys.modules if name.startswith("holidays.countries")])
mine = [dict(own(years=year, categories=kind, language="id")) for year in (2024, 2026, 2027) for kind in ("public", "government")]
import holidays, holidays.countries
theirs = [dict(holidays.country_holidays("ID", years=year, categories=kind, language="id")) for year in (2024, 2026, 2027) for kind in ("public", "government")]
print(few, mine == theirs, bool(mine[0]), holidays.countries.Singapore.__name__)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["1", "True", "True", "Singapore"]


def test_dates_are_written_as_others_write_them() -> None:
    """Every day of a leap year and the next, held against Babel's tables of both languages."""
    from babel.dates import format_date

    forms = ("d MMM y", "d MMMM y", "EEE d MMM", "EEE, d MMM y", "MMM", "MMMM y", "d MMM")
    for language in ("id", "en"):
        use_language(language)
        days = [date(2028, 1, 1) + timedelta(number) for number in range(731)]
        assert [dated(day, form) for day in days for form in forms] == [
            format_date(day, form, locale=language) for day in days for form in forms
        ]
