"""Steady weeks, teams, closed buildings and rotating halves, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from tests.build import case, person, problem, rule, unit
from tests.hand import Hand, check, days_of, hand, one_day

STEADY, SAME, COMPLETE = "steady_week", "team_same_days", "team_office_day"
CLOSED, ROTATION = "closed_building_days", "rotation"
A = "Tim A"


def team(size: int) -> list[object]:
    return [person(n, team=A) for n in range(size)]


def inside(size: int, building: str = "Gedung A") -> list[object]:
    return [person(n, building=building) for n in range(size)]


STEADY_WEEKS = [
    hand("the same days", STEADY, {}, "OHOOO..OHOOO"),
    hand("Tuesday becomes Wednesday", STEADY, {}, "OHOOO..OOHOO", [("P0", "Tue 9", "O", "H", 1), ("P0", "Wed 10", "H", "O", 1)]),
    hand("leave is no change", STEADY, {}, "OHOOO..OCHOO", [("P0", "Wed 10", "H", "O", 1)]),
    hand("two orders are not judged", STEADY, {}, "OhOOO..OoOOO"),
    hand("one order is", STEADY, {}, "OhOOO..OOOOO", [("P0", "Tue 9", "O", "H", 1)]),
    hand("three weeks, there and back", STEADY, {}, "OHOOO..OOOOO..OHOOO", [("P0", "Tue 9", "O", "H", 1), ("P0", "Tue 16", "H", "O", 1)]),
    hand("a holiday between breaks nothing", STEADY, {}, "OHOOO..O.OOO", holidays=[days_of(9)]),
    hand("as a wish of weight 3", STEADY, {"weight": 3}, "OHOOO..OOOOO", [("P0", "Tue 9", "O", "H", 1)]),
    hand("in force from the second week: nothing to compare", STEADY, {"from": days_of(8)}, "OHOOO..OOHOO"),
    hand("a single week", STEADY, {}, "OHHOO"),
]  # fmt: skip
SAME_DAYS = [
    hand("all at home", SAME, {}, one_day("HHH"), people=team(3)),
    hand("all in the office", SAME, {}, one_day("OOO"), people=team(3)),
    hand("one apart", SAME, {}, one_day("HHO"), [(A, "Mon 1", 1, 0, 1)], people=team(3)),
    hand("two and two", SAME, {}, one_day("HHOO"), [(A, "Mon 1", 2, 0, 2)], people=team(4)),
    hand("on leave is nowhere", SAME, {}, one_day("HHC"), people=team(3)),
    hand("by order in the office is not judged", SAME, {}, one_day("HHo"), people=team(3)),
    hand("two teams need not agree", SAME, {}, one_day("HHOO"), people=[person(n, team="AABB"[n]) for n in range(4)]),
    hand("the same name in two agencies is two teams", SAME, {}, one_day("HHOO"), units=[unit("Dinas"), unit("Badan", index=1)],
         people=[person(n, n // 2, team=A) for n in range(4)]),
    hand("a member of two teams is in both", SAME, {}, one_day("HHO"), [("B", "Mon 1", 1, 0, 1)],
         people=[person(0, team="A"), person(1, team=("A", "B")), person(2, team="B")]),
    hand("without a team nobody is asked", SAME, {}, one_day("HO"), people=[person(0), person(1)]),
    hand("per unit", SAME, {"per": "unit"}, one_day("HO"), [("Dinas", "Mon 1", 1, 0, 1)]),
    hand("each day by itself", SAME, {}, ["HO", "HH"], [(A, "Tue 2", 1, 0, 1)], people=team(2)),
    hand("as a wish of weight 4", SAME, {"weight": 4}, one_day("OOH"), [(A, "Mon 1", 1, 0, 1)], people=team(3)),
]  # fmt: skip
COMPLETE_DAYS = [
    hand("complete on Monday", COMPLETE, {}, ["OHHHH", "OHHHH"], people=team(2)),
    hand("never complete", COMPLETE, {}, ["OHOHO", "HOHOH"], [(A, "week 49", 0, 1, 1)], people=team(2)),
    hand("one day of two", COMPLETE, {"at_least": 2}, ["OOHHH", "OHHHH"], [(A, "week 49", 1, 2, 1)], people=team(2)),
    hand("complete without the one on leave", COMPLETE, {}, ["OHHHH", "CHHHH"], people=team(2)),
    hand("a day with everybody away does not count", COMPLETE, {}, ["CHHHH", "CHHHH"], [(A, "week 49", 0, 1, 1)], people=team(2)),
    hand("two days of five: floor(2/5) = 0", COMPLETE, {}, ["OH", "HO"], people=team(2)),
    hand("four days of five: floor(3 * 4/5) = 2", COMPLETE, {"at_least": 3}, ["OOHH", "OOHH"], people=team(2)),
    hand("and one is short", COMPLETE, {"at_least": 3}, ["OHHH", "OHHH"], [(A, "week 49", 1, 2, 1)], people=team(2)),
    hand("at home by order all week", COMPLETE, {}, ["hhhhh", "OOOOO"], moved=[(A, "week 49", 1, 0)], people=team(2)),
    hand("at home by order but on Friday", COMPLETE, {"at_least": 2}, ["hhhhO", "OOOOO"], moved=[(A, "week 49", 2, 1)], people=team(2)),
    hand("part-time people, each day for those who work", COMPLETE, {"at_least": 2}, ["O.O..", "..O.O"],
         people=[person(0, team=A, workdays=frozenset({0, 2})), person(1, team=A, workdays=frozenset({2, 4}))]),
    hand("as a wish of weight 5", COMPLETE, {"weight": 5}, ["OHOHO", "HOHOH"], [(A, "week 49", 0, 1, 1)], people=team(2)),
]  # fmt: skip
CLOSED_DAYS = [
    hand("empty on Monday", CLOSED, {}, ["HOOOO", "HOOOO"], people=inside(2)),
    hand("never empty", CLOSED, {}, ["HOOOO", "OHOOO"], [("Gedung A", "week 49", 0, 1, 1)], people=inside(2)),
    hand("who is on leave is not in it", CLOSED, {}, ["HOOOO", "COOOO"], people=inside(2)),
    hand("a day on which nobody would work does not count", CLOSED, {}, ["COOOO", "COOOO"], [("Gedung A", "week 49", 0, 1, 1)], people=inside(2)),
    hand("one who must be there every day", CLOSED, {}, ["HHHHH", "OOOOO"], moved=[("Gedung A", "week 49", 1, 0)],
         others=[rule("mandatory_office", people=["P1"])], people=inside(2)),
    hand("three days of five: floor(2 * 3/5) = 1", CLOSED, {"at_least": 2}, ["HOO", "HOO"], people=inside(2)),
    hand("and none is short", CLOSED, {"at_least": 2}, ["HOO", "OHO"], [("Gedung A", "week 49", 0, 1, 1)], people=inside(2)),
    hand("one of two", CLOSED, {"at_least": 2}, ["HOOOO", "HHOOO"], [("Gedung A", "week 49", 1, 2, 1)], people=inside(2)),
    hand("each building by itself", CLOSED, {}, ["HOOOO", "OHOOO"], people=[*inside(1), person(1, building="Gedung B")]),
    hand("without a building nobody is asked", CLOSED, {}, ["OOOOO"], people=[person(0)]),
    hand("as a wish of weight 2", CLOSED, {"weight": 2}, ["OOOOO"], [("Gedung A", "week 49", 0, 1, 1)], people=inside(1)),
]  # fmt: skip
ROTATIONS = [
    hand("two contrary phases", ROTATION, {}, ["HOHOH", "OHOHO"]),
    hand("both in one phase", ROTATION, {}, ["HOHOH", "HOHOH"], [("Dinas", "from 1 to 5", 1, 0, 1)]),
    hand("both in one phase, one more is tolerated", ROTATION, {"tolerance": 1}, ["HOHOH", "HOHOH"]),
    hand("one person has a phase alone", ROTATION, {}, "OHOHO"),
    hand("one day out of turn", ROTATION, {}, ["HOHOO", "OHOHO"], [("Dinas", "from 1 to 5", 1, 0, 1)]),
    hand("weeks in turn", ROTATION, {"pattern": "weeks"}, ["HHHHH..OOOOO", "OOOOO..HHHHH"]),
    hand("weeks that never turn", ROTATION, {"pattern": "weeks"}, ["HHHHH..HHHHH", "OOOOO..OOOOO"], [("Dinas", "from 1 to 12", 10, 0, 10)]),
    hand("the weekend is no turn", ROTATION, {}, "HOHOH..O"),
    hand("the weekend is no turn, so Monday is wrong", ROTATION, {}, "HOHOH..H", [("Dinas", "from 1 to 8", 1, 0, 1)]),
    hand("leave is no turn missed", ROTATION, {}, ["HOCOH", "OHOHO"]),
    hand("a day by order is not judged", ROTATION, {}, ["HOoOH", "OHOHO"]),
    hand("who must be in the office is in no phase", ROTATION, {}, ["HOHOH", "OHOHO", "OOOOO"], others=[rule("mandatory_office", people=["P2"])]),
    hand("numbered from the rule's own start", ROTATION, {"from": days_of(2)}, ["OHOHO", "OOHOH"]),
    hand("as a wish of weight 2", ROTATION, {"weight": 2}, ["HOHOO", "OHOHO"], [("Dinas", "from 1 to 5", 1, 0, 1)]),
]  # fmt: skip
NEXT = {"start": days_of(8)}
OUT = [("Dinas", "from 8 to 12", 1, 0, 1)]
WEEKS_IN_TURN = {"pattern": "weeks"}
GOING_ON = [
    hand("the turn goes on after the weekend", ROTATION, {}, "OHOHO", past=["HOHOH.."], **NEXT),
    hand("home on Friday and again on Monday", ROTATION, {}, "HOHOH", OUT, past=["HOHOH.."], **NEXT),
    hand("what two known turns force breaks nothing", ROTATION, {}, ["OHOHO", "OHOHO"], past=["HOHOH..", "HOHOH.."], **NEXT),
    hand("leave shifts no turn", ROTATION, {}, "HOHOH", OUT, past=["HOHOC.."], **NEXT),
    hand("a policy of Fridays before was no turn", ROTATION, {}, "HOHOH", past=["OOOOH.."], **NEXT),
    hand("all in the office before was no turn", ROTATION, {}, "OHOHO", past=["OOOOO.."], **NEXT),
    hand("weeks go on", ROTATION, WEEKS_IN_TURN, "OOOOO", past=["HHHHH.."], **NEXT),
    hand("two weeks running at home", ROTATION, WEEKS_IN_TURN, "HHHHH", OUT, past=["HHHHH.."], **NEXT),
    hand("a mixed week before was no turn", ROTATION, WEEKS_IN_TURN, "HHHHH", past=["HHHOO.."], **NEXT),
    hand("a week that has begun keeps its mode", ROTATION, WEEKS_IN_TURN, "HH", start=days_of(4), past=["HHH"]),
    hand("and does not turn in its midst", ROTATION, WEEKS_IN_TURN, "OO", [("Dinas", "from 4 to 5", 1, 0, 1)],
         start=days_of(4), past=["HHH"]),
]  # fmt: skip
CASES: list[Hand] = [*STEADY_WEEKS, *SAME_DAYS, *COMPLETE_DAYS, *CLOSED_DAYS, *ROTATIONS, *GOING_ON]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


def test_a_person_who_moves_inside_the_group_is_one_of_a_half() -> None:
    """Two weeks of four people by weeks; one of them is moved on the second Monday: halves of two, not of three and two."""
    monday = date(2025, 12, 8)
    moves = person(0, ends=monday - timedelta(1))
    moved = replace(person(1), key=moves.key, name=moves.name, starts=monday)
    made = problem([moves, moved, *(person(n) for n in (2, 3, 4))], days=12, start=date(2025, 12, 1))
    asked = case(made, rule(ROTATION, pattern="weeks", tolerance=0))

    def amount(*first_week: int) -> int:
        modes = np.ones((5, 12), dtype=np.int8)
        for row, mode in enumerate((first_week[0], 1 - first_week[0], *first_week[1:])):
            for day in range(12):
                serves = row > 1 or (day < 7) == (row == 0)
                if serves and made.working[row, day]:
                    modes[row, day] = mode if row in (0, 1) or day < 7 else 1 - mode
        return audit(asked, Roster(modes)).rules[0].amount

    assert amount(HOME, HOME, OFFICE, OFFICE) == 0
    assert amount(HOME, HOME, HOME, OFFICE) == 1  # three against one: two apart, one more than may be
    assert amount(OFFICE, HOME, OFFICE, OFFICE) == 1
