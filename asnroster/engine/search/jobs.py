"""What workers do: a job says all that decides its result, so that it is the same whoever does it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from asnroster.engine import parameters
from asnroster.engine.model.linear import bound_by_choices, bound_of_whole
from asnroster.engine.model.part_model import Limits, PartModel, PartResult
from asnroster.engine.model.parts import Part
from asnroster.engine.search.ascent import Ascent, Point
from asnroster.engine.search.cut import Cut
from asnroster.engine.search.responses import Refining, apart, opening, polished
from asnroster.engine.search.rounding import Relaxed, relax

if TYPE_CHECKING:
    from asnroster.engine.model.cp_model import CpSolver

Work = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One block to solve.

    Attributes:
        known: legal modes to start from, None where there are none.
        slots: day -> days since the Monday of the first week.
        bound: nothing costs less, as far as is known.
        until: when the user's time is up, in seconds since 1970; None without a limit. Jobs wait for workers meanwhile.
        point, turns: where an ascent goes on from, and how many turns it takes.
    """

    part: Part
    limits: Limits
    seed: int
    known: Mapping[int, int] | None = None
    slots: Sequence[int] = ()
    bound: int | None = None
    until: float | None = None
    point: Point | None = None
    turns: int = 0

    @property
    def seconds(self) -> float | None:
        """Wall seconds that are left of the user's time now."""
        return self.limits.seconds if self.until is None else max(0.0, self.until - time.time())

    @property
    def left(self) -> Limits:
        """Its limits as they are now."""
        return replace(self.limits, seconds=self.seconds)


class Running:
    """The solvers at work in this process, so that all of them can be stopped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active: dict[int, CpSolver] = {}
        self._stopped = False

    def register(self, solver: CpSolver) -> bool:
        """Note what this thread runs; False where it is too late to begin."""
        with self._lock:
            self._active[threading.get_ident()] = solver
            return not self._stopped

    @property
    def stopped(self) -> bool:
        """Whether it is too late to begin anything."""
        return self._stopped

    def stop(self) -> None:
        """Let all of them end soon."""
        with self._lock:
            self._stopped = True
            for solver in self._active.values():
                solver.stop_search()


here = Running()


def solve_jobs(jobs: Sequence[Job], running: Running | None = None) -> list[PartResult]:
    """Solve blocks one after another by CP-SAT. Nothing once stopped."""
    running = running or here
    return [] if running.stopped else [_searched(job, _start(job), running) for job in jobs]


def relaxed_of(pieces: Cut) -> Relaxed | None:
    """The relaxation of a cut part; None once stopped."""
    return None if here.stopped else relax(pieces)


def opened(job: Job, running: Running | None = None) -> PartResult | None:
    """A roster from best responses; None where they lead to none."""
    running = running or here
    modes = None if _over(job, running)() else opening(job.part, job.slots, _over(job, running))
    return None if modes is None else _best(job, [modes], job.part.constant)


def parted(job: Job, running: Running | None = None) -> PartResult | None:
    """Of a block the bound of its people each for themselves, and a roster from there; None once stopped."""
    running = running or here
    if _over(job, running)():
        return None
    bound, modes = apart(job.part, job.slots, _over(job, running), job.seed)
    return _best(job, [] if modes is None else [modes], bound)


def climbed(job: Job, running: Running | None = None) -> tuple[PartResult, Point] | None:
    """What an ascent of multipliers makes of a part, and where it stands then; None once stopped."""
    running = running or here
    if _over(job, running)():
        return None
    ascent = Ascent(job.part, job.slots, job.known, job.point, _over(job, running))
    ascent.run(job.turns, job.limits.gap)
    return _best(job, [] if ascent.modes is None else [ascent.modes], ascent.bound), ascent.point


def bounded(job: Job, running: Running | None = None) -> PartResult | None:
    """Of a part with fair shares the bound by choices and a roster near it; None once stopped."""
    tuned = parameters.current
    running = running or here
    if _over(job, running)():
        return None
    bound = bound_by_choices(job.part, job.left)
    if bound is None:  # mostly as there is no roster: proved in no time
        return _searched(replace(job, limits=replace(job.limits, work=tuned.doubt_work)), None, running)
    if not bound.levels:
        return _best(job, [], bound.cost)
    rounded = _best(job, [bound.rounded], bound.cost)
    if rounded.done:  # whole by itself
        return rounded
    best = _best(job, _near(job, bound.levels, bound.cost, tuned.refine_trials, running), bound.cost)
    if best.modes is None:
        best = _searched(job, PartResult(bound.rounded, None, bound.cost), running)
        return best if best.infeasible or best.cost is not None else replace(best, modes=None)
    return best


def searched(job: Job, running: Running | None = None) -> PartResult | None:
    """What CP-SAT makes of a block within its work: a cheaper roster, or the proof that none is; None once stopped."""
    running = running or here
    return None if _over(job, running)() else _searched(job, _start(job), running)


def refined(job: Job, running: Running | None = None) -> PartResult | None:
    """A better roster near the known one; None once stopped."""
    running = running or here
    if _over(job, running)() or job.known is None:
        return None
    bound = job.part.constant if job.bound is None else job.bound
    return _best(job, _near(job, job.known, bound, parameters.current.more_refine_trials, running), bound)


def proved(job: Job, running: Running | None = None) -> PartResult | None:
    """A roster and a bound from the whole programme of a part with fair shares; None where that tells nothing."""
    running = running or here
    if _over(job, running)() or (bound := bound_of_whole(job.part, job.left)) is None:
        return None
    return _best(job, [bound.rounded] if bound.levels else [], bound.cost)


def _near(
    job: Job, levels: Mapping[int, float], bound: int, trials: int, running: Running
) -> list[dict[int, int]]:
    tuned = parameters.current
    # A trial takes as long as the months it lays.
    trials = max(
        tuned.least_refine_trials, trials * tuned.refine_days // max(tuned.refine_days, len(job.slots))
    )
    refining = Refining(trials, bound, tuned.refine_gap * job.limits.gap, job.seed, _over(job, running))
    near = polished(job.part, job.slots, levels, refining)
    return [] if near is None else [near]


def _best(job: Job, rosters: Iterable[Mapping[int, int]], bound: int) -> PartResult:
    """The cheapest legal one of these rosters and of the one that is known."""
    legal = [modes for modes in rosters if job.part.legal(modes.__getitem__)]
    costs = [
        (job.part.cost(modes.__getitem__), modes) for modes in ([job.known] if job.known else []) + legal
    ]
    if not costs:
        return PartResult(None, None, bound)
    cost, modes = min(costs, key=lambda pair: pair[0])
    bound = min(bound, cost)
    return PartResult(modes, cost, bound, done=cost == bound, searched=True)


def _start(job: Job) -> PartResult:
    """What is known of a block; modes that are not legal are worth a hint."""
    bound = job.part.constant if job.bound is None else job.bound
    if job.known is None:
        return PartResult(None, None, bound)
    mode = job.known.__getitem__
    return PartResult(job.known, job.part.cost(mode) if job.part.legal(mode) else None, bound, searched=True)


def _searched(job: Job, start: PartResult | None, running: Running) -> PartResult:
    model = PartModel(job.part)
    model.best = start or model.best
    return model.search(job.left, seed=job.seed, live=_nobody, register=running.register)


def _over(job: Job, running: Running) -> Callable[[], bool]:
    return lambda: running.stopped or job.seconds == 0.0


def _nobody(cost: int | None, bound: int | None) -> None:
    pass
