"""Who solves blocks changes no result: threads, processes, lost workers; and a stop ends them."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from asnroster.engine import parameters
from asnroster.engine import solve as solving
from asnroster.engine.model.part_model import Limits
from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.cut import Cut, cut, is_plain
from asnroster.engine.search.incumbent import Incumbent
from asnroster.engine.search.jobs import Job
from asnroster.engine.search.prices import SCALE, Prices
from asnroster.engine.solve import Options, solve
from tests.searches import crowd
from tests.test_engine_blocks import SMALL_BLOCKS, cut_parts, random_parts, tiny, weeks

__all__ = ["tiny"]


def jobs() -> list[Job]:
    rng = random.Random("crew")
    parts = [part for _ in range(8) for part in random_parts(rng)]
    return [Job(part, Limits(2.0, quick=index % 2 == 0), 1) for index, part in enumerate(parts)]


def alone(asked: list[Job]) -> list[object]:
    with Crew(1, threading.Event()) as crew:
        return [(r.modes, r.cost, r.bound) for r in crew.solve(asked) if r is not None]


def test_processes_find_what_threads_find() -> None:
    asked = jobs()
    with Crew(2, threading.Event(), processes=True) as crew:
        assert isinstance(crew._executor, ProcessPoolExecutor)
        found = [(r.modes, r.cost, r.bound) for r in crew.solve(asked) if r is not None]
    assert len(found) == len(asked) and found == alone(asked)
    assert 60 < crew.memory_mb < 2_000, "two processes, each with the solver loaded"


def test_threads_take_no_memory_of_their_own() -> None:
    with Crew(2, threading.Event()) as crew:
        crew.solve(jobs()[:2])
    assert crew.memory_mb == 0.0


def test_what_a_lost_worker_had_is_solved_again() -> None:
    asked = jobs()
    with Crew(2, threading.Event(), processes=True) as crew:
        crew.solve(asked[:2])
        assert isinstance(crew._executor, ProcessPoolExecutor)
        for process in list(crew._executor._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        found = [(r.modes, r.cost, r.bound) for r in crew.solve(asked) if r is not None]
        assert not isinstance(crew._executor, ProcessPoolExecutor), "threads go on"
    assert found == alone(asked)


def test_a_crew_that_is_stopped_while_it_begins_ends_in_silence() -> None:
    """Workers still load the solver; whoever loses one then must neither hang nor print a trace."""
    words = (
        "import threading; from asnroster.engine.search.crew import Crew; from asnroster.engine.model.part_model import Limits; "
        "from tests.test_engine_crew import jobs\n"
        "if __name__ == '__main__':\n"
        "    stop = threading.Event()\n"
        "    with Crew(2, stop, processes=True) as crew:\n"
        "        threading.Timer(0.05, stop.set).start()\n"
        "        found = crew.solve(jobs() * 40)\n"
        "    del crew\n"
        "    print(sum(result is not None for result in found))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert int(ended.stdout) < 40 * len(jobs())


@pytest.mark.parametrize("processes", [True, False])
def test_a_stop_ends_running_solvers(*, processes: bool) -> None:
    (part,) = solving._rows_and_parts(crowd(), open_only=True)[1]
    stop = threading.Event()
    long = [Job(part, Limits(1000.0), seed) for seed in range(8)]
    with Crew(2, stop, processes=processes) as crew:
        threading.Timer(0.5, stop.set).start()
        begun = time.monotonic()
        found = crew.solve(long)
        assert time.monotonic() - begun < 10
        assert not all(result is not None and result.done for result in found)
        assert crew.solve(long) == [None] * len(long)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_case_in_processes_is_a_case_in_threads(workers: int) -> None:
    made = weeks(24)()
    with parameters.using(SMALL_BLOCKS):
        threads = solve(made, Options(workers=1))
    assert threads.workers_memory_mb == 0.0
    with parameters.using(replace(SMALL_BLOCKS, process_cells=0)):
        processes = solve(made, Options(workers=workers))
    assert threads.roster is not None and processes.roster is not None
    assert (threads.roster.modes == processes.roster.modes).all()
    assert (threads.cost, threads.bound) == (processes.cost, processes.bound)


def test_a_part_travels_whole_but_for_its_origin() -> None:
    rng = random.Random("travel")
    for part in (part for _ in range(10) for part in random_parts(rng)):
        there: Part = pickle.loads(pickle.dumps(part))
        assert (there.cells, there.rows, there.constant) == (part.cells, part.rows, part.constant)
        assert part.origin and not there.origin


def test_a_held_block_costs_what_the_whole_does(tiny: None) -> None:
    """With the others held, a block's own costs differ between two modes as the whole's do; so does its legality."""
    rng = random.Random("held")
    compared = 0
    for part, pieces in cut_parts():
        standing = Incumbent(pieces, {cell: rng.randint(0, 1) for cell in part.cells})
        for k, block in enumerate(pieces.blocks):
            held = standing.held(k)
            other = {cell: rng.randint(0, 1) for cell in block.cells}
            before, hard_before = standing.cost, missed(part, standing.modes)
            assert before == part.cost(standing.modes.__getitem__)
            own, own_hard = held.cost(standing.modes.__getitem__), missed(held, standing.modes)
            told = held.cost(other.__getitem__) - own, missed(held, other) - own_hard
            standing.take(k, other)
            assert told == (standing.cost - before, missed(part, standing.modes) - hard_before)
            assert standing.office == [sum(standing.modes[c] for c in row.cells) for row in pieces.coupling]
            compared += 1
    assert compared >= 30


@pytest.mark.parametrize(("price", "force", "pull"), [(0, 10, 10), (10, 200, 60), (40, 10, 20), (40, 5, 10)])
def test_a_pull_is_never_dearer_than_the_row_itself(price: int, force: int, pull: int) -> None:
    """Two blocks of a cell each, both wished into the office for 3: one that stays at home costs 60 twentieths at most."""
    row = OpenRow(Sum((0, 1), 2, 2), 3)
    pieces = Cut((Part([0]), Part([1])), (row,), 0)
    leaning = Incumbent(pieces, {0: 0, 1: 1}).leaning(0, Prices((price,)), force)
    inside = max(0, price - force)
    assert leaning.rows[-1] == OpenRow(Sum((0,), 1, 1), pull)
    assert [one.weight for one in leaning.rows[:-1]] == ([inside] if inside else [])
    assert leaning.cost({0: 0}.__getitem__) - leaning.cost({0: 1}.__getitem__) == pull + inside <= 3 * SCALE


def missed(part: Part, modes: dict[int, int]) -> int:
    return sum(row.shape.amount(modes.__getitem__) for row in part.rows if row.weight is None)


def test_what_is_plain_falls_into_larger_blocks() -> None:
    made = weeks(24)()
    parts = solving._rows_and_parts(made, open_only=True)[1]
    large = next(part for part in parts if len(part.cells) > 50)
    with parameters.using(replace(parameters.DEFAULT, large_hard_cells=50, hard_block_cells=30)):
        assert is_plain(large) and cut(large) is None


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_results_are_noted_in_the_order_of_the_jobs_whoever_is_first(workers: int) -> None:
    noted: list[tuple[int, int]] = []
    finished: list[int] = []

    def work(job: int, running: object = None) -> int | None:
        time.sleep(0.2 if job == 0 else 0.0)
        finished.append(job)
        return None if job == 3 else 10 * job

    with Crew(workers, threading.Event()) as crew:
        crew.each(work, list(range(6)), lambda number, result: noted.append((number, result)))  # type: ignore[arg-type]
    assert noted == [(0, 0), (1, 10), (2, 20), (4, 40), (5, 50)]
    assert workers == 1 or finished[0] != 0
