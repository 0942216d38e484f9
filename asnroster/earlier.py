"""Earlier rosters of a run: their days before the new one are history, later ones are the roster in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem
from asnroster.intake.rosters.history import history_of
from asnroster.intake.rosters.previous import PastRoster, base_modes
from asnroster.intake.tables import Tables
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.scenario.model import Scenario
from asnroster.scenario.near import keeps_base, near_base


def held_against(
    scenario: Scenario,
    start: date,
    past: tuple[PastRoster, ...],
    base: PastRoster | None,
    *,
    keep_near: bool,
) -> tuple[Scenario, tuple[PastRoster, ...], PastRoster | None]:
    """Of an earlier roster that reaches into the new one the days before count as history, the others as in force."""
    scenario = near_base(scenario) if keep_near else scenario
    if base is None and keeps_base(scenario):
        base = next((roster for roster in reversed(past) if roster.last >= start), None)
        return scenario, tuple(roster for roster in past if roster is not base or roster.first < start), base
    if base is not None and keep_near and base.first < start:
        return scenario, (base, *past), base
    return scenario, past, base


def build_with_earlier(
    tables: Tables,
    dates: tuple[date, date],
    past: tuple[PastRoster, ...],
    base: PastRoster | None,
    unread: tuple[Issue, ...],
    rules: tuple[Rule, ...],
) -> tuple[Problem, list[Issue]]:
    """The problem with its history and base; what kept a roster from being read is told with all else."""
    known_from = min((roster.first for roster in past), default=None)
    try:
        problem, notices = build_problem(tables, *dates, known_from=known_from)
    except InputError as error:
        raise InputError([*error.issues, *unread]) from None
    if unread:
        raise InputError(unread)
    if base is not None:
        problem = replace(problem, base=base_modes(base, problem), base_source=base.source)
    read = [*past, *([] if base is None else [base])]
    notices = [*notices, *dict.fromkeys(notice for roster in read for notice in roster.notices)]
    if not past:
        return problem, notices
    history, more = history_of([with_most(roster, tables, rules) for roster in past], problem)
    return replace(problem, history=history), [*notices, *more]


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
    most = {keys[rows[0]]: possible[rows[0]] for rows in problem.stints.people}
    return replace(roster, most=most)
