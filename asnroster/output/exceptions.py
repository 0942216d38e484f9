"""Pengecualian as data: who stays in the office and why, and where rules had to give way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from asnroster.domain.problem import HOME, OFFICE, Problem
from asnroster.intake.units import SEPARATOR
from asnroster.judge.wording import mode_text, reason_text, when_text, who_text
from asnroster.output.dates import days_text, runs, span_text
from asnroster.output.report import Report
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.decisions import Decision, decisions
from asnroster.rules.kit.findings import GaveWay
from asnroster.rules.kit.scope import filter_name, people_matching
from asnroster.rules.kit.traits import DecidesBy
from asnroster.words import _

Kind = Literal[
    "unit", "person", "weekdays", "not-in-force", "order", "overruled", "gave-way", "wish", "left-out"
]
_FREE: Decision = (-1, "")


@dataclass(frozen=True, slots=True)
class Exemption:
    """One line of Pengecualian, in words.

    Attributes:
        people: how many people the line is about.
        source: the instrument or document that the reason comes from.
    """

    kind: Kind
    agency: str = ""
    unit: str = ""
    key: str = ""
    name: str = ""
    people: int | None = None
    when: str = ""
    rule: str = ""
    reason: str = ""
    source: str = ""


def kind_text(kind: Kind) -> str:
    """What a kind of exemption is called."""
    return {
        "unit": _("Unit kept in the office"),
        "person": _("Person kept in the office"),
        "weekdays": _("Weekdays in the office"),
        "not-in-force": _("Policy not in force"),
        "order": _("Put by order"),
        "overruled": _("Rule overruled"),
        "gave-way": _("Bound gave way"),
        "wish": _("Wish that a rule forbids"),
        "left-out": _("Not rostered"),
    }[kind]


def exemptions(report: Report) -> Iterator[Exemption]:
    """Every exemption of a roster: units and people kept, orders, what was overruled or gave way."""
    case = report.case
    yield from _kept(case)
    yield from _out_of_force(case)
    yield from _weekdays(case)
    yield from _orders(report)
    yield from _overruled(case)
    yield from _gave_way(report)
    yield from _forbidden_wishes(report)
    for person in case.problem.left_out:
        *above, unit = person.unit.split(SEPARATOR)
        agency = above[0] if above else ""
        yield Exemption("left-out", agency, unit, person.key, person.name, people=1, reason=person.reason)


def _deciding(case: Case, by: DecidesBy) -> Iterator[tuple[int, FixingRule]]:
    """The rules that fix days by one thing, with their places in the scenario."""
    for index, rule in enumerate(case.rules):
        if isinstance(rule, FixingRule) and rule.decides_by == by:
            yield index, rule


def _kept(case: Case) -> Iterator[Exemption]:
    keepers, closed = dict(_deciding(case, "person")), dict(_deciding(case, "period"))
    keepings = [_keepings(case, person, keepers, closed) for person in range(len(case.problem.people))]
    matches = {index: _matches(case.problem, rule) for index, rule in keepers.items()}
    units, told = _whole_units(case.problem, keepings)
    for unit, (index, code) in units:
        place, people, rule = case.problem.units[unit], case.problem.below[unit], case.rules[index]
        yield Exemption(
            "unit", case.problem.units[place.agency].name, place.name, people=len(people),
            when=_("every working day"), rule=rule.heading,
            reason=_reason(rule, code, matches[index], people), source=rule.instrument,
        )  # fmt: skip
    for person, mine in enumerate(keepings):
        for (index, code), days in () if person in told else mine.items():
            if index >= 0:
                reason = _reason(case.rules[index], code, matches[index], (person,))
                yield _about(case, "person", person, days, case.rules[index], reason)


def _keepings(
    case: Case, person: int, keepers: Collection[int], closed: Collection[int]
) -> dict[Decision, list[int]]:
    """A person's available days by what keeps them in the office; free ones under ``_FREE``.

    Days that a rule of ``closed`` decides are left out: they are told once, for everybody.
    """
    found: dict[Decision, list[int]] = {}
    for decision, days in decisions(case, person).items():
        if decision[0] not in closed:
            found.setdefault(decision if decision[0] in keepers else _FREE, []).extend(days)
    return found


def _whole_units(
    problem: Problem, keepings: Sequence[dict[Decision, list[int]]]
) -> tuple[list[tuple[int, Decision]], set[int]]:
    """The largest units all of whose people are always kept for one reason, and those people.

    People without an available day do not break up a unit.
    """
    units: list[tuple[int, Decision]] = []
    told: set[int] = set()
    for unit, people in enumerate(problem.below):
        if len(people) < 2 or people[0] in told:
            continue
        reasons = {keeping for person in people for keeping in keepings[person]}
        if len(reasons) == 1 and _FREE not in reasons:
            units.append((unit, reasons.pop()))
            told.update(people)
    return units, told


Matches = list[tuple[str, frozenset[int]]]  # what a filter names, and the people it picks


def _matches(problem: Problem, rule: Rule) -> Matches:
    return [
        (f"{filter_name(name)} {value}", frozenset(people_matching(problem, name, value)))
        for name, values, is_exception in rule.filters()
        if not is_exception
        for value in values
    ]


def _reason(rule: Rule, code: str, matches: Matches, people: Sequence[int]) -> str:
    """The reason code in words, else what of these people the rule names, else the rule itself."""
    if code:
        return reason_text(code)
    named = [label for label, picked in matches if not picked.isdisjoint(people)]
    return ", ".join(named) or rule.sentence()


def _about(
    case: Case, kind: Kind, person: int, days: Sequence[int], rule: Rule | None, reason: str, source: str = ""
) -> Exemption:
    problem, who = case.problem, case.problem.people[person]
    return Exemption(
        kind, problem.agency_of(person).name, problem.unit_of(person).name, who.key, who.name, 1,
        days_text(case, person, days), rule.heading if rule else "", reason,
        source or (rule.instrument if rule else ""),
    )  # fmt: skip


def _out_of_force(case: Case) -> Iterator[Exemption]:
    """One line for all whom the policy's dates keep in the office."""
    for index, rule in _deciding(case, "period"):
        decided = np.equal(case.fixed.decider, index)
        days = np.flatnonzero(decided.any(axis=0)).tolist()
        if not days:
            continue
        first = int(np.flatnonzero(decided.any(axis=1))[0])
        stretches = runs(days, np.flatnonzero(case.problem.working.any(axis=0)).tolist())
        yield Exemption(
            "not-in-force", people=int(decided.any(axis=1).sum()),
            when=", ".join(span_text(case, start, end) for start, end in stretches), rule=rule.heading,
            reason=reason_text(rule.reason(case.problem, first, days[0])), source=rule.instrument,
        )  # fmt: skip


def _weekdays(case: Case) -> Iterator[Exemption]:
    for index, rule in _deciding(case, "weekday"):
        people = int((case.fixed.decider == index).any(axis=1).sum())
        if people:
            yield Exemption(
                "weekdays", people=people, when=rule.sentence(), rule=rule.heading,
                reason=rule.scope_sentence(), source=rule.instrument,
            )  # fmt: skip


def _orders(report: Report) -> Iterator[Exemption]:
    case = report.case
    grouped: dict[tuple[int, int, str], list[int]] = {}
    for pin in case.problem.pins:
        index = int(case.fixed.decider[pin.person, pin.day])
        if index >= 0 and case.rules[index].decides_by == "order":
            grouped.setdefault((pin.person, pin.mode, pin.document), []).append(pin.day)
    for (person, mode, document), days in grouped.items():
        rule = case.rules[int(case.fixed.decider[person, days[0]])]
        reason = _("{mode} by order").format(mode=mode_text(mode))
        yield _about(case, "order", person, sorted(set(days)), rule, reason, document)


def _overruled(case: Case) -> Iterator[Exemption]:
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for found in case.fixed.overruled:
        grouped.setdefault((found.person, found.rule, found.by), []).append(found.day)
    for (person, index, by), days in grouped.items():
        rule = case.rules[index]
        template = rule.overruled_text() if isinstance(rule, FixingRule) else _("overruled by “{rule}”")
        reason = template.format(rule=case.rules[by].heading)
        yield _about(case, "overruled", person, days, case.rules[index], reason)


def _gave_way(report: Report) -> Iterator[Exemption]:
    grouped: dict[tuple[int, int | str | None, int, int], list[GaveWay]] = {}
    for entry in report.audit.rules:
        for moved in entry.gave_way if entry.rule.hard else ():
            who = moved.where.group if moved.where.person is None else moved.where.person
            grouped.setdefault((moved.rule, who, moved.stated, moved.applied), []).append(moved)
    for (index, _who, stated, applied), moves in grouped.items():
        yield _moved_bound(report.case, report.case.rules[index], stated, applied, moves)


def _moved_bound(case: Case, rule: Rule, stated: int, applied: int, moves: Sequence[GaveWay]) -> Exemption:
    where, problem = moves[0].where, case.problem
    template = _("at least {stated} became {applied}")
    if moves[0].sense == "at_most":
        template = _("at most {stated} became {applied}")
    when = when_text(case, where) if len(moves) == 1 else _times(case, moves)
    reason = template.format(stated=stated, applied=applied)
    if where.person is None:
        return Exemption(
            "gave-way", unit=who_text(case, where), when=when,
            rule=rule.heading, reason=reason, source=rule.instrument,
        )  # fmt: skip
    who, unit = problem.people[where.person], problem.unit_of(where.person)
    return Exemption(
        "gave-way", problem.units[unit.agency].name, unit.name, who.key, who.name, 1,
        when, rule.heading, reason, rule.instrument,
    )  # fmt: skip


def _times(case: Case, moves: Sequence[GaveWay]) -> str:
    """``4 hari, 1 Des 2026 s.d. 11 Des 2026``."""
    weeks, horizon = moves[0].where.day is None, case.problem.horizon
    days = sorted(
        day
        for move in moves
        for day in (horizon.weeks[move.where.week or 0] if move.where.day is None else (move.where.day,))
    )
    template = _("{count} weeks, {span}") if weeks else _("{count} days, {span}")
    return template.format(count=len(moves), span=span_text(case, days[0], days[-1]))


def _forbidden_wishes(report: Report) -> Iterator[Exemption]:
    case = report.case
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for wish in case.problem.wishes:
        fixed = int(case.fixed.modes[wish.person, wish.day])
        if fixed in (HOME, OFFICE) and fixed != wish.mode:
            index = int(case.fixed.decider[wish.person, wish.day])
            grouped.setdefault((wish.person, wish.mode, index), []).append(wish.day)
    for (person, mode, index), days in grouped.items():
        reason = _("wished {mode}").format(mode=mode_text(mode))
        yield _about(case, "wish", person, sorted(days), case.rules[index], reason)
