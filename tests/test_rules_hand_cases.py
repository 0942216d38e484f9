"""Wishes by hand, and what holds for every rule: dates, scope, weights, cost, cells that are no roster."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building, ServicePost
from asnroster.domain.roster import Misfit
from asnroster.judge.audit import audit
from asnroster.rules.registry import registry
from tests.build import case, person, problem, roster, rule, unit
from tests.hand import Hand, brought, check, days_of, hand

WISH = "preferences"


def wishes(*told: tuple[int, int, int, int]) -> dict[str, object]:
    """Wishes as (person, day, mode, strength)."""
    return {"wishes": told}


FRIDAY_HOME = wishes((0, 4, HOME, 5))
CASES = [
    hand("a wish met", WISH, {}, "OOOOH", **FRIDAY_HOME),
    hand("a wish not met costs its strength", WISH, {}, "OOOOO", [("P0", "Fri 5", "O", "H", 5)], **FRIDAY_HOME),
    hand("a wish for the office", WISH, {}, "HHHHH", [("P0", "Mon 1", "H", "O", 1)], **wishes((0, 0, OFFICE, 1))),
    hand("weight times strength", WISH, {"weight": 3}, "OOOOO", [("P0", "Fri 5", "O", "H", 5)], **FRIDAY_HOME),
    hand("each wish by itself", WISH, {"weight": 2}, ["HO", "OO"],
         [("P0", "Tue 2", "O", "H", 10), ("P1", "Mon 1", "O", "H", 2)],
         **wishes((0, 0, HOME, 4), (0, 1, HOME, 10), (1, 0, HOME, 2), (1, 1, OFFICE, 9))),
    hand("a wish against an order is not counted", WISH, {}, "OOOOo", **FRIDAY_HOME),
    hand("a wish that an order grants is not counted either", WISH, {}, "OOOOh", **FRIDAY_HOME),
    hand("a wish of a hospital's nurse is not counted", WISH, {"weight": 1}, "OOOOO", others=[rule("mandatory_office")], **FRIDAY_HOME),
    hand("a wish to be in the office, where one must be", WISH, {"weight": 1}, "OOOOO", others=[rule("mandatory_office")],
         **wishes((0, 0, OFFICE, 3))),
    hand("a soft rule does not take the wish away", WISH, {}, "OOOOO", [("P0", "Fri 5", "O", "H", 5)],
         others=[rule("mandatory_office", weight=99)], **FRIDAY_HOME),
    hand("a wish during leave", WISH, {}, "OOOOC", **FRIDAY_HOME),
    hand("a wish for a holiday", WISH, {}, "OOOO.", holidays=[days_of(5)], **FRIDAY_HOME),
    hand("a wish for a Sunday", WISH, {}, "OOOOO..", **wishes((0, 6, HOME, 5))),
    hand("wishes of others", WISH, {"people": ["P1"]}, ["OO", "OO"], [("P1", "Mon 1", "O", "H", 2)],
         **wishes((0, 0, HOME, 1), (1, 0, HOME, 2))),
    hand("wishes in force from Thursday", WISH, {"from": days_of(4)}, "OOOOO", [("P0", "Fri 5", "O", "H", 5)],
         **wishes((0, 0, HOME, 7), (0, 4, HOME, 5))),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)


def hand_cases() -> list[Hand]:
    """The ``CASES`` of every ``test_rules_*.py``."""
    return [one for cases in brought("CASES") for one in cases]


@pytest.mark.parametrize("key", sorted(registry()))
def test_every_rule_has_eight_hand_cases(key: str) -> None:
    """Some with violations and some without, hard and soft: a new rule brings its own."""
    mine = [one for one in hand_cases() if one.key == key]
    assert len(mine) >= 8
    assert sum(bool(one.broken) for one in mine) >= 3
    assert sum(not one.broken for one in mine) >= 3
    assert any("weight" in one.fields for one in mine)


# A problem that every rule finds fault with on each of its ten days, and one roster at home, one in the office.
UNITS = [
    unit("Dinas", min_office=1, max_home_share=0),
    unit("Bidang", parent=0, index=1, path="Dinas > Bidang", sector="kesehatan"),
]
STAFF = [
    person(0, 0, echelon="III.a", building="G", remote_capable=False, services=("Loket",)),
    person(1, 1, echelon="IV.a", building="G", remote_capable=False, services=("Loket",)),
]
FAULTS: dict[str, tuple[dict[str, object], str]] = {
    "fixed_days": ({}, "H"),
    "mandatory_office": ({}, "H"),
    "eligible_for_home": ({}, "H"),
    "office_weekdays": ({"weekdays": "Sen-Jum"}, "H"),
    "home_weekdays": ({"weekdays": "Sen-Jum"}, "O"),
    "office_days_per_week": ({"at_least": 5}, "H"),
    "home_days_per_week": ({"at_most": 0}, "H"),
    "home_days_per_period": ({"at_most": 0}, "H"),
    "consecutive_home_days": ({"at_most": 0}, "H"),
    "preferences": ({}, "O"),
    "home_share": ({"at_most": "0 %"}, "H"),
    "office_share": ({"at_least": "100 %"}, "H"),
    "office_headcount": ({"at_least": 2, "per": "agency"}, "H"),
    "leader_presence": ({"at_least": 2}, "H"),
    "building_capacity": ({}, "O"),
    "service_posts": ({}, "H"),
}


def faulty(**more: object) -> object:
    """Ten working days, orders to the office and wishes for home on each of them."""
    every = [(p, d) for p in range(2) for d in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    return problem(
        STAFF, days=12, units=UNITS, buildings=(Building("G", 0),),
        posts=(ServicePost(0, "Loket", 2),), pins=[(p, d, OFFICE) for p, d in every],
        wishes=[(p, d, HOME, 1) for p, d in every], **more,
    )  # fmt: skip


IN_FORCE: list[tuple[dict[str, date], int]] = [
    ({}, 10), ({"from": days_of(5)}, 6), ({"until": days_of(5)}, 5), ({"from": days_of(5), "until": days_of(8)}, 2),
    ({"from": days_of(6), "until": days_of(7)}, 0), ({"from": date(2026, 1, 1)}, 0), ({"until": date(2025, 11, 30)}, 0),
    ({"from": days_of(8)}, 5), ({"from": days_of(12), "until": days_of(12)}, 1),
]  # fmt: skip


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_effective_dates_hold_for_every_rule(key: str) -> None:
    """Both ends included; each day in force costs two people once."""
    fields, letter = FAULTS[key]
    made = faulty()
    given = roster(made, *[(letter * 5 + ".." + letter * 5)] * 2)
    # The sheet's own figures (Min WFO 1, Maks WFH % 0) come on top: one and two people a day.
    extra = {"office_headcount": 1, "home_share": 2}.get(key, 0)
    for dates, days in IN_FORCE:
        judged = audit(case(made, rule(key, weight=1, **fields, **dates)), given)
        assert judged.rules[0].amount == days * (2 + extra), dates


FILTERS = (
    ({"people": ["P1"]}, 1),
    ({"except_sectors": ["kesehatan"]}, 1),
    ({"units": ["Bidang"]}, 1),
    ({"people": ["nobody"]}, 0),
)


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_scope_holds_for_every_rule(key: str) -> None:
    """A rule about one of the two people finds half as much; about nobody, nothing."""
    fields, letter = FAULTS[key]
    fields = fields | ({"at_least": 1} if key in ("office_headcount", "leader_presence") else {})
    made = faulty()
    given = roster(made, *[letter * 5 + ".." + letter * 5] * 2)
    for filters, share in FILTERS:
        judged = audit(case(made, rule(key, weight=1, **fields, **filters)), given)
        extra = {"office_headcount": 1, "home_share": 1}.get(key, 0) if share else 0
        assert judged.rules[0].amount == 10 * (share + extra), filters


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_a_hard_rule_costs_nothing_and_a_soft_one_its_weight(key: str) -> None:
    fields, letter = FAULTS[key]
    made = faulty()
    bad = roster(made, *[letter * 5 + ".." + letter * 5] * 2)
    hard, soft = (audit(case(made, rule(key, weight=w, **fields)), bad) for w in (None, 7))
    assert (hard.cost, soft.hard_violations) == (0, 0)
    if key not in ("home_weekdays", "preferences"):
        assert hard.hard_violations == len(hard.rules[0].violations) > 0
    assert soft.cost == 7 * soft.rules[0].amount > 0


def test_total_cost_is_the_sum_over_soft_instances() -> None:
    made = problem(2, days=5, wishes=[(0, 0, HOME, 6)])
    rules = case(
        made,
        rule("office_days_per_week", at_least=5, weight=2), rule("office_days_per_week", name="again", at_least=5, weight=100),
        rule("preferences", weight=3), rule("home_days_per_week", at_most=1),
    )  # fmt: skip
    judged = audit(rules, roster(made, "OOHHO", "OOOOO"))
    assert [entry.cost for entry in judged.rules] == [2 * 2, 100 * 2, 3 * 6, 0]
    assert judged.cost == 222
    assert judged.hard_violations == 1


def test_cells_that_are_no_roster_are_misfits() -> None:
    """A mode on leave or a weekend, or none on an available day: counted as broken."""
    made = problem(1, start=days_of(5), days=5, absent={(0, 3): "C"})
    judged = audit(case(made), roster(made, "OH.OO"))
    assert judged.misfits == (Misfit(0, 1, ""), Misfit(0, 3, ""))
    assert judged.hard_violations == 2
    assert audit(case(made), roster(made, ".....")).misfits == (Misfit(0, 0, ""), Misfit(0, 4, ""))
    assert audit(case(made), roster(made, "O...H")).misfits == ()


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("office_days_per_week", {}), ("home_days_per_week", {}), ("home_days_per_week", {"at_least": 3, "at_most": 2}),
        ("home_days_per_period", {}), ("home_days_per_period", {"at_least": 3, "at_most": 2}), ("long_weekend", {}),
        ("home_share", {"exactly": "50 %", "at_most": "50 %"}), ("home_share", {"at_most": "150 %"}),
        ("home_share", {"at_most": "half"}), ("home_share", {"at_most": float("inf")}), ("home_share", {"at_most": True}),
        ("home_share", {"at_most": "50 %", "per": "floor"}), ("home_share", {"at_most": "50 %", "of": "everyone"}),
        ("office_weekdays", {}), ("office_weekdays", {"weekdays": "Sen", "except_weekdays": "Sel"}),
        ("office_weekdays", {"weekdays": ["Someday"]}), ("home_weekdays", {}), ("consecutive_home_days", {}),
        ("consecutive_home_days", {"at_most": -1}), ("consecutive_home_days", {"at_most": "2"}),
        ("consecutive_home_days", {"at_most": 2.5}), ("preferences", {"weight": 0}), ("preferences", {"weight": 1.5}),
        ("preferences", {"weigth": 1}), ("office_share", {}), ("leader_presence", {"at_least": None}),
    ],
)  # fmt: skip
def test_fields_that_make_no_rule(key: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        rule(key, **fields)
