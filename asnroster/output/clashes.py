"""Why there is no roster: plain lines for people, records for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from asnroster.judge.explaining import heading, relaxation_text, side_text
from asnroster.output.records import record
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash, Demand
from asnroster.words import _

MOST_TOLD = 20
Kind = Literal["heading", "rule", "label", "relaxation", "note"]


def clash_lines(case: Case, clashes: Sequence[Clash], *, most: int = MOST_TOLD) -> Iterator[tuple[Kind, str]]:
    """The first clashes in lines, each with what kind of line it is."""
    for number, clash in enumerate(islice(clashes, most), start=1):
        yield "heading", f"{number}. {heading(case, clash)}"
        for side in clash.sides:
            yield "rule", f"  - {side_text(case, side)}"
        if clash.relaxations:
            yield "label", "  " + _("Any one of these is enough:")
            for relaxation in clash.relaxations:
                yield "relaxation", f"    * {relaxation_text(case, relaxation)}"
        else:
            yield "label", "  " + _("No change of one of these rules alone is enough here.")
    if len(clashes) > most:
        yield (
            "note",
            _("… and {count} more clashes; --json lists them all.").format(count=len(clashes) - most),
        )


@record
class DemandRecord:
    """What a rule asks for at one place: of a person or group, on a day or in a week."""

    nip: str | None
    group: str | None
    date: datetime.date | None
    week: str | None
    sense: str
    figure: int
    person_days: int


@record
class ChangeRecord(DemandRecord):
    """The same, and the figure that would do."""

    to: int


@record
class SideRecord:
    """A rule of a clash and all that it asks for there."""

    rule: str
    name: str
    text: str
    demands: list[DemandRecord]


@record
class RelaxationRecord:
    """What by itself ends a clash, with the proof of a roster."""

    rule: str
    name: str
    text: str
    amount: int
    verified: bool
    changes: list[ChangeRecord]


@record
class ClashRecord:
    """Rules that cannot hold together, with all people, days and figures."""

    text: str
    people: list[str]
    days: list[datetime.date]
    rules: list[SideRecord]
    relaxations: list[RelaxationRecord]


def clash_records(case: Case, clashes: Sequence[Clash]) -> list[ClashRecord]:
    """Every clash for programs."""
    dates = case.problem.horizon.dates
    return [
        ClashRecord(
            heading(case, clash),
            [case.problem.people[person].key for person in clash.people],
            [dates[day] for day in clash.days],
            [
                SideRecord(
                    *_named(case, side.rule),
                    side_text(case, side),
                    [DemandRecord(**_demand(case, demand)) for demand in side.demands],
                )
                for side in clash.sides
            ],
            [
                RelaxationRecord(
                    *_named(case, one.rule),
                    relaxation_text(case, one),
                    one.amount,
                    True,
                    [ChangeRecord(**_demand(case, change.demand), to=change.to) for change in one.changes],
                )
                for one in clash.relaxations
            ],
        )
        for clash in clashes
    ]


def _named(case: Case, rule: int) -> tuple[str, str]:
    return case.rules[rule].key, case.rules[rule].name or case.rules[rule].key


def _demand(case: Case, demand: Demand) -> dict[str, Any]:
    where, horizon = demand.where, case.problem.horizon
    week = None if where.week is None else horizon.dates[horizon.weeks[where.week][0]]
    return {
        "nip": None if where.person is None else case.problem.people[where.person].key,
        "group": where.group,
        "date": None if where.day is None else horizon.dates[where.day],
        "week": None if week is None else f"{week.isocalendar().year}-W{week.isocalendar().week:02}",
        "sense": demand.sense,
        "figure": demand.figure,
        "person_days": demand.cells,
    }


def clash_names(case: Case, clashes: Sequence[Clash]) -> list[list[str]]:
    """The names of the rules of each different set that clashes."""
    sets = dict.fromkeys(clash.rules for clash in clashes)
    return [[case.rules[rule].name or case.rules[rule].key for rule in rules] for rules in sets]
