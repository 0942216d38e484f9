"""A part seen person by person: what each week's home pattern costs its person, and the counts that tie people together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from asnroster.domain.calendar import Horizon
from asnroster.domain.modes import OFFICE
from asnroster.engine import parameters
from asnroster.engine.model.fair_shares import FairShares
from asnroster.engine.model.parts import Part
from asnroster.engine.model.shapes import Alike, Sum, TwoPhases
from asnroster.engine.search.layers import Costs, Counters, Ints, Layer, Table
from asnroster.engine.search.month_rows import MISS, Counter, OwnRow, Phases, Sharing, weight_of

OwnRows = Mapping[tuple[int, int], Sequence["OwnRow"]]  # of a person's week; across weeks of its first one
WEEK = 7
CLOSED = 1e12  # cost of what a person cannot have
POPULATION = np.array([mask.bit_count() for mask in range(1 << WEEK)], dtype=np.int64)


@dataclass
class Months:
    """The people of a part, week by week.

    Attributes:
        slots: day -> days since the Monday of the first week.
        people: numbers of the people.
        patterns: (patterns,) masks of home days, bit 0 a Monday, the first nobody's; ``bits``: (patterns, 7) the same in ones.
        own: (people, weeks, patterns) cost of a week to its person; ``CLOSED`` where it cannot be.
        counters: what a month counts, with ``states`` (states, counters) of all their values.
        kinds: of each person the layers of the month.
        sums: rows over several people, with their weights.
        sharings: fair sharings whose members are no persons but days.
        phases: rows of two phases; nobody is in two of them.
        counts: the cells that each sum counts, then those of each member of these sharings.
        complete: whether every row is read; else rows that are no sums, or tie too many weeks, are left out.
    """

    part: Part
    slots: Sequence[int]
    people: list[int] = field(init=False)
    weeks: int = field(init=False)
    patterns: Ints = field(init=False)
    bits: Costs = field(init=False)
    own: Costs = field(init=False)
    counters: list[Counter] = field(init=False)
    states: Ints = field(init=False)
    kinds: list[tuple[Layer, ...]] = field(init=False)
    sums: list[tuple[Sum, float]] = field(default_factory=list)
    sharings: list[Sharing] = field(default_factory=list)
    phases: list[Phases] = field(default_factory=list)
    counts: list[Sequence[int]] = field(default_factory=list)
    complete: bool = True

    def __post_init__(self) -> None:
        """Sort the part's rows by what they tie."""
        cells = np.array(self.part.cells, dtype=np.int64)
        days = len(self.slots)
        self.people = sorted({cell // days for cell in self.part.cells})
        self._number = {person: number for number, person in enumerate(self.people)}
        self.weeks = max(self.slots) // WEEK + 1
        self.cell_person = np.array([self._number[cell // days] for cell in self.part.cells], dtype=np.int64)
        self.cell_slot = np.array(self.slots, dtype=np.int64)[cells % days]
        self._available = np.zeros((len(self.people), self.weeks), dtype=np.int64)
        np.bitwise_or.at(
            self._available, (self.cell_person, self.cell_slot // WEEK), 1 << (self.cell_slot % WEEK)
        )
        self._own_rows: dict[object, OwnRow] = {}
        by_week, across, periods, sharings = self._sorted()
        self._weekly(by_week)
        self._counters(periods, sharings)
        self._kinds(across)
        self._phases()
        self.counts = [shape.cells for shape, _weight in self.sums]
        for sharing in self.sharings:
            self.counts += [share.cells for share in sharing.shape.shares]

    def _sorted(self) -> tuple[OwnRows, OwnRows, Mapping[int, Sequence[OwnRow]], Sequence[Sharing]]:
        """Rows of one person's week, of two weeks, of more; and the sharings whose members are persons."""
        by_week: defaultdict[tuple[int, int], list[OwnRow]] = defaultdict(list)
        across: defaultdict[tuple[int, int], list[OwnRow]] = defaultdict(list)
        periods: defaultdict[int, list[OwnRow]] = defaultdict(list)
        sharings: list[Sharing] = []
        days = len(self.slots)
        for row in self.part.rows:
            shape = row.shape
            if isinstance(shape, FairShares):
                people = [{cell // days for cell in share.cells} for share in shape.shares if share.cells]
                each = sum(map(len, people)) == len(people) == len(set().union(*people))
                (sharings if each else self.sharings).append(Sharing(shape, weight_of(row)))
            elif isinstance(shape, Sum | Alike) and shape.cells:
                first = min(shape.cells) // days
                if max(shape.cells) // days > first:
                    if isinstance(shape, Sum):
                        self.sums.append((shape, weight_of(row)))
                    self.complete &= isinstance(shape, Sum)
                    continue
                own, person = self._own(shape, weight_of(row), first * days), self._number[first]
                weeks = [week for week, _mask in own.masks]
                if len(weeks) == 1:
                    by_week[person, weeks[0]].append(own)
                elif len(weeks) == 2 and weeks[1] == weeks[0] + 1:
                    across[person, weeks[0]].append(own)
                elif not own.alike:
                    periods[person].append(own)
                else:
                    self.complete = False
            elif not isinstance(shape, TwoPhases):
                self.complete &= not shape.cells
        return by_week, across, periods, sharings

    def _own(self, shape: Sum | Alike, weight: float, base: int) -> OwnRow:
        """The row of a person whose cells begin at ``base``; one for all people of whom the same is said."""
        bounds = (shape.least, shape.most) if isinstance(shape, Sum) else None
        key = tuple([cell - base for cell in shape.cells]), bounds, weight
        own = self._own_rows.get(key)
        if own is None:
            masks = tuple(sorted(self._masks(shape.cells).items()))
            own = self._own_rows[key] = OwnRow(masks, bounds is None, *(bounds or (0, 0)), weight)
        return own

    def _masks(self, cells: Sequence[int]) -> dict[int, int]:
        """Week -> mask of its days."""
        masks: dict[int, int] = {}
        for cell in cells:
            week, day = divmod(self.slots[cell % len(self.slots)], WEEK)
            masks[week] = masks.get(week, 0) | 1 << day
        return masks

    def _weekly(self, by_week: OwnRows) -> None:
        """What each pattern of each week costs its person; patterns that nobody may have leave."""
        union = int(np.bitwise_or.reduce(self._available.ravel()))
        patterns = np.array([mask for mask in range(1 << WEEK) if not mask & ~union], dtype=np.int64)
        own = np.empty((len(self.people), self.weeks, len(patterns)))
        known: dict[object, Costs] = {}
        available = self._available.tolist()
        for person in range(len(self.people)):
            for week in range(self.weeks):
                rows = by_week.get((person, week), ())
                key = available[person][week], tuple(map(id, rows))
                costs = known.get(key)
                if costs is None:
                    costs = np.where(patterns & ~key[0], CLOSED, 0.0)
                    for row in rows:
                        costs = costs + row.cost(POPULATION[patterns & row.masks[0][1]])
                    known[key] = costs
                own[person, week] = costs
        useful: npt.NDArray[np.bool_] = np.asarray((own < MISS).any(axis=(0, 1)))
        useful[0] = True  # nobody at home: where everything begins
        if not (own < MISS).any(axis=2).all():  # a week whose rows cannot all hold may need any pattern
            useful[:] = True
        self.patterns, self.own = patterns[useful], np.ascontiguousarray(own[:, :, useful])
        self.bits = ((self.patterns[:, None] >> np.arange(WEEK)) & 1).astype(np.float64)

    def _counters(self, periods: Mapping[int, Sequence[OwnRow]], sharings: Sequence[Sharing]) -> None:
        """Counters as far as they do not make too many states; sharings first."""
        sizes: list[int] = []
        each: list[Ints] = []
        self.counters = []
        open_patterns = self.own < CLOSED
        for counter in (*self._of_sharings(sharings), *self._of_periods(periods)):
            steps = POPULATION[self.patterns[None, :] & counter.masks[:, None]]
            size = 1 + int(np.where(open_patterns, steps[None], 0).max(axis=2).sum(axis=1).max())
            if int(np.prod(sizes, initial=1)) * size > parameters.current.month_states:
                self.complete = False
                continue
            self.counters.append(counter)
            sizes.append(size)
            each.append(steps)
        steps = np.array(each, dtype=np.int64).reshape(len(each), self.weeks, len(self.patterns))
        self._counted = Counters(tuple(sizes), np.moveaxis(steps, 0, 2))
        self.states = self._counted.states

    def _of_sharings(self, sharings: Sequence[Sharing]) -> Sequence[Counter]:
        """One counter for all sharings of the same days: units share their own, and nobody is in two."""
        counters: list[tuple[Ints, list[Sharing], set[int]]] = []
        for shape, weight, _members in sharings:
            members = tuple(
                (self._number[share.cells[0] // len(self.slots)], share)
                for share in shape.shares
                if share.cells
            )
            masks = self._shared({person: self._masks(share.cells) for person, share in members})
            if masks is None:
                self.complete = False
                continue
            people = {person for person, _share in members}
            fitting = (
                one
                for one in counters
                if one[2].isdisjoint(people) and self._are_as_one(masks, people, *one[::2])
            )
            others, some, taken = next(fitting, (masks, [], set[int]()))
            if not some:
                counters.append((others, some, taken))
            others |= masks
            some.append(Sharing(shape, weight, members))
            taken |= people
        return [Counter(masks, {}, some) for masks, some, _taken in counters]

    def _are_as_one(self, masks: Ints, people: set[int], others: Ints, taken: set[int]) -> bool:
        """Whether days and other days come to the same for those who count the ones or the others."""
        union = masks | others
        return (
            not (self._available[list(people)] & (union & ~masks)).any()
            and not (self._available[list(taken)] & (union & ~others)).any()
        )

    def _of_periods(self, periods: Mapping[int, Sequence[OwnRow]]) -> Iterator[Counter]:
        for at in range(max(map(len, periods.values()), default=0)):
            rows = {person: own[at] for person, own in periods.items() if at < len(own)}
            masks = self._shared({person: dict(row.masks) for person, row in rows.items()})
            if masks is None:
                self.complete = False
            else:
                yield Counter(masks, rows)

    def _shared(self, masks: Mapping[int, Mapping[int, int]]) -> Ints | None:
        """The same days for all people as far as each is there; None where they are not."""
        union = np.zeros(self.weeks, dtype=np.int64)
        for own in masks.values():
            for week, mask in own.items():
                union[week] |= mask
        for person, own in masks.items():
            if any(
                own.get(week, 0) != union[week] & self._available[person, week] for week in range(self.weeks)
            ):
                return None
        return union

    def _phases(self) -> None:
        """What turns cost; a row of which somebody is in another one already is left out."""
        taken: set[int] = set()
        for row in self.part.rows:
            if not isinstance(row.shape, TwoPhases):
                continue
            of = [{cell // len(self.slots) for cell, _first in person} for person in row.shape.people]
            people = [self._number[person] for some in of for person in some]
            if (
                any(len(some) != 1 for some in of)
                or not taken.isdisjoint(people)
                or len(set(people)) < len(people)
            ):
                self.complete = False
                continue
            taken |= set(people)
            self.phases.append(self._two_phases(row.shape, weight_of(row), tuple(people)))

    def _two_phases(self, shape: TwoPhases, weight: float, people: tuple[int, ...]) -> Phases:
        weeks = np.zeros((2, len(people), self.weeks, len(self.patterns)))
        for at, person in enumerate(shape.people):
            for cell, first in person:
                week, day = divmod(self.slots[cell % len(self.slots)], WEEK)
                home = (self.patterns >> day & 1).astype(np.float64)
                off = home if first == OFFICE else 1.0 - home
                weeks[0, at, week] += weight * off
                weeks[1, at, week] += weight * (1.0 - off)
        known = np.array(shape.turns or [0] * len(people))
        turns = weight * np.stack([known < 0, known > 0]).astype(np.float64)
        apart = np.abs(len(people) - 2 * np.arange(len(people) + 1))
        balance = weight * np.maximum(0, apart - shape.most_apart).astype(np.float64)
        return Phases(people, weeks, turns, balance)

    def _kinds(self, across: OwnRows) -> None:
        """Layers of each person, made once for all who have the same rows across weeks."""
        tables: dict[tuple[int, ...], Table] = {}
        size, known, self.kinds = len(self.patterns), {}, []
        for person in range(len(self.people)):
            keys = []
            for week in range(self.weeks - 1):
                rows = across.get((person, week), ())
                key = tuple(sorted(map(id, rows)))
                if key not in tables:
                    costs = np.zeros((size, size))
                    for row in rows:
                        before, after = (POPULATION[self.patterns & mask] for _week, mask in row.masks)
                        costs = costs + row.cost(before[:, None] + after[None, :])
                    tables[key] = Table.of(costs)
                keys.append(key)
            kind = tuple(keys)
            if kind not in known:
                known[kind] = tuple(self._counted.layers([tables[key] for key in kind]))
            self.kinds.append(known[kind])

    @cached_property
    def by_kind(self) -> list[tuple[tuple[Layer, ...], Ints]]:
        """Layers with the people who have them."""
        kinds: dict[int, list[int]] = {}
        for person, layers in enumerate(self.kinds):
            kinds.setdefault(id(layers), []).append(person)
        return [(self.kinds[some[0]], np.array(some)) for some in kinds.values()]

    @cached_property
    def counted(self) -> tuple[Ints, Ints, Ints]:
        """Count, person and slot of every cell that is counted, count by count."""
        place = {cell: at for at, cell in enumerate(self.part.cells)}
        cells = np.array([place[cell] for some in self.counts for cell in some], dtype=np.int64)
        count = np.repeat(np.arange(len(self.counts)), [len(some) for some in self.counts])
        return count, self.cell_person[cells], self.cell_slot[cells]

    @cached_property
    def ends(self) -> Costs:
        """(people, states) what a person's own rows over the period cost at the end."""
        ends = np.zeros((len(self.people), len(self.states)))
        for at, counter in enumerate(self.counters):
            for person, own in counter.rows.items():
                ends[person] += own.cost(self.states[:, at])
        return ends


def slots_of(horizon: Horizon) -> tuple[int, ...]:
    """Day -> days since the Monday of the first week."""
    return tuple(horizon.start.weekday() + day for day in range(len(horizon.dates)))
