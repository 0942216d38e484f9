"""Who is kept in the office by one hard row alone: the rows of a rule, read with nothing but the fixed days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from asnroster.domain.problem import HOME, OFFICE, UNDECIDED
from asnroster.rules.kit.verbs import Bound, Member, Where

if TYPE_CHECKING:
    from asnroster.rules.kit.case import Case

Said = tuple[str, tuple[Any, ...]]  # a verb with its arguments


class KeptCells:
    """Listens to what a rule says (its ``Verbs``) and keeps the free cells that a row holds in the office.

    Attributes:
        cells: person-days that are in the office in whatever roster keeps some one row.
        said: the verbs of the rule with their arguments, for whoever listens next.
    """

    def __init__(self, case: Case) -> None:
        self.cells: set[int] = set()
        self.said: list[Said] = []
        self._case = case
        self._fixed: list[int] = case.fixed.modes.ravel().tolist()

    @cached_property
    def _open(self) -> list[bool]:
        return [bool(some) for some in np.any(self._case.joined.free, axis=1)]

    def concerned(self, people: Sequence[int]) -> Sequence[int]:
        """Those who have a free day: nobody else can be kept by a row."""
        return [person for person in people if self._open[person]]

    def office_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """All who are not at home by order, where no more of them are left than must be there."""
        self.said.append(("office_at_least", (cells, count, where, past)))
        self._hold(cells, count)

    def _hold(self, cells: Sequence[int], count: int) -> None:
        if count > 0 and len(cells) - sum(self._fixed[cell] == HOME for cell in cells) <= count:
            self.cells.update(cell for cell in cells if self._fixed[cell] == UNDECIDED)

    def office_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """Keeps nobody in the office."""
        self.said.append(("office_at_most", (cells, count, where, past)))

    def home_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """Keeps nobody in the office."""
        self.said.append(("home_at_least", (cells, count, where, past)))

    def home_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """All others, where as many are at home by order as may be."""
        self.said.append(("home_at_most", (cells, count, where, past)))
        self._hold(cells, len(cells) - count)

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """The cell itself, where it is wanted in the office."""
        self.said.append(("want", (cell, mode, where, strength)))
        if mode == OFFICE:
            self._hold([cell], 1)

    def alike(self, cells: Sequence[int], where: Where) -> None:
        """The other one of two, where one is in the office by order."""
        self.said.append(("alike", (cells, where)))
        if any(self._fixed[cell] == OFFICE for cell in cells):
            self._hold(cells, len(cells))

    def whole_days(self, groups: Sequence[Sequence[int]], mode: int, count: int, where: Where) -> None:
        """All groups that can be wholly in the office, where no more of them are left than must be."""
        self.said.append(("whole_days", (groups, mode, count, where)))
        left = [group for group in groups if all(self._fixed[cell] != HOME for cell in group)]
        if mode == OFFICE and count > 0 and len(left) <= count:
            for group in left:
                self._hold(group, len(group))

    def fair_shares(
        self, members: Sequence[Member], band: int, power: int, at_most: int, where: Where
    ) -> None:
        """Keeps nobody in the office: it gives way."""
        self.said.append(("fair_shares", (members, band, power, at_most, where)))

    def two_phases(
        self,
        people: Sequence[Sequence[tuple[int, int]]],
        most_apart: int,
        where: Where,
        turns: Sequence[int] = (),
    ) -> None:
        """Keeps nobody in the office on every day: who is there in one turn is at home in the next."""
        self.said.append(("two_phases", (people, most_apart, where, turns)))

    def never(self, patterns: Sequence[Sequence[tuple[int, int]]], where: Where, bound: Bound) -> None:
        """The one free cell of a pattern that would hold if it were at home."""
        self.said.append(("never", (patterns, where, bound)))
        for pattern in patterns:
            if all(self._fixed[cell] in (UNDECIDED, mode) for cell, mode in pattern):
                free = [(cell, mode) for cell, mode in pattern if self._fixed[cell] == UNDECIDED]
                if len(free) == 1 and free[0][1] == HOME:
                    self.cells.add(free[0][0])
