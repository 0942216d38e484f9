"""Who solves blocks: threads, processes or a cluster, all behind one executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from asnroster.engine.cut import Cut
from asnroster.engine.linear import fair_optimum, fair_roster
from asnroster.engine.part_model import Limits, PartModel, PartResult
from asnroster.engine.parts import Part
from asnroster.engine.rounding import Relaxed, relax
from asnroster.processes import leave_ctrl_c_to_the_parent, worker_context, workers_memory_mb

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from asnroster.engine.cp_model import CpSolver

BATCH_CELLS = 400  # about a tenth of a second: less would be spent on sending
CLUSTER_BATCH_CELLS = 1_000  # a network takes longer
STOP_SECONDS = 3.0  # after a stop running solvers give back what they have


@dataclass(frozen=True, slots=True)
class Job:
    """One block to solve.

    Attributes:
        known: legal modes to start from, None where there are none.
    """

    part: Part
    limits: Limits
    seed: int
    known: Mapping[int, int] | None = None


class Running:
    """The solvers at work in this process, so that all of them can be stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: dict[int, CpSolver] = {}
        self._stopped = False

    def register(self, solver: CpSolver) -> bool:
        """Note what this thread runs; False where it is too late to begin."""
        with self._lock:
            self._active[threading.get_ident()] = solver
            return not self._stopped

    @property
    def stopped(self) -> bool:
        """Whether it is too late to begin anything."""
        return self._stopped

    def stop(self) -> None:
        """Let all of them end soon."""
        with self._lock:
            self._stopped = True
            for solver in self._active.values():
                solver.stop_search()


_here = Running()
_stops: list[Any] = []  # kept to the end: a worker that is still beginning asks for the event of its crew


def solve_jobs(jobs: Sequence[Job], running: Running | None = None) -> list[PartResult]:
    """Solve blocks one after another; a job says all that decides its result. Nothing once stopped."""
    running = running or _here
    if running.stopped:
        return []
    found = []
    for job in jobs:
        model = PartModel(job.part)
        if job.known is not None:
            cost = job.part.cost(job.known.__getitem__)
            model.best = replace(model.best, modes=job.known, cost=cost, searched=True)
        found.append(model.search(job.limits, seed=job.seed, live=_nobody, register=running.register))
    return found


def _relax(pieces: Cut) -> Relaxed | None:
    return None if _here.stopped else relax(pieces)


def fair_start(job: Job, running: Running | None = None) -> PartResult | None:
    """A roster of a part with fair shares and a bound, from its programme; mended where that left rows out."""
    running = running or _here
    if running.stopped or (near := fair_roster(job.part, job.limits)) is None:
        return None
    if (legal := near.of(job.part)) is not None:
        return legal
    model = PartModel(job.part)
    model.best = PartResult(near.modes, None, near.bound)
    mended = model.search(job.limits, seed=job.seed, live=_nobody, register=running.register)
    return mended if mended.infeasible or mended.cost is not None else replace(mended, modes=None)


def fair_proof(job: Job, running: Running | None = None) -> PartResult | None:
    """The same at length: its whole programme; None where that tells nothing."""
    running = running or _here
    if running.stopped or (near := fair_optimum(job.part, job.limits)) is None:
        return None
    return near.of(job.part) or PartResult(None, None, near.bound)


def _no_note(number: int, result: object) -> None:
    pass


def _nobody(cost: int | None, bound: int | None) -> None:
    pass


def _enter(stop: Event) -> None:
    """A worker process begins."""
    leave_ctrl_c_to_the_parent()

    def await_stop() -> None:
        stop.wait()
        _here.stop()

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
        """Let the workers begin; processes load the solver while rules are still being posted."""
        if self.cluster is not None:
            self._executor = self.cluster
        elif self.processes and self.workers > 1:
            context = worker_context()
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
            closing.join(STOP_SECONDS)

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
        found: Relaxed | None = self._all(_relax, [pieces])[0]
        return found

    def fair(
        self, jobs: Sequence[Job], note: Callable[[int, PartResult], None], *, proof: bool = False
    ) -> None:
        """Of each part with fair shares a roster and a bound, told as they come.

        Args:
            jobs: the parts.
            note: called with the number of a job and its result, in any order; not where there is none.
            proof: at length.
        """
        solver = fair_proof if proof else fair_start
        self._all(
            partial(solver, running=self._running) if self._running else solver,
            jobs,
            lambda number, result: None if result is None else note(number, result),
        )

    def solve(self, jobs: Sequence[Job]) -> list[PartResult | None]:
        """The result of each job; None of those that a stop came before."""
        batches: list[list[Job]] = [[]]
        cells, most = 0, BATCH_CELLS if self.cluster is None else CLUSTER_BATCH_CELLS
        for job in jobs:
            if cells >= most:
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
        note: Callable[[int, Any], None] = _no_note,
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

    def _gather(self, futures: list[Future[Any]], note: Callable[[int, Any], None]) -> list[Any]:
        number_of = {future: number for number, future in enumerate(futures)}
        waiting = set(futures)
        while waiting:
            finished, waiting = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in finished:
                note(number_of[future], future.result())
            if self.stop.is_set():
                self._end()
                for future in waiting if self._may_cancel else ():
                    future.cancel()
                wait(waiting, timeout=STOP_SECONDS)
                break
        return [future.result() if future.done() and not future.cancelled() else None for future in futures]
