"""Many parts through a few workers, and the record kept of each."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from asnroster.engine.options import Options
from asnroster.engine.search.cluster import Cluster, cluster_at
from asnroster.errors import InputError, Issue
from asnroster.national.manifest import STOPPED, Record
from asnroster.national.solving import Task, solve_part
from asnroster.processes import leave_ctrl_c_to_the_parent, worker_context
from asnroster.request import Request
from asnroster.words import _

_LOOK_EVERY_SECONDS = 0.2
# Loaded once, in the process that the workers are copies of; our own modules come from where this process has them.
_NEEDED = (
    "ortools.sat.python.cp_model_helper",
    "ortools.math_opt.python.mathopt",
    "xlsxwriter",
    "holidays",
    "pydantic",
    "python_calamine",
)


class Processes(Executor):
    """Each task in a process of its own, so that its memory is given back and its end ends nothing else."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._running: set[BaseProcess] = set()
        self._lock = threading.Lock()
        self._context = worker_context()
        self._context.set_forkserver_preload(list(_NEEDED))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function of a module, with arguments that can be pickled."""
        return self._threads.submit(self._apart, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End it; with ``cancel_futures`` running tasks are broken off."""
        if cancel_futures:
            with self._lock:
                for process in self._running:
                    process.terminate()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def _apart(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        here, there = multiprocessing.Pipe(duplex=False)
        process = self._context.Process(target=_child, args=(there, fn, args, kwargs), daemon=True)
        with self._lock:
            process.start()
            self._running.add(process)
        there.close()
        try:
            answer = here.recv()
        except EOFError:
            raise BrokenPartError from None
        finally:
            process.join()
            with self._lock:
                self._running.discard(process)
        if isinstance(answer, OSError):
            raise answer
        return answer


class BrokenPartError(Exception):
    """A task's process ended without an answer."""


def _child(answer: Connection, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    leave_ctrl_c_to_the_parent()  # the part that runs is finished
    try:
        answer.send(fn(*args, **kwargs))
    except OSError as error:
        answer.send(error)


@contextmanager
def carriers(request: Request, options: Options, folder: Path) -> Iterator[tuple[Executor, int]]:
    """The workers that solve parts, and how many at a time: of the cluster that the options name, else processes here.

    Args:
        request: what is read; with a cluster its paths are absolute.
        options: how to search, and where.
        folder: where parts and rosters lie; with a cluster absolute.

    Raises:
        InputError: where the cluster cannot be used, or does not see the folders.
    """
    with cluster_at(options.cluster) as cluster:
        if cluster is not None:
            books = [path for path in (request.staff, *request.history) if path.is_dir()]
            scenario = [Path(request.scenario)] if request.scenario else []
            _check_seen(cluster, [folder, *books, *(path for path in scenario if path.is_file())])
            yield cluster, cluster.threads
            return
    workers = options.workers or os.cpu_count() or 1
    executor = Processes(workers)
    try:
        yield executor, workers
    except KeyboardInterrupt:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _check_seen(cluster: Cluster, paths: Iterable[Path]) -> None:
    message = _("The worker {worker} does not see {path}.")
    needed = _(
        "With --by and --cluster all machines need these files at the same place: use a shared folder."
    )
    issues = [
        Issue(
            "cluster-folder",
            message.format(worker=worker, path=path),
            needed,
            sheet="--cluster",
            found=str(path),
        )
        for path in paths
        for worker in cluster.blind(path)
    ]
    if issues:
        raise InputError(issues)


def solve_parts(
    tasks: Iterable[Task],
    executor: Executor,
    *,
    at_a_time: int,
    on_record: Callable[[Record], None],
    stop: threading.Event,
) -> None:
    """Solve every part.

    Args:
        tasks: in the order in which they begin.
        executor: any that takes :func:`~asnroster.national.solving.solve_part` and a task.
        at_a_time: parts handed to it at once.
        on_record: told of every part that ended, as it ends.
        stop: once set, no further part begins; those that run are waited for.
    """
    waiting, running = deque(tasks), dict[Future[Record], Task]()
    while running or (waiting and not stop.is_set()):
        while waiting and len(running) < at_a_time and not stop.is_set():
            task = waiting.popleft()
            running[_begun(executor, task)] = task
        done, _running = wait(running, timeout=_LOOK_EVERY_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            on_record(_record_of(future, running.pop(future)))


def _begun(executor: Executor, task: Task) -> Future[Record]:
    try:
        return executor.submit(solve_part, task)
    except BrokenExecutor as error:
        future: Future[Record] = Future()
        future.set_exception(error)
        return future


def _record_of(future: Future[Record], task: Task) -> Record:
    try:
        return future.result()
    except BrokenPartError:
        why = _("Its process was ended before it answered: perhaps memory ran out. Try fewer --workers.")
    except BrokenExecutor as error:
        text = _("The cluster did not finish it ({reason}). The same command goes on where it ended.")
        why = text.format(reason=error)
    except OSError as error:
        why = _("The file could not be used: {reason}.").format(reason=error.strerror or error)
    return replace(task.record, status="failed", exit_code=STOPPED, why=(why,))
