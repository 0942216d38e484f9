"""Fair shares as a linear programme: with the common choices given, it is whole but for a handful of cells.

First the common choices T may be anything (a bound on the whole), then each is rounded and held. Cells that are whole
in that second relaxation are held, and the few that are left are decided in one model (relaxation enforced
neighbourhood search, Berthold 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil, floor, inf

from ortools.math_opt.python import mathopt

from asnroster.engine.fair_shares import FairShares
from asnroster.engine.parts import Part
from asnroster.engine.prices import Program

WHOLE = 1e-4  # a cell so near to a mode has it
CLEAR = 0.4  # a choice that lies farther from a half is not tried the other way
TRIAL_CELLS = 6_000  # free cells times trials
NOISE = 1e-5  # of a relaxation's value, relative: so much is not claimed as a bound


def asks_fairness(part: Part) -> bool:
    """Whether a part has fair shares."""
    return any(isinstance(row.shape, FairShares) for row in part.rows)


@dataclass(frozen=True, slots=True)
class FairRelaxation:
    """What the relaxations of a part with fair shares tell.

    Attributes:
        bound: proved lower bound of the part's cost.
        whole: cells that have a mode in the relaxation with the common choices given.
    """

    bound: int
    whole: Mapping[int, int]


@dataclass
class FairProgram(Program):
    """A part's linear programme; of each fair sharing the common choice T is free, or given.

    Attributes:
        given: T for each sharing, in the part's order; a sharing without one is free.
        choices: the column of each sharing's T.
    """

    given: Mapping[int, int] = field(default_factory=dict)
    choices: list[int] = field(default_factory=list)

    def fair(self, shape: FairShares, weight: int | None) -> None:
        """Distances from targets that are rounded where T is given, and lie on a line where it is free."""
        number, largest = len(self.choices), max(1, shape.largest)
        choice = self.column(float(shape.largest), 0.0)
        self.choices.append(choice)
        given = self.given.get(number)
        down = [self.column(float(shape.band), 0.0)] if shape.band else []
        for share in shape.shares:
            columns = [self.columns[cell] for cell in share.cells]
            days = share.already + len(columns)
            steps = self._steps(shape, days, weight)
            near, factors, half, target = (
                [*columns, *down],
                [*(1.0 for _ in columns), *(-1.0 for _ in down)],
                0.0,
                0,
            )
            if given is None:
                near, factors = [*near, choice], [*factors, share.possible / largest]
                # A target that is rounded may lie half a day off.
                half = 0.0 if share.possible in (0, largest) else 0.5
            else:
                target = shape.target(share, given)
            off = [1.0] * len(steps)
            self.row([*near, *steps], [*factors, *off], days - target - shape.band - half, inf)
            self.row([*near, *steps], [*factors, *(-one for one in off)], -inf, days - target + half)

    def _steps(self, shape: FairShares, days: int, weight: int | None) -> list[int]:
        """Days off, each dearer than the one before where distances are squared; none where a hard row allows none."""
        if weight is None:
            return [self.column(inf, 0.0)] if shape.at_most else []
        if shape.power == 1:
            return [self.column(inf, float(weight))]
        most = max(days, shape.largest + shape.band)
        return [self.column(1.0, float(weight) * (2 * step + 1)) for step in range(most)]

    def optimum(self, seconds: float | None) -> tuple[float, list[float]] | None:
        """Least cost and the levels of columns, by the dual simplex; None where none was proved."""
        parameters = mathopt.SolveParameters()
        if seconds is not None:
            parameters.time_limit = timedelta(seconds=max(0.1, seconds))
        result = mathopt.solve(
            mathopt.Model.from_model_proto(self.proto()), mathopt.SolverType.HIGHS, params=parameters
        )
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        return result.objective_value() + self.constant, list(result.variable_values().values())


def fair_relaxation(part: Part, seconds: float | None) -> FairRelaxation | None:
    """Both relaxations of a part; None where there is no time for them, or no roster."""
    free = _program(part, {})
    found = free.optimum(seconds)
    if found is None:
        return None
    value, levels = found
    bound = part.constant + ceil(value - NOISE * max(1.0, abs(value)))
    free_choices = [levels[column] for column in free.choices]
    given, best = {number: round(level) for number, level in enumerate(free_choices)}, inf
    for trial in _trials(free_choices, TRIAL_CELLS // max(1, len(part.cells))):
        held = _program(part, given | trial)
        again = held.optimum(seconds)
        if again is not None and again[0] < best - WHOLE:
            (best, levels), given = again, given | trial
    near = {cell: levels[column] for cell, column in free.columns.items()}
    whole = {cell: round(level) for cell, level in near.items() if abs(level - round(level)) <= WHOLE}
    return FairRelaxation(bound, whole)


def _trials(levels: Sequence[float], most: int) -> Iterator[dict[int, int]]:
    """Nothing changed, then each common choice rounded the other way, from those nearest to a half on."""
    yield {}
    between = sorted(range(len(levels)), key=lambda number: abs(levels[number] % 1 - 0.5))
    for number in between[:most]:
        if abs(levels[number] % 1 - 0.5) < CLEAR:
            yield {number: floor(levels[number]) + ceil(levels[number]) - round(levels[number])}


def _program(part: Part, given: Mapping[int, int]) -> FairProgram:
    program = FairProgram(given=given)
    for cell in part.cells:
        program.cell(cell)
    for row in part.rows:
        program.take(row)
    return program
