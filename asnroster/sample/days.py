"""The month of the sample: absences, wishes and days fixed by order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from asnroster.domain.calendar import Calendar, Horizon
from asnroster.domain.weekdays import parse_weekdays
from asnroster.sample.staff import Member
from asnroster.words import WEEKDAYS_ID

ABSENT_SHARE = 0.04
WISHING_SHARE = 0.6
_CODES = (  # code, how often, days at least and at most, note
    ("C", 45, 2, 10, "Cuti tahunan"),
    ("S", 25, 1, 4, "Sakit"),
    ("DL", 30, 1, 4, "Perjalanan dinas"),
)
_STUDY = ("TB", "Tugas belajar")
_LIKED = (0.24, 0.12, 0.14, 0.15, 0.35, 0.0)  # Monday to Saturday, as days at home


@dataclass
class Month:
    """Rows of the three sheets about days, people by NIP; and when each person is present."""

    absences: list[tuple[str, date, date, str, str]] = field(default_factory=list)
    wishes: list[tuple[str, str | date, str, int | None]] = field(default_factory=list)
    pins: list[tuple[str, date, date | None, str, str | None]] = field(default_factory=list)
    present: dict[str, list[date]] = field(default_factory=dict)


def plan_month(members: Sequence[Member], horizon: Horizon, calendar: Calendar, rng: Random) -> Month:
    """Absences of about 4 % of all person-days, wishes of 60 % of those who may be at home, a few orders.

    Pins lie on days that the person works and is present.
    """
    active = [member for member in members if member.is_active]
    patterns = {
        text: [day for day in horizon.dates if calendar.is_working(day, parse_weekdays(text))]
        for text in sorted({member.workdays for member in active})
    }
    working = {member.nip: patterns[member.workdays] for member in active}
    month = Month()
    month.present = present = _absences(month, active, horizon, working, rng)
    fixed = _pins(month, active, present, rng)
    free = {nip: [day for day in days if day not in fixed.get(nip, ())] for nip, days in present.items()}
    _wishes(month, active, free, rng)
    return month


def _absences(
    month: Month, people: Sequence[Member], horizon: Horizon, working: Mapping[str, list[date]], rng: Random
) -> dict[str, list[date]]:
    """Write absences; returns the days on which each person is present."""
    present = {nip: list(days) for nip, days in working.items()}
    wanted = round(ABSENT_SHARE * sum(len(days) for days in working.values()))
    for member in rng.sample(list(people), len(people)):
        days = working[member.nip]
        if wanted <= 0 or not days:
            continue
        if wanted > 4 * len(days) and not member.leads and rng.random() < 0.02:
            begun = horizon.start - timedelta(rng.randint(30, 300))
            done = horizon.end + timedelta(rng.randint(60, 600))
            month.absences.append((member.nip, begun, done, *_STUDY))
            present[member.nip], wanted = [], wanted - len(days)
            continue
        code, _weight, least, most, note = rng.choices(_CODES, [row[1] for row in _CODES])[0]
        length = min(rng.randint(least, most), len(days), wanted)
        first = rng.randint(0, len(days) - length)
        month.absences.append((member.nip, days[first], days[first + length - 1], code, note))
        present[member.nip] = days[:first] + days[first + length :]
        wanted -= length
    order = {member.nip: number for number, member in enumerate(people)}
    month.absences.sort(key=lambda row: order[row[0]])
    return present


def _pins(
    month: Month, people: Sequence[Member], present: Mapping[str, list[date]], rng: Random
) -> dict[str, set[date]]:
    """Pins: one in a hundred people works at home by a flood order, one is called in for an event."""
    barred = {m.nip for m in people if m.echelon or m.alternates or m.services}
    open_to_order = [m for m in people if m.may_be_home and m.nip not in barred and present[m.nip]]
    count = min(len(open_to_order), 2 * max(3, len(people) // 100))
    document = f"800.1.11/{rng.randint(1000, 9999)}/BKPSDM"
    fixed: dict[str, set[date]] = {}
    for number, member in enumerate(rng.sample(open_to_order, count)):
        days = present[member.nip]
        first = rng.randrange(len(days))
        follows = first + 1 < len(days) and days[first + 1] - days[first] == timedelta(1)
        last = days[first + 1] if follows and number % 3 == 0 else None
        code, order = ("WFO", None) if number % 2 else ("WFH", document)
        month.pins.append((member.nip, days[first], last, code, order))
        fixed[member.nip] = {day for day in (days[first], last) if day}
    return fixed


def _wishes(month: Month, people: Sequence[Member], free: Mapping[str, list[date]], rng: Random) -> None:
    eligible = [member for member in people if member.may_be_home and free[member.nip]]
    chosen = set(rng.sample(range(len(eligible)), round(len(eligible) * WISHING_SHARE)))
    for index in sorted(chosen):
        member = eligible[index]
        usual = sorted(parse_weekdays(member.workdays))
        wished: set[str | date] = set()
        for _turn in range(rng.choice((1, 1, 2, 2, 3))):
            mode = "WFH" if rng.random() < 0.75 else "WFO"
            day: str | date = WEEKDAYS_ID[rng.choices(usual, [_LIKED[weekday] for weekday in usual])[0]]
            if rng.random() < 0.3:
                day = rng.choice(free[member.nip])
            if day not in wished:
                wished.add(day)
                month.wishes.append((member.nip, day, mode, rng.choice((None, 1, 2, 3, 5, 5, 8, 10))))
