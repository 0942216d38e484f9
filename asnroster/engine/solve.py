"""From a case to its best roster: post, split, search, put together."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asnroster.domain.outcome import Status
from asnroster.domain.problem import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.engine.clash import clashing_rules
from asnroster.engine.part_model import PartResult
from asnroster.engine.parts import split
from asnroster.engine.posting import Posting, Row
from asnroster.engine.search import Progress, Search
from asnroster.rules.kit.case import Case


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    Attributes:
        gap: relative gap (0.005 = 0.5 %) at which the search is content.
        time_limit_seconds: wall clock for the search, None for none.
        workers: parts solved at a time; None takes one per processor. Changes no roster.
    """

    seed: int = 1
    gap: float = 0.005
    time_limit_seconds: float | None = None
    workers: int | None = None


@dataclass(frozen=True)
class Solution:
    """What the engine found.

    Attributes:
        roster: the best roster, None when there is none.
        rule_costs: cost by rule instance as the engine counts it.
        broken: indices of hard rules that the engine itself sees broken (always none).
        clashes: sets of rules that cannot hold together, when infeasible.
    """

    status: Status
    roster: Roster | None
    cost: int | None
    bound: int | None
    rule_costs: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    clashes: tuple[tuple[int, ...], ...] = ()
    interrupted: bool = False
    time_limited: bool = False


def solve(
    case: Case,
    options: Options | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Solution:
    """Find the cheapest roster that keeps every hard rule.

    Args:
        case: the problem under the scenario's rules.
        options: how to search.
        on_progress: told several times a second how far the search is.
        stop: once set, the search ends soon with the best roster so far.
    """
    options = options or Options()
    rows = Posting.of(case).rows
    parts = split(case, rows)
    search = Search(
        parts=parts,
        seed=options.seed,
        gap=options.gap,
        time_limit=options.time_limit_seconds,
        workers=max(1, options.workers or os.cpu_count() or 1),
        on_progress=on_progress or (lambda progress: None),
        stop=stop or threading.Event(),
    )
    results = search.run()
    # Without a time limit only work limits cut a search; with one, what is not done was cut by it.
    limited = options.time_limit_seconds is not None and any(
        not result.done and (result.cut_by_time or not result.searched) for result in results
    )
    impossible = [part for part, result in zip(parts, results, strict=True) if result.infeasible]
    if impossible:
        clashes = clashing_rules(case, rows, impossible, seed=options.seed)
        return Solution("infeasible", None, None, None, clashes=clashes, interrupted=search.stop.is_set())
    bound = sum(result.bound for result in results)
    if any(result.modes is None for result in results):
        return Solution("unknown", None, None, bound, interrupted=search.stop.is_set(), time_limited=limited)
    return _put_together(case, rows, results, bound, interrupted=search.stop.is_set(), time_limited=limited)


def _put_together(
    case: Case,
    rows: Sequence[Row],
    results: Sequence[PartResult],
    bound: int,
    *,
    interrupted: bool,
    time_limited: bool,
) -> Solution:
    modes = case.fixed.modes.copy().ravel()
    for result in results:
        for cell, mode in (result.modes or {}).items():
            modes[cell] = OFFICE if mode else HOME
    modes[~case.problem.available.ravel()] = UNDECIDED
    costs, broken = _evaluate(case, rows, modes.tolist())
    cost = sum(costs)
    status: Status = "optimal" if cost == bound else "feasible"
    roster = Roster(modes.reshape(case.problem.available.shape))
    return Solution(status, roster, cost, bound, tuple(costs), broken, (), interrupted, time_limited)


def _evaluate(case: Case, rows: Sequence[Row], modes: Sequence[int]) -> tuple[list[int], tuple[int, ...]]:
    """Cost by rule, and hard rules broken, counted from the rows as they were posted."""
    costs, broken = [0] * len(case.rules), set()
    for row in rows:
        miss = row.missed(modes.__getitem__)
        weight = case.rules[row.rule].weight
        if miss and weight is None:
            broken.add(row.rule)
        costs[row.rule] += (weight or 0) * miss
    return costs, tuple(sorted(broken))
