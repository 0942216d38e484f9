"""Fair shares as a mixed integer programme that is whole nearly by itself.

Each common choice T is a convex combination of its values, so that targets lie in the hull of the rounded ones (a
multiple-choice formulation, Croxton, Gendron and Magnanti 2003). Without the hull a rounded target may lie half a day
off for each member and the bound is worth little; with it most parts are proved at the root by branch and cut (HiGHS).
A part too large for that has its choices rounded from the linear programme and held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil, inf, isfinite

from ortools.math_opt.python import mathopt

from asnroster.domain.problem import OFFICE
from asnroster.engine.fair_shares import FairShares
from asnroster.engine.part_model import Limits
from asnroster.engine.parts import OpenRow, Part
from asnroster.engine.prices import Program
from asnroster.engine.shapes import Never, WholeDays

LARGE_CELLS = 10_000  # of a larger part the choices are rounded and held: a node of it is dear
NODES = 100
NOISE = 1e-5  # of a programme's value, relative: so much is not claimed as a bound


def asks_fairness(part: Part) -> bool:
    """Whether a part has fair shares."""
    return any(isinstance(row.shape, FairShares) for row in part.rows)


@dataclass(frozen=True, slots=True)
class FairRoster:
    """What the programme of a part with fair shares comes to.

    Attributes:
        bound: proved lower bound of the part's cost.
        modes: cell -> 1 office or 0 home, near or at it; None where none came up within the limits.
    """

    bound: int
    modes: Mapping[int, int] | None


@dataclass
class FairProgram(Program):
    """A part's programme; of each fair sharing the common choice T is free, or given.

    Attributes:
        given: T for each sharing, in the part's order; a sharing without one is free.
        choices: the column of each sharing's T.
        whole: columns that a roster has whole besides its cells.
    """

    given: Mapping[int, int] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)

    def take(self, row: OpenRow) -> list[int]:
        """Take a row in, with columns of their own for what is no sum."""
        shape = row.shape
        if isinstance(shape, Never):
            self._never(shape, row.weight)
        elif isinstance(shape, WholeDays):
            self._whole_days(shape, row.weight)
        else:
            return super().take(row)
        return []

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

    def fair(self, shape: FairShares, weight: int | None) -> None:
        """Distances from targets that are rounded: for T given they are numbers, else columns in the hull of them."""
        down = [self.column(float(shape.band), 0.0)] if shape.band else []
        targets, amount = self._targets(shape), _Amount(self, shape, weight)
        for share in shape.shares:
            columns = [self.columns[cell] for cell in share.cells]
            days = share.already + len(columns)
            steps = amount.steps(days)
            near, factors = [*columns, *down], [*(1.0 for _ in columns), *(-1.0 for _ in down)]
            target, column = targets[share.possible]
            if column is not None:
                near, factors = [*near, column], [*factors, 1.0]
            off = [1.0] * len(steps)
            self.row([*near, *steps], [*factors, *off], days - target - shape.band, inf)
            self.row([*near, *steps], [*factors, *(-one for one in off)], -inf, days - target)
        amount.close()

    def _targets(self, shape: FairShares) -> dict[int, tuple[int, int | None]]:
        """Possible days -> the target as a number and a column to add to it."""
        number, largest = len(self.choices), shape.largest
        choice = self.column(float(largest), 0.0)
        self.choices.append(choice)
        by_possible = {share.possible: share for share in shape.shares}
        given = self.given.get(number)
        if given is not None:
            return {own: (shape.target(share, given), None) for own, share in by_possible.items()}
        combination = [self.column(1.0, 0.0) for _ in range(largest + 1)]
        self.whole += [choice, *combination]
        self.row(combination, [1.0] * len(combination), 1.0, 1.0)
        self.row([choice, *combination], [1.0, *(-float(t) for t in range(largest + 1))], 0.0, 0.0)
        columns: dict[int, tuple[int, int | None]] = {}
        for own, share in by_possible.items():
            column = choice if own == largest else self.column(float(own), 0.0)
            columns[own] = (0, column)
            if own != largest:
                values = [-float(shape.target(share, t)) for t in range(largest + 1)]
                self.row([column, *combination], [1.0, *values], 0.0, 0.0)
        return columns

    def optimum(self, limits: Limits, *, whole: bool = True) -> Optimum | None:
        """Least cost and the levels of columns; None where there is no solution, or no time for one.

        Args:
            limits: wall seconds, and the gap that is good enough.
            whole: cells and choices are whole, within so many nodes that a run is the same each time; else the
                linear programme by the dual simplex.
        """
        proto = self.proto()
        parameters = mathopt.SolveParameters()
        if limits.seconds is not None:
            parameters.time_limit = timedelta(seconds=max(0.1, limits.seconds))
        if whole:
            for column in (*self.columns.values(), *self.whole):
                proto.variables.integers[column] = True
            parameters.node_limit, parameters.relative_gap_tolerance = NODES, limits.gap
        result = mathopt.solve(
            mathopt.Model.from_model_proto(proto), mathopt.SolverType.HIGHS, params=parameters
        )
        bound = result.termination.objective_bounds.dual_bound + self.constant
        if not isfinite(bound):
            return None
        levels = list(result.variable_values().values()) if result.has_primal_feasible_solution() else []
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
        prices, size = [1.0], inf
        if shape.power == 2:
            prices, size = [2.0 * step + 1.0 for step in range(max(days, shape.largest + shape.band))], 1.0
        cost = 0.0 if shape.at_most or self.weight is None else float(self.weight)
        columns = [self.program.column(size, cost * price) for price in prices]
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


def fair_roster(part: Part, limits: Limits) -> FairRoster | None:
    """A roster of a part and a bound, from its programme; None where there is no time for it, or no roster."""
    free = _program(part, {})
    large = len(part.cells) > LARGE_CELLS
    program, found = free, free.optimum(limits, whole=not large)
    if found is None:
        return None
    bound = part.constant + ceil(found.bound - NOISE * max(1.0, abs(found.bound)))
    if large and found.levels:
        given = {number: round(found.levels[column]) for number, column in enumerate(free.choices)}
        program = _program(part, given)
        found = program.optimum(limits) or found
    if not found.levels:
        return FairRoster(bound, None)
    modes = {cell: round(found.levels[column]) for cell, column in program.columns.items()}
    return FairRoster(bound, modes)


def _program(part: Part, given: Mapping[int, int]) -> FairProgram:
    program = FairProgram(given=given)
    for cell in part.cells:
        program.cell(cell)
    for row in part.rows:
        program.take(row)
    return program
