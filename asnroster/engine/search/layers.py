"""The weeks of a month as layers of a graph: from each pattern of a week to those of the next, with counters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Costs = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """How a person comes through one week; the same for all people of one kind.

    A node is what can be told of a month up to the end of the week: a state of the counters and the class of the week's
    pattern. An edge leads to it from a node of the week before by a pattern; edges are sorted by where they lead.

    Attributes:
        cross: (classes before, patterns) cost of a pattern after one of a class.
        classes: (patterns,) class of each pattern: patterns that the next week cannot tell apart.
        leap: (patterns,) by how many states a pattern goes on.
        sources, taken, prices: (edges,) the node before, the pattern, and the cost of it after that node.
        starts: (nodes + 1,) where the edges of each node begin.
        states: (nodes,) number of the state.
    """

    cross: Costs
    classes: Ints
    leap: Ints
    sources: Ints
    taken: Ints
    prices: Costs
    starts: Ints
    states: Ints


class Table(NamedTuple):
    """What a week's pattern costs after one of the week before.

    Attributes:
        classes: (patterns,) class of each pattern before: patterns with the same costs.
        costs: (classes, patterns) of each class.
    """

    classes: Ints
    costs: Costs

    @classmethod
    def of(cls, costs: Costs) -> Table:
        """The table of costs (patterns before, patterns)."""
        after, classes = np.unique(costs, axis=0, return_inverse=True)
        return cls(classes.ravel(), after)


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

    def layers(self, tables: Sequence[Table]) -> Iterator[Layer]:
        """The layers of people with these costs from each week to the next."""
        cross = np.zeros((1, self.steps.shape[1]))
        states, of_class = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        for week, steps in enumerate(self.steps):
            after, classes = cross[:1] * 0.0, np.zeros(len(steps), dtype=np.int64)
            if week < len(tables):
                classes, after = tables[week]
            size = int(classes.max()) + 1
            room = np.array(self.sizes, dtype=np.int64) - 1 - steps  # the most before each pattern
            fits = (self.states[states][:, None, :] <= room[None]).all(axis=2)
            sources, taken = np.nonzero(fits)
            leap = steps @ self.strides
            node = (states[sources] + leap[taken]) * size + classes[taken]
            order = np.argsort(node, kind="stable")
            node = node[order]
            starts = np.append(0, np.nonzero(node[1:] != node[:-1])[0] + 1)
            nodes = node[starts]
            sources, taken = sources[order], taken[order]
            prices = cross[of_class[sources], taken]
            states, of_class = nodes // size, nodes % size
            yield Layer(cross, classes, leap, sources, taken, prices, np.append(starts, len(order)), states)
            cross = after


def forward(layers: Sequence[Layer], costs: Costs) -> list[Costs]:
    """Of each week what it costs to come to each node, (people, nodes), where weeks cost so much, (people, weeks, patterns)."""
    value = np.zeros((len(costs), 1))
    values = []
    for week, layer in enumerate(layers):
        edges = value.take(layer.sources, axis=1)
        edges += costs[:, week].take(layer.taken, axis=1)
        edges += layer.prices
        value = np.minimum.reduceat(edges, layer.starts[:-1], axis=1)
        values.append(value)
    return values


def way_back(layers: Sequence[Layer], costs: Costs, values: Sequence[Costs], node: Ints) -> Ints:
    """(people, weeks) the patterns of the cheapest way to a node of the last week for each person."""
    people = np.arange(len(costs))
    pattern = np.empty((len(costs), len(layers)), dtype=np.int64)
    for week in range(len(layers) - 1, -1, -1):
        layer = layers[week]
        first, size = layer.starts[node], layer.starts[node + 1] - layer.starts[node]
        edge = first[:, None] + np.minimum(np.arange(int(size.max())), size[:, None] - 1)
        cost = costs[people[:, None], week, layer.taken[edge]]
        if week:
            cost = values[week - 1][people[:, None], layer.sources[edge]] + cost
        cost = cost + layer.prices[edge]  # added up as on the way there
        edge = edge[people, cost.argmin(axis=1)]
        pattern[:, week], node = layer.taken[edge], layer.sources[edge]
    return pattern
