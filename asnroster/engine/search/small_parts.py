"""Parts of a block's size by CP-SAT, round by round; tiny ones as one model, whose start costs more than they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from asnroster.engine import parameters
from asnroster.engine.model.part_model import Limits, PartResult
from asnroster.engine.model.parts import Part
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import is_plain
from asnroster.engine.search.jobs import Job, parted


def bundles(parts: Sequence[Part], known: Sequence[PartResult]) -> list[list[int]]:
    """Which parts to solve together: tiny ones whose rows are sums or pairs, in their order."""
    tuned = parameters.current
    found: list[list[int]] = [[]]
    size = 0
    for index, (part, result) in enumerate(zip(parts, known, strict=True)):
        if result.done or not 0 < len(part.cells) <= tuned.tiny_cells or not is_plain(part):
            continue
        if size >= tuned.bundle_cells:
            found.append([])
            size = 0
        found[-1].append(index)
        size += len(part.cells)
    return [members for members in found if len(members) > 1]


def tied(parts: Sequence[Part]) -> Part:
    """Parts as one."""
    return Part(
        cells=[cell for part in parts for cell in part.cells],
        rows=[row for part in parts for row in part.rows],
        constant=sum(part.constant for part in parts),
    )


def untied(parts: Sequence[Part], result: PartResult) -> Iterator[PartResult | None]:
    """What a bundle's result says of each of its parts: only where all are proved to be best."""
    for part in parts:
        if result.modes is None or result.cost != result.bound:
            yield None
        else:
            modes = {cell: result.modes[cell] for cell in part.cells}
            cost = part.cost(modes.__getitem__)
            yield PartResult(modes, cost, cost, done=True, searched=True)


@dataclass
class SmallParts:
    """Solves small parts side by side and keeps what is known of them.

    Attributes:
        parts, known: all parts of a case, and what is known of each.
        slots: day -> days since the Monday of the first week.
        left: wall seconds that are left, None for no limit.
        over: whether the time is up or the user stopped.
        is_enough: whether nobody asks for a better roster of a part that has one.
    """

    parts: Sequence[Part]
    known: list[PartResult]
    crew: Crew
    slots: Sequence[int]
    gap: float
    seed: int
    left: Callable[[], float | None]
    over: Callable[[], bool]
    is_enough: Callable[[], bool]

    def begin(self, bundles: Sequence[Sequence[int]], single: Sequence[int]) -> None:
        """First rosters: of bundles by CP-SAT, of what is no plain part from its people alone, of others by a short search."""
        tuned = parameters.current
        turn = [i for i in single if not is_plain(self.parts[i])]
        jobs = [self._job([i], 0.0) for i in turn] if not self.over() else []
        self.crew.each(parted, jobs, lambda at, result: self._note(turn[at], result))
        self.solve(bundles, tuned.last_work)
        self.solve([[i] for i in single if self.known[i].modes is None], tuned.first_work)

    def solve(self, groups: Sequence[Sequence[int]], work: float) -> None:
        """Search each group of parts as one model, for so many deterministic seconds."""
        tuned = parameters.current
        for first in range(0, len(groups), tuned.small_parts_at_a_time):
            turn = [
                members
                for members in groups[first : first + tuned.small_parts_at_a_time]
                if not self.over() and not (self.is_enough() and self.known[members[0]].modes is not None)
            ]
            results = self.crew.solve([self._job(members, work) for members in turn])
            for members, result in zip(turn, results, strict=True):
                if result is None:
                    continue
                if len(members) == 1:
                    self._note(members[0], result)
                    continue
                shares = untied([self.parts[i] for i in members], result)
                for index, share in zip(members, shares, strict=True):
                    self.known[index] = share or self.known[index]

    def _note(self, index: int, result: PartResult) -> None:
        self.known[index] = self.known[index].joined(result)

    def _job(self, members: Sequence[int], work: float) -> Job:
        tuned = parameters.current
        parts = [self.parts[i] for i in members]
        if len(parts) > 1:
            # A bundle tells something of its parts only when it is proved to be best.
            return Job(tied(parts), Limits(work, self.left()), self.seed)
        known = self.known[members[0]]
        limits = Limits(work, self.left(), gap=self.gap, quick=True, probing=work > tuned.round_works[0])
        return Job(parts[0], limits, self.seed, known.modes, self.slots, known.bound)
