"""Policies on tiny problems: what the shipped scenarios say of rosters written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from asnroster.domain.calendar import national_calendar
from asnroster.domain.problem import Person, Problem, Unit
from asnroster.judge.audit import Audit, audit
from asnroster.rules.kit.case import Case
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit


def case_of(name: str, data: Problem) -> Case:
    return Case(data, load_scenario(name).rules)


def office(sector: str = "administrasi", people: int = 1, **more: Any) -> tuple[list[Person], list[Unit]]:
    """One agency of one sector and its people."""
    return [person(n) for n in range(people)], [unit("Dinas", sector=sector, **more)]


def data_of(name: str, people: Sequence[Person], units: Sequence[Unit], **more: Any) -> Problem:
    """A problem over the scenario's own dates, or over one week without holidays."""
    scenario = load_scenario(name)
    start = scenario.start or date(2025, 12, 1)
    end = scenario.end or start + timedelta(6)
    more.setdefault("holidays", list(national_calendar([start.year]).holidays))
    return problem(people, start=start, days=(end - start).days + 1, units=units, **more)


def all_office(data: Problem, at_home: Sequence[tuple[int, date]] = ()) -> list[str]:
    """Everybody in the office on all available days but for these."""
    rows = [["O" if free else "." for free in row] for row in data.available]
    for who, day in at_home:
        place = data.horizon.index(day)
        assert place is not None
        assert rows[who][place] == "O"
        rows[who][place] = "H"
    return ["".join(row) for row in rows]


def broken(found: Audit, data: Problem) -> list[tuple[Any, ...]]:
    """Hard violations: rule's name, person or group, date (or week), found, needed."""
    assert not found.misfits
    return [
        (
            entry.rule.name,
            violation.where.person if violation.where.person is not None else violation.where.group,
            data.horizon.dates[violation.where.day]
            if violation.where.day is not None
            else violation.where.week,
            violation.found,
            violation.needed,
        )
        for entry in found.rules
        if entry.rule.hard
        for violation in entry.violations
    ]


def judged(name: str, data: Problem, at_home: Sequence[tuple[int, date]] = ()) -> Audit:
    return audit(case_of(name, data), roster(data, *all_office(data, at_home)))


def cost(found: Audit, rule: str) -> int:
    return next(entry.cost for entry in found.rules if entry.rule.name == rule)
