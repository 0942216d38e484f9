"""A large part: blocks at prices give the bound, what they bring together is mended and improved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from math import ceil, floor

from asnroster.engine.cut import Cut
from asnroster.engine.ledger import Ledger
from asnroster.engine.part_model import Limits, PartModel, PartResult, everybody_in_the_office, unary
from asnroster.engine.parts import OpenRow, Part
from asnroster.engine.prices import SCALE, find_prices, priced
from asnroster.engine.shapes import Sum

BLOCK_WORK = 1.0  # deterministic seconds for one block at prices
AGAIN_WORK = 0.5  # and for improving it while the others are held
ELASTIC = 100 * SCALE  # an allotment may be missed, at a price far above any wish
AT_A_TIME = 8  # blocks improved against the same state of all others: a constant, or workers would change rosters


@dataclass(frozen=True, slots=True)
class Task:
    """One block to solve, as it is sent to a worker."""

    part: Part
    limits: Limits
    seed: int
    hint: dict[int, int] | None = None


def solve_block(task: Task) -> PartResult:
    """Solve a block from its hint; runs in any worker."""
    known = unary(task.part)
    if known is not None:
        return known
    model = PartModel(task.part)
    if task.hint is not None:
        model.best = PartResult(task.hint, None, task.part.constant)
    return model.search(
        task.limits, seed=task.seed, live=lambda cost, bound: None, register=lambda solver: True
    )


@dataclass
class Coupled:
    """Solves a part that was cut into blocks.

    Attributes:
        part: the whole part.
        pieces: its blocks and coupling rows.
        gap: relative gap at which to stop.
        over: whether time is up or the user stopped.
        tell: gets the best cost known and the bound.
    """

    part: Part
    pieces: Cut
    seed: int
    gap: float
    executor: Executor
    over: Callable[[], bool]
    tell: Callable[[int | None, int], None]
    bound: int = 0
    modes: dict[int, int] | None = None
    cost: int | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self, rounds: int = 3) -> PartResult:
        """Bound, roster, improvement; a result without modes means that mending failed."""
        self.bound = self.part.constant
        first = everybody_in_the_office(self.part)
        if first is not None and first.modes is not None and first.cost is not None:
            self._keep(dict(first.modes), first.cost)
        found = self._at_prices()
        if found is None:
            return PartResult(None, None, self.bound, infeasible=True, done=True, searched=True)
        if found:
            ledger = Ledger(self.part.rows, found)
            if ledger.repair():
                ledger.descend(self.part.cells)
                self._keep(ledger.modes, ledger.cost + self.part.constant)
                for _ in range(rounds):
                    if self._good_enough() or self.over() or not self._improve(ledger):
                        break
        return PartResult(self.modes, self.cost, self.bound, done=self._good_enough(), searched=True)

    def _keep(self, modes: dict[int, int], cost: int) -> None:
        if self.cost is None or cost < self.cost:
            self.modes, self.cost = dict(modes), cost
        self.tell(self.cost, self.bound)

    def _good_enough(self) -> bool:
        return self.cost is not None and self.cost - self.bound <= self.gap * max(1, self.cost)

    def _at_prices(self) -> dict[int, int] | None:
        """Every block at prices, and the bound from it; None where a block has no roster at all."""
        prices = find_prices(self.pieces)
        earned = prices.of_cells(self.pieces.coupling)
        limits = Limits(work=BLOCK_WORK, gap=0.0)
        at_prices = [priced(block, earned) for block in self.pieces.blocks]
        total = prices.constant(self.pieces.coupling) + self.pieces.constant * SCALE
        results = list(self._solved([Task(block, limits, self.seed) for block in at_prices]))
        if any(result.infeasible for result in results):
            return None
        self.bound = max(self.bound, -(-(total + sum(result.bound for result in results)) // SCALE))
        self.tell(self.cost, self.bound)
        return self._allotted(prices.office, at_prices, [dict(result.modes or {}) for result in results])

    def _allotted(
        self, office: dict[int, float], at_prices: Sequence[Part], first: Sequence[dict[int, int]]
    ) -> dict[int, int]:
        """Blocks one after another within what the relaxation leaves each of the hard coupling rows.

        Where a block's choice at prices fits, it stays; else it is solved again within its limits.
        """
        coupling = self.pieces.coupling
        home_of = {cell: k for k, block in enumerate(self.pieces.blocks) for cell in block.cells}
        shares: list[dict[int, list[int]]] = [{} for _ in at_prices]
        for number, row in enumerate(coupling):
            if row.weight is None:
                for cell in row.cells:
                    shares[home_of[cell]].setdefault(number, []).append(cell)
        # What each row has used already, or will use by the relaxation.
        used = [sum(office[cell] for cell in row.cells) for row in coupling]
        modes: dict[int, int] = {}
        limits = Limits(work=BLOCK_WORK, gap=0.002)
        order = list(range(len(at_prices)))
        for start in range(0, len(order), AT_A_TIME):
            batch, tasks = order[start : start + AT_A_TIME], []
            for k in batch:
                rows = [self._limit(number, cells, office, used[number]) for number, cells in shares[k].items()]
                fits = not any(row.shape.amount(first[k].__getitem__) for row in rows) if first[k] else False
                part = Part(at_prices[k].cells, [*at_prices[k].rows, *rows], [], at_prices[k].constant)
                tasks.append(None if fits else Task(part, limits, self.seed, first[k] or None))
            solved = iter(self._solved([task for task in tasks if task is not None]))
            for k, task in zip(batch, tasks, strict=True):
                result = None if task is None else next(solved)
                chosen = first[k] if result is None or result.modes is None else dict(result.modes)
                modes |= chosen
                for number, cells in shares[k].items():
                    used[number] += sum(chosen[cell] - office[cell] for cell in cells)
        return modes

    def _limit(self, number: int, cells: list[int], office: dict[int, float], used: float) -> OpenRow:
        shape = self.pieces.coupling[number].shape
        others = used - sum(office[cell] for cell in cells)
        least = ceil(shape.least - others - 0.01)
        most = floor(shape.most - others + 0.01)
        return OpenRow(Sum(tuple(cells), least, most), ELASTIC)

    def _solved(self, tasks: Sequence[Task]) -> Iterable[PartResult]:
        return self.executor.map(solve_block, tasks)

    def _improve(self, ledger: Ledger) -> bool:
        """Solve every block again, the others held; whether anything was gained."""
        before = ledger.cost
        blocks = sorted(self.pieces.blocks, key=lambda block: -len(block.rows))
        limits = Limits(work=AGAIN_WORK)
        for start in range(0, len(blocks), AT_A_TIME):
            if self.over():
                break
            batch = blocks[start : start + AT_A_TIME]
            tasks = [
                Task(
                    self._held(block, ledger),
                    limits,
                    self.seed,
                    {cell: ledger.modes[cell] for cell in block.cells},
                )
                for block in batch
            ]
            for result in self._solved(tasks):
                self._take(ledger, result)
            self._keep(ledger.modes, ledger.cost + self.part.constant)
        return ledger.cost < before

    def _held(self, block: Part, ledger: Ledger) -> Part:
        """A block with the coupling rows as the others leave them."""
        inside = set(block.cells)
        numbers = sorted({number for cell in block.cells for number in ledger.touching[cell]})
        rows = list(block.rows)
        for number in numbers:
            row = ledger.rows[number]
            if inside.issuperset(row.cells) or not isinstance(row.shape, Sum):
                continue
            cells = tuple(cell for cell in row.cells if cell in inside)
            elsewhere = sum(ledger.modes[cell] for cell in row.cells if cell not in inside)
            shape = Sum(cells, row.shape.least - elsewhere, row.shape.most - elsewhere)
            rows.append(OpenRow(shape, row.weight))
        return Part(cells=block.cells, rows=rows)

    def _take(self, ledger: Ledger, result: PartResult) -> None:
        turned = [cell for cell, mode in (result.modes or {}).items() if ledger.modes[cell] != mode]
        if turned:
            hard, soft = ledger.change(turned)
            if hard <= 0 and soft < 0:
                ledger.turn(turned)
