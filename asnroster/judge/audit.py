"""The audit: every rule's own judgement of a finished roster, and the cost that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from asnroster.collector import paused_collection
from asnroster.domain.modes import UNDECIDED
from asnroster.domain.roster import Misfit, Roster
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import GaveWay, Tally, Violation


@dataclass(frozen=True, slots=True)
class RuleAudit:
    """The result of the audit of one rule instance.

    Attributes:
        checked: how often it was checked.
        amount: by how much it is broken in all.
        cost: weight x amount of a soft rule, 0 of a hard one.
    """

    rule: Rule
    checked: int
    violations: tuple[Violation, ...]
    gave_way: tuple[GaveWay, ...]
    amount: int
    cost: int


@dataclass(frozen=True)
class Audit:
    """The judgement of one roster.

    Attributes:
        rules: one entry per rule instance, in the scenario's order.
        misfits: cells that are no roster at all: a mode on an unavailable day, or none on an available one.
    """

    rules: tuple[RuleAudit, ...]
    misfits: tuple[Misfit, ...]

    @cached_property
    def cost(self) -> int:
        """Total cost of the soft rules."""
        return sum(entry.cost for entry in self.rules)

    @cached_property
    def hard_violations(self) -> int:
        """Violations of hard rules, misfits included."""
        return len(self.misfits) + sum(len(entry.violations) for entry in self.rules if entry.rule.hard)


@paused_collection()
def audit(case: Case, roster: Roster) -> Audit:
    """Judge a roster by every rule of the case."""
    entries = []
    for index, rule in enumerate(case.rules):
        tally = Tally(index)
        rule.audit(case, roster, tally)
        cost = (rule.weight or 0) * tally.amount
        violations, moved = tuple(tally.violations), tuple(tally.gave_way)
        entries.append(RuleAudit(rule, tally.checked, violations, moved, tally.amount, cost))
    return Audit(tuple(entries), _misfits(case, roster))


def _misfits(case: Case, roster: Roster) -> tuple[Misfit, ...]:
    listed = {
        (person, day)
        for misfit in roster.misfits
        for person in misfit.people
        for day in range(misfit.day, misfit.last_day + 1)
    }
    wrong = (roster.modes == UNDECIDED) == case.problem.available
    more = [Misfit(p, d, "") for p, d in np.argwhere(wrong).tolist() if (p, d) not in listed]
    return (*roster.misfits, *more)
