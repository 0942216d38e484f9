"""What a told clash must be, held against every roster of a tiny problem and the audit that knows no solver."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asnroster.domain.groups import fold
from asnroster.engine.solve import Solution
from asnroster.judge.audit import Audit
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash, Relaxation
from asnroster.rules.kit.findings import Violation
from asnroster.rules.kit.verbs import Where

Place = tuple[int, Where, str]


def place(rule: int, where: Where, sense: str) -> Place:
    """A place as both engine and audit name it; labels of groups without regard to case."""
    return rule, where._replace(group=None if where.group is None else fold(where.group)), sense


def places(clash: Clash) -> set[Place]:
    """Where the rules of a clash ask for something in it."""
    return {place(side.rule, demand.where, demand.sense) for side in clash.sides for demand in side.demands}


def broken(judged: Audit) -> list[Violation]:
    """Every violation of a hard rule."""
    return [violation for entry in judged.rules if entry.rule.hard for violation in entry.violations]


def keeps(violations: Iterable[Violation], asked: Collection[Place]) -> bool:
    """Whether none of these places is violated."""
    return not any(place(v.rule, v.where, v.sense) in asked for v in violations)


def within(violation: Violation, relaxation: Relaxation) -> bool:
    """Whether a relaxation allows what was found."""
    for change in relaxation.changes:
        where = place(relaxation.rule, change.demand.where, change.demand.sense)
        if where == place(violation.rule, violation.where, violation.sense):
            low, high = sorted((change.demand.figure, change.to))
            if violation.sense == "mode" or low <= violation.found <= high:
                return True
    return False


# Their shapes speak of free days only: they take the days fixed beforehand as they are.
ABOUT_FREE_DAYS = {
    "team_office_day", "closed_building_days", "team_same_days", "rotation", "fair_home_days", "fair_weekdays",
    "steady_week",
}  # fmt: skip


def check_clashes(case: Case, found: Solution, audits: list[Audit], fixed: list[bool]) -> None:
    """Clashes, relaxations and the least broken roster against enumeration.

    Args:
        audits: of every roster.
        fixed: for each of them whether it keeps the days fixed beforehand.
    """
    assert found.clashes
    all_broken = [broken(judged) for judged in audits]
    for clash in found.clashes:
        asked = places(clash)
        taken = any(case.rules[rule].key in ABOUT_FREE_DAYS for rule in clash.rules)
        assert not any(
            keeps(violations, asked)
            for violations, as_fixed in zip(all_broken, fixed, strict=True)
            if as_fixed or not taken
        ), "it is impossible by itself"
        for rule in clash.rules:
            rest = {one for one in asked if one[0] != rule}
            assert any(keeps(violations, rest) for violations in all_broken), "without any rule it is not"
        assert [r.amount for r in clash.relaxations] == sorted(r.amount for r in clash.relaxations)
        elsewhere = set().union(*(places(other) for other in found.clashes if other is not clash))
        for relaxation in clash.relaxations:
            assert relaxation.rule in clash.rules
            assert any(
                all(within(v, relaxation) or place(v.rule, v.where, v.sense) in elsewhere for v in violations)
                for violations in all_broken
            ), "a roster was found with it"
    firsts = [clash.relaxations[0] for clash in found.clashes if clash.relaxations]
    if len(firsts) == len(found.clashes):
        assert any(
            all(any(within(v, first) for first in firsts) for v in violations) for violations in all_broken
        )
    least = min(
        sum(v.amount for v in violations)
        for violations, keeps_fixed in zip(all_broken, fixed, strict=True)
        if keeps_fixed
    )
    assert sum(found.amounts) == least
