"""All parts of a case: large ones in blocks first, then whatever is left to gain, side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from asnroster.engine.bundles import bundles, tied, untied
from asnroster.engine.coupled import Coupled
from asnroster.engine.cut import Cut, cut
from asnroster.engine.options import Options
from asnroster.engine.part_model import PartResult
from asnroster.engine.parts import Part
from asnroster.engine.search import Progress, Search, at_hand

BUNDLE_WORK = 4.0  # deterministic seconds
MOST_CELLS_AT_ONCE = 20_000  # a larger part that has a roster is not searched in one piece


@dataclass
class Searches:
    """Runs the searches of a case one after another, within one time limit and under one stop.

    Attributes:
        workers: how many parts are solved at a time.
        on_progress: told several times a second how far it is.
        stop: once set, what runs ends soon with the best known.
    """

    options: Options
    workers: int
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
        """Large parts in blocks, those without a roster first; whether one is impossible and that is all to be told."""
        cells = sum(len(part.cells) for part, result in zip(parts, known, strict=True) if not result.done)
        seen, impossible = 0, False
        for index in sorted(range(len(parts)), key=lambda i: known[i].modes is not None):
            part = parts[index]
            enough = known[index].done or (impossible and known[index].modes is not None)
            pieces = None if enough or self._over() else cut(part)
            if pieces is None:
                continue
            seen += len(part.cells)
            limit = self.options.time_limit_seconds
            deadline = None if limit is None else self._begun + limit * seen / cells
            known[index] = self._in_blocks(part, pieces, deadline)
            if known[index].modes is None and not known[index].infeasible:
                known[index] = self._search([part], [known[index]], self._left(), self._say).run()[0]
            impossible |= known[index].infeasible and not self.options.relax
        return impossible

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

    def _in_blocks(self, part: Part, pieces: Cut, deadline: float | None) -> PartResult:
        def left() -> float | None:
            return None if deadline is None else max(0.0, deadline - time.monotonic())

        def tell(progress: Progress) -> None:
            # Costs at prices would mean nothing to anybody.
            self._say(replace(progress, cost=None, bound=part.constant))

        def solve(
            blocks: Sequence[Part], work: float, known: Sequence[PartResult] | None
        ) -> list[PartResult]:
            search = self._search(blocks, known, left(), tell)
            search.rounds = (work,)
            return search.run()

        def over() -> bool:
            return self.stop.is_set() or left() == 0.0

        found = Coupled(part, pieces, self.options.gap, solve, over).run()
        if found.modes is not None and len(part.cells) > MOST_CELLS_AT_ONCE:
            return replace(found, done=True)
        return found

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
