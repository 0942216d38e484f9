"""``most(p, w)`` from its definition: every pattern of the week, judged by the audits of the rules about p."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from itertools import product

import numpy as np
import pytest

from asnroster.domain.problem import HOME, OFFICE, Problem
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import MONDAY, case, person, problem, rule

WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]


def brute_force(made: Case, who: int, week: int) -> int:
    """The most home days of all patterns of the week in which no rule is broken by this person then."""
    days = [day for day in made.problem.horizon.weeks[week] if made.problem.available[who, day]]
    best = 0
    for pattern in product((OFFICE, HOME), repeat=len(days)):
        # Outside the week everybody is in the office: nothing but the week itself is judged.
        modes = np.where(made.problem.available, OFFICE, -1).astype(np.int8)
        modes[who, days] = pattern
        if not broken(made, Roster(modes), who, week):
            best = max(best, pattern.count(HOME))
    return best


def broken(made: Case, roster: Roster, who: int, week: int) -> bool:
    """Whether a hard rule is broken by this person in this week."""
    inside = made.problem.horizon.weeks[week]
    return any(
        violation.where.person == who and (violation.where.week == week or violation.where.day in inside)
        for entry in audit(made, roster).rules
        if entry.rule.hard
        for violation in entry.violations
    )


def random_week_rules(rng: random.Random) -> list[Rule]:
    """Some of the rules about one person, with any figures, dates and weights."""
    low = rng.randint(0, 5)
    makers = {
        "fixed_days": {},
        "mandatory_office": {"roles": ["loket"]},
        "eligible_for_home": {"min_months_in_post": rng.choice([None, 1, 6])},
        "office_weekdays": {
            rng.choice(["weekdays", "except_weekdays"]): rng.sample(WEEKDAYS, rng.randint(1, 3))
        },
        "office_days_per_week": {
            **rng.choice([{"at_least": low}, {"at_most": low}, {"at_least": min(low, 2), "at_most": low}]),
            "partial_week": rng.choice(["office_first", "home_first", "proportional"]),
        },
        "home_days_per_week": {"at_most": rng.randint(0, 5)},
        "consecutive_home_days": {"at_most": rng.randint(0, 4)},
    }
    chosen = [
        key
        for key in makers
        if rng.random() < (0.35 if key in ("mandatory_office", "office_weekdays") else 0.6)
    ]
    made = []
    for number, key in enumerate(chosen):
        more: dict[str, object] = {"name": f"{key} {number}"}
        if rng.random() < 0.2:
            more["from"] = MONDAY + timedelta(rng.randint(0, 9))
        if rng.random() < 0.2:
            more["until"] = MONDAY + timedelta(rng.randint(2, 16))
        if rng.random() < 0.15:
            more["weight"] = 3
        made.append(rule(key, **makers[key], **more))
    return made


def random_problem(rng: random.Random) -> Problem:
    """One or two people over up to seventeen days, with leave, orders, holidays and part-time weeks."""
    start, days = MONDAY + timedelta(rng.randint(0, 6)), rng.randint(5, 17)
    people = [
        person(
            n, workdays=frozenset(rng.choice([range(5), range(5), range(6), (0, 2, 4), (1, 2)])),
            roles=rng.choice([(), (), ("loket",)]), remote_capable=rng.random() > 0.2,
            disciplined_until=rng.choice([None, None, start + timedelta(6), "proses"]),
            in_post_since=rng.choice([None, start - timedelta(27)]),
        )
        for n in range(rng.randint(1, 2))
    ]  # fmt: skip
    cells = [(p, d) for p in range(len(people)) for d in range(days)]
    return problem(
        people, start=start, days=days,
        absent={cell: "C" for cell in cells if rng.random() < 0.12},
        pins=[(p, d, rng.randint(0, 1)) for p, d in cells if rng.random() < 0.15],
        holidays=[start + timedelta(d) for d in range(days) if rng.random() < 0.08],
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_most_is_what_brute_force_finds(seed: int) -> None:
    rng = random.Random(f"most {seed}")
    seen: Counter[int] = Counter()
    for _ in range(40):
        made = Case(random_problem(rng), tuple(random_week_rules(rng)))
        for who in range(len(made.problem.people)):
            for week in range(len(made.problem.horizon.weeks)):
                expected = brute_force(made, who, week)
                assert made.most[who, week] == expected, (made.rules, made.problem, who, week)
                seen[expected] += 1
    assert sum(seen.values()) >= 100
    assert all(seen[n] >= 2 for n in range(4)), "weeks of every kind come up"


def weekly(letters_absent: str = "", **more: object) -> Problem:
    """One week of one person; letters say on which days there is leave."""
    return problem(
        1, absent={(0, i): "C" for i, letter in enumerate(letters_absent) if letter == "C"}, **more
    )


def most(made: Problem, *rules: Rule) -> list[int]:
    return case(made, *rules).most[0].tolist()


def office(**fields: object) -> Rule:
    return rule("office_days_per_week", **fields)


def runs(at_most: int) -> Rule:
    return rule("consecutive_home_days", at_most=at_most)


def test_by_hand() -> None:
    assert most(weekly()) == [5], "without a rule all of it"
    assert most(weekly(), office(at_least=3)) == [2]
    assert most(weekly("CC"), office(at_least=3)) == [0]
    assert most(weekly("CC"), office(at_least=3, partial_week="home_first")) == [2]
    assert most(weekly("CC"), office(at_least=3, partial_week="proportional")) == [1]
    assert most(weekly("CCCCC"), office(at_least=3)) == [0], "nobody is at home on leave"
    assert most(weekly(), runs(1)) == [3], "HOHOH"
    assert most(weekly(), runs(2)) == [4], "HHOHH"
    assert most(weekly(), runs(0)) == [0]
    assert most(weekly("  C"), runs(2)) == [4], "leave breaks the run"
    assert most(weekly(), rule("home_days_per_week", at_most=2)) == [2]
    assert most(weekly(), rule("mandatory_office")) == [0]
    assert most(weekly(), rule("office_weekdays", except_weekdays=["Jumat"])) == [1]


def test_soft_rules_and_rules_about_others_take_nothing() -> None:
    made = problem(2)
    rules = case(
        made,
        office(at_least=3, weight=5), rule("mandatory_office", people=["P1"]), rule("home_share", at_most="0 %"),
        rule("office_headcount", at_least=2), rule("preferences"), rule("home_weekdays", weekdays="Jumat"),
    )  # fmt: skip
    assert rules.most.tolist() == [[5], [0]]


def test_a_minimum_of_home_days_takes_nothing() -> None:
    assert most(weekly(), rule("home_days_per_week", at_least=2, at_most=3)) == [3]
    assert most(weekly(), rule("home_days_per_week", at_least=4), office(at_least=3)) == [2]


def test_zero_where_no_pattern_is_legal() -> None:
    """At most one office day, but never two days in a row at home: no week of five can be."""
    assert most(weekly(), office(at_most=1), runs(1)) == [0]
    assert most(weekly(), office(at_least=4), office(name="less", at_most=3)) == [0]
    assert most(weekly(), office(at_most=2), rule("home_days_per_week", at_most=2)) == [0]
    assert most(weekly(), office(at_most=2), runs(1)) == [3], "HOHOH can"


def test_fixed_days_bind_and_bounds_give_way_to_them() -> None:
    pinned = weekly(pins=[(0, d, HOME) for d in range(4)])
    assert most(pinned, rule("fixed_days"), office(at_least=3)) == [4]
    assert most(pinned, rule("fixed_days"), rule("home_days_per_week", at_most=2)) == [4]
    assert most(pinned, rule("fixed_days"), runs(2)) == [4], "Friday must be in the office"
    to_office = weekly(pins=[(0, d, OFFICE) for d in range(4)])
    assert most(to_office, rule("fixed_days"), office(at_most=2)) == [1]
    assert most(to_office, rule("fixed_days")) == [1]


def test_weeks_apart() -> None:
    """Each week by itself: a run over the weekend is not judged inside a week."""
    made = problem(1, start=MONDAY + timedelta(2), days=14)
    assert most(made, office(at_least=3)) == [1, 2, 0], "ceil(9/5) = 2 of 3; 3 of 5; ceil(6/5) = 2 of 2"
    assert most(made, runs(3)) == [3, 4, 2]
    assert most(made, rule("home_days_per_week", at_most=2)) == [1, 2, 0], "floor(6/5), 2, floor(4/5)"


def test_people_alike_and_not_alike() -> None:
    """The same week for different people: hours, scope, orders and leave all matter."""
    people = [
        person(0),
        person(1),
        person(2, workdays=frozenset({0, 1})),
        person(3),
        person(4),
        person(5, workdays=frozenset(range(6))),
    ]
    made = problem(people, days=6, absent={(1, 0): "C"}, pins=[(3, 0, HOME), (3, 1, HOME), (3, 2, HOME)])
    rules = case(made, office(at_least=3), rule("fixed_days"), rule("mandatory_office", people=["P4"]))
    assert rules.most[:, 0].tolist() == [2, 1, 0, 3, 0, 3]
