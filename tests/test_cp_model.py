"""The engine's own builder of models says what OR-Tools' does, and loads less."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model as whole

from asnroster.engine.model import cp_model
from asnroster.engine.model.posting import Posting
from asnroster.rules.registry import registry
from tests.build import case
from tests.test_engine_brute_force import random_problem, random_rule


def said(builder: Any, seed: int) -> str:
    """Tiny cases under every rule, hard and soft, as one model's text."""
    rng, texts = random.Random(seed), []
    for key in sorted(registry()):
        for weight in (None, 3):
            made = random_problem(rng)
            model = builder.CpModel()
            office = {
                cell: model.new_bool_var("") for cell in np.flatnonzero(made.available.ravel()).tolist()
            }
            costs = []
            for row in Posting.of(case(made, random_rule(rng, key, made.horizon.start, weight=weight))).rows:
                if weight is None:
                    row.shape.require(model, office)
                else:
                    costs.append(weight * row.strength * row.shape.post(model, office))
            assert not model.has_objective()
            model.minimize(builder.LinearExpr.sum(costs) + 7)
            assert model.has_objective()
            for number, variable in enumerate(office.values()):
                model.add_hint(variable, number % 2)
            texts.append(str(model.proto))
    return "\n".join(texts)


@pytest.mark.parametrize("seed", range(3))
def test_a_model_is_the_same_to_the_last_byte(seed: int) -> None:
    own, theirs = said(cp_model, seed), said(whole, seed)
    assert all(
        word in own for word in ("exactly_one", "enforcement_literal", "bool_and", "linear", "objective")
    )
    assert own == theirs


def test_hints_are_cleared() -> None:
    model = cp_model.CpModel()
    empty = str(model.proto)
    variable = model.new_bool_var("")
    before = str(model.proto)
    model.add_hint(variable, 1)
    assert empty != before != str(model.proto)
    model.clear_hints()
    assert str(model.proto) == before


def test_what_costs_less_is_asked_for_anew_each_time() -> None:
    model = cp_model.CpModel()
    one, other = model.new_bool_var(""), model.new_bool_var("")
    model.add(one + other >= 1)
    model.minimize(3 * one + 2 * other + 5)
    seen = []
    for cost in (11, 8, 7):
        solver = cp_model.CpSolver()
        model.stay_below(cost)
        status = solver.solve(model)
        seen.append((status, solver.objective_value if status == cp_model.OPTIMAL else None))
    assert seen == [(cp_model.OPTIMAL, 7.0), (cp_model.OPTIMAL, 7.0), (cp_model.INFEASIBLE, None)]
