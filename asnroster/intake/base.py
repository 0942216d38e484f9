"""The roster in force (``--base``) as modes of a problem's people and days."""

from __future__ import annotations

import numpy as np

from asnroster.domain.prepare import Modes
from asnroster.domain.problem import UNDECIDED, Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.previous_rosters import PastRoster
from asnroster.words import _


def base_modes(roster: PastRoster, problem: Problem) -> Modes:
    """(people, days): 1 office, 0 home, -1 where the roster in force tells neither.

    People who are not rostered any more are passed over: a roster in force is older than the staff file.

    Args:
        roster: from :func:`asnroster.intake.previous_rosters.read_past`.
        problem: its people and horizon.

    Raises:
        InputError: when it tells of nobody, or of no day, of the problem.
    """
    modes: Modes = np.full((len(problem.people), problem.days), UNDECIDED, dtype=np.int8)
    pairs = [
        (p, roster.people[known.key]) for p, known in enumerate(problem.people) if known.key in roster.people
    ]
    people, rows = [person for person, _row in pairs], [row for _person, row in pairs]
    shift = (roster.first - problem.horizon.start).days
    first, last = max(0, shift), min(problem.days, shift + roster.codes.shape[1])
    if people and first < last:
        codes = roster.codes[rows, first - shift : last - shift]
        modes[people, first:last] = np.where(codes >= 0, codes, UNDECIDED)
    if (modes == UNDECIDED).all():
        message = _("The roster in force tells of no person-day of this period.")
        needed = _("Give a roster of the same people that has days from {start} to {end}.").format(
            start=problem.horizon.start.isoformat(), end=problem.horizon.end.isoformat()
        )
        raise InputError([Issue("base-elsewhere", message, needed, file=roster.source.file, sheet="--base")])
    modes.setflags(write=False)
    return modes
