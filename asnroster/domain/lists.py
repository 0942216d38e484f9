"""Many short lists of numbers, held in two arrays for counting over all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Lists(NamedTuple):
    """Lists of numbers.

    Attributes:
        numbers: all of them, one list after another.
        bounds: where each list begins; the last figure is the end of all.
    """

    numbers: Ints
    bounds: Ints

    @classmethod
    def of(cls, lists: Sequence[Collection[int]]) -> Self:
        """The same lists as arrays."""
        sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        bounds = bounds_of(sizes)
        numbers = np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(bounds[-1]))
        return cls(numbers, bounds)

    @property
    def sizes(self) -> Ints:
        """How many numbers each list has."""
        return np.diff(self.bounds)

    @property
    def owners(self) -> Ints:
        """For each number the list that it is in."""
        return np.repeat(np.arange(len(self.bounds) - 1), self.sizes)

    def among(self, which: Ints) -> Self:
        """Those lists alone, in that order."""
        begins, ends = self.bounds[which], self.bounds[which + 1]
        return type(self)(self.numbers[runs(begins, ends)], bounds_of(ends - begins))

    def only(self, holds: npt.NDArray[np.bool_]) -> Self:
        """All lists, each with those of its numbers for which something holds."""
        return type(self)(self.numbers[holds], bounds_of(self.tally(holds)))

    def tally(self, holds: npt.NDArray[np.bool_]) -> Ints:
        """In each list the numbers for which something holds, as told in their order."""
        return np.diff(bounds_of(holds)[self.bounds])

    def tuples(self) -> list[tuple[int, ...]]:
        """The same lists as tuples."""
        numbers, bounds = self.numbers.tolist(), self.bounds.tolist()
        return [tuple(numbers[begin:end]) for begin, end in pairwise(bounds)]


def bounds_of(sizes: npt.NDArray[np.int64 | np.bool_]) -> Ints:
    """Where each of things of these sizes begins, one after another, and at last where they end."""
    bounds = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return bounds


def runs(begins: Ints, ends: Ints) -> Ints:
    """All numbers from each beginning up to (but not) its end, one run after another."""
    sizes = ends - begins
    bounds = bounds_of(sizes)
    return np.arange(bounds[-1]) + np.repeat(begins - bounds[:-1], sizes)


def sorted_into(group: Ints, groups: int) -> list[list[int]]:
    """For each group from 0 on the places of its members, ascending."""
    order = np.argsort(group, kind="stable")
    bounds = bounds_of(np.bincount(group, minlength=groups)).tolist()
    places = order.tolist()
    return [places[begin:end] for begin, end in pairwise(bounds)]
