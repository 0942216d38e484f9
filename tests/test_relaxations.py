"""A relaxation is offered only with a roster in hand: what is offered is made, and a solve of its own finds one."""

from __future__ import annotations

import random
from datetime import date

import pytest

from asnroster.domain.modes import HOME
from asnroster.engine.conflict.corrections import Relaxing
from asnroster.engine.solve import Options, solve
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Relaxation
from tests.build import case, past, person, problem, rule
from tests.relaxing import Tried, has_roster, random_case, try_relaxations


@pytest.mark.parametrize("seed", range(4))
def test_every_relaxation_of_random_problems_holds(seed: int) -> None:
    tried = Tried()
    for number in range(40):
        try_relaxations(random_case(random.Random(f"relaxing {1000 * (seed + 1) + number}")), tried)
    assert tried.relaxations >= 5
    assert tried.false == 0


@pytest.mark.parametrize("seed", [703104, 705190])
def test_a_rule_that_leaves_another_row_of_the_clash_missed_is_not_offered(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows about fixed days alone, told with a clash, stay missed where another rule than theirs gives way."""
    tried, unguarded = Tried(), Tried()
    try_relaxations(random_case(random.Random(f"relaxing {seed}")), tried)
    assert tried.relaxations >= 1 and tried.false == 0
    # Without the last look the same problem offers one that leads nowhere: the seed still asks the question.
    monkeypatch.setattr(Relaxing, "_ends", lambda *_: True)
    try_relaxations(random_case(random.Random(f"relaxing {seed}")), unguarded)
    assert unguarded.false >= 1


def offered(made: Case) -> list[Relaxation]:
    found = solve(made, Options(gap=0.0, workers=1))
    assert found.status == "infeasible"
    assert all(has_roster(made, [one]) for clash in found.clashes for one in clash.relaxations)
    return [one for clash in found.clashes for one in clash.relaxations]


def test_a_rotation_reaches_over_the_days_of_the_clash() -> None:
    """Two people in turn by weeks: at home on Monday and Tuesday, they are so all week, without the only leader."""
    people = [
        person(0, echelon="III.b", workdays=frozenset(range(4))),
        person(1, workdays=frozenset(range(1, 5))),
    ]
    rules = (
        rule("rotation", pattern="weeks", per="government", until=date(2025, 12, 4)),
        rule("leader_presence", per="government"),
        rule("home_weekdays", weekdays=["Senin", "Selasa"]),
    )
    told = [(rules[one.rule].key, [change.demand.where.day for change in one.changes]) for one in
            offered(case(problem(people), *rules))]  # fmt: skip
    assert told
    assert ("leader_presence", [0, 1]) not in told, (
        "the rotation keeps both away on Wednesday and Thursday too"
    )


def test_a_team_reaches_over_the_day_of_the_clash() -> None:
    """All three alike: whoever is spared alone on that day leaves the other two where they were."""
    people = [person(n, team="Tim", echelon="III.a" if n == 0 else "") for n in range(3)]
    rules = (
        rule("team_same_days"),
        rule("leader_presence"),
        rule("home_weekdays", weekdays=["Senin"], people=["P1", "P2"]),
    )
    by_rule = {rules[one.rule].key: one for one in offered(case(problem(people, days=2), *rules))}
    assert by_rule["team_same_days"].amount == 1
    assert by_rule["leader_presence"].amount == 1
    assert by_rule["home_weekdays"].amount == 2


def test_what_an_order_held_up_is_counted_anew_without_it() -> None:
    """Both at home by order count as one allowed beside the label's one; without one order the bound is one again."""
    people = [person(n, alternates="Kas", building="A") for n in range(2)]
    made = problem(people, days=1, pins=[(0, 0, HOME), (1, 0, HOME)])
    rules = (rule("fixed_days"), rule("not_home_together"), rule("office_headcount", at_least=1))
    assert solve(case(made, *rules), Options(gap=0.0, workers=1)).status == "optimal", (
        "all give way to orders"
    )


def test_a_run_that_began_before_the_roster_is_told_whole() -> None:
    """Three known days and one more: the rule's own figure would have to be four, not three."""
    made = problem(1, days=1, history=past(["HHH.."]), wishes=[(0, 0, HOME, 1)])
    rules = (rule("consecutive_home_days", at_most=2), rule("preferences"))
    (run,) = [one for one in offered(case(made, *rules)) if one.rule == 0]
    assert [(change.demand.figure, change.to) for change in run.changes] == [(2, 4)]
