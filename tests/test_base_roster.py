"""The roster in force against a problem: only people and days of both count."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from asnroster.domain.inputs import Source
from asnroster.errors import InputError
from asnroster.intake.rosters.previous import PastRoster, base_modes
from tests.build import problem


def in_force(first: date, rows: dict[str, list[int]]) -> PastRoster:
    """A roster from ``first`` on: 1 office, 0 home, -1 absent, -2 day off, -3 not told."""
    codes = np.array(list(rows.values()), dtype=np.int8)
    return PastRoster(Source("berlaku.xlsx", "ab" * 32), first, {key: n for n, key in enumerate(rows)}, codes)


@pytest.mark.parametrize(
    ("first", "rows", "expected"),
    [
        # It begins before the horizon (1 to 5 December), which cuts it; P9 has left, P1 is new.
        (date(2025, 11, 29), {"P9": [1] * 4, "P0": [1, 1, 0, 1]}, [[0, 1, -1, -1, -1], [-1] * 5]),
        # It begins within, and ends after it; leave and days off are neither.
        (date(2025, 12, 4), {"P1": [0, -1, 1], "P0": [-2, 1, 1]}, [[-1, -1, -1, -1, 1], [-1, -1, -1, 0, -1]]),
        # Rows stand in another order than the people.
        (date(2025, 12, 1), {"P1": [0] * 5, "P0": [1] * 5}, [[1] * 5, [0] * 5]),
    ],
)
def test_people_and_days_of_both(first: date, rows: dict[str, list[int]], expected: list[list[int]]) -> None:
    found = base_modes(in_force(first, rows), problem(2))
    assert found.tolist() == expected and found.dtype == np.int8 and not found.flags.writeable


@pytest.mark.parametrize(
    ("first", "rows"),
    [
        (date(2025, 11, 3), {"P0": [1] * 5}),
        (date(2025, 12, 6), {"P0": [1] * 5}),
        (date(2025, 12, 1), {"P9": [1] * 5}),
        (date(2025, 12, 1), {"P0": [-1] * 5}),
    ],
)
def test_a_roster_that_tells_nothing_is_refused(first: date, rows: dict[str, list[int]]) -> None:
    with pytest.raises(InputError) as raised:
        base_modes(in_force(first, rows), problem(2))
    (issue,) = raised.value.issues
    assert (issue.code, issue.file, issue.sheet) == ("base-elsewhere", "berlaku.xlsx", "--base")
