"""Turns of a rotation before the horizon: how they are numbered, and where a person's last known one stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from asnroster.domain.groups import Group
from asnroster.domain.history import span
from asnroster.domain.modes import HOME, UNDECIDED
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case

WEEK = 7
TOLD = 5  # known days that must alternate to have been turns


def turns_begun(case: Case, rule: Rule, group: Group, pattern: str) -> int:
    """How many turns passed from the rule's ``from`` to the horizon.

    0 where a history tells the turns, or where the rule begins with the horizon or later.

    Args:
        case: the problem under its rules.
        rule: the rotation.
        group: whose calendar counts.
        pattern: ``days`` or ``weeks``.
    """
    start = case.problem.horizon.start
    if case.problem.history is not None or rule.from_ is None or rule.from_ >= start:
        return 0
    if pattern == "weeks":
        return (_monday(start) - _monday(rule.from_)).days // WEEK
    patterns = {case.problem.people[person].workdays for person in group.people}
    works, dates = case.problem.calendar.is_working, span(rule.from_, start - timedelta(days=1))
    return sum(any(works(when, pattern) for pattern in patterns) for when in dates)


def known_turns(case: Case, group: Group, people: Sequence[int], pattern: str) -> list[int]:
    """For each of these people 1 or -1 where the last known turn was of the first phase or of the other, else 0.

    Turns before the horizon are numbered backwards over the group's calendar, so that leave shifts nothing; a week
    in which the horizon begins is turn 0 itself. Days that do not alternate were no turns: another policy came
    before. A week is a turn where its known days are alike.
    """
    history = case.problem.history
    if history is None:
        return [0] * len(people)
    worked: list[bool] = np.any(history.working[list(group.people)], axis=0).tolist()
    if pattern == "weeks":
        first = _monday(case.problem.horizon.start)
        number = [(_monday(when) - first).days // WEEK for when in history.dates]
    else:
        number = [-sum(worked[place:]) for place in range(len(worked))]
    rows: list[list[int]] = history.modes[list(people)].tolist()
    return [_last_turn(modes, number, 1 if pattern == "weeks" else TOLD) for modes in rows]


def _last_turn(modes: Sequence[int], number: Sequence[int], count: int) -> int:
    modes_by_turn: dict[int, set[int]] = {}
    for mode, turn in zip(modes, number, strict=True):
        if mode != UNDECIDED:
            modes_by_turn.setdefault(turn, set()).add(mode)
    alike = [
        (turn, min(modes_seen)) for turn, modes_seen in sorted(modes_by_turn.items()) if len(modes_seen) == 1
    ]
    phases = {1 if (mode == HOME) == (turn % 2 == 0) else -1 for turn, mode in alike[-count:]}
    return phases.pop() if len(phases) == 1 else 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
