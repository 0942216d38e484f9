"""Parts for programmes, block by block: agencies that only a building or the like ties together are solved apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from asnroster.engine import parameters
from asnroster.engine.model.linear import light_cost
from asnroster.engine.model.part_model import Limits, PartResult, is_near
from asnroster.engine.model.parts import Part
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut
from asnroster.engine.search.incumbent import Incumbent
from asnroster.engine.search.jobs import Job, Work, bounded, proved, refined, searched

WORKS: tuple[Work, ...] = (bounded, searched, proved, searched, refined)  # on a block, one after another


@dataclass
class Blocks:
    """A part with fair shares in blocks, and what is known of each.

    Attributes:
        part: the whole part.
        pieces: its blocks and the sums that tie them together; None where it is one block.
        start: a roster of the whole part, None without one; what stands in for blocks that are not solved yet.
        results: of each block, None before it is solved.
        stages: of each block how many works on it are done.
        union: what the blocks come to; without modes where they do not go together, None as long as blocks have none.
    """

    part: Part
    pieces: Cut | None
    start: Mapping[int, int] | None = None
    results: list[PartResult | None] = field(init=False)
    stages: list[int] = field(init=False)
    union: PartResult | None = None
    _laid: Incumbent | None = None

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.results = [None] * len(self.parts)
        self.stages = [0] * len(self.parts)
        if self.start is not None:
            self._lay(self.start)

    @property
    def parts(self) -> Sequence[Part]:
        """The blocks."""
        return (self.part,) if self.pieces is None else self.pieces.blocks

    def known(self, number: int) -> Mapping[int, int] | None:
        """The best modes of a block so far."""
        result = self.results[number]
        if result is not None and result.modes is not None:
            return result.modes
        return self.start and {cell: self.start[cell] for cell in self.parts[number].cells}

    def note(self, number: int, result: PartResult) -> None:
        """Keep the better roster and the larger bound of a block apart."""
        known = self.results[number]
        self.results[number] = best = result if known is None else known.joined(result)
        if self._laid is not None and best.modes is not None:
            self._laid.take(number, best.modes)
        elif self.pieces is not None and all(r is not None and r.modes is not None for r in self.results):
            self._lay({cell: mode for r in self.results if r for cell, mode in (r.modes or {}).items()})
        self.union = self._together()

    @property
    def tied(self) -> bool:
        """Whether its blocks do not go together, or pay for what ties them."""
        if self.pieces is None or self.union is None or None in self.results:
            return False
        modes = self.union.modes
        return modes is None or any(row.cost(modes.__getitem__) for row in self.pieces.coupling)

    def _lay(self, modes: Mapping[int, int]) -> None:
        """Lay the blocks' rosters side by side."""
        if self.pieces is not None:
            self._laid = Incumbent(self.pieces, dict(modes))

    def _together(self) -> PartResult | None:
        """What the blocks come to: a sum that ties them costs nothing at least, so their bounds added up hold."""
        if self.pieces is None:
            return self.results[0]
        if any(result is not None and result.infeasible for result in self.results):
            return PartResult(None, None, self.part.constant, infeasible=True, searched=True)
        bounds = [
            block.constant if result is None else result.bound
            for block, result in zip(self.parts, self.results, strict=True)
        ]
        bound = self.pieces.constant + sum(bounds)
        if self._laid is None or self._laid.broken:
            return PartResult(None, None, bound)
        return PartResult(dict(self._laid.modes), self._laid.cost, bound, searched=True)

    def gaps(self) -> Iterator[tuple[int, float, int]]:
        """(works done, worth, number) of each block that more work may make better: what may be gained for its time.

        A large block takes long and is seldom proved: it is weighed by the cube of its cells.
        """
        for number, (block, result) in enumerate(zip(self.parts, self.results, strict=True)):
            if result is None or result.infeasible or self.work(number) is None:
                continue
            if result.cost != result.bound and len(block.cells) <= parameters.current.whole_program_cells:
                above = 0 if result.cost is None else result.cost - result.bound
                yield self.stages[number], above / len(block.cells) ** 3, number

    def work(self, number: int) -> Work | None:
        """The next work on a block; None where all is done."""
        stage = self.stages[number]
        return WORKS[stage] if stage < parameters.current.fair_stages else None

    def is_worth(self, number: int) -> bool:
        """Whether a block is worth more work although the whole is near enough: a short proof, or fairness within reach."""
        stage, tuned = self.stages[number], parameters.current
        short = stage == 1 and len(self.parts[number].cells) <= tuned.short_proof_cells
        return short or (stage < tuned.unfair_stages and self.is_unfair(number))

    def is_unfair(self, number: int) -> bool:
        """Whether fairness and wishes may cost a small block much more than they must, however little that is of its cost."""
        tuned = parameters.current
        block, result = self.parts[number], self.results[number]
        if len(block.cells) > tuned.unfair_cells:
            return False
        if result is None or result.cost is None or result.modes is None:
            return False
        light = light_cost(block, result.modes.__getitem__)
        return result.cost - result.bound > tuned.unfair_share * light


@dataclass
class FairParts:
    """Solves the parts of a case that are for programmes: with fair shares, or linear.

    Attributes:
        known: what is known of every part of the case; it is kept up as results come.
        fair: indices of the parts to solve.
        pieces: what each of these is cut into, None where it stays whole.
        slots: day -> days since the Monday of the first week.
        until: when the user's time is up, in seconds since 1970; None without a limit.
        over: whether the time is up or the user stopped.
    """

    parts: Sequence[Part]
    known: list[PartResult]
    fair: Sequence[int]
    pieces: Mapping[int, Cut | None]
    crew: Crew
    slots: Sequence[int]
    gap: float
    seed: int
    until: float | None
    over: Callable[[], bool]
    _blocks_of: dict[int, Blocks] = field(default_factory=dict)

    def run(self) -> None:
        """Blocks first, then whole what they leave too wide together, then blocks at length while that is too wide."""
        blocks = {index: self._blocks(index, self.pieces[index]) for index in self.fair}
        self._solve(
            blocks, [(index, number) for index in blocks for number in range(len(blocks[index].parts))]
        )
        whole = {
            index: self._blocks(index, None)
            for index in self.fair
            if blocks[index].tied and not self.known[index].infeasible and self._wide([index])
        }
        self._solve(whole, [(index, 0) for index in whole])
        blocks |= whole
        self._blocks_of = blocks
        while not self.over():
            wide = self._wide(self.fair)
            gaps = sorted(
                (stage, -worth, index, number)
                for index in blocks
                for stage, worth, number in blocks[index].gaps()
                if wide or blocks[index].is_worth(number)
            )
            if not gaps:
                break
            turn = [(index, number) for stage, _, index, number in gaps if stage == gaps[0][0]]
            self._solve(blocks, turn[: parameters.current.fair_blocks_at_a_time])
        if not self._wide(self.fair):
            for index in self.fair:
                self.known[index] = replace(self.known[index], done=True)

    def go_on(self) -> None:
        """Refine the widest blocks again and again, each time otherwise, until the gap or the time is reached."""
        tuned = parameters.current
        seed = self.seed
        while self._wide(self.fair) and not self.over():
            gaps = [
                (result.cost - result.bound, index, number)
                for index, blocks in self._blocks_of.items()
                for number, result in enumerate(blocks.results)
                if result is not None and result.cost is not None and result.cost > result.bound
            ]
            if not gaps:
                break
            seed += 1
            turn = [one[1:] for one in sorted(gaps, key=lambda one: (-one[0], *one[1:]))]
            # The widest is not always one that gains: each takes its turn.
            first = (seed - self.seed - 1) * tuned.fair_blocks_at_a_time % len(turn)
            self._work(self._blocks_of, refined, turn[first : first + tuned.fair_blocks_at_a_time], seed)

    def _blocks(self, index: int, pieces: Cut | None) -> Blocks:
        return Blocks(self.parts[index], pieces, self.known[index].modes)

    def _wide(self, indices: Sequence[int]) -> bool:
        """Whether more lies between cost and bound than was asked for, or there is no roster."""
        return not is_near([self.known[index] for index in indices], self.gap)

    def _solve(self, blocks: Mapping[int, Blocks], turn: Sequence[tuple[int, int]]) -> None:
        """The same work on blocks side by side, the largest first; begun last it would keep one worker alone."""
        work = blocks[turn[0][0]].work(turn[0][1]) if turn else None
        if work is not None:
            self._work(blocks, work, turn, self.seed)
            for index, number in turn:
                blocks[index].stages[number] += 1

    def _work(
        self, blocks: Mapping[int, Blocks], work: Work, turn: Sequence[tuple[int, int]], seed: int
    ) -> None:
        order = sorted(turn, key=lambda one: -len(blocks[one[0]].parts[one[1]].cells))
        jobs = [replace(self._job(blocks[index], number), seed=seed) for index, number in order]

        def note(at: int, result: PartResult) -> None:
            index, number = order[at]
            blocks[index].note(number, result)
            self._keep(index, blocks[index].union)

        self.crew.each(work, jobs, note)

    def _job(self, blocks: Blocks, number: int) -> Job:
        """The next work on a block."""
        tuned = parameters.current
        block, result = blocks.parts[number], blocks.results[number]
        stage, cells = blocks.stages[number], len(block.cells)
        if blocks.work(number) is searched:
            size, gap = max(1.0, cells / tuned.fair_search_cells), 0.0
            work = tuned.fair_search_works[WORKS[:stage].count(searched)] * size
        else:
            size, gap = max(1.0, cells / tuned.fair_cells), self.gap
            work = min(tuned.most_fair_work, tuned.fair_work * size)
        # What looking ahead costs grows faster with cells than what it saves.
        short = cells <= tuned.short_proof_cells
        limits = Limits(work, gap=gap, quick=True, probing=(stage == 1) == short)
        bound = None if result is None else result.bound
        return Job(block, limits, self.seed, blocks.known(number), self.slots, bound, self.until)

    def _keep(self, index: int, result: PartResult | None) -> None:
        if result is None:
            return
        best = self.known[index].joined(result)
        proved = best.cost is not None and best.cost <= best.bound
        self.known[index] = replace(best, done=best.infeasible or proved, searched=True)
