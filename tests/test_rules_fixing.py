"""The rules that fix days, by hand: orders, mandatory office, eligibility, weekdays; and who overrules whom."""

from __future__ import annotations

from datetime import date

import pytest

from asnroster.domain.calendar import months_after
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.prepare import Overruled
from asnroster.judge.audit import audit
from asnroster.rules.kit.base import FixingRule
from tests.build import case, person, problem, roster, rule, unit
from tests.hand import Broken, Hand, check, days_of, hand

ORDERS, MUST, MAY = "fixed_days", "mandatory_office", "eligible_for_home"
WEEKDAYS, HOME_DAYS = "office_weekdays", "home_weekdays"


def at_home(*days: str, who: str = "P0") -> list[Broken]:
    """One violation a day: at home, should be in the office."""
    return [(who, day, "H", "O", 1) for day in days]


def in_office(*days: str, who: str = "P0") -> list[Broken]:
    """One violation a day: in the office, should be at home."""
    return [(who, day, "O", "H", 1) for day in days]


MON_1 = {"pins": [(0, 0, HOME)]}
ORDER_DAYS = [
    hand("an order home is kept", ORDERS, {}, "hOOOO"),
    hand("an order home is broken", ORDERS, {}, "OOOOO", in_office("Mon 1"), **MON_1),
    hand("an order to the office is broken", ORDERS, {}, "HHHHH", at_home("Tue 2"), pins=[(0, 1, OFFICE)]),
    hand("each pinned day counts", ORDERS, {}, ["OOO", "HHH"], [*in_office("Mon 1", "Wed 3"), *at_home("Tue 2", who="P1")],
         pins=[(0, 0, HOME), (0, 2, HOME), (1, 1, OFFICE)]),
    hand("leave comes before an order", ORDERS, {}, "COOOO", **MON_1),
    hand("an order on a weekend means nothing", ORDERS, {}, "OOOOO..O", pins=[(0, 5, HOME)]),
    hand("an order on a holiday means nothing", ORDERS, {}, ".OOOO", holidays=[days_of(1)], **MON_1),
    hand("an order for a day not usually worked", ORDERS, {}, ".O", people=[person(0, workdays=frozenset({1}))], **MON_1),
    hand("orders before a date in force", ORDERS, {"from": days_of(2)}, "OOO", in_office("Wed 3"),
         pins=[(0, 0, HOME), (0, 2, HOME)]),
    hand("orders for others", ORDERS, {"people": ["P1"]}, ["OO", "OO"], in_office("Tue 2", who="P1"),
         pins=[(0, 0, HOME), (1, 1, HOME)]),
    hand("soft: a broken order costs the weight", ORDERS, {"weight": 8}, "OOOOO", in_office("Mon 1"), **MON_1),
    hand("a soft order against a hospital is overruled", ORDERS, {"weight": 8}, "OOOOO", others=[rule(MUST)], **MON_1),
]  # fmt: skip

HEALTH = [unit("Dinas"), unit("RSUD", parent=0, index=1, path="Dinas > RSUD", sector="kesehatan")]
STAFFED = {"people": [person(0, 0), person(1, 1)], "units": HEALTH}
MUSTS = [
    hand("a hospital at home on one day", MUST, {"sectors": ["kesehatan"]}, ["HHHHH", "OOHOO"], at_home("Wed 3", who="P1"), **STAFFED),
    hand("a hospital in the office", MUST, {"sectors": ["kesehatan"]}, ["HHHHH", "OOOOO"], **STAFFED),
    hand("every day at home counts", MUST, {"sectors": ["kesehatan"]}, ["OO", "HH"], at_home("Mon 1", "Tue 2", who="P1"), **STAFFED),
    hand("in the office all week", MUST, {}, "OOOOO"),
    hand("leave and weekends are no office days", MUST, {}, "CCOOO..O"),
    hand("without a filter it is everybody", MUST, {}, ["HO", "OH"], [*at_home("Mon 1"), *at_home("Tue 2", who="P1")]),
    hand("except takes away", MUST, {"except_units": ["RSUD"]}, ["HO", "HH"], at_home("Mon 1"), **STAFFED),
    hand("all filters must hold", MUST, {"sectors": ["kesehatan"], "roles": ["loket"]}, ["H", "H", "H"], at_home("Mon 1", who="P2"),
         people=[person(0, 0, roles=("loket",)), person(1, 1), person(2, 1, roles=("arsip", "loket"))], units=HEALTH),
    hand("from a date until a date, both included", MUST, {"from": days_of(2), "until": days_of(3)}, "HHHHH", at_home("Tue 2", "Wed 3")),
    hand("an order home overrules it", MUST, {}, "hHOOO", at_home("Tue 2")),
    hand("a soft order does not", MUST, {}, "HOOOO", at_home("Mon 1"), others=[rule(ORDERS, weight=99)], **MON_1),
    hand("without a rule for orders they mean nothing", MUST, {}, "HOOOO", at_home("Mon 1"), others=[rule(ORDERS, people=["P9"])], **MON_1),
    hand("soft: each day costs the weight", MUST, {"weight": 3}, "HHOOO", at_home("Mon 1", "Tue 2")),
    hand("soft, under an order home", MUST, {"weight": 3}, "hHOOO", at_home("Tue 2")),
]  # fmt: skip


def since(*dates: date | None) -> list[object]:
    """People in their posts since these dates."""
    return [person(n, in_post_since=day) for n, day in enumerate(dates)]


SIX = {"min_months_in_post": 6}
MAYS = [
    hand("a task that needs the office", MAY, {}, ["HO", "HH"], at_home("Mon 1"), people=[person(0, remote_capable=False), person(1)]),
    hand("unless the scenario does not ask", MAY, {"need_remote_capable": False}, "HH", people=[person(0, remote_capable=False)]),
    hand("under discipline until Wednesday, included", MAY, {}, "HHHHH", at_home("Mon 1", "Tue 2", "Wed 3"),
         people=[person(0, disciplined_until=days_of(3))]),
    hand("discipline that ended before", MAY, {}, "HH", people=[person(0, disciplined_until=date(2025, 11, 30))]),
    hand("discipline in process has no end", MAY, {}, "HHO", at_home("Mon 1", "Tue 2"), people=[person(0, disciplined_until="proses")]),
    hand("discipline allowed", MAY, {"allow_disciplined": True}, "HH", people=[person(0, disciplined_until="proses")]),
    # In post since 3 June: six calendar months are over on 3 December.
    hand("new in post until the day before", MAY, SIX, "HHHHH", at_home("Mon 1", "Tue 2"), people=since(date(2025, 6, 3))),
    hand("the last day of a month", MAY, SIX, "HOOO", at_home("Sun 30"), people=[
        person(0, in_post_since=date(2025, 6, 1), workdays=frozenset(range(7)))], start=date(2025, 11, 30)),
    # 31 August plus six months: 28 February, the last of that month.
    hand("month ends: 31 August is over on 28 February", MAY, SIX, "HHH", at_home("Thu 26", "Fri 27"), people=[
        person(0, in_post_since=date(2025, 8, 31), workdays=frozenset(range(7)))], start=date(2026, 2, 26)),
    hand("month ends: 31 May plus six is 30 November", MAY, SIX, "HHH", at_home("Sat 29"), people=[
        person(0, in_post_since=date(2025, 5, 31), workdays=frozenset(range(7)))], start=date(2025, 11, 29)),
    hand("an empty TMT passes", MAY, SIX, "HHHHH", people=since(None)),
    hand("in post from next week", MAY, {"min_months_in_post": 1}, "HO", at_home("Mon 1"), people=since(days_of(8))),
    hand("no months asked", MAY, {}, "HH", people=since(days_of(1))),
    hand("0 months asked", MAY, {"min_months_in_post": 0}, "HH", people=since(days_of(1))),
    hand("only PNS and CPNS", MAY, {"allowed_statuses": ["PNS", "CPNS"]}, ["H", "H", "H", "H"],
         [*at_home("Mon 1", who="P2"), *at_home("Mon 1", who="P3")],
         people=[person(0, status="PNS"), person(1, status="cpns"), person(2, status="PPPK"), person(3)]),
    hand("statuses by wildcard", MAY, {"allowed_statuses": ["PPPK*"]}, ["H", "H"], at_home("Mon 1"),
         people=[person(0, status="PNS"), person(1, status="PPPK Paruh Waktu")]),
    hand("only whom the filter picks", MAY, {"units": ["RSUD"]}, ["H", "H"], at_home("Mon 1", who="P1"),
         people=[person(0, 0, remote_capable=False), person(1, 1, remote_capable=False)], units=HEALTH),
    hand("an order home overrules it", MAY, {}, "hHOOO", at_home("Tue 2"), people=[person(0, remote_capable=False)]),
    hand("leave is no home day", MAY, {}, "COOOO", people=[person(0, remote_capable=False)]),
    hand("soft, from Tuesday", MAY, {"weight": 2, "from": days_of(2)}, "HHO", at_home("Tue 2"), people=[person(0, remote_capable=False)]),
]  # fmt: skip

ASSEMBLY = {"weekdays": ["Senin"]}
FRIDAYS = {"except_weekdays": ["Jumat"]}
OFFICE_WEEKDAYS = [
    hand("Monday assembly", WEEKDAYS, ASSEMBLY, "HHHHH..OHHHH", at_home("Mon 1")),
    hand("home on Fridays only", WEEKDAYS, FRIDAYS, "HOOOH", at_home("Mon 1")),
    hand("home on Fridays only: nobody must", WEEKDAYS, FRIDAYS, "OOOOO"),
    hand("Saturday is not Friday either", WEEKDAYS, FRIDAYS, "OOOOHH", at_home("Sat 6"), people=[person(0, workdays=frozenset(range(6)))]),
    hand("a range of weekdays, in English", WEEKDAYS, {"weekdays": "Mon-Wed"}, "OHHHH", at_home("Tue 2", "Wed 3")),
    hand("leave on Monday", WEEKDAYS, ASSEMBLY, "CHHHH"),
    hand("a holiday on Monday does not move the assembly", WEEKDAYS, ASSEMBLY, ".HHHH", holidays=[days_of(1)]),
    hand("except leaders", WEEKDAYS, ASSEMBLY | {"except_echelons": ["II"]}, ["H", "H"], at_home("Mon 1", who="P1"),
         people=[person(0, echelon="II.b"), person(1, echelon="III.b")]),
    hand("only in force until the first Monday", WEEKDAYS, ASSEMBLY | {"until": days_of(7)}, "OHHHH..HHHHH"),
    hand("an order home overrules it", WEEKDAYS, ASSEMBLY, "hHHHH..HHHHH", at_home("Mon 8")),
    hand("soft: costs the weight", WEEKDAYS, ASSEMBLY | {"weight": 4}, ["HHHHH", "OHHHH"], at_home("Mon 1")),
    hand("soft, under an order home", WEEKDAYS, ASSEMBLY | {"weight": 4}, "hHHHH"),
]  # fmt: skip

THURSDAY = {"weekdays": ["Kamis"]}
HOME_WEEKDAYS = [
    hand("Thursday at home", HOME_DAYS, THURSDAY, "OOOHO"),
    hand("Thursday in the office", HOME_DAYS, THURSDAY, "HHHOH", in_office("Thu 4")),
    hand("every Thursday", HOME_DAYS, THURSDAY, "OOOOO..OOOOO", in_office("Thu 4", "Thu 11")),
    hand("a hospital is not free", HOME_DAYS, THURSDAY, "OOOOO", others=[rule(MUST)]),
    hand("one who may not is not free", HOME_DAYS, THURSDAY, ["OOOOO", "OOOOO"], in_office("Thu 4", who="P1"),
         people=[person(0, remote_capable=False), person(1)], others=[rule(MAY)]),
    hand("an order to the office is not free", HOME_DAYS, THURSDAY, "OOOoO"),
    hand("a soft rule fixes nothing", HOME_DAYS, THURSDAY, "OOOOO", in_office("Thu 4"), others=[rule(MUST, weight=50)]),
    hand("the office on Thursdays comes first", HOME_DAYS, {"weekdays": ["Kamis", "Jumat"]}, "OOOOO", in_office("Fri 5"),
         others=[rule(WEEKDAYS, **THURSDAY)]),
    hand("leave and holidays", HOME_DAYS, THURSDAY, ["OOO.O..OOOCO"], holidays=[days_of(4)]),
    hand("it fixes nothing: other days stay free", HOME_DAYS, THURSDAY, "HHHHH"),
    hand("soft, from the second week", HOME_DAYS, THURSDAY | {"weight": 20, "from": days_of(8)}, "OOOOO..OOOOO", in_office("Thu 11")),
    hand("except a unit", HOME_DAYS, THURSDAY | {"except_units": ["RSUD"]}, ["OOOO", "OOOO"], in_office("Thu 4"), **STAFFED),
]  # fmt: skip

CASES = ORDER_DAYS + MUSTS + MAYS + OFFICE_WEEKDAYS + HOME_WEEKDAYS


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


ALL_FOUR = {
    ORDERS: rule(ORDERS),
    MUST: rule(MUST),
    MAY: rule(MAY),
    WEEKDAYS: rule(WEEKDAYS, weekdays=["Senin"]),
}


@pytest.mark.parametrize("order", [list(ALL_FOUR), list(ALL_FOUR)[::-1], [MAY, ORDERS, WEEKDAYS, MUST]])
def test_precedence_does_not_depend_on_the_order_in_the_scenario(order: list[str]) -> None:
    """Order > mandatory > eligible > weekdays; each day has one decider."""
    made = problem(
        [person(0, remote_capable=False)],
        days=8,
        pins=[(0, 0, HOME), (0, 2, HOME), (0, 5, HOME)],
        absent={(0, 3): "C"},
    )
    without = [key for key in order if key != MUST]
    full, less = (case(made, *(ALL_FOUR[key] for key in keys)) for keys in (order, without))
    assert full.fixed.modes[0].tolist() == [0, 1, 0, -1, 1, -1, -1, 1] == less.fixed.modes[0].tolist()
    decided = [None if i < 0 else order[i] for i in full.fixed.decider[0].tolist()]
    assert decided == [ORDERS, MUST, ORDERS, None, MUST, None, None, MUST]
    assert [None if i < 0 else without[i] for i in less.fixed.decider[0].tolist()] == [
        ORDERS, MAY, ORDERS, None, MAY, None, None, MAY,
    ]  # fmt: skip


def test_weekdays_decide_what_the_others_leave_open() -> None:
    made = problem(2, days=8, pins=[(0, 1, OFFICE)])
    rules = case(
        made, rule(WEEKDAYS, weekdays=["Senin"]), rule(ORDERS), rule(MUST, people=["P1"], until=days_of(1))
    )
    assert rules.fixed.modes.tolist() == [[1, 1, -1, -1, -1, -1, -1, 1], [1, -1, -1, -1, -1, -1, -1, 1]]
    assert rules.fixed.decider.tolist() == [[0, 1, -1, -1, -1, -1, -1, 0], [2, -1, -1, -1, -1, -1, -1, 0]]


def test_what_was_overruled_is_listed_and_not_broken() -> None:
    """A pin home on a mandatory Monday: both rules that wanted the office yielded to the order."""
    made = problem(1, days=2, pins=[(0, 0, HOME)])
    rules = case(made, rule(MUST), rule(WEEKDAYS, weekdays=["Senin"]), rule(ORDERS))
    assert set(rules.fixed.overruled) == {Overruled(0, 0, 0, 2), Overruled(0, 0, 1, 2)}
    judged = audit(rules, roster(made, "HO"))
    assert judged.hard_violations == 0
    broken = audit(rules, roster(made, "OH"))
    assert [len(entry.violations) for entry in broken.rules] == [1, 0, 1]


def test_agreeing_rules_overrule_nobody() -> None:
    made = problem([person(0, remote_capable=False)], days=1)
    rules = case(made, rule(MUST), rule(MAY), rule(WEEKDAYS, weekdays=["Senin"]))
    assert rules.fixed.overruled == ()
    assert [len(entry.violations) for entry in audit(rules, roster(made, "H")).rules] == [1, 1, 1]


def test_soft_instances_fix_and_overrule_nothing() -> None:
    made = problem([person(0, remote_capable=False)], days=5, pins=[(0, 0, HOME)])
    soft = case(
        made,
        *(rule(key, weight=1, **({"weekdays": ["Senin"]} if key == WEEKDAYS else {})) for key in ALL_FOUR),
    )
    assert (soft.fixed.modes == -1).all() and soft.free[0].tolist() == [True] * 5
    assert soft.fixed.overruled == ()
    # With nothing fixed, the order and the office rules are all judged: nobody was overruled.
    assert [entry.amount for entry in audit(soft, roster(made, "HHHHH")).rules] == [0, 5, 5, 1]
    assert [entry.amount for entry in audit(soft, roster(made, "OOOOO")).rules] == [1, 0, 0, 0]


def test_fixed_days_of_absent_people_are_not_fixed() -> None:
    made = problem(1, days=7, absent={(0, 0): "S"}, holidays=[days_of(2)])
    rules = case(made, rule(MUST))
    assert rules.fixed.modes[0].tolist() == [-1, -1, 1, 1, 1, -1, -1]
    assert not rules.free.any()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-06-03", 6, "2025-12-03"), ("2025-08-31", 6, "2026-02-28"), ("2023-08-31", 6, "2024-02-29"),
        ("2025-12-15", 1, "2026-01-15"), ("2025-11-30", 3, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"), ("2025-05-31", 24, "2027-05-31"), ("2025-12-31", 2, "2026-02-28"),
    ],
)  # fmt: skip
def test_calendar_months(start: str, months: int, end: str) -> None:
    """The same day so many months later; the month's last where that day is missing."""
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"remote_capable": False, "disciplined_until": "proses"}, "not-remote-capable"),
        ({"disciplined_until": days_of(1)}, "disciplined"),
        ({"status": "PPPK"}, "status"),
        ({"status": "PNS", "in_post_since": days_of(1)}, "new-in-post"),
        ({"status": "PNS"}, ""),
    ],
)
def test_the_reason_code(more: dict[str, object], code: str) -> None:
    """Whoever fails is told why, with a code that programs can read."""
    one = rule(MAY, allowed_statuses=["PNS"], min_months_in_post=1)
    made = problem([person(0, **more)], days=1)
    assert isinstance(one, FixingRule)
    assert one.reason(made, 0, 0) == code
    judged = audit(case(made, one), roster(made, "H"))
    assert [v.note for v in judged.rules[0].violations] == ([code] if code else [])
