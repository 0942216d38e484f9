"""Fair home days, fair weekdays and even home days, by hand: the same share of what each one's own days leave possible."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asnroster.domain.problem import ServicePost
from tests.build import person, rule, unit
from tests.hand import Hand, check, days_of, hand

FAIR, FRIDAYS, EVEN = "fair_home_days", "fair_weekdays", "even_home_days"
FRIDAY = {"weekdays": ["Jumat"]}
ALL, WEEK = "from 1 to 5", "week 49"
LEADER = rule("leader_presence")
LED = [person(0, echelon="III.a"), person(1), person(2)]
LED_BY_TWO = [person(0, echelon="III.a"), person(1, echelon="III.b"), person(2)]
TWO_UNITS = [unit("Dinas"), unit("Bidang", parent=0, index=1, path="Dinas > Bidang")]

SHARES = [
    hand("two each", FAIR, {}, ["HHOOO", "HOOHO"]),
    hand("three and one are two apart", FAIR, {}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 2, 0, 2)]),
    # T = 2: each is a day off; far off counts more than a little off: one day, then three more.
    hand("four and none are two days off each", FAIR, {}, ["HHHHO", "OOOOO"], [("Dinas", ALL, 8, 0, 8)]),
    hand("everybody who is off counts", FAIR, {}, ["HHHOO", "HHHOO", "HHOOO", "HOOOO", "HOOOO"], [("Dinas", ALL, 4, 0, 4)]),
    hand("two, two and one of three are one day off", FAIR, {}, ["HHOOO", "HHOOO", "HOOOO"], [("Dinas", ALL, 1, 0, 1)]),
    hand("three and two, one apart is allowed", FAIR, {"at_most": 1}, ["HHHOO", "HHOOO"]),
    hand("three and one, one apart is allowed", FAIR, {"at_most": 1}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 1, 0, 1)]),
    # P1 could have 2 of M = 5 days: for T = 3 the fair share is round(6/5) = 1.
    hand("three days of leave: three and one are fair", FAIR, {}, ["HHHOO", "CCCHO"]),
    hand("three days of leave: three and two are not", FAIR, {}, ["HHHOO", "CCCHH"], [("Dinas", ALL, 1, 0, 1)]),
    # P1 could have 2 of M = 4 days: for T = 1 the share 0.5 is rounded up to 1.
    hand("halves are rounded up", FAIR, {}, ["HOOO", "CCHO"]),
    hand("a cap of two days a week is everybody's possible", FAIR, {}, ["HHOOO", "OOOOO"], [("Dinas", ALL, 2, 0, 2)],
         others=[rule("home_days_per_week", at_most=2)]),
    hand("who must be in the office does not count", FAIR, {}, ["HHOOO", "OOOOO"], others=[rule("mandatory_office", people=["P1"])]),
    hand("home days by order count", FAIR, {}, ["hhOOO", "OOOOO"], [("Dinas", ALL, 2, 0, 2)]),
    # A leader who is needed every day does not blind the rule to the others.
    hand("the only leader does not count", FAIR, {}, ["OOOOO", "HHOOO", "HHOOO"], others=[LEADER], people=LED),
    hand("two leaders do", FAIR, {}, ["OOOOO", "HHHHO", "HHOOO"], [("Dinas", ALL, 8, 0, 8)], others=[LEADER], people=LED_BY_TWO),
    hand("the only leader counts where leaders are but wished for", FAIR, {}, ["OOOOO", "HHOOO", "HHOOO"], [("Dinas", ALL, 3, 0, 3)],
         others=[rule("leader_presence", weight=1)], people=LED),
    hand("the only leader was sent home on one day", FAIR, {}, ["hOOOO", "HHHOO", "HHHOO"], [("Dinas", ALL, 3, 0, 3)],
         others=[LEADER], people=LED),
    hand("the only leader is needed until Thursday", FAIR, {}, ["OOOOO", "HHOOO", "HHOOO"], [("Dinas", ALL, 3, 0, 3)],
         others=[rule("leader_presence", until=days_of(4))], people=LED),
    hand("a unit of which nobody may be at home", FAIR, {"per": "agency"}, ["HHOOO", "OOOOO"], people=[person(0), person(1, 1)],
         units=[unit("Dinas"), unit("Bidang", parent=0, index=1, path="Dinas > Bidang", max_home_share=Fraction(0))],
         others=[rule("home_share")]),
    hand("the one clerk of a post", FAIR, {}, ["OOOOO", "HHOOO", "HHOOO"], others=[rule("service_posts")],
         people=[person(0, services=("Loket",)), person(1), person(2)], posts=(ServicePost(0, "Loket", 1),)),
    hand("one clerk until Wednesday, as the other is away", FAIR, {}, ["OOOOO", "CCCOO", "OOOHO"], [("Dinas", ALL, 1, 0, 1)],
         others=[rule("service_posts")], posts=(ServicePost(0, "Loket", 1),),
         people=[person(0, services=("Loket",)), person(1, services=("Loket",)), person(2)]),
    # Until Tuesday both could have two days; P1 is away on one of them.
    hand("until Tuesday: a day of leave is a day less", FAIR, {"until": days_of(2)}, ["HHHHH", "CHOOO"]),
    hand("until Tuesday: days after it do not matter", FAIR, {"until": days_of(2)}, ["HOHHH", "OOHHH"], [("Dinas", ALL, 1, 0, 1)]),
    hand("until Tuesday: who is away on both does not count", FAIR, {"until": days_of(2)}, ["HHOOO", "CCHHH"]),
    hand("two a week, from Thursday", FAIR, {"from": days_of(4)}, ["HHOOO", "OOOHO"], [("Dinas", ALL, 1, 0, 1)],
         others=[rule("home_days_per_week", at_most=2)]),
    hand("each unit by itself", FAIR, {}, ["HHHOO", "OOOOO"], people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("the whole agency", FAIR, {"per": "agency"}, ["HHHOO", "OOOOO"], [("Dinas", ALL, 5, 0, 5)],
         people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("as a wish of weight 10", FAIR, {"weight": 10}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 2, 0, 2)]),
]  # fmt: skip
WEEKDAYS = [
    hand("a Friday each", FRIDAYS, FRIDAY, ["OOOOH..OOOOO", "OOOOO..OOOOH"]),
    hand("one owns the Fridays", FRIDAYS, FRIDAY, ["OOOOH..OOOOH", "OOOOO..OOOOO"], [("Dinas", "from 1 to 12", 2, 0, 2)]),
    # P1 has one free Friday of M = 2: for T = 2 the fair share is 1.
    hand("away on one Friday: two and one are fair", FRIDAYS, FRIDAY, ["OOOOH..OOOOH", "OOOOC..OOOOH"]),
    hand("away on one Friday: one and none are not", FRIDAYS, FRIDAY, ["OOOOH..OOOOO", "OOOOC..OOOOO"], [("Dinas", "from 1 to 12", 1, 0, 1)]),
    hand("Fridays by order are home days like others", FRIDAYS, FRIDAY, ["OOOOh..OOOOh", "OOOOO..OOOOO"],
         [("Dinas", "from 1 to 12", 2, 0, 2)]),
    hand("other weekdays do not matter", FRIDAYS, FRIDAY, ["HHHHO..HHHHO", "OOOOO..OOOOO"]),
    hand("no Friday at all", FRIDAYS, FRIDAY, ["HHHH", "OOOO"]),
    hand("Mondays and Fridays together", FRIDAYS, {"weekdays": ["Senin", "Jumat"]}, ["HOOOO", "OOOOH"]),
    hand("one apart is allowed", FRIDAYS, {**FRIDAY, "at_most": 1}, ["OOOOH", "OOOOO"]),
    hand("who must be in the office does not count", FRIDAYS, FRIDAY, ["OOOOH", "OOOOO"], others=[rule("mandatory_office", people=["P1"])]),
    hand("as a wish of weight 5", FRIDAYS, {**FRIDAY, "weight": 5}, ["OOOOH", "OOOOO"], [("Dinas", ALL, 1, 0, 1)]),
]  # fmt: skip
EVEN_DAYS = [
    hand("one a day", EVEN, {}, ["HOOOO", "OHOOO", "OOHOO", "OOOHO", "OOOOH"]),
    hand("nobody at all", EVEN, {"at_most": 0}, ["OOOOO", "OOOOO"]),
    hand("everybody on every day", EVEN, {"at_most": 0}, ["HHHHH", "HHHHH"]),
    # 5 % of two people is nobody, so the band is one person: 0 or 1 at home is even.
    hand("at least one apart is even", EVEN, {}, ["HOOOO", "OOOOO"]),
    hand("both on Monday", EVEN, {}, ["HOOOO", "HOOOO"], [("Dinas", WEEK, 1, 0, 1)]),
    hand("both on Monday, none apart", EVEN, {"at_most": 0}, ["HOOOO", "HOOOO"], [("Dinas", WEEK, 2, 0, 2)]),
    # T = 1 from 0 to 1 at home: Monday one over. From 1 to 2 (T = 1, a = 0): Wednesday to Friday one short each.
    hand("two days of two", EVEN, {}, ["HHOOO", "HHOOO"], [("Dinas", WEEK, 2, 0, 2)]),
    hand("two apart as a number", EVEN, {"at_most": 2}, ["HHOOO", "HHOOO"]),
    hand("half of them apart", EVEN, {"at_most": "50 %"}, ["HHOOO", "HHOOO", "OOOOO", "OOOOO"]),
    # Two of four free people are as many as one of two: T = 2.
    hand("leave on Monday", EVEN, {"at_most": 0}, ["CHHHH", "CHHHH", "HOOOO", "OOOOO"]),
    # Three are free on Monday, four else: for T = 2 the target 3 * 2 / 4 = 1.5 is rounded up.
    hand("halves are rounded up", EVEN, {"at_most": 0}, ["CHHHH", "HHHHH", "HOOOO", "OOOOO"]),
    hand("who has no free day does not count", EVEN, {"at_most": 0}, ["HOOOO", "OHHHH", "OOOOO"],
         others=[rule("mandatory_office", people=["P2"])]),
    hand("days by order do not count", EVEN, {"at_most": 0}, ["hOOOO", "OOOOO"]),
    hand("each week by itself", EVEN, {"at_most": 0}, ["HHHHH..OOOOO", "HHHHH..OOOOH"], [("Dinas", "week 50", 1, 0, 1)]),
    hand("in force until Tuesday", EVEN, {"at_most": 0, "until": days_of(2)}, ["HHOOO", "OOOOH"]),
    hand("each unit by itself", EVEN, {"at_most": 0, "per": "unit"}, ["HHOOO", "OOHHH"],
         [("Dinas", WEEK, 2, 0, 2), ("Dinas > Bidang", WEEK, 2, 0, 2)], people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("the whole agency", EVEN, {"at_most": 0}, ["HHOOO", "OOHHH"], people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("as a wish of weight 5", EVEN, {"weight": 5}, ["HOOOO", "HOOOO"], [("Dinas", WEEK, 1, 0, 1)]),
]  # fmt: skip
CASES: list[Hand] = [*SHARES, *WEEKDAYS, *EVEN_DAYS]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)
