"""A search that is stopped, runs out of time or tells how far it is."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from asnroster.domain.problem import Building
from asnroster.engine import parameters
from asnroster.engine.model.linear import Bound
from asnroster.engine.model.part_model import Limits, PartModel, PartResult
from asnroster.engine.model.parts import Part, split
from asnroster.engine.model.posting import Posting
from asnroster.engine.search import fair_parts as fair_parts_module
from asnroster.engine.search import jobs as jobs_module
from asnroster.engine.search.crew import Crew
from asnroster.engine.search.fair_parts import FairParts
from asnroster.engine.search.jobs import Job, refined
from asnroster.engine.search.months import slots_of
from asnroster.engine.search.search import Progress, Search
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from tests.build import case, person, problem, rule
from tests.searches import crowd, office_case
from tests.test_engine_linear import two_days_shared


def too_many() -> Case:
    """The crowd in a building too small for everybody."""
    made = crowd()
    return case(
        replace(made.problem, buildings=(Building("G", 249),)), *made.rules, rule("building_capacity")
    )


def test_stopped_beforehand_there_is_what_is_at_hand() -> None:
    stop = threading.Event()
    stop.set()
    found = solve(crowd(), Options(gap=0.0), stop=stop)
    assert (found.status, found.interrupted, found.time_limited) == ("feasible", True, False)
    assert found.roster is not None and found.cost is not None and found.bound is not None
    available = crowd().problem.available
    assert (found.roster.modes == np.where(available, 1, -1)).all()
    assert audit(crowd(), found.roster).cost == found.cost > found.bound
    none = solve(too_many(), Options(gap=0.0), stop=stop)
    assert (none.status, none.roster, none.cost, none.interrupted) == ("unknown", None, None, True)


def test_stopped_on_the_way_there_is_the_best_so_far() -> None:
    """The search ends soon after the event is set; what it had found by then is kept."""
    stop, beforehand, told = threading.Event(), threading.Event(), []
    beforehand.set()
    at_hand = solve(crowd(), Options(gap=0.0), stop=beforehand)

    def listen(progress: Progress) -> None:
        told.append(progress)
        stop.set()

    found = solve(crowd(), Options(gap=0.0, workers=1), on_progress=listen, stop=stop)
    assert found.interrupted and found.status in ("feasible", "optimal") and len(told) >= 1
    assert found.roster is not None and found.cost is not None and at_hand.cost is not None
    assert found.cost <= at_hand.cost
    judged = audit(crowd(), found.roster)
    assert (judged.hard_violations, judged.cost) == (0, found.cost)


def test_progress_is_told() -> None:
    """Costs fall, bounds rise, and the last word is the result's."""
    told: list[Progress] = []
    made = office_case(random.Random("progress"))
    found = solve(made, Options(gap=0.0, workers=2), on_progress=told.append)
    assert found.status == "optimal"
    assert all(progress.stage == ("first" if progress.cost is None else "better") for progress in told)
    last = told[-1]
    assert (last.cost, last.bound, last.parts_done) == (found.cost, found.bound, last.parts)
    assert {progress.parts for progress in told} == {len(split(made, Posting.of(made).rows))}
    costs = [progress.cost for progress in told if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert [progress.bound for progress in told] == sorted(progress.bound for progress in told)
    assert all(progress.bound <= (found.cost or 0) for progress in told)
    assert [progress.seconds for progress in told] == sorted(progress.seconds for progress in told)


def test_no_search_no_progress() -> None:
    told: list[Progress] = []
    assert solve(case(problem(2), rule("preferences", weight=1)), on_progress=told.append).status == "optimal"
    assert told == []


def test_a_time_limit_is_kept_and_said() -> None:
    found = solve(crowd(), Options(gap=0.0, time_limit_seconds=0.3))
    assert found.roster is not None and found.time_limited and not found.interrupted
    unlimited = solve(crowd(80), Options(gap=0.9, workers=1))
    assert unlimited.roster is not None and not unlimited.time_limited


def test_with_a_time_limit_the_rounds_go_on_and_without_one_work_ends_them() -> None:
    (part,) = split(crowd(80), Posting.of(crowd(80)).rows)

    def rounds(time_limit: float | None) -> list[float]:
        search = Search([part], 1, 0.0, time_limit, 1, lambda progress: None)
        return list(islice(search._works(), 5))

    assert rounds(None) == [4.0, 60.0]
    assert rounds(30.0) == [4.0, 60.0, 240.0, 960.0, 3840.0]


def test_blocks_are_refined_on_until_the_time_is_over_or_the_gap_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With bounds that prove nothing a roster only gets better, each time otherwise, and the user's time ends it."""
    sharp = jobs_module.bound_by_choices

    def weak(part: Part, limits: Limits) -> Bound | None:
        bound = sharp(part, limits)
        return bound and replace(bound, cost=bound.cost - 5)

    monkeypatch.setattr(jobs_module, "bound_by_choices", weak)
    asked = case(problem([person(n) for n in range(30)], days=26), *two_days_shared("30 %"))
    parts = [part for part in split(asked, Posting.of(asked, open_only=True).rows, opened=True) if part.cells]
    slots, until = slots_of(asked.problem.horizon), time.time() + 60
    known = [PartResult(None, None, part.constant) for part in parts]
    seeds: list[int] = []

    def refine(job: Job, running: object = None) -> PartResult | None:
        seeds.append(job.seed)
        return refined(job)

    monkeypatch.setattr(fair_parts_module, "refined", refine)
    bounds_alone = replace(parameters.DEFAULT, fair_stages=1)
    with parameters.using(bounds_alone), Crew(1, threading.Event()) as crew:
        programmes = FairParts(
            parts, known, range(len(parts)), dict.fromkeys(range(len(parts))), crew, slots, 0.0, 1, until,
            lambda: len(seeds) >= 4,
        )  # fmt: skip
        programmes.run()
        before = [result.cost for result in known]
        programmes.go_on()
    costs = [result.cost for result in known]
    assert all(
        cost is not None and was is not None and cost <= was for cost, was in zip(costs, before, strict=True)
    )
    assert seeds == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("limits", "cut"),
    [
        (Limits(work=0.0001), False),
        (Limits(work=0.0001, seconds=30.0), False),
        (Limits(work=4.0, seconds=0.05), True),
    ],
)
def test_which_limit_cut_the_search(limits: Limits, cut: bool) -> None:
    """Only the wall clock makes a run that another may not repeat; the solver often ends a little before it."""
    (part,) = split(crowd(80), Posting.of(crowd(80)).rows)
    result = PartModel(part).search(
        limits, seed=1, live=lambda cost, bound: None, register=lambda solver: True
    )
    assert (result.done, result.cut_by_time) == (False, cut)
