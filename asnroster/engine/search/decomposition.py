"""A large part: blocks alone or at prices give a bound; what they bring together is settled and improved.

Blocks alone come first where likeness or fairness makes the relaxation weak; prices are asked for where that leaves too much
open.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from asnroster.engine import parameters
from asnroster.engine.model.part_model import Limits, PartResult, everybody_in_the_office, is_near
from asnroster.engine.model.parts import Part
from asnroster.engine.search.alone import Alone
from asnroster.engine.search.ascent import Point
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut, is_plain
from asnroster.engine.search.incumbent import Incumbent
from asnroster.engine.search.jobs import Job
from asnroster.engine.search.ledger import Ledger
from asnroster.engine.search.prices import SCALE, Prices, priced
from asnroster.engine.search.rounding import Relaxed


@dataclass
class Decomposition:
    """Solves a part that was cut into blocks.

    Attributes:
        part: the whole part.
        pieces: its blocks and coupling rows.
        gap: relative gap at which to stop.
        crew: solves blocks.
        seed: of the solver's own random choices.
        left: wall seconds that are left, None for no limit.
        over: whether the time is up, the user stopped, or nobody asks for a better roster.
        best: what is known so far; another thread may read it at any moment.
        solved: blocks that came back so far.
        point: where an ascent of multipliers stands; None before.
        priced, bounded: monotonic seconds when prices and bound were there, None until then.
    """

    part: Part
    pieces: Cut
    gap: float
    crew: Crew
    seed: int
    left: Callable[[], float | None]
    over: Callable[[], bool]
    best: PartResult = field(init=False)
    solved: int = 0
    priced: float | None = None
    bounded: float | None = None
    point: Point | None = None
    _alone: Alone | None = None
    _prices: Prices | None = None
    _rounded: Mapping[int, int] | None = None
    _ended: bool = False
    _slack: float = 0.0
    _priced: list[Part] = field(default_factory=list)
    _bounds: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with everybody in the office, where that is legal."""
        self.best = everybody_in_the_office(self.part) or PartResult(None, None, self.part.constant)

    @property
    def ahead(self) -> float:
        """About how many blocks are still to be solved: most twice, to prove a bound and to move."""
        tuned = parameters.current
        ended = self.best.done or self._ended
        return 0.0 if ended else max(len(self.pieces.blocks) * tuned.usual_turns - self.solved, 1.0)

    @property
    def _is_wide(self) -> bool:
        """Whether so much is between cost and bound that another beginning is worth its time."""
        cost = self.best.cost
        return cost is None or cost - self.best.bound > parameters.current.wide_gaps * self.gap * cost

    @property
    def _is_climbed(self) -> bool:
        return self.point is not None and self.point.complete and self.best.modes is not None

    @property
    def _at_a_time(self) -> int:
        # Few against one state: what each leaves the others is known sooner.
        return max(1, min(parameters.current.blocks_at_a_time, len(self.pieces.blocks) // 6))

    def open_alone(self) -> list[int]:
        """Blocks that are to be solved alone, or again; none where sums and pairs are all that is asked for."""
        if self.best.done or is_plain(self.part):
            return []
        self._alone = self._alone or Alone(self.pieces, self.gap, self.best.modes)
        return self._alone.open()

    def alone(self, k: int) -> PartResult:
        """What is known of a block alone."""
        return (
            self._alone.results[k] if self._alone else PartResult(None, None, self.pieces.blocks[k].constant)
        )

    def note_alone(self, k: int, result: PartResult) -> None:
        """Keep what came of a block alone."""
        self.solved += 1
        if self._alone is None or self.best.infeasible:
            return
        self._alone.note(k, result)
        if result.infeasible:
            self.best = PartResult(None, None, self.part.constant, infeasible=True, done=True, searched=True)
            return
        modes, cost, laid = self.best.modes, self.best.cost, self._alone.laid
        if laid is not None and (cost is None or laid.cost < cost):
            modes, cost = dict(laid.modes), laid.cost
        self._found(modes, cost, max(self.best.bound, self._alone.bound))

    @property
    def is_torn(self) -> bool:
        """Whether blocks alone break so much of what ties them that multipliers are the shorter way, as far as they lead."""
        if self.best.done or self._alone is None or (self.point is not None and not self.point.complete):
            return False
        together = self._alone.union
        return together is None or not self._alone.is_mendable(together)

    def note_climb(self, result: PartResult, point: Point) -> None:
        """Keep what an ascent made of the part."""
        self.point = point
        self._found(result.modes, result.cost, max(self.best.bound, result.bound))

    def note_whole(self, result: PartResult) -> None:
        """Keep what came of the part as one model."""
        best = self.best.joined(result)
        self.best = best if best.infeasible else replace(best, done=is_near([best], self.gap))

    def lay(self) -> None:
        """Blocks alone side by side, where small changes mend what they break."""
        if self._alone is None or self.best.infeasible:
            return
        together = self._alone.union
        if (
            together is not None
            and self._alone.is_mendable(together)
            and (not together.broken or self._mend(together))
        ):
            self._keep(together)

    def begin(self) -> None:
        """The first rosters: of the relaxation, or of blocks that were solved alone."""
        if not (self.best.done or self._is_climbed or self.over()):
            together = None if self._alone is None else self._alone.union
            if self._alone is None or together is None:
                self._relax()
            elif self._alone.is_mendable(together):
                self._go_on_freely(together)
        self.priced = time.monotonic()

    def run(self) -> PartResult:
        """The best roster found with the bound proved, after ``begin``; without modes where none could be mended."""
        if self._is_climbed:
            self._go_on_freely(Incumbent(self.pieces, dict(self.best.modes or {})))
        elif self._prices is None and not self.best.done and not self.over():
            self._relax()
        prices = self._prices
        if prices is not None and not self.best.done and not self.over():
            modes = self._at_prices(prices)
            self.bounded = time.monotonic()
            if self._rounded is not None:
                self._go_on(Incumbent(self.pieces, dict(self._rounded)), prices)
            if modes and (self._rounded is None or self._is_wide):
                self._go_on(Incumbent(self.pieces, modes), prices)
        self._ended = True
        self.best = replace(self.best, cut_by_time=self.over() and not self.best.done)
        return self.best

    def _go_on_freely(self, standing: Incumbent) -> None:
        """The same without prices, by the bounds of blocks alone."""
        if self._alone is not None:
            self._priced = [priced(block, {}) for block in self.pieces.blocks]
            self._bounds = [result.bound * SCALE for result in self._alone.results]
            self._go_on(standing, Prices((0,) * len(self.pieces.coupling)))

    def _relax(self) -> None:
        """Prices from the relaxation, and the first rosters that are made of it."""
        relaxed = self.crew.relax(self.pieces)
        if relaxed is None:
            return
        self._prices = relaxed.prices
        if relaxed.modes is not None:
            self._keep(Incumbent(self.pieces, dict(relaxed.modes)))
        if not is_plain(self.part):  # plain blocks settle sooner
            self._rounded = self._round(relaxed) or relaxed.modes

    def _round(self, relaxed: Relaxed) -> dict[int, int] | None:
        """Decide what the relaxation leaves open, for all blocks at once; None without a roster."""
        tuned = parameters.current
        cells = len(self.part.cells)
        slack = tuned.move_gap * self.gap * max(0.0, relaxed.prices.value - self.part.constant)
        limits = Limits(
            tuned.rounding_work * cells / tuned.priced_cells, self.left(), slack=slack, quick=True
        )
        for within in tuned.clear_distances:
            clear = relaxed.clear(within)
            left = self.part.given(clear)
            if len(left.cells) > tuned.open_share * cells or self.over():
                break
            known = relaxed.modes and {cell: relaxed.modes[cell] for cell in left.cells}
            (result,) = self._solve([Job(left, limits, self.seed, known)])
            if result is not None and result.modes is not None:
                found = {**clear, **result.modes}
                self._keep(Incumbent(self.pieces, found))
                return found
        return None

    def _go_on(self, standing: Incumbent, prices: Prices) -> None:
        """Settle, where blocks do not go together, and improve."""
        if self.best.done or self.over():
            return
        if standing.broken:
            self._settle(standing, prices)
            if standing.broken and not self._mend(standing):
                return
        self._keep(standing)
        for _ in range(parameters.current.passes):
            if self.best.done or self.over() or not self._improve(standing, prices):
                break

    def _at_prices(self, prices: Prices) -> dict[int, int]:
        """Every block at prices, and the bound that follows; empty where a block has no roster or none yet."""
        tuned = parameters.current
        cells = len(self.part.cells)
        self._slack = self.gap * max(0.0, prices.value - self.part.constant) / cells
        earned = prices.of_cells(self.pieces.coupling)
        self._priced = blocks = [priced(block, earned) for block in self.pieces.blocks]
        best = self.best.modes
        known = [best and {cell: best[cell] for cell in block.cells} for block in blocks]
        results = self._solve(
            [
                self._job(block, tuned.bound_work, tuned.bound_gap * SCALE, modes)
                for block, modes in zip(blocks, known, strict=True)
            ]
        )
        if any(result is not None and result.infeasible for result in results):
            self.best = PartResult(None, None, self.part.constant, infeasible=True, done=True, searched=True)
            return {}
        self._bounds = [
            block.constant if r is None else r.bound for block, r in zip(blocks, results, strict=True)
        ]
        total = self.pieces.constant * SCALE + prices.constant(self.pieces.coupling) + sum(self._bounds)
        self._found(self.best.modes, self.best.cost, max(self.best.bound, -(-total // SCALE)))
        if any(result is None or result.modes is None for result in results):
            return {}
        return {cell: mode for result in results if result for cell, mode in (result.modes or {}).items()}

    def _settle(self, standing: Incumbent, prices: Prices) -> None:
        """Pull the blocks that overfill coupling rows to what the others leave, harder from pass to pass."""
        tuned = parameters.current
        for force in tuned.pull_forces:
            leaning = partial(standing.leaning, prices=prices, force=force * SCALE)
            waiting = self._touching(standing, standing.broken)
            while waiting and not self.over():
                broken = standing.broken
                turn = [k for k in waiting if not broken.isdisjoint(standing.shares[k])][: self._at_a_time]
                waiting = [k for k in waiting if turn and k > turn[-1]]
                jobs = [
                    self._job(leaning(k), tuned.move_work, tuned.move_gap * SCALE, standing.of(k))
                    for k in turn
                ]
                for k, result in zip(turn, self._solve(jobs), strict=True):
                    if result is not None and result.modes is not None:
                        # Others of the same turn may have moved.
                        now, modes = leaning(k), result.modes
                        if now.cost(modes.__getitem__) < now.cost(standing.modes.__getitem__):
                            standing.take(k, modes)
            if not standing.broken or self.over():
                break

    def _touching(self, standing: Incumbent, rows: set[int]) -> list[int]:
        return [k for k, shares in enumerate(standing.shares) if not rows.isdisjoint(shares)]

    def _mend(self, standing: Incumbent) -> bool:
        """Small changes where blocks did not settle; whether every row is kept."""
        ledger = Ledger(self.part.rows, dict(standing.modes))
        mended = ledger.repair()
        if mended:
            for k, block in enumerate(self.pieces.blocks):
                standing.take(k, {cell: ledger.modes[cell] for cell in block.cells})
        return mended

    def _improve(self, standing: Incumbent, prices: Prices) -> bool:
        """Solve the blocks that may gain again, the others held; whether it was worth it."""
        tuned = parameters.current
        before = standing.cost
        order = self._hopeful(standing, prices)
        for first in range(0, len(order), self._at_a_time):
            if self.over():
                break
            turn = order[first : first + self._at_a_time]
            jobs = [
                self._job(standing.held(k), tuned.move_work, tuned.move_gap, standing.of(k)) for k in turn
            ]
            for k, result in zip(turn, self._solve(jobs), strict=True):
                if result is None or result.modes is None:
                    continue
                now, modes = standing.held(k), result.modes
                cheaper = now.cost(modes.__getitem__) < now.cost(standing.modes.__getitem__)
                if cheaper and now.legal(modes.__getitem__):
                    standing.take(k, modes)
        self._keep(standing)
        return before - standing.cost > tuned.pass_gain * before

    def _hopeful(self, standing: Incumbent, prices: Prices) -> list[int]:
        """Blocks by what they may gain at most: above their best at prices, or by room that has a price."""
        found = []
        for k, (block, bound) in enumerate(zip(self._priced, self._bounds, strict=True)):
            may = block.cost(standing.modes.__getitem__) - bound
            may += sum(abs(prices.of_row[number]) * standing.room(number) for number in standing.shares[k])
            if may >= SCALE:
                found.append((-may, k))
        return [k for _, k in sorted(found)]

    def _job(self, block: Part, work: float, slack: float, known: Mapping[int, int] | None) -> Job:
        tuned = parameters.current
        cells = len(block.cells)
        slack *= self._slack * cells
        return Job(
            block,
            Limits(work * max(1.0, cells / tuned.priced_cells), self.left(), slack=slack, quick=True),
            self.seed,
            known,
        )

    def _solve(self, jobs: Sequence[Job]) -> list[PartResult | None]:
        found = self.crew.solve(jobs)
        self.solved += len(jobs)
        return found

    def _keep(self, standing: Incumbent) -> None:
        cost = standing.cost
        if self.best.cost is None or cost < self.best.cost:
            self._found(dict(standing.modes), cost, self.best.bound)

    def _found(self, modes: Mapping[int, int] | None, cost: int | None, bound: int) -> None:
        best = PartResult(modes, cost, bound, searched=True)
        self.best = replace(best, done=is_near([best], self.gap))
