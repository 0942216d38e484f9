"""Questions about hard rows that may be missed: is this possible, and what breaks least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from asnroster.domain.modes import UNDECIDED
from asnroster.engine.conflict.symmetry import Asked, Crowd, crowds
from asnroster.engine.model import cp_model
from asnroster.engine.model.posting import Row
from asnroster.engine.model.shapes import Sum


@dataclass(frozen=True, slots=True)
class Found:
    """A roster that a question found.

    Attributes:
        modes: cell -> 1 office or 0 home, of every cell that was open.
        value: what was minimised, 0 where nothing was.
        proved: nothing less is possible.
    """

    modes: Mapping[int, int]
    value: int
    proved: bool


@dataclass
class ElasticModel:
    """One question to the solver: which rows must hold, which may be missed, what is minimised.

    People of whom the rows say the same are one crowd (``alike.py``): only their numbers are asked for.

    Attributes:
        days: of the horizon; cell = person * days + day.
        known: cell -> mode that it keeps, UNDECIDED where it is open; None opens every cell.
        work: deterministic seconds that an answer may cost.
        gap: relative gap at which an answer is good enough.
    """

    days: int
    known: Sequence[int] | None
    seed: int
    work: float
    gap: float = 0.0
    _asked: dict[int, Asked] = field(default_factory=dict)
    _costs: list[tuple[Row, int]] = field(default_factory=list)
    _largest: list[tuple[Sequence[Row], int]] = field(default_factory=list)
    _limits: list[tuple[Sequence[Row], int]] = field(default_factory=list)
    _once: list[tuple[Sequence[Row], int]] = field(default_factory=list)
    _hint: Callable[[int], int | None] | None = None

    def keep(self, row: Row, by: int = 0) -> None:
        """The row is missed by no more than ``by``."""
        self._ask(row, by)

    def cost(self, row: Row, weight: int = 1) -> None:
        """Each miss of the row counts so much in what is minimised."""
        self._ask(row, None)
        self._costs.append((row, weight))

    def cost_once(self, rows: Sequence[Row], most: int) -> None:
        """Missing one of the rows or more counts one in what is minimised; each is missed by no more than ``most``."""
        for row in rows:
            self._ask(row, None)
        self._once.append((rows, most))

    def cost_of_largest(self, rows: Sequence[Row], weight: int) -> None:
        """The largest miss among the rows counts so much."""
        for row in rows:
            self._ask(row, None)
        self._largest.append((rows, weight))

    def limit(self, rows: Sequence[Row], most: int) -> None:
        """The rows are missed by no more than ``most`` in all."""
        for row in rows:
            self._ask(row, None)
        self._limits.append((rows, most))

    def hint(self, modes: Callable[[int], int | None]) -> None:
        """A roster to begin with."""
        self._hint = modes

    def impossible(self) -> bool:
        """Whether it is proved that nothing answers; not knowing counts as possible."""
        return bool(self._solve()[0] == cp_model.INFEASIBLE)

    def answer(self) -> Found | None:
        """The best roster found, None where there is none or none was found."""
        status, solver, built = self._solve()
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        modes: dict[int, int] = {}
        for crowd in built.crowds:
            modes.update(crowd.dealt([solver.value(built.office[cell]) for cell in crowd.cells]))
        value = round(solver.objective_value) if built.model.has_objective() else 0
        proved = status == cp_model.OPTIMAL and (not self.gap or solver.best_objective_bound > value - 0.5)
        return Found(modes, value, proved)

    def _ask(self, row: Row, by: int | None) -> None:
        if id(row) in self._asked:
            return
        shape = row.shape if self.known is None else row.shape.opened(self.known)
        if shape is not None:
            self._asked[id(row)] = Asked.of(row, shape, by)

    def _solve(self) -> tuple[object, cp_model.CpSolver, _Model]:
        asked = list(self._asked.values())
        built = _Model(asked, crowds(asked, self.days))
        costs = [built.miss(row) * weight for row, weight in self._costs]
        costs += [built.largest(rows) * weight for rows, weight in self._largest]
        costs += [built.missed(rows, most) for rows, most in self._once]
        if costs:
            built.model.minimize(cp_model.LinearExpr.sum(costs))
        for rows, most in self._limits:
            built.model.add(cp_model.LinearExpr.sum([built.miss(row) for row in rows]) <= most)
        # Some shapes cannot count decided cells in: they reach over what is open, and the rest stays as it is known.
        if self.known is not None:
            for crowd in built.crowds:
                for cell in crowd.cells:
                    if self.known[cell] != UNDECIDED:
                        built.model.add(built.office[cell] == len(crowd.people) * self.known[cell])
        if self._hint is not None:
            built.hint(self._hint)
        solver = _solver(self.seed, self.work, self.gap)
        return solver.solve(built.model), solver, built


class SubsetOracle:
    """Which of these rows are impossible together: asked of many of their selections, the crowds found once.

    A selection takes rows of all persons alike: by rule, by day or week, never by person.
    """

    def __init__(
        self, rows: Iterable[Row], allowed: Mapping[int, int], *, days: int, seed: int, work: float
    ) -> None:
        asked = {id(row): Asked.of(row, row.shape, allowed.get(id(row), 0)) for row in rows}
        self._crowds, self._seed, self._work = crowds(list(asked.values()), days), seed, work
        stands = {cell for crowd in self._crowds for cell in crowd.cells}
        self._asked = {key: one for key, one in asked.items() if not one.personal or one.cells[0] in stands}

    def impossible(self, rows: Iterable[Row]) -> bool:
        """Whether it is proved that no roster keeps this selection; not knowing counts as possible."""
        asked = [self._asked[id(row)] for row in rows if id(row) in self._asked]
        solver = _solver(self._seed, self._work, 0.0)
        return bool(solver.solve(_Model(asked, self._crowds).model) == cp_model.INFEASIBLE)


def _solver(seed: int, work: float, gap: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    solver.parameters.relative_gap_limit = gap
    # What takes long in a large model and seldom helps in these.
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    return solver


class _Office(dict[int, cp_model.IntVar]):
    """Cell of a crowd's first person -> how many of the crowd are in the office, made when it is asked for."""

    def __init__(self, model: cp_model.CpModel, among: Iterable[Crowd]) -> None:
        super().__init__()
        self._model = model
        self.size = {cell: len(crowd.people) for crowd in among for cell in crowd.cells}

    def __missing__(self, cell: int) -> cp_model.IntVar:
        size = self.size[cell]
        made = self._model.new_bool_var("") if size == 1 else self._model.new_int_var(0, size, "")
        self[cell] = made
        return made


class _Model:
    """What is asked as a model: for each crowd and day how many of it are in the office."""

    def __init__(self, asked: Iterable[Asked], among: Sequence[Crowd]) -> None:
        self.model, self.crowds = cp_model.CpModel(), among
        self.office = _Office(self.model, among)
        self._misses: dict[int, cp_model.LinearExprT] = {}
        self._times: dict[int, int] = {}
        for one in asked:
            self._post(one)

    def _post(self, one: Asked) -> None:
        shape = one.shape
        if not isinstance(shape, Sum):
            miss = shape.post(self.model, self.office) * one.row.strength
            if one.by is not None:
                self.model.add(miss <= one.by)
            self._misses[id(one.row)] = miss
            return
        cells = [cell for cell in shape.cells if cell in self.office.size]
        if shape.cells and not cells:
            return  # said of a crowd by its first person already
        times = self.office.size[cells[0]] if one.personal else 1
        least, most, size = shape.least * times, shape.most * times, len(shape.cells) * times
        total = cp_model.LinearExpr.sum([self.office[cell] for cell in cells])
        if one.by is not None:
            self.model.add_linear_constraint(total, max(0, least), min(size, most))
            return
        slack = self.model.new_int_var(0, max(0, least, -most, size - most, least - size), "")
        if least > 0:
            self.model.add(total + slack >= least)
        if most < size:
            self.model.add(total - slack <= most)
        self._misses[id(one.row)] = slack * one.row.strength
        self._times[id(one.row)] = times

    def miss(self, row: Row) -> cp_model.LinearExprT:
        """By how much the row is missed, by a whole crowd where it speaks of a person; never less."""
        return self._misses.get(id(row), 0)

    def missed(self, rows: Sequence[Row], most: int) -> cp_model.LinearExprT:
        """Whether one of these rows is missed, 0 or 1, never less; each by no more than ``most``."""
        missed = self.model.new_bool_var("")
        for row in rows:
            self.model.add(self.miss(row) <= most * missed)
        return missed

    def largest(self, rows: Sequence[Row]) -> cp_model.LinearExprT:
        """The largest of these misses; of a crowd's the largest when they are dealt out evenly."""
        top = self.model.new_int_var(0, max(2 * len(row.cells) + row.stated for row in rows), "")
        for row in rows:
            if id(row) in self._misses:
                self.model.add(top * self._times.get(id(row), 1) >= self.miss(row))
        return top

    def hint(self, modes: Callable[[int], int | None]) -> None:
        """Begin with so many of each crowd as this roster has."""
        for crowd in self.crowds:
            for place, cell in enumerate(crowd.cells):
                theirs = [modes(cells[place]) for cells in crowd.of_each]
                if None not in theirs:
                    self.model.add_hint(self.office[cell], sum(filter(None, theirs)))
