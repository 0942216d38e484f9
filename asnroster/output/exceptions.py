"""Pengecualian as data: who stays in the office and why, and where rules had to give way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from asnroster.domain.groups import SEPARATOR
from asnroster.domain.problem import Problem
from asnroster.judge.why import FREE, Cause, Causes
from asnroster.judge.wording import mode_text, when_text, who_text
from asnroster.output.dates import days_text, runs, span_text
from asnroster.output.report import Report
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import GaveWay
from asnroster.rules.kit.traits import DecidesBy
from asnroster.words import _

Kind = Literal[
    "unit", "person", "weekdays", "not-in-force", "order", "overruled", "gave-way", "wish", "left-out"
]


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
    case, causes = report.case, Causes(report.case)
    yield from _kept(causes)
    yield from _out_of_force(causes)
    yield from _weekdays(case)
    yield from _orders(causes)
    yield from _overruled(case)
    yield from _gave_way(report)
    yield from _forbidden_wishes(causes)
    for person in case.problem.left_out:
        *above, unit = person.unit.split(SEPARATOR)
        agency = above[0] if above else ""
        yield Exemption("left-out", agency, unit, person.key, person.name, people=1, reason=person.reason)


def _deciding(case: Case, by: DecidesBy) -> Iterator[tuple[int, FixingRule]]:
    """The rules that fix days by one thing, with their places in the scenario."""
    for index, rule in enumerate(case.rules):
        if isinstance(rule, FixingRule) and rule.decides_by == by:
            yield index, rule


def _kept(causes: Causes) -> Iterator[Exemption]:
    case, people = causes.case, range(len(causes.case.problem.people))
    keepers, closed = dict(_deciding(case, "person")), dict(_deciding(case, "period"))
    keepings = [_keepings(causes, person, keepers, closed) for person in people]
    units, members = _whole_units(case.problem, keepings)
    for unit, cause in units:
        place, below = case.problem.units[unit], case.problem.below[unit]
        yield Exemption(
            "unit",
            case.problem.units[place.agency].name,
            place.name,
            people=len(below),
            when=_("every working day"),
            rule=case.rules[cause.rule].heading,
            reason=causes.reason(cause, below),
            source=case.rules[cause.rule].instrument,
        )
    for person, mine in enumerate(keepings):
        for cause, days in () if person in members else mine.items():
            if cause != FREE:
                reason = causes.reason(cause, (person,))
                yield _about(case, "person", person, days, case.rules[cause.rule], reason)


def _keepings(
    causes: Causes, row: int, keepers: Collection[int], closed: Collection[int]
) -> dict[Cause, list[int]]:
    """A row's available days by what keeps the person in the office; those that are told elsewhere under ``FREE``.

    Days that a rule of ``closed`` decides are left out: they are told once, for everybody. Days on which limits
    leave only the office make an exception of those alone who may never be at home.
    """
    keepings: dict[Cause, list[int]] = {}
    for cause, days in causes.days(row).items():
        mine = not causes.may[row] if cause.kind == "kept" else cause.rule in keepers
        if cause.rule not in closed:
            keepings.setdefault(cause if mine else FREE, []).extend(days)
    return keepings


def _whole_units(
    problem: Problem, keepings: Sequence[dict[Cause, list[int]]]
) -> tuple[list[tuple[int, Cause]], set[int]]:
    """The largest units all of whose people are always kept for one reason, and those people.

    People without an available day do not break up a unit.
    """
    units: list[tuple[int, Cause]] = []
    members: set[int] = set()
    for unit, people in enumerate(problem.below):
        if len(people) < 2 or people[0] in members:
            continue
        reasons = {keeping for person in people for keeping in keepings[person]}
        if len(reasons) == 1 and FREE not in reasons:
            units.append((unit, reasons.pop()))
            members.update(people)
    return units, members


def _about(
    case: Case, kind: Kind, person: int, days: Sequence[int], rule: Rule, reason: str, source: str = ""
) -> Exemption:
    problem, who = case.problem, case.problem.people[person]
    return Exemption(
        kind,
        problem.agency_of(person).name,
        problem.unit_of(person).name,
        who.key,
        who.name,
        1,
        days_text(case, person, days),
        rule.heading,
        reason,
        source or rule.instrument,
    )


def _out_of_force(causes: Causes) -> Iterator[Exemption]:
    """One line for all whom the policy's dates keep in the office."""
    case = causes.case
    for index, rule in _deciding(case, "period"):
        decided = np.equal(case.fixed.decider, index)
        days = np.flatnonzero(decided.any(axis=0)).tolist()
        if not days:
            continue
        first = int(np.flatnonzero(decided.any(axis=1))[0])
        stretches = runs(days, np.flatnonzero(case.problem.working.any(axis=0)).tolist())
        yield Exemption(
            "not-in-force",
            people=int(decided.any(axis=1).sum()),
            when=", ".join(span_text(case, start, end) for start, end in stretches),
            rule=rule.heading,
            reason=causes.reason(causes.of(first, days[0]), (first,)),
            source=rule.instrument,
        )


def _weekdays(case: Case) -> Iterator[Exemption]:
    for index, rule in _deciding(case, "weekday"):
        people = int((case.fixed.decider == index).any(axis=1).sum())
        if people:
            yield Exemption(
                "weekdays",
                people=people,
                when=rule.sentence(),
                rule=rule.heading,
                reason=rule.scope_sentence(),
                source=rule.instrument,
            )


def _orders(causes: Causes) -> Iterator[Exemption]:
    grouped: dict[tuple[int, int, int, str], list[int]] = {}
    for (person, day), document in causes.documents.items():
        place = person, causes.of(person, day).rule, causes.mode(person, day), document
        grouped.setdefault(place, []).append(day)
    for (person, index, mode, document), days in grouped.items():
        reason = _("{mode} by order").format(mode=mode_text(mode))
        yield _about(causes.case, "order", person, sorted(days), causes.case.rules[index], reason, document)


def _overruled(case: Case) -> Iterator[Exemption]:
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for cell in case.fixed.overruled:
        grouped.setdefault((cell.person, cell.rule, cell.by), []).append(cell.day)
    for (person, index, by), days in grouped.items():
        rule = case.rules[index]
        template = rule.overruled_text() if isinstance(rule, FixingRule) else _("overruled by “{rule}”")
        reason = template.format(rule=case.rules[by].heading)
        yield _about(case, "overruled", person, days, rule, reason)


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
            "gave-way",
            unit=who_text(case, where),
            when=when,
            rule=rule.heading,
            reason=reason,
            source=rule.instrument,
        )
    who, unit = problem.people[where.person], problem.unit_of(where.person)
    return Exemption(
        "gave-way",
        problem.units[unit.agency].name,
        unit.name,
        who.key,
        who.name,
        1,
        when,
        rule.heading,
        reason,
        rule.instrument,
    )


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


def _forbidden_wishes(causes: Causes) -> Iterator[Exemption]:
    grouped: dict[tuple[int, int, int], list[int]] = {}
    for wish in causes.case.problem.wishes:
        if causes.forbids(wish):
            index = causes.of(wish.person, wish.day).rule
            grouped.setdefault((wish.person, wish.mode, index), []).append(wish.day)
    for (person, mode, index), days in grouped.items():
        reason = _("wished {mode}").format(mode=mode_text(mode))
        yield _about(causes.case, "wish", person, sorted(days), causes.case.rules[index], reason)
