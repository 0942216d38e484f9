"""Earlier rosters in the light of this run: what their files leave out is computed from its data and rules."""

from __future__ import annotations

from dataclasses import replace

from asnroster.errors import InputError
from asnroster.intake.build import build_problem
from asnroster.intake.past import PastRoster
from asnroster.intake.tables import Tables
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case


def with_most(roster: PastRoster, tables: Tables, rules: tuple[Rule, ...]) -> PastRoster:
    """A tidy roster without a column of the most home days, with those that this run's data and rules give.

    A workbook without its sheet Rekap Pegawai stays as it is: there the figure is estimated.
    """
    if roster.most is not None or not roster.source.file.lower().endswith(".csv"):
        return roster
    try:
        problem, _notices = build_problem(tables, roster.first, roster.last)
    except InputError:
        return roster  # what is wrong is told when the problem of the run itself is built
    possible = Case(problem, rules).most_in_all.tolist()
    keys = [person.key for person in problem.people]
    most = {keys[rows[0]]: sum(possible[row] for row in rows) for rows in problem.stints.people}
    return replace(roster, most=most)
