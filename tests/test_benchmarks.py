"""The benchmark measures what it says: models of the same case, judged alike, and tables that count right."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from ortools.linear_solver import pywraplp

from asnroster.domain.modes import HOME, OFFICE
from asnroster.engine.model.fair_shares import FairShares, Share
from asnroster.engine.model.shapes import Alike, Shape, Sum, TwoPhases, WholeDays
from tests.benchmarks import chart, own_engine, plain_cp_sat, tables
from tests.benchmarks.instances import Instance
from tests.benchmarks.linear import Builder
from tests.benchmarks.measure import judge, measure, measure_command
from tests.benchmarks.processes import run_python
from tests.benchmarks.results import ILLEGAL, Course, Result, Stages
from tests.benchmarks.trace import Task, Trace

SHAPES: dict[str, Shape] = {
    "at least and at most": Sum((0, 1, 2, 3), 2, 3),
    "one cell": Sum((1,), 1, 1),
    "a pair alike": Alike((0, 3)),
    "all alike": Alike((0, 1, 2, 3, 4)),
    "whole days in the office": WholeDays(((0, 1), (2, 3), (4,)), OFFICE, 2),
    "whole days at home": WholeDays(((0, 1), (2, 3), (4,)), HOME, 3),
    "fair shares": FairShares((Share((0, 1), 1, 4), Share((2, 3), 0, 2), Share((4,), 3, 4)), 0, 2),
    "fair shares of which some may be off": FairShares(
        (Share((0, 1), 1, 4), Share((2, 3), 0, 2), Share((4,), 3, 4)), 1, 2, 1
    ),
    "even days": FairShares((Share((0, 1), 0, 2), Share((2, 3), 0, 2), Share((4,), 0, 1)), 1, 1),
    "two phases": TwoPhases((((0, 1), (1, 0)), ((2, 1), (3, 0)), ((4, 0),)), 1),
}


class Rows:
    """The linear rows of a shape over five cells, as a model in which the cells can be set."""

    def __init__(self, shape: Shape, weight: int | None) -> None:
        build = Builder({cell: cell for cell in range(5)})
        for _ in range(5):
            build.column(1, whole=True)
        build.post(shape, weight)
        self.solver = pywraplp.Solver.CreateSolver("SCIP")
        self.columns = [
            self.solver.IntVar(0, upper, "") if whole else self.solver.NumVar(0, upper, "")
            for upper, whole in zip(build.upper, build.whole, strict=True)
        ]
        for row, (least, most) in enumerate(zip(build.least, build.most, strict=True)):
            constraint = self.solver.Constraint(least, most)
            for place in range(build.starts[row], build.starts[row + 1]):
                constraint.SetCoefficient(self.columns[build.at[place]], build.factors[place])
        self.solver.Minimize(
            sum(cost * column for cost, column in zip(build.cost, self.columns, strict=True)) + build.offset
        )

    def least_miss(self, modes: tuple[int, ...]) -> float | None:
        """What they make of a roster: its least cost, None where they forbid it."""
        for column, mode in zip(self.columns, modes, strict=False):
            column.SetBounds(mode, mode)
        optimal = self.solver.Solve() == pywraplp.Solver.OPTIMAL
        return self.solver.Objective().Value() if optimal else None


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_linear_rows_count_every_shape_exactly(shape: Shape) -> None:
    soft, hard = Rows(shape, 7), Rows(shape, None)
    for modes in product((0, 1), repeat=5):
        amount = shape.amount(modes.__getitem__)
        assert soft.least_miss(modes) == pytest.approx(7 * amount), modes
        assert (hard.least_miss(modes) is not None) == (amount == 0), modes


@pytest.mark.parametrize("search", [own_engine.search, plain_cp_sat.search], ids=("asnroster", "cp-sat"))
def test_the_sample_has_one_optimum(search: Callable[[Task], Trace], tmp_path: Path) -> None:
    instance = Instance("bkn-3-2", 20, 1, tmp_path / "staff.xlsx")
    instance.write()
    trace = search(Task(instance, 600, time.monotonic()))
    last = trace.found[-1]
    assert last.office is not None
    assert (judge(last, instance.prepare().case), last.cost, trace.bounds[-1][1]) == (38, 38, 38)


def test_every_solver_in_its_process_proves_the_same_optimum(tmp_path: Path) -> None:
    instance, optimum = Instance("city", 6, 1, tmp_path / "staff.xlsx"), 275
    instance.write()
    case = instance.prepare().case
    solvers = ["asnroster", "cp-sat", *(["highs"] if find_spec("highspy") else [])]
    for solver in solvers:
        folder = tmp_path / solver
        folder.mkdir()
        result = measure(solver, instance, case, 60, folder)
        assert result.failure == ""
        assert (result.course.last, result.bound) == (optimum, optimum), solver
        assert result.said == pytest.approx(optimum), solver
        first = result.course.first_legal()
        assert first is not None and 0 < result.built < first <= result.finished < 60
        assert 50 < result.memory_mb < 1000


def test_the_command_tells_its_stages(tmp_path: Path) -> None:
    instance = Instance("bkn-3-2", 20, 1, tmp_path / "staff.xlsx")
    instance.write()
    case = instance.prepare().case
    run = measure_command(instance, case, 60, tmp_path)
    assert run.failure == "" and (run.cost, run.gap) == (38, 0.0)
    assert {"read", "build", "audit", "write"} < set(run.stages)
    assert sum(run.stages.values()) < run.seconds
    assert run.free_cells == int(case.free.sum())


def test_what_is_not_installed_or_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = Instance("bkn-3-2", 20, 1, tmp_path / "staff.xlsx")
    instance.write()
    case = instance.prepare().case
    monkeypatch.setattr("tests.benchmarks.measure.find_spec", lambda name: None)
    missing = measure("highs", instance, case, 5, tmp_path)
    assert missing.failure == "highspy is not installed"
    instance.staff.unlink()
    failed = measure("cp-sat", instance, case, 5, tmp_path)
    assert failed.failure.startswith("ended with 1: ")
    told = tables.comparison([missing, failed], [5])
    assert "- 20, seed 1, highs: highspy is not installed." in told.splitlines()


def course(*found: tuple[float, float]) -> Course:
    return Course([seconds for seconds, _ in found], lambda number: found[number][1])


OWN = Result(2_000, 1, "asnroster", course((2, 130), (4, 110), (8, 100)), 100, 99, 1, 20, 35, 300)
OTHER = Result(2_000, 1, "cp-sat", course((10, ILLEGAL), (30, 200), (60, 120)), 125, 80, 9, 120, 230, 900)


def cells(table: str, line: int) -> list[str]:
    return [cell.strip() for cell in table.splitlines()[line].strip("|").split("|")]


def test_comparison_counts_from_the_best_bound_of_all() -> None:
    table = tables.comparison([OWN, OTHER], [5, 20])
    assert cells(table, 2) == [
        "2,000", "1", "asnroster", "1.0", "2.0", "110", "100", "100", "99", "1.00%", "20.0", "35.0", "300",
    ]  # fmt: skip
    assert cells(table, 3) == [
        "2,000", "1", "cp-sat", "9.0", "30.0", "–", "illegal", "120", "80", "17.50%", "120.0", "230.0", "900",
    ]  # fmt: skip
    assert table.splitlines()[5:] == ["- 2,000, seed 1, cp-sat: it said 125 itself of its last roster."]


def test_a_roster_below_a_bound_is_told() -> None:
    wrong = Result(2_000, 1, "highs", course((1, 105)), 105, 101, 1, 2, 2, 100)
    assert tables.comparison([OWN, wrong], [5]).endswith(
        "- 2,000, seed 1, asnroster: its roster costs less than a bound that was called proved."
    )


def test_ratios_are_times_against_asnroster() -> None:
    # 120 was cp-sat's after 60 s and undercut after 4 s; 99 / 0.99 = 100 is within 1 % of the best bound.
    assert cells(tables.ratios([OWN, OTHER]), 2) == [
        "2,000", "1", "cp-sat", "120", "60.0", "4.0", "15.0", "not reached", "8.0", "> 15.0",
    ]  # fmt: skip
    illegal = Result(2_000, 1, "highs", course((10, ILLEGAL)), 90, None, 9, 120, 200, 900)
    assert cells(tables.ratios([OWN, illegal]), 2)[3:] == [
        "illegal", "–", "–", "–", "not reached", "8.0", "> 15.0",
    ]  # fmt: skip
    better = Result(2_000, 1, "highs", course((40, 99)), 99, 99, 9, 45, 80, 100)
    assert cells(tables.ratios([OWN, better]), 2) == [
        "2,000", "1", "highs", "99", "40.0", "not reached", "–", "40.0", "8.0", "5.0",
    ]  # fmt: skip


def test_growth_is_told_from_two_thousand_people_on() -> None:
    def run(people: int, free: int, solve: float, master: float) -> Stages:
        return Stages(
            people, 1, free, {"read": 9, "solve": solve, "master": master, "write": 9}, 30, 40, 500, 7, 0.002
        )

    runs = [run(200, 10, 5, 5), run(2_000, 1_000, 1, 1), run(14_000, 4_000, 7, 9)]
    table = tables.stages(runs)
    assert cells(table, 0)[2:7] == ["free cells", "read s", "solve s", "master s", "write s"]
    assert cells(table, 4) == [
        "14,000", "1", "4,000", "9.00", "7.00", "9.00", "9.00", "30.0", "40.0", "500", "7", "0.20%",
    ]  # fmt: skip
    # 8 times the time for 4 times the cells: 4 ** 1.5 = 8.
    assert table.splitlines()[-1] == (
        "- Search from 2,000 to 14,000 people: 8.0 times the time for 4.0 times the free cells, growth exponent 1.50."
    )
    assert tables.growth(runs[:2]) == []


def test_a_course_looks_at_few_rosters() -> None:
    looked: list[int] = []

    def cost(number: int) -> float:
        looked.append(number)
        return 1000 - number

    long = Course(range(1000), cost)
    assert long.reached(500) == 500
    assert long.reached(0) is None
    assert len(looked) < 25


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes of others are looked at in /proc")
def test_the_work_of_a_fork_servers_workers_counts(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 1.5: pass\ntime.sleep(0.6)"
    begin = f"m.get_context('forkserver').Process(target=exec, args=({work!r},))"
    code = f"import multiprocessing as m; worker = {begin}; worker.start(); worker.join()"
    spent = run_python(["timeit", "-n", "1", "-r", "1", code], tmp_path / "log.txt")
    assert spent.code == 0, (tmp_path / "log.txt").read_text("utf-8")
    assert 1.5 <= spent.cpu_seconds < 4


def test_the_chart_has_a_step_for_each_legal_roster_and_each_bound() -> None:
    late = replace(OTHER, bounds=((20.0, 70), (50.0, 80)))
    assert chart.costs(OWN) == [(2, 130), (4, 110), (8, 100)] and chart.costs(OTHER) == [(30, 200), (60, 120)]
    assert chart.until(chart.costs(OTHER), 40.0) == ([30, 40.0], [200, 200])
    assert chart.until(late.bounds, 10.0) == ([], [])
    assert chart.decades([3, 70]) == [2, 5, 10, 20, 50, 100]
    assert chart.share(10, [1, 10, 100]) == 0.5
    drawn = chart.picture([OWN, late], 120.0).decode()
    assert (
        drawn.startswith("<svg") and "2000 people, seed 1" in drawn and drawn.count("stroke-dasharray") >= 1
    )
