"""How rows fall into parts, which parts need no search, and what a part keeps from round to round."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building
from asnroster.engine.model.part_model import Limits, PartModel, PartResult, everybody_in_the_office, unary
from asnroster.engine.model.parts import OpenRow, Part, split
from asnroster.engine.model.posting import Posting, Row
from asnroster.engine.model.shapes import Sum
from asnroster.engine.search import search as searching
from asnroster.engine.search.jobs import Job, searched
from asnroster.engine.solve import _evaluate as evaluate
from asnroster.engine.solve import solve
from asnroster.rules.kit.verbs import Where
from tests.build import case, person, problem, rule, unit
from tests.searches import crowd, paid, search
from tests.test_engine_blocks import best, random_parts

NOWHERE = Where()


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


# Rounds


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


def test_below_a_known_roster_there_is_a_cheaper_one_or_the_proof_that_none_is() -> None:
    """Whichever legal roster a search begins from, and whether it looks ahead or not, it ends at the same optimum."""
    rng, proofs, gains, costs = random.Random("below"), 0, 0, set()
    while gains < 40:
        for part in random_parts(rng):
            optimum = best(part)
            for modes in product((HOME, OFFICE), repeat=len(part.cells)) if len(part.cells) <= 8 else ():
                known = dict(zip(part.cells, modes, strict=True))
                if not part.legal(known.__getitem__) or rng.random() < 0.7:
                    continue
                for probing in (False, True):
                    limits = Limits(10.0, quick=True, probing=probing)
                    result = searched(Job(part, limits, 1, known))
                    assert result is not None and result.done and result.modes is not None, part
                    assert part.legal(result.modes.__getitem__), part
                    assert result.cost == result.bound == optimum.cost == paid(part, result), part
                if part.cost(known.__getitem__) == optimum.cost:
                    proofs += 1
                    assert result.modes == known, "what is proved is not changed"
                else:
                    gains += 1
                costs.add(optimum.cost)
    assert proofs > 15 and len(costs) > 4


def test_modes_that_break_a_hard_row_are_no_limit_to_what_a_roster_may_cost() -> None:
    made = case(
        problem(2, days=1),
        rule("office_headcount", at_least=1, per="unit"),
        rule("home_weekdays", weekdays="Senin", weight=3),
    )
    (part,) = split(made, Posting.of(made).rows)
    nobody = dict.fromkeys(part.cells, HOME)
    assert not part.legal(nobody.__getitem__) and part.cost(nobody.__getitem__) == 0
    result = searched(Job(part, Limits(10.0, quick=True), 1, nobody))
    assert result is not None and (result.cost, result.bound, result.infeasible) == (3, 3, False)


def test_the_engine_sees_a_hard_rule_broken_by_its_own_roster() -> None:
    """It never happens; if it does, the run says so and writes nothing."""
    made = case(
        problem(2, days=1),
        rule("office_headcount", at_least=1, per="unit"),
        rule("home_weekdays", weekdays="Senin", weight=3),
    )
    rows = Posting.of(made).rows
    assert evaluate(made, rows, np.array([0, 0], dtype=np.int8)) == ((0, 0), (1, 0))
    assert evaluate(made, rows, np.array([1, 0], dtype=np.int8)) == ((0, 3), (0, 0))


def test_a_row_counts_its_misses() -> None:
    row = Row(0, Sum((1, 2, 3), 1, 2), NOWHERE, strength=4)
    assert [row.missed(lambda cell, office=office: int(cell <= office)) for office in range(4)] == [
        4,
        0,
        0,
        4,
    ]
