"""The roster that breaks least: where no roster keeps every hard row, the one that misses them least in all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from asnroster.domain.modes import OFFICE
from asnroster.engine import parameters
from asnroster.engine.conflict.constraint_graph import hard_rows
from asnroster.engine.conflict.elastic import ElasticModel
from asnroster.engine.model.parts import Part
from asnroster.engine.model.posting import Row
from asnroster.rules.kit.case import Case

FEW_PLACES = 2  # groups whose rows are missed: of so many the fewest are looked for
# A miss counts a little more for a single person: of two rosters that break as much, the one that
# breaks the rules of groups names the places where it is too narrow. Exact while a part misses less than this.
GROUP_MISS = 10_000


@dataclass(frozen=True, slots=True)
class MinimumViolation:
    """The least broken roster of a part.

    Attributes:
        modes: cell -> mode, of every free cell of the part; groups rather than single persons are missed.
        roster: another one that breaks no more, chosen by its cost; the same where only the reason is asked for.
        missed: what of the part's hard rows is missed, and by how much.
        proved: less cannot be missed.
    """

    modes: Mapping[int, int]
    roster: Mapping[int, int]
    missed: tuple[tuple[Row, int], ...]
    proved: bool

    @property
    def total(self) -> int:
        """By how much hard rows are missed in all."""
        return sum(amount for _, amount in self.missed)


def minimum_violation(
    case: Case, part: Part, known: Sequence[int], *, seed: int, thorough: bool = False, gap: float = 0.0
) -> MinimumViolation:
    """Miss the hard rows of a part as little as possible; amounts of all rules count alike.

    Args:
        case: the case that the part belongs to.
        part: a part that has no roster.
        seed: of the solver.
        known: cell -> mode of every fixed cell, UNDECIDED elsewhere; fixed cells stay.
        thorough: whether the roster itself is wanted: a large part is searched whole too, and soft
            rows decide among the rosters that break no more.
        gap: relative gap at which their cost is good enough.
    """
    tuned = parameters.current
    hard = hard_rows(case, part)
    modes, proved = _week_by_week(case, part, hard, known, seed), False
    if thorough or len(part.cells) <= tuned.violation_cells:
        question = ElasticModel(case.problem.days, known, seed, tuned.violation_work)
        for row in hard:
            question.cost(row, _weight(row))
        question.hint(modes.get)
        if (found := question.answer()) is not None:
            better = {**modes, **found.modes}
            if _total(hard, known, better) <= _total(hard, known, modes):
                modes, proved = better, found.proved
        modes |= _gathered(hard, case.problem.days, known, modes, seed)
    roster = _cheapest(case, part, hard, known, modes, seed, gap) if thorough else modes
    return MinimumViolation(modes, roster, tuple(_missed(hard, known, modes)), proved)


def _weight(row: Row) -> int:
    return GROUP_MISS + (row.where.person is not None)


def _week_by_week(
    case: Case, part: Part, hard: Sequence[Row], known: Sequence[int], seed: int
) -> dict[int, int]:
    """A good roster soon: each week in turn, with the weeks before it decided."""
    tuned = parameters.current
    week_of, days = case.problem.horizon.week_of, case.problem.days
    turns: dict[int, list[Row]] = {}
    free = set(part.cells)
    for row in hard:
        weeks = [week_of[cell % days] for cell in row.cells if cell in free]
        if weeks:
            turns.setdefault(max(weeks), []).append(row)
    so_far, modes = list(known), dict.fromkeys(part.cells, OFFICE)
    by_week: dict[int, list[int]] = {}
    for cell in part.cells:
        by_week.setdefault(week_of[cell % days], []).append(cell)
    for week in sorted(by_week):
        gap = 0.0 if len(part.cells) <= tuned.violation_cells else tuned.violation_week_gap
        question = ElasticModel(days, so_far, seed, tuned.violation_week_work, gap)
        rows = turns.get(week, [])
        for row in rows:
            question.cost(row, _weight(row))
        found = question.answer() if rows else None
        if found is not None:
            modes |= found.modes
            if len(part.cells) > tuned.violation_cells:
                modes |= _gathered(rows, days, so_far, modes, seed)
        for cell in by_week[week]:
            so_far[cell] = modes[cell]
    return modes


def _gathered(
    rows: Sequence[Row], days: int, known: Sequence[int], modes: Mapping[int, int], seed: int
) -> Mapping[int, int]:
    """Of the rosters that break no more one that does so in few groups: a building that is too small, not its units."""
    missed = _missed(rows, known, modes)
    if len({_place(row) for row, _amount in missed if row.where.person is None}) < FEW_PLACES:
        return {}
    question = ElasticModel(days, known, seed, parameters.current.violation_week_work)
    total = sum(amount for _row, amount in missed)
    question.limit(rows, total)
    places: dict[Hashable, list[Row]] = {}
    for row in rows:
        if row.where.person is None:
            places.setdefault(_place(row), []).append(row)
    for alike in places.values():
        question.cost_once(alike, total)
    question.hint(modes.get)
    found = question.answer()
    return {} if found is None else found.modes


def _place(row: Row) -> Hashable:
    return row.rule, row.where.group


def _cheapest(
    case: Case,
    part: Part,
    hard: Sequence[Row],
    known: Sequence[int],
    modes: dict[int, int],
    seed: int,
    gap: float,
) -> dict[int, int]:
    """Of the rosters that break no more the cheapest; in a large part row by row, for speed."""
    tuned = parameters.current
    question = ElasticModel(case.problem.days, known, seed, tuned.violation_cost_work, gap)
    if len(part.cells) <= tuned.violation_cells:
        question.limit(hard, _total(hard, known, modes))
    else:
        amounts = {id(row): amount for row, amount in _missed(hard, known, modes)}
        for row in hard:
            question.keep(row, amounts.get(id(row), 0))
    for row in part.origin:
        weight = case.rules[row.rule].weight
        if weight is not None:
            question.cost(row, weight)
    question.hint(modes.get)
    found = question.answer()
    return modes if found is None else {**modes, **found.modes}


def _missed(rows: Sequence[Row], known: Sequence[int], modes: Mapping[int, int]) -> list[tuple[Row, int]]:
    amounts = [(row, row.missed(lambda cell: modes.get(cell, known[cell]))) for row in rows]
    return [(row, amount) for row, amount in amounts if amount]


def _total(rows: Sequence[Row], known: Sequence[int], modes: Mapping[int, int]) -> int:
    return sum(amount for _, amount in _missed(rows, known, modes))
