"""Earlier rosters of a run: their days before the new one are history, later ones are the roster in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from asnroster.domain.history import ONE_DAY, Counts, History, span
from asnroster.domain.modes import UNDECIDED, Bools, Modes
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem
from asnroster.intake.rosters.codes import DAY_OFF
from asnroster.intake.rosters.previous import (
    NOT_TOLD,
    RECAP,
    PastRoster,
    base_modes,
    home_days_possible,
    rounded,
)
from asnroster.intake.tables import Tables
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.scenario.model import Scenario
from asnroster.scenario.near import keeps_base, near_base
from asnroster.words import _


def held_against(
    scenario: Scenario,
    start: date,
    past: tuple[PastRoster, ...],
    base: PastRoster | None,
    *,
    keep_near: bool,
) -> tuple[Scenario, tuple[PastRoster, ...], PastRoster | None]:
    """Split earlier rosters: days before the new roster are history, later days are the roster in force."""
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


_NO_FILE = -1
Index = Mapping[str, tuple[int, ...]]  # every row of a person has the person's days


def history_of(past: Sequence[PastRoster], problem: Problem) -> tuple[History, list[Issue]]:
    """The history of a problem's people before its horizon, from earlier rosters, and the notices.

    Where two rosters tell of one person on one date, the later in the order given counts. Of a roster that
    is outdone so, or that reaches into the horizon, only the days that count are known, and its figure of
    possible home days is cut in proportion.

    Args:
        past: one roster at least, from :func:`asnroster.intake.rosters.previous.read_past`.
        problem: its people, horizon and calendar.

    Raises:
        InputError: with every roster that has no day before the horizon, or nobody of the problem.
    """
    start = problem.horizon.start
    index = {problem.people[rows[0]].key: rows for rows in problem.stints.people}
    issues = [issue for roster in past for issue in _useless(roster, start, index)]
    if issues:
        raise InputError(issues)
    first = min(start - timedelta(start.weekday()), *(roster.first for roster in past))
    dates = span(first, start - ONE_DAY)
    codes: Modes = np.full((len(problem.people), len(dates)), NOT_TOLD, dtype=np.int8)
    owner = np.full(codes.shape, _NO_FILE, dtype=np.int16)
    notices: list[Issue] = []
    for number, roster in enumerate(past):
        part = _placed(roster, codes.shape, (roster.first - dates[0]).days, index)
        is_told = part != NOT_TOLD
        notices += _file_notices(roster, start, int((is_told & (owner != _NO_FILE)).sum()))
        codes[is_told], owner[is_told] = part[is_told], number
    serves = _serves(problem, dates) | (codes >= 0)
    working = _working(problem, dates) & (codes != DAY_OFF) & serves
    history = History(
        dates=dates,
        modes=np.where(working & (codes >= 0), codes, UNDECIDED).astype(np.int8),
        known=codes != NOT_TOLD,
        working=working,
        most=_most(past, codes, owner, index),
        sources=tuple(roster.source for roster in past),
        in_service=serves,
    )
    return history, [*notices, *_people_notices(past, history, index)]


def _placed(roster: PastRoster, shape: tuple[int, ...], column: int, index: Index) -> Modes:
    """The roster's codes in the rows and dates of the history."""
    placed: Modes = np.full(shape, NOT_TOLD, dtype=np.int8)
    staff, rows = _rows(roster, index)
    width = min(roster.codes.shape[1], shape[1] - column)
    placed[staff, column : column + width] = roster.codes[rows, :width]
    return placed


def _rows(roster: PastRoster, index: Index) -> tuple[list[int], list[int]]:
    """People of the problem whom the roster knows, and their rows in it."""
    pairs = [(mine, row) for key, row in roster.people.items() for mine in index.get(key, ())]
    return [person for person, _row in pairs], [row for _person, row in pairs]


def _working(problem: Problem, dates: Sequence[date]) -> Bools:
    """(people, dates): working days by the calendar, for each date by the person's stint of that day."""
    patterns = {person.workdays for person in problem.people}
    worked = {pattern: [problem.calendar.is_working(day, pattern) for day in dates] for pattern in patterns}
    rows = [worked[person.workdays] for person in problem.people]
    for stints in problem.stints.moved:
        people = [problem.people[row] for row in stints]
        then = [next((one for one in people if one.serves_on(day)), people[0]) for day in dates]
        mixed = [worked[one.workdays][place] for place, one in enumerate(then)]
        for row in stints:
            rows[row] = mixed
    return np.array(rows, dtype=bool).reshape(len(rows), len(dates))


def _serves(problem: Problem, dates: Sequence[date]) -> Bools:
    """(people, dates): whether any stint of the person holds."""
    serves = np.ones((len(problem.people), len(dates)), dtype=bool)
    for stints in problem.stints.people:
        people = [problem.people[row] for row in stints]
        if any(one.starts or one.ends for one in people):
            serves[list(stints)] = [any(one.serves_on(day) for one in people) for day in dates]
    return serves


def _most(past: Sequence[PastRoster], codes: Modes, owner: npt.NDArray[np.int16], index: Index) -> Counts:
    """(people,): the sum over the rosters, each as far as its days count."""
    total: Counts = np.zeros(len(codes), dtype=np.int64)
    for number, roster in enumerate(past):
        counted = ((codes >= 0) & (owner == number)).sum(axis=1)
        worked, possible = (roster.codes >= 0).sum(axis=1), home_days_possible(roster)
        for person, row in zip(*_rows(roster, index), strict=True):
            total[person] += rounded(possible[row] * int(counted[person]), int(worked[row]))
    return total


def _useless(roster: PastRoster, start: date, index: Index) -> Iterator[Issue]:
    file = roster.source.file
    if roster.first >= start:
        message = _("The roster of {first} to {last} has no day before {start}, on which the new one begins.")
        yield Issue(
            "history-late",
            message.format(
                first=roster.first.isoformat(), last=roster.last.isoformat(), start=start.isoformat()
            ),
            _("Give an earlier roster with --history, or a later --start."),
            file,
        )
    if not any(key in index for key in roster.people):
        message = _("Nobody in this roster is among those rostered now.")
        yield Issue("history-strangers", message, _("Give a roster of the same people with --history."), file)


def _file_notices(roster: PastRoster, start: date, outdone: int) -> Iterator[Issue]:
    file = roster.source.file
    if outdone:
        message = _("{count} person-days stand in an earlier file of --history too: this file counts.")
        yield Issue("history-doubled", message.format(count=outdone), "", file)
    if roster.last >= start:
        message = _("The roster reaches to {last}: only its days before {start} count as history.")
        yield Issue(
            "history-reaches-in",
            message.format(last=roster.last.isoformat(), start=start.isoformat()),
            "",
            file,
        )
    if roster.most is None:
        message = _("Without a sheet “{sheet}” it is estimated how many home days were possible.")
        yield Issue("history-estimated", message.format(sheet=RECAP), "", file)


def _people_notices(past: Sequence[PastRoster], history: History, index: Index) -> Iterator[Issue]:
    gone = {key for roster in past for key in roster.people} - set(index)
    if gone:
        message = _("{count} people of the earlier rosters are not rostered now: their days do not count.")
        yield Issue("history-gone", message.format(count=len(gone)))
    leads = [rows[0] for rows in index.values()]
    has_history = np.any(history.known[leads], axis=1)
    cut = int((has_history & ~history.knows_first_week[leads]).sum())
    if cut:
        message = _(
            "Of {count} people not every day of the first week before the roster is known: it is cut for them."
        )
        yield Issue("history-cut", message.format(count=cut))
    new = int((~has_history).sum())
    if new:
        message = _("{count} people have no history: they start neutral.")
        yield Issue("history-new", message.format(count=new))
