"""Where a cut part stands: its modes, what they put on every coupling row, and blocks as the others leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search.cut import Cut
from asnroster.engine.search.prices import SCALE, Prices, priced


@dataclass
class Incumbent:
    """Modes of all cells of a cut part.

    Attributes:
        pieces: blocks and coupling rows.
        modes: cell -> 1 office or 0 home.
        office: people in the office on each coupling row.
        shares: for each block its cells in each coupling row that touches it.
    """

    pieces: Cut
    modes: dict[int, int]
    office: list[int] = field(init=False)
    shares: list[dict[int, list[int]]] = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        block_of = {cell: k for k, block in enumerate(self.pieces.blocks) for cell in block.cells}
        self.shares = [{} for _ in self.pieces.blocks]
        for number, row in enumerate(self.pieces.coupling):
            for cell in row.cells:
                self.shares[block_of[cell]].setdefault(number, []).append(cell)
        self.office = [sum(self.modes[cell] for cell in row.cells) for row in self.pieces.coupling]

    @property
    def broken(self) -> set[int]:
        """Hard coupling rows that are missed."""
        return {
            number
            for number, row in enumerate(self.pieces.coupling)
            if row.weight is None and isinstance(row.shape, Sum) and row.shape.missed(self.office[number])
        }

    @property
    def cost(self) -> int:
        """Of the whole part."""
        coupling = sum(
            (row.weight or 0) * row.shape.missed(office)
            for row, office in zip(self.pieces.coupling, self.office, strict=True)
            if isinstance(row.shape, Sum)
        )
        return self.pieces.constant + sum(self.costs) + coupling

    @cached_property
    def costs(self) -> list[int]:
        """Of each block."""
        return [block.cost(self.modes.__getitem__) for block in self.pieces.blocks]

    def room(self, number: int) -> int:
        """People that a coupling row could still take, or lose, before it is at its bound."""
        shape, office = self._row(number).shape, self.office[number]
        if not isinstance(shape, Sum):
            return 0
        at_least, at_most = office - shape.least, shape.most - office
        return max(
            0,
            min(
                at_least if shape.least > 0 else at_most,
                at_most if shape.most < len(shape.cells) else at_least,
            ),
        )

    def of(self, k: int) -> dict[int, int]:
        """The modes of a block."""
        return {cell: self.modes[cell] for cell in self.pieces.blocks[k].cells}

    def take(self, k: int, modes: Mapping[int, int]) -> None:
        """Give a block other modes."""
        costs = self.costs
        for number, cells in self.shares[k].items():
            self.office[number] += sum(modes[cell] - self.modes[cell] for cell in cells)
        self.modes.update(modes)
        costs[k] = self.pieces.blocks[k].cost(modes.__getitem__)

    def held(self, k: int) -> Part:
        """A block under the coupling rows as the others leave them."""
        block = self.pieces.blocks[k]
        rows = [*block.rows, *(OpenRow(shape, self._row(n).weight) for n, shape in self._left(k))]
        return Part(cells=block.cells, rows=rows)

    def leaning(self, k: int, prices: Prices, force: int) -> Part:
        """A block at prices that pull it to what the others leave: cheaper by ``force`` inside, dearer beyond.

        Costs are in 1/``SCALE``. What goes beyond is not forbidden, so the blocks that can change most
        cheaply do so first, as the force grows from call to call.
        """
        earned: dict[int, int] = {}
        pulls = []
        for number, shape in self._left(k):
            price, weight = prices.of_row[number], self._row(number).weight
            inside = max(0, price - force) if price > 0 else min(0, price + force)
            for cell in shape.cells if inside else ():
                earned[cell] = earned.get(cell, 0) + inside
            beyond = abs(price) + force - abs(inside)
            if weight is not None:
                beyond = min(beyond, weight * SCALE - abs(inside))
            if beyond > 0:
                pulls.append(OpenRow(shape, beyond))
        leaning = priced(self.pieces.blocks[k], earned)
        leaning.rows.extend(pulls)
        return leaning

    def _row(self, number: int) -> OpenRow:
        return self.pieces.coupling[number]

    def _left(self, k: int) -> Iterable[tuple[int, Sum]]:
        for number, cells in self.shares[k].items():
            shape = self._row(number).shape
            if isinstance(shape, Sum):
                elsewhere = self.office[number] - sum(self.modes[cell] for cell in cells)
                least, most = shape.least - elsewhere, shape.most - elsewhere
                yield number, Sum(tuple(cells), least, most)
