"""Why there is no roster: plain lines for people, records for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from asnroster.judge.explaining import heading, relaxation_text, side_text
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Change, Clash, Demand
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


def clash_records(case: Case, clashes: Sequence[Clash]) -> list[dict[str, Any]]:
    """Every clash with all its people, days and figures."""
    dates = case.problem.horizon.dates
    return [
        {
            "text": heading(case, clash),
            "people": [case.problem.people[person].key for person in clash.people],
            "days": [dates[day].isoformat() for day in clash.days],
            "rules": [
                {
                    "rule": case.rules[side.rule].key,
                    "name": case.rules[side.rule].name or case.rules[side.rule].key,
                    "text": side_text(case, side),
                    "demands": [_demand(case, demand) for demand in side.demands],
                }
                for side in clash.sides
            ],
            "relaxations": [
                {
                    "rule": case.rules[relaxation.rule].key,
                    "name": case.rules[relaxation.rule].name or case.rules[relaxation.rule].key,
                    "text": relaxation_text(case, relaxation),
                    "amount": relaxation.amount,
                    "verified": True,
                    "changes": [_change(case, change) for change in relaxation.changes],
                }
                for relaxation in clash.relaxations
            ],
        }
        for clash in clashes
    ]


def clash_names(case: Case, clashes: Sequence[Clash]) -> list[list[str]]:
    """The names of the rules of each different set that clashes."""
    sets = dict.fromkeys(clash.rules for clash in clashes)
    return [[case.rules[rule].name or case.rules[rule].key for rule in rules] for rules in sets]


def _demand(case: Case, demand: Demand) -> dict[str, Any]:
    where, horizon = demand.where, case.problem.horizon
    week = None if where.week is None else horizon.dates[horizon.weeks[where.week][0]]
    return {
        "nip": None if where.person is None else case.problem.people[where.person].key,
        "group": where.group,
        "date": None if where.day is None else horizon.dates[where.day].isoformat(),
        "week": None if week is None else f"{week.isocalendar().year}-W{week.isocalendar().week:02}",
        "sense": demand.sense,
        "figure": demand.figure,
        "person_days": demand.cells,
    }


def _change(case: Case, change: Change) -> dict[str, Any]:
    return _demand(case, change.demand) | {"to": change.to}
