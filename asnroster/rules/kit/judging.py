"""What audits share: looking at many cells at once. Nothing of it is used in posting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from asnroster.domain.calendar import Workdays, is_usual, weekdays_of
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED, Bools
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Counts, Rule
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


def days_per_person(mask: Bools, days: Sequence[int]) -> list[int]:
    """(people,): on how many of these days the (people, days) mask holds."""
    counts: list[int] = np.count_nonzero(mask[:, days], axis=1).tolist()
    return counts


def usual_days(pattern: Workdays, dates: Iterable[date]) -> int:
    """How many of these dates are usual working days."""
    return sum(is_usual(pattern, day) for day in dates)


@dataclass(frozen=True, slots=True)
class JudgedWeek:
    """A week as far as a rule is in force in it, and for whom: one row of each person who has an available day in it.

    Attributes:
        week: its index.
        days: its dates on which the rule is in force.
        people: rows in the rule's scope, ascending; what follows has an entry for each.
        full: usual working days of the whole week.
        part: those of them that lie inside, or before the horizon where these are known.
        had_home, had_office: days before the horizon, where the whole week is known.
    """

    week: int
    days: tuple[int, ...]
    people: Counts
    full: Counts
    part: Counts
    had_home: Counts
    had_office: Counts

    def count(self, mask: Bools) -> Counts:
        """On how many of the week's days a (people, days) mask holds for each."""
        return np.asarray(np.count_nonzero(mask[self.people][:, self.days], axis=1), dtype=np.int64)


def judged_weeks(case: Case, rule: Rule) -> Iterator[JudgedWeek]:
    """The weeks in which a rule about people's weeks is in force.

    Whoever serves throughout without a known week before the horizon is like all others of the same weekdays: only
    the rest are looked at one by one.
    """
    problem, history = case.problem, case.problem.history
    scope, available = case.scope[case.index(rule)], case.joined.available
    patterns = {pattern: at for at, pattern in enumerate(case.patterns)}
    pattern_of = np.array([patterns[person.workdays] for person in problem.people], dtype=np.int64)
    single = np.array(
        [
            len(rows) == 1 and person.starts is None and person.ends is None
            for person, rows in zip(problem.people, problem.stints.of, strict=True)
        ],
        dtype=bool,
    )
    for week, days in case.weeks(rule):
        usual, here = UsualWeek(case, days), scope & available[:, days].any(axis=1)
        own = here & ~single
        for row in np.flatnonzero(own).tolist():
            here[row] = speaks_for_week(case, row, days)
        if history is not None and week == 0:
            own |= history.knows_first_week
        full, part = (np.array(of)[pattern_of] for of in usual.of_patterns(patterns))
        home, office = np.zeros_like(full), np.zeros_like(full)
        for row in np.flatnonzero(own & here).tolist():
            past = days_before(case, rule, row, week)
            full[row], part[row] = usual.of(row, past)
            had = list(past.values())
            home[row], office[row] = had.count(HOME), had.count(OFFICE)
        people = np.flatnonzero(here)
        yield JudgedWeek(week, tuple(days), people, full[people], part[people], home[people], office[people])


def speaks_for_week(case: Case, row: int, days: Sequence[int]) -> bool:
    """Whether this row is the person's first one in service on any of these days."""
    rows = case.problem.stints.of[row]
    if len(rows) == 1:
        return True
    serving = [[mine for mine in rows if case.problem.in_service[mine, day]] for day in days]
    return next((mine[0] for mine in serving if mine), None) == row


class UsualWeek:
    """How many usual working days a week has in all (``full``) and inside, on these dates of the horizon."""

    def __init__(self, case: Case, days: Sequence[int]) -> None:
        self._problem = case.problem
        self._dates = [case.problem.horizon.dates[day] for day in days]
        self._whole = {pattern: usual_days(pattern, self._dates) for pattern in case.patterns}

    def of_patterns(self, patterns: Iterable[Workdays]) -> tuple[list[int], list[int]]:
        """``full`` and the part inside by each pattern, of whoever serves throughout."""
        listed = list(patterns)
        full = [len(weekdays_of(pattern, self._dates[0])) for pattern in listed]
        return full, [self._whole[pattern] for pattern in listed]

    def of(self, row: int, past: Mapping[date, int]) -> tuple[int, int]:
        """``full`` and the part inside by the pattern of a row; ``past``: where its person was before, as far as known."""
        pattern = self._problem.people[row].workdays
        stints = [self._problem.people[mine] for mine in self._problem.stints.of[row]]
        full = len(weekdays_of(pattern, self._dates[0]))
        if len(stints) == 1 and stints[0].starts is None and stints[0].ends is None:
            return full, self._whole[pattern] + usual_days(pattern, past)
        inside = [day for day in self._dates if any(one.serves_on(day) for one in stints)]
        days_before = [
            day
            for day, mode in past.items()
            if mode != UNDECIDED or any(one.serves_on(day) for one in stints)
        ]
        return full, usual_days(pattern, [*days_before, *inside])


def weekdays_worked(problem: Problem, people: Sequence[int], days: Sequence[int]) -> set[int]:
    """The weekdays on which somebody of these people, of those in service on any of these days, usually works."""
    dates = [problem.horizon.dates[day] for day in days]
    serving = [problem.people[p] for p in people if any(problem.people[p].serves_on(day) for day in dates)]
    return {weekday for person in serving for weekday in weekdays_of(person.workdays, dates[0])}


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


def days_told(case: Case, rule: Rule, roster: Roster, person: int) -> list[tuple[int, int, bool]]:
    """Day, where the person was, and whether it was for this roster to decide, of every working day; -1 is the last before."""
    history = case.problem.history
    days: list[tuple[int, int, bool]] = []
    for back, when in enumerate(reversed(history.dates) if history is not None else (), start=1):
        begun = rule.from_ is None or rule.from_ <= when
        if history is not None and begun and history.working[person, -back]:
            days.insert(0, (-back, int(history.modes[person, -back]), False))
    for day in case.days(rule):
        for row in case.problem.stints.of[person]:
            if case.problem.working[row, day]:
                days.append((day, int(roster.modes[row, day]), bool(case.free[row, day])))
    return days
