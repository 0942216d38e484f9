"""Violations in sentences that an HR officer reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Violation
from asnroster.rules.kit.verbs import Where
from asnroster.rules.registry import reasons
from asnroster.words import _, dated, home_word, plural

MOST_DATES = 5


def day_text(case: Case, day: int) -> str:
    """A date of the horizon, as :func:`date_text` writes it."""
    return date_text(case.problem.horizon.dates[day])


def date_text(day: date) -> str:
    """``Kam, 4 Des 2025`` in the user's language."""
    return dated(day, "EEE, d MMM y")


def when_text(case: Case, where: Where) -> str:
    """The day, or the week (from its Monday where the history knows it) as ``minggu Sen, 1 Des 2025 s.d. Min, 7 Des 2025``, or else the whole period."""
    if where.day is not None:
        return day_text(case, where.day)
    days = range(case.problem.days) if where.week is None else case.problem.horizon.weeks[where.week]
    first, last = (day_text(case, day) for day in (days[0], days[-1]))
    history = case.problem.history
    if where.week == 0 and where.person is not None and history and history.knows_first_week[where.person]:
        first = date_text(case.problem.horizon.start - timedelta(case.problem.horizon.start.weekday()))
    if where.week is None:
        return _("{first} to {last}").format(first=first, last=last)
    return _("the week {first} to {last}").format(first=first, last=last)


def days_text(case: Case, days: Sequence[int]) -> str:
    """Some days as dates, those in a row from the first to the last; after a few the rest is counted."""
    place = {int(day): at for at, day in enumerate(np.flatnonzero(case.problem.working.any(axis=0)))}
    stretches: list[list[int]] = []
    for day in sorted(days):
        if stretches and place.get(day, -1) == place.get(stretches[-1][-1], day) + 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    texts = [
        _("{first} to {last}").format(first=day_text(case, one[0]), last=day_text(case, one[-1]))
        if len(one) > 1
        else day_text(case, one[0])
        for one in stretches
    ]
    rest = sum(map(len, stretches[MOST_DATES:]))
    more = [plural(rest, "{count} more day", "{count} more days").format(count=rest)] if rest else []
    return ", ".join([*texts[:MOST_DATES], *more])


def who_text(case: Case, where: Where) -> str:
    """The person's name, or the group's label; everyone when neither is meant."""
    if where.person is not None:
        return case.problem.people[where.person].name
    return where.group or _("the whole government")


def mode_text(mode: int) -> str:
    """WFO, the scenario's word for home, or ``-``."""
    return {OFFICE: "WFO", HOME: home_word()}.get(mode, "-")


def violation_text(case: Case, violation: Violation) -> str:
    """The violation as one sentence."""
    words = case.rules[violation.rule].words
    template = words.violation
    if violation.sense == "at_most" and words.violation_over is not None:
        template = words.violation_over
    count, needed = str(violation.found), str(violation.needed)
    if violation.sense == "mode":
        count, needed = (mode_text(mode) for mode in (violation.found, violation.needed))
    return str(template).format(
        who=who_text(case, violation.where),
        when=when_text(case, violation.where),
        found=count,
        needed=needed,
        note=reason_text(violation.note),
    )


def reason_text(code: str) -> str:
    """A reason code of a rule that fixes days in words; the code itself when it is none of these."""
    reason = reasons().get(code)
    return str(reason.text) if reason is not None else code
