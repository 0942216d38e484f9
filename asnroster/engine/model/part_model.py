"""One part as a CP-SAT model: a Boolean a cell (1 = office), a slack a soft row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import ceil

from asnroster.domain.modes import HOME, OFFICE
from asnroster.engine.model import cp_model
from asnroster.engine.model.parts import Part

Live = Callable[[int | None, int | None], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """When the search of one part ends.

    Attributes:
        work: deterministic seconds: they count work, so they are the same on every machine.
        seconds: wall clock, None for no limit; only the user's own time limit sets it.
        gap: relative gap at which it is good enough.
        slack: cost above the bound that is good enough, besides.
        quick: look ahead little, as suits a small block that is solved many times.
        probing: of these, look ahead and do not begin at the bound: what one way leaves open the other mostly proves.
    """

    work: float
    seconds: float | None = None
    gap: float = 0.0
    slack: float = 0.0
    quick: bool = False
    probing: bool = False


@dataclass(frozen=True, slots=True)
class PartResult:
    """What is known of one part.

    Attributes:
        modes: cell -> 1 office or 0 home; None while no roster is known.
        cost: of these modes, None likewise.
        bound: proved lower bound of the part's cost.
        infeasible: proved: no roster exists.
        done: nothing more to gain: optimal, good enough, or infeasible.
        searched: the solver had its turn.
        cut_by_time: the wall clock ended the search.
    """

    modes: Mapping[int, int] | None
    cost: int | None
    bound: int
    infeasible: bool = False
    done: bool = False
    searched: bool = False
    cut_by_time: bool = False

    def is_no_worse(self, known: PartResult) -> bool:
        """Whether it may take the place of what was known: a search that was cut may know less."""
        if self.infeasible or self.cost is None:
            return self.infeasible
        return known.cost is None or self.cost <= known.cost

    def joined(self, result: PartResult) -> PartResult:
        """The better roster of both with the larger bound."""
        best = result if result.is_no_worse(self) else self
        return replace(best, bound=max(self.bound, result.bound))


def is_near(results: Collection[PartResult], gap: float) -> bool:
    """Whether all have a roster, and no more than the gap lies between their costs and bounds together."""
    costs = [result.cost for result in results if result.cost is not None]
    above = sum(costs) - sum(result.bound for result in results)
    return len(costs) == len(results) and above <= gap * sum(costs)


class PartModel:
    """Builds the model of a part once and searches it as often as asked."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.model = cp_model.CpModel()
        self.office = {cell: self.model.new_bool_var("") for cell in part.cells}
        self.best: PartResult = PartResult(None, None, part.constant)
        terms: list[cp_model.LinearExprT] = []
        for row in part.rows:
            if row.weight is None:
                row.shape.require(self.model, self.office)
            else:
                terms.append(row.weight * row.shape.post(self.model, self.office))
        self.has_cost = bool(terms)
        if terms:
            self.model.minimize(cp_model.LinearExpr.sum(terms) + part.constant)

    def search(
        self, limits: Limits, *, seed: int, live: Live, register: Callable[[cp_model.CpSolver], bool]
    ) -> PartResult:
        """Search for what is cheaper than the best known roster; where there is nothing, that one is proved.

        Args:
            limits: when to end.
            seed: of the solver's own random choices.
            live: told of each better cost and bound while the search runs.
            register: gets the solver so that the search can be stopped; False when it is too late.
        """
        solver = cp_model.CpSolver()
        if not register(solver):
            return self.best
        _set(solver.parameters, limits, seed)
        self.model.clear_hints()
        if self.best.cost is None:
            for cell, mode in (self.best.modes or {}).items():
                self.model.add_hint(self.office[cell], mode)
        elif self.has_cost:
            self.model.stay_below(self.best.cost)
        solver.best_bound_callback = lambda bound: live(None, _whole(bound))
        status = solver.solve(self.model, _Watcher(live))
        self.best = self._result(solver, status, limits)
        return self.best

    def _result(self, solver: cp_model.CpSolver, status: object, limits: Limits) -> PartResult:
        # The solver may end well before its seconds are over; only its work tells which limit it was.
        work = solver.deterministic_time
        cut = limits.seconds is not None and work < limits.work
        if status == cp_model.INFEASIBLE:
            kept = self.best
            if self.has_cost and kept.cost is not None:
                return replace(kept, bound=kept.cost, done=True, searched=True)
            return PartResult(None, None, 0, infeasible=True, done=True, searched=True)
        bound = max(
            self.best.bound, _whole(solver.best_objective_bound) if self.has_cost else self.part.constant
        )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            kept = self.best
            return PartResult(kept.modes, kept.cost, bound, searched=True, cut_by_time=cut)
        modes = {cell: int(solver.boolean_value(var)) for cell, var in self.office.items()}
        cost = self.part.cost(modes.__getitem__)
        bound = min(bound, cost)
        done = status == cp_model.OPTIMAL or cost - bound <= max(limits.slack, limits.gap * max(1, cost))
        return PartResult(modes, cost, bound, done=done, searched=True, cut_by_time=cut and not done)


class _Watcher(cp_model.CpSolverSolutionCallback):
    def __init__(self, live: Live) -> None:
        super().__init__()
        self._live = live

    def on_solution_callback(self) -> None:
        """Tell the cost of each better roster."""
        self._live(round(self.objective_value), _whole(self.best_objective_bound))


def unary(part: Part) -> PartResult | None:
    """The result of a part in which no row ties two cells: each cell takes its cheaper mode.

    Indifferent cells are in the office. None when the part needs a search.
    """
    if not part.cells and part.rows:
        return PartResult(None, None, part.constant, infeasible=True, done=True)
    if any(len(row.cells) != 1 or row.weight is None for row in part.rows):
        return None
    if_mode = {cell: [0, 0] for cell in part.cells}
    for row in part.rows:
        for mode in (HOME, OFFICE):
            if_mode[row.cells[0]][mode] += row.cost(lambda cell, mode=mode: mode)  # type: ignore[misc]
    modes = {cell: int(home >= office) for cell, (home, office) in if_mode.items()}
    cost = part.constant + sum(min(costs) for costs in if_mode.values())
    return PartResult(modes, cost, cost, done=True)


def everybody_in_the_office(part: Part) -> PartResult | None:
    """The first roster that is at hand without a search, None where a hard row forbids it.

    Where it costs no more than must be, it is the answer: nobody is sent home for nothing.
    """
    if not part.legal(_in_office):
        return None
    cost = part.cost(_in_office)
    return PartResult(dict.fromkeys(part.cells, OFFICE), cost, part.constant, done=cost == part.constant)


def _in_office(cell: int) -> int:
    return OFFICE


def _whole(bound: float) -> int:
    """A proved bound on whole costs, rounded up past floating point noise."""
    return ceil(bound - 1e-6)


def _set(parameters: cp_model.SatParameters, limits: Limits, seed: int) -> None:
    parameters.random_seed = seed
    parameters.linearization_level = 2
    parameters.relative_gap_limit = limits.gap
    parameters.max_deterministic_time = limits.work
    if limits.slack:
        parameters.absolute_gap_limit = limits.slack
    if limits.quick:
        parameters.cut_level = 0
        parameters.symmetry_level = 0
        if not limits.probing:
            parameters.cp_model_probing_level = 0
            parameters.max_presolve_iterations = 1
            parameters.use_objective_lb_search = True
    if limits.seconds is not None:
        parameters.max_time_in_seconds = limits.seconds
