"""Clashes planted on purpose: small problems of which is known which rules clash where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building, ServicePost
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from tests.build import case, person, problem, rule, unit
from tests.hand import brought

Told = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]  # rules, groups (or people), days
WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Planted:
    """A problem without a roster, and every clash that is to be told of it."""

    name: str
    case: Case
    told: tuple[Told, ...]

    def __str__(self) -> str:
        return self.name


def planted(name: str, rules: Sequence[Rule], *told: Told, people: Any = 2, **more: Any) -> Planted:
    """A case of these rules (beside a wish that never matters) with what is to be told."""
    return Planted(
        name, case(problem(people, **more), *rules, rule("preferences", name="idle", weight=1)), told
    )


def tenants(count: int, **more: Any) -> list[Any]:
    """People of building G."""
    return [person(n, building="G", **more) for n in range(count)]


def holding(capacity: int) -> dict[str, Any]:
    """Building G with room for so many."""
    return {"buildings": (Building("G", capacity),)}


CAPACITY = rule("building_capacity")
THURSDAY = rule("home_weekdays", weekdays="Kamis")
NARROW = ("office_days_per_week", "home_days_per_week")
AT_MOST_TWO = [rule("office_days_per_week", at_most=2), rule("home_days_per_week", at_most=2)]
PAIR = [person(0, alternates="Bendahara"), person(1, alternates="Bendahara")]
TEAM = [person(0, team="Tim"), person(1, team="Tim")]


def fixing() -> list[Planted]:
    """Rules that decide days beforehand, against a building that is too small."""
    pins = [(p, 2, OFFICE) for p in range(3)]
    return [
        planted("all mandatory", [rule("mandatory_office"), CAPACITY],
                (("mandatory_office", "building_capacity"), ("G",), WEEK), people=tenants(3), **holding(2)),
        planted("three of four mandatory", [rule("mandatory_office", people=["P0", "P1", "P2"]), CAPACITY],
                (("mandatory_office", "building_capacity"), ("G",), WEEK), people=tenants(4), **holding(2)),
        planted("orders for one day", [rule("fixed_days"), CAPACITY],
                (("fixed_days", "building_capacity"), ("G",), (2,)), people=tenants(4), pins=pins, **holding(2)),
        planted("tasks that need the office", [rule("eligible_for_home"), CAPACITY],
                (("eligible_for_home", "building_capacity"), ("G",), WEEK),
                people=tenants(2, remote_capable=False), **holding(1)),
        planted("discipline until Wednesday", [rule("eligible_for_home"), CAPACITY],
                (("eligible_for_home", "building_capacity"), ("G",), (0, 1, 2)),
                people=tenants(2, disciplined_until=date(2025, 12, 3)), **holding(1)),
        planted("Monday assembly", [rule("office_weekdays", weekdays="Senin"), CAPACITY],
                (("office_weekdays", "building_capacity"), ("G",), (0,)), people=tenants(3), **holding(2)),
        planted("nobody is too many on leave", [rule("mandatory_office"), CAPACITY],
                (("mandatory_office", "building_capacity"), ("G",), (1, 3)),
                people=tenants(2), absent={(0, 0): "C", (1, 2): "C", (0, 4): "C"}, **holding(1)),
        planted("ten days told as one", [rule("mandatory_office"), CAPACITY],
                (("mandatory_office", "building_capacity"), ("G",), (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)),
                people=tenants(2), days=12, **holding(1)),
    ]  # fmt: skip


def weekly() -> list[Planted]:
    """Figures of single persons, in a week and over the period."""
    free_fridays = {(p, d): "C" for p in (0,) for d in (0, 1, 2, 3)}
    return [
        planted("five office days in a small building", [rule("office_days_per_week", at_least=5), CAPACITY],
                (("office_days_per_week", "building_capacity"), ("G",), WEEK), people=tenants(2), **holding(1)),
        planted("two and two make no five", AT_MOST_TWO, (NARROW, ("P0", "P1"), WEEK)),
        planted("one person alone", [rule("office_days_per_week", at_most=2, people=["P1"]),
                                     rule("home_days_per_week", at_most=2)], (NARROW, ("P1",), WEEK), people=3),
        planted("at most two of the period", [rule("office_days_per_week", at_most=2),
                                              rule("home_days_per_period", at_most=2)],
                (("office_days_per_week", "home_days_per_period"), ("P0",), WEEK), people=1),
        planted("four home days, none in a row", [rule("office_days_per_week", at_most=1),
                                                  rule("consecutive_home_days", at_most=1)],
                (("office_days_per_week", "consecutive_home_days"), ("P0",), WEEK), people=1),
        planted("one office day between two at home", [rule("preferences"), rule("consecutive_office_days", at_least=2)],
                (("preferences", "consecutive_office_days"), ("P0",), (1, 2, 3)), people=1,
                wishes=[(0, 1, HOME, 1), (0, 2, OFFICE, 1), (0, 3, HOME, 1)]),
        planted("two Thursdays running at home", [THURSDAY, rule("not_twice_running", weekdays="Kamis")],
                (("home_weekdays", "not_twice_running"), ("P0",), (3, 10)), people=1, days=12),
        planted("Friday at home, no long weekend", [rule("home_weekdays", weekdays="Jumat"),
                                                    rule("long_weekend", at_most=0)],
                (("home_weekdays", "long_weekend"), ("P0",), (4,)), people=1, absent=free_fridays),
        planted("a wish against Thursdays", [THURSDAY, rule("preferences")],
                (("home_weekdays", "preferences"), ("P1",), (3,)), wishes=[(1, 3, OFFICE, 1)]),
        planted("a wish for another Monday", [rule("steady_week"), rule("preferences")],
                (("steady_week", "preferences"), ("P0",), (0, 7)), people=1, days=12,
                wishes=[(0, 0, HOME, 1), (0, 7, OFFICE, 1)]),
        planted("a wish against the roster in force", [rule("minimal_change"), rule("preferences")],
                (("minimal_change", "preferences"), ("P1",), (3,)), wishes=[(1, 3, HOME, 1)],
                base=np.ones((2, 5), dtype=np.int8)),
        planted("wishes of two people in two weeks", [rule("preferences"), rule("office_days_per_week", at_least=4),
                                                      rule("home_share", at_most="50 %")],
                (("preferences", "office_days_per_week"), ("P0",), (0, 1)),
                (("preferences", "office_days_per_week"), ("P1",), (7, 8)), days=12,
                wishes=[(who, 7 * who + day, HOME, 1) for who in (0, 1) for day in (0, 1)]),
        planted("a week cut to two days", [rule("home_days_per_week", at_most=2), CAPACITY],
                (("home_days_per_week", "building_capacity"), ("G",), (0, 1)),
                people=tenants(3), start=date(2026, 10, 1), days=9, **holding(2)),
    ]  # fmt: skip


def groups() -> list[Planted]:
    """Figures of groups against Thursdays at home."""

    def thursday(key: str, group: str, **more: Any) -> Told:
        return (("home_weekdays", key), (group,), (3,))

    leaders = [person(0, echelon="III.a"), person(1)]
    crew = [person(n, services=("Loket",)) for n in range(3)]
    posts = (ServicePost(0, "Loket", 2),)
    half = Fraction(1, 2)
    return [
        planted("a trainee in the office, the mentor at home", [rule("home_weekdays", weekdays="Kamis", people=["P0"]),
                rule("mandatory_office", people=["P1"]), rule("accompanied", people=["P1"], by_people=["P0"])],
                (("home_weekdays", "mandatory_office", "accompanied"), ("Dinas",), (3,))),
        planted("half of them at home", [THURSDAY, rule("home_share", at_most="50 %")], thursday("home_share", "Dinas")),
        planted("half of them in the office", [THURSDAY, rule("office_share", at_least="50 %")],
                thursday("office_share", "Dinas")),
        planted("one in the office", [THURSDAY, rule("office_headcount", at_least=1)],
                thursday("office_headcount", "Dinas")),
        planted("Min WFO of the sheet", [THURSDAY, rule("office_headcount")], thursday("office_headcount", "Dinas"),
                units=[unit("Dinas", min_office=1)]),
        planted("Maks WFH of the sheet", [THURSDAY, rule("home_share")], thursday("home_share", "Dinas"),
                units=[unit("Dinas", max_home_share=half)]),
        planted("somebody of the government", [THURSDAY, rule("office_headcount", at_least=1, per="government")],
                thursday("office_headcount", "")),
        planted("a counter of two", [THURSDAY, rule("service_posts")], thursday("service_posts", "Loket (Dinas)"),
                people=crew, posts=posts),
        planted("a leader there", [THURSDAY, rule("leader_presence")], thursday("leader_presence", "Dinas"),
                people=leaders),
        planted("those who stand in", [THURSDAY, rule("not_home_together")],
                thursday("not_home_together", "Bendahara"), people=PAIR),
        planted("one rule by itself", [rule("home_share", at_least="100 %")], (("home_share",), ("Dinas",), WEEK),
                units=[unit("Dinas", max_home_share=half)]),
    ]  # fmt: skip


def shapes() -> list[Planted]:
    """Teams, buildings, rotation and fairness."""
    fridays = [(0, d, HOME, 1) for d in (4, 11)] + [(1, d, OFFICE, 1) for d in (4, 11)]
    return [
        planted("three team days, two office days", [rule("team_office_day", at_least=3),
                                                     rule("office_days_per_week", at_most=2)],
                (("team_office_day", "office_days_per_week"), ("Tim",), WEEK), people=TEAM),
        planted("a team of two minds", [rule("team_same_days"), rule("preferences")],
                (("team_same_days", "preferences"), ("Tim",), (1,)), people=TEAM,
                wishes=[(0, 1, HOME, 1), (1, 1, OFFICE, 1)]),
        planted("a closed day, somebody there", [rule("closed_building_days"), rule("office_headcount", at_least=1)],
                (("closed_building_days", "office_headcount"), ("Dinas", "G"), WEEK), people=tenants(2)),
        planted("halves that alternate, Thursday together", [rule("rotation"), THURSDAY],
                (("rotation", "home_weekdays"), ("Dinas",), (3,))),
        planted("all Fridays to one", [rule("fair_weekdays", weekdays="Jumat"), rule("preferences")],
                (("fair_weekdays", "preferences"), ("Dinas",), (4, 11)), days=12, wishes=fridays),
    ]  # fmt: skip


def several() -> list[Planted]:
    """Three rules at once, and several clashes in one run."""
    trio = [*(person(n, building="G", alternates="Bendahara") for n in range(2)), person(2, building="G")]
    staff = [person(0, building="G", services=("Loket",)), person(1, building="G", services=("Loket",)),
             person(2, building="G", echelon="III.a")]  # fmt: skip
    two = [unit("Dinas"), unit("Badan", index=1)]
    apart = [*tenants(2), person(2, 1)]
    wednesday = {"from": date(2025, 12, 3), "until": date(2025, 12, 3)}
    return [
        planted("three rules", [rule("mandatory_office", people=["P2"]), rule("not_home_together"), CAPACITY],
                (("mandatory_office", "not_home_together", "building_capacity"), ("Bendahara", "G"), WEEK),
                people=trio, **holding(1)),
        planted("a counter and a leader", [rule("service_posts"), rule("leader_presence"), CAPACITY],
                (("service_posts", "leader_presence", "building_capacity"), ("Dinas", "G", "Loket (Dinas)"), WEEK),
                people=staff, posts=(ServicePost(0, "Loket", 1),), **holding(1)),
        planted("two clashes apart", [rule("mandatory_office", units=["Dinas"]), CAPACITY,
                                      rule("office_days_per_week", at_most=2, units=["Badan"]),
                                      rule("home_days_per_week", at_most=2)],
                (("mandatory_office", "building_capacity"), ("G",), WEEK), (NARROW, ("P2",), WEEK),
                people=apart, units=two, **holding(1)),
        planted("two clashes in one part", [rule("fixed_days"), CAPACITY, rule("office_days_per_week", at_least=2),
                                            rule("office_headcount", at_least=3, **wednesday)],
                (("fixed_days", "building_capacity"), ("G",), (0,)),
                (("building_capacity", "office_headcount"), ("Dinas", "G"), (2,)),
                people=tenants(3), pins=[(p, 0, OFFICE) for p in range(3)], **holding(2)),
        planted("one unit of two suffices", [rule("office_share", at_least="100 %"), CAPACITY],
                (("office_share", "building_capacity"), ("Badan", "G"), (0,)), days=1, units=two,
                people=[*tenants(3), *(person(n, 1, building="G") for n in (3, 4))], **holding(1)),
        planted("the same in two buildings", [rule("mandatory_office"), CAPACITY],
                (("mandatory_office", "building_capacity"), ("G",), (0,)),
                (("mandatory_office", "building_capacity"), ("H",), (0,)),
                people=[*tenants(2), person(2, building="H"), person(3, building="H")], days=1,
                buildings=(Building("G", 1), Building("H", 1))),
    ]  # fmt: skip


def everything() -> list[Planted]:
    """All of them."""
    return [
        *fixing(),
        *weekly(),
        *groups(),
        *shapes(),
        *several(),
        *(one for more in brought("PLANTED") for one in more),
    ]
