"""Who is kept in the office by one hard row alone: the rows of a rule, read with nothing but the fixed days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.rules.kit.base import FixingRule
from asnroster.rules.kit.verbs import Bound, Member, PersonRows, Verbs, Where

if TYPE_CHECKING:
    from asnroster.rules.kit.case import Case

Said = tuple[str, tuple[Any, ...], dict[str, Any]]  # a verb with its arguments


class Hearing:
    """Writes down what a rule says (any of its ``Verbs``) of people with a free day, so that it is said once.

    Attributes:
        said: verb by verb.
    """

    def __init__(self, case: Case) -> None:
        self.said: list[Said] = []
        self._case = case

    def concerned(self, people: Sequence[int]) -> Sequence[int]:
        """Those who have a free day."""
        return [person for person in people if self._case.has_free_day[person]]

    def __getattr__(self, verb: str) -> Callable[..., None]:
        """Each verb is written down."""
        return lambda *words, **named: self.said.append((verb, words, named))


def repeat(said: Iterable[Said], to: object) -> None:
    """Say it again to another listener."""
    for verb, words, named in said:
        getattr(to, verb)(*words, **named)


class KeptCells:
    """Listens to what a rule said of people with a free day, and keeps the free cells that a row holds in the office.

    Attributes:
        cells: person-days that are in the office in whatever roster keeps some one row.
    """

    def __init__(self, case: Case) -> None:
        self.cells: set[int] = set()
        self._modes = case.fixed.modes.ravel()
        self._fixed = case.fixed_cells

    def office_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """All who are not at home by order, where no more of them are left than must be there."""
        if count > 0 and len(cells) - sum(self._fixed[cell] == HOME for cell in cells) <= count:
            self.cells.update(cell for cell in cells if self._fixed[cell] == UNDECIDED)

    def office_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """Keeps nobody in the office."""

    def home_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """Keeps nobody in the office."""

    def home_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """All others, where as many are at home by order as may be."""
        self.office_at_least(cells, len(cells) - count, where)

    def each(self, rows: PersonRows) -> None:
        """Keep all of a row who are not at home by order, where no more of them are left than must be in the office."""
        cells, sizes = rows.cells.numbers, rows.cells.sizes
        modes = self._modes[cells]
        left = rows.cells.tally(modes != HOME)
        for side in rows.sides():
            held = np.repeat((side.least > 0) & (left <= side.least), sizes)
            self.cells.update(cells[held & (modes == UNDECIDED)].tolist())

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """The cell itself, where it is wanted in the office."""
        if mode == OFFICE:
            self.office_at_least([cell], 1, where)

    def alike(self, cells: Sequence[int], where: Where) -> None:
        """The other one of two, where one is in the office by order."""
        if any(self._fixed[cell] == OFFICE for cell in cells):
            self.office_at_least(cells, len(cells), where)

    def whole_days(self, groups: Sequence[Sequence[int]], mode: int, count: int, where: Where) -> None:
        """All groups that can be wholly in the office, where no more of them are left than must be."""
        left = [group for group in groups if all(self._fixed[cell] != HOME for cell in group)]
        if mode == OFFICE and count > 0 and len(left) <= count:
            for group in left:
                self.office_at_least(group, len(group), where)

    def fair_shares(
        self, members: Sequence[Member], band: int, power: int, at_most: int, where: Where
    ) -> None:
        """Keeps nobody in the office: it gives way."""

    def two_phases(
        self,
        people: Sequence[Sequence[tuple[int, int]]],
        most_apart: int,
        where: Where,
        turns: Sequence[int] = (),
    ) -> None:
        """Keeps nobody in the office on every day: who is there in one turn is at home in the next."""

    def never(self, patterns: Sequence[Sequence[tuple[int, int]]], where: Where, bound: Bound) -> None:
        """The one free cell of a pattern that would hold if it were at home."""
        for pattern in patterns:
            if all(self._fixed[cell] in (UNDECIDED, mode) for cell, mode in pattern):
                free = [(cell, mode) for cell, mode in pattern if self._fixed[cell] == UNDECIDED]
                if len(free) == 1 and free[0][1] == HOME:
                    self.cells.add(free[0][0])


def heard(case: Case) -> tuple[npt.NDArray[np.int16], dict[int, Sequence[Said]]]:
    """(people, days) the first hard rule that keeps a free cell in the office, -1 for none; and what each rule said."""
    keeper = np.full(case.problem.available.shape, -1, dtype=np.int16)
    said: dict[int, Sequence[Said]] = {}
    flat = keeper.reshape(-1)
    for index, rule in enumerate(case.rules):
        if rule.hard and rule.may_keep_in_office and not isinstance(rule, FixingRule):
            hearing, listener = Hearing(case), KeptCells(case)
            rule.post(case, cast(Verbs, hearing))
            repeat(hearing.said, listener)
            cells = np.fromiter(listener.cells, dtype=np.int64, count=len(listener.cells))
            flat[cells[flat[cells] < 0]] = index
            said[index] = hearing.said
    keeper.setflags(write=False)
    return keeper, said
