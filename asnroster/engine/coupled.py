"""A large part: blocks at prices give a bound, what they bring together is mended and improved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from asnroster.engine.cut import Cut
from asnroster.engine.ledger import Ledger
from asnroster.engine.part_model import PartResult, everybody_in_the_office
from asnroster.engine.parts import OpenRow, Part
from asnroster.engine.prices import SCALE, find_prices, priced
from asnroster.engine.shapes import Sum

BLOCK_WORK = 4.0  # deterministic seconds for one block
PASSES = 2  # how often every block is solved again
AT_A_TIME = 8  # blocks solved again against one state of all others: fixed, or workers would change rosters

# Searches parts side by side: the parts, their work, and what is known of each (None: nothing).
Solver = Callable[[Sequence[Part], float, Sequence[PartResult] | None], list[PartResult]]


@dataclass
class Coupled:
    """Solves a part that was cut into blocks.

    Attributes:
        part: the whole part.
        pieces: its blocks and coupling rows.
        gap: relative gap at which to stop.
        solve: searches blocks.
        over: whether time is up or the user stopped.
    """

    part: Part
    pieces: Cut
    gap: float
    solve: Solver
    over: Callable[[], bool]
    _best: PartResult = field(init=False)
    _shares: list[dict[int, list[int]]] = field(init=False)

    def __post_init__(self) -> None:
        """Note of each block which cells of which coupling rows lie in it."""
        block_of = {cell: k for k, block in enumerate(self.pieces.blocks) for cell in block.cells}
        self._shares = [{} for _ in self.pieces.blocks]
        for number, row in enumerate(self.pieces.coupling):
            for cell in row.cells:
                self._shares[block_of[cell]].setdefault(number, []).append(cell)

    def run(self) -> PartResult:
        """The best roster found with the bound proved; without modes where none could be mended."""
        self._best = everybody_in_the_office(self.part) or PartResult(None, None, self.part.constant)
        if self._best.done:
            return self._best
        modes = self._at_prices()
        if not modes or self._best.done:
            return self._best
        ledger = Ledger(self.part.rows, modes)
        if ledger.repair():
            self._keep(ledger)
            if not self._best.done and not self.over():
                ledger.descend(self.part.cells)
                self._keep(ledger)
            for _ in range(PASSES):
                if self._best.done or self.over() or not self._improve(ledger):
                    break
        return replace(self._best, cut_by_time=self.over() and not self._best.done)

    def _keep(self, ledger: Ledger) -> None:
        cost = ledger.cost + self.part.constant
        if self._best.cost is None or cost < self._best.cost:
            self._found(dict(ledger.modes), cost, self._best.bound)

    def _found(self, modes: Mapping[int, int] | None, cost: int | None, bound: int) -> None:
        done = cost is not None and cost - bound <= self.gap * max(1, cost)
        self._best = PartResult(modes, cost, bound, done=done, searched=True)

    def _at_prices(self) -> dict[int, int]:
        """Every block at prices, and the bound that follows; empty where a block has no roster or none yet."""
        prices = find_prices(self.pieces)
        earned = prices.of_cells(self.pieces.coupling)
        blocks = [priced(block, earned) for block in self.pieces.blocks]
        results = self.solve(blocks, BLOCK_WORK, None)
        if any(result.infeasible for result in results):
            self._best = PartResult(None, None, self.part.constant, infeasible=True, done=True, searched=True)
            return {}
        total = self.pieces.constant * SCALE + prices.constant(self.pieces.coupling)
        total += sum(result.bound for result in results)
        known = self._best
        self._found(known.modes, known.cost, max(known.bound, -(-total // SCALE)))
        if any(result.modes is None for result in results):
            return {}
        return {cell: mode for result in results for cell, mode in (result.modes or {}).items()}

    def _improve(self, ledger: Ledger) -> bool:
        """Solve every block again, the others held; whether anything was gained."""
        before = ledger.cost
        for first in range(0, len(self.pieces.blocks), AT_A_TIME):
            if self.over():
                break
            office = [sum(ledger.modes[cell] for cell in row.cells) for row in self.pieces.coupling]
            held = [
                self._held(k, office, ledger)
                for k in range(first, min(first + AT_A_TIME, len(self.pieces.blocks)))
            ]
            known = [
                PartResult(modes, block.cost(modes.__getitem__), 0, searched=True)
                for block in held
                for modes in [{cell: ledger.modes[cell] for cell in block.cells}]
            ]
            for result in self.solve(held, BLOCK_WORK, known):
                turned = [cell for cell, mode in (result.modes or {}).items() if ledger.modes[cell] != mode]
                hard, soft = ledger.change(turned)
                if hard <= 0 and soft < 0:
                    ledger.turn(turned)
        self._keep(ledger)
        return ledger.cost < before

    def _held(self, k: int, office: Sequence[int], ledger: Ledger) -> Part:
        """A block with the coupling rows as the others leave them; ``office`` counts each of these rows in all."""
        block = self.pieces.blocks[k]
        rows = list(block.rows)
        for number, cells in self._shares[k].items():
            row = self.pieces.coupling[number]
            if isinstance(row.shape, Sum):
                elsewhere = office[number] - sum(ledger.modes[cell] for cell in cells)
                shape = Sum(tuple(cells), row.shape.least - elsewhere, row.shape.most - elsewhere)
                rows.append(OpenRow(shape, row.weight))
        return Part(cells=block.cells, rows=rows)
