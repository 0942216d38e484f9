"""Fair shares as a mixed integer programme that is whole nearly by itself.

Each common choice T is a convex combination of its values, so that targets lie in the hull of the rounded ones (a
multiple-choice formulation, Croxton, Gendron and Magnanti 2003). Without the hull a rounded target may lie half a day
off for each member and the bound is worth little. Two programmes, each by branch and cut (HiGHS): the choices of squared
sharings whole and cells not, which is a bound near the optimum for a small part of the work; and everything whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import ceil, inf, isfinite

from ortools.math_opt import parameters_pb2, solution_pb2

from asnroster.domain.modes import OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.part_model import Limits
from asnroster.engine.model.parts import OpenRow, Part
from asnroster.engine.model.program import Program, solution
from asnroster.engine.model.shapes import Alike, Modes, Never, Sum, TwoPhases, WholeDays

# Heuristics of HiGHS that do not pay; none does where a roster comes from best responses.
IDLE = ("mip_heuristic_run_feasibility_jump", "mip_heuristic_run_root_reduced_cost")
IDLE_FOR_BOUNDS = (*IDLE, "mip_heuristic_run_rens", "mip_heuristic_run_rins")
NEXT_COST = 0.99  # costs are whole: so near to the bound nothing is cheaper
SQUARED = 2
NOISE = 1e-5  # of a programme's value, relative: so much is not claimed as a bound


def asks_fairness(part: Part) -> bool:
    """Whether a part has fair shares."""
    return any(isinstance(row.shape, FairShares) for row in part.rows)


def light_cost(part: Part, mode: Modes) -> int:
    """What fairness and wishes cost: beside caps that cannot all be kept they are little, and a gap in all hides them."""
    light = [row for row in part.rows if isinstance(row.shape, FairShares) or len(row.cells) == 1]
    return sum(row.cost(mode) for row in light)


def is_nearly_whole(part: Part) -> bool:
    """Whether what it asks for besides fair shares is whole by itself: days that should be alike are not."""
    return not any(isinstance(row.shape, Alike) for row in part.rows)


def is_linear(part: Part) -> bool:
    """Whether its programme leaves no row out and is nearly whole by itself."""
    return all(
        isinstance(row.shape, Sum | Never) or (isinstance(row.shape, TwoPhases) and row.weight is not None)
        for row in part.rows
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """What the programme of a part with fair shares proves, and where its optimum lies.

    Attributes:
        cost: nothing costs less.
        levels: cell -> how much of it is in the office there, 0 to 1; nothing where no optimum came up within the limits.
    """

    cost: int
    levels: Mapping[int, float]

    @property
    def rounded(self) -> dict[int, int]:
        """The modes nearest to the levels."""
        return {cell: round(level) for cell, level in self.levels.items()}


@dataclass
class FairProgram(Program):
    """A part's programme; the common choice T of each fair sharing is a combination of its values.

    Attributes:
        principal: columns of the choices of squared sharings, and of their combinations.
        whole: columns that a roster has whole besides its cells.
    """

    principal: list[int] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)

    @property
    def integral(self) -> list[int]:
        """Every column that a roster has whole."""
        return [*self.columns.values(), *self.whole]

    def take(self, row: OpenRow) -> list[int]:
        """Take a row in, with columns of their own for what is no sum."""
        shape = row.shape
        if isinstance(shape, Never):
            self._never(shape, row.weight)
        elif isinstance(shape, WholeDays):
            self._whole_days(shape, row.weight)
        elif isinstance(shape, TwoPhases) and row.weight is not None:
            self._two_phases(shape, float(row.weight))
        else:
            return super().take(row)
        return []

    def joined(self, soft: OpenRow, hard: Sum) -> bool:
        """Take a soft sum and a hard one of the same cells in as one row, where a miss of the one never breaks the other."""
        shape, size = soft.shape, len(hard.cells)
        if soft.weight is None or not isinstance(shape, Sum) or size == 1:
            return False
        if shape.least <= 0 and hard.most >= size and hard.least <= shape.most < size:
            sign, least, most = -1.0, hard.least, shape.most
        elif shape.most >= size and hard.least <= 0 and 0 < shape.least <= hard.most:
            sign, least, most = 1.0, shape.least, hard.most
        else:
            return False
        columns, slack = [self.columns[cell] for cell in hard.cells], self.column(float(size), soft.weight)
        self.row([*columns, slack], [*(1.0 for _ in columns), sign], least, most)
        return True

    def _never(self, shape: Never, weight: int | None) -> None:
        holds = [] if weight is None else [self.column(1.0, float(weight))]
        for pattern in shape.patterns:
            columns = [self.columns[cell] for cell, _mode in pattern]
            signs = [-1.0 if mode == OFFICE else 1.0 for _cell, mode in pattern]
            kept = 1.0 - sum(mode == OFFICE for _cell, mode in pattern)
            self.row([*columns, *holds], [*signs, *(1.0 for _ in holds)], kept, inf)

    def _whole_days(self, shape: WholeDays, weight: int | None) -> None:
        claims = [self.column(1.0, 0.0) for _ in shape.groups]
        self.whole += claims
        sign, most = (-1.0, 0.0) if shape.wanted == OFFICE else (1.0, 1.0)
        for claim, group in zip(claims, shape.groups, strict=True):
            for cell in group:
                self.row([claim, self.columns[cell]], [1.0, sign], -inf, most)
        short = [] if weight is None else [self.column(float(shape.count), float(weight))]
        self.row([*claims, *short], [1.0] * (len(claims) + len(short)), shape.count, inf)

    def _two_phases(self, shape: TwoPhases, weight: float) -> None:
        """A cell in the office is so in one phase: x = a + b, a <= 1 - phase, b <= phase, with b = x - a."""
        phases = [self.column(1.0, 0.0) for _ in shape.people]
        self.whole += phases
        for at, (person, phase) in enumerate(zip(shape.people, phases, strict=True)):
            turn = shape.turns[at] if shape.turns else 0
            self.cost[phase] += weight * turn
            self.constant += weight * (turn < 0)
            for cell, first in person:
                column, sign = self.columns[cell], 1.0 if first == OFFICE else -1.0
                both = self.column(1.0, -2.0 * sign * weight)
                self.row([both, phase], [1.0, 1.0], -inf, 1.0)
                self.row([column, both, phase], [1.0, -1.0, -1.0], -inf, 0.0)
                self.row([column, both], [1.0, -1.0], 0.0, inf)
                # Off phase: 1 - phase + x - 2a where the first phase is in the office, phase - x + 2a where not.
                self.cost[phase] -= sign * weight
                self.cost[column] += sign * weight
                self.constant += weight * (first == OFFICE)
        apart, size = self.column(float(len(phases)), weight), float(len(phases))
        twice = [2.0] * len(phases)
        self.row([*phases, apart], [*twice, -1.0], -inf, size + shape.most_apart)
        self.row([*phases, apart], [*twice, 1.0], size - shape.most_apart, inf)

    def fair(self, shape: FairShares, weight: int | None) -> None:
        """Distances from targets that are rounded: columns in the hull of them."""
        down = [self.column(float(shape.band), 0.0)] if shape.band else []
        targets, amount = self._targets(shape), _Amount(self, shape, weight)
        for share in shape.shares:
            columns = [self.columns[cell] for cell in share.cells]
            days = share.already + len(columns)
            steps = amount.steps(days)
            near = [*columns, *down, targets[share.possible]]
            factors = [*(1.0 for _ in columns), *(-1.0 for _ in down), 1.0]
            off = [1.0] * len(steps)
            self.row([*near, *steps], [*factors, *off], days - shape.band, inf)
            self.row([*near, *steps], [*factors, *(-one for one in off)], -inf, days)
        amount.close()

    def _targets(self, shape: FairShares) -> dict[int, int]:
        """Possible days -> the column of their target."""
        largest = shape.largest
        choice = self.column(float(largest), 0.0)
        combination = [self.column(1.0, 0.0) for _ in range(largest + 1)]
        self.whole += [choice, *combination]
        if shape.power == SQUARED:
            self.principal += [choice, *combination]
        self.row(combination, [1.0] * len(combination), 1.0, 1.0)
        self.row([choice, *combination], [1.0, *(-float(t) for t in range(largest + 1))], 0.0, 0.0)
        columns: dict[int, int] = {}
        for share in shape.shares:
            own = share.possible
            if own in columns:
                continue
            columns[own] = choice if own == largest else self.column(float(own), 0.0)
            if own != largest:
                values = [-float(shape.target(share, t)) for t in range(largest + 1)]
                self.row([columns[own], *combination], [1.0, *values], 0.0, 0.0)
        return columns

    def optimum(self, limits: Limits, *, whole: bool) -> Optimum | None:
        """Least cost and the levels of columns; None where there is no solution, or no time for one.

        Args:
            limits: wall seconds, and the gap that is good enough.
            whole: whether cells are to be whole too, not the choices of squared sharings alone; within so many nodes
                that a run is the same each time. Without such a choice it is the linear programme.
        """
        tuned = parameters.current
        proto, integral = self.proto(), self.integral if whole else self.principal
        proto.objective.offset = self.constant  # or the gap would be one of what can be avoided
        asked = parameters_pb2.SolveParametersProto()
        if limits.seconds is not None:
            asked.time_limit.FromTimedelta(timedelta(seconds=max(0.1, limits.seconds)))
        if integral:
            # Presolve restarts a programme with few whole columns again and again.
            if whole:
                asked.absolute_gap_tolerance = NEXT_COST
            else:
                asked.presolve = parameters_pb2.EMPHASIS_OFF
            for idle in IDLE if whole else IDLE_FOR_BOUNDS:
                asked.highs.bool_options[idle] = False
            for column in integral:
                proto.variables.integers[column] = True
            cells = len(self.columns)
            asked.node_limit = max(tuned.least_nodes, min(tuned.nodes, tuned.node_cells // max(1, cells)))
            asked.relative_gap_tolerance = limits.gap
            if cells > tuned.interior_cells:
                asked.highs.string_options["mip_lp_solver"] = "ipm"
        result = solution(proto, parameters_pb2.SOLVER_TYPE_HIGHS, asked)
        bound = result.termination.objective_bounds.dual_bound
        if not isfinite(bound):
            return None
        best = result.solutions[0].primal_solution if result.solutions else None
        legal = best is not None and best.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE
        levels = list(best.variable_values.values) if best is not None and legal else []
        return Optimum(bound, levels)


@dataclass(frozen=True, slots=True)
class Optimum:
    """What a programme's solution comes to.

    Attributes:
        bound: nothing costs less.
        levels: of each column; nothing where no solution came up within the limits.
    """

    bound: float
    levels: Sequence[float]


@dataclass
class _Amount:
    """The distances of one fair sharing: their columns, and what they cost beyond what is allowed."""

    program: FairProgram
    shape: FairShares
    weight: int | None
    _terms: list[tuple[int, float]] = field(default_factory=list)

    def steps(self, days: int) -> list[int]:
        """Columns of a member's days off, each dearer than the one before where distances are squared."""
        shape = self.shape
        if self.weight is None and not shape.at_most:
            return []
        prices, sizes = [1.0], [inf]
        if shape.power == SQUARED:
            furthest = max(days, shape.largest + shape.band)
            most = furthest if shape.at_most else min(furthest, parameters.current.priced_days)
            prices = [2.0 * step + 1.0 for step in range(most)]
            sizes = [*(1.0 for _ in prices[:-1]), inf]
        cost = 0.0 if shape.at_most or self.weight is None else float(self.weight)
        columns = [self.program.column(size, cost * price) for size, price in zip(sizes, prices, strict=True)]
        self._terms += zip(columns, prices, strict=True)
        return columns

    def close(self) -> None:
        """What is allowed is no miss: beyond it a hard sharing has none, and a soft one pays."""
        if not self.shape.at_most:
            return
        columns, prices = [column for column, _ in self._terms], [price for _, price in self._terms]
        if self.weight is not None:
            columns, prices = [*columns, self.program.column(inf, float(self.weight))], [*prices, -1.0]
        self.program.row(columns, prices, -inf, float(self.shape.at_most))


def bound_by_choices(part: Part, limits: Limits) -> Bound | None:
    """A bound from the choices of squared sharings; None where there is no time for it, or no roster."""
    program = _program(part)
    return _bound(part, program, replace(limits, gap=parameters.current.choice_gap * limits.gap), whole=False)


def bound_of_whole(part: Part, limits: Limits) -> Bound | None:
    """The same from the whole programme; None of a part that is too large for it as well."""
    if len(part.cells) > parameters.current.whole_program_cells:
        return None
    program = _program(part)
    return _bound(part, program, limits, whole=True)


def _bound(part: Part, program: FairProgram, limits: Limits, *, whole: bool) -> Bound | None:
    best = program.optimum(limits, whole=whole)
    if best is None:
        return None
    least = ceil(best.bound - NOISE * max(1.0, abs(best.bound)))
    return Bound(least, {cell: best.levels[at] for cell, at in program.columns.items() if best.levels})


def _program(part: Part) -> FairProgram:
    program = FairProgram(constant=float(part.constant))
    for cell in part.cells:
        program.cell(cell)
    sums = [(at, row, row.shape) for at, row in enumerate(part.rows) if isinstance(row.shape, Sum)]
    hard = {row.cells: (at, shape) for at, row, shape in sums if row.weight is None}
    idle: set[int] = set()  # rows that others stand for
    for at, row, _shape in sums:
        if row.cells in hard and program.joined(row, hard[row.cells][1]):
            idle |= {at, hard[row.cells][0]}
    for at, row in enumerate(part.rows):
        if at not in idle:
            program.take(row)
    return program
