"""The most people of each agency at home on a day, by the rules on home shares."""

from __future__ import annotations

import numpy as np

from asnroster.domain.groups import fold
from asnroster.judge.audit import Audit
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import HomeCap


def home_caps(case: Case) -> dict[int, HomeCap]:
    """The strictest caps of agencies, by the agency's index; those that count only some of its people are left out."""
    problem = case.problem
    caps: dict[int, HomeCap] = {}
    for rule in case.rules:
        for cap in rule.home_caps(case) if rule.hard else ():
            unit = cap.group.unit
            if unit is None or problem.units[unit].parent is not None:
                continue
            if len(cap.group.people) == len(problem.below[unit]):
                caps[unit] = _stricter(caps.get(unit), cap)
    return caps


def over_cap(case: Case, audit: Audit) -> set[tuple[str, int]]:
    """(agency or unit as its path without regard to case, day) on which more are at home than a share that must hold allows."""
    return {
        (fold(violation.where.group or ""), violation.where.day)
        for entry in audit.rules
        if entry.violations and entry.rule.hard and any(entry.rule.home_caps(case))
        for violation in entry.violations
        if violation.sense == "at_most" and violation.where.day is not None
    }


def _stricter(one: HomeCap | None, other: HomeCap) -> HomeCap:
    if one is None:
        return other
    both = np.where(
        one.people < 0,
        other.people,
        np.where(other.people < 0, one.people, np.minimum(one.people, other.people)),
    )
    return HomeCap(other.group, min(one.share, other.share), both)
