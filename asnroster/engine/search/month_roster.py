"""A roster as the months of its people, and what they cost: each person's own, and a table for each count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.shapes import missed
from asnroster.engine.search.layers import Costs, Ints
from asnroster.engine.search.month_rows import Sharing
from asnroster.engine.search.months import WEEK, Months

Choice = tuple[int, int]  # of a sharing: T, and the place of the band


@dataclass
class MonthRoster:
    """A roster of a part that is changed person by person.

    Attributes:
        over: whether it is time to end.
        choices: the common choice (T, place of the band) of each sharing, by the identity of its shape.
    """

    months: Months
    over: Callable[[], bool] = field(default=lambda: False)

    def __post_init__(self) -> None:
        """Everybody is in the office."""
        months = self.months
        shape = len(months.people), months.weeks
        self.pattern = np.zeros(shape, dtype=np.int64)
        self.home = np.zeros((shape[0], shape[1] * WEEK))
        self._is_free = np.zeros(self.home.shape, dtype=np.bool_)
        self._is_free[months.cell_person, months.cell_slot] = True
        self._turns()
        self._entries()
        self._home_of_count = np.zeros(len(months.counts), dtype=np.int64)
        self._of_sums = [
            weight * missed(shape.least, shape.most, np.arange(len(shape.cells), -1, -1)).astype(np.float64)
            for shape, weight in months.sums
        ]
        self._choose(self._likely())

    # What ties people

    def _turns(self) -> None:
        """The phase of everybody who takes turns: as is known, else one after another."""
        months = self.months
        shape = len(months.people), months.weeks, len(months.patterns)
        self.phase = np.zeros(shape[0], dtype=np.int64)
        self._row = np.full(shape[0], -1, dtype=np.int64)
        self._off_phase = np.zeros((2, *(shape if months.phases else (0, 0, 0))))
        self._off_turn = np.zeros((2, shape[0]))
        for number, row in enumerate(months.phases):
            people = list(row.people)
            self._row[people] = number
            self._off_phase[:, people] = row.weeks
            self._off_turn[:, people] = row.turns
            in_turn = np.arange(len(people)) % 2
            self.phase[people] = np.where(row.turns[0] != row.turns[1], row.turns.argmin(axis=0), in_turn)

    @property
    def _balance(self) -> float:
        """What the sizes of phases cost."""
        return sum(float(row.balance[int(self.phase[list(row.people)].sum())]) for row in self.months.phases)

    def _swing(self, person: int, phase: int) -> float:
        """What a person's going over to a phase changes in the sizes of phases."""
        if phase == self.phase[person] or self._row[person] < 0:
            return 0.0
        row = self.months.phases[self._row[person]]
        second = int(self.phase[list(row.people)].sum())
        return float(row.balance[second + 2 * phase - 1] - row.balance[second])

    def _entries(self) -> None:
        """For each count its place in the tables, and for each person the counts of each cell."""
        months = self.months
        sizes = [len(cells) for cells in months.counts]
        self._offset = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64) + 1)])[: len(sizes)]
        count, person, slot = months.counted
        order = np.lexsort((count, slot, person))
        self._person, self._slot, self._count = person[order], slot[order], count[order]
        ends = np.searchsorted(self._person, np.arange(len(months.people) + 1))
        self._of = [slice(first, last) for first, last in pairwise(ends.tolist())]
        self._small = np.array(sizes, dtype=np.int64) <= parameters.current.small_count_cells

    # Common choices and what they make of counts

    def _sharings(self) -> Iterator[tuple[FairShares, Ints]]:
        """Every sharing with the home days of its members."""
        months, first = self.months, len(self.months.sums)
        for sharing in months.sharings:
            shares = sharing.shape.shares
            free = self._home_of_count[first : first + len(shares)]
            yield sharing.shape, free + np.array([share.already for share in shares])
            first += len(shares)
        for counter in months.counters:
            days = self._counted(counter.masks) if counter.sharings else np.zeros(0, dtype=np.int64)
            for shape, _weight, members in counter.sharings:
                of = {id(share): int(days[person]) for person, share in members}
                yield shape, np.array([share.already + of.get(id(share), 0) for share in shape.shares])

    def _counted(self, masks: Ints) -> Ints:
        """Home days of each person on the days of these masks."""
        wanted = ((masks[:, None] >> np.arange(WEEK)) & 1).ravel()
        days: Ints = (self.home @ wanted).astype(np.int64)
        return days

    def _likely(self) -> dict[int, Choice]:
        """Choices before anybody is at home: as many home days as all would have who need not heed others."""
        months = self.months
        best = months.own.argmin(axis=2)
        share = float(months.bits[best].sum()) / max(1, len(months.part.cells))
        choices = {}
        for shape, _home in self._sharings():
            possible = sum(one.possible for one in shape.shares)
            days = sum(one.already + share * len(one.cells) for one in shape.shares)
            choice = round(shape.largest * days / max(1, possible))
            choices[id(shape)] = min(shape.largest, choice), shape.band // 2
        return choices

    def _best(self) -> dict[int, Choice]:
        """The choices that are best for the roster as it stands."""
        choices = {}
        for shape, home in self._sharings():
            distances = shape.distances(home)
            choice, down = np.unravel_index(int(distances.argmin()), distances.shape)
            choices[id(shape)] = int(choice), int(down)
        return choices

    def _choose(self, choices: Mapping[int, Choice]) -> None:
        """Tables of what each number of home days costs under these choices."""
        months, self.choices = self.months, choices
        self._of_shares = []
        for shape, weight, _members in months.sharings:
            choice, down = choices[id(shape)]
            for share in shape.shares:
                home = share.already + np.arange(len(share.cells) + 1)
                off = shape.off(home - shape.target(share, choice), down)
                self._of_shares.append(weight * off.astype(np.float64))
        self._end = months.ends.copy()
        self._still = 0.0
        for at, counter in enumerate(months.counters):
            days = months.states[:, at]
            for sharing in counter.sharings:
                people, ends, still = end_at(sharing, days, choices[id(sharing.shape)])
                self._end[people] += ends
                self._still += still
        self._own = self._own_costs()
        self._tabulate()

    def _tabulate(self) -> None:
        """What each number of home days on each count costs, in one table."""
        self._table = np.concatenate([np.zeros(0), *self._of_sums, *self._of_shares])
        self._settled: dict[int, Costs] = {}

    def _own_costs(self) -> Costs:
        """What each person's month costs besides the counts."""
        months, people = self.months, np.arange(len(self.months.people))
        costs = np.zeros(len(people))
        state = np.zeros(len(people), dtype=np.int64)
        for week in range(months.weeks):
            pattern = self.pattern[:, week]
            costs += months.own[people, week, pattern]
            for layers, some in months.by_kind:
                layer = layers[week]
                before = layers[week - 1].classes[self.pattern[some, week - 1]] if week else 0
                costs[some] += layer.cross[before, pattern[some]]
                state[some] += layer.leap[pattern[some]]
            if self.months.phases:
                costs += self._off_phase[self.phase, people, week, pattern]
        return costs + self._end[people, state] + self._off_turn[self.phase, people]

    def _days(self, pattern: Ints) -> Costs:
        days: Costs = self.months.bits[pattern].ravel()
        return days

    def _put(self, person: int, pattern: Ints, own: float, phase: int) -> None:
        """Give a person a month."""
        some, days = self._of[person], self._days(pattern)
        step = (days - self.home[person])[self._slot[some]].astype(np.int64)
        np.add.at(self._home_of_count, self._count[some], step)
        self.home[person], self.pattern[person], self._own[person] = days, pattern, own
        self.phase[person] = phase

    @property
    def cost(self) -> float:
        """Of the roster under its choices, as far as its rows are known here."""
        counts = self._table[self._offset + self._home_of_count].sum()
        return float(self._own.sum() + counts) + self._still + self._balance

    @property
    def modes(self) -> dict[int, int]:
        """Cell -> 1 office or 0 home."""
        home = self.home[self.months.cell_person, self.months.cell_slot]
        return {
            cell: HOME if at_home else OFFICE
            for cell, at_home in zip(self.months.part.cells, home.tolist(), strict=True)
        }


def end_at(sharing: Sharing, days: Ints, choice: Choice) -> tuple[list[int], Costs, float]:
    """What members with free days pay at the end for so many days counted, (members, states), and what the others pay."""
    shape, weight, members = sharing
    targets = np.array([shape.target(share, choice[0]) for _person, share in members], dtype=np.int64)
    already = np.array([share.already for _person, share in members], dtype=np.int64)
    off = shape.off(already[:, None] + days[None, :] - targets[:, None], choice[1])
    still = [share.already - shape.target(share, choice[0]) for share in shape.shares if not share.cells]
    rest = weight * float(shape.off(np.array(still, dtype=np.int64), choice[1]).sum())
    return [person for person, _share in members], weight * off.astype(np.float64), rest
