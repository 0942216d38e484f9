"""All parts of a case: large ones in blocks first, then whatever is left to gain, side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial

from asnroster.collector import paused_collection
from asnroster.domain.outcome import Stage
from asnroster.engine import parameters
from asnroster.engine.model.linear import asks_fairness, is_linear, is_nearly_whole
from asnroster.engine.model.part_model import Limits, PartResult, is_near
from asnroster.engine.model.parts import Part
from asnroster.engine.options import Options
from asnroster.engine.search.alone import Rounds
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut, cut, is_plain
from asnroster.engine.search.decomposition import Decomposition
from asnroster.engine.search.fair_parts import FairParts
from asnroster.engine.search.jobs import Job, opened
from asnroster.engine.search.search import Progress, Search, at_hand
from asnroster.engine.search.small_parts import SmallParts, bundles

Task = Callable[[], object]


@dataclass
class Searches:
    """Runs the searches of a case one after another, within one time limit and under one stop.

    Attributes:
        slots: day -> days since the Monday of the first week.
        workers: how many parts are solved at a time.
        crew: solves the blocks of large parts.
        on_progress: told several times a second how far it is.
        stop: once set, what runs ends soon with the best known.
        stages: seconds until large parts had prices, then until blocks proved a bound, then until the end.
        first_seconds: until the first roster of the whole, None without one.
    """

    options: Options
    slots: Sequence[int]
    workers: int
    crew: Crew
    on_progress: Callable[[Progress], None]
    stop: threading.Event
    stages: tuple[Stage, ...] = ()
    first_seconds: float | None = None
    _begun: float = field(default_factory=time.monotonic)
    _told: bool = False
    _uncut: int = 0
    _programmes: FairParts | None = None
    _pieces: dict[int, Cut | None] = field(default_factory=dict)

    def run(self, parts: Sequence[Part]) -> list[PartResult]:
        """The best found of each part."""
        self._begun = time.monotonic()
        known = [at_hand(part) for part in parts]
        self._with_the_crew(parts, known)
        results = (search := self._search(parts, known)).run()
        if self._told:
            search.tell()
        self.stages = (*self.stages, Stage("master", self._spent() - sum(s.seconds for s in self.stages)))
        return results

    def _with_the_crew(self, parts: Sequence[Part], known: list[PartResult]) -> None:
        """Large parts in blocks and small ones in batches, side by side; what is left over is for the search."""
        options, tuned = self.options, parameters.current
        self._open(parts, known)
        ready = self._fair(parts, known)
        todo = [index for index, result in enumerate(known) if not result.done]
        with paused_collection():
            cuts = {
                index: pieces
                for index in todo
                if index not in ready and (pieces := self._cut(index, parts[index])) is not None
            }
        left = [index for index in todo if index not in cuts]
        whole = max((len(parts[index].cells) for index in left if index not in ready), default=0)
        self._uncut = whole if whole > tuned.large_part_cells else 0
        small = [
            index
            for index in left
            if len(parts[index].cells)
            <= (tuned.tiny_fair_cells if index in ready else tuned.large_hard_cells)
        ]
        works = {index: self._work(parts[index], cuts[index], known[index], known) for index in cuts}
        # The largest first: begun last it would keep one worker alone.
        order = sorted(works, key=lambda index: -len(parts[index].cells))
        together = bundles(parts, known)
        inside = {index for members in together for index in members} | ready
        single = [index for index in small if index not in inside]
        tell = partial(self._tell, parts, known, works)

        ones = SmallParts(
            parts,
            known,
            self.crew,
            self.slots,
            options.gap,
            options.seed,
            self._left,
            self._over,
            partial(self._impossible, known),
        )
        alone = Rounds(
            works,
            self.crew,
            partial(self._side_by_side, tell=tell),
            self.slots,
            options.gap,
            options.seed,
            self._until,
        )
        alone.run()
        self._side_by_side([partial(ones.begin, together, single)] if together or single else [], tell)
        self._small_rounds(ones, small, alone, tell, tuned.round_works)
        alone.climb()
        self._side_by_side([works[index].begin for index in order], tell)
        self._side_by_side([partial(self._blocks, index, works[index], known) for index in order], tell)
        self._small_rounds(ones, small, alone, tell, (tuned.last_work,))
        if self._left() is not None:
            self._side_by_side([self._programmes.go_on] if self._programmes else [], tell)
        self._note(works.values())
        self._end(parts, known, works, ready)

    def _end(
        self,
        parts: Sequence[Part],
        known: list[PartResult],
        works: Mapping[int, Decomposition],
        ready: Collection[int],
    ) -> None:
        """What is known of every part now, and which of them another search in one piece would not make better."""
        tuned = parameters.current
        for index in ready:
            # Of all but tiny ones the programme has the last word.
            done = known[index].done or len(parts[index].cells) > tuned.tiny_fair_cells
            known[index] = replace(known[index], done=done)
        for index, work in works.items():
            found = work.best
            # What is no sum stays hard as one model: there the blocks have the last word, unless the user gave time.
            large = len(parts[index].cells) > tuned.search_cells
            hard = large or (not is_plain(parts[index]) and self._left() is None)
            last = hard and found.modes is not None and not found.cut_by_time
            known[index] = replace(found, done=found.done or last)

    def _open(self, parts: Sequence[Part], known: list[PartResult]) -> None:
        """A first roster of every part but those that are solved as soon, or whose blocks are."""
        tuned = parameters.current
        order = [
            index
            for index, part in enumerate(parts)
            if not known[index].done
            and len(part.cells) > (tuned.large_hard_cells if is_plain(part) else tuned.tiny_fair_cells)
            and not self._is_for_blocks(index, part)
        ]
        order.sort(key=lambda index: -len(parts[index].cells))
        limits = Limits(0.0)
        jobs = [
            Job(parts[index], limits, self.options.seed, slots=self.slots, until=self._until)
            for index in order
        ]

        def note(at: int, result: PartResult) -> None:
            known[order[at]] = replace(known[order[at]].joined(result), searched=False)

        if jobs:
            begin = partial(self.crew.each, opened, jobs, note)
            self._side_by_side([begin], partial(self._tell, parts, known, {}))

    def _fair(self, parts: Sequence[Part], known: list[PartResult]) -> set[int]:
        """Solve parts by their programmes where these are better; the indices of those that have a roster by them."""
        options = self.options
        with paused_collection():
            fair = [
                index
                for index, part in enumerate(parts)
                if not known[index].done and self._is_for_programmes(index, part)
            ]
        programmes = FairParts(
            parts,
            known,
            fair,
            self._pieces,
            self.crew,
            self.slots,
            options.gap,
            options.seed,
            self._until,
            self._over,
        )
        self._programmes = programmes
        self._side_by_side([programmes.run] if fair else [], partial(self._tell, parts, known, {}))
        return {index for index in fair if known[index].modes is not None and known[index].searched}

    def _is_for_programmes(self, index: int, part: Part) -> bool:
        """Whether a part is easier as programmes: where weeks should be alike, CP-SAT is better at small blocks."""
        tuned = parameters.current
        pieces = self._cut(index, part)
        if not asks_fairness(part):
            return len(part.cells) > tuned.large_hard_cells and is_linear(part)
        blocks = (part,) if pieces is None else pieces.blocks
        return is_nearly_whole(part) or max(len(block.cells) for block in blocks) > tuned.alike_block_cells

    def _is_for_blocks(self, index: int, part: Part) -> bool:
        """Whether its blocks alone are as soon solved as a part has an opening."""
        whole = is_plain(part) or self._cut(index, part) is None
        return not whole and not self._is_for_programmes(index, part)

    def _cut(self, index: int, part: Part) -> Cut | None:
        """What a part is cut into; cut once."""
        if index not in self._pieces:
            self._pieces[index] = cut(part)
        return self._pieces[index]

    def _side_by_side(self, tasks: Sequence[Task], tell: Callable[[], None]) -> None:
        tuned = parameters.current
        with ThreadPoolExecutor(tuned.parts_at_a_time) as pool:
            running = {pool.submit(task) for task in tasks}
            while running:
                finished, running = wait(running, timeout=tuned.tell_seconds)
                for future in finished:
                    future.result()
                tell()

    def _note(self, works: Collection[Decomposition]) -> None:
        """How long prices and bounds took, for all parts side by side."""
        before = 0.0
        for name, times in (("price", [w.priced for w in works]), ("parts", [w.bounded for w in works])):
            after = max([self._begun + before, *(at for at in times if at is not None)]) - self._begun
            self.stages = (*self.stages, Stage(name, after - before))
            before = after

    def _spent(self) -> float:
        return time.monotonic() - self._begun

    def _work(self, part: Part, pieces: Cut, start: PartResult, known: Sequence[PartResult]) -> Decomposition:
        def over() -> bool:
            return self._over() or (work.best.modes is not None and self._impossible(known))

        work = Decomposition(part, pieces, self.options.gap, self.crew, self.options.seed, self._left, over)
        work.best = work.best.joined(start)
        return work

    def _blocks(self, index: int, work: Decomposition, known: list[PartResult]) -> None:
        known[index] = work.run()

    def _impossible(self, known: Sequence[PartResult]) -> bool:
        """Whether a part has no roster and that is all to be told."""
        return not self.options.relax and any(result.infeasible for result in known)

    def _small_rounds(
        self,
        small: SmallParts,
        indices: Sequence[int],
        alone: Rounds,
        tell: Callable[[], None],
        rounds: Sequence[float],
    ) -> None:
        """Small parts one by one, round by round, until they and large ones leave no more open than was asked for."""
        known = small.known
        for work in rounds:
            results = [*(known[index] for index in indices), *(work.best for work in alone.works.values())]
            if is_near(results, self.options.gap):
                for index in indices:
                    known[index] = replace(known[index], done=True)
                alone.end_within_gap()
                return
            groups = [[index] for index in indices if not known[index].done]
            if groups:
                self._side_by_side([partial(small.solve, groups, work)], tell)

    def _tell(
        self, parts: Sequence[Part], known: Sequence[PartResult], works: Mapping[int, Decomposition]
    ) -> None:
        results = [works[index].best if index in works else result for index, result in enumerate(known)]
        costs = [result.cost for result in results if result.cost is not None]
        cost = sum(costs) if len(costs) == len(results) else None
        done, bound = sum(result.done for result in results), sum(result.bound for result in results)
        ahead = sum(work.ahead for work in works.values())
        behind, spent = sum(work.solved for work in works.values()), self._spent()
        left = spent * ahead / behind if behind >= parameters.current.told_blocks else None
        self._say(Progress("first" if cost is None else "better", len(parts), done, cost, bound, spent, left))

    def _say(self, progress: Progress) -> None:
        self._told = True
        seconds, limit = self._spent(), self._left()
        if progress.cost is not None and self.first_seconds is None:
            self.first_seconds = seconds
        left = progress.seconds_left if limit is None else min(limit, progress.seconds_left or limit)
        self.on_progress(replace(progress, seconds=seconds, seconds_left=left, uncut=self._uncut))

    def _search(self, parts: Sequence[Part], known: Sequence[PartResult]) -> Search:
        return Search(
            parts=parts,
            known=known,
            seed=self.options.seed,
            gap=self.options.gap,
            time_limit=self._left(),
            workers=self.workers,
            on_progress=self._say,
            stop=self.stop,
            to_the_end=self.options.relax,
        )

    @property
    def _until(self) -> float | None:
        return None if (left := self._left()) is None else time.time() + left

    def _over(self) -> bool:
        return self.stop.is_set() or self._left() == 0.0

    def _left(self) -> float | None:
        limit = self.options.time_limit_seconds
        return None if limit is None else max(0.0, limit - self._spent())
