"""Counters and people who stand in for each other, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from asnroster.domain.problem import Person, ServicePost
from tests.build import person, rule, unit
from tests.hand import Hand, check, days_of, hand, one_day
from tests.test_rules_groups import TREE

TOGETHER, POSTS = "not_home_together", "service_posts"


def alternating(*labels: str) -> list[Person]:
    """People with these labels in column Bergantian."""
    return [person(n, alternates=label) for n, label in enumerate(labels)]


TREASURER = alternating("Bendahara", "Bendahara", "Bendahara")
TOGETHERS = [
    hand("two of three at home", TOGETHER, {}, one_day("HHO"), [("Bendahara", "Mon 1", 2, 1, 1)], people=TREASURER),
    hand("all three: two over", TOGETHER, {}, one_day("HHH"), [("Bendahara", "Mon 1", 3, 1, 2)], people=TREASURER),
    hand("one at a time", TOGETHER, {}, ["HOO", "OHO", "OOH"], people=TREASURER),
    hand("nobody at home is fine", TOGETHER, {}, one_day("OOO"), people=TREASURER),
    hand("each label by itself", TOGETHER, {}, one_day("HHHO"), [("A", "Mon 1", 2, 1, 1)], people=alternating("A", "B", "A", "B")),
    hand("without a label nobody minds", TOGETHER, {}, one_day("HHHH"), people=alternating("", "", "A", "B")),
    hand("labels regardless of case and spaces", TOGETHER, {}, one_day("HHO"), [("Piket 1", "Mon 1", 2, 1, 1)],
         people=alternating("Piket 1", "piket  1", "Piket 2")),
    hand("across units", TOGETHER, {}, one_day("HH"), [("A", "Mon 1", 2, 1, 1)], units=TREE,
         people=[person(0, 0, alternates="A"), person(1, 2, alternates="A")]),
    hand("the same label in two agencies is two labels", TOGETHER, {}, one_day("HHHO"), [("A (Dinas)", "Mon 1", 2, 1, 1)],
         units=[unit("Dinas"), unit("Badan", index=1)], people=[person(n, int(n > 1), alternates="A") for n in (0, 1)]
         + [person(n, 1, alternates="A") for n in (2, 3)]),
    hand("who bears two labels counts in each", TOGETHER, {}, ["HHO", "HOO", "OHO"],
         [("X", "Mon 1", 2, 1, 1), ("Y", "Tue 2", 2, 1, 1)],
         people=[person(0, alternates=("X", "Y")), person(1, alternates="X"), person(2, alternates="Y")]),
    hand("a label said twice is one", TOGETHER, {}, one_day("HO"), people=[person(0, alternates=("X", "x ")), person(1, alternates="X")]),
    hand("one on leave, the other at home", TOGETHER, {}, one_day("CHO"), people=TREASURER),
    hand("a part-timer's free day", TOGETHER, {}, ["HH", "O."],
         people=[person(0, alternates="A"), person(1, alternates="A", workdays=frozenset({0}))]),
    hand("two at home by order", TOGETHER, {}, one_day("hhO"), moved=[("Bendahara", "Mon 1", 1, 2)], people=TREASURER),
    hand("two by order, and a third", TOGETHER, {}, one_day("hhH"), [("Bendahara", "Mon 1", 3, 2, 1)],
         moved=[("Bendahara", "Mon 1", 1, 2)], people=TREASURER),
    hand("one by order is the one", TOGETHER, {}, one_day("hHO"), [("Bendahara", "Mon 1", 2, 1, 1)], people=TREASURER),
    hand("the filter picks who is counted", TOGETHER, {"except_people": ["P0"]}, one_day("HHO"), people=TREASURER),
    hand("soft, in force on Tuesday only", TOGETHER, {"from": days_of(2), "until": days_of(2), "weight": 5}, ["HHH", "HHH"],
         [("A", "Tue 2", 2, 1, 1)], people=alternating("A", "A")),
]  # fmt: skip

KTP, MONDAY_ONLY = "KTP (Dinas)", frozenset({0})


def counters(*posts: tuple[Any, ...]) -> dict[str, Any]:
    """Posts as (unit, service, minimum[, weekdays])."""
    return {"posts": tuple(ServicePost(*post) for post in posts)}


def serving(*services: str, units: tuple[int, ...] = ()) -> list[Person]:
    """People who serve these, with ; between several."""
    return [
        person(n, units[n] if units else 0, services=tuple(part for part in text.split(";") if part))
        for n, text in enumerate(services)
    ]


ONE, TWO = counters((0, "KTP", 1)), counters((0, "KTP", 2))
THREE_CLERKS = serving("KTP", "KTP", "KTP")
COUNTERS = [
    hand("two needed, one there", POSTS, {}, one_day("OHH"), [(KTP, "Mon 1", 1, 2, 1)], people=THREE_CLERKS, **TWO),
    hand("two needed, two there", POSTS, {}, one_day("OOH"), people=THREE_CLERKS, **TWO),
    hand("nobody there", POSTS, {}, one_day("HHH"), [(KTP, "Mon 1", 0, 2, 2)], people=THREE_CLERKS, **TWO),
    hand("others in the office are not qualified", POSTS, {}, one_day("HOO"), [(KTP, "Mon 1", 0, 1, 1)], people=serving("KTP", "KK", ""), **ONE),
    hand("services regardless of case and spaces", POSTS, {}, one_day("HO"), people=serving("KTP", "ktp "), **ONE),
    hand("one person for two posts", POSTS, {}, one_day("OH"), people=serving("KK;KTP", "KTP"), **counters((0, "KTP", 1), (0, "KK", 1))),
    hand("one of the two posts is empty", POSTS, {}, one_day("HO"), [("KK (Dinas)", "Mon 1", 0, 1, 1)], people=serving("KK;KTP", "KTP"),
         **counters((0, "KTP", 1), (0, "KK", 1))),
    hand("people below the unit count", POSTS, {}, one_day("HO"), units=TREE, people=serving("KTP", "KTP", units=(0, 2)), **ONE),
    hand("people above and beside it do not", POSTS, {}, one_day("OHO"), [("KTP (Dinas > Bidang)", "Mon 1", 0, 1, 1)], units=TREE,
         people=serving("KTP", "KTP", "KTP", units=(0, 1, 3)), **counters((1, "KTP", 1))),
    hand("leave: all who are left, and it is said", POSTS, {}, one_day("OCC"), moved=[(KTP, "Mon 1", 2, 1)], people=THREE_CLERKS, **TWO),
    hand("leave: the one who is left at home", POSTS, {}, one_day("HCC"), [(KTP, "Mon 1", 0, 1, 1)], moved=[(KTP, "Mon 1", 2, 1)],
         people=THREE_CLERKS, **TWO),
    hand("everybody away on a working day", POSTS, {}, one_day("CC"), moved=[(KTP, "Mon 1", 1, 0)], people=serving("KTP", "KTP"), **ONE),
    hand("orders home", POSTS, {}, one_day("hhO"), moved=[(KTP, "Mon 1", 2, 1)], people=THREE_CLERKS, **TWO),
    hand("orders home leave enough", POSTS, {}, one_day("hHO"), [(KTP, "Mon 1", 1, 2, 1)], people=THREE_CLERKS, **TWO),
    hand("nobody in the data serves it", POSTS, {}, one_day("O"), moved=[(KTP, "Mon 1", 1, 0)], people=serving(""), **ONE),
    hand("on the post's weekdays only", POSTS, {}, "HHHHH..HH", [(KTP, "Mon 1", 0, 1, 1), (KTP, "Mon 8", 0, 1, 1)], people=serving("KTP"),
         **counters((0, "KTP", 1, MONDAY_ONLY))),
    hand("different minimums on different weekdays", POSTS, {}, ["OO", "OH"], people=serving("KTP", "KTP"),
         **counters((0, "KTP", 2, MONDAY_ONLY), (0, "KTP", 1, frozenset({1})))),
    hand("a holiday and a weekend ask for nothing", POSTS, {}, "...H", [(KTP, "Mon 8", 0, 1, 1)], people=serving("KTP"), start=days_of(5),
         holidays=[days_of(5)], **ONE),
    hand("Saturday is no working day of the unit", POSTS, {}, "OOOOOH", people=[person(0, services=("KTP",), workdays=frozenset(range(6)))], **ONE),
    hand("Saturday in a unit of six days", POSTS, {}, "OOOOOH", [("KTP (RSUD)", "Sat 6", 0, 1, 1)], units=[unit("RSUD", workdays=frozenset(range(6)))],
         people=[person(0, services=("KTP",), workdays=frozenset(range(6)))], **ONE),
    hand("the unit works, its only clerk does not that day", POSTS, {}, "O.", moved=[(KTP, "Tue 2", 1, 0)],
         people=[person(0, services=("KTP",), workdays=MONDAY_ONLY)], **ONE),
    hand("a minimum of 0 asks for nothing", POSTS, {}, one_day("HH"), people=serving("KTP", "KTP"), **counters((0, "KTP", 0))),
    hand("the filter picks who is counted", POSTS, {"people": ["P0", "P1"]}, one_day("HHO"), [(KTP, "Mon 1", 0, 1, 1)], people=THREE_CLERKS, **ONE),
    hand("a post of which the filter takes everybody", POSTS, {"people": ["P1"]}, one_day("HH"), people=serving("KTP", "KK"), **ONE),
    hand("a soft rule beside a hospital", POSTS, {"weight": 2}, one_day("OH"), [(KTP, "Mon 1", 1, 2, 1)], people=serving("KTP", "KTP"),
         others=[rule("mandatory_office", people=["P0"])], **TWO),
    hand("in force until Monday", POSTS, {"until": days_of(1)}, "HH", [(KTP, "Mon 1", 0, 1, 1)], people=serving("KTP"), **ONE),
]  # fmt: skip

CASES = TOGETHERS + COUNTERS


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)
