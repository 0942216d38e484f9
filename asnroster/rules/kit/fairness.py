"""Fair shares: targets for posting, and (counted anew) the spread for judging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from asnroster.domain.problem import HOME, OFFICE
from asnroster.rules.kit.base import Counts, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Member


@dataclass(frozen=True, slots=True)
class PastShare:
    """(people,) twice: home days had before the horizon, and how many were possible."""

    home: Counts
    most: Counts


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


def bound_left(case: Case, rule: Rule, at_most: int, members: Mapping[int, Member]) -> int:
    """``at_most``, or for a hard rule what the past leaves possible where that is more (posting side).

    A wish keeps its figure: what the past costs is told as cost.
    """
    if case.problem.history is None or not rule.hard:
        return at_most
    fixed = case.fixed.modes.ravel()
    over, under = [], []
    for person, (cells, goals, already) in members.items():
        least = already + sum(fixed[cell] == HOME for cell in cells)
        reach = sum(fixed[cell] != OFFICE for cell in cells)
        most = already + min(reach, int(case.most_in_all[person]))
        over.append([max(0, least - goal) for goal in goals])
        under.append([max(0, goal - most) for goal in goals])
    apart = np.max(over, axis=0) + np.max(under, axis=0)
    return max(at_most, int(apart.min()))


def targets(possible: Sequence[int]) -> list[tuple[int, ...]]:
    """For each person the fair number of home days for T = 0..M, M the largest of ``possible``.

    target(p, T) = round-half-up(possible(p) * T / M).
    """
    largest = max(possible)
    return [tuple((2 * own * t + largest) // (2 * largest) for t in range(largest + 1)) for own in possible]


def spread(home: Sequence[int], possible: Sequence[int]) -> int:
    """The least, over T, of the largest surplus plus the largest shortage against everybody's share."""
    largest = max(possible)
    best = None
    for t in range(largest + 1):
        surplus = shortage = 0
        for days, own in zip(home, possible, strict=True):
            whole, rest = divmod(own * t, largest)
            fair = whole + (1 if 2 * rest >= largest else 0)
            surplus, shortage = max(surplus, days - fair), max(shortage, fair - days)
        best = surplus + shortage if best is None else min(best, surplus + shortage)
    return best or 0


def home_ranges(
    case: Case, people: Sequence[int], days: Sequence[int], before: Sequence[int]
) -> list[tuple[int, int]]:
    """For each person the fewest and most home days in all, on these days and ``before`` them (judging side)."""
    ranges = []
    for person, had in zip(people, before, strict=True):
        modes = [case.fixed.modes[person, day] for day in days if case.problem.available[person, day]]
        could = min(len(modes) - modes.count(OFFICE), int(case.most_in_all[person]))
        ranges.append((had + modes.count(HOME), had + could))
    return ranges


def nearest_spread(possible: Sequence[int], ranges: Sequence[tuple[int, int]]) -> int:
    """The least spread of all rosters in which each person's home days lie in a range (judging side)."""
    largest = max(possible)
    found = []
    for t in range(largest + 1):
        fair = [int(Fraction(own * t, largest) + Fraction(1, 2)) for own in possible]
        near = [min(max(share, low), high) for share, (low, high) in zip(fair, ranges, strict=True)]
        off = [days - share for days, share in zip(near, fair, strict=True)]
        found.append(max(0, *off) - min(0, *off))
    return min(found)
