"""History: what rosters of earlier days tell about the people of this one. A known day counts like a fixed day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asnroster.domain.calendar import Horizon
from asnroster.domain.inputs import Source
from asnroster.domain.modes import HOME, OFFICE, Bools, Modes

Counts = npt.NDArray[np.int64]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class History:
    """The days before a horizon. Arrays are (people, dates), rows as in ``Problem.people``, and read-only.

    Every row of a person has the person's days: a sum over people takes one row of each.

    Attributes:
        dates: every calendar date from the first one known (the Monday of the horizon's first week at the
            latest) to the day before the horizon; counted from the horizon's start they are -1, -2 and so on.
        modes: 1 office, 0 home, -1 neither: not working, absent, or not known.
        known: whether a roster tells where the person was (nowhere included).
        in_service: whether the person served, by Mulai and Selesai or because a roster tells a mode; None: everybody.
        working: working days of the person, less those on which the roster has ``L``.
        most: (people,) most home days that were possible; 0 for a person without history.
        sources: the roster files.
    """

    dates: tuple[date, ...]
    modes: Modes
    known: Bools
    working: Bools
    most: Counts
    sources: tuple[Source, ...] = ()
    in_service: Bools | None = None

    def __post_init__(self) -> None:
        if len(self.dates) != len(set(self.dates)) or self.dates != span(self.dates[0], self.dates[-1]):
            raise ValueError("the dates have a gap")
        for array in (self.modes, self.known, self.working, self.most):
            array.setflags(write=False)

    @cached_property
    def serves(self) -> Bools:
        """(people, dates): ``in_service``, filled in."""
        return np.ones(self.modes.shape, dtype=bool) if self.in_service is None else self.in_service

    @cached_property
    def home_days(self) -> Counts:
        """(people,): home days of each person."""
        return np.asarray((self.modes == HOME).sum(axis=1), dtype=np.int64)

    @cached_property
    def available(self) -> Bools:
        """(people, dates): on which days each person worked, in the office or at home."""
        return np.asarray((self.modes == HOME) | (self.modes == OFFICE))

    @cached_property
    def first_week(self) -> tuple[int, ...]:
        """Those of the dates (their indices) that lie in the ISO week in which the horizon begins."""
        return tuple(range(len(self.dates) - (self.dates[-1] + ONE_DAY).weekday(), len(self.dates)))

    @cached_property
    def knows_first_week(self) -> Bools:
        """(people,): whether that week is known from its Monday on; else it is cut for the person."""
        week = list(self.first_week)
        covered: Bools = np.all((self.known | ~self.working)[:, week], axis=1)
        return covered & self.known.any(axis=1)


def span(first: date, last: date) -> tuple[date, ...]:
    """Every calendar date from the first to the last."""
    return Horizon(first, last).dates
