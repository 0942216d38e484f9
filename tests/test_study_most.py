"""The largest number of home days: by hand, and against every roster of tiny problems."""

from __future__ import annotations

import random
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Building, Problem, ServicePost
from asnroster.domain.roster import Roster
from asnroster.engine.conflict.max_home_days import MaxHomeDays, Most
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.readiness.steps import hard_case
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry
from asnroster.run import Request, prepare
from tests.build import case, person, problem, rule, unit
from tests.test_engine_brute_force import random_problem, random_rule

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
INSTANCES = 100


def most(of: Case, *groups: list[int]) -> list[Most]:
    everybody = list(range(len(of.problem.people)))
    return MaxHomeDays().of(of, [everybody, *groups])[0]


def figures(found: list[Most]) -> list[tuple[int, int]]:
    return [(each.home, each.bound) for each in found]


# -- by hand


def test_without_rules_everybody_is_at_home_on_every_day() -> None:
    """3 people, 5 working days."""
    assert figures(most(case(problem(3)), [0], [1, 2])) == [(15, 15), (5, 5), (10, 10)]


def test_a_minimum_takes_one_a_day_from_all_but_nothing_from_each() -> None:
    """One of three in the office each day: 10 of 15; any two of them can have all of theirs."""
    found = most(case(problem(3), rule("office_headcount", at_least=1)), [0], [0, 1])
    assert figures(found) == [(10, 10), (5, 5), (10, 10)]


def test_absence_and_fixed_days_are_counted() -> None:
    """P0 on leave on Monday, P1 pinned in the office on Tuesday: 14 person-days, at most 9 with one in each day.

    Monday 2 there, one stays: 1. Tuesday P1 stays anyway: 2. Wednesday to Friday: 2 each.
    """
    data = problem(3, absent={(0, 0): "C"}, pins=[(1, 1, 1)])
    found = most(case(data, rule("fixed_days"), rule("office_headcount", at_least=1)), [1])
    assert figures(found) == [(9, 9), (4, 4)]


def test_two_rules_that_share_a_person_are_kept_by_one() -> None:
    """A counter needs P0 or P1, the leaders are P1 and P2: P1 alone keeps both, so 2 of 3 are at home a day."""
    people = [
        person(0, services=("Loket",)),
        person(1, services=("Loket",), echelon="III.a"),
        person(2, echelon="IV.a"),
    ]
    data = problem(people, posts=(ServicePost(0, "Loket", 1),))
    asked = case(data, rule("service_posts"), rule("leader_presence", at_least=1))
    asker = MaxHomeDays()
    found, roster = asker.of(asked, [[0, 1, 2], [1], [0, 2]])
    assert figures(found) == [(10, 10), (5, 5), (10, 10)]
    # Two questions, about all and about P1; five days are alike. P0 and P2 have all their days in the first answer.
    assert (asker.solves, asker.alike) == (2, 8)
    assert roster is not None
    assert audit(asked, roster).hard_violations == 0


def test_a_building_that_is_too_small_does_not_lessen_the_most() -> None:
    """Four people, room for two, one must be in: 3 a day; alone P0 has all days only if others are in."""
    people = [person(n, building="A") for n in range(4)]
    data = problem(people, buildings=(Building("A", 2),))
    found = most(case(data, rule("building_capacity"), rule("office_headcount", at_least=1)), [0], [0, 1, 2])
    assert figures(found) == [(15, 15), (5, 5), (15, 15)]


def test_capacity_is_seen_where_a_groups_most_would_fill_the_building() -> None:
    """Per unit one of two must be in; together the building holds two: one of each, whoever is asked for."""
    units = [unit("Dinas"), unit("Badan", index=1)]
    people = [person(n, n // 2, building="A") for n in range(4)]
    data = problem(people, units=units, buildings=(Building("A", 2),))
    asked = case(data, rule("building_capacity"), rule("office_headcount", at_least=1, per="agency"))
    assert figures(most(asked, [0], [0, 1])) == [(10, 10), (5, 5), (5, 5)]


def test_a_building_smaller_than_those_who_must_be_in_is_impossible_for_its_people_alone() -> None:
    units = [unit("Dinas", sector="kesehatan"), unit("Badan", index=1, sector="administrasi")]
    people = [person(0, 0, building="A"), person(1, 0, building="A"), person(2, 1, building="B")]
    data = problem(people, units=units, buildings=(Building("A", 1),))
    asked = case(data, rule("mandatory_office", sectors=["kesehatan"]), rule("building_capacity"))
    asker = MaxHomeDays()
    found, roster = asker.of(asked, [[0, 1, 2], [0, 1], [2]])
    assert [each.possible for each in found] == [False, False, True]
    assert figures(found)[2] == (5, 5)
    assert roster is None


def test_a_weekly_limit_counts() -> None:
    """Three office days a week: 2 of 5 at home."""
    assert figures(most(case(problem(2), rule("office_days_per_week", at_least=3)), [0])) == [(4, 4), (2, 2)]


# -- the sample, against the engine's own search of the whole


@pytest.mark.parametrize("scenario", ["kesiapan", "permenpanrb-4-2025", "layanan-langsung"])
def test_a_group_has_what_a_push_on_it_alone_gives(scenario: str) -> None:
    """The hard rules and one wish: home days of one group. Solved to the end, that is the group's most."""
    request = Request(STAFF, scenario=scenario, start=date(2026, 12, 1), end=date(2026, 12, 11))
    asked = hard_case(prepare(request).case)
    data = asked.problem
    agencies = [u for u, each in enumerate(data.units) if each.parent is None and data.below[u]]
    chosen = [*agencies[:2], *(u for u, each in enumerate(data.units) if each.parent in agencies[:2])][:6]
    found, _roster = MaxHomeDays().of(asked, [data.below[u] for u in chosen])
    for index, unit_index in enumerate(chosen):
        path = data.units[unit_index].path
        push = rule("home_weekdays", name="push", weekdays="Sen-Min", weight=1, units=[path])
        solution = solve(Case(data, (*asked.rules, push)), Options(gap=0.0, workers=1))
        people = list(data.below[unit_index])
        assert solution.status == "optimal"
        assert solution.cost is not None
        most = int(asked.free[people].sum()) - solution.cost + int(asked.fixed_home[people].sum())
        assert (found[index].home, found[index].bound) == (most, most), path


# -- every roster


def enumerated(asked: Case, groups: list[list[int]]) -> list[int] | None:
    """The most home days of each group over all rosters that the audit finds clean; None without one."""
    data, best = asked.problem, [-1] * len(groups)
    free = [tuple(cell) for cell in np.argwhere(asked.free).tolist()]
    for choice in product((0, 1), repeat=len(free)):
        modes = asked.fixed.modes.copy()
        for cell, mode in zip(free, choice, strict=True):
            modes[cell] = mode
        modes[~data.available] = -1
        if audit(asked, Roster(modes)).hard_violations == 0:
            home = (modes == HOME) & data.available
            best = [max(known, int(home[people].sum())) for known, people in zip(best, groups, strict=True)]
    return None if best[0] < 0 else best


def made(rng: random.Random) -> tuple[Problem, Case]:
    data = random_problem(rng, most_cells=10)
    keys = rng.sample(sorted(registry()), rng.randint(1, 4))
    rules = [random_rule(rng, key, data.horizon.start, weight=None) for key in keys]
    return data, Case(data, tuple(rules))


def most_of_all(rng: random.Random) -> tuple[int, bool]:
    """Of everybody, each person and a pair the most home days are those of the best of all rosters.

    Returns:
        How many person-days there are, and whether any roster keeps the rules.
    """
    data, asked = made(rng)
    everybody = list(range(len(data.people)))
    groups = [everybody, *([p] for p in everybody), everybody[:2]]
    expected = enumerated(asked, groups)
    found, roster = MaxHomeDays().of(asked, groups)
    if expected is None:
        assert not found[0].possible
        assert roster is None
        return int(data.available.sum()), False
    assert [(each.home, each.bound, each.possible) for each in found] == [(n, n, True) for n in expected]
    assert roster is not None
    assert audit(asked, roster).hard_violations == 0
    return int(data.available.sum()), True


@pytest.mark.parametrize("seed", range(5))
def test_the_most_is_the_most_of_all_rosters(seed: int) -> None:
    rng = random.Random(seed)
    possible = [most_of_all(rng)[1] for _ in range(INSTANCES // 5)]
    while len(set(possible)) < 2:  # until there is one of either kind
        possible.append(most_of_all(rng)[1])
        assert len(possible) < INSTANCES
