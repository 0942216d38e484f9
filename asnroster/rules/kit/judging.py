"""What audits share: looking at many cells at once. Nothing of it is used in posting."""

from __future__ import annotations

from collections.abc import Callable

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
