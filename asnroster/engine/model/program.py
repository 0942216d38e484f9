"""A linear programme in columns and rows, and the solvers that take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2, result_pb2
from ortools.math_opt.core.python import solver as math_opt

from asnroster.domain.modes import OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.parts import OpenRow
from asnroster.engine.model.shapes import Alike, Sum


def solution(
    model: model_pb2.ModelProto, solver: int, parameters: parameters_pb2.SolveParametersProto
) -> result_pb2.SolveResultProto:
    """What a solver of OR-Tools makes of a programme; asked without the package's own layer, which takes 0.15 s to load."""
    return math_opt.solve(
        model, solver, parameters_pb2.SolverInitializerProto(), parameters,
        model_parameters_pb2.ModelSolveParametersProto(), None, callback_pb2.CallbackRegistrationProto(), None, None,
    )  # fmt: skip


@dataclass
class Program:
    """A linear programme in columns and rows; shapes that are weak when relaxed are left out of it."""

    columns: dict[int, int] = field(default_factory=dict)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    at_row: list[int] = field(default_factory=list)
    at_column: list[int] = field(default_factory=list)
    factor: list[float] = field(default_factory=list)
    constant: float = 0.0

    def cell(self, cell: int) -> None:
        """A column for a cell: 1 in the office."""
        self.columns[cell] = self.column(1.0, 0.0)

    def take(self, row: OpenRow) -> list[int]:
        """Take a row in; the numbers of the programme's rows that it became."""
        shape = row.shape
        if isinstance(shape, Sum):
            return self._sum(shape, row.weight)
        if isinstance(shape, Alike) and len(shape.cells) == 2:
            return self._pair(shape.cells, row.weight)
        if isinstance(shape, FairShares):
            self.fair(shape, row.weight)
        return []

    def _sum(self, shape: Sum, weight: int | None) -> list[int]:
        columns = [self.columns[cell] for cell in shape.cells]
        if weight is None:
            return [self.row(columns, [1.0] * len(columns), shape.least, shape.most)]
        if len(columns) == 1:
            self.constant += weight * shape.missed(0)
            self.cost[columns[0]] += weight * (shape.missed(OFFICE) - shape.missed(0))
            return []
        slack = self.column(float(len(columns)), float(weight))
        ones = [1.0] * len(columns)
        found = []
        if shape.least > 0:
            found.append(self.row([*columns, slack], [*ones, 1.0], shape.least, inf))
        if shape.most < len(columns):
            found.append(self.row([*columns, slack], [*ones, -1.0], -inf, shape.most))
        return found

    def _pair(self, cells: tuple[int, ...], weight: int | None) -> list[int]:
        one, other = (self.columns[cell] for cell in cells)
        if weight is None:
            return [self.row([one, other], [1.0, -1.0], 0, 0)]
        off = self.column(1.0, float(weight))
        return [
            self.row([one, other, off], [1.0, -1.0, -1.0], -inf, 0),
            self.row([other, one, off], [1.0, -1.0, -1.0], -inf, 0),
        ]

    def fair(self, shape: FairShares, weight: int | None) -> None:
        """With T anything from 0 to M, and targets that are not rounded."""
        tuned = parameters.current
        choice, down = self.column(float(shape.largest), 0.0), self.column(float(shape.band), 0.0)
        for share in shape.shares:
            columns, factor = (
                [self.columns[cell] for cell in share.cells],
                share.possible / max(1, shape.largest),
            )
            days, ones = share.already + len(columns), [1.0] * len(columns)
            # Each day off is dearer than the one before; so are those of a hard row, whose bound is no sum of columns.
            steps = [
                self.column(1.0, float(weight or 0) * (2 * n + 1))
                for n in range(tuned.relaxed_days * (shape.power - 1))
            ]
            steps.append(self.column(inf, float(weight or 0) * (2 * len(steps) + 1)))
            if weight is None and not shape.at_most:
                self.upper[steps[0] : steps[-1] + 1] = [0.0] * len(steps)
            off = [1.0] * len(steps)
            # A target that is rounded may lie half a day off.
            half = 0.0 if share.possible in (0, shape.largest) else 0.5
            self.row(
                [*columns, choice, down, *steps], [*ones, factor, -1.0, *off], days - shape.band - half, inf
            )
            self.row(
                [*columns, choice, down, *steps],
                [*ones, factor, -1.0, *(-one for one in off)],
                -inf,
                days + half,
            )

    def column(self, upper: float, cost: float) -> int:
        """A column from 0 on; its number."""
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.upper) - 1

    def row(self, columns: list[int], factors: list[float], least: float, most: float) -> int:
        """A row between two values; its number."""
        number = len(self.least)
        self.least.append(least)
        self.most.append(most)
        self.at_row += [number] * len(columns)
        self.at_column += columns
        self.factor += factors
        return number

    def solve(self) -> tuple[float, list[float], list[float]]:
        """About the least cost, the levels of columns and the prices of rows; no levels where nothing was found."""
        tuned = parameters.current
        asked = parameters_pb2.SolveParametersProto()
        asked.pdlp.num_threads = 1
        asked.pdlp.termination_criteria.iteration_limit = tuned.relaxed_iterations
        wanted = asked.pdlp.termination_criteria.simple_optimality_criteria
        wanted.eps_optimal_relative = wanted.eps_optimal_absolute = tuned.relaxed_precision
        result = solution(self.proto(), parameters_pb2.SOLVER_TYPE_PDLP, asked)
        value, duals = 0.0, [0.0] * len(self.least)
        levels: list[float] = []
        for best in result.solutions[:1]:
            if best.HasField("primal_solution"):
                value = best.primal_solution.objective_value + self.constant
                levels = list(best.primal_solution.variable_values.values)
            if best.HasField("dual_solution"):
                dual_values = best.dual_solution.dual_values
                for row, dual in zip(dual_values.ids, dual_values.values, strict=True):
                    duals[row] = dual
        return value, levels, duals

    def proto(self) -> model_pb2.ModelProto:
        """The programme as the solvers take it."""
        model = model_pb2.ModelProto()
        size = len(self.upper)
        model.variables.ids.extend(range(size))
        model.variables.lower_bounds.extend([0.0] * size)
        model.variables.upper_bounds.extend(self.upper)
        model.variables.integers.extend([False] * size)
        priced = [column for column, cost in enumerate(self.cost) if cost]
        model.objective.linear_coefficients.ids.extend(priced)
        model.objective.linear_coefficients.values.extend(self.cost[column] for column in priced)
        model.linear_constraints.ids.extend(range(len(self.least)))
        model.linear_constraints.lower_bounds.extend(self.least)
        model.linear_constraints.upper_bounds.extend(self.most)
        order = sorted(range(len(self.at_row)), key=lambda i: (self.at_row[i], self.at_column[i]))
        matrix = model.linear_constraint_matrix
        matrix.row_ids.extend(self.at_row[i] for i in order)
        matrix.column_ids.extend(self.at_column[i] for i in order)
        matrix.coefficients.extend(self.factor[i] for i in order)
        return model
