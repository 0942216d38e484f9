"""Posting side of weekly bounds: what of a person's week lies inside, and what it leaves possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from asnroster.domain.calendar import weekdays_of
from asnroster.domain.problem import HOME, OFFICE
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import AWAY, Case


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


def rule_weeks(case: Case, rule: Rule) -> list[RuleWeek]:
    """The weeks in which a rule is in force."""
    history = case.problem.history
    before: tuple[int, ...] = ()
    if history is not None:
        force = rule.in_force_on(history.dates)
        before = tuple(day for day in history.first_week if force[day])
    dates = case.problem.horizon.dates
    return [
        RuleWeek(
            week,
            tuple(days),
            tuple(dates[day].weekday() for day in days),
            dates[days[0]],
            before if week == 0 else (),
        )
        for week, days in case.weeks(rule)
    ]


def weeks_led(case: Case, row: int, weeks: Sequence[RuleWeek]) -> Sequence[RuleWeek]:
    """The weeks in which a row speaks for its person: scope and ``full`` are those of the first stint inside."""
    if len(case.problem.stints.of[row]) == 1:
        return weeks
    return [week for week in weeks if case.leads(row, week.days)]


class PersonWeek(NamedTuple):
    """One person's week as far as a rule sees it; days known from the history are decided.

    Attributes:
        full: usual working days in a whole week, holidays included.
        usual: those of them in the part of the week that counts (``s``).
        available: the days to decide.
        fixed_home, fixed_office: how many days are decided beforehand, known ones included.
        past_home, past_office: how many of these lie before the horizon.
    """

    full: int
    usual: int
    available: tuple[int, ...]
    fixed_home: int
    fixed_office: int
    past_home: int = 0
    past_office: int = 0

    @property
    def present(self) -> int:
        """Days on which the person works, known ones included."""
        return len(self.available) + self.past_home + self.past_office

    @property
    def cut(self) -> bool:
        """Whether the horizon or effective dates cut the week."""
        return self.usual < self.full

    def ceil_part(self, count: int) -> int:
        """A whole week's minimum for the part inside, rounded up."""
        return -(-count * self.usual // self.full)

    def floor_part(self, count: int) -> int:
        """A whole week's figure for the part inside, rounded down."""
        return count * self.usual // self.full


def person_week(case: Case, person: int, week: RuleWeek) -> PersonWeek:
    """A person's part of a week, with the days before the horizon where all of them are known.

    Args:
        case: the problem under its rules.
        person: the row that speaks for the person in this week (:func:`weeks_led`).
        week: the week as far as the rule is in force in it.
    """
    key = person, week.week, week.days, week.before
    known: PersonWeek | None = case.person_weeks.get(key)
    if known is None:
        known = case.person_weeks[key] = _person_week(case, person, week)
    return known


def _person_week(case: Case, person: int, week: RuleWeek) -> PersonWeek:
    problem = case.problem
    workdays = weekdays_of(problem.people[person].workdays, week.begins)
    states = case.joined.states[person]
    available = tuple([day for day in week.days if states[day] != AWAY])
    fixed = [states[day] for day in available]
    if person in case.joined.dated:
        serves = case.joined.in_service[person]
        usual = sum(bool(serves[d]) and w in workdays for d, w in zip(week.days, week.weekdays, strict=True))
    else:
        usual = sum(map(workdays.__contains__, week.weekdays))
    past: Sequence[int] = ()
    history = problem.history
    if history is not None and week.before and history.knows_first_week[person]:
        past = history.modes[person, list(week.before)].tolist()
        counted = [history.dates[day] for day in week.before if history.serves[person, day]]
        usual += sum(day.weekday() in workdays for day in counted)
    home, office = past.count(HOME), past.count(OFFICE)
    return PersonWeek(
        full=len(workdays),
        usual=usual,
        available=available,
        fixed_home=home + fixed.count(HOME),
        fixed_office=office + fixed.count(OFFICE),
        past_home=home,
        past_office=office,
    )
