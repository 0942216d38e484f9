"""Stints: which rows of a problem are one person, and which of them holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt


class Stints:
    """The rows of each person. Most people have one row; whoever moves has one for each stint.

    Attributes:
        people: for each person their rows, in the order of time; people in the order of their first rows.
        moved: those alone who have several.
        lead: for each row the first row in time of the same person, which stands for the person.
    """

    def __init__(self, rows: Sequence[tuple[str, date]], in_service: npt.NDArray[np.bool_]) -> None:
        """Rows of one key are one person.

        Args:
            rows: key and first date of each row.
            in_service: (rows, days) whether a row holds on a day.
        """
        of_key: dict[str, list[int]] = {}
        for row, (key, _begin) in enumerate(rows):
            of_key.setdefault(key, []).append(row)
        self.people = tuple(tuple(sorted(mine, key=lambda row: rows[row][1])) for mine in of_key.values())
        self.moved = tuple(mine for mine in self.people if len(mine) > 1)
        self._in_service = in_service
        lead = list(range(len(rows)))
        for mine in self.moved:
            for row in mine:
                lead[row] = mine[0]
        self.lead = tuple(lead)

    @cached_property
    def of(self) -> tuple[tuple[int, ...], ...]:
        """For each row all rows of the same person, in the order of time."""
        mine = {row: rows for rows in self.moved for row in rows}
        return tuple(mine.get(row, (row,)) for row in range(len(self.lead)))

    @cached_property
    def row_on(self) -> npt.NDArray[np.int64]:
        """(rows, days): which row of the same person holds on each day; the row itself where none does."""
        rows, days = self._in_service.shape
        holds = np.repeat(np.arange(rows, dtype=np.int64)[:, None], days, axis=1)
        for mine in self.moved:
            for row in mine:
                serving = self._in_service[row]
                for other in mine:
                    holds[other, serving] = row
        holds.setflags(write=False)
        return holds

    def joined(self, array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A (rows, days) array in which each row has, day by day, what its person's row of that day has."""
        if not self.moved:
            return array
        together: npt.NDArray[Any] = array[self.row_on, np.arange(array.shape[1])[None, :]]
        return together

    def count(self, rows: Iterable[int]) -> int:
        """The number of people that these rows belong to."""
        return len({self.lead[row] for row in rows}) if self.moved else len(list(rows))

    def firsts(self, rows: Iterable[int]) -> list[int]:
        """One row for each person among these: the first in the order given."""
        of_person: dict[int, int] = {}
        for row in rows:
            of_person.setdefault(self.lead[row], row)
        return list(of_person.values())

    def first_inside(self, row: int, days: Sequence[int]) -> int | None:
        """The first row of a row's person that holds on any of these days (ascending), None without one."""
        for day in days:
            for mine in self.of[row]:
                if self._in_service[mine, day]:
                    return mine
        return None
