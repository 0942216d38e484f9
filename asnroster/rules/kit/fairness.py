"""Fair shares: targets for posting, and (counted anew) the spread for judging."""

from __future__ import annotations

from collections.abc import Sequence


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
