"""Two policies in one run against all rosters of tiny problems: the solver's best is the least that the audit counts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from asnroster.domain.calendar import Window
from asnroster.engine.model.posting import Posting
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from asnroster.scenario import Scenario
from asnroster.scenario.model import Policy
from asnroster.scenario.policies import together
from asnroster.scenario.windows import in_force_rule
from tests.build import EVERY_COLUMN
from tests.test_engine_brute_force import all_rosters, matches_fixed, random_problem, random_rule

INSTANCES = 24


def _rules(rng: random.Random, start: object) -> tuple[Rule, ...]:
    keys = rng.sample(sorted(registry()), rng.randint(2, 5))
    rules = tuple(
        random_rule(rng, key, start, weight=rng.choice([None, rng.randint(1, 4), rng.randint(1, 4)]))  # type: ignore[arg-type]
        for key in keys
    )
    if rng.random() < 0.4:
        first = start + timedelta(rng.randint(0, 3))  # type: ignore[operator]
        rules += (in_force_rule((Window(first, first + timedelta(rng.randint(0, 4))),), ""),)
    return rules


def two_policies(rng: random.Random) -> Case:
    """A tiny problem in which the agency, the division or the other agency follows a policy of its own."""
    made = random_problem(rng, most_cells=9)
    follows = rng.choice([("x", "x", ""), ("", "x", ""), ("", "", "x"), ("", "x", "x")])
    made = replace(
        made,
        units=tuple(replace(unit, scenario=entry) for unit, entry in zip(made.units, follows, strict=True)),
    )
    start = made.horizon.start
    own = Scenario("kota", "Kota", rules=_rules(rng, start))
    policy = Policy(("x",), Scenario("dinas", "Dinas", rules=_rules(rng, start)), "dinas")
    return Case(made, together(own, (policy,), EVERY_COLUMN).rules)


def judged_alike(rng: random.Random) -> tuple[int, bool]:
    """Posted cost is audited cost for every roster, and the solver finds the least.

    Returns:
        How many rosters there are, and whether any of them is clean.
    """
    case = two_policies(rng)
    rows, rules = Posting.of(case).rows, case.rules
    costs, total = [], 0
    for roster in all_rosters(case.problem):
        modes, judged = roster.modes.ravel().tolist(), audit(case, roster)
        missed = [(row.rule, row.missed(modes.__getitem__)) for row in rows]
        broken = any(count and rules[index].hard for index, count in missed)
        allowed = matches_fixed(case, roster) and not broken
        assert allowed == (judged.hard_violations == 0), (rules, case.problem, roster.modes)
        if allowed:
            assert sum((rules[index].weight or 0) * count for index, count in missed) == judged.cost
            costs.append(judged.cost)
        total += 1
    found = solve(case, Options(gap=0.0, workers=1))
    if not costs:
        assert found.status == "infeasible", rules
        return total, False
    assert found.roster is not None
    assert (found.status, found.cost, found.bound) == ("optimal", min(costs), min(costs)), rules
    assert audit(case, found.roster).cost == found.cost
    return total, True


@pytest.mark.parametrize("seed", range(3))
def test_two_policies_against_all_rosters(seed: int) -> None:
    rng = random.Random(f"policies {seed}")
    possible = [clean for _, clean in (judged_alike(rng) for _ in range(INSTANCES // 3))]
    assert any(possible)
