"""``most(p, w)`` and ``most(p)`` from their definitions: every pattern, judged by the audits of the rules about p."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import MONDAY, case, past, person, problem, rule

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
    # History of the first week alone: longer runs are not judged inside a week.
    before = [
        "".join(rng.choice("OOHHC.") if rng.random() < 0.95 else "?" for _ in range(start.weekday()))
        for _ in people
    ]
    return problem(
        people, start=start, days=days, history=past(before, start=start) if rng.random() < 0.6 else None,
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


def most_by_brute_force(made: Case, who: int) -> int:
    """The most home days of all patterns of the horizon that break no rule about p, each week by itself."""
    days = np.flatnonzero(made.problem.available[who])
    best = 0
    for pattern in product((OFFICE, HOME), repeat=len(days)):
        modes = np.where(made.problem.available, OFFICE, -1).astype(np.int8)
        modes[who, days] = pattern
        if pattern.count(HOME) > best and not broken_anywhere(made, Roster(modes), who):
            best = pattern.count(HOME)
    return best


def broken_anywhere(made: Case, roster: Roster, who: int) -> bool:
    return any(
        violation.where.person == who
        for entry in audit(made, roster).rules
        if entry.rule.hard
        for violation in entry.violations
    )


def random_period_rules(rng: random.Random, start: date) -> list[Rule]:
    """Caps over the horizon, or from a Monday on, beside rules that leave every lower number of home days legal."""
    fields: dict[str, object] = {"at_most": rng.randint(0, 5)}
    if rng.random() < 0.25:
        fields["from"] = start + timedelta(7 - start.weekday())
    made = [rule("home_days_per_period", name="cap", **fields)]
    if rng.random() < 0.3:
        made.append(rule("home_days_per_period", name="for one", at_most=rng.randint(0, 3), people=["P0"]))
    if rng.random() < 0.3:
        made.append(rule("home_days_per_period", name="wish", at_most=0, weight=2))
    if rng.random() < 0.6:
        made.append(rule("fixed_days"))
    if rng.random() < 0.5:
        made.append(rule("office_days_per_week", at_least=rng.randint(0, 4)))
    if rng.random() < 0.5:
        made.append(rule("home_days_per_week", at_most=rng.randint(1, 4)))
    return made


@pytest.mark.parametrize("seed", range(4))
def test_most_in_all_is_what_brute_force_finds(seed: int) -> None:
    """Under the rules at hand the weeks do not meddle with each other, so all days can be tried at once."""
    rng = random.Random(f"most in all {seed}")
    seen: Counter[int] = Counter()
    capped = 0
    for _ in range(25):
        start, days = MONDAY + timedelta(rng.randint(2, 5)), rng.randint(6, 9)
        cells = list(product(range(2), range(days)))
        data = problem(
            [person(0), person(1, workdays=frozenset(rng.choice([range(5), (0, 2, 4)])))], start=start, days=days,
            absent={cell: "C" for cell in cells if rng.random() < 0.1},
            pins=[(p, d, rng.randint(0, 1)) for p, d in cells if rng.random() < 0.2],
        )  # fmt: skip
        made = Case(data, tuple(random_period_rules(rng, start)))
        for who in range(2):
            expected = most_by_brute_force(made, who)
            assert made.most_in_all[who] == expected, (made.rules, data, who)
            seen[expected] += 1
            capped += expected < made.most[who].sum()
    assert capped >= 5
    assert all(seen[n] for n in range(4)), "totals of every kind come up"


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


def in_all(made: Problem, *rules: Rule) -> list[int]:
    return case(made, *rules).most_in_all.tolist()


def cap(at_most: int, **fields: object) -> Rule:
    return rule("home_days_per_period", at_most=at_most, **fields)


def test_most_in_all_by_hand() -> None:
    """The sum over the weeks, at most the hard cap of the period."""
    two_weeks = problem(2, days=14)
    assert in_all(two_weeks) == [10, 10]
    assert in_all(two_weeks, office(at_least=3)) == [4, 4]
    assert in_all(two_weeks, office(at_least=3), cap(3)) == [3, 3]
    assert in_all(two_weeks, office(at_least=3), cap(9)) == [4, 4]
    assert in_all(two_weeks, cap(3, people=["P1"])) == [10, 3]
    assert in_all(two_weeks, cap(3), cap(2, name="less", people=["P0"])) == [2, 3]
    assert in_all(two_weeks, cap(0)) == [0, 0]
    assert in_all(two_weeks, cap(3, weight=9)) == [10, 10], "a wish takes nothing"
    assert in_all(two_weeks, rule("home_days_per_period", at_least=3)) == [10, 10], "nor does a minimum"


def test_the_cap_of_the_period_gives_way_to_orders() -> None:
    pinned = weekly(pins=[(0, d, HOME) for d in range(3)])
    assert in_all(pinned, rule("fixed_days"), cap(2)) == [3]
    assert in_all(pinned, rule("fixed_days"), cap(4)) == [4]
    assert in_all(pinned, cap(2)) == [2], "without fixed_days nothing is fixed"


def test_a_cap_in_force_for_a_part_of_the_period() -> None:
    """What lies outside its dates comes on top."""
    two_weeks = problem(1, days=14)
    second = MONDAY + timedelta(7)
    assert in_all(two_weeks, cap(1, **{"from": second})) == [6]
    assert in_all(two_weeks, cap(1, **{"from": second}), office(at_least=3)) == [3]
    assert in_all(two_weeks, cap(1, **{"from": second + timedelta(3)})) == [9], "five, three, one of two"
    assert in_all(two_weeks, cap(1, until=MONDAY - timedelta(1))) == [10], "not in force at all"
