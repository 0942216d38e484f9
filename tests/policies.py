"""Policies on tiny problems: what the shipped scenarios say of rosters written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from asnroster.domain.calendar import national_calendar
from asnroster.domain.modes import HOME
from asnroster.domain.problem import Person, Problem, Unit
from asnroster.judge.audit import Audit, audit
from asnroster.rules.kit.case import Case
from asnroster.scenario.horizon import own_dates
from asnroster.scenario.load import load_scenario
from asnroster.scenario.windows import lifted
from tests.build import person, problem, roster, unit

DIRECT_SERVICE = (
    "kesehatan", "keamanan", "penanganan bencana", "kedaruratan", "energi", "logistik", "pos", "transportasi",
    "objek vital nasional", "proyek strategis nasional", "konstruksi", "utilitas dasar",
)  # fmt: skip
# What every policy with a choice of days asks for besides its own sentences; judged in test_even_policies.py.
BESIDES = frozenset({
    "separuh di OPD", "separuh di unit", "hari merata", "pembagian adil", "Jumat adil",
})  # fmt: skip
DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum")
WEEK = date(2026, 4, 6)  # Monday to Friday without a holiday
PERMEN, HEADS, FRIDAYS = "permenpanrb-4-2025", "menpanrb-2-2025", "jumat-wfh-2026"
CIMAHI, DKI, THURSDAYS = "jumat-wfh-cimahi-2026", "jumat-wfh-dki-2026", "jabar-188-2026"


def case_of(name: str, data: Problem) -> Case:
    """What a policy says, whatever the dates: its windows are lifted."""
    return Case(data, lifted(load_scenario(name)).rules)


def office(sector: str = "administrasi", people: int = 1, **more: Any) -> tuple[list[Person], list[Unit]]:
    """One agency of one sector and its people."""
    return [person(n) for n in range(people)], [unit("Dinas", sector=sector, **more)]


def dates_of(name: str) -> tuple[date, date]:
    """The scenario's closed windows, else one week without holidays."""
    first, last = own_dates(load_scenario(name))
    start = first or date(2025, 12, 1)
    return start, last or start + timedelta(6)


def data_of(name: str, people: Sequence[Person], units: Sequence[Unit], **more: Any) -> Problem:
    """A problem over the scenario's own dates, or over one week without holidays."""
    start, end = dates_of(name)
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


def own_cost(found: Audit) -> int:
    """What a roster costs under the policy's own sentences."""
    return sum(entry.cost for entry in found.rules if entry.rule.name not in BESIDES)


def judged(name: str, data: Problem, at_home: Sequence[tuple[int, date]] = ()) -> Audit:
    return audit(case_of(name, data), roster(data, *all_office(data, at_home)))


def cost(found: Audit, rule: str) -> int:
    return next(entry.cost for entry in found.rules if entry.rule.name == rule)


@dataclass(frozen=True)
class Said:
    """A sentence of a policy, and one person's week that keeps or breaks it.

    The person sits in an agency with its head, who is in the office all week.

    Attributes:
        week: Monday to Friday, O office, H home.
        broken: the rule broken and the day, or "minggu" where a week is judged.
        cost: of the wishes that this person's week leaves open.
        parameters: as ``--set`` gives them.
        pins: days put at home by a numbered order.
    """

    sentence: str
    week: str
    broken: Sequence[tuple[str, str]] = ()
    cost: int | None = None
    sector: str = "administrasi"
    who: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    pins: Sequence[int] = ()

    def __str__(self) -> str:
        return f"{self.sentence}: {self.week}"

    def judge(self, name: str) -> tuple[list[tuple[str, str]], int]:
        """Hard violations of the person, and what their week costs."""
        people = [person(0, echelon="II.b"), person(1, **self.who)]
        data = problem(
            people,
            start=WEEK,
            units=[unit("Dinas", sector=self.sector)],
            pins=[(1, day, HOME) for day in self.pins],
        )
        found = audit(
            Case(data, lifted(load_scenario(name, parameters=self.parameters)).rules),
            roster(data, "OOOOO", self.week),
        )
        assert not found.misfits
        seen = [
            (entry.rule, "minggu" if v.where.day is None else DAYS[v.where.day], v.amount)
            for entry in found.rules
            for v in entry.violations
            if v.where.person != 0
        ]
        return (
            [(rule.name, day) for rule, day, _amount in seen if rule.hard],
            sum(
                (rule.weight or 0) * amount
                for rule, _day, amount in seen
                if not rule.hard and rule.name not in BESIDES
            ),
        )


def check(name: str, said: Said) -> None:
    found, paid = said.judge(name)
    assert found == list(said.broken)
    assert said.cost is None or paid == said.cost


def sentences(table: Sequence[Said]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("said", table, ids=str)


def direct(sentence: str, sector: str, week: str, day: str) -> Said:
    return Said(sentence, week, [("layanan langsung", day)], sector=sector)
