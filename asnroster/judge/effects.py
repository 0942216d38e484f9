"""The footprint of each rule on a staff before anything is solved: its people, what it decides, why it is idle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from asnroster.domain.calendar import Horizon
from asnroster.domain.modes import UNDECIDED
from asnroster.errors import Issue
from asnroster.judge.wording import date_text, day_text
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Shortage
from asnroster.words import _

DATES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule does.

    Attributes:
        people: whom it is about; None without a staff.
        fixed: person-days that it decides beforehand; None for rules that decide none by themselves.
        idle: why it does nothing, a sentence; empty where it does something.
    """

    rule: Rule
    people: int | None = None
    fixed: int | None = None
    idle: str = ""


def out_of_force(rule: Rule, horizon: Horizon) -> str:
    """The reason why a rule does nothing in a period, with its dates; empty where it does something."""
    first, last = rule.from_ or horizon.start, rule.until or horizon.end
    if first <= horizon.end and last >= horizon.start:
        return ""
    if rule.from_ is None:
        return _("It holds until {date} only.").format(date=date_text(last))
    if rule.until is None:
        return _("It holds from {date} on.").format(date=date_text(first))
    return _("It holds from {first} to {last} only.").format(first=date_text(first), last=date_text(last))


def effect(case: Case, rule: Rule) -> Effect:
    """What one rule of a case does."""
    index = case.index(rule)
    deciding = isinstance(rule, FixingRule) and rule.hard
    fixed = int((case.fixed.decider == index).sum()) if deciding else None
    return Effect(rule, int(case.scope[index].sum()), fixed, _idle(case, rule, fixed))


def _idle(case: Case, rule: Rule, fixed: int | None) -> str:
    """Why a rule does nothing for this staff in this period."""
    needs = rule.needs()
    if needs and not any(need in case.problem.columns for need in needs):
        places = ", ".join(" > ".join(part for part in need if part) for need in needs)
        return _("{places} is empty or missing.").format(places=places)
    out = out_of_force(rule, case.problem.horizon)
    if out:
        return out
    if not case.people(rule):
        return _("Its filters pick nobody.")
    touched = case.scope[case.index(rule)][:, None] & case.in_force(rule)[None, :] & case.problem.available
    weekdays = getattr(rule, "weekdays", None)
    if isinstance(rule, FixingRule):
        touched &= np.not_equal(case.wanted_modes(rule), UNDECIDED)
    elif weekdays:
        touched &= np.array([day.weekday() in weekdays for day in case.problem.horizon.dates])[None, :]
    if not touched.any():
        return _("None of its days is a working day of these people in this period.")
    if fixed == 0:
        deciders = sorted({int(index) for index in case.fixed.decider[touched]} - {-1})
        names = ", ".join(f"“{case.rules[index].heading}”" for index in deciders)
        return _("Other rules decide all its days before it: {names}.").format(names=names)
    return ""


def overfull(case: Case) -> Iterator[Issue]:
    """Places too small for those who must be in the office there: no roster can exist."""
    for rule in case.rules:
        by_place: dict[tuple[str, int], list[Shortage]] = {}
        for one in rule.overfull(case) if rule.hard else ():
            by_place.setdefault((one.group, one.stated), []).append(one)
        for (group, stated), places in by_place.items():
            yield _too_small(case, rule, group, stated, places)


def _too_small(case: Case, rule: Rule, group: str, stated: int, places: Sequence[Shortage]) -> Issue:
    dates = [day_text(case, one.day) for one in places[:DATES_NAMED]]
    when = ", ".join(dates) + (" …" if len(places) > DATES_NAMED else "")
    people = max(one.people for one in places)
    message = str(rule.words.overfull or "{who}: {when}").format(
        who=group, stated=stated, people=people, when=when
    )
    needed = _(
        "In a week that the period cuts short few home days are left: begin or end it with a whole week "
        "(--start, --end), give the roster before it (--history), or give rule “{rule}” a weight."
    ).format(rule=rule.heading)
    sheet = next((sheet for sheet, _column in rule.needs()), "")
    return Issue("building-too-small", message, needed, sheet=sheet, found=group)
