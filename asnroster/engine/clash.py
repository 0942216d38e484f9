"""Why there is no roster: which rules cannot hold together in a part."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from asnroster.engine.parts import Part
from asnroster.engine.posting import Row
from asnroster.rules.kit.case import Case

WORK = 30.0  # deterministic seconds for each question asked


def clashing_rules(
    case: Case, rows: Sequence[Row], parts: Sequence[Part], *, seed: int
) -> tuple[tuple[int, ...], ...]:
    """For each part without a roster a minimal set of hard rules that cannot hold together there.

    Days fixed beforehand are free here and held only by the rules that fix them, so that such a
    rule can be named too. Dropping any one rule of a set ends that clash (as far as ``WORK`` tells).

    Args:
        case: the case that the rows were posted for.
        rows: every row that the rules posted.
        parts: the parts that have no roster.
        seed: of the solver.

    Returns:
        Different sets of rule indices, each ascending.
    """
    fixing: dict[int, list[Row]] = {}
    for row in rows:
        if len(row.cells) == 1 and case.rules[row.rule].hard:
            fixing.setdefault(row.cells[0], []).append(row)
    found = {_minimal(_concerned(case, part, fixing), seed) for part in parts}
    # A set that holds another one tells nothing new: those rules clash already.
    return tuple(sorted(one for one in found if not any(set(other) < set(one) for other in found)))


def _concerned(case: Case, part: Part, fixing: dict[int, list[Row]]) -> list[Row]:
    own = [row for row in part.origin if case.rules[row.rule].hard]
    cells = sorted({cell for row in own for cell in row.cells})
    return own + [row for cell in cells for row in fixing.get(cell, ())]


def _minimal(rows: Sequence[Row], seed: int) -> tuple[int, ...]:
    core = {row.rule for row in rows}
    for rule in sorted(core):
        if not _possible([row for row in rows if row.rule in core - {rule}], seed):
            core.remove(rule)
    return tuple(sorted(core))


def _possible(rows: Collection[Row], seed: int) -> bool:
    """Whether some roster keeps these rows; unknown counts as possible."""
    model = cp_model.CpModel()
    office: dict[int, cp_model.IntVar] = {}
    for row in rows:
        for cell in row.cells:
            if cell not in office:
                office[cell] = model.new_bool_var("")
        row.shape.require(model, office)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = WORK
    return bool(solver.solve(model) != cp_model.INFEASIBLE)
