"""Dates as people read them, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from asnroster.domain.calendar import Horizon, OddEven, Workdays
from asnroster.rules.kit.case import Case
from asnroster.words import Text, _, dated, weekday_name


def long_date(day: date) -> str:
    """``1 Desember 2026``."""
    return dated(day, "d MMMM y")


def short_date(day: date) -> str:
    """``1 Des 2026``."""
    return dated(day, "d MMM y")


def day_and_month(day: date) -> str:
    """``Sel 1 Des``, where the year is known from elsewhere."""
    return dated(day, "EEE d MMM")


def month_name(day: date, *, short: bool = False) -> str:
    """``Desember 2026``; short ``Des``."""
    return dated(day, "MMM" if short else "MMMM y")


def workdays_text(workdays: Workdays) -> str:
    """``Sen,Rab``, or ``Ganjil: Sen,Sel; Genap: Kam,Jum``, as the column Hari Kerja takes it."""
    if isinstance(workdays, OddEven):
        odd, even = workdays_text(workdays.odd), workdays_text(workdays.even)
        return f"{Text('Odd', 'Ganjil')}: {odd}; {Text('Even', 'Genap')}: {even}"
    return ",".join(weekday_name(day, short=True) for day in sorted(workdays))


def horizon_text(horizon: Horizon) -> str:
    """``1 Desember 2026 s.d. 31 Desember 2026``."""
    return _("{first} to {last}").format(first=long_date(horizon.start), last=long_date(horizon.end))


def days_text(case: Case, person: int, days: Sequence[int]) -> str:
    """Some of a person's available days, runs joined; days off and absences do not part a run."""
    available = [day for day in range(case.problem.days) if case.problem.available[person, day]]
    if len(days) == len(available):
        return _("every working day")
    return ", ".join(span_text(case, first, last) for first, last in runs(days, available))


def span_text(case: Case, first: int, last: int) -> str:
    """``1 Des 2026``, or ``1 Des 2026 s.d. 4 Des 2026``, of indices of the horizon's dates."""
    dates = case.problem.horizon.dates
    if first == last:
        return short_date(dates[first])
    return _("{first} to {last}").format(first=short_date(dates[first]), last=short_date(dates[last]))


def runs(days: Sequence[int], among: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of ``days`` without a gap in ``among``."""
    place = {day: position for position, day in enumerate(among)}
    first = last = days[0]
    for day in days[1:]:
        if place[day] != place[last] + 1:
            yield first, last
            first = day
        last = day
    yield first, last
