"""Runs of office days, weekdays not taken twice running, and company in the office, by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from asnroster.rules.kit.idle import idle_rules
from tests.build import case, person, problem, rule, unit
from tests.hand import Hand, check, days_of, hand, one_day

RUNS, TURNS, COMPANY = "consecutive_office_days", "not_twice_running", "accompanied"
TWO, THREE = {"at_least": 2}, {"at_least": 3}
FRIDAYS, WEEK = {"weekdays": ["Jumat"]}, {"weekdays": "Sen-Jum"}


def second_week(*known: str) -> dict[str, object]:
    """The roster begins on Monday 8 December; what is known of the week before."""
    return {"start": days_of(8), "past": known}


SHORT = [
    hand("two days at home, two in the office, one at home", RUNS, TWO, "HHOOH"),
    hand("one day alone between days at home", RUNS, TWO, "HOHOO", [("P0", "Tue 2", 1, 2, 1)]),
    hand("twice alone", RUNS, TWO, "HOHOH", [("P0", "Tue 2", 1, 2, 1), ("P0", "Thu 4", 1, 2, 1)]),
    hand("two of three", RUNS, THREE, "HOOHO", [("P0", "Wed 3", 2, 3, 1)]),
    hand("one of three is one short run, whatever it lacks", RUNS, THREE, "HOHOO", [("P0", "Tue 2", 1, 3, 1)]),
    hand("nothing is known before the first day: no home day on that side", RUNS, TWO, "OHHHO"),
    hand("leave is no home day", RUNS, TWO, "COHOO"),
    hand("leave ends a run", RUNS, TWO, "HOCOH"),
    hand("over the weekend two days in a row", RUNS, TWO, "OOOHO..OHOOO"),
    hand("over the weekend alone", RUNS, TWO, "OOOOH..OHOOO", [("P0", "Mon 8", 1, 2, 1)]),
    hand("a holiday is not worked", RUNS, TWO, "HO.OH", holidays=[days_of(3)]),
    hand("a day by order in the run: not judged", RUNS, TWO, "HoHOO"),
    hand("orders on both sides: the day between is still free", RUNS, TWO, "hOhOO", [("P0", "Tue 2", 1, 2, 1)]),
    hand("a known home day before", RUNS, TWO, "OHOOO", [("P0", "Mon 8", 1, 2, 1)], **second_week("OOOOH..")),
    hand("a known office day before belongs to the run", RUNS, TWO, "OHOOO", **second_week("OOOHO..")),
    hand("not known before", RUNS, TWO, "OHOOO", **second_week("OOOO?..")),
    hand("from Tuesday: Monday does not count", RUNS, {**TWO, "from": days_of(2)}, "HOHOO"),
    hand("as a wish of weight 3", RUNS, {**TWO, "weight": 3}, "HOHOO", [("P0", "Tue 2", 1, 2, 1)]),
]  # fmt: skip
LONG = [
    hand("three in a row", RUNS, {"at_most": 3}, "OOOHO"),
    hand("four in a row", RUNS, {"at_most": 3}, "OOOOH", [("P0", "Thu 4", 4, 3, 1)]),
    hand("five in a row are two windows", RUNS, {"at_most": 3}, "OOOOO", [("P0", "Thu 4", 4, 3, 1), ("P0", "Fri 5", 4, 3, 1)]),
    hand("over the weekend", RUNS, {"at_most": 3}, "HHHOO..OOHHH", [("P0", "Tue 9", 4, 3, 1)]),
    hand("leave breaks it", RUNS, {"at_most": 3}, "OOCOO"),
    hand("all by order", RUNS, {"at_most": 3}, "ooooH"),
    hand("three by order, the fourth free", RUNS, {"at_most": 3}, "oooOH", [("P0", "Thu 4", 4, 3, 1)]),
    hand("three known before, a fourth now", RUNS, {"at_most": 3}, "OHHHH", [("P0", "Mon 8", 4, 3, 1)], **second_week("HHOOO..")),
    hand("at least and at most", RUNS, {"at_least": 2, "at_most": 3}, "HOHOO..OOHHH",
         [("P0", "Tue 2", 1, 2, 1), ("P0", "Tue 9", 4, 3, 1)]),
]  # fmt: skip
TAKEN = [
    hand("this Friday and the next", TURNS, FRIDAYS, "OOOOH..OOOOH", [("P0", "Fri 12", 2, 1, 1)]),
    hand("Thursday, then Friday", TURNS, FRIDAYS, "OOOHO..OOOOH"),
    hand("every other Friday", TURNS, FRIDAYS, "OOOOH..OOOOO..OOOOH"),
    hand("three Fridays are two pairs", TURNS, FRIDAYS, "OOOOH..OOOOH..OOOOH", [("P0", "Fri 12", 2, 1, 1), ("P0", "Fri 19", 2, 1, 1)]),
    hand("other weekdays are free", TURNS, FRIDAYS, "HHHHO..HHHHO"),
    hand("each weekday by itself", TURNS, WEEK, "HOHOO..HHOOO", [("P0", "Mon 8", 2, 1, 1)]),
    hand("leave on the second one", TURNS, FRIDAYS, "OOOOH..OOOOC"),
    hand("an order for the later one", TURNS, FRIDAYS, "OOOOH..OOOOh"),
    hand("an order for the earlier one", TURNS, FRIDAYS, "OOOOh..OOOOH"),
    hand("known from the week before", TURNS, FRIDAYS, "OOOOH", [("P0", "Fri 12", 2, 1, 1)], **second_week("OOOOH..")),
    hand("known to be in the office then", TURNS, FRIDAYS, "OOOOH", **second_week("OOOOO..")),
    hand("known from before the rule", TURNS, {**FRIDAYS, "from": days_of(8)}, "OOOOH", **second_week("OOOOH..")),
    hand("two weeks ago is long ago", TURNS, FRIDAYS, "OOOOH", **second_week("OOOOH..OOOOO..")),
    hand("as a wish of weight 5", TURNS, {**FRIDAYS, "weight": 5}, "OOOOH..OOOOH", [("P0", "Fri 12", 2, 1, 1)]),
]  # fmt: skip
BY = {"roles": ["Magang"], "by_roles": ["Pembimbing"]}
PAIR = [person(0, roles=("Magang",)), person(1, roles=("Pembimbing",))]
TRIO = [*PAIR, person(2, roles=("Pembimbing",))]
BOTH = [person(n, roles=("Magang", "Pembimbing")) for n in range(2)]
APART = {"units": [unit("Dinas"), unit("Badan", index=1)]}
ALONE = [("Dinas", "Mon 1", 1, 0, 1)]
TOGETHER = [
    hand("both in the office", COMPANY, BY, one_day("OO"), people=PAIR),
    hand("alone in the office", COMPANY, BY, one_day("OH"), ALONE, people=PAIR),
    hand("at home nobody needs company", COMPANY, BY, one_day("HH"), people=PAIR),
    hand("company alone in the office", COMPANY, BY, one_day("HO"), people=PAIR),
    hand("one of two is enough", COMPANY, BY, one_day("OHO"), people=TRIO),
    hand("none of two", COMPANY, BY, one_day("OHH"), ALONE, people=TRIO),
    hand("company on leave: none is available", COMPANY, BY, one_day("OC"), people=PAIR),
    hand("one on leave, the other at home", COMPANY, BY, one_day("OCH"), ALONE, people=TRIO),
    hand("nobody is company for themselves", COMPANY, BY, one_day("OH"), ALONE, people=BOTH),
    hand("they are for each other", COMPANY, BY, one_day("OO"), people=BOTH),
    hand("two without company are one day", COMPANY, {"roles": ["Magang"], "by_people": ["P2"]}, one_day("OOH"), ALONE,
         people=[person(0, roles=("Magang",)), person(1, roles=("Magang",)), person(2)]),
    hand("by echelon", COMPANY, {"people": ["P0"], "by_echelons": ["IV"]}, one_day("OH"), ALONE, people=[person(0), person(1, echelon="IV.a")]),
    hand("both put there by order", COMPANY, BY, one_day("oh"), moved=[("Dinas", "Mon 1", 0, 1)], people=PAIR),
    hand("company sent home by order: home as well", COMPANY, BY, one_day("Oh"), ALONE, people=PAIR),
    hand("company of another agency does not count", COMPANY, BY, one_day("OO"),
         people=[person(0, roles=("Magang",)), person(1, 1, roles=("Pembimbing",))], **APART),
    hand("but in the whole government it does", COMPANY, {**BY, "per": "government"}, one_day("OO"),
         people=[person(0, roles=("Magang",)), person(1, 1, roles=("Pembimbing",))], **APART),
    hand("each day by itself", COMPANY, BY, ["OHO", "OHH"], [("Dinas", "Wed 3", 1, 0, 1)], people=PAIR),
    hand("as a wish of weight 4", COMPANY, {**BY, "weight": 4}, one_day("OH"), ALONE, people=PAIR),
]  # fmt: skip
CASES: list[Hand] = [*SHORT, *LONG, *TAKEN, *TOGETHER]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        (RUNS, {}), (RUNS, {"at_least": 3, "at_most": 2}), (TURNS, {}), (COMPANY, {"roles": ["Magang"]}),
        (COMPANY, {"by_roles": []}),
    ],
)  # fmt: skip
def test_fields_that_make_no_rule(key: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        rule(key, **fields)


def test_an_agency_without_company_is_told_as_idle() -> None:
    people = [
        *PAIR,
        person(2, 1, roles=("Magang",)),
        person(3, 1),
        person(4, 2, roles=("Magang", "Pembimbing")),
    ]
    units = [*APART["units"], unit("Kantor", index=2)]
    made = case(problem(people, units=units), rule(COMPANY, **BY))
    (told,) = [idle.issue for idle in idle_rules(made)]
    assert (told.code, "Badan, Kantor" in told.message, "2" in told.message) == (
        "rule-idle-group",
        True,
        True,
    )
