"""What a roster gives to those who come to the office, for the government and for each agency."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from asnroster.domain.calendar import MONDAY_TO_FRIDAY
from asnroster.domain.groups import fold
from asnroster.domain.problem import Bools, Problem
from asnroster.domain.roster import Roster
from asnroster.judge.measures import at_home, at_office, building_people, share, wishes, wishes_met
from asnroster.judge.studied import Reached
from asnroster.rules.kit.case import Case


def reached(case: Case, roster: Roster) -> Mapping[int | None, Reached]:
    """The figures of the government (None) and of each agency that has people, by its unit."""
    problem = case.problem
    office, home = at_office(problem, roster), at_home(problem, roster)
    asked, met = wishes(case), wishes_met(case, roster)
    posts = post_days(problem, office)
    agencies = [u for u, unit in enumerate(problem.units) if unit.parent is None and problem.below[u]]
    found = {}
    for unit in (None, *agencies):
        people = list(range(len(problem.people)) if unit is None else problem.below[unit])
        days = [day for agency, *day in posts if unit in (None, agency)]
        at, wished = int(home[people].sum()), int(asked[people].sum())
        found[unit] = Reached(
            home_share=share(at, int(office[people].sum())),
            service=_of(sum(here >= least for here, least in days), len(days)),
            spare=_of(sum(here > least for here, least in days), len(days)),
            lowest=_lowest(problem, office[people], problem.available[people]),
            wishes=_of(int(met[people].sum()), wished),
        )
    return found


def post_days(problem: Problem, office: Bools) -> list[tuple[int, int, int]]:
    """For each service post and day on which it opens: its agency, qualified people there, its minimum."""
    found = []
    for post in problem.posts:
        unit = problem.units[post.unit]
        serves = fold(post.service)
        crew = [
            p for p in problem.below[post.unit] if serves in {fold(s) for s in problem.people[p].services}
        ]
        here = office[crew].sum(axis=0).tolist()
        for day, when in enumerate(problem.horizon.dates):
            if when.weekday() in post.weekdays and problem.calendar.is_working(when, unit.workdays):
                found.append((unit.agency, here[day], post.min_office))
    return found


def overfull(case: Case, roster: Roster) -> int:
    """Building-days on which more people are in than the sheet Gedung allows."""
    office = at_office(case.problem, roster)
    capacity = {fold(building.name): building.capacity for building in case.problem.buildings}
    return sum(
        int((office[list(people)].sum(axis=0) > capacity[fold(name)]).sum())
        for name, people in building_people(case.problem).items()
        if fold(name) in capacity
    )


def _of(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _lowest(problem: Problem, office: Bools, available: Bools) -> Fraction | None:
    ordinary = np.array([problem.calendar.is_working(day, MONDAY_TO_FRIDAY) for day in problem.horizon.dates])
    here, working = office.sum(axis=0)[ordinary].tolist(), available.sum(axis=0)[ordinary].tolist()
    return min((Fraction(o, w) for o, w in zip(here, working, strict=True) if w), default=None)
