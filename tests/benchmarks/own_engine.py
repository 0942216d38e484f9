"""asnroster's own engine, followed while it improves. Runs as a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from asnroster.engine.search.search import Progress
from asnroster.engine.solve import Options, solve
from tests.benchmarks.trace import WORKERS, Task, Trace, load_task


def search(task: Task) -> Trace:
    """Improve to the end or the limit, whatever gap would do for a user."""
    trace = Trace(task)

    def follow(progress: Progress) -> None:
        if progress.cost is not None and (not trace.found or progress.cost < trace.found[-1].cost):
            trace.note(progress.cost)
        trace.prove(progress.bound)

    case = task.instance.prepare().case
    options = Options(gap=0.0, workers=WORKERS, time_limit_seconds=trace.left())
    solution = solve(case, options, follow)
    if solution.roster is not None and solution.cost is not None:
        trace.note(solution.cost, solution.roster.modes[case.problem.available] == 1)
    if solution.bound is not None:
        trace.prove(solution.bound)
    return trace


if __name__ == "__main__":
    search(load_task(Path(sys.argv[1]))).save(Path(sys.argv[1]))
