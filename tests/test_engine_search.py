"""Splitting, fixing, shortcuts and stopping change no answer: the judge is one plain model of all rows."""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from ortools.sat.python import cp_model

from asnroster.domain.problem import Building
from asnroster.engine import search as searching
from asnroster.engine.part_model import Limits, PartModel, PartResult, everybody_in_the_office, unary
from asnroster.engine.parts import OpenRow, Part, split
from asnroster.engine.posting import Posting, Row
from asnroster.engine.search import Progress, Search
from asnroster.engine.shapes import Sum
from asnroster.engine.solve import Options, solve
from asnroster.engine.solve import _evaluate as evaluate
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where
from asnroster.rules.registry import registry
from tests.build import case, person, problem, rule, unit
from tests.test_engine_brute_force import random_problem, random_rule

NOWHERE = Where()
HALF = Fraction(1, 2)


def plain_optimum(made: Case) -> int | None:
    """The least cost over all rows as posted, in one model: nothing fixed, nothing split. None when there is none."""
    model, office = cp_model.CpModel(), {}
    for cell in np.flatnonzero(made.problem.available.ravel()).tolist():
        office[cell] = model.new_bool_var("")
    terms = []
    for row in Posting.of(made).rows:
        total, weight = sum(office[cell] for cell in row.cells), made.rules[row.rule].weight
        shape = row.shape
        if not isinstance(shape, Sum):
            if weight is None:
                shape.require(model, office)
            else:
                terms.append(shape.post(model, office) * weight * row.strength)
        elif weight is None:
            model.add(total >= shape.least)
            model.add(total <= shape.most)
        else:
            short, over = model.new_int_var(0, 99, ""), model.new_int_var(0, 99, "")
            model.add(total + short >= shape.least)
            model.add(total - over <= shape.most)
            terms.append((short + over) * weight * row.strength)
    model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def small_case(rng: random.Random) -> Case:
    """Three to eight rules on three people at most."""
    made = random_problem(rng, most_cells=24)
    keys = rng.sample(sorted(registry()), rng.randint(3, 8))
    weights = [rng.choice([None, None, rng.randint(1, 9)]) for _ in keys]
    start = made.horizon.start
    return Case(
        made, tuple(random_rule(rng, key, start, weight=w) for key, w in zip(keys, weights, strict=True))
    )


def office_case(rng: random.Random) -> Case:
    """A fortnight of two agencies, tied by buildings, caps and weeks, so that parts are of every size."""
    size, days = rng.randint(6, 12), 12
    units = [
        unit("Dinas", max_home_share=rng.choice([None, HALF])),
        unit("Badan", index=1, min_office=rng.choice([None, 2])),
    ]
    people = [
        person(n, n % 2, echelon=rng.choice(["", "", "III.a"]), building=rng.choice(["A", "B", ""]),
               remote_capable=rng.random() > 0.2, workdays=frozenset(rng.choice([range(5), range(5), range(6)])))
        for n in range(size)
    ]  # fmt: skip
    cells = [(p, d) for p in range(size) for d in range(days)]
    made = problem(
        people, days=days, units=units,
        absent={cell: "C" for cell in cells if rng.random() < 0.1},
        wishes=[(p, d, rng.randint(0, 1), rng.randint(1, 5)) for p, d in cells if rng.random() < 0.5],
        holidays=[date(2025, 12, 1) + timedelta(rng.randint(0, 11))],
        buildings=(Building("A", rng.randint(2, 6)), Building("B", rng.randint(3, 8))),
    )  # fmt: skip
    rules = [
        rule("eligible_for_home"), rule("building_capacity", weight=rng.choice([None, 20])),
        rule("office_days_per_week", at_least=rng.choice([2, 3]), partial_week="proportional"),
        rule("home_days_per_week", at_least=2, weight=7), rule("preferences", weight=1),
        rule("home_share", at_most="50 %", weight=rng.choice([None, 5])), rule("office_headcount"),
        rule("consecutive_home_days", at_most=rng.choice([1, 2]), weight=rng.choice([None, 3])),
        rule("leader_presence", weight=rng.choice([None, 4])),
    ]  # fmt: skip
    return case(made, *rules)


def compare(made: Case, *, workers: int = 1) -> bool:
    """The engine's answer is the plain model's; whether there is a roster."""
    best, found = plain_optimum(made), solve(made, Options(gap=0.0, workers=workers))
    if best is None:
        assert (found.status, found.roster, found.cost) == ("infeasible", None, None), made.rules
        assert found.clashes
        return False
    assert (found.status, found.cost, found.bound) == ("optimal", best, best), made.rules
    assert found.roster is not None and found.broken == ()
    judged = audit(made, found.roster)
    assert (judged.cost, judged.hard_violations) == (best, 0)
    assert tuple(entry.cost for entry in judged.rules) == found.rule_costs
    return True


@pytest.mark.parametrize("seed", range(4))
def test_many_small_cases_have_the_optimum_of_one_plain_model(seed: int) -> None:
    rng = random.Random(f"small {seed}")
    possible = [compare(small_case(rng)) for _ in range(150)]
    assert 6 <= possible.count(False) <= 120


@pytest.mark.parametrize("seed", range(4))
def test_a_fortnight_has_the_optimum_of_one_plain_model(seed: int) -> None:
    rng = random.Random(f"office {seed}")
    possible = [compare(office_case(rng), workers=1 + seed % 2) for _ in range(20)]
    assert possible.count(True) >= 6


@pytest.mark.parametrize("seed", range(3))
def test_the_bound_is_never_above_the_optimum(seed: int) -> None:
    """However early the search is cut: bound <= optimum <= cost, and the gap asked for is kept when it is said to be."""
    rng, cut = random.Random(f"bound {seed}"), 0
    for _ in range(6):
        made = office_case(rng)
        best = plain_optimum(made)
        parts = split(made, Posting.of(made).rows)
        for gap, rounds in ((0.0, ()), (0.0, (0.0001,)), (0.0, (0.001, 0.002)), (0.2, (4.0, 60.0))):
            results = search(parts, gap=gap, rounds=rounds).run()
            bound = sum(result.bound for result in results)
            if best is None:
                continue
            assert bound <= best
            costs = [result.cost for result in results]
            if None not in costs:
                cost = sum(filter(None, costs))
                assert best <= cost
                cut += bound < best
                for part, result in zip(parts, results, strict=True):
                    assert result.cost == paid(part, result)
                    if result.done:
                        assert (result.cost or 0) - result.bound <= gap * max(1, result.cost or 0)
    assert cut >= 3, "the limits never cut: the test would prove nothing"


def paid(part: Part, result: PartResult) -> int | None:
    """The cost of a part's roster, counted anew; None where it breaks a hard row."""
    modes = result.modes or {}
    total = part.constant
    for row in part.rows:
        office, shape = sum(modes[cell] for cell in row.cells), row.shape
        if isinstance(shape, Sum):
            miss = max(shape.least - office, 0) + max(office - shape.most, 0)
        else:
            miss = shape.amount(modes.__getitem__)
        if miss and row.weight is None:
            return None
        total += miss * (row.weight or 0)
    return total


def search(
    parts: Sequence[Part],
    *,
    gap: float = 0.0,
    rounds: tuple[float, ...] = (4.0, 60.0),
    time_limit: float | None = None,
    workers: int = 2,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> Search:
    return Search(
        parts=parts,
        seed=1,
        gap=gap,
        time_limit=time_limit,
        workers=workers,
        on_progress=on_progress,
        rounds=rounds,
    )


# Parts


def test_splitting_counts_fixed_cells_into_the_bounds() -> None:
    """P0 is in the office by rule, P1 free: of the three P1 and P2 may be at home, at least one is in the office more."""
    made = case(
        problem(3, days=1),
        rule("mandatory_office", people=["P0"]),
        rule("office_headcount", at_least=2, per="unit"),
    )
    (part,) = split(made, Posting.of(made).rows)
    assert part.cells == [1, 2]
    assert part.rows == [OpenRow(Sum((1, 2), 1, 2), None)]
    assert [row.cells for row in part.origin] == [(0, 1, 2)]


def test_what_nothing_ties_is_apart() -> None:
    """Two days and two agencies: four parts; a weekly rule ties the days of each person of one of them."""
    units = [unit("Dinas"), unit("Badan", index=1)]
    made = problem([person(0, 0), person(1, 0), person(2, 1), person(3, 1)], days=2, units=units)
    share = rule("home_share", at_most="50 %", per="agency")
    weekly = rule("office_days_per_week", at_least=2, partial_week="home_first", units=["Dinas"], weight=1)
    assert [part.cells for part in split(case(made, share), Posting.of(case(made, share)).rows)] == [
        [0, 2], [1, 3], [4, 6], [5, 7],
    ]  # fmt: skip
    tied = case(made, share, weekly)
    assert [part.cells for part in split(tied, Posting.of(tied).rows)] == [[0, 1, 2, 3], [4, 6], [5, 7]]


def test_rows_without_a_free_cell_are_closed_parts() -> None:
    """A soft one costs what it costs, a hard one that is broken makes the whole impossible."""
    made = problem([person(0, building="G"), person(1, building="G")], days=1, buildings=(Building("G", 1),))
    fixed = rule("mandatory_office", people=["P0", "P1"])
    soft = case(made, fixed, rule("building_capacity", weight=7))
    assert split(soft, Posting.of(soft).rows) == [Part(constant=7)]
    assert (solve(soft).status, solve(soft).cost, solve(soft).bound) == ("optimal", 7, 7)
    hard = case(made, fixed, rule("building_capacity"))
    (closed,) = split(hard, Posting.of(hard).rows)
    assert (closed.cells, closed.rows) == ([], [OpenRow(Sum((), -2, -1), None)])
    assert unary(closed) == PartResult(None, None, 0, infeasible=True, done=True)
    found = solve(hard)
    assert (found.status, [clash.rules for clash in found.clashes]) == ("infeasible", [(0, 1)])


def test_nothing_to_decide() -> None:
    made = case(problem(1, days=2, start=date(2025, 12, 6)), rule("home_share", at_most="50 %"))
    found = solve(made)
    assert (found.status, found.cost, found.bound) == ("optimal", 0, 0)
    assert found.roster is not None and (found.roster.modes == -1).all()
    assert search([]).run() == []


# Parts without a search


def test_a_part_of_single_wishes_takes_the_cheaper_mode() -> None:
    """Indifferent cells are in the office."""
    rows = [
        OpenRow(Sum((4,), 0, 0), 3),
        OpenRow(Sum((4,), 1, 1), 2),
        OpenRow(Sum((5,), 1, 1), 2),
        OpenRow(Sum((6,), 0, 0), 2),
        OpenRow(Sum((6,), 1, 1), 2),
    ]
    part = Part(cells=[4, 5, 6, 7], rows=rows, constant=10)
    assert unary(part) == PartResult({4: 0, 5: 1, 6: 1, 7: 1}, 10 + 2 + 0 + 2, 14, done=True)


@pytest.mark.parametrize("row", [OpenRow(Sum((4, 5), 1, 2), 3), OpenRow(Sum((4,), 1, 1), None)])
def test_a_part_with_a_tie_or_a_hard_row_is_searched(row: OpenRow) -> None:
    assert unary(Part(cells=[4, 5], rows=[OpenRow(Sum((4,), 0, 0), 3), row])) is None


def test_everybody_in_the_office_is_at_hand() -> None:
    part = Part(
        cells=[1, 2], rows=[OpenRow(Sum((1, 2), 0, 1), 5), OpenRow(Sum((1,), 1, 1), None)], constant=2
    )
    assert everybody_in_the_office(part) == PartResult({1: 1, 2: 1}, 7, 2)
    assert everybody_in_the_office(replace(part, rows=[OpenRow(Sum((1, 2), 0, 1), None)])) is None


def test_everybody_in_the_office_is_the_answer_where_it_costs_nothing() -> None:
    """Without a push nobody is sent home for nothing."""
    part = Part(
        cells=[1, 2], rows=[OpenRow(Sum((1, 2), 1, 2), None), OpenRow(Sum((1,), 1, 1), 4)], constant=2
    )
    assert everybody_in_the_office(part) == PartResult({1: 1, 2: 1}, 2, 2, done=True)
    made = case(problem(9), rule("home_share", at_most="50 %"), rule("office_days_per_week", at_least=2))
    found = solve(made)
    assert found.roster is not None and (found.roster.modes == 1).all()


@pytest.mark.parametrize(("least", "most"), [(3, 9), (-5, -1), (2, 1)])
def test_a_row_that_cannot_be_is_infeasible(least: int, most: int) -> None:
    """The engine says so; it does not trip over empty bounds."""
    part = Part(cells=[1, 2], rows=[OpenRow(Sum((1, 2), least, most), None)])
    (result,) = search([part]).run()
    assert (result.modes, result.infeasible, result.done) == (None, True, True)


# Stopping


@functools.cache
def crowd(people: int = 400) -> Case:
    """Many people in one part that is not solved in an instant; everybody in the office is allowed."""
    rng = random.Random(5)
    wishes = [
        (p, d, rng.randint(0, 1), rng.randint(1, 9))
        for p in range(people)
        for d in range(19)
        if rng.random() < 0.6
    ]
    made = problem(
        [person(n, building="G") for n in range(people)],
        days=19,
        wishes=wishes,
        buildings=(Building("G", people),),
    )
    return case(
        made, rule("office_days_per_week", at_least=3, partial_week="proportional"),
        rule("home_share", at_most="38 %", at_least="20 %", weight=2), rule("home_days_per_week", at_least=2, weight=3),
        rule("consecutive_home_days", at_most=1, weight=2), rule("preferences", weight=1),
    )  # fmt: skip


def too_many() -> Case:
    """The same in a building too small for everybody."""
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


class _Worse(PartModel):
    """A search that ends early with a roster that is worse than the one at hand."""

    def search(self, limits: Limits, **more: object) -> PartResult:
        return PartResult(dict.fromkeys(self.part.cells, 0), 99, 3, searched=True, cut_by_time=True)


class _Nothing(PartModel):
    """A search that ends early with a bound alone."""

    def search(self, limits: Limits, **more: object) -> PartResult:
        return PartResult(None, None, 3, searched=True, cut_by_time=True)


@pytest.mark.parametrize("model", [_Worse, _Nothing])
def test_what_is_at_hand_stays_unless_something_better_is_found(
    model: type[PartModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PartModel", model)
    part = Part(cells=[1, 2], rows=[OpenRow(Sum((1, 2), 0, 0), 4)])
    (result,) = search([part], rounds=(1.0,)).run()
    assert result == PartResult({1: 1, 2: 1}, 8, 3, searched=True, cut_by_time=True)


def test_a_part_has_one_model_for_all_its_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    class Counted(PartModel):
        def __init__(self, part: Part) -> None:
            built.append(part)
            super().__init__(part)

    monkeypatch.setattr(searching, "PartModel", Counted)
    made, told = crowd(80), []
    parts = split(made, Posting.of(made).rows)
    (result,) = search(parts, rounds=(0.0001, 0.0002, 60.0), on_progress=told.append).run()
    assert (len(parts), built) == (1, parts)
    assert {progress.stage for progress in told} == {"better"}, "everybody in the office is a roster"
    assert result.done and result.cost == result.bound == paid(parts[0], result)


def test_a_later_round_goes_on_from_the_roster_that_is_known() -> None:
    """No cost rises from round to round, and the bound does not fall."""
    made = crowd(80)
    (part,) = split(made, Posting.of(made).rows)
    model = PartModel(part)
    steps = [
        model.search(Limits(work=work), seed=1, live=lambda cost, bound: None, register=lambda solver: True)
        for work in (0.4, 0.6, 0.8)
    ]
    known = [step for step in steps if step.cost is not None]
    assert known, "the first second of work finds a roster"
    costs, bounds = [step.cost for step in known], [step.bound for step in steps]
    assert costs == sorted(costs, reverse=True)  # type: ignore[type-var]
    assert bounds == sorted(bounds)
    assert all(step.cost == paid(part, step) for step in known)
    assert (
        model.search(Limits(work=1.0), seed=1, live=lambda cost, bound: None, register=lambda solver: False)
        is steps[-1]
    )


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


def test_the_engine_sees_a_hard_rule_broken_by_its_own_roster() -> None:
    """It never happens; if it does, the run says so and writes nothing."""
    made = case(
        problem(2, days=1),
        rule("office_headcount", at_least=1, per="unit"),
        rule("home_weekdays", weekdays="Senin", weight=3),
    )
    rows = Posting.of(made).rows
    assert evaluate(made, rows, [0, 0]) == ((0, 0), (1, 0))
    assert evaluate(made, rows, [1, 0]) == ((0, 3), (0, 0))


def test_a_row_counts_its_misses() -> None:
    row = Row(0, Sum((1, 2, 3), 1, 2), NOWHERE, strength=4)
    assert [row.missed(lambda cell, office=office: int(cell <= office)) for office in range(4)] == [
        4,
        0,
        0,
        4,
    ]
