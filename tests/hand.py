"""Hand cases: a roster as an HR officer writes it, and what the rule has to say about it.

One string a person, one letter a date: ``O`` office, ``H`` home, ``o`` and ``h`` the same where an
order of sheet Penetapan puts the person there, ``C`` leave, ``.`` a day that is not worked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Person
from asnroster.judge.audit import RuleAudit, audit
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where
from tests.build import MONDAY, past, person, problem, roster, rule
from tests.tracked import tracked_in

Broken = tuple[str, str, object, object, int]  # who, when, found, needed, amount
Moved = tuple[str, str, int, int]  # who, when, the bound as stated, the bound as applied
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MODE_NAMES = {OFFICE: "O", HOME: "H", -1: "-"}


@dataclass(frozen=True)
class Hand:
    """One hand case.

    Attributes:
        fields: of the rule that is judged.
        rows: the roster, one string a person.
        broken: every violation, in the order of the audit.
        moved: every bound that gave way.
        others: further rules of the scenario; orders bring ``fixed_days`` themselves where none of it is named.
        people: the people where they are more than names.
        more: the rest of the problem (start, units, holidays, wishes, buildings, pins); ``past`` and ``most``
            are history as :func:`tests.build.past` takes it, ``base`` the rows of a base roster.
    """

    name: str
    key: str
    fields: Mapping[str, Any]
    rows: Sequence[str]
    broken: Sequence[Broken] = ()
    moved: Sequence[Moved] = ()
    others: Sequence[Rule] = ()
    people: Sequence[Person] | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.key}: {self.name}"

    def judge(self) -> tuple[RuleAudit, Case]:
        """The audit of the rule, after checking that the roster's letters fit the problem."""
        days = len(self.rows[0])
        letters = [(p, d, letter) for p, row in enumerate(self.rows) for d, letter in enumerate(row)]
        absent = {(p, d): "C" for p, d, letter in letters if letter == "C"}
        pins = [(p, d, OFFICE if letter == "o" else HOME) for p, d, letter in letters if letter in "oh"]
        more = dict(self.more)
        if "past" in more:
            before = {"start": more.get("start", MONDAY), "most": more.pop("most", None)}
            more["history"] = past(more.pop("past"), **before)
        if "base" in more:
            letters_of = {"O": OFFICE, "H": HOME}
            more["base"] = np.array(
                [[letters_of.get(letter, -1) for letter in row] for row in more["base"]], np.int8
            )
        pins += more.pop("pins", [])
        staff = self.people or [person(n) for n in range(len(self.rows))]
        made = problem(staff, days=days, absent=absent, pins=pins, **more)
        assert {len(row) for row in self.rows} == {days}
        for p, d, letter in letters:
            assert made.working[p, d] == (letter != "."), f"row {p}, letter {d}: worked or not?"
        told = {self.key, *(other.key for other in self.others)}
        orders = [rule("fixed_days", name="orders")] if pins and "fixed_days" not in told else []
        case = Case(made, (rule(self.key, **self.fields), *self.others, *orders))
        judged = audit(case, roster(made, *(row.upper().replace("C", ".") for row in self.rows)))
        assert not judged.misfits
        return judged.rules[0], case


def hand(
    name: str,
    key: str,
    fields: Mapping[str, Any],
    rows: Sequence[str] | str,
    broken: Sequence[Broken] = (),
    *,
    moved: Sequence[Moved] = (),
    others: Sequence[Rule] = (),
    people: Sequence[Person] | None = None,
    **more: Any,
) -> Hand:
    """A hand case; a single string is one person's row."""
    return Hand(
        name, key, fields, [rows] if isinstance(rows, str) else rows, broken, moved, others, people, more
    )


@cache
def brought(name: str) -> tuple[Any, ...]:
    """What each ``test_rules_*.py`` brings under a name, for tests that ask every rule.

    ``CASES``: hand cases; ``FIELDS``: key -> random fields, given a generator; ``PLANTED``: clashes; ``TOLD``: what
    ``explain`` says.
    """
    modules = [path.stem for path in tracked_in("tests", "test_rules_*.py")]
    found = (getattr(import_module(f"tests.{module}"), name, None) for module in modules)
    return tuple(one for one in found if one is not None)


def one_day(letters: str) -> list[str]:
    """The rows of a single day, one letter a person."""
    return list(letters)


def check(one: Hand) -> None:
    """The audit finds exactly what the case expects: no violation more, none less."""
    found, case = one.judge()
    assert [seen(case, v.where, v.found, v.needed, v.amount, v.sense) for v in found.violations] == list(
        one.broken
    )
    moves = [(*_place(case, g.where), g.stated, g.applied) for g in found.gave_way]
    assert moves == list(one.moved)
    assert found.amount == sum(entry[-1] for entry in one.broken)
    assert found.cost == (found.rule.weight or 0) * found.amount
    assert found.checked >= len(one.broken)


def seen(case: Case, where: Where, found: int, needed: int, amount: int, sense: str) -> Broken:
    """A violation as hand cases write it; modes are letters."""
    who, when = _place(case, where)
    if sense == "mode":
        return who, when, MODE_NAMES[found], MODE_NAMES[needed], amount
    return who, when, found, needed, amount


def _place(case: Case, where: Where) -> tuple[str, str]:
    who = where.group if where.person is None else case.problem.people[where.person].name
    if where.day is not None:
        day: date = case.problem.horizon.dates[where.day]
        return who or "", f"{DAY_NAMES[day.weekday()]} {day.day}"
    if where.week is None:
        return who or "", f"from {case.problem.horizon.start.day} to {case.problem.horizon.end.day}"
    return who or "", f"week {case.problem.horizon.iso_week(where.week)}"


def days_of(day: int) -> date:
    """A date of December 2025, whose first is a Monday."""
    return MONDAY.replace(day=day)
