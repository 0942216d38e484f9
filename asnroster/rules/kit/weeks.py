"""Posting side of weekly bounds: what of people's weeks lies inside, and what it leaves possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from asnroster.domain.calendar import Workdays, weekdays_of
from asnroster.domain.lists import Ints, Lists, bounds_of
from asnroster.domain.modes import HOME, OFFICE, Bools
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import PersonRows


@dataclass(frozen=True, slots=True)
class RuleWeek:
    """An ISO week as far as a rule is in force in it.

    Attributes:
        week: its index in the horizon.
        days: its dates inside the horizon.
        weekdays: their weekdays.
        begins: the first of these dates.
        before: its dates before the horizon, as indices into the history; empty without one.
    """

    week: int
    days: tuple[int, ...]
    weekdays: tuple[int, ...]
    begins: date
    before: tuple[int, ...] = ()


def rule_weeks(case: Case, rule: Rule) -> tuple[RuleWeek, ...]:
    """The weeks in which a rule is in force."""
    index = case.index(rule)
    if index not in case.rule_weeks:
        case.rule_weeks[index] = _rule_weeks(case, rule)
    weeks: tuple[RuleWeek, ...] = case.rule_weeks[index]
    return weeks


def _rule_weeks(case: Case, rule: Rule) -> tuple[RuleWeek, ...]:
    history = case.problem.history
    before: tuple[int, ...] = ()
    if history is not None:
        force = rule.in_force_on(history.dates)
        before = tuple(day for day in history.first_week if force[day])
    dates = case.problem.horizon.dates
    return tuple(
        RuleWeek(
            week,
            tuple(days),
            tuple(dates[day].weekday() for day in days),
            dates[days[0]],
            before if week == 0 else (),
        )
        for week, days in case.weeks(rule)
    )


class PersonWeeks(NamedTuple):
    """Weeks of single persons as far as a rule sees them, in columns; days known from the history are decided.

    Attributes:
        person: the row that speaks for the person in each week: scope and ``full`` are those of the first stint inside.
        week: its index in the horizon.
        cells: the days to decide, as person-days.
        full: usual working days in the whole week, holidays included.
        usual: those of them in the part of the week that counts (``s``).
        fixed_home, fixed_office: how many days are decided beforehand, known ones included.
        past_home, past_office: how many of these lie before the horizon.
    """

    person: Ints
    week: Ints
    cells: Lists
    full: Ints
    usual: Ints
    fixed_home: Ints
    fixed_office: Ints
    past_home: Ints
    past_office: Ints

    def of(self, people: Sequence[int], week: int | None = None) -> PersonWeeks:
        """The weeks of these people alone, or their one week of this index."""
        mine = np.isin(self.person, np.array(people, dtype=np.int64))
        which = np.flatnonzero(mine if week is None else mine & (self.week == week))
        columns: list[Any] = [
            column.among(which) if isinstance(column, Lists) else column[which] for column in self
        ]
        return PersonWeeks(*columns)

    @property
    def present(self) -> Ints:
        """Days on which the person works, known ones included."""
        return self.cells.sizes + self.past_home + self.past_office

    @property
    def cut(self) -> Bools:
        """Whether the horizon or effective dates cut the week."""
        return self.usual < self.full

    def ceil_part(self, count: Ints) -> Ints:
        """A whole week's minimum for the part inside, rounded up."""
        return -(-count * self.usual // np.maximum(1, self.full))

    def floor_part(self, count: Ints | int) -> Ints:
        """A whole week's figure for the part inside, rounded down."""
        return count * self.usual // np.maximum(1, self.full)

    def days(self, case: Case) -> list[tuple[int, ...]]:
        """The dates to decide of each week."""
        return self.cells._replace(numbers=self.cells.numbers % case.problem.days).tuples()

    def rows(self, mode: int, least: Ints | None, most: Ints | None) -> PersonRows:
        """Bounds on the days to decide of each week that have a mode."""
        past = self.past_office if mode == OFFICE else self.past_home
        return PersonRows(mode, self.cells, least, most, self.person, week=self.week, past=past)


def person_weeks(case: Case, rule: Rule) -> PersonWeeks:
    """Everybody's weeks in which a rule is in force, person by person; rules in force on the same days share them."""
    weeks = rule_weeks(case, rule)
    if weeks not in case.person_weeks:
        case.person_weeks[weeks] = _person_weeks(case, weeks)
    of_people: PersonWeeks = case.person_weeks[weeks]
    return of_people


def _person_weeks(case: Case, weeks: Sequence[RuleWeek]) -> PersonWeeks:
    joined, stints, history = case.joined, case.problem.stints, case.problem.history
    days = np.array([day for week in weeks for day in week.days], dtype=np.int64)
    bounds = bounds_of(np.array([len(week.days) for week in weeks], dtype=np.int64))

    def by_week(mask: Bools) -> Ints:
        counts = np.zeros((len(mask), len(days) + 1), dtype=np.int64)
        np.cumsum(mask[:, days], axis=1, out=counts[:, 1:])
        return np.diff(counts[:, bounds], axis=1)

    full, usual = (figures[case.pattern_of] for figures in _usual_days(case.patterns, weeks))
    for row in joined.dated:
        serves, workdays = joined.in_service[row], case.problem.people[row].workdays
        for n, week in enumerate(weeks):
            mine = weekdays_of(workdays, week.begins)
            dated = zip(week.days, week.weekdays, strict=True)
            usual[row, n] = sum(bool(serves[day]) and weekday in mine for day, weekday in dated)
    past_home, past_office = np.zeros_like(usual), np.zeros_like(usual)
    for n, week in enumerate(weeks):
        if history is not None and week.before:
            before, has_first_week = list(week.before), history.knows_first_week
            modes = history.modes[:, before]
            past_home[has_first_week, n] = np.count_nonzero(modes == HOME, axis=1)[has_first_week]
            past_office[has_first_week, n] = np.count_nonzero(modes == OFFICE, axis=1)[has_first_week]
            weekdays = [history.dates[day].weekday() for day in before]
            works = np.array(
                [
                    [weekday in weekdays_of(workdays, week.begins) for weekday in weekdays]
                    for workdays in case.patterns
                ]
            )
            counted = history.serves[:, before] & works[case.pattern_of]
            usual[has_first_week, n] += np.count_nonzero(counted, axis=1)[has_first_week]
    speaks = np.ones(usual.shape, dtype=bool)
    for row in (row for rows in stints.moved for row in rows):
        speaks[row] = [case.leads(row, week.days) for week in weeks]
    to_decide = np.zeros_like(joined.available)
    to_decide[:, days] = joined.available[:, days] & np.repeat(speaks, np.diff(bounds), axis=1)
    person, nth = np.nonzero(speaks)
    cells = case.days_of(np.arange(len(speaks)), to_decide)
    return PersonWeeks(
        person=person,
        week=np.array([week.week for week in weeks], dtype=np.int64)[nth],
        cells=Lists(cells.numbers, bounds_of(by_week(joined.available)[speaks])),
        full=full[speaks],
        usual=usual[speaks],
        fixed_home=(by_week(joined.fixed_home) + past_home)[speaks],
        fixed_office=(by_week(joined.fixed_office) + past_office)[speaks],
        past_home=past_home[speaks],
        past_office=past_office[speaks],
    )


def _usual_days(patterns: Sequence[Workdays], weeks: Sequence[RuleWeek]) -> tuple[Ints, Ints]:
    """(patterns, weeks) twice: usual working days of the whole week, and of its dates inside."""
    full, inside = (np.zeros((len(patterns), len(weeks)), dtype=np.int64) for _ in range(2))
    for p, workdays in enumerate(patterns):
        for n, week in enumerate(weeks):
            usual = weekdays_of(workdays, week.begins)
            full[p, n], inside[p, n] = len(usual), sum(day in usual for day in week.weekdays)
    return full, inside
