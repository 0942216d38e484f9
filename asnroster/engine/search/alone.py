"""Blocks of a part as if nothing tied them: a Lagrangian relaxation with all multipliers zero.

Their bounds add up to one of the whole. Where what ties them hardly binds, they are the optimum but for a few rows that are
mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from asnroster.engine import parameters
from asnroster.engine.model.linear import asks_fairness, is_nearly_whole
from asnroster.engine.model.part_model import Limits, PartResult, is_near
from asnroster.engine.model.parts import Part
from asnroster.engine.search.cut import Cut, is_plain
from asnroster.engine.search.incumbent import Incumbent
from asnroster.engine.search.jobs import Job, Work, climbed, opened, parted, searched

if TYPE_CHECKING:
    from asnroster.engine.search.ascent import Point
    from asnroster.engine.search.crew import Crew
    from asnroster.engine.search.decomposition import Decomposition


@dataclass
class Alone:
    """What is known of the blocks of a part, each for itself.

    Attributes:
        pieces: the blocks and the rows that tie them.
        start: a roster of the part, None without one.
        results: of each block.
        laid: the start with blocks laid into it as far as that stayed legal; None without a start.
    """

    pieces: Cut
    gap: float
    start: Mapping[int, int] | None
    results: list[PartResult] = field(init=False)
    laid: Incumbent | None = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.results = [PartResult(None, None, block.constant) for block in self.pieces.blocks]
        self.laid = None if self.start is None else Incumbent(self.pieces, dict(self.start))

    @property
    def bound(self) -> int:
        """Nothing costs less: what ties blocks costs nothing at least."""
        return self.pieces.constant + sum(result.bound for result in self.results)

    @property
    def union(self) -> Incumbent | None:
        """The blocks' rosters side by side; None as long as one has none."""
        modes = {cell: mode for result in self.results for cell, mode in (result.modes or {}).items()}
        cells = sum(len(block.cells) for block in self.pieces.blocks)
        return Incumbent(self.pieces, modes) if len(modes) == cells else None

    def is_mendable(self, standing: Incumbent) -> bool:
        """Whether blocks break little of what ties them."""
        return len(standing.broken) <= parameters.current.mendable_share * len(self.pieces.coupling)

    def open(self) -> list[int]:
        """The widest blocks, so many that without their gaps the others would be near enough to their bounds together."""
        together = self.union
        if together is not None and not self.is_mendable(together):
            return []
        gaps = [inf if result.cost is None else result.cost - result.bound for result in self.results]
        cost = self.pieces.constant + sum(result.cost or 0 for result in self.results)
        most = parameters.current.alone_gap * self.gap * cost
        left, chosen = sum(gap for gap in gaps if gap < inf), []
        for gap, k in sorted(
            ((gap, k) for k, gap in enumerate(gaps) if gap), key=lambda one: (-one[0], one[1])
        ):
            if gap < inf and left <= most:
                break
            left -= gap if gap < inf else 0
            chosen.append(k)
        return chosen

    def note(self, k: int, result: PartResult) -> None:
        """Keep the better roster and the larger bound of a block, and lay it into the whole where that stays legal."""
        self.results[k] = self.results[k].joined(result)
        laid = self.laid
        if laid is None or result.modes is None or result.cost is None or result.cost >= laid.costs[k]:
            return
        before = laid.of(k)
        laid.take(k, result.modes)
        if not laid.broken.isdisjoint(laid.shares[k]):
            laid.take(k, before)


@dataclass
class Rounds:
    """Solves the blocks of several parts alone, in growing rounds; then parts that blocks do not fit in one piece.

    Attributes:
        works: the parts by their index.
        together: runs tasks until all have ended, telling meanwhile how far it is.
        slots: day -> days since the Monday of the first week.
        until: when the user's time is up, in seconds since 1970; None without a limit.
    """

    works: Mapping[int, Decomposition]
    crew: Crew
    together: Callable[[Sequence[Callable[[], object]]], None]
    slots: Sequence[int]
    gap: float
    seed: int
    until: float | None

    def run(self) -> None:
        """Blocks, what they come to, and parts in one piece, until all together are near enough."""
        self._round(parted, 0.0)
        self._open()
        for seconds in parameters.current.alone_works:
            self._round(searched, seconds)
        for one in self.works.values():
            one.lay()
        self.end_within_gap()
        self._in_one_piece()
        self.end_within_gap()

    def _round(self, work: Work, seconds: float) -> None:
        """The same work on all open blocks, the largest first."""
        turn = [(index, k) for index, one in self.works.items() for k in one.open_alone()]
        turn.sort(key=lambda one: -len(self._block(*one).cells))
        jobs = [self._block_job(index, k, seconds) for index, k in turn]

        def note(at: int, result: PartResult) -> None:
            index, k = turn[at]
            self.works[index].note_alone(k, result)

        self._each(work, jobs, note)

    def _open(self) -> None:
        """What blocks come to; where they do not go together, an opening from best responses."""
        for one in self.works.values():
            one.lay()
        works = [one for one in self.works.values() if one.is_torn]
        works.sort(key=lambda one: -len(one.part.cells))
        jobs = [self._job(one.part, 0.0, self.gap) for one in works]
        self._each(opened, jobs, lambda at, result: works[at].note_whole(result))

    def climb(self) -> None:
        """Parts whose blocks do not go together, at multipliers, until all together are near enough."""
        for turns in parameters.current.climb_turns:
            todo = [index for index, one in self.works.items() if one.is_torn]
            if not todo or is_near([one.best for one in self.works.values()], self.gap):
                break
            todo.sort(key=lambda index: -len(self.works[index].part.cells))
            works = [self.works[index] for index in todo]
            jobs = [
                replace(
                    self._job(one.part, 0.0, self.gap), known=one.best.modes, point=one.point, turns=turns
                )
                for one in works
            ]

            def note(
                at: int, result: tuple[PartResult, Point], works: Sequence[Decomposition] = works
            ) -> None:
                works[at].note_climb(*result)

            self.together([partial(self.crew.each, climbed, jobs, note)])
        self.end_within_gap()

    def end_within_gap(self) -> None:
        """Of all together only so much may be open as was asked for."""
        if is_near([one.best for one in self.works.values()], self.gap):
            for one in self.works.values():
                one.best = replace(one.best, done=True)

    def _in_one_piece(self) -> None:
        """Parts of few hundred cells each as one model, while that closes its gap.

        Desks that are fewer than people, common days: where shares should be fair or weeks alike, it is no short way.
        """
        tuned = parameters.current
        todo = [
            index
            for index, one in self.works.items()
            if not (one.best.done or is_plain(one.part) or asks_fairness(one.part))
            and is_nearly_whole(one.part)
            and len(one.part.cells) <= tuned.one_piece_cells
        ]
        for work in tuned.one_piece_works:
            jobs = [self._job(self.works[index].part, work, self.gap) for index in todo]

            def note(at: int, result: PartResult, turn: Sequence[int] = tuple(todo)) -> None:
                self.works[turn[at]].note_whole(result)

            self._each(searched, jobs, note)
            bests = {index: self.works[index].best for index in todo}
            todo = [
                index
                for index in todo
                if not bests[index].done and is_near([bests[index]], tuned.one_piece_gap)
            ]

    def _block(self, index: int, k: int) -> Part:
        return self.works[index].pieces.blocks[k]

    def _block_job(self, index: int, k: int, seconds: float) -> Job:
        """Of so many deterministic seconds, more for a larger block; in the first round without looking ahead."""
        tuned = parameters.current
        block, known = self._block(index, k), self.works[index].alone(k)
        job = self._job(block, seconds * max(1.0, len(block.cells) / tuned.alone_cells), 0.0)
        limits = replace(job.limits, probing=seconds > tuned.alone_works[0])
        return replace(job, limits=limits, known=known.modes, bound=known.bound)

    def _job(self, part: Part, work: float, gap: float) -> Job:
        return Job(part, Limits(work, gap=gap, quick=True), self.seed, slots=self.slots, until=self.until)

    def _each(self, work: Work, jobs: Sequence[Job], note: Callable[[int, PartResult], None]) -> None:
        self.together([partial(self.crew.each, work, jobs, note)] if jobs else [])
