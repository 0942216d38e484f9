"""A roster: who is where on which day. Solved or typed by hand, it is the same type."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from asnroster.domain.problem import UNDECIDED, CellRef


@dataclass(frozen=True)
class Misfit:
    """A cell of a roster file that cannot be: a mode on an unavailable day, or none on an available one."""

    person: int
    day: int
    found: str
    ref: CellRef | None = None


@dataclass(frozen=True)
class Roster:
    """Modes per person-day.

    Attributes:
        modes: (people, days) int8: 1 office, 0 home, -1 neither (not working, absent, or left empty).
        misfits: cells of a file that fit no available / unavailable day; empty for a solved roster.
    """

    modes: npt.NDArray[np.int8]
    misfits: tuple[Misfit, ...] = ()

    def __post_init__(self) -> None:
        self.modes.setflags(write=False)

    @property
    def undecided(self) -> npt.NDArray[np.bool_]:
        """(people, days): where neither mode is set."""
        return np.equal(self.modes, UNDECIDED)
