"""All parts of a case: large ones in blocks first, then whatever is left to gain, side by side."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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

    def run(self, parts: Sequence[Part]) -> list[PartResult]:
        """The best found of each part."""
        begun = time.monotonic()
        known = [at_hand(part) for part in parts]
        cells = sum(len(part.cells) for part, result in zip(parts, known, strict=True) if not result.done)
        seen = 0
        for index, part in enumerate(parts):
            pieces = None if known[index].done else cut(part)
            if pieces is None:
                continue
            seen += len(part.cells)
            limit = self.options.time_limit_seconds
            known[index] = self._in_blocks(
                part, pieces, None if limit is None else begun + limit * seen / cells
            )
        self._in_bundles(parts, known, begun)
        left = self._left(begun)
        return self._search(parts, known, left, self.on_progress).run()

    def _in_bundles(self, parts: Sequence[Part], known: list[PartResult], begun: float) -> None:
        together = bundles(parts, known)
        if not together:
            return
        grouped = [[parts[index] for index in members] for members in together]
        search = self._search([tied(group) for group in grouped], None, self._left(begun), self.on_progress)
        search.rounds, search.gap = (BUNDLE_WORK,), 0.0
        for members, group, result in zip(together, grouped, search.run(), strict=True):
            for index, found in zip(members, untied(group, result), strict=True):
                known[index] = found or known[index]

    def _in_blocks(self, part: Part, pieces: Cut, deadline: float | None) -> PartResult:
        def left() -> float | None:
            return None if deadline is None else max(0.0, deadline - time.monotonic())

        def tell(progress: Progress) -> None:
            # Costs at prices would mean nothing to anybody.
            self.on_progress(replace(progress, cost=None, bound=part.constant))

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

    def _left(self, begun: float) -> float | None:
        limit = self.options.time_limit_seconds
        return None if limit is None else max(0.0, limit - (time.monotonic() - begun))
