"""Sums over people at Lagrange multipliers: everybody for themselves, groups at the common choice that suits all best.

What is left of a part without its sums over people is solved exactly: each person's cheapest month for each state of its
counters, then for each group that shares home days the best of all common choices T (Lagrangian relaxation, Geoffrion 1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np

from asnroster.engine import parameters
from asnroster.engine.model.disjoint_sets import DisjointSets
from asnroster.engine.search.layers import Costs, Ints, Layer, forward, way_back
from asnroster.engine.search.month_roster import Choice, end_at
from asnroster.engine.search.month_rows import Sharing
from asnroster.engine.search.months import WEEK, Months

FINE = 64  # multipliers are whole multiples of 1/64 of a cost unit, so that sums are exact


class Group(NamedTuple):
    """Sharings that have people in common, and all their people."""

    people: Ints
    sharings: tuple[tuple[int, Sharing], ...]  # (number of the counter, sharing)


class Options(NamedTuple):
    """All combinations of a group's common choices.

    Attributes:
        choices: of each option by the identity of the sharing's shape.
        ends: (options, people of the group, states) what each of them pays at the end.
        still: (options,) what members without free days pay.
    """

    choices: list[dict[int, Choice]]
    ends: Costs
    still: Costs


class Floor(NamedTuple):
    """A bound of every combination of options: a constant and what each option of each group costs at least."""

    constant: float
    values: tuple[Costs, ...]


class Apart(NamedTuple):
    """The cheapest months at some multipliers, by the best options or by given ones.

    Attributes:
        least: what they cost with the multipliers' own constant: under the best options a bound of the whole.
        floor: the bound by options.
        pattern: (people, weeks).
        home: of each sum the home days.
    """

    least: float
    floor: Floor
    pattern: Ints
    home: Ints


@dataclass
class Relaxation:
    """The people of a part without the sums that tie them."""

    months: Months

    def __post_init__(self) -> None:
        """Read what does not depend on multipliers."""
        months = self.months
        count, person, slot = months.counted
        of_sums = count < len(months.sums)
        self._sum = count[of_sums]
        self._at = person[of_sums] * (months.weeks * WEEK) + slot[of_sums]
        sizes = np.array([len(shape.cells) for shape, _weight in months.sums], dtype=np.int64)
        self.most = sizes - np.array([shape.least for shape, _weight in months.sums], dtype=np.int64)
        self.least = sizes - np.array([shape.most for shape, _weight in months.sums], dtype=np.int64)
        dearest = np.array([weight for _shape, weight in months.sums], dtype=np.float64)
        self._highest = np.where(self.most < sizes, dearest, 0.0)
        self._lowest = np.where(self.least > 0, -dearest, 0.0)

    @cached_property
    def _chunks(self) -> list[tuple[Ints, tuple[Layer, ...]]]:
        tuned = parameters.current
        return [
            (people[first : first + tuned.chunk_people], layers)
            for layers, people in self.months.by_kind
            for first in range(0, len(people), tuned.chunk_people)
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """Sharings by the people that they have in common; without those that allow some distance."""
        pieces = DisjointSets(range(len(self.months.people)))
        sharings = [
            (at, sharing)
            for at, counter in enumerate(self.months.counters)
            for sharing in counter.sharings
            if sharing.members and not sharing.shape.at_most
        ]
        for _at, sharing in sharings:
            pieces.join([person for person, _share in sharing.members])
        some: dict[int, list[tuple[int, Sharing]]] = {}
        for at, sharing in sharings:
            some.setdefault(pieces.find(sharing.members[0][0]), []).append((at, sharing))
        return [
            group
            for own in some.values()
            if self._size(
                group := Group(
                    np.array(sorted({p for _at, one in own for p, _share in one.members})), tuple(own)
                )
            )
            <= parameters.current.group_ends
        ]

    def _size(self, group: Group) -> int:
        shapes = [sharing.shape for _at, sharing in group.sharings]
        choices = prod((shape.largest + 1) * (shape.band + 1) for shape in shapes)
        return choices * len(group.people) * len(self.months.states)

    @cached_property
    def options(self) -> list[Options]:
        """Of each group all combinations of its common choices."""
        return [self._options(group) for group in self.groups]

    def _options(self, group: Group) -> Options:
        row = {person: at for at, person in enumerate(group.people.tolist())}
        states = self.months.states
        choices, ends, still = [dict[int, Choice]()], np.zeros((1, len(row), len(states))), np.zeros(1)
        for at, sharing in group.sharings:
            shape, own, rest = sharing.shape, [], []
            some = list(product(range(shape.largest + 1), range(shape.band + 1)))
            for choice in some:
                members, costs, apart = end_at(sharing, states[:, at], choice)
                own.append(np.zeros(ends.shape[1:]))
                own[-1][[row[person] for person in members]] = costs
                rest.append(apart)
            choices = [{**before, id(shape): choice} for before in choices for choice in some]
            ends = (ends[:, None] + np.array(own)[None]).reshape(-1, *ends.shape[1:])
            still = (still[:, None] + np.array(rest)[None]).ravel()
        return Options(choices, ends, still)

    def legal(self, prices: Costs) -> Costs:
        """The nearest multipliers that make a bound: of the right sign, never above a soft row's weight, and exact."""
        return np.round(np.clip(prices, self._lowest, self._highest) * FINE) / FINE

    def slope(self, prices: Costs, home: Ints) -> Costs:
        """By how much each sum is missed, as far as its multiplier has to do with it."""
        over, under = home - self.most, home - self.least
        off = np.where((prices > 0) | (over > 0), over, np.where((prices < 0) | (under < 0), under, 0))
        return off.astype(np.float64)

    def at(self, prices: Costs, pick: Sequence[int] | None = None) -> Apart:
        """Everybody's cheapest month where a home day costs so much more on each sum."""
        months = self.months
        people, slots = len(months.people), months.weeks * WEEK
        more = np.bincount(self._at, prices[self._sum], people * slots).reshape(people, months.weeks, WEEK)
        costs = months.own + more @ months.bits.T
        value = np.full((people, len(months.states)), np.inf)
        nodes = [forward(layers, costs[some]) for some, layers in self._chunks]
        for (some, layers), values in zip(self._chunks, nodes, strict=True):
            value[some[:, None], layers[-1].states[None, :]] = values[-1]
        value += months.ends
        values_of, least = [], 0.0
        for at, (group, options) in enumerate(zip(self.groups, self.options, strict=True)):
            of = (value[group.people] + options.ends).min(axis=2).sum(axis=1) + options.still
            chosen = int(of.argmin()) if pick is None else pick[at]
            value[group.people] += options.ends[chosen]
            least += float(options.still[chosen])
            values_of.append(of)
        best = value.min(axis=1)
        own_bounds = -float((prices * np.where(prices > 0, self.most, self.least)).sum())
        grouped = np.zeros(people, dtype=bool)
        for group in self.groups:
            grouped[group.people] = True
        floor = Floor(own_bounds + float(best[~grouped].sum()), tuple(values_of))
        pattern = self._patterns(costs, nodes, value.argmin(axis=1))
        at_home = months.bits[pattern].reshape(-1)
        home = np.bincount(self._sum, at_home[self._at], len(months.sums)).astype(np.int64)
        return Apart(least + float(best.sum()) + own_bounds, floor, pattern, home)

    def _patterns(self, costs: Costs, nodes: Sequence[Sequence[Costs]], state: Ints) -> Ints:
        pattern = np.empty((len(costs), self.months.weeks), dtype=np.int64)
        for (some, layers), values in zip(self._chunks, nodes, strict=True):
            node = np.searchsorted(layers[-1].states, state[some])
            pattern[some] = way_back(layers, costs[some], values, node)
        return pattern
