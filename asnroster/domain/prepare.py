"""Presolve: the choices that fixed and unavailable days leave, for the engine and the audit alike."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED, Bools, Modes


@dataclass(frozen=True, slots=True)
class Overruled:
    """A person-day where a hard fixing rule yielded to one of higher precedence."""

    person: int
    day: int
    rule: int
    by: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """Which available days are decided beforehand, and by whom.

    Attributes:
        modes: (people, days) 1 office, 0 home, -1 free or unavailable.
        decider: (people, days) index of the rule that decided, -1 where none did.
        overruled: the person-days on which another fixing rule wanted the other mode.
    """

    modes: Modes
    decider: npt.NDArray[np.int16]
    overruled: tuple[Overruled, ...]


def fix_days(available: Bools, wants: Iterable[tuple[int, Modes]]) -> Fixed:
    """Let each fixing rule decide what those before it left open.

    Args:
        available: (people, days).
        wants: pairs of rule index and (people, days) wanted modes (-1: none), highest precedence first.
    """
    modes = np.full(available.shape, UNDECIDED, dtype=np.int8)
    decider = np.full(available.shape, -1, dtype=np.int16)
    overruled: list[Overruled] = []
    for rule, want in wants:
        wanted = available & (want != UNDECIDED)
        against = wanted & (modes != UNDECIDED) & (modes != want)
        for person, day in np.argwhere(against).tolist():
            overruled.append(Overruled(person, day, rule, int(decider[person, day])))
        new = wanted & (modes == UNDECIDED)
        modes[new] = want[new]
        decider[new] = rule
    modes.setflags(write=False)
    decider.setflags(write=False)
    return Fixed(modes, decider, tuple(overruled))


class WeekRow(NamedTuple):
    """Bounds on one person's office days among some days of one week."""

    days: tuple[int, ...]
    at_least: int | None = None
    at_most: int | None = None


def most_home_days(
    days: Sequence[int], fixed: Sequence[int], rows: Iterable[WeekRow], counted: Container[int] | None = None
) -> int:
    """``most(p, w)``: the largest number of home days in a week that keeps every row.

    Args:
        days: the person's available days of the week.
        fixed: for each of them 1 office, 0 home, -1 free.
        rows: the hard rules about this person alone that can be judged inside the week.
        counted: the dates whose home days count; None for all.

    Returns:
        Home days, 0 where no pattern is legal.
    """
    position = {day: i for i, day in enumerate(days)}
    counts = [counted is None or day in counted for day in days]
    tests = [([position[d] for d in row.days if d in position], row) for row in rows]
    choices = [(OFFICE, HOME) if mode == UNDECIDED else (mode,) for mode in fixed]
    best = 0
    for pattern in product(*choices):
        home = sum(mode == HOME and counts[i] for i, mode in enumerate(pattern))
        if home <= best:
            continue
        if all(_kept(sum(pattern[i] for i in places), row) for places, row in tests):
            best = home
    return best


def _kept(office: int, row: WeekRow) -> bool:
    return (row.at_least is None or office >= row.at_least) and (row.at_most is None or office <= row.at_most)
