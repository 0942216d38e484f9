"""The cheapest month that each person could have, all others standing.

A person's month under its own rows is a shortest path with counters (the subproblem of column generation for rosters,
Jaumard, Semet and Vovor 1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from asnroster.engine.layers import Costs, Ints, Layer
from asnroster.engine.month_roster import MonthRoster
from asnroster.engine.months import CLOSED, WEEK

TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Batch:
    """People whose paths are found together.

    Attributes:
        people: their numbers.
        layers: of all of them.
        at, slot, count: of each (person, cell, count) the place in ``people``, the day and the count.
    """

    people: Ints
    layers: tuple[Layer, ...]
    at: Ints
    slot: Ints
    count: Ints


class Answer(NamedTuple):
    """The cheapest month of a person as the others stand.

    Attributes:
        own: what it costs besides counts and the sizes of phases.
        gain: how much cheaper it is than the person's present one.
        possible: whether it keeps what its person can have.
    """

    person: int
    pattern: Ints
    phase: int
    own: float
    gain: float
    possible: bool


class Paths(MonthRoster):
    """A roster with the months that its people could have instead."""

    @cached_property
    def batches(self) -> list[Batch]:
        """People of one kind who meet on no small count."""
        waiting: dict[int, list[tuple[list[int], set[int]]]] = {}
        for person, layers in enumerate(self.months.kinds):
            counts = self._count[self._of[person]]
            meets = set(counts[self._small[counts]].tolist())
            batches = waiting.setdefault(id(layers), [])
            for people, taken in batches:
                if len(people) < TOGETHER and meets.isdisjoint(taken):
                    people.append(person)
                    taken |= meets
                    break
            else:
                batches.append(([person], meets))
        found = [people for batches in waiting.values() for people, _taken in batches]
        return [self._batch(people) for people in sorted(found)]

    def _batch(self, people: Sequence[int]) -> Batch:
        parts = [self._of[person] for person in people]
        at = np.repeat(np.arange(len(people)), [part.stop - part.start for part in parts])
        rows = np.concatenate([np.arange(part.start, part.stop) for part in parts])
        return Batch(np.array(people), self.months.kinds[people[0]], at, self._slot[rows], self._count[rows])

    def _cheapest(self, batch: Batch, costs: Costs) -> tuple[Costs, Ints]:
        """The cheapest month of each person of a batch where weeks cost so much; (people,) and (people, weeks)."""
        size, states, patterns = len(batch.people), len(self.months.states), len(self.months.patterns)
        values: list[Costs] = []
        for week, layer in enumerate(batch.layers):
            if layer.cross is None:
                reached = np.full((size, states, patterns), CLOSED)
                reached[:, 0] = costs[:, week]
            else:
                value = values[-1]
                reached = value[:, :, 0, None] + layer.cross[0]
                for number in range(1, value.shape[2]):
                    np.minimum(reached, value[:, :, number, None] + layer.cross[number], out=reached)
                reached += costs[:, week, None, :]
            groups = np.full((size, states * len(layer.starts) + 1), CLOSED)
            groups[:, :-1] = np.minimum.reduceat(reached[:, :, layer.order], layer.starts, axis=2).reshape(
                size, -1
            )
            values.append(groups[:, layer.before].min(axis=3))
        end = values[-1][:, :, 0] + self._end[batch.people]
        least: Costs = end.min(axis=1)
        return least, self._traced(batch, costs, values, end.argmin(axis=1))

    def _traced(self, batch: Batch, costs: Costs, values: Sequence[Costs], state: Ints) -> Ints:
        """The patterns of the cheapest months, traced back from their last states."""
        size = len(batch.people)
        each, of_class = np.arange(size), np.zeros(size, dtype=np.int64)
        months = np.empty((size, len(batch.layers)), dtype=np.int64)
        for week in range(len(batch.layers) - 1, -1, -1):
            layer = batch.layers[week]
            fits = (layer.classes[None, :] == of_class[:, None]) & (
                self.months.states[state][:, None, :] >= layer.steps[None]
            ).all(axis=2)
            before = np.where(fits, state[:, None] - layer.leap[None, :], 0)
            if layer.cross is None:
                fits &= state[:, None] == layer.leap[None, :]
                months[:, week] = np.where(fits, costs[:, week], 2 * CLOSED).argmin(axis=1)
                break
            cost = values[week - 1][each[:, None], before] + layer.cross.T[None] + costs[:, week, :, None]
            best = np.where(fits[:, :, None], cost, 2 * CLOSED).reshape(size, -1).argmin(axis=1)
            of_class = best % layer.cross.shape[0]
            months[:, week] = best // layer.cross.shape[0]
            state = before[each, months[:, week]]
        return months

    def _with_counts(self, batch: Batch) -> tuple[Costs, Costs]:
        """What a home day costs each person of a batch on each count as the others stand, and weeks with that."""
        size = len(batch.people)
        at = self._offset[batch.count] + self._home_of_count[batch.count]
        at -= self.home[batch.people[batch.at], batch.slot].astype(np.int64)
        slots = self.months.weeks * WEEK
        step = self._table[at + 1] - self._table[at]
        more: Costs = np.asarray(
            np.bincount(batch.at * slots + batch.slot, step, size * slots), dtype=np.float64
        )
        more = more.reshape(size, slots)
        weeks = more.reshape(size, self.months.weeks, WEEK) @ self.months.bits.T
        return more, self.months.own[batch.people] + weeks

    def answers(self, batch: Batch, more: Costs, costs: Costs) -> list[Answer]:
        """Everybody's cheapest month, where a home day costs so much more on the counts, and weeks so much with that."""
        if not self.months.phases:
            least, found = self._cheapest(batch, costs)
            return [self._answer(batch, more, at, least[at], found[at], 0) for at in range(len(least))]
        both = []
        for phase in (0, 1):
            least, found = self._cheapest(batch, costs + self._off_phase[phase, batch.people])
            both.append((least + self._off_turn[phase, batch.people], found))
        answers = []
        for at, person in enumerate(batch.people.tolist()):
            phases = (0, 1) if self._row[person] >= 0 else (0,)
            phase = min(phases, key=lambda one: both[one][0][at] + self._swing(person, one))
            answers.append(self._answer(batch, more, at, both[phase][0][at], both[phase][1][at], phase))
        return answers

    def _answer(self, batch: Batch, more: Costs, at: int, least: float, pattern: Ints, phase: int) -> Answer:
        person = int(batch.people[at])
        now = self._own[person] + float((more[at] * self.home[person]).sum())
        own = least - float((more[at] * self._days(pattern)).sum())
        return Answer(person, pattern, phase, own, now - least - self._swing(person, phase), least < CLOSED)
