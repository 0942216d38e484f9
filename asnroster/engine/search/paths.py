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

from asnroster.engine import parameters
from asnroster.engine.search.layers import Costs, Ints, Layer, forward, way_back
from asnroster.engine.search.month_roster import MonthRoster
from asnroster.engine.search.months import CLOSED, WEEK


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
                if len(people) < parameters.current.batch_people and meets.isdisjoint(taken):
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
        values = forward(batch.layers, costs)
        value = values[-1] + self._end[batch.people].take(batch.layers[-1].states, axis=1)
        return value.min(axis=1), way_back(batch.layers, costs, values, value.argmin(axis=1))

    def lay(self, pattern: Ints) -> None:
        """Give everybody these months, (people, weeks), and sharings the choices that suit them."""
        self.pattern[:] = pattern
        self.home[:] = self.months.bits[pattern].reshape(self.home.shape)
        self._recount()

    def _lay(self, batch: Batch, costs: Costs) -> None:
        """Give each person of a batch the cheapest month where weeks cost so much."""
        _, months = self._cheapest(batch, costs)
        self.pattern[batch.people] = months
        self.home[batch.people] = self.months.bits[months].reshape(len(batch.people), -1)

    def _recount(self) -> None:
        """Counts, phases and common choices after everybody got another month."""
        months = self.months
        at_home = self.home[self._person, self._slot]
        self._home_of_count[:] = np.bincount(self._count, at_home, len(months.counts)).astype(np.int64)
        if months.phases:
            people, weeks = np.arange(len(months.people))[:, None], np.arange(months.weeks)[None, :]
            off = self._off_phase[:, people, weeks, self.pattern].sum(axis=2) + self._off_turn
            self.phase = off.argmin(axis=0)
        self._choose(self._best())

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
