"""Posting side of weekly bounds: what of a person's week lies inside, and what it leaves possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's week as far as a rule sees it.

    Attributes:
        full: usual working days in a whole week, holidays included.
        usual: those of them inside the part of the week that counts (``s``).
        available: the days to decide.
        fixed_home, fixed_office: how many of them are decided beforehand.
    """

    full: int
    usual: int
    available: tuple[int, ...]
    fixed_home: int
    fixed_office: int

    @property
    def cut(self) -> bool:
        """Whether the horizon or effective dates cut the week."""
        return self.usual < self.full

    def ceil_part(self, count: int) -> int:
        """A whole week's minimum for the part inside, rounded up."""
        return -(-count * self.usual // self.full)

    def floor_part(self, count: int) -> int:
        """A whole week's figure for the part inside, rounded down."""
        return count * self.usual // self.full


def person_week(case: Case, person: int, days: Sequence[int]) -> PersonWeek:
    """A person's week restricted to ``days``, the dates of it that count."""
    problem = case.problem
    workdays = problem.people[person].workdays
    available = tuple(day for day in days if problem.available[person, day])
    return PersonWeek(
        full=len(workdays),
        usual=sum(problem.horizon.dates[day].weekday() in workdays for day in days),
        available=available,
        fixed_home=sum(bool(case.fixed_home[person, day]) for day in available),
        fixed_office=sum(bool(case.fixed_office[person, day]) for day in available),
    )
