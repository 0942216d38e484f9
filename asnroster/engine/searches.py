"""All parts of a case: large ones in blocks first, then whatever is left to gain, side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from asnroster.engine.bundles import bundles, tied, untied
from asnroster.engine.coupled import Coupled
from asnroster.engine.crew import Crew
from asnroster.engine.cut import cut, is_plain
from asnroster.engine.options import Options
from asnroster.engine.part_model import PartResult
from asnroster.engine.parts import Part
from asnroster.engine.search import Progress, Search, at_hand

BUNDLE_WORK = 4.0  # deterministic seconds
PARTS_AT_A_TIME = 16  # their blocks wait in one queue, so that no worker is idle while a part is settled
MOST_CELLS_AT_ONCE = 20_000  # a larger part that has a roster is not searched in one piece


@dataclass
class Searches:
    """Runs the searches of a case one after another, within one time limit and under one stop.

    Attributes:
        workers: how many parts are solved at a time.
        crew: solves the blocks of large parts.
        on_progress: told several times a second how far it is.
        stop: once set, what runs ends soon with the best known.
    """

    options: Options
    workers: int
    crew: Crew
    on_progress: Callable[[Progress], None]
    stop: threading.Event
    _begun: float = field(default_factory=time.monotonic)
    _told: bool = False

    def run(self, parts: Sequence[Part]) -> list[PartResult]:
        """The best found of each part."""
        known = [at_hand(part) for part in parts]
        if not self._large(parts, known):
            self._in_bundles(parts, known)
        search = self._search(parts, known, self._left(), self._say)
        results = search.run()
        if self._told:
            search.tell("better")
        return results

    def _large(self, parts: Sequence[Part], known: list[PartResult]) -> bool:
        """Large parts in blocks, side by side; whether one is impossible and that is all to be told."""
        cuts = {
            index: pieces
            for index, part in enumerate(parts)
            if not known[index].done and (pieces := cut(part)) is not None
        }
        if not cuts or self._over():
            return False
        # The largest first: begun last it would keep one worker alone.
        order = sorted(cuts, key=lambda index: -len(parts[index].cells))
        cells = sum(len(part.cells) for part, result in zip(parts, known, strict=True) if not result.done)
        limit = self.options.time_limit_seconds
        mine = sum(len(parts[index].cells) for index in cuts) / cells
        deadline = None if limit is None else self._begun + limit * mine

        def left() -> float | None:
            return None if deadline is None else max(0.0, deadline - time.monotonic())

        works: dict[int, Coupled] = {}

        def over(index: int) -> bool:
            enough = works[index].best.modes is not None and self._impossible(works)
            return self.stop.is_set() or left() == 0.0 or enough

        for index in order:
            works[index] = Coupled(
                parts[index], cuts[index], self.options.gap, self.crew, self.options.seed, left,
                lambda index=index: over(index),  # type: ignore[misc]
            )  # fmt: skip
        with ThreadPoolExecutor(PARTS_AT_A_TIME) as pool:
            running = {pool.submit(works[index].run) for index in order}
            while running:
                finished, running = wait(running, timeout=0.1)
                self._tell_works(parts, known, works)
                for future in finished:
                    future.result()
        for index, work in works.items():
            found = work.best
            # What is no sum stays hard as one model: there the blocks have the last word.
            last = not is_plain(parts[index]) or len(parts[index].cells) > MOST_CELLS_AT_ONCE
            known[index] = replace(found, done=True) if found.modes is not None and last else found
        return self._impossible(works)

    def _impossible(self, works: Mapping[int, Coupled]) -> bool:
        return not self.options.relax and any(work.best.infeasible for work in works.values())

    def _tell_works(
        self, parts: Sequence[Part], known: Sequence[PartResult], works: Mapping[int, Coupled]
    ) -> None:
        results = [works[index].best if index in works else result for index, result in enumerate(known)]
        costs = [result.cost for result in results if result.cost is not None]
        cost = sum(costs) if len(costs) == len(results) else None
        done = sum(result.done for result in results)
        bound = sum(result.bound for result in results)
        stage = "first" if cost is None else "better"
        self._say(Progress(stage, len(parts), done, cost, bound, 0.0))

    def _say(self, progress: Progress) -> None:
        self._told = True
        self.on_progress(replace(progress, seconds=time.monotonic() - self._begun))

    def _in_bundles(self, parts: Sequence[Part], known: list[PartResult]) -> None:
        together = bundles(parts, known)
        if not together:
            return
        grouped = [[parts[index] for index in members] for members in together]
        inside = {index for members in together for index in members}
        others = [result for index, result in enumerate(known) if index not in inside]
        costs = [result.cost for result in others if result.cost is not None]
        bound, done = sum(result.bound for result in others), sum(result.done for result in known)

        def tell(progress: Progress) -> None:
            cost = progress.cost
            total = None if cost is None or len(costs) < len(others) else cost + sum(costs)
            told = replace(
                progress, parts=len(parts), parts_done=done, cost=total, bound=bound + progress.bound
            )
            self._say(told)

        search = self._search([tied(group) for group in grouped], None, self._left(), tell)
        search.rounds, search.gap = (BUNDLE_WORK,), 0.0
        for members, group, result in zip(together, grouped, search.run(), strict=True):
            for index, found in zip(members, untied(group, result), strict=True):
                known[index] = found or known[index]

    def _search(
        self,
        parts: Sequence[Part],
        known: Sequence[PartResult] | None,
        time_limit: float | None,
        tell: Callable[[Progress], None],
    ) -> Search:
        return Search(
            parts=parts,
            known=known,
            seed=self.options.seed,
            gap=self.options.gap,
            time_limit=time_limit,
            workers=self.workers,
            on_progress=tell,
            stop=self.stop,
            to_the_end=self.options.relax,
        )

    def _over(self) -> bool:
        return self.stop.is_set() or self._left() == 0.0

    def _left(self) -> float | None:
        limit = self.options.time_limit_seconds
        return None if limit is None else max(0.0, limit - (time.monotonic() - self._begun))
