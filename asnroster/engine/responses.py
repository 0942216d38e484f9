"""Rosters from best responses: each person's month is the cheapest path through the weeks, given all the others.

Sweeps over all people, each solved exactly while the others stay, give a legal roster of most parts within milliseconds a
person, and the optimum or nearly so from a rounded relaxation (block coordinate descent). People who meet only on large
counts are solved together, and moves are taken one by one. What single moves cannot mend, a few people taken out and put
back in another order can (ruin and recreate, Schrimpf et al. 2000).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from random import Random

import numpy as np

from asnroster.engine.ledger import Ledger
from asnroster.engine.linear import light_cost
from asnroster.engine.months import MISS, WEEK, Months
from asnroster.engine.parts import Part
from asnroster.engine.paths import Answer, Batch, Paths

SWEEPS, FIRST_SWEEPS = 6, 2
HALF = 0.5  # costs are whole: a gain is more
GROUP = 6  # people taken out at a time at most
CLOSE = 0.7  # how often they are such as meet on small counts
TRIALS = 30  # with the same common choices
NEAR = 1e3  # what it costs to leave a level that is given, for each day


class Responses(Paths):
    """A roster that gets better person by person."""

    def sweep(self) -> int:
        """Give each person the best month that the others allow; how many months changed."""
        moves = 0
        for number, batch in enumerate(self.batches):
            if self.over():
                break
            more, costs = self._with_counts(batch)
            if number in self._settled and np.array_equal(costs, self._settled[number]):
                continue  # nothing has changed for them since they gained nothing
            answers = self.answers(batch, more, costs)
            gains = [answer for answer in answers if answer.possible and answer.gain > HALF]
            if not gains:
                self._settled[number] = costs
            moves += sum(self._move(answer) for answer in gains)
        return moves

    def _move(self, answer: Answer) -> bool:
        """Take a month where it is cheaper as the counts stand now."""
        person, some, days = answer.person, self._of[answer.person], self._days(answer.pattern)
        changed, place = np.unique(self._count[some], return_inverse=True)
        step = np.bincount(place.ravel(), (days - self.home[person])[self._slot[some]]).astype(np.int64)
        at = self._offset[changed] + self._home_of_count[changed]
        more = answer.own - self._own[person] + float((self._table[at + step] - self._table[at]).sum())
        if more + self._swing(person, answer.phase) > -HALF:
            return False
        self._put(person, answer.pattern, answer.own, answer.phase)
        return True

    def near(self, levels: Mapping[int, float]) -> None:
        """Begin from the months that are nearest to these levels of cells, 1 in the office."""
        months = self.months
        wanted = np.zeros_like(self.home)
        wanted[months.cell_person, months.cell_slot] = [
            NEAR * (levels[cell] - 0.5) for cell in months.part.cells
        ]
        self._end[:] = 0.0
        for batch in self.batches:
            shape = len(batch.people), months.weeks, WEEK
            own = months.own[batch.people]
            far = wanted[batch.people].reshape(shape) @ months.bits.T
            self._lay(batch, np.where(own < MISS, 0.0, own) + far)
        self._recount()

    def settle(self, sweeps: int = SWEEPS) -> None:
        """Sweep until nobody gains, or so often, with the choices that suit the roster after each."""
        for _ in range(sweeps):
            moves = self.sweep()
            if self.over():
                break
            best = self._best()
            if best != self.choices:
                self._choose(best)
            elif not moves:
                break

    def refine(self, trials: int, enough: float, seed: int) -> None:
        """Put groups of people back in another order, as often as that, or until it costs no more than enough."""
        chance, people = Random(seed), len(self.months.people)
        for first in range(0, trials if people > 1 else 0, TRIALS):
            for _ in range(min(TRIALS, trials - first)):
                if self.over() or self.cost <= enough:
                    return
                self._try(self._group(chance), chance)
            best = self._best()
            if best != self.choices:
                self._choose(best)

    def _group(self, chance: Random) -> list[int]:
        """A person and a few others."""
        people = range(len(self.months.people))
        person = chance.choice(people)
        counts = self._count[self._of[person]]
        close = {other for count in counts[self._small[counts]].tolist() for other in self._people_of[count]}
        near = sorted(close - {person})
        size = chance.randint(1, GROUP - 1)
        if len(near) < 1 or chance.random() > CLOSE:
            near = [other for other in people if other != person]
        return [person, *chance.sample(near, min(size, len(near)))]

    @cached_property
    def _people_of(self) -> dict[int, list[int]]:
        people: dict[int, list[int]] = {}
        for person, count in zip(self._person.tolist(), self._count.tolist(), strict=True):
            people.setdefault(count, []).append(person)
        return people

    @cached_property
    def _alone(self) -> dict[int, Batch]:
        """Batches of one person, kept once they were needed."""
        return {}

    def _try(self, group: list[int], chance: Random) -> None:
        """Take a group out and put it back, one after another and twice; undone where that is dearer."""
        before, cost = (
            [(one, self.pattern[one].copy(), self._own[one], int(self.phase[one])) for one in group],
            self.cost,
        )
        for person in group:
            self._put(person, np.zeros_like(self.pattern[person]), 0.0, int(self.phase[person]))
        chance.shuffle(group)
        for person in (*group, *group):
            batch = self._alone.get(person) or self._alone.setdefault(person, self._batch([person]))
            (answer,) = self.answers(batch, *self._with_counts(batch))
            self._put(person, answer.pattern, answer.own, answer.phase)
        if self.cost > cost:
            for person, pattern, own, phase in before:
                self._put(person, pattern, own, phase)


def opening(part: Part, slots: Sequence[int], over: Callable[[], bool]) -> dict[int, int] | None:
    """A roster from nothing that keeps every hard row; None where best responses and small changes lead to none."""
    roster = Responses(Months(part, slots), over)
    roster.settle(FIRST_SWEEPS)
    return _mended(part, roster.modes)


def apart(
    part: Part, slots: Sequence[int], over: Callable[[], bool], seed: int
) -> tuple[int, dict[int, int] | None]:
    """What a part costs at least, its people each for themselves, and a roster from there; None where there is none near."""
    roster = Responses(Months(part, slots), over)
    least = roster.lay_apart()
    bound = part.constant + (ceil(least - HALF) if least < MISS else 0)
    roster.settle()
    if roster.months.complete:
        roster.refine(len(roster.months.people), least, seed)
    return bound, _mended(part, roster.modes)


@dataclass(frozen=True, slots=True)
class Refining:
    """How long a roster is refined.

    Attributes:
        trials: so often, and once more for every other person.
        bound: nothing costs less.
        gap: of what fairness and wishes cost, good enough above the bound.
        over: whether it is time to end.
    """

    trials: int
    bound: int
    gap: float
    seed: int
    over: Callable[[], bool]


def polished(
    part: Part, slots: Sequence[int], levels: Mapping[int, float], refining: Refining
) -> dict[int, int] | None:
    """The same from the levels of a relaxation or a roster."""
    roster = Responses(Months(part, slots), refining.over)
    roster.near(levels)
    roster.settle()
    if not roster.months.complete:  # what is left out would be lost
        return _mended(part, roster.modes)
    enough = refining.bound + refining.gap * light_cost(part, roster.modes.__getitem__) - part.constant
    roster.refine(refining.trials + len(roster.months.people) // 2, enough, refining.seed)
    return _mended(part, roster.modes)


def _mended(part: Part, modes: dict[int, int]) -> dict[int, int] | None:
    if part.legal(modes.__getitem__):
        return modes
    ledger = Ledger(part.rows, modes)
    return ledger.modes if ledger.repair() else None
