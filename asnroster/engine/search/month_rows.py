"""Rows as a person's month sees them: sums of one person, shares of home days, turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.parts import OpenRow
from asnroster.engine.model.shapes import missed
from asnroster.engine.search.layers import Costs, Ints

MISS = 1e6  # cost of a hard row's miss: dearer than all that a person's month may cost else


class OwnRow(NamedTuple):
    """A sum or likeness over cells of one person, by masks of the days of each week that it reads."""

    masks: tuple[tuple[int, int], ...]  # (week, mask)
    alike: bool
    least: int
    most: int
    weight: float

    def cost(self, home: Ints) -> Costs:
        """What so many home days among its cells cost."""
        office = sum(mask.bit_count() for _week, mask in self.masks) - home
        off = np.minimum(office, home) if self.alike else missed(self.least, self.most, office)
        return self.weight * off.astype(np.float64)


class Sharing(NamedTuple):
    """A fair sharing with what a distance costs, and its (person, member) that have free cells where members are persons."""

    shape: FairShares
    weight: float
    members: tuple[tuple[int, Share], ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """Home days of a month, or on some weekdays of it, that a row over several weeks counts for each person.

    Attributes:
        masks: (weeks,) the days that count.
        rows: person -> the row of that person's own; or nothing.
        sharings: fair sharings of these days whose members are persons; nobody is in two of them.
    """

    masks: Ints
    rows: Mapping[int, OwnRow]
    sharings: Sequence[Sharing] = ()


@dataclass(frozen=True, slots=True)
class Phases:
    """A row of two phases: what a person pays in each, and how many people may be in the second.

    Attributes:
        people: those who take turns.
        weeks: (2 phases, people, weeks, patterns) cost of a week's cells off phase.
        turns: (2 phases, people) cost of going against the turn that is known of each.
        balance: (people + 1,) cost of so many people in the second phase.
    """

    people: tuple[int, ...]
    weeks: Costs
    turns: Costs
    balance: Costs


def weight_of(row: OpenRow) -> float:
    """What a miss costs; ``MISS`` of a hard row."""
    return MISS if row.weight is None else float(row.weight)
