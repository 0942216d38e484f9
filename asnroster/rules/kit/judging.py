"""What audits share: looking at many cells at once. Nothing of it is used in posting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from asnroster.domain.problem import HOME, OFFICE, Bools
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Where


def check_in_office(
    case: Case,
    rule: Rule,
    roster: Roster,
    tally: Tally,
    required: Bools,
    note: Callable[[int, int], str] = lambda person, day: "",
) -> None:
    """Nobody within scope and dates is at home where ``required`` (people, days) is true.

    Days that another rule fixed at home are not judged: this rule was overruled there.
    """
    judged = required & case.problem.available & ~case.fixed_home
    judged &= case.scope[case.index(rule)][:, None] & case.in_force(rule)[None, :]
    at_home = judged & (roster.modes == HOME)
    tally.passed(int(judged.sum() - at_home.sum()))
    for person, day in np.argwhere(at_home).tolist():
        tally.mode(HOME, OFFICE, Where(person=person, day=day), note=note(person, day))


def days_per_person(mask: Bools, days: list[int]) -> list[int]:
    """(people,): on how many of these days the (people, days) mask holds."""
    counts: list[int] = np.count_nonzero(mask[:, days], axis=1).tolist()
    return counts


def usual_days(pattern: frozenset[int], dates: Iterable[date]) -> int:
    """How many of these dates are usual working days."""
    return sum(day.weekday() in pattern for day in dates)


def days_before(case: Case, rule: Rule, person: int, week: int) -> dict[date, int]:
    """Where a person was on the dates of a week before the horizon, as far as a rule is in force on them.

    Empty unless the history knows the week from its Monday on.
    """
    history = case.problem.history
    if history is None or week > 0 or not history.knows_first_week[person]:
        return {}
    modes = {history.dates[day]: int(history.modes[person, day]) for day in history.first_week}
    force = rule.in_force_on(modes)
    return {day: mode for (day, mode), holds in zip(modes.items(), force, strict=True) if holds}


def home_runs_before(case: Case, rule: Rule) -> list[list[int]]:
    """For each person the home days in a row up to the horizon, as days -2, -1 counted from its start."""
    history = case.problem.history
    if history is None:
        return [[] for _ in case.problem.people]
    runs, force = [], rule.in_force_on(history.dates).tolist()
    for modes, working in zip(history.modes.tolist(), history.working.tolist(), strict=True):
        run: list[int] = []
        for day, (mode, works, holds) in enumerate(zip(modes, working, force, strict=True), -len(modes)):
            if works and holds:
                run = [*run, day] if mode == HOME else []
        runs.append(run)
    return runs
