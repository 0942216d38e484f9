"""One plain CP-SAT model: a Boolean a person and day, every rule as rows, the solver as it comes. Its own process."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import numpy as np
from ortools.sat.python import cp_model

from asnroster.engine.model.posting import Posting
from asnroster.rules.kit.case import Case
from tests.benchmarks.trace import WORKERS, Task, Trace, load_task


def model_of(case: Case) -> cp_model.CpModel:
    """The whole case in one model; its first variables are the available cells, 1 in the office."""
    model = cp_model.CpModel()
    office = {cell: model.new_bool_var("") for cell in np.flatnonzero(case.problem.available).tolist()}
    costs: list[cp_model.LinearExprT] = []
    for row in Posting.of(case).rows:
        weight = case.rules[row.rule].weight
        if weight is None:
            row.shape.require(model, office)
        else:
            costs.append(weight * row.strength * row.shape.post(model, office))
    model.minimize(cp_model.LinearExpr.sum(costs))
    return model


class _Follower(cp_model.CpSolverSolutionCallback):
    def __init__(self, trace: Trace, cells: int) -> None:
        super().__init__()
        self._trace, self._cells = trace, cells

    def on_solution_callback(self) -> None:
        values = np.fromiter(islice(self.response_proto.solution, self._cells), dtype=bool)
        self._trace.note(self.objective_value, values)
        self._trace.prove(self.best_objective_bound)


def search(task: Task) -> Trace:
    """Solve it within what the limit leaves after reading and building."""
    trace = Trace(task)
    case = task.instance.prepare().case
    model = model_of(case)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = trace.left()
    solver.best_bound_callback = trace.prove
    status = solver.solve(model, _Follower(trace, int(case.problem.available.sum())))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        trace.prove(solver.best_objective_bound)
    return trace


if __name__ == "__main__":
    search(load_task(Path(sys.argv[1]))).save(Path(sys.argv[1]))
