"""Common real situations have a roster, the same one every time, and what cannot be is named."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from asnroster.domain.calendar import Horizon, national_calendar
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building, Problem
from asnroster.engine.solve import Options, Solution, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import EVERY_COLUMN, case, person, problem, rule, unit

HALF = Fraction(1, 2)
TWO_DAYS = frozenset({0, 1})


def three_and_two(*, hard_home: bool = False) -> list[Rule]:
    """Three days in the office, at most two at home, used where possible."""
    push = {} if hard_home else {"weight": 10}
    return [
        rule("fixed_days"),
        rule("office_days_per_week", at_least=3),
        rule("home_days_per_week", at_most=2),
        rule("home_days_per_week", name="use the home days", at_least=2, **push),
    ]


def limits() -> list[Rule]:
    """The units' own figures, a leader in each agency, half of an agency at most."""
    return [
        rule("office_headcount", name="Min WFO"),
        rule("home_share", name="half", at_most="50 %"),
        rule("home_share", name="Maks WFH %"),
        rule("leader_presence"),
        rule("consecutive_home_days", at_most=2),
    ]


def solved(made: Case, *, gap: float = 0.0, workers: int = 1) -> Solution:
    """The roster, proved best, and clean by the audit that knows no solver."""
    found = solve(made, Options(gap=gap, workers=workers))
    assert found.status == "optimal" and found.roster is not None
    judged = audit(made, found.roster)
    assert (judged.hard_violations, judged.cost) == (0, found.cost)
    assert found.broken == ()
    return found


def rows(found: Solution) -> list[str]:
    """The roster as strings."""
    assert found.roster is not None
    return [
        "".join({OFFICE: "O", HOME: "H"}.get(mode, ".") for mode in line)
        for line in found.roster.modes.tolist()
    ]


def home_days(found: Solution) -> list[int]:
    return [row.count("H") for row in rows(found)]


def test_units_of_one_with_min_wfo_two() -> None:
    """The one person is all there is: always in the office, and no reason to give up."""
    units = [
        unit("Dinas"),
        *(unit(f"Seksi {n}", parent=0, index=n, min_office=2, max_home_share=HALF) for n in (1, 2, 3)),
    ]
    people = [
        person(0, 0, echelon="II.b"),
        person(1, 1),
        person(2, 2),
        person(3, 3),
        person(4, 3),
        person(5, 3),
    ]
    found = solved(case(problem(people, days=12, units=units), *three_and_two(), *limits()))
    assert home_days(found)[1:3] == [0, 0]
    # Three people, two of them needed, half of three is one: five home days a week among them.
    assert sum(home_days(found)[3:]) == 10


@pytest.mark.parametrize("hard_home", [False, True])
def test_the_only_leader(hard_home: bool) -> None:
    """Present whenever available; on leave nobody is asked to be one."""
    people = [person(0, echelon="III.a"), person(1), person(2), person(3)]
    made = problem(people, days=12, absent={(0, d): "C" for d in (1, 2, 7, 8, 9)})
    found = solved(case(made, *three_and_two(hard_home=hard_home)[: 3 if hard_home else 4], *limits()))
    assert rows(found)[0] == "O..OO.....OO"


def test_two_leaders_one_on_long_leave() -> None:
    people = [person(0, echelon="III.a"), person(1, echelon="IV.a"), person(2), person(3)]
    made = problem(people, days=12, absent={(0, d): "C" for d in range(12)})
    assert rows(solved(case(made, *three_and_two(), *limits())))[:2] == ["............", "OOOOO..OOOOO"]


@pytest.mark.parametrize("partial_week", ["office_first", "home_first", "proportional"])
@pytest.mark.parametrize("hard_home", [False, True])
def test_weeks_of_three_days(partial_week: str, hard_home: bool) -> None:
    """Holidays on Thursday and Friday: three office days and two home days do not both fit, nor need they."""
    rules = [
        rule("office_days_per_week", at_least=3, partial_week=partial_week),
        *three_and_two(hard_home=hard_home)[2:],
    ]
    made = problem(3, holidays=[date(2025, 12, 4), date(2025, 12, 5)], absent={(2, 0): "S"})
    most = {"office_first": [0, 0, 0], "home_first": [2, 2, 2], "proportional": [1, 1, 0]}[partial_week]
    assert home_days(solved(case(made, *rules))) == most


@pytest.mark.parametrize("length", range(1, 32))
def test_every_cut_of_a_month_under_exactly_three_and_two(length: int) -> None:
    """Exactly three office days and two home days, hard, from any day of the week on, any length."""
    rules = [rule("office_days_per_week", at_least=3, at_most=3), *three_and_two(hard_home=True)[2:]]
    for offset in (0, 2, 4, 6):
        made = problem(
            [person(0), person(1, workdays=TWO_DAYS)],
            start=date(2025, 12, 1) + timedelta(offset),
            days=length,
        )
        solved(case(made, *rules))


def test_part_time_people() -> None:
    """Two days a week under three office days: both in the office. Under one, the other at home."""
    people = [person(0, workdays=TWO_DAYS), person(1, workdays=frozenset({2, 4})), person(2)]
    made = problem(people, days=12)
    found = solved(case(made, *three_and_two(hard_home=True), rule("office_headcount", at_least=1)))
    assert home_days(found) == [0, 0, 4]
    one = [rule("office_days_per_week", at_least=1), rule("home_days_per_week", at_least=1, at_most=2)]
    assert rows(solved(case(problem([person(0, workdays=TWO_DAYS)], days=12), *one)))[0].count("H") == 2


def test_leave_over_the_whole_month() -> None:
    people = [person(n, echelon="III.a" if n == 0 else "") for n in range(4)]
    made = problem(people, days=31, absent={(p, d): "C" for p in (0, 1) for d in range(31)})
    found = solved(
        case(made, *three_and_two(), *limits(), rule("office_headcount", name="three", at_least=3))
    )
    assert set(rows(found)[0]) == {"."}
    assert home_days(found)[2:] == [0, 0], "three are needed, two are there"


def test_everybody_on_leave_on_one_day() -> None:
    made = problem(3, absent={(p, 2): "C" for p in range(3)})
    solved(
        case(
            made,
            rule("office_headcount", at_least=2),
            rule("leader_presence"),
            rule("home_share", at_least="1/3"),
        )
    )


def flood(pinned: range, *, days: int = 12) -> Problem:
    """A unit of five with its leader put at home by order, in an agency of nine."""
    units = [
        unit("Dinas", max_home_share=HALF, min_office=3),
        unit("Bidang", parent=0, index=1, min_office=3, max_home_share=HALF),
    ]
    people = [person(0, 0, echelon="II.b"), *(person(n, 0) for n in (1, 2, 3)),
              person(4, 1, echelon="III.a"), *(person(n, 1) for n in (5, 6, 7, 8))]  # fmt: skip
    return problem(people, days=days, units=units, pins=[(p, d, HOME) for p in range(4, 9) for d in pinned])


FLOOD_RULES = [
    rule("office_headcount", at_least=2),
    rule("leader_presence", per="unit"),
    rule("home_share", at_most="25 %", per="unit"),
    rule("office_share", at_least="75 %", per="unit"),
    rule("consecutive_home_days", at_most=1),
]


@pytest.mark.parametrize("pinned", [range(12), range(3), range(3, 9), range(2, 3)], ids=str)
@pytest.mark.parametrize("hard_home", [False, True])
def test_a_unit_at_home_by_a_flood_order(pinned: range, hard_home: bool) -> None:
    """Hard headcount, leader, caps and weekly days all give way to the order, for those days alone."""
    rules = three_and_two()[:3] if hard_home else three_and_two()
    made = case(flood(pinned), *rules, *FLOOD_RULES)
    found = solved(made)
    assert found.roster is not None
    days = [d for d in pinned if made.problem.working[4, d]]
    assert (found.roster.modes[np.ix_(range(4, 9), days)] == HOME).all()
    gave_way = {entry.rule.key for entry in audit(made, found.roster).rules if entry.gave_way}
    assert {"office_headcount", "leader_presence", "home_share", "office_share"} <= gave_way


def test_a_flood_order_that_takes_the_whole_week() -> None:
    made = case(flood(range(5)), *three_and_two(), *FLOOD_RULES)
    found = solved(made)
    assert found.roster is not None
    weekly = {
        e.rule.name: [(g.stated, g.applied) for g in e.gave_way] for e in audit(made, found.roster).rules
    }
    assert weekly["office_days_per_week"] == [(3, 0)] * 5
    assert weekly["home_days_per_week"] == [(2, 5)] * 5


def test_a_hospital_pinned_to_the_office_under_at_most() -> None:
    """Mandatory people under at most three office days, and on a Thursday that all spend at home."""
    made = problem(4)
    rules = [rule("mandatory_office", people=["P0", "P1"]), rule("office_days_per_week", at_most=3),
             rule("home_weekdays", weekdays="Kamis"), rule("home_share", at_least="50 %")]  # fmt: skip
    found = solved(case(made, *rules))
    assert rows(found)[:2] == ["OOOOO", "OOOOO"]
    assert all(row[3] == "H" for row in rows(found)[2:])


def test_a_capacity_never_gives_way() -> None:
    """Three who must be in a building for two: no roster, and both rules are named, the third is not."""
    people = [person(n, building="G") for n in range(4)]
    made = problem(people, buildings=(Building("G", 2),))
    rules = case(
        made, rule("office_days_per_week", at_least=3), rule("mandatory_office", people=["P0", "P1", "P2"]),
        rule("building_capacity"), rule("preferences", weight=1),
    )  # fmt: skip
    found = solve(rules, Options(gap=0.0, workers=1))
    assert (found.status, found.roster, found.cost) == ("infeasible", None, None)
    assert [clash.rules for clash in found.clashes] == [(1, 2)]


def test_two_clashes_are_both_named() -> None:
    """One agency clashes by weekly days, the other by a cap against a Thursday at home."""
    units = [unit("Dinas"), unit("Badan", index=1, max_home_share=HALF)]
    made = problem([person(0, 0), person(1, 1), person(2, 1)], units=units)
    rules = case(
        made,
        rule("office_days_per_week", at_most=2, units=["Dinas"]), rule("home_days_per_week", at_most=2, units=["Dinas"]),
        rule("home_weekdays", weekdays="Kamis", units=["Badan"]), rule("home_share"),
        rule("office_headcount", at_least=1, per="agency", units=["Badan"]),
    )  # fmt: skip
    found = solve(rules, Options(gap=0.0, workers=1))
    assert found.status == "infeasible"
    told = [clash.rules for clash in found.clashes]
    assert (0, 1) in told
    assert any(set(rules) in ({2, 3}, {2, 4}) for rules in told)
    assert all(set(rules) in ({0, 1}, {2, 3}, {2, 4}) for rules in told)


def sixty_people(seed: int = 7) -> Case:
    """December 2025 for two agencies of six units, with leave, wishes, leaders, minimums and caps."""
    rng = random.Random(seed)
    units = [unit("Dinas", index=0), unit("Badan", index=1)]
    units += [unit(f"Bidang {n}", parent=n % 2, index=n, agency=n % 2, path=f"{'Dinas' if n % 2 == 0 else 'Badan'} > Bidang {n}",
                   min_office=rng.choice([None, 2, 3]), max_home_share=rng.choice([None, HALF])) for n in range(2, 8)]  # fmt: skip
    horizon = Horizon(date(2025, 12, 1), date(2025, 12, 31))
    people = tuple(
        person(
            n,
            2 + n % 6,
            echelon="III.a" if n < 6 else "IV.a" if n < 12 else "",
            remote_capable=rng.random() > 0.15,
        )
        for n in range(60)
    )
    absence = np.full((60, 31), -1, dtype=np.int16)
    for who in rng.sample(range(60), 15):
        first = rng.randrange(31)
        absence[who, first : first + rng.randint(1, 8)] = 0
    base = problem(people, days=31, units=units)
    made = Problem(
        people=people, units=base.units, horizon=horizon, calendar=national_calendar([2025]), absence=absence,
        absence_codes=("C",), columns=EVERY_COLUMN,
    )  # fmt: skip
    drawn = problem(people, days=31, wishes=[
        (p, d, rng.randint(0, 1), rng.randint(1, 10)) for p in range(60) for d in range(31) if rng.random() < 0.3
    ]).wishes  # fmt: skip
    made = Problem(
        people=people, units=made.units, horizon=horizon, calendar=made.calendar, absence=absence, absence_codes=("C",),
        columns=EVERY_COLUMN, wishes=drawn,
    )  # fmt: skip
    return case(
        made, rule("eligible_for_home"), *three_and_two(), rule("consecutive_home_days", at_most=2), rule("office_headcount"),
        rule("home_share", at_most="50 %", per="unit"), rule("leader_presence", per="unit"), rule("preferences", weight=1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def sixty() -> Case:
    return sixty_people()


@pytest.mark.parametrize("gap", [0.0, 0.005])
def test_the_same_roster_whatever_the_workers_and_the_run(sixty: Case, gap: float) -> None:
    """Workers 1, 2 and 4 and a second run, with proof and with the default gap: cell for cell the same."""
    first = solve(sixty, Options(gap=gap, workers=1))
    assert first.roster is not None and first.status in (
        ("optimal",) if gap == 0 else ("optimal", "feasible")
    )
    judged = audit(sixty, first.roster)
    assert (judged.hard_violations, judged.cost) == (0, first.cost)
    assert first.cost is not None and first.bound is not None and first.bound <= first.cost
    assert first.cost - first.bound <= gap * first.cost
    for workers, again in ((1, sixty_people()), (2, sixty), (4, sixty_people())):
        other = solve(again, Options(gap=gap, workers=workers))
        assert (other.status, other.cost, other.bound, other.rule_costs) == (
            first.status,
            first.cost,
            first.bound,
            first.rule_costs,
        )
        assert other.roster is not None
        assert (other.roster.modes == first.roster.modes).all()
        assert not other.interrupted and not other.time_limited


def test_without_options_it_is_content_with_half_a_per_cent(sixty: Case) -> None:
    plain, told = solve(sixty), solve(sixty, Options(seed=1, gap=0.005))
    assert plain.roster is not None and told.roster is not None
    assert (plain.roster.modes == told.roster.modes).all()


@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.01, 0.1, 0.3])
def test_hardly_any_time(sixty: Case, seconds: float) -> None:
    """Whatever comes of it is a roster that the audit finds clean, or none: never an exception."""
    found = solve(sixty, Options(gap=0.0, time_limit_seconds=seconds, workers=2))
    assert found.status in ("optimal", "feasible", "unknown")
    assert (found.roster is None) == (found.status == "unknown")
    if found.roster is None:
        assert found.cost is None and found.time_limited
    else:
        judged = audit(sixty, found.roster)
        assert (judged.hard_violations, judged.cost) == (0, found.cost)
        assert found.bound is not None and found.bound <= judged.cost
