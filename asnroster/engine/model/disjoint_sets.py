"""What hangs together: cells that rows tie, in pieces that grow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from asnroster.domain.lists import Ints, Lists


class DisjointSets:
    """Numbers in pieces. Each knows its piece, so asking is one look; of two that join the smaller is renamed."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._piece = {number: number for number in numbers}
        self._members = {number: [number] for number in self._piece}

    def find(self, number: int) -> int:
        """The name of a number's piece: one of its numbers."""
        return self._piece[number]

    def apart(self, numbers: Iterable[int]) -> bool:
        """Whether these numbers are in more pieces than one."""
        return len(set(map(self._piece.__getitem__, numbers))) > 1

    def join(self, numbers: Iterable[int], most: int | None = None) -> bool:
        """Make one piece of all that these numbers are in, unless it would have more than ``most`` numbers.

        Returns:
            Whether they are in one piece now.
        """
        found = set(map(self._piece.__getitem__, numbers))
        if len(found) > 1:
            members = self._members
            if most is not None and sum(len(members[name]) for name in found) > most:
                return False
            largest = max(found, key=lambda name: len(members[name]))
            found.discard(largest)
            renamed = list(chain.from_iterable(map(members.pop, found)))
            members[largest] += renamed
            self._piece.update(dict.fromkeys(renamed, largest))
        return True


def lowest_tied(size: int, ties: Lists) -> Ints:
    """For each number below ``size`` the lowest one of its piece, where each list ties its numbers together.

    The same pieces as by joining list after list, for all lists at once: each list's highest names point to its lowest,
    and names are followed to their ends, until nothing changes.
    """
    names = np.arange(size)
    numbers, sizes = ties.numbers, ties.sizes
    begins = ties.bounds[:-1][sizes > 0]
    sizes = sizes[sizes > 0]
    while len(numbers):
        named = names[numbers]
        lowest = np.repeat(np.minimum.reduceat(named, begins), sizes)
        if np.array_equal(lowest, named):
            break
        np.minimum.at(names, named, lowest)
        while not np.array_equal(further := names[names], names):
            names = further
    return names
