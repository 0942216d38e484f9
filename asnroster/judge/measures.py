"""Measures of a roster: person-days, shares, extremes, wishes. Each one is a small function.

Arrays follow the problem: people are rows, dates are columns. A mode written on an unavailable
day is no work of that day (the audit lists it as a misfit): it is counted nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import starmap

import numpy as np
import numpy.typing as npt

from asnroster.domain.groups import groups
from asnroster.domain.modes import HOME, OFFICE, Bools
from asnroster.domain.problem import Problem, Unit
from asnroster.domain.roster import Roster
from asnroster.judge.why import Causes, NeverHome
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case

Counts = npt.NDArray[np.int64]
MONDAY, FRIDAY = 0, 4


def at_office(problem: Problem, roster: Roster) -> Bools:
    """(people, days): who is in the office."""
    return problem.available & np.equal(roster.modes, OFFICE)


def at_home(problem: Problem, roster: Roster) -> Bools:
    """(people, days): who is at home."""
    return problem.available & np.equal(roster.modes, HOME)


def absent(problem: Problem) -> Bools:
    """(people, days): who would work that day but is absent."""
    return problem.working & ~problem.available


def per_person(mask: Bools) -> Counts:
    """(people,): on how many days the mask holds."""
    return np.asarray(mask.sum(axis=1), dtype=np.int64)


def per_day(mask: Bools) -> Counts:
    """(days,): for how many people the mask holds."""
    return np.asarray(mask.sum(axis=0), dtype=np.int64)


def per_unit_day(problem: Problem, mask: Bools, *, below: bool = True) -> Counts:
    """(units, days): for how many people of each unit with all ``below`` it the mask holds.

    Without ``below`` only the people placed in a unit directly count for it.
    """
    unit = np.array([person.unit for person in problem.people], dtype=np.int64)
    people, days = np.nonzero(mask)
    shape = (len(problem.units), problem.days)
    counts = np.bincount(unit[people] * problem.days + days, minlength=shape[0] * shape[1]).reshape(shape)
    if below:
        # Parents stand before their children, so from the end every sum is complete when passed on.
        for index in range(len(problem.units) - 1, -1, -1):
            parent = problem.units[index].parent
            if parent is not None:
                counts[parent] += counts[index]
    return counts


def share(part: int, rest: int) -> Fraction | None:
    """``part`` of the sum of both, exactly; None of nothing."""
    return Fraction(part, part + rest) if part + rest else None


def home_share(problem: Problem, roster: Roster) -> Fraction | None:
    """Home person-days of all person-days worked; None where nobody works."""
    return share(int(at_home(problem, roster).sum()), int(at_office(problem, roster).sum()))


def on_weekday(problem: Problem, mask: Bools, weekday: int) -> Counts:
    """(people,): on how many dates of that weekday (0 = Monday) the mask holds."""
    chosen = np.array([day.weekday() == weekday for day in problem.horizon.dates])
    return per_person(mask & chosen)


def wishes(case: Case) -> Counts:
    """(people,): free days that have a wish."""
    people, days, _modes = _wished(case)
    return np.bincount(people[case.free[people, days]], minlength=len(case.problem.people))


def wishes_met(case: Case, roster: Roster) -> Counts:
    """(people,): free days that have a wish and got the wished mode."""
    people, days, modes = _wished(case)
    met = case.free[people, days] & (roster.modes[people, days] == modes)
    return np.bincount(people[met], minlength=len(case.problem.people))


def _wished(case: Case) -> Counts:
    """(3, wishes): person, day and mode of every wish."""
    listed = [(wish.person, wish.day, wish.mode) for wish in case.problem.wishes]
    return np.array(listed, dtype=np.int64).reshape(-1, 3).T


def most_home_days(case: Case) -> Counts:
    """(people,) ``most(p)``: the most home days possible over the horizon."""
    return case.most_in_all


def rule_titles(rules: Sequence[Rule]) -> list[str]:
    """The titles of a case's rules; those alike are told apart by their scopes, or else by numbers."""
    titles = [rule.heading for rule in rules]
    unique = list(titles)
    for title, count in Counter(titles).items():
        same = [index for index, other in enumerate(titles) if other == title] if count > 1 else []
        scopes = [rules[index].scope_sentence() for index in same]
        apart = scopes if len(set(scopes)) == len(same) else [str(n) for n in range(1, len(same) + 1)]
        for index, words in zip(same, apart, strict=True):
            unique[index] = f"{title} ({words})" if words else title
    return unique


@dataclass(frozen=True, slots=True)
class PersonMeasures:
    """One person's figures, in days. ``reason`` tells why somebody is never at home; ``person`` is the first row."""

    person: int
    office: int
    home: int
    absent: int
    monday_home: int
    friday_home: int
    wishes: int
    wishes_met: int
    most_home: int
    reason: str


def people_measures(case: Case, roster: Roster) -> list[PersonMeasures]:
    """Every person's figures, in the order of the problem; stints add up, and the first one's row names the person."""
    problem = case.problem
    home = at_home(problem, roster)
    columns = (
        per_person(at_office(problem, roster)),
        per_person(home),
        per_person(absent(problem)),
        on_weekday(problem, home, MONDAY),
        on_weekday(problem, home, FRIDAY),
        wishes(case),
        wishes_met(case, roster),
    )
    figures = [per_head(problem, counts).tolist() for counts in columns]
    heads, home_days = [rows[0] for rows in problem.stints.people], figures[1]
    heads.sort()
    never = NeverHome(Causes(case), roster)
    reasons = ["" if home_days[row] else never.why(row) for row in heads]
    own = [[counts[row] for row in heads] for counts in (*figures, most_home_days(case).tolist())]
    return [*starmap(PersonMeasures, zip(heads, *own, reasons, strict=True))]


def per_head(problem: Problem, counts: Counts) -> Counts:
    """(rows,): at the first row of each person the sum over their stints, 0 at the others."""
    if not problem.stints.moved:
        return counts
    return np.bincount(problem.stints.lead, weights=counts, minlength=len(counts)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The first day of a horizon (index) with the lowest or highest count of people."""

    people: int
    day: int


@dataclass(frozen=True, slots=True)
class UnitMeasures:
    """A unit's figures: people, person-days, extremes over the days on which somebody is available.

    Attributes:
        unit: index of the unit; None for the whole government.
        placed: people placed in the unit directly.
        people, office, home: people and person-days of the unit with all below it.
        min_office: the sheet's Min WFO, people.
        max_home: people whom the sheet's Maks WFH % allows at home, rounded down.
    """

    unit: int | None
    placed: int
    people: int
    office: int
    home: int
    lowest_office: Extreme | None
    highest_office: Extreme | None
    highest_home: Extreme | None
    min_office: int | None = None
    max_home: int | None = None

    @property
    def home_share(self) -> Fraction | None:
        """Home person-days of all person-days worked."""
        return share(self.home, self.office)


def unit_measures(case: Case, roster: Roster) -> list[UnitMeasures]:
    """Every unit that has people, each with all below it, in the order of the tree (depth first)."""
    problem = case.problem
    masks = (at_office(problem, roster), at_home(problem, roster), problem.available)
    office, home, available = (per_unit_day(problem, mask) for mask in masks)
    return [
        _unit_row(problem, unit, office[unit], home[unit], available[unit])
        for unit in tree_order(problem)
        if problem.below[unit]
    ]


def total_measures(case: Case, roster: Roster) -> UnitMeasures:
    """The figures of the whole government."""
    problem = case.problem
    masks = (at_office(problem, roster), at_home(problem, roster), problem.available)
    return _unit_row(problem, None, *(per_day(mask) for mask in masks))


def _unit_row(
    problem: Problem, index: int | None, office: Counts, home: Counts, available: Counts
) -> UnitMeasures:
    unit = None if index is None else problem.units[index]
    people = problem.headcount if index is None else problem.stints.count(problem.below[index])
    return UnitMeasures(
        unit=index,
        placed=0 if index is None else problem.stints.count(problem.placed_in[index]),
        people=people,
        office=int(office.sum()),
        home=int(home.sum()),
        lowest_office=_extreme(-office, available),
        highest_office=_extreme(office, available),
        highest_home=_extreme(home, available),
        min_office=unit.min_office if unit else None,
        max_home=_allowed_home(unit, people),
    )


def _allowed_home(unit: Unit | None, people: int) -> int | None:
    allowed = unit.max_home_share if unit else None
    return None if allowed is None else int(allowed * people)


def _extreme(counts: Counts, available: Counts) -> Extreme | None:
    days = np.flatnonzero(available)
    if not len(days):
        return None
    day = int(days[np.argmax(counts[days])])
    return Extreme(abs(int(counts[day])), day)


def tree_order(problem: Problem) -> list[int]:
    """Units so that each is followed by all below it, siblings in their own order."""
    children: dict[int | None, list[int]] = {}
    for index, unit in enumerate(problem.units):
        children.setdefault(unit.parent, []).append(index)
    order: list[int] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        index = waiting.pop()
        order.append(index)
        waiting += children.get(index, [])[::-1]
    return order


@dataclass(frozen=True, slots=True)
class DayMeasures:
    """One date's figures: people in the office, at home, absent, and per building (office, home)."""

    day: int
    office: int
    home: int
    absent: int
    buildings: tuple[tuple[int, int], ...]

    @property
    def home_share(self) -> Fraction | None:
        """Home people of all who work that day."""
        return share(self.home, self.office)


def building_people(problem: Problem) -> dict[str, tuple[int, ...]]:
    """The people of each building, by its name."""
    everyone = range(len(problem.people))
    return {group.label: group.people for group in groups(problem, "building", everyone)}


def day_measures(case: Case, roster: Roster) -> list[DayMeasures]:
    """Every calendar date's figures; buildings in the order of :func:`building_people`."""
    problem = case.problem
    office, home = at_office(problem, roster), at_home(problem, roster)
    inside = [list(people) for people in building_people(problem).values()]
    by_building = [
        zip(per_day(office[people]).tolist(), per_day(home[people]).tolist(), strict=True)
        for people in inside
    ]
    buildings = zip(*by_building, strict=True) if by_building else ((),) * problem.days
    totals = (per_day(office), per_day(home), per_day(absent(problem)))
    return [
        *starmap(DayMeasures, zip(range(problem.days), *(t.tolist() for t in totals), buildings, strict=True))
    ]
