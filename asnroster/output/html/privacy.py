"""Who is named in a report: NIP in full, masked, or neither name nor NIP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Literal

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption, LeftOut, Person, Problem
from asnroster.output.assumptions import called
from asnroster.output.report import Report
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.words import _

Privacy = Literal["mask", "none", "full"]
SHOWN_FIRST, SHOWN_LAST, SHORT_KEY = 4, 2, 10
NIP = re.compile(r"(?<![0-9A-Za-z])\d{18}(?![0-9A-Za-z])")


def masked_key(key: str) -> str:
    """A NIP of which only the first four and the last two digits are left; of a short key the last two."""
    first = SHOWN_FIRST if len(key) >= SHORT_KEY else 0
    hidden = max(0, len(key) - first - SHOWN_LAST)
    return key[:first] + "*" * hidden + key[first + hidden :]


def masked_text(text: str) -> str:
    """A text in which every NIP is masked, wherever it came from (a rule's title, a document)."""
    return NIP.sub(lambda match: masked_key(match.group()), text)


def hidden(report: Report, privacy: Privacy) -> Report:
    """The same judged roster with other names and keys: whatever is written of it is as private as asked.

    Whom the rules are about was decided by the real names and stays.
    """
    if privacy == "none":
        return report
    shown = hidden_case(report.case, privacy)
    judged = [replace(entry, rule=rule) for entry, rule in zip(report.audit.rules, shown.rules, strict=True)]
    return replace(report, case=shown, audit=replace(report.audit, rules=tuple(judged)))


def hidden_case(case: Case, privacy: Privacy) -> Case:
    """The same case with other names and keys; of one without a roster too."""
    if privacy == "none":
        return case
    for decided in ("scope", "fixed", "free", "most_in_all", "kept_in_office"):
        getattr(case, decided)  # by the real names; the copy keeps it
    problem = _anonymous(case.problem, privacy)
    names = _names(case.problem, problem)
    rules = tuple(_renamed(rule, names) for rule in case.rules)
    shown = copy(case)
    vars(shown).pop("_index", None)
    vars(shown).update(problem=problem, rules=rules)
    return shown


def _anonymous(problem: Problem, privacy: Privacy) -> Problem:
    # Rows of one person stay together, and hidden keys that look alike apart.
    number = {lead: place for place, (lead, *_) in enumerate(problem.stints.people, start=1)}
    whose = [number[lead] for lead in problem.stints.lead]
    if privacy == "mask":
        people = [
            replace(person, key=masked_key(person.key), identity=str(place))
            for place, person in zip(whose, problem.people, strict=True)
        ]
        left_out = [replace(person, key=masked_key(person.key)) for person in problem.left_out]
    else:
        person_name, other_name = _("Person {number}"), _("Not rostered {number}")
        people = [
            replace(person, key="", name=person_name.format(number=place), note="", identity=str(place))
            for place, person in zip(whose, problem.people, strict=True)
        ]
        left_out = [
            replace(person, key="", name=other_name.format(number=number))
            for number, person in enumerate(problem.left_out, start=1)
        ]
    shown = replace(problem, people=tuple(people), left_out=tuple(left_out))
    return replace(shown, assumptions=tuple(_assumed(problem, shown)))


def _assumed(original: Problem, shown: Problem) -> Iterator[Assumption]:
    """What was assumed, with the people whom it is about called as the report calls them."""
    everybody: dict[str, Person | LeftOut] = {}
    everybody |= {real.key: who for real, who in zip(original.people, shown.people, strict=True)}
    everybody |= {real.key: who for real, who in zip(original.left_out, shown.left_out, strict=True)}
    someone = _("one person")
    for row in original.assumptions:
        # A question about a person begins with what is asked: “Kedudukan 1980…”.
        alias = everybody.get(row.subject) or everybody.get(row.subject.partition(" ")[2])
        if not row.name:
            yield row
        elif alias is None:
            yield called(row, someone, someone)
        else:
            yield called(row, alias.key or alias.name, alias.name)


def _names(original: Problem, shown: Problem) -> dict[str, str]:
    """What a rule may call a person -> what the report calls it."""
    everybody: list[tuple[Person | LeftOut, Person | LeftOut]] = [
        *zip(original.people, shown.people, strict=True),
        *zip(original.left_out, shown.left_out, strict=True),
    ]
    names: dict[str, str] = {}
    for real, alias in everybody:
        names[fold(real.key)] = alias.key or alias.name
        names[fold(real.name)] = alias.name
    return names


def _renamed(rule: Rule, names: dict[str, str]) -> Rule:
    """A rule whose people are called as the report calls them; what matches nobody by itself is left out."""
    changed = {
        field: tuple(names.get(fold(value), "…") for value in getattr(rule, field))
        for field in ("people", "except_people")
        if getattr(rule, field)
    }
    return rule.model_copy(update=changed) if changed else rule
