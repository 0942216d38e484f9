"""Fair shares: whom they are about, what history adds, what fixed days leave; and (counted anew) the amount for judging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from asnroster.domain.groups import Group
from asnroster.domain.modes import HOME, OFFICE
from asnroster.rules.kit.base import Counts, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Member


@dataclass(frozen=True, slots=True)
class PastShare:
    """(people,) twice: home days had before the horizon, and how many were possible."""

    home: Counts
    most: Counts


def eligible(case: Case, rule: Rule, group: Group) -> list[int]:
    """The people of a group who may be at home on some of the rule's dates, and are not kept in the office on all of them.

    One stuck person (a sole leader, the one clerk of a post) must not blind the rule to all others. Of a person who
    has several stints in the group the first row stands for all.
    """
    days, lead = case.days(rule), case.problem.stints.lead
    first = {lead[row]: row for row in reversed(group.people)}
    rows = np.array(sorted(first.values()))
    can = case.joined.not_kept[rows][:, days].any(axis=1) & (case.most_on(days)[rows] > 0)
    chosen: list[int] = rows[can].tolist()
    return chosen


def members_of(
    case: Case, people: Sequence[int], days: Sequence[int], possible: Counts, already: Counts
) -> list[Member]:
    """People as members of a sharing of their home days on these dates."""
    rows, counts = np.array(people, dtype=np.int64), np.zeros(case.problem.days, dtype=bool)
    counts[days] = True
    cells = case.days_of(rows, case.joined.available[rows] & counts).tuples()
    return list(zip(cells, possible[rows].tolist(), already[rows].tolist(), strict=True))


def past_share(case: Case, weekdays: frozenset[int] | None = None) -> PastShare:
    """What the history adds to a sharing; on weekdays, the days worked by whoever could be at home were possible.

    Effective dates play no part: the whole history counts.
    """
    history = case.problem.history
    if history is None:
        nothing = np.zeros(len(case.problem.people), dtype=np.int64)
        return PastShare(nothing, nothing)
    if weekdays is None:
        return PastShare(history.home_days, history.most)
    chosen = np.array([day.weekday() in weekdays for day in history.dates])
    worked = (history.available & chosen).sum(axis=1)
    return PastShare(((history.modes == HOME) & chosen).sum(axis=1), np.where(history.most > 0, worked, 0))


def least_left(case: Case, rule: Rule, people: Sequence[int], members: Sequence[Member], band: int) -> int:
    """What a hard sharing must allow: the least amount that fixed days and each person's own rules leave (posting side).

    A wish keeps nothing back: what fixed days cost is told as cost.
    """
    if not rule.hard:
        return 0
    fixed, most = case.fixed.modes.ravel(), case.most_on(case.days(rule))
    low, high, own = [], [], []
    for person, (cells, possible, already) in zip(people, members, strict=True):
        modes = fixed[list(cells)].tolist()
        at_home = modes.count(HOME)
        low.append(already + at_home)
        high.append(already + max(at_home, min(len(modes) - modes.count(OFFICE), int(most[person]))))
        own.append(possible)
    lowest, highest, shares = np.array(low), np.array(high), np.array(own, dtype=np.int64)
    largest = int(shares.max())
    least = []
    for t in range(largest + 1):
        fair = (2 * shares * t + largest) // (2 * largest)
        for a in range(band + 1):
            off = np.maximum(0, np.maximum(lowest - (fair + band - a), (fair - a) - highest))
            least.append(int((off * off).sum()))
    return min(least)


def least_off(
    possible: Sequence[int], ranges: Sequence[tuple[int, int]], band: int, *, power: int = 2
) -> int:
    """The amount of a sharing in which each count may lie anywhere in its range, the best way (judging side).

    Args:
        possible: what is possible for each.
        ranges: fewest and most of each; where they are equal that is the count.
        band: how far from the fair share, up and down together, nobody minds.
        power: of the distance.
    """
    largest, best = max(possible), None
    for t in range(largest + 1):
        fair = [round_half_up(own * t, largest) for own in possible]
        for down in range(band + 1):
            amount = 0
            for share, (fewest, most) in zip(fair, ranges, strict=True):
                amount += max(0, fewest - (share + band - down), share - down - most) ** power
                if best is not None and amount >= best:
                    break
            else:
                best = amount
    return best or 0


def round_half_up(part: int, whole: int) -> int:
    """``part / whole`` to the nearest whole number, halves up (judging side)."""
    count, rest = divmod(part, whole)
    return count + (1 if 2 * rest >= whole else 0)


def home_ranges(
    case: Case, rule: Rule, people: Sequence[int], days: Sequence[int], before: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """For each person the fewest and most home days in all, on these days and ``before`` them (judging side)."""
    most = case.most_on(case.days(rule))
    for person, had in zip(people, before, strict=True):
        modes = [case.joined.modes[person, day] for day in days if case.joined.available[person, day]]
        ordered, open_to_home = modes.count(HOME), len(modes) - modes.count(OFFICE)
        yield had + ordered, had + max(ordered, min(open_to_home, int(most[person])))
