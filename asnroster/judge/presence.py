"""Presence in the office: the emptiest agency-day, empty agency-days, how evenly days and people share home days."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from asnroster.domain.modes import Bools
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.measures import at_home, at_office, per_day, per_head, per_person, per_unit_day
from asnroster.judge.why import Causes
from asnroster.rules.kit.case import Case

FEWEST_PEOPLE = 2  # an agency of one is empty whenever its only member is at home


class AgencyDay(NamedTuple):
    """An agency on a day on which somebody of it is available.

    Attributes:
        agency: index of the unit at the top of the tree.
        by_policy: the policy itself puts everybody who is available at home that day.
    """

    agency: int
    day: int
    available: int
    office: int
    home: int
    by_policy: bool

    @property
    def share(self) -> Fraction:
        """The share in the office of those available."""
        return Fraction(self.office, self.available)


def agency_days(case: Case, roster: Roster) -> Iterator[AgencyDay]:
    """Every agency of two or more on every day on which somebody of it is available, agency by agency."""
    problem = case.problem
    ordered = ordered_home(case)
    masks = (problem.available, at_office(problem, roster), at_home(problem, roster), ordered)
    counts = [per_unit_day(problem, mask).tolist() for mask in masks]
    for agency in _agencies(problem):
        rows = zip(*(count[agency] for count in counts), strict=True)
        for day, (available, office, home, ordered_here) in enumerate(rows):
            if available:
                yield AgencyDay(agency, day, available, office, home, ordered_here == available)


def _agencies(problem: Problem) -> list[int]:
    return [
        index
        for index, unit in enumerate(problem.units)
        if unit.parent is None and len(problem.below[index]) >= FEWEST_PEOPLE
    ]


def ordered_home(case: Case) -> Bools:
    """(people, days): available days that orders or the policy itself put at home."""
    ordered: Bools = case.fixed_home.copy()
    for rule in case.rules:
        wanted = rule.ordered_home(case)
        if wanted is not None:
            ordered |= wanted
    return ordered & case.problem.available


def empty_agency_days(case: Case, roster: Roster) -> list[AgencyDay]:
    """Days on which an agency of two or more has somebody available and nobody in the office, by date."""
    empty = [one for one in agency_days(case, roster) if not one.office]
    return sorted(empty, key=lambda one: (one.day, one.agency))


def emptiest(case: Case, roster: Roster) -> AgencyDay | None:
    """The agency-day with the smallest share in the office; of equal ones the larger agency's, then the earlier.

    What the policy itself brings about comes last. None where no agency has two people.
    """
    return min(agency_days(case, roster), key=_emptiness, default=None)


def _emptiness(one: AgencyDay) -> tuple[bool, Fraction, int, int, int]:
    return one.by_policy and not one.office, one.share, -one.available, one.day, one.agency


class WeekdayShare(NamedTuple):
    """Home days on a weekday (0 = Monday), and on how many dates it was open to them."""

    weekday: int
    home: int
    dates: int

    @property
    def mean(self) -> Fraction:
        """Home days on each of its dates."""
        return Fraction(self.home, self.dates)


class Evenness(NamedTuple):
    """The evenness of home days.

    Attributes:
        weekdays: the weekdays on which somebody may choose, Monday first.
        people: those whom the rules leave at least one home day.
        least, most: the fewest and the most home days that one of them has.
        never: how many of them have none.
    """

    weekdays: tuple[WeekdayShare, ...]
    people: int
    least: int
    most: int
    never: int

    @property
    def ratio(self) -> Fraction | None:
        """The fullest weekday's mean over the emptiest one's; None where a weekday has none, or just one is open."""
        means = [one.mean for one in self.weekdays]
        return max(means) / min(means) if len(means) > 1 and min(means) else None


def evenness(case: Case, roster: Roster) -> Evenness:
    """The evenness of a roster's home days over weekdays and over the people who may have some."""
    problem = case.problem
    home = at_home(problem, roster)
    by_day, is_open = per_day(home).tolist(), np.any(case.free, axis=0).tolist()
    dates: dict[int, list[int]] = {}
    for day, date in enumerate(problem.horizon.dates):
        if is_open[day]:
            dates.setdefault(date.weekday(), []).append(by_day[day])
    weekdays = tuple(
        WeekdayShare(weekday, sum(dates[weekday]), len(dates[weekday])) for weekday in sorted(dates)
    )
    may = Causes(case).may
    heads = [rows[0] for rows in problem.stints.people if may[rows[0]]]
    mine = per_head(problem, per_person(home))[heads].tolist()
    return Evenness(weekdays, len(mine), min(mine, default=0), max(mine, default=0), mine.count(0))
