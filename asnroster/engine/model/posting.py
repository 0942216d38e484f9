"""The verbs' other side: what the rules say becomes rows over office cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat as always
from typing import NamedTuple, TypeVar

import numpy as np

from asnroster.domain.lists import Ints, Lists
from asnroster.domain.modes import OFFICE, UNDECIDED
from asnroster.domain.modes import Modes as Array
from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.shapes import Alike, Modes, Never, Shape, Sum, TwoPhases, WholeDays, missed
from asnroster.rules.kit.base import FixingRule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Sense
from asnroster.rules.kit.kept import repeat
from asnroster.rules.kit.verbs import Bound, Member, PersonRows, Where


class Row(NamedTuple):
    """One requirement of one rule.

    Attributes:
        rule: index of the rule instance; its weight makes the row soft.
        shape: what is required of which cells.
        strength: what one unit of a miss amounts to (1 but for wishes of some strength).
        sense, stated: what the rule asked for in its own measure: at least or at most so many, or a mode.
        enough: the figure under which a miss would be none, where its amount does not tell.
    """

    rule: int
    shape: Shape
    where: Where
    strength: int = 1
    sense: Sense = "mode"
    stated: int = 0
    enough: int | None = None

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells it speaks of."""
        return self.shape.cells

    def missed(self, mode: Modes) -> int:
        """By how much the row is missed, ``mode`` telling each cell's."""
        return self.shape.amount(mode) * self.strength


@dataclass
class Posting:
    """Collects the rows of every rule of a case; implements the rules' ``Verbs``."""

    case: Case
    rows: list[Row] = field(default_factory=list)
    open_only: bool = False
    _rule: int = -1

    @classmethod
    def of(cls, case: Case, *, open_only: bool = False) -> Posting:
        """Let every rule of the case speak.

        Args:
            case: the problem under its rules.
            open_only: leave out what fixed days settle by themselves: hard rules that fix days, people
                without a free day, and fixed days in rows. It is most of a city, and only explaining
                clashes needs it.
        """
        posting = cls(case, open_only=open_only)
        said = case.said if open_only else {}
        for index, rule in enumerate(case.rules):
            if open_only and rule.hard and isinstance(rule, FixingRule):
                continue
            posting._rule = index
            if index in said:
                repeat(said[index], posting)
            else:
                rule.post(case, posting)
        return posting

    def concerned(self, people: Sequence[int]) -> Sequence[int]:
        """Everybody, or those who have a free day."""
        return [person for person in people if self.case.has_free_day[person]] if self.open_only else people

    def office_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At least ``count`` of these cells are in the office."""
        self._bound(cells, count, len(cells), where, "at_least", count + past)

    def office_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At most ``count`` of these cells are in the office."""
        self._bound(cells, 0, count, where, "at_most", count + past)

    def home_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At least ``count`` of these cells are at home."""
        self._bound(cells, 0, len(cells) - count, where, "at_least", count + past)

    def home_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At most ``count`` of these cells are at home."""
        self._bound(cells, len(cells) - count, len(cells), where, "at_most", count + past)

    def each(self, rows: PersonRows) -> None:
        """Of each row its bounds in turn, what keeps people in the office first."""
        cells, sides = rows.cells, rows.sides()
        least, most, stated = (
            np.stack(columns, axis=1)
            for columns in zip(*((side.least, side.most, side.stated) for side in sides), strict=True)
        )
        if self.open_only:
            modes = self.case.fixed.modes.ravel()[cells.numbers]
            office = cells.tally(modes == OFFICE)[:, None]
            cells, least, most = cells.only(modes == UNDECIDED), least - office, most - office
        row, side = np.nonzero((least > 0) | (most < cells.sizes[:, None]))
        self.rows += made(
            Row,
            always(self._rule),
            made(Sum, cells.among(row).tuples(), least[row, side].tolist(), most[row, side].tolist()),
            made(Where, rows.person[row].tolist(), always(None), _told(rows.day, row), _told(rows.week, row)),
            always(1),
            [sides[one].sense for one in side.tolist()],
            stated[row, side].tolist(),
            always(None),
        )

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """This cell has the mode; a miss amounts to ``strength``."""
        least, most = (1, 1) if mode == OFFICE else (0, 0)
        self._add(Sum((cell,), least, most), where, "mode", mode, strength)

    def alike(self, cells: Sequence[int], where: Where) -> None:
        """All of these free cells have the same mode."""
        if len(cells) > 1:
            # A person's days are alike or not; of a group so many may be elsewhere.
            sense: Sense = "at_most" if where.person is None else "mode"
            self._add(Alike(tuple(cells)), where, sense)

    def whole_days(self, groups: Sequence[Sequence[int]], mode: int, count: int, where: Where) -> None:
        """At least ``count`` of these groups of cells are wholly in the mode."""
        if count > 0:
            self._add(WholeDays(tuple(map(tuple, groups)), mode, count), where, "at_least", count)

    def fair_shares(
        self, members: Sequence[Member], band: int, power: int, at_most: int, where: Where
    ) -> None:
        """Home days of all members near the same share of what is possible for each."""
        shares = [Share(tuple(cells), already, possible) for cells, possible, already in members]
        if shares:
            self._add(FairShares(tuple(shares), band, power, at_most), where, "at_most", at_most)

    def two_phases(
        self,
        people: Sequence[Sequence[tuple[int, int]]],
        most_apart: int,
        where: Where,
        turns: Sequence[int] = (),
    ) -> None:
        """Each person's free cells follow one of two contrary phases of about equally many people."""
        if people:
            self._add(TwoPhases(tuple(map(tuple, people)), most_apart, tuple(turns)), where, "at_most")

    def never(self, patterns: Sequence[Sequence[tuple[int, int]]], where: Where, bound: Bound) -> None:
        """None of these patterns of (cell, mode) holds."""
        if patterns:
            shape = Never(tuple(map(tuple, patterns)))
            self._add(shape, where, bound.sense, bound.stated, enough=bound.to)

    def _bound(
        self, cells: Sequence[int], least: int, most: int, where: Where, sense: Sense, stated: int
    ) -> None:
        if least > 0 or most < len(cells):
            self._add(Sum(tuple(cells), least, most), where, sense, stated)

    def _add(
        self,
        shape: Shape,
        where: Where,
        sense: Sense,
        stated: int = 0,
        strength: int = 1,
        enough: int | None = None,
    ) -> None:
        left = shape.opened(self.case.fixed_cells) if self.open_only else shape
        if left is not None:
            self.rows.append(Row(self._rule, left, where, strength, sense, stated, enough))


Made = TypeVar("Made", bound=tuple[object, ...])


def made(kind: type[Made], *columns: Iterable[object]) -> list[Made]:
    """A named tuple of each row of these columns, in a third of the time that calling its class takes."""
    return list(map(partial(tuple.__new__, kind), zip(*columns, strict=False)))


def _told(figures: Ints | None, row: Ints) -> Iterable[int | None]:
    return always(None) if figures is None else figures[row].tolist()


def missed_by_rule(rows: Sequence[Row], rules: int, modes: Array) -> list[int]:
    """By how much the rows of each rule are missed; sums, which are nearly all of them, are counted at once.

    Args:
        rows: what the rules require.
        rules: how many there are.
        modes: each cell's.
    """
    mode_of = modes.tolist().__getitem__
    by_rule = [0] * rules
    sums: list[Row] = []
    shapes: list[Sum] = []
    for row in rows:
        if isinstance(row.shape, Sum):
            sums.append(row)
            shapes.append(row.shape)
        else:
            by_rule[row.rule] += row.missed(mode_of)
    cells = Lists.of([shape.cells for shape in shapes])
    office = cells.tally(modes[cells.numbers] == OFFICE)
    least, most = (
        np.array(bounds, dtype=np.int64)
        for bounds in ([shape.least for shape in shapes], [shape.most for shape in shapes])
    )
    miss = missed(least, most, office)
    for at in np.flatnonzero(miss).tolist():
        by_rule[sums[at].rule] += int(miss[at]) * sums[at].strength
    return by_rule
