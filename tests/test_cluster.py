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
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.engine import parameters
from asnroster.engine.search import cluster as cluster_module
from asnroster.engine.search.cluster import Cluster
from asnroster.engine.solve import Options, Solution, solve
from asnroster.errors import InputError
from asnroster.national import work
from asnroster.national.run import prepare_national
from asnroster.rules.kit.case import Case
from asnroster.run import Request
from asnroster.words import use_language
from tests.cli import ROOT, Finished, environment, run_in_process
from tests.national import by_agency, codes, totals
from tests.test_engine_blocks import SMALL_BLOCKS, weeks

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
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    file = folder / "scheduler.json"
    scheduler = dask("scheduler", "--port", "0", "--scheduler-file", str(file))
    started: list[subprocess.Popen[bytes]] = []
    try:
        # The scheduler opens its file before it writes it; its last line is a brace alone.
        until(lambda: file.exists() and file.read_text("utf-8").endswith("\n}"))
        address = json.loads(file.read_text("utf-8"))["address"]
        started += [
            dask("worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
            for _ in range(workers)
        ]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=30) if workers else None
        yield Machines(address, scheduler, started)
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Machines of which a test kills none."""
    with machines(tmp_path_factory.mktemp("machines")) as up:
        yield up


def until(true: Callable[[], Any], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def many_blocks() -> Iterator[Case]:
    """A case that falls into many blocks, each a batch of its own."""
    with parameters.using(replace(SMALL_BLOCKS, cluster_batch_cells=1)):
        yield weeks(16)()


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
    living: Machines, many_blocks: Case, witness: Witness
) -> None:
    stop = threading.Event()
    witness.at_second = stop.set
    assert solve(many_blocks, Options(gap=0.0, cluster=living.address), stop=stop).interrupted
    witness.asked = witness.answered = 0
    witness.at_second = lambda: None
    far = solve(many_blocks, Options(gap=0.0, cluster=living.address))
    same(far, solve(many_blocks, Options(gap=0.0)))
    assert not far.cluster_lost
    assert witness.answered == witness.asked > 20


def test_a_worker_killed_at_work_changes_nothing_nor_does_the_last_one(
    tmp_path: Path, many_blocks: Case, witness: Witness
) -> None:
    local = solve(many_blocks, Options(gap=0.0))
    impatient = parameters.using(
        replace(parameters.current, cluster_alone_seconds=1.0, cluster_look_seconds=0.2)
    )
    with impatient, machines(tmp_path) as up, distributed.Client(up.address, set_as_default=False) as client:
        victim, last = up.workers
        (where,) = (worker for worker, pid in client.run(os.getpid).items() if pid == victim.pid)
        # Held first, so that what it has in hand when it is killed is seen to be there.
        witness.at_second = lambda: victim.send_signal(signal.SIGSTOP)
        found: list[Solution] = []
        run = threading.Thread(
            target=lambda: found.append(solve(many_blocks, Options(gap=0.0, cluster=up.address)))
        )
        run.start()
        until(lambda: witness.answered >= 2 and client.processing()[where])
        assert run.is_alive() and witness.answered < witness.asked
        victim.kill()
        run.join(60)
        assert victim.wait() == -signal.SIGKILL
        assert len(client.nthreads()) == 1
        same(found[0], local)
        assert not found[0].cluster_lost
        assert witness.answered == witness.asked
        witness.asked = witness.answered = 0
        witness.at_second = last.kill
        alone = solve(many_blocks, Options(gap=0.0, cluster=up.address))
        assert client.nthreads() == {}
    same(alone, local)
    assert alone.cluster_lost
    assert 2 <= witness.answered < witness.asked


def test_without_its_scheduler_a_run_ends_on_this_machine(
    tmp_path: Path, many_blocks: Case, witness: Witness
) -> None:
    local = solve(many_blocks, Options(gap=0.0))
    with machines(tmp_path, workers=1) as up:
        witness.at_second = up.scheduler.kill
        found = solve(many_blocks, Options(gap=0.0, cluster=up.address))
        assert up.scheduler.wait(10) == -signal.SIGKILL
    same(found, local)
    assert found.cluster_lost
    assert 2 <= witness.answered < witness.asked


def test_parts_of_a_run_by_agency_are_solved_by_workers_that_see_the_folder(
    living: Machines, nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_agency(out="here").code == 0
    local = totals()
    with monkeypatch.context() as patched:
        patched.setattr(Cluster, "blind", lambda self, path: ["tcp://far:1"] * (path.name == "there"))
        refused = by_agency("--cluster", living.address, out="there")
    assert refused.code == 2
    assert f"The worker tcp://far:1 does not see {nation.parent / 'there'}." in refused.stderr
    assert "shared folder" in refused.stderr
    done = by_agency("--cluster", living.address, out="there")
    assert done.code == 0, done.stderr
    far = totals()
    with cluster_module.cluster_at(living.address) as cluster:
        assert cluster is not None and cluster.threads == 2
        assert cluster.blind(nation) == [] and len(cluster.blind(nation.parent / "nowhere")) == 2
    for name in ("parts", "people", "cost", "bound", "home_days", "exit_code"):
        assert far[name] == local[name]
    rosters = [path.name for path in Path("here").glob("*.xlsx") if path.name != "ringkasan.xlsx"]
    assert len(rosters) == 3
    for name in rosters:
        assert codes(Path("there") / name) == codes(Path("here") / name)


def test_what_the_guide_shows_runs(living: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Indonesian one; tests/test_documents.py sees to it that both show the same commands."""
    monkeypatch.chdir(tmp_path)
    run_in_process("sample", "--people", "60", "--seed", "7", "--start", "2026-12-01", "-o", "staff.xlsx")
    guide = (ROOT / "asnroster/guide/id.md").read_text("utf-8")
    shown = [
        line.split()[1:]
        for line in guide.splitlines()
        if line.startswith("asnroster ") and "--cluster" in line
    ]
    assert len(shown) == 2
    for words in shown:
        found = run_in_process(*(living.address if "://" in word else word for word in words))
        assert found.code == 0, found.stderr
        assert Path(words[words.index("-o") + 1]).exists()


def test_a_part_on_a_worker_asks_no_cluster_itself(nation: Path) -> None:
    """It would wait for the workers that its like keep busy."""
    request = Request(nation, scenario="jumat.toml", start=date(2026, 12, 7), end=date(2026, 12, 11))
    (out := nation.parent / "out").mkdir()
    tasks = prepare_national(request, Options(cluster="tcp://10.0.0.5:8786"), out).tasks
    assert [task.options.cluster for task in tasks] == [None, None, None]


class Broken(Executor):
    """A cluster that was lost before the second task."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.taken += 1
        if self.taken > 1:
            raise BrokenExecutor("no worker is left")
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("the scheduler is gone"))
        return future


def test_a_run_by_agency_that_lost_its_cluster_says_so_of_each_part_and_goes_on_later(
    nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(work, "Processes", lambda workers: Broken())
        lost = by_agency()
    assert lost.code == 4
    assert lost.stderr.count("The same command goes on where it ended.") == 3
    assert "The cluster did not finish it (the scheduler is gone)." in lost.stderr
    assert lost.stderr.count("The cluster did not finish it (no worker is left).") == 2
    assert by_agency().code == 0 and totals()["kept"] == 0


def refused(address: str) -> Finished:
    with parameters.using(replace(parameters.DEFAULT, cluster_connect_seconds=1.0)):
        return run_in_process(
            "solve", ROOT / "data/staff.xlsx", "--start", "2026-12-01", "-o", "no.csv", "--lang", "en",
            "--cluster", address,
        )  # fmt: skip


def test_a_cluster_that_cannot_be_used_is_bad_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = refused("scheduler")
    assert found.code == 2
    assert "“scheduler” is no address of a scheduler. Write it as tcp://NAME:8786." in found.stderr
    found = refused("tcp://127.0.0.1:1")
    assert found.code == 2
    assert "No scheduler answers at tcp://127.0.0.1:1. Start one with “dask scheduler”" in found.stderr
    with machines(tmp_path, workers=0) as up:
        found = refused(up.address)
        assert found.code == 2
        assert f"The scheduler at {up.address} has no workers." in found.stderr
        assert f"dask worker {up.address}" in found.stderr
    monkeypatch.setitem(sys.modules, "distributed", None)
    found = refused("tcp://127.0.0.1:1")
    assert found.code == 2
    assert "Dask is not installed" in found.stderr and "'.[cluster]'" in found.stderr
    assert not Path("no.csv").exists()


def test_workers_with_another_version_are_refused() -> None:
    class Client:
        def wait_for_workers(self, count: int, timeout: float) -> None:
            assert count == 1

        def run(self, function: Callable[[str], str], package: str, on_error: str) -> dict[str, Any]:
            other = {"asnroster": ModuleNotFoundError("asnroster"), "ortools": "9.0"}[package]
            return {"tcp://one": function(package), "tcp://two": other}

    use_language("en")
    with pytest.raises(InputError) as caught:
        cluster_module._check_workers(Client(), "tcp://x:1")
    mine = cluster_module.version
    assert [issue.message for issue in caught.value.issues] == [
        f"The worker tcp://two has nothing of asnroster, this machine {mine('asnroster')}.",
        f"The worker tcp://two has 9.0 of ortools, this machine {mine('ortools')}.",
    ]
