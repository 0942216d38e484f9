"""Splitting, fixing and shortcuts change no answer: the judge is one plain model of all rows."""

from __future__ import annotations

import random

import numpy as np
import pytest
from ortools.sat.python import cp_model

from asnroster.engine.model.parts import split
from asnroster.engine.model.posting import Posting
from asnroster.engine.model.shapes import Sum
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from tests.searches import office_case, paid, search
from tests.test_engine_brute_force import random_problem, random_rule


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
    possible = [compare(small_case(rng)) for _ in range(40)]
    assert 2 <= possible.count(False) <= 32


@pytest.mark.parametrize("seed", range(4))
def test_a_fortnight_has_the_optimum_of_one_plain_model(seed: int) -> None:
    rng = random.Random(f"office {seed}")
    possible = [compare(office_case(rng), workers=1 + seed % 2) for _ in range(8)]
    assert possible.count(True) >= 3


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
