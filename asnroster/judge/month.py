"""A person's whole period: what decided each day, weekly totals against the rules, wishes, fairness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from asnroster.domain.groups import Per, groups
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Wish
from asnroster.domain.roster import Roster
from asnroster.judge.measures import per_head
from asnroster.judge.reasons import Check, DayState, Effects, Lens, day_state
from asnroster.judge.why import Causes, NeverHome
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import sub_case


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week of a person: days in the office, at home, absent; the rules' figures for it."""

    week: int
    office: int
    home: int
    absent: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Home days as a share of those possible, next to the others of a group who may be at home at all.

    Attributes:
        group: what users call the group.
        people: how many of it may be at home at all.
        home, most: the person's home days, and the most that were possible.
        least, mean, largest: shares over the people of the group.
        rank: how many of them have a larger share, plus one.
    """

    group: str
    people: int
    home: int
    most: int
    least: Fraction
    mean: Fraction
    largest: Fraction
    rank: int


@dataclass(frozen=True)
class Month:
    """All that is to be said of one person's period.

    Attributes:
        effects: for each free day that is decided, what the other mode would do.
        most: the most home days possible, under the rules about the person alone.
        wishes: wishes on available days, and whether each is met; None where a rule forbids it.
        never: why somebody is never at home; empty for all others.
    """

    person: int
    days: tuple[DayState, ...]
    effects: dict[int, Effects]
    weeks: tuple[Week, ...]
    office: int
    home: int
    most: int
    wishes: tuple[tuple[Wish, bool | None], ...]
    standing: Standing | None
    never: str


def month(case: Case, roster: Roster, person: int) -> Month:
    """A person's period in a roster."""
    lens, causes = Lens(case, roster, person), Causes(case)
    problem = case.problem
    holds = problem.stints.row_on[person].tolist()
    days = tuple(day_state(causes, roster, holds[day], day) for day in range(problem.days))
    open_days = [state.day for state in days if state.kind == "free" and state.found is None]
    modes, available = problem.stints.joined(roster.modes)[person], case.joined.available[person]
    return Month(
        person=person,
        days=days,
        effects={day: lens.effects(day) for day in open_days},
        weeks=tuple(_weeks(case, roster, person, lens.checks())),
        office=int((available & (modes == OFFICE)).sum()),
        home=int((available & (modes == HOME)).sum()),
        most=int(case.most_in_all[person]),
        wishes=tuple(_wishes(causes, roster, person)),
        standing=_standing(causes, roster, person),
        never=NeverHome(causes, roster).why(person),
    )


def _weeks(case: Case, roster: Roster, person: int, checks: list[Check]) -> Iterator[Week]:
    problem, modes = case.problem, case.problem.stints.joined(roster.modes)[person]
    for week, dates in enumerate(problem.horizon.weeks):
        days = list(dates)
        here = case.joined.available[person, days]
        away = case.joined.working[person, days] & ~here
        if not here.any() and not away.any():
            continue
        yield Week(
            week,
            int((here & (modes[days] == OFFICE)).sum()),
            int((here & (modes[days] == HOME)).sum()),
            int(away.sum()),
            tuple(check for check in checks if check.where.week == week),
        )


def _wishes(causes: Causes, roster: Roster, person: int) -> Iterator[tuple[Wish, bool | None]]:
    problem = causes.case.problem
    for wish in sorted(problem.wishes, key=lambda wish: wish.day):
        mine, day = problem.stints.row_on[person, wish.day], wish.day
        if wish.person != mine or not problem.available[mine, day]:
            continue
        yield wish, None if causes.forbids(wish) else int(roster.modes[mine, day]) == wish.mode


def _standing(causes: Causes, roster: Roster, person: int) -> Standing | None:
    """Next to the group of the scenario's first fairness rule about the person, else to the agency."""
    case = causes.case
    fair = [rule for rule in case.rules if rule.shares_home_days and case.scope[case.index(rule), person]]
    per: Per = getattr(fair[0], "per", "agency") if fair else "agency"
    label, members = _members(case, person, per)
    # Whoever has stints elsewhere too is looked at as a whole.
    stints = case.problem.stints
    rows = sorted({row for member in members for row in stints.of[member]})
    small = sub_case(case, rows)
    most = small.most_in_all
    days = np.count_nonzero(small.problem.available & (roster.modes[rows] == HOME), axis=1)
    home = per_head(small.problem, days)
    heads = {stints.lead[rows[one[0]]]: one[0] for one in small.problem.stints.people}
    shares = {p: Fraction(int(home[i]), int(most[i])) for p, i in heads.items() if most[i] and causes.may[p]}
    person = stints.lead[person]
    if person not in shares:
        return None
    mine = heads[person]
    return Standing(
        group=label,
        people=len(shares),
        home=int(home[mine]),
        most=int(most[mine]),
        least=min(shares.values()),
        mean=sum(shares.values(), Fraction()) / len(shares),
        largest=max(shares.values()),
        rank=1 + sum(share > shares[person] for share in shares.values()),
    )


def _members(case: Case, person: int, per: Per) -> tuple[str, list[int]]:
    """The smallest group of a kind that has the person in it."""
    all_groups = groups(case.problem, per, range(len(case.problem.people)))
    mine = [group for group in all_groups if person in group.people]
    if not mine:
        return _members(case, person, "agency")
    smallest = min(mine, key=lambda group: len(group.people))
    return smallest.label, list(smallest.people)
