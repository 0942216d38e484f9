"""Who solves blocks: threads, processes or a cluster, all behind one executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from asnroster.engine import parameters
from asnroster.engine.model.part_model import PartResult
from asnroster.engine.search.cut import Cut
from asnroster.engine.search.jobs import Job, Running, Work, here, relaxed_of, solve_jobs
from asnroster.engine.search.rounding import Relaxed
from asnroster.processes import copying_context, leave_ctrl_c_to_the_parent, workers_memory_mb

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event


_stops: list[Any] = []  # kept to the end: a worker that is still beginning asks for the event of its crew
Note = Callable[[int, Any], None]


def _no_note(number: int, result: object) -> None:
    pass


def _enter(stop: Event) -> None:
    """A worker process begins."""
    leave_ctrl_c_to_the_parent()

    def await_stop() -> None:
        stop.wait()
        here.stop()

    def await_end() -> None:
        # Whoever is killed cannot send its workers home.
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    for watch in (await_stop, await_end):
        threading.Thread(target=watch, daemon=True).start()


def _nothing() -> None:
    pass


@dataclass
class Crew:
    """Solves jobs side by side; the results are the same whoever solves them.

    Attributes:
        workers: how many at a time.
        stop: set from outside, all of them end soon.
        processes: in processes of their own, which are worth their start where there is much to do.
        cluster: an executor of other machines instead.
        memory_mb: once they are home, what :func:`workers_memory_mb` told of its processes; 0 of threads and a cluster.
    """

    workers: int
    stop: threading.Event
    processes: bool = False
    cluster: Executor | None = None
    memory_mb: float = 0.0
    _executor: Executor | None = None
    _end: Callable[[], None] = field(default=_nothing)
    _running: Running | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Crew:
        """Let the workers begin: processes before threads do, and before there are rows that copies would hold too."""
        if self.cluster is not None:
            self._executor = self.cluster
        elif self.processes and self.workers > 1:
            context = copying_context()
            stop = context.Event()
            _stops.append(stop)
            self._end = stop.set
            self._executor = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_enter, initargs=(stop,)
            )
            for _ in range(self.workers):
                self._executor.submit(_nothing)
        else:
            self._as_threads()
        return self

    def _as_threads(self) -> None:
        self._running = Running()
        self._end = self._running.stop
        self._executor = ThreadPoolExecutor(self.workers)

    def __exit__(self, *error: object) -> None:
        """Send the workers home; a cluster stays."""
        if isinstance(self._executor, ProcessPoolExecutor):
            self.memory_mb = workers_memory_mb()
        if self._executor is not None and self._executor is not self.cluster:
            self._end()
            # Awaited, but not for ever: the interpreter's own end races with a pool that is still closing.
            closing = threading.Thread(
                target=self._executor.shutdown, kwargs={"cancel_futures": self._may_cancel}, daemon=True
            )
            closing.start()
            closing.join(parameters.current.stop_seconds)

    @property
    def _may_cancel(self) -> bool:
        # A pool of processes that loses a worker while futures are cancelled never ends (CPython 3.11); its
        # workers hear of the stop and leave what waits.
        return not isinstance(self._executor, ProcessPoolExecutor)

    @property
    def lost_cluster(self) -> bool:
        """Whether it had to go on without its cluster."""
        return self.cluster is not None and self._executor is not self.cluster

    def relax(self, pieces: Cut) -> Relaxed | None:
        """The relaxation of a cut part; None when stopped."""
        relaxed: Relaxed | None = self._all(relaxed_of, [pieces])[0]
        return relaxed

    def each(self, work: Work, jobs: Sequence[Job], note: Note) -> None:
        """Do a work of each job, and note its number and what came of it, in their order; not where nothing came."""
        function = partial(work, running=self._running) if self._running else work
        self._all(function, jobs, lambda number, result: None if result is None else note(number, result))

    def solve(self, jobs: Sequence[Job]) -> list[PartResult | None]:
        """The result of each job; None of those that a stop came before."""
        tuned = parameters.current
        batches: list[list[Job]] = [[]]
        cells, most = 0, tuned.batch_cells if self.cluster is None else tuned.cluster_batch_cells
        for job in jobs:
            if cells >= most or (batches[-1] and job.limits.work >= tuned.lone_work):
                batches.append([])
                cells = 0
            batches[-1].append(job)
            cells += len(job.part.cells)
        found = self._all(self._solver(), batches)
        return [
            result
            for batch, results in zip(batches, found, strict=True)
            for result in (results or [None] * len(batch))
        ]

    def _solver(self) -> Callable[[Sequence[Job]], list[PartResult]]:
        return solve_jobs if self._running is None else partial(solve_jobs, running=self._running)

    def _all(
        self,
        function: Callable[[Any], Any],
        batches: Sequence[Any],
        note: Note = _no_note,
    ) -> list[Any]:
        if self.stop.is_set():
            return [None] * len(batches)
        executor = self._executor
        if executor is None:
            raise RuntimeError("the crew was not started")
        try:
            return self._gather([executor.submit(function, batch) for batch in batches], note)
        except (BrokenExecutor, OSError):
            with self._lock:
                # Workers were lost and cannot be had again: what they had runs here.
                if self._executor is executor:
                    self._as_threads()
            return self._all(self._solver() if function is solve_jobs else function, batches, note)

    def _gather(self, futures: list[Future[Any]], note: Note) -> list[Any]:
        """Wait for results, and note each once all before it are noted: whoever is first, the order is the same."""
        waiting, noted = set(futures), 0
        while waiting:
            _finished, waiting = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
            while noted < len(futures) and futures[noted].done():
                note(noted, futures[noted].result())
                noted += 1
            if self.stop.is_set():
                self._end()
                for future in waiting if self._may_cancel else ():
                    future.cancel()
                wait(waiting, timeout=parameters.current.stop_seconds)
                break
        results = [
            future.result() if future.done() and not future.cancelled() else None for future in futures
        ]
        for number in range(noted, len(futures)):
            note(number, results[number])
        return results
