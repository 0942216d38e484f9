"""Service of a roster to those who come to the office, for the government and for each agency."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from asnroster.domain.groups import fold
from asnroster.domain.modes import Bools
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.measures import at_home, at_office, building_people, share, wishes, wishes_met
from asnroster.judge.quality import each_post_day, ordinary_days
from asnroster.judge.savings import agency_savings
from asnroster.judge.studied import Reached
from asnroster.rules.kit.case import Case
from asnroster.scenario.savings import Assumption


def reached(
    case: Case, roster: Roster, assumptions: Mapping[str, Assumption] | None = None
) -> Mapping[int | None, Reached]:
    """The figures of the government (None) and of each agency that has people, by its unit.

    Args:
        case: the staff and its rules.
        roster: who is where.
        assumptions: assumptions on savings; the usual ones hold for the rest.
    """
    problem = case.problem
    office, home = at_office(problem, roster), at_home(problem, roster)
    wished_days, met = wishes(case), wishes_met(case, roster)
    posts = each_post_day(problem, roster)
    by_unit = {}
    for unit, saved in agency_savings(problem, roster, assumptions or {}).items():
        people = list(range(len(problem.people)) if unit is None else problem.below[unit])
        days = [day for day in posts if unit in (None, day.agency)]
        at, wished = int(home[people].sum()), int(wished_days[people].sum())
        by_unit[unit] = Reached(
            home_share=share(at, int(office[people].sum())),
            service=_of(sum(day.here >= day.least for day in days), len(days)),
            spare=_of(sum(day.here > day.least for day in days), len(days)),
            lowest=_lowest(problem, office[people], problem.available[people]),
            wishes=_of(int(met[people].sum()), wished),
            saved=saved,
        )
    return by_unit


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
    ordinary = ordinary_days(problem)
    here, working = office.sum(axis=0)[ordinary].tolist(), available.sum(axis=0)[ordinary].tolist()
    return min((Fraction(o, w) for o, w in zip(here, working, strict=True) if w), default=None)
