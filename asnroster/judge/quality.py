"""Measures of service, leadership, fairness and buildings. Each is a small function.

None of them asks a rule: every scenario is measured alike, whatever it demands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from asnroster.domain.calendar import MONDAY_TO_FRIDAY
from asnroster.domain.groups import fold, groups
from asnroster.domain.modes import UNDECIDED
from asnroster.domain.problem import Problem, ServicePost
from asnroster.domain.roster import Roster
from asnroster.judge.measures import (
    at_home,
    at_office,
    building_people,
    per_day,
    per_head,
    per_person,
)
from asnroster.judge.why import Causes, NeverHome
from asnroster.rules.kit.case import Case


def ordinary_days(problem: Problem) -> list[int]:
    """The ordinary working days: Monday to Friday and no holiday."""
    dates = enumerate(problem.horizon.dates)
    return [day for day, date in dates if problem.calendar.is_working(date, MONDAY_TO_FRIDAY)]


class PostDays(NamedTuple):
    """Days on which posts are open, and on how many of them the minimum was not there."""

    open: int
    short: int


class PostDay(NamedTuple):
    """A service post on a day on which it is open.

    Attributes:
        agency: the unit at the top of the tree.
        here: qualified people in the office.
        least: its stated minimum.
    """

    agency: int
    here: int
    least: int


def post_days(problem: Problem, roster: Roster) -> PostDays | None:
    """The days on which posts of sheet Layanan are open, and how many lack the stated minimum; None where no post is ever open."""
    days = each_post_day(problem, roster)
    return PostDays(len(days), sum(day.here < day.least for day in days)) if days else None


def each_post_day(problem: Problem, roster: Roster) -> list[PostDay]:
    """Every post on every day on which it is open, where its unit has people.

    A post is open on the working days of its unit, on its own weekdays. Qualified people who are absent count
    as missing, for the citizen at the counter does not ask why.
    """
    office, post_days = at_office(problem, roster), []
    for post in problem.posts:
        people = [p for p in problem.below[post.unit] if _serves(problem, p, post)]
        here = per_day(office[people]).tolist()
        days = _open_days(problem, post) if problem.below[post.unit] else []
        agency = problem.units[post.unit].agency
        post_days += [PostDay(agency, here[day], post.min_office) for day in days]
    return post_days


def _serves(problem: Problem, person: int, post: ServicePost) -> bool:
    return any(fold(service) == fold(post.service) for service in problem.people[person].services)


def _open_days(problem: Problem, post: ServicePost) -> list[int]:
    workdays = problem.units[post.unit].workdays
    return [
        day
        for day, date in enumerate(problem.horizon.dates)
        if date.weekday() in post.weekdays and problem.calendar.is_working(date, workdays)
    ]


def leader_gaps(problem: Problem, roster: Roster) -> int | None:
    """Agency-days without a leader in the office; None where nobody has an echelon.

    A day counts for an agency when it is a working day of one of its leaders, also if all are absent.
    """
    leaders = [p for p, person in enumerate(problem.people) if person.echelon]
    office = at_office(problem, roster)
    gaps = 0
    for group in groups(problem, "agency", leaders):
        people = list(group.people)
        gaps += int((problem.working[people].any(axis=0) & ~office[people].any(axis=0)).sum())
    return gaps if leaders else None


def eligible_home_days(case: Case, roster: Roster, weekdays: Collection[int] = range(7)) -> list[int]:
    """Home days on some weekdays (0 = Monday) of each person for whom the rules leave one home day at least."""
    chosen = np.array([day.weekday() in weekdays for day in case.problem.horizon.dates])
    days = per_head(case.problem, per_person(at_home(case.problem, roster) & chosen))
    may = Causes(case).may
    heads = [rows[0] for rows in case.problem.stints.people if may[rows[0]]]
    home_days: list[int] = days[heads].tolist()
    return home_days


def spread(days: Sequence[int]) -> int | None:
    """Largest less smallest; None of nobody."""
    return max(days) - min(days) if days else None


def gini(days: Sequence[int]) -> Fraction | None:
    """The Gini coefficient, exactly: 0 where all have as many, near 1 where one has all; None of nothing.

    The mean difference of two people, taken with everybody, over twice the mean.
    """
    whole, people = sum(days), len(days)
    if not whole:
        return None
    # Between neighbours of the sorted row, each step is met by every pair that it lies between.
    steps = (
        (later - sooner) * below * (people - below)
        for below, (sooner, later) in enumerate(pairwise(sorted(days)), start=1)
    )
    return Fraction(sum(steps), people * whole)


def never_home_reasons(case: Case, roster: Roster) -> dict[str, int]:
    """The reasons why people are never at home, each with their number, the commonest first.

    Several reasons of one person count together, whichever of them came first in the period.
    """
    home = per_head(case.problem, per_person(at_home(case.problem, roster)))
    heads = [rows[0] for rows in case.problem.stints.people]
    never = NeverHome(Causes(case), roster)
    texts = (never.why(person) for person in heads if not home[person])
    reasons = Counter("; ".join(sorted(reason.split("; "))) for reason in texts)
    return dict(sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0])))


def changed_days(problem: Problem, roster: Roster) -> int | None:
    """Person-days that are elsewhere than in the roster in force, where both tell; None without one."""
    if problem.base is None:
        return None
    both = problem.available & (problem.base != UNDECIDED) & (roster.modes != UNDECIDED)
    return int((both & (problem.base != roster.modes)).sum())


class Peak(NamedTuple):
    """The fullest that a building ever is."""

    building: str
    day: int
    people: int
    capacity: int

    @property
    def share(self) -> Fraction:
        """People of the capacity; over 1 where they are too many."""
        return Fraction(self.people, self.capacity)


def building_peak(problem: Problem, roster: Roster) -> Peak | None:
    """The fullest day of the fullest building, by share of its capacity; None where no capacity is known."""
    inside = {fold(name): list(people) for name, people in building_people(problem).items()}
    office = at_office(problem, roster)
    peaks = []
    for building in problem.buildings:
        if building.capacity and (people := inside.get(fold(building.name))):
            counts = per_day(office[people])
            day = int(counts.argmax())
            peaks.append(Peak(building.name, day, int(counts[day]), building.capacity))
    return max(peaks, key=lambda peak: peak.share, default=None)


def closed_building_days(problem: Problem, roster: Roster) -> int | None:
    """Building-days with nobody in the office, on ordinary working days; None where no building is known."""
    inside, days = building_people(problem), ordinary_days(problem)
    office = at_office(problem, roster)
    closed = sum(int((per_day(office[list(people)])[days] == 0).sum()) for people in inside.values())
    return closed if inside else None
