"""The weeks of a month as layers of a graph: from each pattern of a week to those of the next, with counters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Costs = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """How a person comes from one week to the next; the same for all people of one kind.

    Patterns of a week fall into groups of one class and one increment of the counters.

    Attributes:
        cross: (classes before, patterns) cost of a pattern after one of a class; None in the first week.
        order, starts: patterns sorted by group, and where each group begins.
        before: (states, classes, groups of a class) flat numbers of (state before, group), or of a closed one.
        classes: (patterns,) class of each pattern: patterns that the next week cannot tell apart.
        steps: (patterns, counters) increments; ``leap``: the same in state numbers.
    """

    cross: Costs | None
    order: Ints
    starts: Ints
    before: Ints
    classes: Ints
    steps: Ints
    leap: Ints


@dataclass(frozen=True)
class Counters:
    """What the counters of a month may come to.

    Attributes:
        sizes: of each counter one more than its largest value.
        steps: (weeks, patterns, counters) what a week's pattern adds to each.
    """

    sizes: tuple[int, ...]
    steps: Ints

    @cached_property
    def states(self) -> Ints:
        """(states, counters) all their values."""
        return np.array(list(product(*map(range, self.sizes))), dtype=np.int64)

    @cached_property
    def strides(self) -> Ints:
        """(counters,) by how many states one more of each is further on."""
        ends = [int(np.prod(self.sizes[at + 1 :], initial=1)) for at in range(len(self.sizes))]
        return np.array(ends, dtype=np.int64)

    def layers(self, tables: Sequence[Costs]) -> Iterator[Layer]:
        """The layers of people with these costs (patterns, patterns) from each week to the next."""
        cross: Costs | None = None
        for week, steps in enumerate(self.steps):
            after: Costs | None = None
            classes = np.zeros(len(steps), dtype=np.int64)
            if week < len(tables):
                after, inverse = np.unique(tables[week], axis=0, return_inverse=True)
                classes = inverse.ravel()
            groups, group = np.unique(np.column_stack([classes, steps]), axis=0, return_inverse=True)
            order = np.argsort(group.ravel(), kind="stable")
            starts = np.searchsorted(group.ravel()[order], np.arange(len(groups)))
            yield Layer(cross, order, starts, self._before(groups), classes, steps, steps @ self.strides)
            cross = after

    def _before(self, groups: Ints) -> Ints:
        """For each state and class the (state, group) that lead to it."""
        classes = int(groups[:, 0].max()) + 1
        members = [np.flatnonzero(groups[:, 0] == number) for number in range(classes)]
        closed = len(self.states) * len(groups)
        before = np.full((len(self.states), classes, max(map(len, members))), closed, dtype=np.int64)
        for number, some in enumerate(members):
            for at, group in enumerate(some):
                earlier = self.states - groups[group, 1:]
                possible = (earlier >= 0).all(axis=1)
                before[possible, number, at] = (earlier[possible] @ self.strides) * len(groups) + group
        return before
