"""How many people of each agency may be at home on a day, as the rules on home shares say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from asnroster.domain.groups import fold
from asnroster.judge.audit import Audit
from asnroster.judge.measures import Counts, per_unit_day
from asnroster.rules.home_share import HomeShare
from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class HomeCap:
    """The strictest cap on an agency's home people.

    Attributes:
        share: the smallest share that any rule that must hold allows.
        people: (days,) most people at home, -1 on days without a cap.
    """

    share: Fraction
    people: Counts


def home_caps(case: Case) -> dict[int, HomeCap]:
    """The caps of agencies, by the agency's index; those that count only some of its people are left out."""
    problem = case.problem
    present, serving = (per_unit_day(problem, mask) for mask in (problem.available, problem.in_service))
    found: dict[int, HomeCap] = {}
    for rule in _hard_shares(case):
        for group, (_least, most) in rule.bounded_groups(case):
            if most is None or group.unit is None or problem.units[group.unit].parent is not None:
                continue
            if len(group.people) != len(problem.below[group.unit]):
                continue
            whole = ceil if rule.exactly is not None and most == rule.exactly else floor
            days, people = case.days(rule), np.full(problem.days, -1, dtype=np.int64)
            for day in days:
                base = int((serving if rule.of == "assigned" else present)[group.unit, day])
                people[day] = whole(most * base)
            found[group.unit] = _stricter(found.get(group.unit), HomeCap(most, people))
    return found


def over_cap(case: Case, audit: Audit) -> set[tuple[str, int]]:
    """(agency or unit as its path without regard to case, day) on which more are at home than a share that must hold allows."""
    return {
        (fold(found.where.group or ""), found.where.day)
        for entry in audit.rules
        if isinstance(entry.rule, HomeShare) and entry.rule.hard
        for found in entry.violations
        if found.sense == "at_most" and found.where.day is not None
    }


def _hard_shares(case: Case) -> Iterator[HomeShare]:
    for rule in case.rules:
        if isinstance(rule, HomeShare) and rule.hard:
            yield rule


def _stricter(one: HomeCap | None, other: HomeCap) -> HomeCap:
    if one is None:
        return other
    both = np.where(
        one.people < 0,
        other.people,
        np.where(other.people < 0, one.people, np.minimum(one.people, other.people)),
    )
    return HomeCap(min(one.share, other.share), both)
