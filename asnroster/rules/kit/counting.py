"""Group-day figures: present, fixed and at work, for posting and (counted anew) for judging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from asnroster.domain.groups import Group
from asnroster.domain.modes import Bools
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case


class GroupDay(NamedTuple):
    """One group on one day on which somebody of it is available.

    Attributes:
        size: people of the group who are in service that day.
        cells: the available person-days.
        present: how many of them there are.
        fixed_home, fixed_office: how many of these are decided beforehand.
    """

    group: Group
    day: int
    size: int
    cells: list[int]
    present: int
    fixed_home: int
    fixed_office: int


def group_days(case: Case, rule: Rule, group: Group) -> Iterator[GroupDay]:
    """The days of a group on which a rule has something to say."""
    people, days = np.array(group.people), case.days(rule)
    present = people_per_day(case.problem.available, people)
    serving = people_per_day(case.problem.in_service, people)
    home = people_per_day(case.fixed_home, people)
    office = people_per_day(case.fixed_office, people)
    cells = case.cells_by_day(people, days)
    for day, mine in zip(days, cells, strict=True):
        if mine:
            yield GroupDay(group, day, serving[day], mine, present[day], home[day], office[day])


def people_per_day(mask: Bools, people: Sequence[int] | npt.NDArray[np.int64]) -> list[int]:
    """(days,): of these people, how many the (people, days) mask holds for."""
    counts: list[int] = np.count_nonzero(mask[np.asarray(people, dtype=np.int64)], axis=0).tolist()
    return counts


def floor_of(share: Fraction, people: int) -> int:
    """Whole people of a share, rounded down; as a product of fractions it takes ten times as long."""
    return share.numerator * people // share.denominator


def ceil_of(share: Fraction, people: int) -> int:
    """The same, rounded up."""
    return -(-share.numerator * people // share.denominator)
