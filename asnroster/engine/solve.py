"""From a case to its best roster: post, split, search, put together."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from asnroster.collector import paused_collection
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED, Modes
from asnroster.domain.outcome import Stage, Status
from asnroster.domain.roster import Roster
from asnroster.engine import parameters
from asnroster.engine.conflict.explain import explain
from asnroster.engine.model.part_model import PartResult
from asnroster.engine.model.parts import Part, split
from asnroster.engine.model.posting import Posting, Row, missed_by_rule
from asnroster.engine.model.presolve import without_implied
from asnroster.engine.options import Options
from asnroster.engine.search.cluster import cluster_at
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.months import slots_of
from asnroster.engine.search.search import Progress
from asnroster.engine.search.searches import Searches
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash

__all__ = ["Options", "Solution", "solve"]


@dataclass(frozen=True)
class Solution:
    """What the engine found.

    Attributes:
        roster: the best roster, None when there is none.
        rule_costs: cost by rule instance as the engine counts it.
        amounts: by how much the engine itself sees each hard rule broken: nothing but in a relaxed roster.
        clashes: what cannot hold together, when infeasible.
        stages: seconds by stage: the rules' rows, prices, blocks, and all that comes after.
        parts, parts_done: independent parts, and those of them that need no more work.
        first_seconds: until the first roster was there.
        cluster_lost: whether this machine had to go on alone.
        workers_memory_mb: the largest memory of each worker process, added up; 0 of threads.
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
    stages: tuple[Stage, ...] = ()
    parts: int = 0
    parts_done: int = 0
    first_seconds: float | None = None
    cluster_lost: bool = False
    workers_memory_mb: float = 0.0

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
    tuned = parameters.current
    options, stop = options or Options(), stop or threading.Event()
    begun = time.monotonic()
    workers = max(1, options.workers or os.cpu_count() or 1)
    with cluster_at(options.cluster) as cluster:
        crew = Crew(workers, stop, options.processes and int(case.free.sum()) >= tuned.process_cells, cluster)
        search = Searches(
            options,
            slots_of(case.problem.horizon),
            workers,
            crew,
            on_progress or (lambda progress: None),
            stop,
        )
        with crew:
            rows, parts = _rows_and_parts(case, open_only=True)
            posted = time.monotonic() - begun
            results = search.run(parts)
    told = _told(case, options, search, rows, results)
    stages = (Stage("post", posted), *search.stages)
    rest = time.monotonic() - begun - sum(stage.seconds for stage in stages)
    return replace(
        told,
        interrupted=stop.is_set(),
        time_limited=told.time_limited and _limited(options, results),
        stages=(*stages, Stage("explain" if told.status == "infeasible" else "gather", rest)),
        parts=len(parts),
        parts_done=sum(result.done for result in results),
        first_seconds=None if search.first_seconds is None else posted + search.first_seconds,
        cluster_lost=crew.lost_cluster,
        workers_memory_mb=crew.memory_mb,
    )


def _limited(options: Options, results: Sequence[PartResult]) -> bool:
    # Without a time limit only work limits cut a search; with one, what is not done was cut by it.
    return options.time_limit_seconds is not None and any(
        not result.done and (result.cut_by_time or not result.searched) for result in results
    )


def _told(
    case: Case, options: Options, search: Searches, rows: Sequence[Row], results: Sequence[PartResult]
) -> Solution:
    """What the parts' results say of the whole; ``time_limited`` where a limit would matter."""
    if any(result.infeasible for result in results):
        return _impossible(case, options, search, results)
    bound = sum(result.bound for result in results)
    if any(result.modes is None for result in results):
        return Solution("unknown", None, None, bound, time_limited=True)
    roster, costs, amounts = _put_together(case, rows, [result.modes or {} for result in results])
    status: Status = "optimal" if sum(costs) == bound else "feasible"
    return Solution(status, roster, sum(costs), bound, costs, amounts, time_limited=True)


def _impossible(case: Case, options: Options, search: Searches, results: Sequence[PartResult]) -> Solution:
    # Who is to be told why needs every row; the parts are the same.
    rows, whole = _rows_and_parts(case, open_only=False)
    impossible = [part for part, result in zip(whole, results, strict=True) if result.infeasible]
    known = [result for result in results if not result.infeasible]
    search.on_progress(Progress("reason", len(results), len(known), None, 0, 0.0))
    settled = [result.modes for result in known if result.modes is not None]
    told = explain(
        case, rows, impossible, settled, seed=options.seed, workers=search.workers, thorough=options.relax,
        gap=options.gap,
        stopped=search.stop.is_set,
    )  # fmt: skip
    if not options.relax or any(result.modes is None for result in known):
        return Solution("infeasible", None, None, None, clashes=told.clashes)
    modes = [*(result.modes or {} for result in known), *told.rosters]
    roster, costs, amounts = _put_together(case, rows, modes)
    return Solution("infeasible", roster, sum(costs), None, costs, amounts, told.clashes, time_limited=True)


def _rows_and_parts(case: Case, *, open_only: bool) -> tuple[list[Row], list[Part]]:
    with paused_collection():
        rows = Posting.of(case, open_only=open_only).rows
        needed = without_implied(rows, [rule.weight for rule in case.rules]) if open_only else rows
        return rows, split(case, needed, opened=open_only)


def _put_together(
    case: Case, rows: Sequence[Row], parts: Iterable[Mapping[int, int]]
) -> tuple[Roster, tuple[int, ...], tuple[int, ...]]:
    """The whole roster, the cost of each rule and by how much each hard one is broken."""
    modes = case.fixed.modes.copy().ravel()
    for part in parts:
        for cell, mode in part.items():
            modes[cell] = OFFICE if mode else HOME
    modes[~case.problem.available.ravel()] = UNDECIDED
    costs, amounts = _evaluate(case, rows, modes)
    return Roster(modes.reshape(case.problem.available.shape)), costs, amounts


def _evaluate(case: Case, rows: Sequence[Row], modes: Modes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Cost by rule, and the amount by which hard ones are broken, counted from the rows as they were posted."""
    with paused_collection():
        missed = missed_by_rule(rows, len(case.rules), modes)
    costs = [miss * (rule.weight or 0) for miss, rule in zip(missed, case.rules, strict=True)]
    amounts = [miss if rule.hard else 0 for miss, rule in zip(missed, case.rules, strict=True)]
    return tuple(costs), tuple(amounts)
