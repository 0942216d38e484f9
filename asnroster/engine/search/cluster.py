"""Other machines as an executor: a Dask cluster, which gives what a lost worker had to another one."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from asnroster.engine import parameters
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from distributed import Client

_SAME = ("asnroster", "ortools")  # of other versions they may find other rosters
_LOUD = ("distributed", "distributed.client", "tornado.application", "asyncio")


class Cluster(Executor):
    """Runs functions on a cluster; whatever fails there is a broken executor here.

    What a fault of our own broke breaks again where it is run instead, and is told there.

    Attributes:
        threads: tasks that the workers take at a time.
    """

    def __init__(self, client: Client) -> None:
        """Take a connected client; the cluster is watched from now on."""
        self.threads = sum(client.nthreads().values())
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._waiting: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._lost = ""
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a function of a module there, with arguments that can be pickled.

        Raises:
            BrokenExecutor: once the cluster is lost.
        """
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # a worker cannot be interrupted: what it brings soon is welcome
        with self._lock:
            if self._lost or self._client.status != "running":
                raise BrokenExecutor(self._lost or _("the scheduler is gone"))
            self._waiting.add(future)
        self._executor.submit(fn, *args, **kwargs).add_done_callback(partial(self._pass_on, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what it still has of ours it lets go."""
        self._end.set()
        self._client.close()
        self._lose("closed")

    def blind(self, path: Path) -> list[str]:
        """The workers that do not see a file or folder of this machine."""
        return [worker for worker, seen in self._client.run(os.path.exists, str(path)).items() if not seen]

    def _pass_on(self, future: Future[Any], there: Future[Any]) -> None:
        if there.cancelled():
            self._lose(_("the scheduler is gone"))
        elif (error := there.exception()) is not None:
            self._settle(future, error=error)
        else:
            self._settle(future, result=there.result())

    def _settle(
        self, future: Future[Any], *, result: Any = None, error: BaseException | str | None = None
    ) -> None:
        with self._lock:
            if future not in self._waiting:
                return
            self._waiting.remove(future)
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(BrokenExecutor(str(error)))

    def _lose(self, why: str) -> None:
        with self._lock:
            self._lost = self._lost or why
            waiting = list(self._waiting)
        for future in waiting:
            self._settle(future, error=why)

    def _watch(self) -> None:
        """Without workers a scheduler waits for ever; we do not."""
        tuned = parameters.current
        seen = time.monotonic()
        while not self._end.wait(tuned.cluster_look_seconds):
            try:
                threads = self._client.nthreads()
            except (OSError, AttributeError, RuntimeError):
                continue  # the scheduler is gone: that shows by itself
            if threads:
                seen = time.monotonic()
            elif time.monotonic() - seen > tuned.cluster_alone_seconds:
                self._lose(_("no worker is left"))
                return


@contextmanager
def cluster_at(address: str | None) -> Iterator[Cluster | None]:
    """The cluster of a Dask scheduler, left in the end; None without an address.

    Args:
        address: of the scheduler, as ``tcp://host:8786``.

    Raises:
        InputError: where Dask is not installed, nobody answers, or a worker would not solve as this machine does.
    """
    if address is None:
        yield None
        return
    cluster = Cluster(_connected(address))
    try:
        yield cluster
    finally:
        cluster.shutdown()


def _connected(address: str) -> Client:
    try:
        import dask
        from distributed import Client
        from distributed.comm import get_address_host_port
    except ImportError:
        message = _("Dask is not installed, through which other machines are reached.")
        needed = _("Install asnroster with its extra “cluster”: python -m pip install '.[cluster]'.")
        _refuse("cluster-extra", message, needed, address)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A large part is meant to be sent whole.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "10GB"})
    try:
        get_address_host_port(address, strict=True)
    except ValueError:
        message = _("“{address}” is no address of a scheduler.").format(address=address)
        _refuse("cluster-address", message, _("Write it as tcp://NAME:8786."), address)
    try:
        client = Client(address, timeout=parameters.current.cluster_connect_seconds, set_as_default=False)
    except OSError:
        message = _("No scheduler answers at {address}.").format(address=address)
        needed = _("Start one with “dask scheduler”, and give the address that it tells: tcp://NAME:8786.")
        _refuse("cluster-scheduler", message, needed, address)
    try:
        _check_workers(client, address)
    except InputError:
        client.close()
        raise
    return client


def _check_workers(client: Client, address: str) -> None:
    """Whether there are workers, all with what is installed here."""
    try:
        client.wait_for_workers(1, timeout=parameters.current.cluster_connect_seconds)
    except OSError:
        message = _("The scheduler at {address} has no workers.").format(address=address)
        needed = _("Start at least one: dask worker {address}").format(address=address)
        _refuse("cluster-workers", message, needed, address)
    issues = []
    for package in _SAME:
        for worker, found in client.run(version, package, on_error="return").items():
            if found != version(package):
                told = found if isinstance(found, str) else _("nothing")
                message = _("The worker {worker} has {found} of {package}, this machine {version}.")
                issues.append(
                    Issue(
                        "cluster-versions",
                        message.format(worker=worker, found=told, package=package, version=version(package)),
                        _("Install the same version on every machine."),
                        sheet="--cluster",
                    )
                )
    if issues:
        raise InputError(issues)


def _refuse(code: str, message: str, needed: str, address: str) -> NoReturn:
    raise InputError([Issue(code, message, needed, sheet="--cluster", found=address)])
