"""Who gains and who loses home days from one roster to another, and each agency's figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from asnroster.domain.groups import staffed_agencies
from asnroster.domain.problem import Problem
from asnroster.judge.measures import at_home, at_office, per_head, per_person, per_unit_day, share
from asnroster.judge.savings import Line, agency_savings
from asnroster.output.comparison import Side, alike
from asnroster.output.report import Report


@dataclass(frozen=True, slots=True)
class Gain:
    """One person's home days before and after."""

    person: int
    before: int
    after: int

    @property
    def days(self) -> int:
        """Home days more; negative where they are fewer."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency under one column: its people, person-days, savings, and how many people gain and lose home days.

    Attributes:
        rupiah: saved against everybody in the office, low to high.
        winners, losers: against the first column; None for that itself and where the two are not comparable.
    """

    people: int
    office: int
    home: int
    rupiah: Line
    winners: int | None = None
    losers: int | None = None

    @property
    def home_share(self) -> Fraction | None:
        """Home person-days of all person-days worked."""
        return share(self.home, self.office)


def home_gains(first: Report, report: Report) -> list[Gain]:
    """Everybody whose number of home days differs, the largest gain first and then by name.

    Args:
        first: the roster to compare with.
        report: one of the same people and dates.
    """
    before, after = (
        per_head(one.problem, per_person(at_home(one.problem, one.roster))).tolist()
        for one in (first, report)
    )
    gains = [Gain(p, old, new) for p, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    return sorted(gains, key=lambda gain: (-gain.days, report.problem.people[gain.person].name))


def gains_of(columns: Sequence[Side]) -> list[list[Gain] | None]:
    """For each column its gains against the first one, None where there is nothing to compare."""
    first = columns[0].report
    gains: list[list[Gain] | None] = []
    for column in columns:
        comparable = column is not columns[0] and alike(columns[0], column)
        if first is None or column.report is None or not comparable:
            gains.append(None)
        else:
            gains.append(home_gains(first, column.report))
    return gains


def agencies(columns: Sequence[Side]) -> list[str]:
    """Paths of all agencies that have people in any column, in the order of the tree."""
    named = (
        column.report.problem.units[index].path
        for column in columns
        if column.report is not None
        for index in staffed_agencies(column.report.problem)
    )
    return list(dict.fromkeys(named))


def agency_lines(column: Side, gains: Sequence[Gain] | None) -> dict[str, AgencyLine]:
    """A column's figures by the path of the agency; empty without a roster."""
    report = column.report
    if report is None:
        return {}
    problem = report.problem
    office, home = (
        per_unit_day(problem, mask(problem, report.roster)).sum(axis=1) for mask in (at_office, at_home)
    )
    saved = agency_savings(problem, report.roster, report.scenario.savings)
    won, lost = (_per_agency(problem, gains, sign) for sign in (1, -1))
    return {
        problem.units[index].path: AgencyLine(
            problem.stints.count(problem.below[index]),
            int(office[index]),
            int(home[index]),
            saved[index].rupiah,
            None if won is None else won[index],
            None if lost is None else lost[index],
        )
        for index in staffed_agencies(problem)
    }


def _per_agency(problem: Problem, gains: Sequence[Gain] | None, sign: int) -> list[int] | None:
    if gains is None:
        return None
    roots = [problem.unit_of(gain.person).agency for gain in gains if gain.days * sign > 0]
    counts: list[int] = np.bincount(roots, minlength=len(problem.units)).astype(int).tolist()
    return counts
