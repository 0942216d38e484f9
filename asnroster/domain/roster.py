"""A roster: who is where on which day. Solved or typed by hand, it is the same type."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from asnroster.domain.modes import UNDECIDED
from asnroster.domain.problem import CellRef


@dataclass(frozen=True)
class Misfit:
    """Cells of a roster file that cannot be: a mode on an unavailable day, or none on an available one.

    Attributes:
        day: the day, or the first of a run of days with the same text.
        ref: its cell, or the cells of the run.
        last: the last day of a run.
        others: further people of whom the same is wrong: the file has no column for the days at all.
    """

    person: int
    day: int
    found: str
    ref: CellRef | None = None
    last: int | None = None
    others: tuple[int, ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody whom it is about."""
        return (self.person, *self.others)

    @property
    def last_day(self) -> int:
        """The last day of the run, the day itself for a single cell."""
        return self.day if self.last is None else self.last


class Places:
    """Where in a file the cells of a roster stand: the row of each person, the column of each date."""

    def __init__(self) -> None:
        self._sheets: list[tuple[str, str]] = []
        self._cells: dict[tuple[int | None, int], tuple[int, str, int]] = {}

    def enter(self, person: int | None, day: int, file: str, sheet: str, column: str, row: int) -> None:
        """Note the cell of a person-day, of a day's heading without a person: ``column`` in letters, ``row`` from 1."""
        if not self._sheets or self._sheets[-1] != (file, sheet):
            self._sheets.append((file, sheet))
        self._cells[person, day] = len(self._sheets) - 1, column, row

    def ref(self, person: int | None, first: int, last: int | None = None) -> CellRef | None:
        """The cell of a person-day, or the cells from one day to another (``G8:K8``); None where none is known."""
        days = range(first, (first if last is None else last) + 1)
        refs = [self._cells[person, day] for day in days if (person, day) in self._cells]
        if not refs:
            return None
        (sheet, column, row), (_sheet, end, end_row) = refs[0], refs[-1]
        cells = f"{column}{row}" if (column, row) == (end, end_row) else f"{column}{row}:{end}{end_row}"
        return CellRef(*self._sheets[sheet], cells)


@dataclass(frozen=True)
class Roster:
    """Modes per person-day.

    Attributes:
        modes: (people, days) int8: 1 office, 0 home, -1 neither (not working, absent, or left empty).
        misfits: cells of a file that fit no available / unavailable day; empty for a solved roster.
        places: where its cells stand in the file; None for a solved roster.
    """

    modes: npt.NDArray[np.int8]
    misfits: tuple[Misfit, ...] = ()
    places: Places | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        self.modes.setflags(write=False)

    @property
    def undecided(self) -> npt.NDArray[np.bool_]:
        """(people, days): where neither mode is set."""
        return np.equal(self.modes, UNDECIDED)
