"""Parts: what can be decided apart. Fixed cells leave, rows that cannot be missed leave with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from asnroster.domain.lists import Lists, sorted_into
from asnroster.domain.modes import OFFICE, UNDECIDED
from asnroster.engine.model.disjoint_sets import lowest_tied
from asnroster.engine.model.posting import Row
from asnroster.engine.model.shapes import Modes, Shape, Sum, counts_fixed
from asnroster.rules.kit.case import Case


class OpenRow(NamedTuple):
    """A requirement of free cells only: the fixed ones are counted in.

    Attributes:
        weight: cost of one miss; None for a hard row.
    """

    shape: Shape
    weight: int | None

    @property
    def cells(self) -> tuple[int, ...]:
        """The free cells that it ties together."""
        return self.shape.cells

    def cost(self, mode: Modes) -> int:
        """Cost of a soft row's miss."""
        return (self.weight or 0) * self.shape.amount(mode)


@dataclass
class Part:
    """Free cells that rows tie together, with these rows.

    Attributes:
        cells: ascending cell numbers.
        origin: the rows as posted, fixed cells included, for telling why there is no roster.
        constant: cost that nothing can avoid.
    """

    cells: list[int] = field(default_factory=list)
    rows: list[OpenRow] = field(default_factory=list)
    origin: list[Row] = field(default_factory=list)
    constant: int = 0

    def __reduce__(self) -> tuple[object, ...]:
        """Plain tuples travel to other processes several times faster than rows; ``origin`` stays here."""
        return _unpacked, (self.cells, [_packed(row) for row in self.rows], self.constant)

    def cost(self, mode: Modes) -> int:
        """Cost of modes of all its cells."""
        return self.constant + sum(row.cost(mode) for row in self.rows if row.weight)

    def legal(self, mode: Modes) -> bool:
        """Whether modes of all its cells miss no hard row."""
        return not any(row.weight is None and row.shape.amount(mode) for row in self.rows)

    def given(self, known: Mapping[int, int]) -> Part:
        """What is left of it once these cells are decided.

        Cells stay free where their rows cannot count a decided cell in, or would be broken for good.
        """
        fixed = dict.fromkeys(self.cells, UNDECIDED) | dict(known)
        loose = [row for row in self.rows if not counts_fixed(row.shape)]
        while True:
            for row in loose:
                fixed.update(dict.fromkeys(row.cells, UNDECIDED))
            opened = [(row, row.shape.opened(fixed)) for row in self.rows]
            loose = [row for row, left in opened if left and not left.cells and row.weight is None]
            if not any(row.cells for row in loose):
                break
        left = Part([cell for cell in self.cells if fixed[cell] == UNDECIDED], constant=self.constant)
        for row, shape in opened:
            if shape is None:
                continue
            if shape.cells or row.weight is None:
                left.rows.append(OpenRow(shape, row.weight))
            else:
                left.constant += row.weight * shape.amount(lambda cell: OFFICE)
        return left


def _packed(row: OpenRow) -> tuple[object, ...]:
    shape = row.shape
    if isinstance(shape, Sum):
        return shape.cells, shape.least, shape.most, row.weight
    return shape, row.weight


def _unpacked(cells: list[int], rows: Sequence[tuple[Any, ...]], constant: int) -> Part:
    return Part(
        cells,
        [
            OpenRow(Sum(*row[:3]), row[3]) if len(row) > len(("shape", "weight")) else OpenRow(*row)
            for row in rows
        ],
        constant=constant,
    )


def split(case: Case, rows: Iterable[Row], *, opened: bool = False) -> list[Part]:
    """The independent parts of a case, in the order of their first cell.

    Rows without a free cell come as parts without cells: a cost that is there anyway, or a hard
    rule that fixed days break.

    Args:
        case: the problem under its rules.
        rows: what its rules require.
        opened: the rows speak of free cells only already, as ``Posting`` says them with ``open_only``.
    """
    weights = [rule.weight for rule in case.rules]
    tied: list[Row] = []
    open_rows: list[OpenRow] = []
    closed: list[Part] = []
    for row in rows:
        shape = row.shape if opened else row.shape.opened(case.fixed_cells)
        if shape is None:
            continue
        weight = weights[row.rule]
        open_row = OpenRow(shape, None if weight is None else weight * row.strength)
        if shape.cells:
            tied.append(row)
            open_rows.append(open_row)
        else:
            closed.append(_closed(row, open_row))
    return _gather(case, tied, open_rows) + closed


def _closed(row: Row, open_row: OpenRow) -> Part:
    if open_row.weight is None:
        return Part(rows=[open_row], origin=[row])
    return Part(constant=open_row.cost(lambda cell: OFFICE))


def _gather(case: Case, rows: Sequence[Row], open_rows: Sequence[OpenRow]) -> list[Part]:
    ties = Lists.of([row.shape.cells for row in open_rows])
    lowest = lowest_tied(case.free.size, ties)
    cells = np.flatnonzero(case.free)
    # A part is named by its lowest cell, so that the names' order is that of the parts.
    names, part_of_cell = np.unique(lowest[cells], return_inverse=True)
    part_of_row = np.searchsorted(names, lowest[ties.numbers[ties.bounds[:-1]]])
    cells_of, rows_of = sorted_into(part_of_cell, len(names)), sorted_into(part_of_row, len(names))
    return [
        Part(cells[mine].tolist(), list(map(open_rows.__getitem__, ours)), list(map(rows.__getitem__, ours)))
        for mine, ours in zip(cells_of, rows_of, strict=True)
    ]
