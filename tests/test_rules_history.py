"""Days before the roster, by hand: weeks that begin in the month before, runs over the boundary, fairness over months."""

from __future__ import annotations

import pytest

from asnroster.domain.modes import HOME
from asnroster.words import use_language
from tests.build import case, past, person, problem, roster, rule
from tests.hand import Hand, check, days_of, hand
from tests.test_wording import sentences

OFFICE, AT_HOME, RUN, STEADY = (
    "office_days_per_week",
    "home_days_per_week",
    "consecutive_home_days",
    "steady_week",
)
FAIR, FRIDAYS, KEEP = "fair_home_days", "fair_weekdays", "minimal_change"
THREE = {"at_least": 3, "partial_week": "proportional"}
TWO = {"at_most": 2}
WEEK, ALL = "week 49", "from 8 to 12"


def thursday(*known: str) -> dict[str, object]:
    """The roster begins on Thursday 4 December; what is known of Monday to Wednesday."""
    return {"start": days_of(4), "past": known}


def second_week(*known: str, **more: object) -> dict[str, object]:
    """The roster begins on Monday 8 December; what is known of the week before."""
    return {"start": days_of(8), "past": known, **more}


WEEKS = [
    # BKN: three days in the office and two at home, over the whole week.
    hand("two and one, then one and one: three in the office", OFFICE, THREE, "OH", **thursday("OOH")),
    hand("two and one, then one and one: two at home", AT_HOME, TWO, "OH", **thursday("OOH")),
    hand("two and one, then none: two in the office", OFFICE, THREE, "HH", [("P0", WEEK, 2, 3, 1)], **thursday("OOH")),
    hand("two and one, then two: three at home", AT_HOME, TWO, "HH", [("P0", WEEK, 3, 2, 1)], **thursday("OOH")),
    hand("three days in the office leave both days at home", AT_HOME, TWO, "HH", **thursday("OOO")),
    hand("at most counts what was", OFFICE, {"at_most": 3}, "OH", [("P0", WEEK, 4, 3, 1)], **thursday("OOO")),
    hand("what cannot be mended is not asked for", OFFICE, THREE, "OO", moved=[("P0", WEEK, 3, 2)], **thursday("HHH")),
    hand("what can be mended is", OFFICE, THREE, "OH", [("P0", WEEK, 1, 2, 1)], moved=[("P0", WEEK, 3, 2)], **thursday("HHH")),
    hand("three days at home already: no more", AT_HOME, TWO, "OO", moved=[("P0", WEEK, 2, 3)], **thursday("HHH")),
    hand("three days at home already: a fourth", AT_HOME, TWO, "HO", [("P0", WEEK, 4, 3, 1)], moved=[("P0", WEEK, 2, 3)],
         **thursday("HHH")),
    # Without history floor(2 * 2 / 5) = 0 home days are left of a week cut to two days.
    hand("not known: the week is cut", AT_HOME, TWO, "HO", [("P0", WEEK, 1, 0, 1)], **thursday("???")),
    hand("known in part: the week is cut", AT_HOME, TWO, "HO", [("P0", WEEK, 1, 0, 1)], **thursday("?OO")),
    hand("known for one of two people", AT_HOME, TWO, ["HO", "HO"], [("P1", WEEK, 1, 0, 1)], **thursday("OOO", "???")),
    hand("a part-timer's other days need not be known", AT_HOME, {"at_most": 1}, ".H", people=[person(0, workdays=frozenset({0, 4}))],
         **thursday("O__")),
    hand("a roster of last month knows this Monday's holiday", AT_HOME, TWO, "HHOO", start=days_of(2), holidays=[days_of(1)],
         past=["OO..."]),
    # ceil(3 * 4 / 5) = 3; 4 - (5 - 3) = 2.
    hand("leave before the roster, proportional", OFFICE, THREE, "HH", [("P0", WEEK, 2, 3, 1)], **thursday("OCO")),
    hand("leave before the roster, home first", OFFICE, {**THREE, "partial_week": "home_first"}, "HH", **thursday("OCO")),
    hand("a holiday before the roster leaves the week whole", AT_HOME, TWO, "HH", [("P0", WEEK, 3, 2, 1)], **thursday("O.H")),
    hand("cut at the end still: floor(2 * 4 / 5) = 1", AT_HOME, TWO, "H", [("P0", WEEK, 2, 1, 1)], **thursday("OHO")),
    hand("from Tuesday: Monday does not count, floor(2 * 4 / 5) = 1", AT_HOME, {**TWO, "from": days_of(2)}, "HO",
         [("P0", WEEK, 2, 1, 1)], **thursday("HOH")),
    hand("from Thursday: nothing before counts", AT_HOME, {**TWO, "from": days_of(4)}, "HO", [("P0", WEEK, 1, 0, 1)], **thursday("OOO")),
    hand("the second week is a week like any other", AT_HOME, TWO, "OO..HHHOO", [("P0", "week 50", 3, 2, 1)], **thursday("OOO")),
    hand("two at home are due, one was", AT_HOME, {"at_least": 2}, "OO", [("P0", WEEK, 1, 2, 1)], **thursday("OHO")),
    hand("two at home are due, both were", AT_HOME, {"at_least": 2}, "OO", **thursday("HHO")),
    hand("two are due, but two days in the office are still missing", AT_HOME, {"at_least": 2, "weight": 10}, "OO",
         others=[rule(OFFICE, at_least=3)], **thursday("OHC")),
    hand("a month does not count with the month before", "home_days_per_period", {"at_most": 1}, "HO", **thursday("HHH")),
]  # fmt: skip
RUNS = [
    hand("two before, a third now", RUN, TWO, "HO", [("P0", "Thu 4", 3, 2, 1)], **thursday("OHH")),
    hand("one before, two now", RUN, TWO, "HH", [("P0", "Fri 5", 3, 2, 1)], **thursday("OOH")),
    hand("over the weekend, twice", RUN, TWO, "HHO", [("P0", "Mon 8", 3, 2, 1), ("P0", "Tue 9", 3, 2, 1)], **second_week("HH..")),
    hand("a long run before is told once a day", RUN, TWO, "HOO", [("P0", "Mon 8", 3, 2, 1)], **second_week("HHHHH..")),
    hand("leave breaks it", RUN, TWO, "HHO", **second_week("HC..")),
    hand("a holiday does not", RUN, TWO, "HO", [("P0", "Thu 4", 3, 2, 1)], **thursday("HH.")),
    hand("a day not known breaks it", RUN, TWO, "HHO", **second_week("H?..")),
    hand("an order for the third day: all is decided", RUN, TWO, "hO", **thursday("OHH")),
    hand("an order, then a free day", RUN, TWO, "hH", [("P0", "Fri 5", 3, 2, 1)], **thursday("OHH")),
    hand("none in a row: what was before does not matter", RUN, {"at_most": 0}, "OH", [("P0", "Fri 5", 1, 0, 1)], **thursday("HHH")),
    hand("in force from Thursday", RUN, {**TWO, "from": days_of(4)}, "HH", **thursday("HHH")),
]  # fmt: skip
STEADIES = [
    hand("as the week before", STEADY, {}, "OHHOO", **second_week("OHHOO..")),
    hand("other than the week before", STEADY, {}, "HOHOO", [("P0", "Mon 8", "H", "O", 1), ("P0", "Tue 9", "O", "H", 1)],
         **second_week("OHHOO..")),
    hand("leave, or not known", STEADY, {}, "HHHOO", **second_week("CH?OO..")),
    hand("an order now", STEADY, {}, "hHHOO", **second_week("OHHOO..")),
    hand("in mid-week", STEADY, {}, "HO", [("P0", "Thu 4", "H", "O", 1)], **thursday("OO..OOO")),
    hand("in force from Tuesday", STEADY, {"from": days_of(2)}, "HHHOO", **second_week("OHHOO..")),
]  # fmt: skip
SHARES = [
    # Last week four home days and none: this week the other one has them.
    hand("who had fewer gets more", FAIR, {}, ["HOOOO", "HHHHH"], **second_week("HHHHO..", "OOOOO..")),
    hand("equal weeks are not fair now", FAIR, {}, ["HHOOO", "HHOOO"], [("Dinas", ALL, 8, 0, 8)],
         **second_week("HHHHO..", "OOOOO..")),
    # P0 had two of ten, P1 none of five: half of it is P1's share.
    hand("who is new starts neutral", FAIR, {}, ["HHOOO", "HHOOO"], **second_week("HHOOO..", "???????")),
    hand("who is new need not catch up", FAIR, {}, ["HOOOO", "HHHHO"], [("Dinas", ALL, 4, 0, 4)],
         **second_week("HHOOO..", "???????")),
    # Ten possible days each: with leave last week P1 could have had three, and had one; M = 10, T = 5 asks 4 of 8.
    hand("leave last month", FAIR, {}, ["HHOOO", "HHHOO"], **second_week("HHHOO..", "HOOCC..")),
    # Two a week were possible: M = 2 + 2.
    hand("Maks WFH of last month counts", FAIR, {}, ["OOOOO", "HHOOO"], others=[rule(AT_HOME, at_most=2)],
         **second_week("HHOOO..", "OOOOO..", most=[2, 2])),
    # P0 has four at least, P1 one at most: T = 3 leaves them one day and two off, squared five.
    hand("must: what the past leaves possible", FAIR, {}, ["O", "H"], moved=[("Dinas", "from 8 to 8", 0, 5)],
         **second_week("HHHHO..", "OOOOO..")),
    hand("must: worse than that", FAIR, {}, ["H", "O"], [("Dinas", "from 8 to 8", 13, 5, 8)], moved=[("Dinas", "from 8 to 8", 0, 5)],
         **second_week("HHHHO..", "OOOOO..")),
    hand("wish: the past is told as cost", FAIR, {"weight": 10}, ["O", "H"], [("Dinas", "from 8 to 8", 5, 0, 5)],
         **second_week("HHHHO..", "OOOOO..")),
    hand("who must be in the office now does not count", FAIR, {}, ["HHOOO", "OOOOO"], others=[rule("mandatory_office", people=["P1"])],
         **second_week("HHHHO..", "OOOOO..")),
    hand("a Friday each, one last week", FRIDAYS, {"weekdays": ["Jumat"]}, ["OOOOO", "OOOOH"], **second_week("OOOOH..", "OOOOO..")),
    hand("the same person's Friday again", FRIDAYS, {"weekdays": ["Jumat"]}, ["OOOOH", "OOOOO"], [("Dinas", ALL, 2, 0, 2)],
         **second_week("OOOOH..", "OOOOO..")),
    # P1 could not be at home last week: one Friday against two.
    hand("last week's Friday of who had to be in the office", FRIDAYS, {"weekdays": ["Jumat"]}, ["OOOOH", "OOOOH"],
         **second_week("OOOOH..", "OOOOO..", most=[5, 0])),
    hand("last week's other days do not matter", FRIDAYS, {"weekdays": ["Jumat"]}, ["OOOOH", "OOOOH"],
         **second_week("HHHHO..", "OOOOO..")),
]  # fmt: skip
KEPT = [
    hand("nothing changed", KEEP, {}, "OOHHO", base=["OOHHO"]),
    hand("two days swapped", KEEP, {}, "HOOHO", [("P0", "Mon 1", "H", "O", 1), ("P0", "Wed 3", "O", "H", 1)], base=["OOHHO"]),
    hand("each person by themselves", KEEP, {}, ["HO", "OO"], [("P0", "Mon 1", "H", "O", 1), ("P1", "Tue 2", "O", "H", 1)],
         base=["OO", "OH"]),
    hand("leave now", KEEP, {}, "CCOHO", base=["HHOHO"]),
    hand("leave in the base roster", KEEP, {}, "HHOHO", base=["..OHO"]),
    hand("an order decides otherwise", KEEP, {}, "hOOOO", base=["OOOOO"]),
    hand("an order, and another day besides", KEEP, {}, "hOHOO", [("P0", "Wed 3", "H", "O", 1)], base=["OOOOO"]),
    hand("a rule keeps them in the office now", KEEP, {}, "OO", others=[rule("mandatory_office")], base=["HH"]),
    hand("only these people", KEEP, {"people": ["P1"]}, ["H", "H"], [("P1", "Mon 1", "H", "O", 1)], base=["O", "O"]),
    hand("from Tuesday on", KEEP, {"from": days_of(2)}, "HHO", [("P0", "Tue 2", "H", "O", 1)], base=["OOO"]),
    hand("as a wish of weight 5", KEEP, {"weight": 5}, "HHO", [("P0", "Mon 1", "H", "O", 1), ("P0", "Tue 2", "H", "O", 1)],
         base=["OOO"]),
]  # fmt: skip
CASES: list[Hand] = [*WEEKS, *RUNS, *STEADIES, *SHARES, *KEPT]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


def test_most_counts_the_days_of_the_roster_only() -> None:
    """Thursday to Wednesday; what was at home from Monday on is taken off the first week."""
    made = problem(
        5, start=days_of(4), days=7, history=past(["OOO", "OHO", "HHO", "HHH", "???"], start=days_of(4))
    )
    bkn = case(made, rule(OFFICE, at_least=3), rule(AT_HOME, at_most=2))
    assert bkn.most.tolist() == [[2, 1], [1, 1], [0, 1], [0, 1], [0, 1]]
    assert case(made, rule(RUN, at_most=1)).most[:, 0].tolist() == [1, 1, 1, 1, 1]
    ending_home = problem(2, start=days_of(4), days=2, history=past(["OOH", "OHH"], start=days_of(4)))
    assert case(ending_home, rule(RUN, at_most=1)).most[:, 0].tolist() == [1, 1], "Thursday in the office"
    assert case(ending_home, rule(RUN, at_most=2)).most[:, 0].tolist() == [1, 1]
    assert case(ending_home, rule(RUN, at_most=3)).most[:, 0].tolist() == [2, 1]


def test_the_week_is_told_from_its_monday() -> None:
    one = next(case for case in WEEKS if case.name == "two and one, then two: three at home")
    assert sentences(one, "en") == [
        "P0 has 3 home days in the week Mon, 1 Dec 2025 to Fri, 5 Dec 2025; at most 2 are allowed."
    ]
    cut = next(case for case in WEEKS if case.name == "not known: the week is cut")
    assert sentences(cut, "id") == [
        "P0 memiliki 1 hari WFH pada minggu Kam, 4 Des 2025 s.d. Jum, 5 Des 2025; paling banyak 0 hari."
    ]


def test_history_must_be_without_a_gap() -> None:
    made = past(["OOH"], start=days_of(4))
    assert (made.home_days.tolist(), made.first_week, made.knows_first_week.tolist()) == (
        [1],
        (0, 1, 2),
        [True],
    )
    with pytest.raises(ValueError, match="gap"):
        type(made)(
            (days_of(1), days_of(3)), made.modes[:, :2], made.known[:, :2], made.working[:, :2], made.most
        )


def test_without_a_base_roster_minimal_change_is_idle() -> None:
    from asnroster.rules.kit.idle import idle_rules

    use_language("en")
    keep = rule(KEEP, name="keep")
    bare = problem(1)
    assert [found.issue.line() for found in idle_rules(case(bare, keep))] == [
        "Rule “keep” has no roster to compare with: it does nothing here. It takes effect where an existing roster is changed."
    ]
    based = problem(1, base=roster(bare, "HHHHH").modes)
    assert idle_rules(case(based, keep)) == []
    assert case(based, keep).problem.base is not None
    assert HOME in based.base.tolist()[0]
