"""What every writer gets: one roster with its case, its audit and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.audit import Audit
from asnroster.judge.savings import Savings, savings
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash
from asnroster.scenario import Scenario


@dataclass(frozen=True)
class Report:
    """A judged roster and its circumstances.

    Attributes:
        clashes: why no roster keeps every rule that must hold; then this one breaks least.
        agency: the path of the agency that this is the part of; empty for a whole roster.
        shared_buildings: of a part, the buildings (folded names) in which people of other parts work.
    """

    case: Case
    scenario: Scenario
    roster: Roster
    audit: Audit
    outcome: Outcome
    clashes: tuple[Clash, ...] = ()
    agency: str = ""
    shared_buildings: frozenset[str] = frozenset()

    @cached_property
    def savings(self) -> Savings:
        """What the roster saves by the scenario's assumptions."""
        return savings(self.problem, self.roster, self.scenario.savings, self.shared_buildings)

    @property
    def problem(self) -> Problem:
        """The problem that the roster answers."""
        return self.case.problem


@dataclass(frozen=True, slots=True)
class PartLine:
    """What the main workbook tells of one part: ``file`` is its path beside the main workbook."""

    agency: str
    file: str
    people: int
    office: int
    home: int
    hard_violations: int
