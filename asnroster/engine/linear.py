"""Fair shares as a mixed integer programme that is whole nearly by itself.

Each common choice T is a convex combination of its values, so that targets lie in the hull of the rounded ones (a
multiple-choice formulation, Croxton, Gendron and Magnanti 2003). Without the hull a rounded target may lie half a day
off for each member and the bound is worth little. Programmes in turn, each by branch and cut (HiGHS):

1. The choices of squared sharings whole, cells not: once these are whole the rest is so but for few cells, so this is
   a bound near the optimum for a small part of the work that the whole programme takes.
2. The cells that are whole there held, the rest whole: a roster near that bound (relaxation enforced neighbourhood
   search, Berthold 2014).
3. Of sharings that are missed there and tie a small share of the cells (the days of a week), these cells open and all
   others held.
4. Everything whole, where these leave too much open.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import ceil, inf, isfinite

from ortools.math_opt.python import mathopt

from asnroster.domain.problem import OFFICE
from asnroster.engine.fair_shares import FairShares
from asnroster.engine.part_model import Limits, PartResult
from asnroster.engine.parts import OpenRow, Part
from asnroster.engine.prices import Program
from asnroster.engine.shapes import Alike, Never, WholeDays

LARGE_CELLS = 10_000  # a larger part is not solved whole: a node of it is dear
# Nodes of a small programme, fewer where each is dear: so many cells in all of them together, and so many at least.
NODES, NODE_CELLS, LEAST_NODES = 100, 20_000, 5
INTERIOR_CELLS = 400  # of a larger programme an interior point with crossover is several times as quick
SQUARED = 2
WHOLE = 1e-6  # so near to a whole number a level is one
SMALL_SHARE, MOST_OPEN = 0.4, 300  # of a part's cells: so many, and no more, may be open around a roster
CHOICE_GAP = 0.4  # of the gap that is asked for: what the bound by choices may leave open
NOISE = 1e-5  # of a programme's value, relative: so much is not claimed as a bound


def asks_fairness(part: Part) -> bool:
    """Whether a part has fair shares."""
    return any(isinstance(row.shape, FairShares) for row in part.rows)


def is_nearly_whole(part: Part) -> bool:
    """Whether what it asks for besides fair shares is whole by itself: days that should be alike are not."""
    return not any(isinstance(row.shape, Alike) for row in part.rows)


@dataclass(frozen=True, slots=True)
class FairRoster:
    """What the programme of a part with fair shares comes to.

    Attributes:
        bound: proved lower bound of the part's cost.
        modes: cell -> 1 office or 0 home, near or at it; None where none came up within the limits.
    """

    bound: int
    modes: Mapping[int, int] | None

    def of(self, part: Part) -> PartResult | None:
        """The same as what is known of the part; None without a roster that keeps all of its rows."""
        if self.modes is None or not part.legal(self.modes.__getitem__):
            return None
        cost = part.cost(self.modes.__getitem__)
        return PartResult(self.modes, cost, min(cost, self.bound), done=cost <= self.bound, searched=True)


@dataclass
class FairProgram(Program):
    """A part's programme; of each fair sharing the common choice T is free, or given.

    Attributes:
        given: T for each sharing, in the part's order; a sharing without one is free.
        choices: the column of each sharing's T.
        principal: columns of the choices of squared sharings, and of their combinations.
        whole: columns that a roster has whole besides its cells.
        held: column -> its level.
    """

    given: Mapping[int, int] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)
    principal: list[int] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    held: dict[int, float] = field(default_factory=dict)

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

    def modes(self, optimum: Optimum | None) -> dict[int, int] | None:
        """The modes of cells at an optimum; None without levels."""
        if optimum is None or not optimum.levels:
            return None
        return {cell: round(optimum.levels[column]) for cell, column in self.columns.items()}

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
        if shape.power == SQUARED:
            self.principal += [choice, *combination]
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

    def optimum(self, limits: Limits, integral: Sequence[int]) -> Optimum | None:
        """Least cost and the levels of columns; None where there is no solution, or no time for one.

        Args:
            limits: wall seconds, and the gap that is good enough.
            integral: columns that are to be whole, within so many nodes that a run is the same each time; without
                any it is the linear programme.
        """
        proto = self.proto()
        variables = proto.variables
        for column, level in self.held.items():
            variables.lower_bounds[column] = variables.upper_bounds[column] = level
        parameters = mathopt.SolveParameters()
        if limits.seconds is not None:
            parameters.time_limit = timedelta(seconds=max(0.1, limits.seconds))
        if integral:
            for column in integral:
                variables.integers[column] = True
            cells = len(self.columns) - len(self.held)
            parameters.node_limit = max(LEAST_NODES, min(NODES, NODE_CELLS // max(1, cells)))
            parameters.relative_gap_tolerance = limits.gap
            if cells > INTERIOR_CELLS:
                parameters.highs.string_options["mip_lp_solver"] = "ipm"
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
        if shape.power == SQUARED:
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
    """A bound from the choices and a roster near it; None where there is no time for it, or no roster."""
    begun = time.monotonic()
    free = _program(part, {})
    sharp = replace(limits, gap=CHOICE_GAP * limits.gap)
    relaxed = free.optimum(sharp, free.principal)
    if relaxed is None:
        return None
    bound = _bound(part, relaxed)
    if not relaxed.levels:
        return FairRoster(bound, None)
    principal = set(free.principal)
    given = {
        number: round(relaxed.levels[column])
        for number, column in enumerate(free.choices)
        if column in principal
    }
    near = _program(part, given)
    for cell, column in near.columns.items():
        level = relaxed.levels[free.columns[cell]]
        if abs(level - round(level)) <= WHOLE:
            near.held[column] = round(level)
    modes = near.modes(near.optimum(_left(limits, begun), near.integral))
    if modes is not None:
        for row in _small_misses(part, modes):
            above = part.cost(modes.__getitem__) - bound
            if above > limits.gap * max(1, bound):
                modes = _changed(part, row.cells, modes, _left(limits, begun))
    return FairRoster(bound, modes)


def _small_misses(part: Part, modes: Mapping[int, int]) -> list[OpenRow]:
    """Sharings that cost something and tie a small share of a part's cells, as the days of a week; the dearest first."""
    small = min(MOST_OPEN, SMALL_SHARE * len(part.cells))
    rows = [row for row in part.rows if isinstance(row.shape, FairShares) and len(row.cells) <= small]
    costs = [(row.cost(modes.__getitem__), row) for row in rows]
    return [row for cost, row in sorted(costs, key=lambda pair: -pair[0]) if cost]


def _changed(part: Part, cells: Sequence[int], modes: Mapping[int, int], limits: Limits) -> dict[int, int]:
    """The best roster with all but these cells as they are, or the same."""
    program, open_cells = _program(part, {}), set(cells)
    program.held = {column: modes[cell] for cell, column in program.columns.items() if cell not in open_cells}
    better = program.modes(program.optimum(limits, program.integral))
    if better is None or part.cost(better.__getitem__) >= part.cost(modes.__getitem__):
        return dict(modes)
    return better


def fair_optimum(part: Part, limits: Limits) -> FairRoster | None:
    """The same from the whole programme; None of a part that is too large for it as well."""
    if len(part.cells) > LARGE_CELLS:
        return None
    program = _program(part, {})
    best = program.optimum(limits, program.integral)
    return None if best is None else FairRoster(_bound(part, best), program.modes(best))


def _bound(part: Part, optimum: Optimum) -> int:
    return part.constant + ceil(optimum.bound - NOISE * max(1.0, abs(optimum.bound)))


def _left(limits: Limits, begun: float) -> Limits:
    if limits.seconds is None:
        return limits
    return replace(limits, seconds=limits.seconds - (time.monotonic() - begun))


def _program(part: Part, given: Mapping[int, int]) -> FairProgram:
    program = FairProgram(given=given)
    for cell in part.cells:
        program.cell(cell)
    for row in part.rows:
        program.take(row)
    return program
