"""Weekly bounds and runs at home, by hand: whole weeks, cut weeks, leave, holidays, part-time, six days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asnroster.domain.calendar import Calendar
from asnroster.domain.problem import Problem
from asnroster.judge.audit import audit
from tests.build import case, person, problem, roster, rule
from tests.hand import Hand, check, days_of, hand

TWO_DAYS = [person(0, workdays=frozenset({0, 1}))]
MON_WED_FRI = [person(0, workdays=frozenset({0, 2, 4}))]
SIX_DAYS = [person(0, workdays=frozenset(range(6)))]
HOSPITAL = [rule("mandatory_office")]
WED = {"start": days_of(3)}
THU = {"start": days_of(4)}
FRI = {"start": days_of(5)}
WED_OFF = {"holidays": [days_of(3)]}
OFFICE, HOME, RUN = "office_days_per_week", "home_days_per_week", "consecutive_home_days"
FIRST = {"at_least": 3, "partial_week": "office_first"}
LAST = {"at_least": 3, "partial_week": "home_first"}
SHARED = {"at_least": 3, "partial_week": "proportional"}

OFFICE_DAYS = [
    hand("three of five is enough", OFFICE, {"at_least": 3}, "OOOHH"),
    hand("two of five is one short", OFFICE, {"at_least": 3}, "OOHHH", [("P0", "week 49", 2, 3, 1)]),
    hand("nobody in the office is three short", OFFICE, {"at_least": 3}, "HHHHH", [("P0", "week 49", 0, 3, 3)]),
    hand("four is one over at most three", OFFICE, {"at_most": 3}, "OOOOH", [("P0", "week 49", 4, 3, 1)]),
    hand("each week by itself", OFFICE, {"at_least": 3, "at_most": 3}, "OOHHH..OOOOO",
         [("P0", "week 49", 2, 3, 1), ("P0", "week 50", 5, 3, 2)]),
    hand("each person by themselves", OFFICE, {"at_least": 3}, ["OOOHH", "OHHHH", "OOHHH"],
         [("P1", "week 49", 1, 3, 2), ("P2", "week 49", 2, 3, 1)]),
    hand("more than a week has is all of the week", OFFICE, {"at_least": 7}, "OOOOH", [("P0", "week 49", 4, 5, 1)]),
    # Two days of leave, three available: min(3, 3) = 3; 3 - (5 - 3) = 1; ceil(3 * 3 / 5) = 2.
    hand("leave, office first: the office days stay", OFFICE, FIRST, "OOHCC", [("P0", "week 49", 2, 3, 1)]),
    hand("leave, office first: all that is left", OFFICE, FIRST, "OHCCC", [("P0", "week 49", 1, 2, 1)]),
    hand("leave, home first: the home days stay", OFFICE, LAST, "OHHCC"),
    hand("leave, home first: one office day is left", OFFICE, LAST, "HHHCC", [("P0", "week 49", 0, 1, 1)]),
    hand("leave, home first: two days may both be at home", OFFICE, LAST, "HHCCC"),
    hand("leave, proportional: two of three", OFFICE, SHARED, "OHHCC", [("P0", "week 49", 1, 2, 1)]),
    hand("leave, proportional: rounded up", OFFICE, SHARED, "HCCCC", [("P0", "week 49", 0, 1, 1)]),
    hand("leave, proportional: four days ask for three", OFFICE, SHARED, "OOHHC", [("P0", "week 49", 2, 3, 1)]),
    hand("a whole week of leave asks for nothing", OFFICE, {"at_least": 3}, "CCCCC"),
    # A holiday leaves full at five and takes one available day.
    hand("holiday, office first", OFFICE, FIRST, "OO.HH", [("P0", "week 49", 2, 3, 1)], **WED_OFF),
    hand("holiday, home first", OFFICE, LAST, "OO.HH", **WED_OFF),
    hand("holiday, home first, one short", OFFICE, LAST, "HO.HH", [("P0", "week 49", 1, 2, 1)], **WED_OFF),
    hand("holiday, proportional", OFFICE, SHARED, "OO.HH", [("P0", "week 49", 2, 3, 1)], **WED_OFF),
    hand("at most is not lowered by leave", OFFICE, {"at_most": 3}, "OOOCC"),
    # The horizon begins on Wednesday: ceil(3 * 3 / 5) = 2, and three days stand for the week.
    hand("cut to three days", OFFICE, FIRST, "OHH", [("P0", "week 49", 1, 2, 1)], **WED),
    hand("cut to three days, enough", OFFICE, FIRST, "OHO", **WED),
    hand("cut to one day: rounded up", OFFICE, FIRST, "H", [("P0", "week 49", 0, 1, 1)], **FRI),
    hand("cut to four days asks for three", OFFICE, FIRST, "OHHO", [("P0", "week 49", 2, 3, 1)], start=days_of(2)),
    hand("cut at the end: Monday only", OFFICE, FIRST, "OOOHH..H", [("P0", "week 50", 0, 1, 1)]),
    hand("a weekend at the end cuts nothing", OFFICE, FIRST, "OOOHH..", []),
    hand("cut and leave, office first: both", OFFICE, FIRST, "OHC", [("P0", "week 49", 1, 2, 1)], **WED),
    hand("cut and leave, home first: 2 - (3 - 2) = 1", OFFICE, LAST, "OHC", **WED),
    hand("cut and leave, home first, none", OFFICE, LAST, "HHC", [("P0", "week 49", 0, 1, 1)], **WED),
    hand("cut and leave, proportional: ceil(2 * 2 / 3) = 2", OFFICE, SHARED, "OHC", [("P0", "week 49", 1, 2, 1)], **WED),
    hand("cut and two days of leave, home first", OFFICE, LAST, "HCC", **WED),
    hand("cut and two days of leave, proportional", OFFICE, SHARED, "HCC", [("P0", "week 49", 0, 1, 1)], **WED),
    hand("at most is not lowered by the cut", OFFICE, {"at_most": 3}, "OOO", **WED),
    hand("from Wednesday: two of the last three", OFFICE, {"at_least": 3, "from": days_of(3)}, "OOHHO",
         [("P0", "week 49", 1, 2, 1)]),
    hand("from Wednesday: Monday and Tuesday do not count", OFFICE, {"at_least": 3, "from": days_of(3)}, "HHHOO"),
    hand("until Tuesday: ceil(3 * 2 / 5) = 2", OFFICE, {"at_least": 3, "until": days_of(2)}, "OHOOO",
         [("P0", "week 49", 1, 2, 1)]),
    hand("at most counts the days in force only", OFFICE, {"at_most": 2, "from": days_of(3)}, "OOOOH", []),
    hand("out of force in the second week", OFFICE, {"at_least": 3, "until": days_of(5)}, "OOOHH..HHHHH"),
    hand("two days a week: both", OFFICE, {"at_least": 3}, "OH...", [("P0", "week 49", 1, 2, 1)], people=TWO_DAYS),
    hand("two days a week: enough", OFFICE, {"at_least": 3}, "OO...", people=TWO_DAYS),
    hand("two days a week, one of leave, home first: 1 - (2 - 2)", OFFICE, LAST, "HC...",
         [("P0", "week 49", 0, 1, 1)], people=TWO_DAYS),
    hand("two days a week, at least one, home first: 1 - (2 - 1)", OFFICE, LAST | {"at_least": 1}, "HC...",
         people=TWO_DAYS),
    hand("Mon, Wed, Fri cut to Wed-Fri: ceil(2 * 2 / 3) = 2", OFFICE, {"at_least": 2}, "H.O",
         [("P0", "week 49", 1, 2, 1)], people=MON_WED_FRI, **WED),
    hand("Mon, Wed, Fri cut to Thu-Fri: ceil(2 * 1 / 3) = 1", OFFICE, {"at_least": 2}, ".O", people=MON_WED_FRI, **THU),
    hand("six days cut to Mon-Wed: ceil(4 * 3 / 6) = 2", OFFICE, {"at_least": 4}, "OOH", people=SIX_DAYS),
    hand("five days cut to Mon-Wed: ceil(4 * 3 / 5) = 3", OFFICE, {"at_least": 4}, "OOH", [("P0", "week 49", 2, 3, 1)]),
    hand("six days, one of leave, home first: 5 - (6 - 3) = 2", OFFICE, LAST, "OHHHHC",
         [("P0", "week 49", 1, 2, 1)], people=SIX_DAYS),
    hand("six days, one of leave, proportional: ceil(3 * 5 / 6) = 3", OFFICE, SHARED, "OOHHHC",
         [("P0", "week 49", 2, 3, 1)], people=SIX_DAYS),
    hand("at home by order: at least gives way to one", OFFICE, {"at_least": 3}, "hhhhO", moved=[("P0", "week 49", 3, 1)]),
    hand("at home by order: what is left is asked for", OFFICE, {"at_least": 3}, "hhhhH",
         [("P0", "week 49", 0, 1, 1)], moved=[("P0", "week 49", 3, 1)]),
    hand("at home by order all week", OFFICE, {"at_least": 3}, "hhhhh", moved=[("P0", "week 49", 3, 0)]),
    hand("two by order: three are still within reach", OFFICE, {"at_least": 3}, "hhOOO"),
    hand("in the office by order: at most gives way", OFFICE, {"at_most": 2}, "oooHH", moved=[("P0", "week 49", 2, 3)]),
    hand("in the office by order: not one more", OFFICE, {"at_most": 2}, "oooOH",
         [("P0", "week 49", 4, 3, 1)], moved=[("P0", "week 49", 2, 3)]),
    hand("a hospital under at most", OFFICE, {"at_most": 3}, "OOOOO", moved=[("P0", "week 49", 3, 5)], others=HOSPITAL),
    hand("over the year's end: one ISO week", OFFICE, {"at_least": 3}, "OOHHH", [("P0", "week 1", 2, 3, 1)],
         start=date(2025, 12, 29)),
    hand("soft: short days cost the weight each", OFFICE, {"at_least": 3, "weight": 7}, "OHHHH",
         [("P0", "week 49", 1, 3, 2)]),
]  # fmt: skip

FOUR_OFFICE = [rule(OFFICE, name="four", at_least=4)]
THREE_OFFICE = [rule(OFFICE, name="three", at_least=3)]
NO_PAIRS = [rule(RUN, name="no pairs", at_most=1)]
SOFT_FOUR = [rule(OFFICE, name="four", at_least=4, weight=1)]

HOME_DAYS = [
    hand("two of five", HOME, {"at_most": 2}, "OOOHH"),
    hand("three is one over", HOME, {"at_most": 2}, "OOHHH", [("P0", "week 49", 3, 2, 1)]),
    hand("each week by itself", HOME, {"at_most": 2}, "HHHOO..HHHHH",
         [("P0", "week 49", 3, 2, 1), ("P0", "week 50", 5, 2, 3)]),
    hand("a holiday does not cut the week", HOME, {"at_most": 2}, "HH.OO", **WED_OFF),
    hand("leave does not cut the week", HOME, {"at_most": 2}, "HHCCC"),
    hand("cut to four days: floor(2 * 4 / 5) = 1", HOME, {"at_most": 2}, "HHOO", [("P0", "week 49", 2, 1, 1)],
         start=days_of(2)),
    hand("cut to three days: floor(2 * 3 / 5) = 1", HOME, {"at_most": 2}, "HHO", [("P0", "week 49", 2, 1, 1)], **WED),
    hand("cut to two days: none", HOME, {"at_most": 2}, "HO", [("P0", "week 49", 1, 0, 1)], **THU),
    hand("cut at the end to two days: none", HOME, {"at_most": 2}, "OOOHH..HO", [("P0", "week 50", 1, 0, 1)]),
    hand("from Wednesday: one of the last three", HOME, {"at_most": 2, "from": days_of(3)}, "OOHHO",
         [("P0", "week 49", 2, 1, 1)]),
    hand("from Wednesday: earlier days do not count", HOME, {"at_most": 2, "from": days_of(3)}, "HHHOO"),
    hand("until Tuesday: none", HOME, {"at_most": 2, "until": days_of(2)}, "HOHHH", [("P0", "week 49", 1, 0, 1)]),
    hand("by order: at most gives way", HOME, {"at_most": 2}, "hhhOO", moved=[("P0", "week 49", 2, 3)]),
    hand("by order: not one more", HOME, {"at_most": 2}, "hhhHO", [("P0", "week 49", 4, 3, 1)],
         moved=[("P0", "week 49", 2, 3)]),
    hand("by order in a cut week: 0 becomes 2", HOME, {"at_most": 2}, "hh", moved=[("P0", "week 49", 0, 2)], **THU),
    hand("two days a week: at most two is all of them", HOME, {"at_most": 2}, "HH...", people=TWO_DAYS),
    hand("Mon, Wed, Fri cut to Wed-Fri: floor(2 * 2 / 3) = 1", HOME, {"at_most": 2}, "H.H",
         [("P0", "week 49", 2, 1, 1)], people=MON_WED_FRI, **WED),
    hand("six days cut to Thu-Sat: floor(4 * 3 / 6) = 2", HOME, {"at_most": 4}, "HHO", people=SIX_DAYS, **THU),
    hand("five days cut to Thu-Fri: floor(4 * 2 / 5) = 1", HOME, {"at_most": 4}, "HH.", [("P0", "week 49", 2, 1, 1)], **THU),
    hand("at least two: one is missing", HOME, {"at_least": 2}, "OOOOH", [("P0", "week 49", 1, 2, 1)]),
    hand("at least, both bounds", HOME, {"at_least": 1, "at_most": 2}, "OOOOO..HHHOO",
         [("P0", "week 49", 0, 1, 1), ("P0", "week 50", 3, 2, 1)]),
    hand("at least in a cut week: floor(2 * 3 / 5) = 1", HOME, {"at_least": 2}, "OOO", [("P0", "week 49", 0, 1, 1)], **WED),
    hand("at least in a cut week of two: nothing", HOME, {"at_least": 2}, "OO", **THU),
    hand("at least, from Wednesday", HOME, {"at_least": 2, "from": days_of(3)}, "HHOOO", [("P0", "week 49", 0, 1, 1)]),
    hand("at least asks for no more than four office days leave", HOME, {"at_least": 2}, "OOOOH", others=FOUR_OFFICE),
    hand("at least still asks for what they leave", HOME, {"at_least": 2}, "OOOOO", [("P0", "week 49", 0, 1, 1)],
         others=FOUR_OFFICE),
    hand("a soft rule takes nothing from it", HOME, {"at_least": 2}, "OOOOH", [("P0", "week 49", 1, 2, 1)],
         others=SOFT_FOUR),
    hand("at least and leave: one day left", HOME, {"at_least": 2}, "OCCCC", [("P0", "week 49", 0, 1, 1)]),
    hand("leave under three office days: none is possible", HOME, {"at_least": 2}, "OOOCC", others=THREE_OFFICE),
    hand("a hospital has nothing to give", HOME, {"at_least": 2}, "OOOOO", others=HOSPITAL),
    hand("no pairs: at most HOHOH", HOME, {"at_least": 4}, "HOHOO", [("P0", "week 49", 2, 3, 1)], others=NO_PAIRS),
    hand("more than a week has is all of it", HOME, {"at_least": 9}, "HHHHO", [("P0", "week 49", 4, 5, 1)]),
    hand("two days a week: capped at two", HOME, {"at_least": 3}, "HO...", [("P0", "week 49", 1, 2, 1)], people=TWO_DAYS),
    hand("two days a week under three office days", HOME, {"at_least": 2}, "OO...", people=TWO_DAYS, others=THREE_OFFICE),
    hand("an order to the office is no broken minimum", HOME, {"at_least": 5}, "oHHHH"),
    hand("an order home counts", HOME, {"at_least": 2}, "hhOOO"),
    hand("soft: a missing day costs the weight", HOME, {"at_least": 2, "weight": 10}, ["OOOOO", "OOHHO", "OOOOH"],
         [("P0", "week 49", 0, 2, 2), ("P2", "week 49", 1, 2, 1)]),
]  # fmt: skip

RUNS = [
    hand("two in a row, twice", RUN, {"at_most": 2}, "HHOHH"),
    hand("three in a row", RUN, {"at_most": 2}, "HHHOO", [("P0", "Wed 3", 3, 2, 1)]),
    hand("four in a row are two windows of three", RUN, {"at_most": 2}, "HHHHO",
         [("P0", "Wed 3", 3, 2, 1), ("P0", "Thu 4", 3, 2, 1)]),
    hand("a weekend does not break the run", RUN, {"at_most": 2}, "OOOHH..HOOOO", [("P0", "Mon 8", 3, 2, 1)]),
    hand("an office Monday does", RUN, {"at_most": 2}, "OOOHH..OHHOO"),
    hand("a holiday does not break the run", RUN, {"at_most": 2}, "OH.HH", [("P0", "Fri 5", 3, 2, 1)], **WED_OFF),
    hand("leave does", RUN, {"at_most": 2}, "HHCHH"),
    hand("leave on Friday before a home Monday", RUN, {"at_most": 2}, "OOHHC..HHOOO"),
    hand("a run of orders alone is not counted", RUN, {"at_most": 2}, "hhhhh"),
    hand("one free day makes the window count", RUN, {"at_most": 2}, "hhHOO", [("P0", "Wed 3", 3, 2, 1)]),
    hand("a free day after the orders", RUN, {"at_most": 2}, "hhhHO", [("P0", "Thu 4", 3, 2, 1)]),
    hand("windows beyond the free day are orders again", RUN, {"at_most": 2}, "Hhhhh", [("P0", "Wed 3", 3, 2, 1)]),
    hand("a window must lie in what is known", RUN, {"at_most": 2}, "HHO", **WED),
    hand("it may end on the last day", RUN, {"at_most": 2}, "OHHH", [("P0", "Thu 4", 3, 2, 1)]),
    hand("days not usually worked do not break", RUN, {"at_most": 2}, "H.H.H", [("P0", "Fri 5", 3, 2, 1)],
         people=MON_WED_FRI),
    hand("a worked Saturday counts", RUN, {"at_most": 2}, "OOOHHH", [("P0", "Sat 6", 3, 2, 1)], people=SIX_DAYS),
    hand("never in a row", RUN, {"at_most": 1}, "HOHHO..OHOHO", [("P0", "Thu 4", 2, 1, 1)]),
    hand("none at all", RUN, {"at_most": 0}, "OHOOH", [("P0", "Tue 2", 1, 0, 1), ("P0", "Fri 5", 1, 0, 1)]),
    hand("in force from Wednesday: Monday and Tuesday are not its business", RUN,
         {"at_most": 2, "from": days_of(3)}, "HHHHO"),
    hand("in force until Tuesday", RUN, {"at_most": 2, "until": days_of(2)}, "HHHHH"),
    hand("each person by themselves", RUN, {"at_most": 2}, ["HHHOO", "OOHHH", "HOHOH"],
         [("P0", "Wed 3", 3, 2, 1), ("P1", "Fri 5", 3, 2, 1)]),
    hand("soft: each window costs the weight", RUN, {"at_most": 1, "weight": 5}, "HHHOO",
         [("P0", "Tue 2", 2, 1, 1), ("P0", "Wed 3", 2, 1, 1)]),
]  # fmt: skip

CASES = OFFICE_DAYS + HOME_DAYS + RUNS


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


def declared_saturday(first: int) -> Problem:
    """One person in the week to Sunday the 7th, from one of its dates on, with Saturday ``Masuk``."""
    made = problem(1, start=days_of(first), days=8 - first)
    calendar = Calendar({}, extra_working=frozenset({days_of(6)}))
    return Problem(made.people, made.units, made.horizon, calendar, made.absence)


def test_a_declared_saturday_is_a_sixth_day_of_a_week_of_five() -> None:
    """``Masuk`` on Saturday: the person works six days, full stays five, nothing is cut."""
    made = declared_saturday(1)
    assert made.available[0].tolist() == [True] * 6 + [False]
    rules = case(made, rule(OFFICE, at_least=3), rule(HOME, at_most=2))
    office, home = audit(rules, roster(made, "OOHHHH.")).rules
    assert [(v.found, v.needed) for v in office.violations] == [(2, 3)]
    assert [(v.found, v.needed) for v in home.violations] == [(4, 2)]


@pytest.mark.parametrize(("first", "row", "due"), [(1, "OOHHHH.", 5), (4, "OOH.", 2)])
@pytest.mark.parametrize(("key", "letters"), [(HOME, "OH"), (OFFICE, "HO")])
def test_a_minimum_is_capped_before_it_is_cut(first: int, row: str, due: int, key: str, letters: str) -> None:
    """At least nine of six days is five; of Thursday to Saturday 5 * 2 / 5 = 2, not 9 * 2 / 5."""
    made = declared_saturday(first)
    typed = row.translate(str.maketrans("OH", letters))
    judged = audit(case(made, rule(key, at_least=9)), roster(made, typed)).rules[0]
    assert [(v.found, v.needed) for v in judged.violations] == [(row.count("H"), due)]


def test_cost_is_weight_times_amount_over_all_people_and_weeks() -> None:
    made = problem(2, days=12)
    rules = case(
        made, rule(OFFICE, at_least=3, weight=4), rule(HOME, at_most=1, weight=100), rule(RUN, at_most=4)
    )
    judged = audit(rules, roster(made, "OHHHH..OOOOO", "HHHHH..HOOOO"))
    # Office days short: 2 and 3. Home days over: 3 and 4. Run of five in week 49, six with Monday the 8th.
    assert [entry.amount for entry in judged.rules] == [5, 7, 2]
    assert judged.cost == 4 * 5 + 100 * 7
    assert judged.hard_violations == 2


@pytest.mark.parametrize(("full", "at_least"), [(f, n) for f in range(1, 7) for n in range(8)])
def test_every_cut_of_every_week_by_the_formulas(full: int, at_least: int) -> None:
    """For each length of week and each cut: ceil for the office, floor for home, full caps both."""
    for inside in range(1, full + 1):
        made = problem([person(0, workdays=frozenset(range(full)))], days=inside)
        capped, share = min(at_least, full), Fraction(inside, full)
        office_due, home_due = -(-capped * share // 1), capped * share // 1
        home_cap = at_least if inside == full else at_least * share // 1
        rules = case(
            made,
            rule(OFFICE, at_least=at_least), rule(HOME, name="least", at_least=at_least, weight=1),
            rule(HOME, name="most", at_most=at_least, weight=1),
        )  # fmt: skip
        office, least, most = audit(rules, roster(made, "H" * inside)).rules
        assert office.amount == office_due
        assert (least.amount, most.amount) == (0, max(0, inside - home_cap))
        assert audit(rules, roster(made, "O" * inside)).rules[1].amount == min(home_due, inside - office_due)
