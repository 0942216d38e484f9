"""Fair shares by linear relaxation: its bound is never above the optimum, and no single move makes a roster fairer."""

from __future__ import annotations

import random
from itertools import product

from asnroster.domain.problem import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.engine.linear import asks_fairness, fair_relaxation
from asnroster.engine.part_model import Limits, PartModel
from asnroster.engine.parts import split
from asnroster.engine.posting import Posting
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import case, person, problem, rule
from tests.test_engine_brute_force import random_problem, random_rule

FAIR = ("fair_home_days", "fair_weekdays", "even_home_days")


def test_the_bound_is_never_above_the_optimum() -> None:
    rng, judged, sharp = random.Random("linear"), 0, 0
    while judged < 40:
        made = random_problem(rng)
        start = made.horizon.start
        keys = [*rng.sample(FAIR, 2), "preferences", rng.choice(["home_days_per_week", "home_share"])]
        rules: list[Rule] = [random_rule(rng, key, start, weight=rng.randint(1, 5)) for key in keys]
        rules[0] = rules[0] if rng.random() < 0.7 else random_rule(rng, keys[0], start, weight=None)
        asked = Case(made, tuple(rules))
        for part in split(asked, Posting.of(asked, open_only=True).rows, opened=True):
            if not part.cells or not asks_fairness(part):
                continue
            best = PartModel(part).search(
                Limits(work=10.0), seed=1, live=lambda cost, bound: None, register=lambda solver: True
            )
            relaxed = fair_relaxation(part, None)
            judged += 1
            if best.cost is None:
                continue
            assert relaxed is not None
            assert part.constant <= relaxed.bound <= best.cost == best.bound, (rules, made)
            sharp += relaxed.bound == best.cost
    assert sharp > 8


def staff() -> Case:
    """Six people over two weeks of December, two away for some days, half of them at home at most."""
    made = problem(
        [person(0, echelon="III.a"), *(person(n) for n in range(1, 6))],
        days=12,
        absent=dict.fromkeys([*product([1], range(7)), *product([2], range(3))], "C"),
        wishes=[(p, d, HOME, 2) for p in (3, 4) for d in (0, 7)],
    )
    return case(
        made,
        rule("leader_presence"),
        rule("home_days_per_week", name="most", at_most=2),
        rule("home_days_per_week", name="push", at_least=2, weight=200),
        rule("home_share", at_most="34 %", per="agency"),
        rule("fair_home_days", per="agency", weight=12),
        rule("fair_weekdays", name="Fridays", weekdays=["Jumat"], per="agency", weight=12),
        rule("even_home_days", per="agency", weight=5),
        rule("preferences", weight=1),
    )


def test_no_home_day_moved_from_one_person_to_another_makes_it_fairer() -> None:
    asked = staff()
    found = solve(asked, Options(gap=0.0, workers=1))
    assert found.roster is not None
    modes, tried, fair = found.roster.modes, 0, _fair_amount(asked, found.roster)
    law = Case(asked.problem, tuple(r for r in asked.rules if r.hard or r.key == "fair_home_days"))
    free, people = asked.free, range(len(asked.problem.people))
    for giver, taker in product(people, repeat=2):
        for day, other in product(range(asked.problem.days), repeat=2):
            if not (free[giver, day] and free[taker, other] and giver != taker):
                continue
            if (modes[giver, day], modes[taker, other]) != (HOME, OFFICE):
                continue
            moved = modes.copy()
            moved[giver, day], moved[taker, other] = OFFICE, HOME
            tried += 1
            assert audit(law, Roster(moved)).hard_violations or _fair_amount(law, Roster(moved)) >= fair
    assert tried > 500
    taken = [(modes[p] == HOME).sum() for p in people]
    assert taken[0] == 0  # the only leader
    assert max(taken[3:]) - min(taken[3:]) <= 1


def _fair_amount(asked: Case, roster: Roster) -> int:
    return next(entry.amount for entry in audit(asked, roster).rules if entry.rule.key == "fair_home_days")
