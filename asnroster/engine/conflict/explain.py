"""Why there is no roster: the clashes of every impossible part, in one account, and what breaks least."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from asnroster.engine.conflict.clash import Core, cores
from asnroster.engine.conflict.constraint_graph import ConstraintGraph, Surroundings, components, hard_rows
from asnroster.engine.conflict.corrections import Correction, Relaxing
from asnroster.engine.conflict.minimum_violation import MinimumViolation, minimum_violation
from asnroster.engine.model.parts import Part
from asnroster.engine.model.posting import Row
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Change, Clash, Demand, Relaxation, Side


@dataclass(frozen=True)
class Explanation:
    """What is known of the impossible parts.

    Attributes:
        clashes: every clash, in the order of rules and days.
        rosters: for each part its least broken roster, as cell -> mode.
    """

    clashes: tuple[Clash, ...]
    rosters: tuple[Mapping[int, int], ...]


def explain(
    case: Case,
    rows: Sequence[Row],
    parts: Sequence[Part],
    settled: Iterable[Mapping[int, int]] = (),
    *,
    seed: int,
    workers: int,
    thorough: bool = False,
    gap: float = 0.0,
    stopped: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Tell for each part that has no roster which demands clash and what would end it.

    Args:
        case: the case that the rows were posted for.
        rows: every row that the rules posted.
        parts: the impossible parts.
        settled: rosters of other parts, as cell -> mode: relaxations leave them as they are.
        seed: of the solver.
        workers: parts looked at at a time; changes no result.
        thorough: whether the least broken roster itself is wanted.
        gap: relative gap at which its cost is good enough.
        stopped: once true, what is known so far is given.
    """
    known = case.fixed_cells
    surroundings = Surroundings.of(case, rows, (row for part in parts for row in hard_rows(case, part)))
    others = list(known)
    for modes in settled:
        for cell, mode in modes.items():
            others[cell] = mode

    def break_least(part: Part) -> MinimumViolation:
        return minimum_violation(case, part, known, seed=seed, thorough=thorough, gap=gap)

    def tell(knot: ConflictComponent) -> list[Clash]:
        return _clashes(
            ConstraintGraph(case, hard_rows(case, knot.part), surroundings, seed), knot, others, stopped
        )

    with ThreadPoolExecutor(max_workers=workers) as pool:
        least = list(pool.map(break_least, parts))
        found = list(pool.map(tell, _knots(case, parts, least)))
    clashes = _told_as_one([clash for clashes in found for clash in clashes])
    return Explanation(tuple(sorted(clashes, key=_order)), tuple(one.roster for one in least))


@dataclass
class ConflictComponent:
    """Parts with people in common: where a day fixed beforehand is to be given up, they are no longer apart."""

    part: Part = field(default_factory=Part)
    modes: dict[int, int] = field(default_factory=dict)
    missed: list[tuple[Row, int]] = field(default_factory=list)


def _knots(case: Case, parts: Sequence[Part], least: Sequence[MinimumViolation]) -> list[ConflictComponent]:
    origins = [row for part in parts for row in hard_rows(case, part)]
    days = case.problem.days
    pieces = components([[cell // days for cell in row.cells] for row in origins])
    knot_of = {id(origins[index]): number for number, piece in enumerate(pieces) for index in piece}
    knots: dict[int, ConflictComponent] = {}
    for part, broken in zip(parts, least, strict=True):
        first = next(row for row in part.origin if id(row) in knot_of)
        knot = knots.setdefault(knot_of[id(first)], ConflictComponent())
        knot.part.cells += part.cells
        knot.part.origin += part.origin
        knot.modes |= broken.modes
        knot.missed += broken.missed
    return list(knots.values())


def _clashes(
    ground: ConstraintGraph, knot: ConflictComponent, known: Sequence[int], stopped: Callable[[], bool]
) -> list[Clash]:
    found = cores(ground, knot.missed, stopped)
    modes = [knot.modes.get(cell, mode) for cell, mode in enumerate(known)]
    relaxing = Relaxing(ground, modes, {id(row): by for row, by in knot.missed}, knot.part.cells)
    cures = [[] for _ in found] if stopped() else relaxing.cures(found)
    return [_clash(ground.case, core, cured) for core, cured in zip(found, cures, strict=True)]


def _clash(case: Case, core: Core, cures: Iterable[Correction]) -> Clash:
    days = case.problem.days
    sides = tuple(
        Side(rule, tuple(_demand(row) for row in core.rows if row.rule == rule)) for rule in core.rules
    )
    cells = {cell for row in core.rows for cell in row.cells}
    single = [row for row in core.rows if row.where.person is None or len(row.cells) == 1]
    named = {row.where.day for row in single if row.where.day is not None}
    weeks = case.problem.horizon.weeks
    by_week = {day for row in core.rows if row.where.week is not None for day in weeks[row.where.week]}
    dates = named or ({cell % days for cell in cells} & by_week) or {cell % days for cell in cells}
    relaxations = tuple(_relaxation(cure) for cure in cures)
    return Clash(sides, tuple(sorted({cell // days for cell in cells})), tuple(sorted(dates)), relaxations)


def _demand(row: Row) -> Demand:
    return Demand(row.where, row.sense, row.stated, len(row.cells))


def _relaxation(cure: Correction) -> Relaxation:
    changes = []
    for row, by in cure.missed:
        figures = {"at_least": row.stated - by, "at_most": row.stated + by, "mode": 1 - row.stated}
        to = figures[row.sense] if row.enough is None else row.enough
        to = cure.runs.get(id(row), to)
        changes.append(Change(_demand(row), to))
    return Relaxation(cure.rule, tuple(changes), cure.amount)


def _told_as_one(clashes: Iterable[Clash]) -> list[Clash]:
    """What is the same for other people is told once; knots have nobody in common."""
    told: dict[Hashable, Clash] = {}
    for clash in clashes:
        groups = _groups(clash)
        cured_by = tuple(relaxation.rule for relaxation in clash.relaxations)
        # Groups are told one by one: what each needs differs.
        key = (clash.rules, cured_by, clash.days, groups, clash.people if groups else ())
        told[key] = _both(told[key], clash) if key in told else clash
    return list(told.values())


def _groups(clash: Clash) -> frozenset[str | None]:
    return frozenset(
        demand.where.group for side in clash.sides for demand in side.demands if demand.where.person is None
    )


def _both(one: Clash, other: Clash) -> Clash:
    sides = tuple(
        replace(mine, demands=tuple(dict.fromkeys((*mine.demands, *its.demands))))
        for mine, its in zip(one.sides, other.sides, strict=True)
    )
    relaxations = tuple(
        Relaxation(mine.rule, (*mine.changes, *its.changes), mine.amount + its.amount)
        for mine, its in zip(one.relaxations, other.relaxations, strict=True)
    )
    people = tuple(sorted({*one.people, *other.people}))
    return Clash(sides, people, tuple(sorted({*one.days, *other.days})), relaxations)


def _order(clash: Clash) -> tuple[object, ...]:
    return clash.rules, sorted(group or "" for group in _groups(clash)), clash.days, clash.people
