"""Posting side of group weeks: the days of a week on which somebody of a group is there to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asnroster.domain.calendar import weekdays_of
from asnroster.domain.groups import Group
from asnroster.domain.modes import UNDECIDED
from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """A group's week as far as a rule sees it.

    Attributes:
        full: weekdays on which somebody of the group usually works.
        usual: those of them inside the part of the week that counts.
        cells: for each day on which somebody is available, the available person-days.
    """

    full: int
    usual: int
    cells: tuple[tuple[int, ...], ...]

    def due(self, at_least: int) -> int:
        """A whole week's minimum of days for the part inside, rounded down."""
        return min(at_least, self.full) * self.usual // self.full if self.full else 0


def group_week(case: Case, group: Group, days: Sequence[int]) -> GroupWeek:
    """A group's week restricted to ``days``."""
    problem = case.problem
    dates, serving = [problem.horizon.dates[day] for day in days], problem.in_service[:, list(days)]
    people = [problem.people[person] for person in group.people if serving[person].any()]
    pattern = frozenset[int]().union(*(weekdays_of(person.workdays, dates[0]) for person in people))
    usual = sum(date.weekday() in pattern for date in dates)
    cells = (tuple(case.cells(group.people, day)) for day in days)
    return GroupWeek(len(pattern), usual, tuple(day for day in cells if day))


def possible_days(case: Case, week: GroupWeek, mode: int) -> int:
    """On how many of the days nobody is fixed to the other mode."""
    fixed = case.fixed.modes.ravel()
    return sum(all(fixed[cell] in (UNDECIDED, mode) for cell in cells) for cells in week.cells)
