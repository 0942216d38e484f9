"""Parts with fair shares, block by block: agencies that only a building or the like ties together are solved apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from asnroster.engine.crew import Crew, Job
from asnroster.engine.cut import Cut
from asnroster.engine.linear import LARGE_CELLS
from asnroster.engine.part_model import Limits, PartResult
from asnroster.engine.parts import Part
from asnroster.engine.prices import SCALE, Prices
from asnroster.engine.standing import Standing

# Deterministic seconds for each so many cells, where a roster of the programme is to be mended.
FAIR_WORK, FAIR_CELLS = 2.0, 150
MOST_FAIR_WORK = 30.0
PULL = 1_000  # cost units: more than what a block gives up by keeping to what the others leave it
AT_A_TIME = 4  # whole programmes between two looks at the gap: fixed, or workers would change rosters


@dataclass
class Blocks:
    """A part with fair shares in blocks, and what is known of each.

    Attributes:
        part: the whole part.
        pieces: its blocks and the sums that tie them together; None where it is one block.
        results: of each block, None before it is solved.
        proved: numbers of the blocks whose whole programme was solved.
        union: what the blocks come to; without modes where they do not go together, None before all are solved.
    """

    part: Part
    pieces: Cut | None
    results: list[PartResult | None] = field(init=False)
    proved: set[int] = field(default_factory=set)
    union: PartResult | None = None

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.results = [None] * len(self.parts)

    @property
    def parts(self) -> Sequence[Part]:
        """The blocks."""
        return (self.part,) if self.pieces is None else self.pieces.blocks

    def note(self, number: int, result: PartResult) -> None:
        """Keep the better roster and the larger bound of a block apart."""
        known = self.results[number]
        self.results[number] = result if known is None else known.joined(result)
        self.union = self._together()

    @property
    def tied(self) -> bool:
        """Whether its blocks do not go together, or pay for what ties them."""
        if self.pieces is None or self.union is None:
            return False
        modes = self.union.modes
        return modes is None or any(row.cost(modes.__getitem__) for row in self.pieces.coupling)

    @property
    def modes(self) -> dict[int, int] | None:
        """The blocks' rosters laid side by side; None where a block has none."""
        modes: dict[int, int] = {}
        for result in self.results:
            if result is not None and result.modes is not None:
                modes.update(result.modes)
        return modes if len(modes) == len(self.part.cells) else None

    def _together(self) -> PartResult | None:
        """What the blocks come to: a sum that ties them costs nothing at least, so their bounds added up hold."""
        if self.pieces is None:
            return self.results[0]
        results = [result for result in self.results if result is not None]
        if len(results) < len(self.results):
            return None
        if any(result.infeasible for result in results):
            return PartResult(None, None, self.part.constant, infeasible=True, searched=True)
        bound, modes = self.pieces.constant + sum(result.bound for result in results), self.modes
        if modes is None or not self.part.legal(modes.__getitem__):
            return PartResult(None, None, bound)
        return PartResult(modes, self.part.cost(modes.__getitem__), bound, searched=True)

    def gaps(self) -> Iterator[tuple[int, int]]:
        """(cost above the bound, number) of each block that a whole programme may make better."""
        for number, (block, result) in enumerate(zip(self.parts, self.results, strict=True)):
            if result is None or result.infeasible or number in self.proved:
                continue
            if result.cost != result.bound and len(block.cells) <= LARGE_CELLS:
                yield 0 if result.cost is None else result.cost - result.bound, number


@dataclass
class FairParts:
    """Solves the parts of a case that have fair shares.

    Attributes:
        known: what is known of every part of the case; it is kept up as results come.
        fair: indices of the parts to solve.
        pieces: what each of these is cut into, None where it stays whole.
        left: wall seconds that are left, None for no limit.
        over: whether the time is up or the user stopped.
    """

    parts: Sequence[Part]
    known: list[PartResult]
    fair: Sequence[int]
    pieces: Mapping[int, Cut | None]
    crew: Crew
    gap: float
    seed: int
    left: Callable[[], float | None]
    over: Callable[[], bool]

    def run(self) -> None:
        """Blocks first, then whole what they leave too wide together, then blocks at length while that is too wide."""
        blocks = {index: Blocks(self.parts[index], self.pieces[index]) for index in self.fair}
        self._solve(
            blocks, [(index, number) for index in blocks for number in range(len(blocks[index].parts))]
        )
        for index in self.fair:
            self._settle(index, blocks[index])
        whole = {
            index: Blocks(self.parts[index], None)
            for index in self.fair
            if blocks[index].tied and not self.known[index].infeasible and self._wide([index])
        }
        self._solve(whole, [(index, 0) for index in whole])
        blocks |= whole
        while not self.over() and self._wide(self.fair):
            gaps = sorted((-gap, index, number) for index in blocks for gap, number in blocks[index].gaps())
            turn = [(index, number) for _, index, number in gaps[:AT_A_TIME]]
            if not turn:
                break
            for index, number in turn:
                blocks[index].proved.add(number)
            self._solve(blocks, turn, proof=True)
        if not self._wide(self.fair):
            for index in self.fair:
                self.known[index] = replace(self.known[index], done=True)

    def _wide(self, indices: Sequence[int]) -> bool:
        """Whether more lies between cost and bound than was asked for, or there is no roster."""
        results = [self.known[index] for index in indices]
        costs = [result.cost for result in results if result.cost is not None]
        above = sum(costs) - sum(result.bound for result in results)
        return len(costs) < len(results) or above > self.gap * max(1, sum(costs))

    def _solve(
        self, blocks: Mapping[int, Blocks], turn: Sequence[tuple[int, int]], *, proof: bool = False
    ) -> None:
        """Solve blocks side by side, the largest first; begun last it would keep one worker alone."""
        order = sorted(turn, key=lambda one: -len(blocks[one[0]].parts[one[1]].cells))
        jobs = [self._job(blocks[index].parts[number]) for index, number in order]

        def note(at: int, result: PartResult) -> None:
            index, number = order[at]
            blocks[index].note(number, result)
            self._keep(index, blocks[index].union)

        self.crew.fair(jobs, note, proof=proof)

    def _job(self, block: Part) -> Job:
        work = min(MOST_FAIR_WORK, FAIR_WORK * max(1.0, len(block.cells) / FAIR_CELLS))
        return Job(block, Limits(work, self.left(), gap=self.gap, quick=True), self.seed)

    def _keep(self, index: int, result: PartResult | None) -> None:
        if result is None:
            return
        best = self.known[index].joined(result)
        proved = best.cost is not None and best.cost <= best.bound
        self.known[index] = replace(best, done=best.infeasible or proved)

    def _settle(self, index: int, blocks: Blocks) -> None:
        """Solve blocks that break a sum between them again, one after another, pulled to what the others leave."""
        pieces, modes = blocks.pieces, blocks.modes
        if pieces is None or modes is None or (blocks.union and blocks.union.modes):
            return
        standing = Standing(pieces, modes)
        free = Prices((0,) * len(pieces.coupling), 0.0)
        for number, shares in enumerate(standing.shares):
            if self.over() or standing.broken.isdisjoint(shares):
                continue
            apart = Blocks(standing.leaning(number, free, PULL * SCALE), None)
            self.crew.fair([self._job(apart.part)], apart.note)
            if apart.modes is not None:
                standing.take(number, apart.modes)
        if not standing.broken:
            self._keep(index, PartResult(modes, standing.cost, blocks.part.constant, searched=True))
