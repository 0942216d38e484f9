"""What the engine uses of OR-Tools' ``cp_model``, under the same names and over the same compiled classes.

OR-Tools' own module loads pandas, for columns of variables that nobody here asks for: a third of the time of a small
run. A model built here is the same to the last byte (``tests/test_cp_model.py``). The compiled classes change between
minor versions, so ``pyproject.toml`` names one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from ortools.sat.python import cp_model_helper as compiled
from ortools.util.python.sorted_interval_list import Domain

LinearExpr = compiled.LinearExpr
IntVar = compiled.IntVar
SatParameters = compiled.SatParameters
LinearExprT = LinearExpr | int

LEAST = -(1 << 62)  # below any cost

OPTIMAL = compiled.CpSolverStatus.OPTIMAL
FEASIBLE = compiled.CpSolverStatus.FEASIBLE
INFEASIBLE = compiled.CpSolverStatus.INFEASIBLE


class CpModel(compiled.CpBaseModel):
    """Whole numbers, rows over them, and what is minimised."""

    def __init__(self) -> None:
        super().__init__(None)

    @property
    def proto(self) -> Any:
        """What a solver is given, OR-Tools' own as well."""
        return self.model_proto

    def new_int_var(self, least: int, most: int, name: str) -> IntVar:
        """A variable from ``least`` to ``most``."""
        return IntVar(self.model_proto).with_name(name).with_domain(Domain(least, most))

    def new_bool_var(self, name: str) -> IntVar:
        """A variable that is 0 or 1."""
        return self.new_int_var(0, 1, name)

    def add(self, row: Any) -> None:
        """What a comparison of expressions says."""
        self._add_bounded_linear_expression(row)  # type: ignore[attr-defined]

    def add_linear_constraint(self, total: LinearExpr, least: int, most: int) -> None:
        """The total lies between the two."""
        self.add(compiled.BoundedLinearExpression(total, Domain(least, most)))

    def add_implication(self, one: compiled.Literal, other: compiled.Literal) -> None:
        """Where the one holds, the other does."""
        self._literals(compiled.BoolArgumentConstraint.bool_and, other).only_enforce_if(one)

    def add_exactly_one(self, literals: Iterable[compiled.Literal]) -> None:
        """One of them holds and no other."""
        self._literals(compiled.BoolArgumentConstraint.exactly_one, literals)

    def _literals(self, kind: compiled.BoolArgumentConstraint, literals: object) -> Any:
        return self._add_bool_argument_constraint(kind, literals)  # type: ignore[attr-defined]

    def minimize(self, cost: LinearExpr) -> None:
        """What is made as small as it can be, in whole numbers; once a model."""
        flat, objective = compiled.FlatIntExpr(cost), self.proto.objective
        objective.vars.extend([variable.index for variable in flat.vars])
        objective.coeffs.extend(flat.coeffs)
        objective.scaling_factor, objective.offset = 1.0, flat.offset

    def stay_below(self, cost: int) -> None:
        """Only what costs less is a solution."""
        objective = self.proto.objective
        objective.domain.clear()
        objective.domain.extend([LEAST, cost - 1 - int(objective.offset)])

    def has_objective(self) -> bool:
        """Whether anything is minimised."""
        return bool(self.proto.has_objective())

    def add_hint(self, variable: IntVar, value: int) -> None:
        """A value to begin with."""
        hint = self.proto.solution_hint
        hint.vars.append(variable.index)
        hint.values.append(int(value))

    def clear_hints(self) -> None:
        """Begin with nothing."""
        self.proto.clear_solution_hint()


class CpSolverSolutionCallback(compiled.SolutionCallback):
    """Its ``on_solution_callback`` is called with each better solution."""

    def OnSolutionCallback(self) -> None:  # noqa: N802  so the compiled class calls it
        """Hand it on."""
        self.on_solution_callback()

    def on_solution_callback(self) -> None:
        """Look at the solution."""
        raise NotImplementedError

    @property
    def objective_value(self) -> float:
        """Of this solution."""
        return self.ObjectiveValue()

    @property
    def best_objective_bound(self) -> float:
        """Proved so far."""
        return self.BestObjectiveBound()


class CpSolver:
    """Searches a model with one worker; another thread may stop it."""

    def __init__(self) -> None:
        self.parameters = SatParameters()
        self.parameters.num_workers = 1
        self.parameters.catch_sigint_signal = False
        # With it, all-linear models were called optimal wrongly in 9.15.
        self.parameters.presolve_inclusion_work_limit = 0
        self.best_bound_callback: Callable[[float], None] | None = None
        self._lock = threading.Lock()
        self._running: compiled.SolveWrapper | None = None
        self._response: Any = None

    def solve(self, model: CpModel, callback: CpSolverSolutionCallback | None = None) -> object:
        """Search until one of the parameters ends it; the status."""
        running = compiled.SolveWrapper()
        with self._lock:
            self._running = running
        running.set_parameters(self.parameters)
        if callback is not None:
            running.add_solution_callback(callback)
        if self.best_bound_callback is not None:
            running.add_best_bound_callback(self.best_bound_callback)
        self._response = running.solve(model.proto)  # type: ignore[no-untyped-call]
        if callback is not None:
            running.clear_solution_callback(callback)
        with self._lock:
            self._running = None
        return self._response.status

    def stop_search(self) -> None:
        """End the search soon, if there is one."""
        with self._lock:
            if self._running is not None:
                self._running.stop_search()

    def value(self, expression: LinearExprT) -> int:
        """Of an expression in the best solution."""
        return compiled.ResponseHelper.value(self._response, expression)

    def boolean_value(self, literal: compiled.Literal) -> bool:
        """Whether a literal holds in the best solution."""
        return compiled.ResponseHelper.boolean_value(self._response, literal)

    @property
    def objective_value(self) -> float:
        """Of the best solution."""
        return float(self._response.objective_value)

    @property
    def best_objective_bound(self) -> float:
        """Proved."""
        return float(self._response.best_objective_bound)

    @property
    def deterministic_time(self) -> float:
        """How much work it was."""
        return float(self._response.deterministic_time)
