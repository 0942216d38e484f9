"""Why there is no roster: the clashes of every impossible part, in one account, and what breaks least."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from asnroster.engine.clash import Core, cores
from asnroster.engine.ground import Ground, Holders, holders
from asnroster.engine.least import LeastBroken, least_broken
from asnroster.engine.parts import Part
from asnroster.engine.posting import Row
from asnroster.engine.relax import Cure, Relaxing
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Change, Clash, Demand, Relaxation, Side


@dataclass(frozen=True)
class Explanation:
    """What is known of the impossible parts.

    Attributes:
        clashes: every clash, in the order of rules and days.
        least: for each part its least broken roster.
    """

    clashes: tuple[Clash, ...]
    least: tuple[LeastBroken, ...]


def explain(
    case: Case,
    rows: Sequence[Row],
    parts: Sequence[Part],
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
        seed: of the solver.
        workers: parts looked at at a time; changes no result.
        thorough: whether the least broken roster itself is wanted.
        gap: relative gap at which its cost is good enough.
        stopped: once true, what is known so far is given.
    """
    known, held = case.fixed.modes.ravel().tolist(), holders(case, rows)

    def one(part: Part) -> tuple[list[Clash], LeastBroken]:
        least = least_broken(case, part, known, seed=seed, thorough=thorough, gap=gap)
        return _clashes(case, part, held, least, known, seed, stopped), least

    with ThreadPoolExecutor(max_workers=workers) as pool:
        found = list(pool.map(one, parts))
    clashes = _told_as_one([clashes for clashes, _ in found])
    return Explanation(tuple(sorted(clashes, key=_order)), tuple(least for _, least in found))


def _clashes(
    case: Case,
    part: Part,
    held: Holders,
    least: LeastBroken,
    known: Sequence[int],
    seed: int,
    stopped: Callable[[], bool],
) -> list[Clash]:
    ground = Ground(case, part, held, seed)
    found = cores(ground, least, stopped)
    modes = [least.modes.get(cell, mode) for cell, mode in enumerate(known)]
    relaxing = Relaxing(ground, modes, {id(row): by for row, by in least.missed}, part.cells)
    return [_clash(case, core, [] if stopped() else relaxing.cures(core)) for core in found]


def _clash(case: Case, core: Core, cures: Iterable[Cure]) -> Clash:
    days = case.problem.days
    sides = tuple(
        Side(rule, tuple(_demand(row) for row in core.rows if row.rule == rule)) for rule in core.rules
    )
    cells = {cell for row in core.rows for cell in row.cells}
    named = {row.where.day for row in core.rows if row.where.day is not None}
    weeks = case.problem.horizon.weeks
    by_week = {day for row in core.rows if row.where.week is not None for day in weeks[row.where.week]}
    dates = named or ({cell % days for cell in cells} & by_week) or {cell % days for cell in cells}
    relaxations = tuple(_relaxation(cure) for cure in cures)
    return Clash(sides, tuple(sorted({cell // days for cell in cells})), tuple(sorted(dates)), relaxations)


def _demand(row: Row) -> Demand:
    return Demand(row.where, row.sense, row.stated, len(row.cells))


def _relaxation(cure: Cure) -> Relaxation:
    changes = []
    for row, by in cure.missed:
        to = {"at_least": row.stated - by, "at_most": row.stated + by, "mode": 1 - row.stated}[row.sense]
        changes.append(Change(_demand(row), to))
    return Relaxation(cure.rule, tuple(changes), cure.amount)


def _told_as_one(by_part: Iterable[Sequence[Clash]]) -> list[Clash]:
    """What is the same on other days, or for other persons, in another part is told once: parts are independent."""
    found = [(clash, {part}) for part, clashes in enumerate(by_part) for clash in clashes]
    for alike in (_same_place, _same_days):
        told: dict[Hashable, tuple[Clash, set[int]]] = {}
        apart = []
        for clash, parts in found:
            known, its_parts = told.get(alike(clash), (clash, set()))
            if its_parts & parts:
                apart.append((clash, parts))
            else:
                told[alike(clash)] = (_both(known, clash) if its_parts else clash, its_parts | parts)
        found = [*told.values(), *apart]
    return [clash for clash, _ in found]


def _groups(clash: Clash) -> frozenset[str | None]:
    return frozenset(
        demand.where.group for side in clash.sides for demand in side.demands if demand.where.person is None
    )


def _cured_by(clash: Clash) -> tuple[int, ...]:
    return tuple(relaxation.rule for relaxation in clash.relaxations)


def _same_place(clash: Clash) -> Hashable:
    groups = _groups(clash)
    return clash.rules, _cured_by(clash), groups, () if groups else clash.people


def _same_days(clash: Clash) -> Hashable:
    # Groups are told one by one: what each needs differs.
    return clash.rules, _cured_by(clash), clash.days, _groups(clash)


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
