"""From a case to its best roster: post, split, search, put together."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from asnroster.collector import paused_collection
from asnroster.domain.outcome import Status
from asnroster.domain.problem import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.engine.cluster import cluster_at
from asnroster.engine.crew import Crew
from asnroster.engine.explain import explain
from asnroster.engine.options import Options
from asnroster.engine.parts import split
from asnroster.engine.posting import Posting, Row
from asnroster.engine.search import Progress
from asnroster.engine.searches import Searches
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash

PROCESS_CELLS = 8_000  # of fewer free cells the solving takes less than processes take to begin

__all__ = ["Options", "Solution", "solve"]


@dataclass(frozen=True)
class Solution:
    """What the engine found.

    Attributes:
        roster: the best roster, None when there is none.
        rule_costs: cost by rule instance as the engine counts it.
        amounts: by how much the engine itself sees each hard rule broken: nothing but in a relaxed roster.
        clashes: what cannot hold together, when infeasible.
        cluster_lost: whether this machine had to go on alone.
    """

    status: Status
    roster: Roster | None
    cost: int | None
    bound: int | None
    rule_costs: tuple[int, ...] = ()
    amounts: tuple[int, ...] = ()
    clashes: tuple[Clash, ...] = ()
    interrupted: bool = False
    time_limited: bool = False
    cluster_lost: bool = False

    @property
    def broken(self) -> tuple[int, ...]:
        """Indices of the hard rules that the engine itself sees broken."""
        return tuple(rule for rule, amount in enumerate(self.amounts) if amount)


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

    Raises:
        InputError: where the cluster asked for cannot be used.
    """
    options, stop = options or Options(), stop or threading.Event()
    workers = max(1, options.workers or os.cpu_count() or 1)
    with cluster_at(options.cluster) as cluster:
        crew = Crew(workers, stop, int(case.free.sum()) >= PROCESS_CELLS, cluster)
        found = _solve(case, options, crew, on_progress or (lambda progress: None))
    return replace(found, cluster_lost=crew.lost_cluster)


def _solve(case: Case, options: Options, crew: Crew, on_progress: Callable[[Progress], None]) -> Solution:
    crew.start()
    try:
        with paused_collection():
            rows = Posting.of(case, open_only=True).rows
            parts = split(case, rows)
        search = Searches(options, crew.workers, crew, on_progress, crew.stop)
        results = search.run(parts)
    finally:
        crew.close()
    # Without a time limit only work limits cut a search; with one, what is not done was cut by it.
    limited = options.time_limit_seconds is not None and any(
        not result.done and (result.cut_by_time or not result.searched) for result in results
    )
    if any(result.infeasible for result in results):
        # Who is to be told why needs every row; the parts are the same.
        with paused_collection():
            rows = Posting.of(case).rows
            whole = split(case, rows)
        impossible = [part for part, result in zip(whole, results, strict=True) if result.infeasible]
        known = [result for result in results if not result.infeasible]
        search.on_progress(Progress("reason", len(parts), len(known), None, 0, 0.0))
        settled = [result.modes for result in known if result.modes is not None]
        told = explain(
            case, rows, impossible, settled, seed=options.seed, workers=crew.workers, thorough=options.relax,
            gap=options.gap,
            stopped=search.stop.is_set,
        )  # fmt: skip
        status: Status = "infeasible"
        if not options.relax or any(result.modes is None for result in known):
            return Solution(status, None, None, None, clashes=told.clashes, interrupted=search.stop.is_set())
        modes = [*(result.modes or {} for result in known), *told.rosters]
        roster, costs, amounts = _put_together(case, rows, modes)
        return Solution(
            status, roster, sum(costs), None, costs, amounts, told.clashes, search.stop.is_set(), limited
        )
    bound = sum(result.bound for result in results)
    if any(result.modes is None for result in results):
        return Solution("unknown", None, None, bound, interrupted=search.stop.is_set(), time_limited=limited)
    roster, costs, amounts = _put_together(case, rows, [result.modes or {} for result in results])
    status = "optimal" if sum(costs) == bound else "feasible"
    return Solution(status, roster, sum(costs), bound, costs, amounts, (), search.stop.is_set(), limited)


def _put_together(
    case: Case, rows: Sequence[Row], parts: Iterable[Mapping[int, int]]
) -> tuple[Roster, tuple[int, ...], tuple[int, ...]]:
    """The whole roster, the cost of each rule and by how much each hard one is broken."""
    modes = case.fixed.modes.copy().ravel()
    for part in parts:
        for cell, mode in part.items():
            modes[cell] = OFFICE if mode else HOME
    modes[~case.problem.available.ravel()] = UNDECIDED
    costs, amounts = _evaluate(case, rows, modes.tolist())
    return Roster(modes.reshape(case.problem.available.shape)), costs, amounts


def _evaluate(
    case: Case, rows: Sequence[Row], modes: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Cost by rule, and the amount by which hard ones are broken, counted from the rows as they were posted."""
    costs, amounts = [0] * len(case.rules), [0] * len(case.rules)
    for row in rows:
        miss = row.missed(modes.__getitem__)
        weight = case.rules[row.rule].weight
        if weight is None:
            amounts[row.rule] += miss
        else:
            costs[row.rule] += weight * miss
    return tuple(costs), tuple(amounts)
