"""Capacities of the sample's buildings: most are roomy, two are too small for everybody at once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from asnroster.domain.calendar import MONDAY_TO_FRIDAY, Calendar, Horizon
from asnroster.domain.weekdays import parse_weekdays
from asnroster.sample.staff import CPNS, Member

TIGHT = ("Gedung Utama Balai Kota", "Gedung A Balai Kota")
TIGHT_SHARE, FREE_SHARE = 0.8, 0.76
NEWLY_PLACED_DAYS = 200
OFFICE_DAYS = 3  # of five, the usual demand of a circular


def capacities(
    members: Sequence[Member], present: Mapping[str, Sequence[date]], horizon: Horizon, calendar: Calendar
) -> dict[str, int]:
    """Capacity of each building in use.

    A tight building holds about 80 % of its people, and always those who may not go home plus
    76 % of the others (three office days in a week cut to four), and whoever is present on a
    day on which three office days a week bring everybody in.

    Args:
        members: everybody.
        present: for each NIP the dates that the person works and is not absent.
        horizon: the dates of the roster.
        calendar: its holidays.
    """
    inside: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.is_active and member.located:
            inside[member.located].append(member)
    crowded = _crowded_days(horizon, calendar)
    capacity: dict[str, int] = {}
    for name, people in sorted(inside.items()):
        if name in TIGHT:
            at_once = Counter(day for member in people for day in present[member.nip] if day in crowded)
            capacity[name] = max(_tight(people, horizon.start), *at_once.values(), 0)
        else:
            capacity[name] = math.ceil(len(people) * 1.1 / 5 + 1) * 5
    return capacity


def _tight(people: Sequence[Member], start: date) -> int:
    free = sum(
        member.may_be_home
        and not member.echelon
        and member.status != CPNS
        and (start - member.since).days >= NEWLY_PLACED_DAYS
        and len(parse_weekdays(member.workdays)) >= len(MONDAY_TO_FRIDAY)
        for member in people
    )
    return max(math.ceil(len(people) * TIGHT_SHARE), len(people) - free + math.ceil(free * FREE_SHARE))


def _crowded_days(horizon: Horizon, calendar: Calendar) -> set[date]:
    """Days of weeks so short, by holidays or the horizon's edge, that all of them are office days."""
    crowded: set[date] = set()
    for week in horizon.weeks:
        usual = [horizon.dates[i] for i in week if horizon.dates[i].weekday() in MONDAY_TO_FRIDAY]
        worked = [day for day in usual if calendar.is_working(day, MONDAY_TO_FRIDAY)]
        if math.ceil(OFFICE_DAYS * len(usual) / len(MONDAY_TO_FRIDAY)) >= len(worked):
            crowded |= set(worked)
    return crowded
