"""Models of hard rows that may be missed: is this possible, and what breaks least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from asnroster.domain.problem import UNDECIDED
from asnroster.engine.posting import Row


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


class _Office(dict[int, cp_model.IntVar]):
    """Cell -> its Boolean (1 = office), a constant where the cell's mode is known."""

    def __init__(self, model: cp_model.CpModel, known: Sequence[int] | None) -> None:
        super().__init__()
        self._model, self._known = model, known

    def __missing__(self, cell: int) -> cp_model.IntVar:
        mode = UNDECIDED if self._known is None else self._known[cell]
        made = self._model.new_bool_var("") if mode == UNDECIDED else self._model.new_constant(mode)
        self[cell] = made
        return made


@dataclass
class Question:
    """One question to the solver: which rows must hold, which may be missed, what is minimised.

    Attributes:
        known: cell -> mode that it keeps, UNDECIDED where it is open; None opens every cell.
        work: deterministic seconds that an answer may cost.
        gap: relative gap at which an answer is good enough.
    """

    known: Sequence[int] | None
    seed: int
    work: float
    gap: float = 0.0
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)

    def __post_init__(self) -> None:
        self._office = _Office(self.model, self.known)

    def keep(self, row: Row, by: int = 0) -> None:
        """The row is missed by no more than ``by``."""
        shape = row.shape if self.known is None else row.shape.opened(self.known)
        if shape is None:
            return
        if by:
            self.model.add(shape.post(self.model, self._office) * row.strength <= by)
        else:
            shape.require(self.model, self._office)

    def miss(self, row: Row) -> cp_model.LinearExprT:
        """By how much the row is missed; it is never less."""
        shape = row.shape if self.known is None else row.shape.opened(self.known)
        return 0 if shape is None else shape.post(self.model, self._office) * row.strength

    def largest(self, misses: Iterable[cp_model.LinearExprT], most: int) -> cp_model.LinearExprT:
        """The largest of these misses."""
        top = self.model.new_int_var(0, most, "")
        for miss in misses:
            self.model.add(top >= miss)
        return top

    def minimise(self, costs: Sequence[cp_model.LinearExprT]) -> None:
        """Look for the least sum of these."""
        self.model.minimize(cp_model.LinearExpr.sum(list(costs)))

    def limit(self, misses: Sequence[cp_model.LinearExprT], most: int) -> None:
        """These are no more than ``most`` in all."""
        self.model.add(cp_model.LinearExpr.sum(list(misses)) <= most)

    def hint(self, modes: Mapping[int, int]) -> None:
        """A roster to begin with."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for cell, office in self._office.items():
            if cell in modes:
                self.model.add_hint(office, modes[cell])

    def impossible(self) -> bool:
        """Whether it is proved that nothing answers; not knowing counts as possible."""
        return bool(self._solve()[0] == cp_model.INFEASIBLE)

    def answer(self) -> Found | None:
        """The best roster found, None where there is none or none was found."""
        status, solver = self._solve()
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        modes = {
            cell: int(solver.boolean_value(office))
            for cell, office in self._office.items()
            if self.known is None or self.known[cell] == UNDECIDED
        }
        value = round(solver.objective_value) if self.model.has_objective() else 0
        proved = status == cp_model.OPTIMAL and (not self.gap or solver.best_objective_bound > value - 0.5)
        return Found(modes, value, proved)

    def _solve(self) -> tuple[object, cp_model.CpSolver]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.max_deterministic_time = self.work
        solver.parameters.relative_gap_limit = self.gap
        solver.parameters.catch_sigint_signal = False
        # What takes long in a large model and seldom helps in these.
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.presolve_inclusion_work_limit = 0
        return solver.solve(self.model), solver
