"""Blocks on a cluster: a real scheduler and workers as processes, some of which die on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from asnroster.engine import crew as crew_module
from asnroster.engine import cut as cut_module
from asnroster.engine.cluster import Cluster
from asnroster.engine.solve import Options, Solution, solve
from asnroster.rules.kit.case import Case
from tests.cli import environment
from tests.test_engine_blocks import weeks

distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")


@dataclass
class Machines:
    """A scheduler and two workers, each a process."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


def dask(what: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, "--no-dashboard", "--host", "127.0.0.1"],
        env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    file = folder / "scheduler.json"
    scheduler = dask("scheduler", "--port", "0", "--scheduler-file", str(file))
    workers: list[subprocess.Popen[bytes]] = []
    try:
        until(file.exists)
        address = json.loads(file.read_text("utf-8"))["address"]
        workers += [
            dask("worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
            for _ in range(2)
        ]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=30)
        yield Machines(address, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def until(true: Callable[[], Any], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def many_blocks(monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case that falls into many blocks, each a batch of its own."""
    monkeypatch.setattr(cut_module, "LARGE_PART_CELLS", 50)
    monkeypatch.setattr(cut_module, "BLOCK_CELLS", 30)
    monkeypatch.setattr(crew_module, "CLUSTER_BATCH_CELLS", 1)
    return weeks(24)()


def same(one: Solution, other: Solution) -> None:
    assert one.roster is not None and other.roster is not None
    assert one.roster.modes.tobytes() == other.roster.modes.tobytes()
    assert (one.status, one.cost, one.bound) == (other.status, other.cost, other.bound)
    assert one.rule_costs == other.rule_costs


@dataclass
class Witness:
    """Counts what went to a cluster and came back, and does something once the second answer is there."""

    asked: int = 0
    answered: int = 0
    at_second: Callable[[], None] = lambda: None


@pytest.fixture
def witness(monkeypatch: pytest.MonkeyPatch) -> Witness:
    found, submit, settle = Witness(), Cluster.submit, Cluster._settle

    def watched_submit(self: Cluster, *args: Any, **more: Any) -> Future[Any]:
        found.asked += 1
        return submit(self, *args, **more)

    def watched_settle(self: Cluster, *args: Any, **more: Any) -> None:
        found.answered += "error" not in more
        if found.answered == 2 and "error" not in more:
            found.at_second()
        settle(self, *args, **more)

    monkeypatch.setattr(Cluster, "submit", watched_submit)
    monkeypatch.setattr(Cluster, "_settle", watched_settle)
    return found


def test_a_cluster_finds_the_same_roster_and_serves_again_after_a_stop(
    tmp_path: Path, many_blocks: Case, witness: Witness
) -> None:
    local = solve(many_blocks, Options(gap=0.0))
    with machines(tmp_path) as up:
        stop = threading.Event()
        witness.at_second = stop.set
        assert solve(many_blocks, Options(gap=0.0, cluster=up.address), stop=stop).interrupted
        witness.asked = witness.answered = 0
        witness.at_second = lambda: None
        far = solve(many_blocks, Options(gap=0.0, cluster=up.address))
    same(far, local)
    assert not far.cluster_lost
    assert witness.answered == witness.asked > 50


def test_a_worker_killed_at_work_changes_nothing(tmp_path: Path, many_blocks: Case, witness: Witness) -> None:
    local = solve(many_blocks, Options(gap=0.0))
    with machines(tmp_path) as up, distributed.Client(up.address, set_as_default=False) as client:
        victim = up.workers[0]
        (where,) = (worker for worker, pid in client.run(os.getpid).items() if pid == victim.pid)
        # Held first, so that what it has in hand when it is killed is seen to be there.
        witness.at_second = lambda: victim.send_signal(signal.SIGSTOP)
        found: list[Solution] = []
        run = threading.Thread(
            target=lambda: found.append(solve(many_blocks, Options(gap=0.0, cluster=up.address)))
        )
        run.start()
        until(lambda: witness.answered >= 2 and client.processing()[where])
        in_hand = client.processing()[where]
        assert run.is_alive() and witness.answered < witness.asked
        victim.kill()
        victim.wait()
        run.join(60)
        assert len(in_hand) >= 1
        assert len(client.nthreads()) == 1
    same(found[0], local)
    assert not found[0].cluster_lost
    assert witness.answered == witness.asked


@pytest.mark.parametrize("way", ["kill", "terminate"])
def test_without_its_scheduler_a_run_ends_on_this_machine(
    tmp_path: Path, many_blocks: Case, witness: Witness, way: str
) -> None:
    local = solve(many_blocks, Options(gap=0.0))
    with machines(tmp_path) as up:
        witness.at_second = getattr(up.scheduler, way)
        found = solve(many_blocks, Options(gap=0.0, cluster=up.address))
        assert up.scheduler.wait(10) == (-signal.SIGKILL if way == "kill" else 0)
    same(found, local)
    assert found.cluster_lost
    assert 2 <= witness.answered < witness.asked
