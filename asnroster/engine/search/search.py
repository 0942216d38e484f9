"""The search: parts side by side in rounds, each longer than the last, stopped at any moment."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asnroster.engine import parameters
from asnroster.engine.model.part_model import Limits, PartModel, PartResult, everybody_in_the_office, unary
from asnroster.engine.model.parts import Part

if TYPE_CHECKING:
    from asnroster.engine.model.cp_model import CpSolver


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is.

    Attributes:
        stage: ``first`` (looking for a roster), ``better`` (improving it) or ``reason`` (there is none; why).
        parts, parts_done: how many parts there are, and need no more work.
        cost: of the best roster known, None until every part has one.
        bound: proved so far for the whole.
        seconds: since the search began.
        seconds_left: about how long it will go on, None where nothing tells.
        uncut: free cells of the largest part that stays in one piece although it is large; 0 without one.
    """

    stage: str
    parts: int
    parts_done: int
    cost: int | None
    bound: int
    seconds: float
    seconds_left: float | None = None
    uncut: int = 0


@dataclass
class Search:
    """Searches the parts of a case.

    Attributes:
        gap: relative gap at which a part is good enough.
        time_limit: wall seconds for the whole search, None for none.
        workers: how many parts are solved at a time, one thread each.
        stop: set from outside, it ends the search soon; the best rosters so far are kept.
        rounds: deterministic seconds of work that a part may have, round by round.
        known: what is known of each part already; without it what is at hand without a search.
        to_the_end: go on improving also where one part has turned out to be impossible; else it is
            only looked for a first roster, or the proof that there is none, of the other parts.
    """

    parts: Sequence[Part]
    seed: int
    gap: float
    time_limit: float | None
    workers: int
    on_progress: Callable[[Progress], None]
    rounds: tuple[float, ...] = (4.0, 60.0)
    known: Sequence[PartResult] | None = None
    to_the_end: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _active: dict[int, CpSolver] = field(default_factory=dict)

    def run(self) -> list[PartResult]:
        """Search every part to its end, or until the time is up or the user stops it."""
        self._begun = time.monotonic()
        self._models: list[PartModel | None] = [None] * len(self.parts)
        self._results = list(self.known or (at_hand(part) for part in self.parts))
        self._costs = [result.cost for result in self._results]
        self._bounds = [result.bound for result in self._results]
        self._impossible = not self.to_the_end and any(result.infeasible for result in self._results)
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            for work in self._works():
                todo = [
                    i for i, result in enumerate(self._results) if not result.done and not self._enough(i)
                ]
                # Those without any roster first, then the largest: begun last it would keep one worker alone.
                todo.sort(key=lambda i: (self._results[i].modes is not None, -len(self.parts[i].cells), i))
                if not todo or self._over():
                    break
                self._round(pool, todo, work)
        return self._results

    def _works(self) -> Iterator[float]:
        """The rounds; with a time limit longer and longer ones, for only the gap or the time ends it then."""
        yield from self.rounds
        work = max(self.rounds, default=1.0)
        while self.time_limit is not None:
            work *= parameters.current.round_growth
            yield work

    def _round(self, pool: ThreadPoolExecutor, todo: list[int], work: float) -> None:
        self._waiting = sum(self._size(i) for i in todo)
        queue = deque(todo)
        working = {pool.submit(self._take, queue, work) for _ in range(self.workers)}
        while working:
            finished, working = wait(working, timeout=0.1)
            if self.stop.is_set():
                self._end_running()
            self.tell()
            for worker in finished:
                worker.result()

    def _take(self, queue: deque[int], work: float) -> None:
        """Search one waiting part after another."""
        while not self._over():
            try:
                index = queue.popleft()
            except IndexError:
                return
            if not self._enough(index):
                self._one(index, work)

    def _enough(self, index: int) -> bool:
        """Whether nothing asks for a better roster of a part: the whole is known to have none."""
        return self._impossible and self._costs[index] is not None

    def _end_running(self) -> None:
        with self._lock:
            for solver in self._active.values():
                solver.stop_search()

    def _one(self, index: int, work: float) -> None:
        size = self._size(index)
        with self._lock:
            share, self._waiting = size * self.workers / max(1, self._waiting), self._waiting - size
        model = self._models[index]
        if model is None:
            model = self._models[index] = PartModel(self.parts[index])
            if self._results[index].searched:
                model.best = self._results[index]

        def register(solver: CpSolver) -> bool:
            with self._lock:
                self._active[index] = solver
            return not self.stop.is_set()

        def live(cost: int | None, bound: int | None) -> None:
            if cost is not None:
                self._costs[index] = min(one for one in (cost, self._costs[index]) if one is not None)
                if self._enough(index):
                    self._active[index].stop_search()
            if bound is not None:
                self._bounds[index] = max(self._bounds[index], bound)

        limits = Limits(work=work, seconds=self._seconds(share), gap=self.gap)
        found = model.search(limits, seed=self.seed, live=live, register=register)
        known = self._results[index]
        # A search that was cut early may know nothing better than what was at hand.
        result = (
            found
            if found.infeasible or found.is_no_worse(known)
            else replace(
                known,
                bound=found.bound,
                done=found.done,
                searched=found.searched,
                cut_by_time=found.cut_by_time,
            )
        )
        with self._lock:
            self._active.pop(index, None)
        self._results[index] = result
        self._costs[index], self._bounds[index] = result.cost, result.bound
        if result.infeasible and not self.to_the_end:
            self._stop_polishing()
        if result.done:
            self._models[index] = None

    def _stop_polishing(self) -> None:
        self._impossible = True
        with self._lock:
            for index, solver in self._active.items():
                if self._enough(index):
                    solver.stop_search()

    def _size(self, index: int) -> int:
        return len(self.parts[index].cells) + 1

    def _seconds(self, share: float) -> float | None:
        if self.time_limit is None:
            return None
        left = self.time_limit - (time.monotonic() - self._begun)
        return max(0.05, left * min(1.0, share))

    def _over(self) -> bool:
        if self.stop.is_set():
            return True
        return self.time_limit is not None and time.monotonic() - self._begun >= self.time_limit

    def tell(self) -> None:
        """Say how far it is."""
        costs = list(self._costs)
        known = [cost for cost in costs if cost is not None]
        done = sum(result.done for result in self._results)
        total = sum(known) if len(known) == len(costs) else None
        seconds = time.monotonic() - self._begun
        stage = "first" if total is None else "better"
        self.on_progress(Progress(stage, len(self.parts), done, total, sum(self._bounds), seconds))


def at_hand(part: Part) -> PartResult:
    """What is known of a part before any search."""
    return unary(part) or everybody_in_the_office(part) or PartResult(None, None, part.constant)
