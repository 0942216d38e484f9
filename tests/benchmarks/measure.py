"""One solver on one instance: its processes run, its rosters judged by the audit."""

from __future__ import annotations

import json
import time
from functools import cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path

import numpy as np

from asnroster.domain.modes import UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from tests.benchmarks.instances import Instance
from tests.benchmarks.processes import run_python
from tests.benchmarks.results import ILLEGAL, Course, Result, Stages
from tests.benchmarks.trace import WORKERS, Found, Task, Trace, load_trace, save

# Each solver's processes, one after another.
SOLVERS = {"asnroster": ("own_engine",), "cp-sat": ("plain_cp_sat",), "highs": ("linear", "plain_highs")}
NEEDED = {"highs": "highspy"}


def measure(solver: str, instance: Instance, case: Case, limit: float, folder: Path) -> Result:
    """Let a solver have its turn, in an empty folder of its own."""
    people, seed = instance.people, instance.seed
    package = NEEDED.get(solver)
    if package is not None and find_spec(package) is None:
        return Result(people, seed, solver, failure=f"{package} is not installed")
    save(Task(instance, limit, time.monotonic()), folder / "task.pickle")
    cpu = memory = 0.0
    for module in SOLVERS[solver]:
        spent = run_python([f"tests.benchmarks.{module}", folder], folder / "log.txt")
        cpu, memory = cpu + spent.cpu_seconds, max(memory, spent.memory_mb)
        if spent.code:
            failure = _why(spent.code, folder)
            return Result(people, seed, solver, cpu_seconds=cpu, memory_mb=memory, failure=failure)
    trace = load_trace(folder)
    said = trace.found[-1].cost if trace.found else None
    course = _judged(trace, case)
    ends = (trace.built, trace.finished)
    return Result(
        people, seed, solver, course, said, _bound(trace), *ends, cpu, memory, bounds=tuple(trace.bounds)
    )


def measure_command(instance: Instance, case: Case, limit: float, folder: Path) -> Stages:
    """Run the command as its user does, from spreadsheet to workbook."""
    summary = folder / "run.json"
    words = instance.command(folder / "roster.xlsx", summary)
    more = ["--workers", str(WORKERS), "--time-limit", f"{limit:g}"]
    spent = run_python(["asnroster", *words, *more], folder / "log.txt")
    people, seed, free = instance.people, instance.seed, int(case.free.sum())
    measured = (spent.seconds, spent.cpu_seconds, spent.memory_mb)
    if spent.code:
        return Stages(people, seed, free, {}, *measured, failure=_why(spent.code, folder))
    told = json.loads(summary.read_text("utf-8"))
    stages = {stage["name"]: float(stage["seconds"]) for stage in told["stages"]}
    return Stages(people, seed, free, stages, *measured, told["cost"], told["gap"])


def _judged(trace: Trace, case: Case) -> Course:
    """Its rosters as the audit judges them; where only a cost was told on the way, what was told."""

    @cache
    def cost(number: int) -> float:
        return judge(trace.found[number], case)

    return Course([found.seconds for found in trace.found], cost)


def judge(found: Found, case: Case) -> float:
    """What the audit says that a roster costs."""
    if found.office is None:
        return found.cost
    available = case.problem.available
    modes = np.full(available.shape, UNDECIDED, dtype=np.int8)
    bits = np.frombuffer(found.office, dtype=np.uint8)
    modes[available] = np.unpackbits(bits, count=int(available.sum()))
    judged = audit(case, Roster(modes))
    return ILLEGAL if judged.hard_violations else judged.cost


def _bound(trace: Trace) -> int | None:
    """The best bound, rounded up past floating point noise: costs are whole. Below nothing it says nothing."""
    best = max((bound for _, bound in trace.bounds), default=-1.0)
    return ceil(best - 1e-6 * max(1.0, best)) if best >= 0 else None


def _why(code: int, folder: Path) -> str:
    lines = (folder / "log.txt").read_text("utf-8").strip().splitlines() or [""]
    return f"ended with {code}: {lines[-1]}"
