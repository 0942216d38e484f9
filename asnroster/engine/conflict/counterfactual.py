"""What the other choice would cost: one cell held at the other mode, its part solved again to proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.engine.conflict.constraint_graph import ConstraintGraph, Surroundings, hard_rows, shrink
from asnroster.engine.model.part_model import Limits, PartModel, PartResult
from asnroster.engine.model.parts import OpenRow, Part, split
from asnroster.engine.model.posting import Posting, Row
from asnroster.engine.model.shapes import Sum
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import component, sub_case
from asnroster.rules.kit.verbs import Where

FlipStatus = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class CounterfactualOptions:
    """How to search.

    Attributes:
        work: deterministic seconds for the proof; they count work, so every machine finds the same.
    """

    seed: int = 1
    work: float = 20.0


@dataclass(frozen=True)
class Counterfactual:
    """The cheapest roster with one cell held at the other mode and all other parts as they are.

    Attributes:
        mode: the other mode.
        status: ``optimal``: proved; ``feasible``: a cheaper one may exist; ``infeasible``: none exists.
        roster: the whole roster, None where none was found.
        difference: new total cost less the present one, as the engine counts; None likewise.
        lowest: proved: the difference is no less.
        part_cells: free cells that were decided anew.
        against: indices of hard rules that cannot hold together with the other mode, when infeasible.
    """

    mode: int
    status: FlipStatus
    roster: Roster | None = None
    difference: int | None = None
    lowest: int | None = None
    part_cells: int = 0
    against: tuple[int, ...] = ()


def flip(
    case: Case, roster: Roster, person: int, day: int, options: CounterfactualOptions | None = None
) -> Counterfactual:
    """Hold a free cell at the other mode and solve its part again; every other part stays.

    Only the people whom rules tie to the person are looked at: no row of any other touches the part.

    Args:
        case: the problem under the scenario's rules.
        roster: the roster in hand; it may be typed by hand and break rules.
        person: index of the person.
        day: index of the date, free for the person and decided in the roster.
        options: how to search.

    Raises:
        ValueError: when the cell is not free, or the roster leaves it open.
    """
    options = options or CounterfactualOptions()
    if not case.free[person, day] or roster.modes[person, day] == UNDECIDED:
        raise ValueError((person, day))
    people = component(case, person)
    small = sub_case(case, people)
    modes = roster.modes[people].ravel().tolist()
    cell = small.cell(people.index(person), day)
    other = HOME if modes[cell] == OFFICE else OFFICE
    part = next(part for part in split(small, Posting.of(small).rows) if cell in part.cells)
    found = _solved(part, cell, other, modes, options)
    if found.infeasible:
        against = standing_against(small, part, cell, other, seed=options.seed)
        return Counterfactual(other, "infeasible", part_cells=len(part.cells), against=against)
    if found.modes is None or found.cost is None:
        return Counterfactual(other, "unknown", part_cells=len(part.cells))
    before = part.cost(modes.__getitem__)
    return Counterfactual(
        mode=other,
        status="optimal" if found.cost == found.bound else "feasible",
        roster=_laid_over(roster, people, found, small.problem.days),
        difference=found.cost - before,
        lowest=found.bound - before,
        part_cells=len(part.cells),
    )


def _solved(
    part: Part, cell: int, mode: int, modes: Sequence[int], options: CounterfactualOptions
) -> PartResult:
    """The cheapest modes of a part with one cell held; among equally cheap ones those with the fewest changes.

    Each unit of cost counts for more than all cells together, so that the changes only decide between equals.
    """
    unit = len(part.cells) + 1
    keep = [OpenRow(_is(other, modes[other]), 1) for other in part.cells if modes[other] != UNDECIDED]
    rows = [row._replace(weight=row.weight and row.weight * unit) for row in part.rows]
    held = replace(part, rows=[*rows, *keep, OpenRow(_is(cell, mode), None)], constant=0)
    model = PartModel(held)
    hint = {other: modes[other] for other in part.cells if modes[other] != UNDECIDED}
    model.best = PartResult({**hint, cell: mode}, None, 0)
    found = model.search(
        Limits(work=options.work),
        seed=options.seed,
        live=lambda cost, bound: None,
        register=lambda solver: True,
    )
    if found.modes is None or found.cost is None:
        return replace(found, modes=None)
    cost = part.cost(found.modes.__getitem__)
    # What is proved of cost and changes together: all changes come to less than one unit of cost.
    return replace(found, cost=cost, bound=min(cost, part.constant + found.bound // unit))


def _is(cell: int, mode: int) -> Sum:
    return Sum((cell,), 1, 1) if mode == OFFICE else Sum((cell,), 0, 0)


def standing_against(case: Case, part: Part, cell: int, mode: int, *, seed: int) -> tuple[int, ...]:
    """Hard rules that cannot hold together in a part with one cell held at a mode: a minimal set of instances."""
    # A row beyond all rules holds the cell, so that it is one of the clashing ones and can be told from them.
    asked = len(case.rules)
    held = [*hard_rows(case, part), Row(asked, _is(cell, mode), Where())]
    surroundings = Surroundings.of(case, Posting.of(case).rows, held)
    ground = ConstraintGraph(case, held, surroundings, seed)
    cells = {cell for row in ground.rows for cell in row.cells}
    rows = [*ground.rows, *(fixing for cell in sorted(cells) for fixing in surroundings.held.get(cell, ()))]
    by_rule: dict[int, list[Row]] = {}
    for row in rows:
        by_rule.setdefault(row.rule, []).append(row)

    def impossible(rules: list[int]) -> bool:
        return ground.impossible([row for rule in rules for row in by_rule[rule]], {})

    order = sorted(by_rule)  # the asked one is the last that is left out
    return tuple(rule for rule in shrink(order, impossible) if rule != asked) if impossible(order) else ()


def _laid_over(roster: Roster, people: Sequence[int], found: PartResult, days: int) -> Roster:
    modes = roster.modes.copy()
    for cell, mode in (found.modes or {}).items():
        modes[people[cell // days], cell % days] = OFFICE if mode else HOME
    return Roster(modes, roster.misfits)
