"""Shares, headcounts, leaders and buildings, by hand: whole people, groups, the sheet's own figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asnroster.domain.problem import Building
from asnroster.judge.audit import audit
from tests.build import case, person, problem, roster, rule, unit
from tests.hand import Hand, check, days_of, hand, one_day

SHARE, OFFICE, HEADS = "home_share", "office_share", "office_headcount"
LEADER, BUILDING = "leader_presence", "building_capacity"
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)

# A Dinas with its own staff, a Bidang with a Seksi below it, and a second agency.
TREE = [
    unit("Dinas"),
    unit("Bidang", parent=0, index=1, path="Dinas > Bidang", sector="administrasi"),
    unit("Seksi", parent=1, index=2, path="Dinas > Bidang > Seksi", sector="kesehatan"),
    unit("Badan", index=3),
]
# Two people in each unit, in the order of the tree.
PAIRS = [person(n, n // 2) for n in range(8)]
MORNINGS = [person(0), person(1), person(2, workdays=frozenset({0})), person(3, workdays=frozenset({0}))]


def tree(**changes: tuple[int | None, Fraction | None]) -> list[object]:
    """The tree with Min WFO and Maks WFH % in the sheet, by unit name."""
    return [
        unit(u.name, parent=u.parent, index=i, agency=u.agency, path=u.path, sector=u.sector,
             min_office=changes.get(u.name, (None, None))[0], max_home_share=changes.get(u.name, (None, None))[1])
        for i, u in enumerate(TREE)
    ]  # fmt: skip


HOSPITAL_OF_FOUR = [rule("mandatory_office", people=["P0", "P1", "P2", "P3"])]
D, B, S, A = "Dinas", "Dinas > Bidang", "Dinas > Bidang > Seksi", "Badan"

HOME_SHARES = [
    hand("50 % of 7 is at most 3", SHARE, {"at_most": "50 %"}, one_day("HHHHOOO"), [(D, "Mon 1", 4, 3, 1)]),
    hand("50 % of 7: three may", SHARE, {"at_most": "50 %"}, one_day("HHHOOOO")),
    hand("at least 40 % of 7 is 3", SHARE, {"at_least": "40 %"}, one_day("HHOOOOO"), [(D, "Mon 1", 2, 3, 1)]),
    hand("at least 40 % of 7: three are enough", SHARE, {"at_least": "40 %"}, one_day("HHHOOOO")),
    hand("exactly 50 % of 7 is 3 or 4: two are short", SHARE, {"exactly": "50 %"}, one_day("HHOOOOO"), [(D, "Mon 1", 2, 3, 1)]),
    hand("exactly 50 % of 7: three", SHARE, {"exactly": "50 %"}, one_day("HHHOOOO")),
    hand("exactly 50 % of 7: four", SHARE, {"exactly": "50 %"}, one_day("HHHHOOO")),
    hand("exactly 50 % of 7: five are over", SHARE, {"exactly": "50 %"}, one_day("HHHHHOO"), [(D, "Mon 1", 5, 4, 1)]),
    hand("exactly 50 % of 6 is 3", SHARE, {"exactly": 0.5}, ["HH", "HH", "HH", "OH", "OO", "OO"], [(D, "Tue 2", 4, 3, 1)]),
    hand("a third of 9 is 3, exactly counted", SHARE, {"at_most": "1/3"}, one_day("HHHOOOOOO")),
    hand("10 % of 10 is 1, exactly counted", SHARE, {"at_least": 0.1}, one_day("HOOOOOOOOO")),
    hand("75 % of 4 is 3", SHARE, {"at_most": "75 %"}, one_day("HHHH"), [(D, "Mon 1", 4, 3, 1)]),
    hand("between a quarter and a half of 4", SHARE, {"at_least": "25 %", "at_most": "50 %"},
         ["OHH", "OHH", "OOH", "OOO"], [(D, "Mon 1", 0, 1, 1), (D, "Wed 3", 3, 2, 1)]),
    hand("0 %: nobody", SHARE, {"at_most": "0 %"}, one_day("HHO"), [(D, "Mon 1", 2, 0, 2)]),
    hand("100 %: everybody may", SHARE, {"at_most": "100 %"}, one_day("HHH")),
    # Three of seven on leave.
    hand("leave, of all staff: still 3", SHARE, {"at_most": "50 %", "of": "assigned"}, one_day("HHHOCCC")),
    hand("leave, of those working: 2 of 4", SHARE, {"at_most": "50 %", "of": "available"}, one_day("HHHOCCC"),
         [(D, "Mon 1", 3, 2, 1)]),
    hand("leave, at least, of all staff: 3", SHARE, {"at_least": "40 %"}, one_day("HHOOCCC"), [(D, "Mon 1", 2, 3, 1)]),
    hand("leave, at least, of those working: 2", SHARE, {"at_least": "40 %", "of": "available"}, one_day("HHOOCCC")),
    hand("all staff counts those who do not work that day", SHARE, {"at_most": "50 %"}, ["HH", "OH", "O.", "O."], people=MORNINGS),
    hand("those working that day does not", SHARE, {"at_most": "50 %", "of": "available"}, ["HH", "OH", "O.", "O."],
         [(D, "Tue 2", 2, 1, 1)], people=MORNINGS),
    hand("a weekend asks for nothing", SHARE, {"at_least": "50 %"}, ["H..H", "O..O"], start=days_of(5)),
    # Bounds give way to what is fixed or away.
    hand("by order three of four are at home", SHARE, {"at_most": "50 %"}, one_day("hhhO"), moved=[(D, "Mon 1", 2, 3)]),
    hand("by order three, a fourth is one over", SHARE, {"at_most": "50 %"}, one_day("hhhH"), [(D, "Mon 1", 4, 3, 1)],
         moved=[(D, "Mon 1", 2, 3)]),
    hand("by order one of four: the bound holds", SHARE, {"at_most": "50 %"}, one_day("hHHO"), [(D, "Mon 1", 3, 2, 1)]),
    hand("at least asks only for whom may be at home", SHARE, {"at_least": "60 %"}, one_day("OOOOH"),
         moved=[(D, "Mon 1", 3, 1)], others=HOSPITAL_OF_FOUR),
    hand("and asks for them", SHARE, {"at_least": "60 %"}, one_day("OOOOO"), [(D, "Mon 1", 0, 1, 1)],
         moved=[(D, "Mon 1", 3, 1)], others=HOSPITAL_OF_FOUR),
    hand("at least gives way to leave", SHARE, {"at_least": "75 %"}, one_day("HHCC"), moved=[(D, "Mon 1", 3, 2)]),
    hand("everybody away on a working day", SHARE, {"at_least": "50 %"}, ["CH", "CO"], moved=[(D, "Mon 1", 1, 0)]),
    # Groups.
    hand("the head of an agency is a group of one under unit", SHARE, {"at_most": "50 %", "per": "unit"},
         one_day("HOO"), [(D, "Mon 1", 1, 0, 1)], units=TREE, people=[person(0, 0), person(1, 1), person(2, 1)]),
    hand("unit: only those placed directly", SHARE, {"at_most": "50 %", "per": "unit"}, one_day("HHHOHHOO"),
         [(D, "Mon 1", 2, 1, 1), (S, "Mon 1", 2, 1, 1)], units=TREE, people=PAIRS),
    hand("subtree: each node with all below it", SHARE, {"at_most": "50 %", "per": "subtree"}, one_day("OOHOHHOO"),
         [(B, "Mon 1", 3, 2, 1), (S, "Mon 1", 2, 1, 1)], units=TREE, people=PAIRS),
    hand("agency: each root with all below it", SHARE, {"at_most": "50 %", "per": "agency"}, one_day("HHHHOOHH"),
         [(D, "Mon 1", 4, 3, 1), (A, "Mon 1", 2, 1, 1)], units=TREE, people=PAIRS),
    hand("agency is what a share means by itself", SHARE, {"at_most": "50 %"}, one_day("HHHOOOOO"), units=TREE, people=PAIRS),
    hand("government: everyone", SHARE, {"at_most": "50 %", "per": "government"}, one_day("HHHHOOHO"),
         [("", "Mon 1", 5, 4, 1)], units=TREE, people=PAIRS),
    hand("building: whoever works in it", SHARE, {"at_most": "50 %", "per": "building"}, one_day("HHHO"),
         [("Gedung A", "Mon 1", 2, 1, 1)],
         people=[person(0, building="Gedung A"), person(1, building="gedung  a"), person(2), person(3, building="B")]),
    hand("team: its members wherever they are placed", SHARE, {"at_most": "50 %", "per": "team"}, one_day("HOHHHOOO"),
         [("Tim 1", "Mon 1", 2, 1, 1)], units=TREE,
         people=[person(n, n // 2, team="Tim 1" if n in (0, 4) else "") for n in range(8)]),
    hand("the filter picks who is counted", SHARE, {"at_most": "50 %", "sectors": ["administrasi"]}, one_day("HHHHHHHH"),
         [(D, "Mon 1", 2, 1, 1)], units=TREE, people=PAIRS),
    hand("except takes people out of the count", SHARE, {"at_most": "50 %", "except_units": ["Bidang"]},
         one_day("HOHHHHHO"), units=TREE, people=PAIRS),
    # The sheet's Maks WFH %.
    hand("Maks WFH % counts the node with all below it", SHARE, {"at_most": "100 %", "per": "unit"}, one_day("OOHHHOOO"),
         [(B, "Mon 1", 3, 2, 1)], units=tree(Bidang=(None, HALF)), people=PAIRS),
    hand("the rule's own groups stay: the stricter wins", SHARE, {"at_most": "25 %"}, one_day("OOHHOOOO"),
         [(D, "Mon 1", 2, 1, 1)], units=tree(Bidang=(None, HALF)), people=PAIRS),
    hand("both may be broken at once", SHARE, {"at_most": "50 %"}, one_day("HOHHHOOO"),
         [(D, "Mon 1", 4, 3, 1), (B, "Mon 1", 3, 1, 2)], units=tree(Bidang=(None, THIRD)), people=PAIRS),
    hand("without a figure the sheet alone", SHARE, {}, one_day("HHOOHHHH"), [(S, "Mon 1", 2, 1, 1)],
         units=tree(Seksi=(None, HALF)), people=PAIRS),
    hand("without a figure and of those working", SHARE, {"of": "available"}, one_day("OOHOHCOO"), [(B, "Mon 1", 2, 1, 1)],
         units=tree(Bidang=(None, HALF)), people=PAIRS),
    hand("the sheet's cap gives way to orders", SHARE, {}, one_day("OOOOhhOO"), moved=[(S, "Mon 1", 1, 2)],
         units=tree(Seksi=(None, HALF)), people=PAIRS),
    hand("Maks WFH % 0 keeps a unit in the office", SHARE, {}, one_day("HHOOHOHH"), [(S, "Mon 1", 1, 0, 1)],
         units=tree(Seksi=(None, Fraction(0))), people=PAIRS),
    hand("a rule for the sheet takes it over from one with a figure", SHARE, {"at_most": "100 %"}, one_day("OOOOHHOO"),
         units=tree(Seksi=(None, HALF)), people=PAIRS, others=[rule(SHARE, name="sheet")]),
    hand("in force from Tuesday", SHARE, {"at_most": "0 %", "from": days_of(2)}, ["HH", "OH"], [(D, "Tue 2", 2, 0, 2)]),
    hand("soft: each person over costs the weight", SHARE, {"at_most": "50 %", "weight": 3}, one_day("HHHH"),
         [(D, "Mon 1", 4, 2, 2)]),
]  # fmt: skip

OFFICE_SHARES = [
    hand("25 % of 7 is 2", OFFICE, {"at_least": "25 %"}, one_day("OHHHHHH"), [(D, "Mon 1", 1, 2, 1)]),
    hand("25 % of 7: two are enough", OFFICE, {"at_least": "25 %"}, one_day("OOHHHHH")),
    hand("50 % of 7 is 4", OFFICE, {"at_least": "50 %"}, one_day("OOOHHHH"), [(D, "Mon 1", 3, 4, 1)]),
    hand("30 % of 10 is 3, exactly counted", OFFICE, {"at_least": 0.3}, one_day("OOOHHHHHHH")),
    hand("of all staff: leave counts", OFFICE, {"at_least": "50 %"}, one_day("OOHCC"), [(D, "Mon 1", 2, 3, 1)]),
    hand("of those working: leave does not", OFFICE, {"at_least": "50 %", "of": "available"}, one_day("OOHCC")),
    hand("never more than are available", OFFICE, {"at_least": "50 %"}, one_day("OOCCC"), moved=[(D, "Mon 1", 3, 2)]),
    hand("never more than are available, but those", OFFICE, {"at_least": "50 %"}, one_day("OHCCC"),
         [(D, "Mon 1", 1, 2, 1)], moved=[(D, "Mon 1", 3, 2)]),
    hand("orders home take from what can be reached", OFFICE, {"at_least": "75 %"}, one_day("hhOO"), moved=[(D, "Mon 1", 3, 2)]),
    hand("everybody away on a working day", OFFICE, {"at_least": "50 %"}, ["CO", "CH"], moved=[(D, "Mon 1", 1, 0)]),
    hand("per unit", OFFICE, {"at_least": "50 %", "per": "unit"}, one_day("OHHHOOHH"),
         [(B, "Mon 1", 0, 1, 1), (A, "Mon 1", 0, 1, 1)], units=TREE, people=PAIRS),
    hand("agency by itself", OFFICE, {"at_least": "50 %"}, one_day("OHHHOOHH"), [(A, "Mon 1", 0, 1, 1)], units=TREE, people=PAIRS),
    hand("subtree", OFFICE, {"at_least": "50 %", "per": "subtree"}, one_day("OOHHOHOO"), [(B, "Mon 1", 1, 2, 1)],
         units=TREE, people=PAIRS),
    hand("the filter picks who is counted", OFFICE, {"at_least": "100 %", "units": ["Seksi"]}, one_day("HHHHOHHH"),
         [(D, "Mon 1", 1, 2, 1)], units=TREE, people=PAIRS),
    hand("a weekend asks for nothing", OFFICE, {"at_least": "100 %"}, ["O..O"], start=days_of(5)),
    hand("until Monday, soft", OFFICE, {"at_least": "100 %", "until": days_of(1), "weight": 2}, ["HH", "HO"], [(D, "Mon 1", 0, 2, 2)]),
]  # fmt: skip

HEADCOUNTS = [
    hand("two are needed", HEADS, {"at_least": 2}, one_day("OHHH"), [(D, "Mon 1", 1, 2, 1)]),
    hand("two are there", HEADS, {"at_least": 2}, one_day("OOHH")),
    hand("a unit of one cannot give two", HEADS, {"at_least": 2}, one_day("O"), moved=[(D, "Mon 1", 2, 1)]),
    hand("a unit of one gives its one", HEADS, {"at_least": 2}, one_day("H"), [(D, "Mon 1", 0, 1, 1)], moved=[(D, "Mon 1", 2, 1)]),
    hand("leave: all who are available", HEADS, {"at_least": 2}, one_day("OCC"), moved=[(D, "Mon 1", 2, 1)]),
    hand("everybody away on a working day", HEADS, {"at_least": 2}, ["CO", "CO"], moved=[(D, "Mon 1", 2, 0)]),
    hand("orders home", HEADS, {"at_least": 2}, one_day("hhO"), moved=[(D, "Mon 1", 2, 1)]),
    hand("a whole unit at home by order", HEADS, {"at_least": 2}, one_day("hhh"), moved=[(D, "Mon 1", 2, 0)]),
    hand("unit by itself: each unit needs its own", HEADS, {"at_least": 1}, one_day("OOHHOOHH"),
         [(B, "Mon 1", 0, 1, 1), (A, "Mon 1", 0, 1, 1)], units=TREE, people=PAIRS),
    hand("agency: one for all of it", HEADS, {"at_least": 1, "per": "agency"}, one_day("HHHHOHHH"), [(A, "Mon 1", 0, 1, 1)],
         units=TREE, people=PAIRS),
    hand("Min WFO counts the node with all below it", HEADS, {}, one_day("HHHHOHHH"), [(B, "Mon 1", 1, 2, 1)],
         units=tree(Bidang=(2, None)), people=PAIRS),
    hand("Min WFO met from below", HEADS, {}, one_day("HHHHOOHH"), units=tree(Bidang=(2, None)), people=PAIRS),
    hand("figure and sheet: the stricter wins", HEADS, {"at_least": 1}, one_day("OHOHOHOH"), [(D, "Mon 1", 3, 4, 1)],
         units=tree(Dinas=(4, None)), people=PAIRS),
    hand("Min WFO 0 asks for nothing", HEADS, {}, one_day("HHHHHHHH"), units=tree(Dinas=(0, None)), people=PAIRS),
    hand("once per scenario: the second rule leaves the sheet alone", HEADS, {"at_least": 1, "per": "government"},
         one_day("OHHHHHHH"), units=tree(Dinas=(4, None)), people=PAIRS, others=[rule(HEADS, name="sheet")]),
    hand("the filter picks who is counted", HEADS, {"at_least": 2, "echelons": ["III"]}, one_day("HOO"), [(D, "Mon 1", 1, 2, 1)],
         people=[person(0, echelon="III.a"), person(1, echelon="III.b"), person(2, echelon="IV.a")]),
    hand("a weekend asks for nothing, a holiday neither", HEADS, {"at_least": 1}, ["...O", "...H"], start=days_of(5),
         holidays=[days_of(5)]),
    hand("soft: each person short costs the weight", HEADS, {"at_least": 3, "weight": 4}, one_day("OHHH"), [(D, "Mon 1", 1, 3, 2)]),
]  # fmt: skip


def staff(*echelons: str, units: tuple[int, ...] = ()) -> list[object]:
    """People of these echelons, in these units."""
    return [person(n, units[n] if units else 0, echelon=echelon) for n, echelon in enumerate(echelons)]


LEADERS = [
    hand("the only leader at home", LEADER, {}, one_day("HOO"), [(D, "Mon 1", 0, 1, 1)], people=staff("III.a", "", "")),
    hand("the only leader in the office", LEADER, {}, one_day("OHH"), people=staff("III.a", "", "")),
    hand("staff in the office are no leaders", LEADER, {}, one_day("HHO"), [(D, "Mon 1", 0, 1, 1)], people=staff("III.a", "IV.a", "")),
    hand("one of two is enough", LEADER, {}, one_day("HO"), people=staff("III.a", "IV.a")),
    hand("at least two of three", LEADER, {"at_least": 2}, one_day("HHO"), [(D, "Mon 1", 1, 2, 1)], people=staff("II.b", "III.a", "IV.a")),
    hand("two asked, one left: that one", LEADER, {"at_least": 2}, one_day("CCH"), [(D, "Mon 1", 0, 1, 1)],
         moved=[(D, "Mon 1", 2, 1)], people=staff("II.b", "III.a", "IV.a")),
    hand("the leader on leave, the next one must be there", LEADER, {}, ["CO", "HH"], [(D, "Mon 1", 0, 1, 1)], people=staff("III.a", "IV.a")),
    hand("all leaders on leave", LEADER, {}, ["CO", "HH"], moved=[(D, "Mon 1", 1, 0)], people=staff("III.a", "")),
    hand("the only leader at home by order", LEADER, {}, one_day("hH"), moved=[(D, "Mon 1", 1, 0)], people=staff("III.a", "")),
    hand("one at home by order, the other must be there", LEADER, {}, one_day("hH"), [(D, "Mon 1", 0, 1, 1)], people=staff("III.a", "IV.a")),
    hand("a group without a leader", LEADER, {}, one_day("HH"), people=staff("", "")),
    hand("only echelon II and III count", LEADER, {"echelons": ["II", "III"]}, one_day("HOO"), [(D, "Mon 1", 0, 1, 1)],
         people=staff("III.b", "IV.a", "IV.b")),
    hand("per agency by itself", LEADER, {}, one_day("OHH"), [(A, "Mon 1", 0, 1, 1)], units=TREE,
         people=staff("II.b", "III.a", "II.b", units=(0, 1, 3))),
    hand("per unit", LEADER, {"per": "unit"}, one_day("OHH"), [(B, "Mon 1", 0, 1, 1), (A, "Mon 1", 0, 1, 1)], units=TREE,
         people=staff("II.b", "III.a", "II.b", units=(0, 1, 3))),
    hand("per subtree: a Seksi head serves the Bidang too", LEADER, {"per": "subtree"}, one_day("HHO"), units=TREE,
         people=staff("II.b", "III.a", "IV.a", units=(0, 1, 2))),
    hand("a weekend asks for nothing", LEADER, {}, ["H..O"], [(D, "Fri 5", 0, 1, 1)], people=staff("III.a"), start=days_of(5)),
    hand("a part-time leader's free days", LEADER, {}, ["O.", "HH"],
         people=[person(0, echelon="III.a", workdays=frozenset({0})), person(1)]),
    hand("soft, until Monday", LEADER, {"weight": 9, "until": days_of(1)}, ["HH"], [(D, "Mon 1", 0, 1, 1)], people=staff("III.a")),
]  # fmt: skip


def placed(*buildings: str) -> list[object]:
    """People in these buildings."""
    return [person(n, building=building) for n, building in enumerate(buildings)]


TWO = {"buildings": (Building("Gedung A", 2), Building("Gedung B", 1))}
BUILDINGS = [
    hand("three where two fit", BUILDING, {}, one_day("OOO"), [("Gedung A", "Mon 1", 3, 2, 1)], people=placed(*["Gedung A"] * 3), **TWO),
    hand("two of three at home", BUILDING, {}, one_day("OHH"), people=placed(*["Gedung A"] * 3), **TWO),
    hand("each building by itself", BUILDING, {}, one_day("OOOO"), [("Gedung B", "Mon 1", 2, 1, 1)],
         people=placed("Gedung A", "Gedung A", "Gedung B", "Gedung B"), **TWO),
    hand("it never gives way to an order", BUILDING, {}, one_day("ooo"), [("Gedung A", "Mon 1", 3, 2, 1)],
         people=placed(*["Gedung A"] * 3), **TWO),
    hand("nor to a hospital", BUILDING, {}, one_day("OOOO"), [("Gedung A", "Mon 1", 4, 2, 2)],
         people=placed(*["Gedung A"] * 4), others=HOSPITAL_OF_FOUR, **TWO),
    hand("people without a building are nowhere", BUILDING, {}, one_day("OOOO"), people=placed("Gedung A", "Gedung A", "", ""), **TWO),
    hand("a building that sheet Gedung does not name has room", BUILDING, {}, one_day("OOO"), people=placed(*["Gedung C"] * 3), **TWO),
    hand("names regardless of case and spaces", BUILDING, {}, one_day("OOO"), [("Gedung A", "Mon 1", 3, 2, 1)],
         people=placed("GEDUNG A", "gedung  a", "Gedung A"), **TWO),
    hand("leave makes room", BUILDING, {}, one_day("OOC"), people=placed(*["Gedung A"] * 3), **TWO),
    hand("capacity 0 is a closed building", BUILDING, {}, one_day("OH"), [("G", "Mon 1", 1, 0, 1)], people=placed("G", "G"),
         buildings=(Building("G", 0),)),
    hand("day by day, no weekend", BUILDING, {}, ["O..O", "O..O", "H..O"], [("Gedung A", "Mon 8", 3, 2, 1)],
         people=placed(*["Gedung A"] * 3), start=days_of(5), **TWO),
    hand("the filter picks who is counted", BUILDING, {"except_people": ["P0"]}, one_day("OOO"), people=placed(*["Gedung A"] * 3), **TWO),
    hand("in force on Tuesday only, soft", BUILDING, {"from": days_of(2), "until": days_of(2), "weight": 6},
         ["OOO", "OOO", "OOO", "OOO"], [("Gedung A", "Tue 2", 4, 2, 2)], people=placed(*["Gedung A"] * 4), **TWO),
]  # fmt: skip

CASES = HOME_SHARES + OFFICE_SHARES + HEADCOUNTS + LEADERS + BUILDINGS


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


@pytest.mark.parametrize("key", [SHARE, HEADS])
def test_the_sheet_is_enforced_once(key: str) -> None:
    """With three rules of the kind the sheet's figures are counted by one of them only."""
    made = problem(PAIRS, days=1, units=tree(Seksi=(2, Fraction(0))))
    fields = {
        SHARE: ({"at_most": "100 %"}, {"at_least": "0 %", "weight": 5}),
        HEADS: ({"at_least": 0}, {"at_least": 0, "weight": 5}),
    }
    first, second = fields[key]
    rules = [rule(key, name="hard", **first), rule(key, name="soft", **second), rule(key, name="sheet")]
    for chosen in (rules, rules[:2], rules[1:], rules[1:2], rules[::-1]):
        judged = audit(case(made, *chosen), roster(made, *"OOOOHHOO"))
        assert sum(entry.amount for entry in judged.rules) == 2


def test_a_figure_beside_a_soft_push_keeps_the_sheet_hard() -> None:
    """A hard cap and a soft push of one kind: the hard one enforces Maks WFH %."""
    made = problem(PAIRS, days=1, units=tree(Seksi=(None, Fraction(0))))
    push, cap = rule(SHARE, name="push", at_least="50 %", weight=5), rule(SHARE, name="cap", at_most="50 %")
    judged = audit(case(made, push, cap), roster(made, *"OHOHOHOH"))
    assert judged.hard_violations == 1
    assert [(v.where.group, v.found, v.needed) for v in judged.rules[1].violations] == [(S, 1, 0)]


@pytest.mark.parametrize("size", range(1, 13))
def test_every_share_in_whole_people(size: int) -> None:
    """at most = floor, at least = ceil, exactly = between both, whichever way the share is written."""
    made = problem(size, days=1)
    percents = (0, 1, 10, 25, 29, 33, 40, 50, 57, 58, 60, 75, 99, 100)
    for percent, share in ((p, s) for p in percents for s in (f"{p} %", p / 100, f"{p}/100")):
        floor, ceil = size * percent // 100, -(-size * percent // 100)
        rules = case(
            made,
            rule(SHARE, name="most", at_most=share, weight=1), rule(SHARE, name="least", at_least=share, weight=1),
            rule(SHARE, name="exact", exactly=share, weight=1), rule(OFFICE, at_least=share, weight=1),
        )  # fmt: skip
        for home in range(size + 1):
            judged = audit(rules, roster(made, *("H" * home + "O" * (size - home))))
            assert [entry.amount for entry in judged.rules] == [
                max(0, home - floor), max(0, ceil - home), max(0, home - ceil, floor - home), max(0, ceil - (size - home)),
            ], share  # fmt: skip
