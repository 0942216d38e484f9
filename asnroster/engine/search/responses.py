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

from asnroster.engine import parameters
from asnroster.engine.model.linear import light_cost
from asnroster.engine.model.parts import Part
from asnroster.engine.search.layers import Costs
from asnroster.engine.search.ledger import Ledger
from asnroster.engine.search.month_roster import Choice
from asnroster.engine.search.month_rows import MISS
from asnroster.engine.search.months import WEEK, Months
from asnroster.engine.search.multipliers import Relaxation
from asnroster.engine.search.paths import Answer, Batch, Paths

HALF = 0.5  # costs are whole: a gain is more
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
        office = np.ones_like(self.home)
        office[months.cell_person, months.cell_slot] = [levels[cell] for cell in months.part.cells]
        self._begin(office)

    def _begin(self, office: Costs) -> None:
        """The months nearest to these levels, (people, slots), whatever sums and common choices say."""
        months = self.months
        wanted = np.where(self._is_free, NEAR * (office - 0.5), 0.0)
        self._end[:] = 0.0
        for batch in self.batches:
            shape = len(batch.people), months.weeks, WEEK
            own = months.own[batch.people]
            far = wanted[batch.people].reshape(shape) @ months.bits.T
            self._lay(batch, np.where(own < MISS, 0.0, own) + far)
        self._recount()

    def press(self, mean: Costs, prices: Costs, choices: Mapping[int, Choice], *, held: bool) -> None:
        """Begin near a mean of months, with sums at multipliers, and what is beyond them ever dearer.

        Args:
            mean: (people, slots) at home.
            prices: of a home day on each sum.
            choices: of sharings, to begin with.
            held: whether they stay until every sum is kept; else the best ones are taken after each sweep.
        """
        self._begin(1.0 - mean)
        self._choose({**self.choices, **choices})
        sizes = [len(of) for of in self._of_sums]
        slope = np.repeat(prices, sizes) * np.concatenate([np.zeros(0), *map(np.arange, sizes)])
        weights = np.repeat([weight for _shape, weight in self.months.sums], sizes)
        for force in parameters.current.press_forces:
            self._tabulate()
            true = self._table
            self._table = true.copy()
            self._table[: len(slope)] = slope + np.minimum(1.0, force / weights) * true[: len(slope)]
            self.sweep()
            if not held and (best := self._best()) != self.choices:
                self._choose(best)
        self._choose(self._best())
        self.settle()

    def settle(self, sweeps: int | None = None) -> None:
        """Sweep until nobody gains, or so often, with the choices that suit the roster after each."""
        for _ in range(parameters.current.sweeps if sweeps is None else sweeps):
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
        tuned = parameters.current
        chance, people = Random(seed), len(self.months.people)
        for first in range(0, trials if people > 1 else 0, tuned.choice_trials):
            for _ in range(min(tuned.choice_trials, trials - first)):
                if self.over() or self.cost <= enough:
                    return
                self._try(self._group(chance), chance)
            best = self._best()
            if best != self.choices:
                self._choose(best)

    def _group(self, chance: Random) -> list[int]:
        """A person and a few others."""
        tuned = parameters.current
        people = range(len(self.months.people))
        person = chance.choice(people)
        counts = self._count[self._of[person]]
        close = {other for count in counts[self._small[counts]].tolist() for other in self._people_of[count]}
        near = sorted(close - {person})
        size = chance.randint(1, tuned.group_people - 1)
        if len(near) < 1 or chance.random() > tuned.close_share:
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
    roster.settle(parameters.current.opening_sweeps)
    return mended(part, roster.modes)


def apart(
    part: Part, slots: Sequence[int], over: Callable[[], bool], seed: int
) -> tuple[int, dict[int, int] | None]:
    """What a part costs at least, its people each for themselves, and a roster from there; None where there is none near."""
    months = Months(part, slots)
    least, _floor, pattern, _home = Relaxation(months).at(np.zeros(len(months.sums)))
    roster = Responses(months, over)
    roster.lay(pattern)
    bound = part.constant + (ceil(least - HALF) if least < MISS else 0)
    roster.settle()
    if roster.months.complete:
        roster.refine(len(roster.months.people), least, seed)
    return bound, mended(part, roster.modes)


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
        return mended(part, roster.modes)
    enough = refining.bound + refining.gap * light_cost(part, roster.modes.__getitem__) - part.constant
    roster.refine(refining.trials + len(roster.months.people) // 2, enough, refining.seed)
    return mended(part, roster.modes)


def mended(part: Part, modes: dict[int, int]) -> dict[int, int] | None:
    """These modes, small changes made where they miss a hard row; None where these do not do."""
    if part.legal(modes.__getitem__):
        return modes
    ledger = Ledger(part.rows, modes)
    return ledger.modes if ledger.repair() else None
