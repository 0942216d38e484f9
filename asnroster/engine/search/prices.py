"""Prices of coupling rows, from the linear relaxation. Any price gives a true bound; good ones a sharp one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.program import Program
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search.cut import Cut

SCALE = 20  # prices are whole multiples of 1/20 of a cost unit


@dataclass(frozen=True, slots=True)
class Prices:
    """What coupling rows cost, in 1/``SCALE`` of a cost unit.

    Attributes:
        of_row: for each coupling row; positive rewards people in the office, negative people at home.
        value: about what the whole costs at least, in cost units.
    """

    of_row: tuple[int, ...]
    value: float = 0.0

    def of_cells(self, coupling: Sequence[OpenRow]) -> dict[int, int]:
        """What being in the office earns (or costs, negative) on each cell."""
        earned: defaultdict[int, int] = defaultdict(int)
        for row, price in zip(coupling, self.of_row, strict=True):
            if price:
                for cell in row.cells:
                    earned[cell] += price
        return earned

    def constant(self, coupling: Sequence[OpenRow]) -> int:
        """What the rows' own bounds bring to the priced whole."""
        total = 0
        for row, price in zip(coupling, self.of_row, strict=True):
            if isinstance(row.shape, Sum):
                total += price * (row.shape.least if price > 0 else row.shape.most)
        return total


def priced(block: Part, earned: dict[int, int]) -> Part:
    """A block that pays for what it takes: costs times ``SCALE``, a wish a priced cell."""
    rows = [OpenRow(row.shape, None if row.weight is None else row.weight * SCALE) for row in block.rows]
    constant = block.constant * SCALE
    for cell in block.cells:
        price = earned.get(cell, 0)
        if price:
            wanted = int(price > 0)
            rows.append(OpenRow(Sum((cell,), wanted, wanted), abs(price)))
            constant -= max(0, price)
    return Part(cells=block.cells, rows=rows, constant=constant)


def find_prices(cut: Cut) -> tuple[Prices, dict[int, float]]:
    """Duals of the coupling rows in the relaxation of all blocks together.

    Returns:
        The prices, and how much of each cell the relaxation has in the office: nothing where it was not solved.
    """
    program = Program()
    for block in cut.blocks:
        for cell in block.cells:
            program.cell(cell)
        for row in block.rows:
            program.take(row)
    first = [program.take(row) for row in cut.coupling]
    value, levels, duals = program.solve()
    found = []
    for row, numbers in zip(cut.coupling, first, strict=True):
        found.append(_whole(row, sum(duals[number] for number in numbers)))
    level_of = {cell: levels[column] for cell, column in program.columns.items() if levels}
    return Prices(tuple(found), cut.constant + value), level_of


def _whole(row: OpenRow, dual: float) -> int:
    """A price that keeps the bound true: of the right sign, and never above a soft row's weight."""
    shape = row.shape
    if not isinstance(shape, Sum):
        return 0
    price = round(dual * SCALE)
    if row.weight is not None:
        price = max(-row.weight * SCALE, min(row.weight * SCALE, price))
    if shape.least <= 0:
        price = min(price, 0)
    if shape.most >= len(shape.cells):
        price = max(price, 0)
    return price
