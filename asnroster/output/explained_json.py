"""An explanation for programs (``--json``): the same facts, ISO dates, names of rules; texts in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from asnroster.domain.problem import OFFICE
from asnroster.judge.explained import CellReasons, Price
from asnroster.judge.month import Month
from asnroster.judge.reasons import DayState, Effects, RuleEffect
from asnroster.judge.why import Causes
from asnroster.output.assumptions import assumed_records
from asnroster.output.explanation import broken_texts, code_text, mode_of, short_reason
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where


def explanation_data(
    case: Case,
    person: int,
    scenario: str,
    *,
    month: Month | None,
    cells: Iterable[CellReasons],
) -> dict[str, Any]:
    """What ``explain --json`` writes.

    Args:
        case: the problem under the scenario's rules.
        person: index of the person.
        scenario: the scenario's name.
        month: the whole period, if that was asked.
        cells: single cells, if these were.
    """
    who, horizon, causes = case.problem.people[person], case.problem.horizon, Causes(case)
    return {
        "nip": who.key,
        "name": who.name,
        "unit": case.problem.unit_of(person).path,
        "scenario": scenario,
        "start": horizon.start.isoformat(),
        "end": horizon.end.isoformat(),
        "month": None if month is None else _month(causes, month),
        "cells": [_cell(causes, cell) for cell in cells],
        "assumptions": assumed_records(case.problem.assumptions),
    }


def _cell(causes: Causes, cell: CellReasons) -> dict[str, Any]:
    return {
        **_day(causes, cell.state, cell.effects),
        "flip": None if cell.effects is None else _effects(causes.case, cell.effects),
        "price": None if cell.price is None else _price(causes.case, cell.price),
    }


def _day(causes: Causes, state: DayState, effects: Effects | None) -> dict[str, Any]:
    case = causes.case
    return {
        "date": _date(case, state.day),
        "code": code_text(state),
        "mode": mode_of(state),
        "kind": state.kind,
        "misfit": state.found,
        "holiday": state.holiday or None,
        "absence": state.absence or None,
        "rule": _rule(case, state.cause.rule),
        "reason_code": state.cause.code or None,
        "reason_until": None if state.until is None else state.until.isoformat(),
        "document": state.document or None,
        "source": case.rules[state.cause.rule].instrument if state.cause.rule >= 0 else None,
        "overruled": [_rule(case, index) for index in state.overruled],
        "reason": short_reason(causes, state, effects),
    }


def _effects(case: Case, effects: Effects) -> dict[str, Any]:
    return {
        "mode": _mode(effects.mode),
        "breaks": [entry for effect in effects.broken for entry in _changes(case, effect)],
        "mends": [entry for effect in effects.mended for entry in _changes(case, effect)],
        "costs": [{"rule": _rule(case, e.rule), "difference": e.difference} for e in effects.soft],
        "difference": effects.difference,
    }


def _changes(case: Case, effect: RuleEffect) -> list[dict[str, Any]]:
    texts = broken_texts(case, effect)
    return [
        {
            "rule": _rule(case, effect.rule),
            **_where(case, change.violation.where),
            "sense": change.violation.sense,
            "now": change.was,
            "then": change.violation.found,
            "needed": change.violation.needed,
            "amount_before": change.before,
            "amount_after": change.after,
            "text": text,
        }
        for change, text in zip(effect.changes, texts, strict=True)
    ]


def _where(case: Case, where: Where) -> dict[str, Any]:
    return {
        "nip": None if where.person is None else case.problem.people[where.person].key,
        "group": where.group,
        "date": None if where.day is None else _date(case, where.day),
        "week": None if where.week is None else case.problem.horizon.iso_week(where.week),
    }


def _price(case: Case, price: Price) -> dict[str, Any]:
    return {
        "mode": _mode(price.mode),
        "status": price.status,
        "difference": price.difference,
        "lowest": price.lowest,
        "better_exists": price.better_exists,
        "mends": price.mends,
        "costs": [{"rule": _rule(case, index), "difference": cost} for index, cost in price.by_rule],
        "changes": [
            {
                "nip": case.problem.people[moved.person].key,
                "date": _date(case, moved.day),
                "before": _mode(moved.before),
                "after": _mode(moved.after),
            }
            for moved in price.moved
        ],
        "against": [_rule(case, index) for index in price.against],
    }


def _month(causes: Causes, month: Month) -> dict[str, Any]:
    case, standing = causes.case, month.standing
    return {
        "days": [_day(causes, state, month.effects.get(state.day)) for state in month.days],
        "weeks": [
            {
                "week": case.problem.horizon.iso_week(week.week),
                "office": week.office,
                "home": week.home,
                "absent": week.absent,
                "rules": [
                    {"rule": _rule(case, c.rule), "sense": c.sense, "found": c.found, "needed": c.needed}
                    for c in week.checks
                ],
            }
            for week in month.weeks
        ],
        "office": month.office,
        "home": month.home,
        "most_home": month.most,
        "wishes": [
            {
                "date": _date(case, wish.day),
                "mode": _mode(wish.mode),
                "strength": wish.strength,
                "met": met is True,
                "forbidden": met is None,
            }
            for wish, met in month.wishes
        ],
        "standing": None if standing is None else {
            "group": standing.group,
            "people": standing.people,
            "share": standing.home / standing.most,
            "least": float(standing.least),
            "mean": float(standing.mean),
            "largest": float(standing.largest),
            "rank": standing.rank,
        },
        "never_home": month.never or None,
    }  # fmt: skip


def _rule(case: Case, index: int) -> str | None:
    return case.rules[index].name or case.rules[index].key if index >= 0 else None


def _date(case: Case, day: int) -> str:
    return case.problem.horizon.dates[day].isoformat()


def _mode(mode: int) -> str | None:
    return None if mode < 0 else "office" if mode == OFFICE else "home"
