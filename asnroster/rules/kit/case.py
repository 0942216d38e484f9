"""A case: one problem under one scenario's rules, with what fixed days decide beforehand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from asnroster.domain.calendar import Workdays
from asnroster.domain.groups import Group, groups, node_group
from asnroster.domain.lists import Ints, Lists, bounds_of
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED, Bools, Modes
from asnroster.domain.prepare import Fixed, fix_days
from asnroster.domain.problem import Problem
from asnroster.rules.kit.base import Counts, FixingRule, Rule
from asnroster.rules.kit.joined import Joined
from asnroster.rules.kit.kept import Said, heard
from asnroster.rules.kit.most import most_by_week

FREE, AWAY = 2, 3


@dataclass(frozen=True)
class Case:
    """What rules post on and audits judge by.

    Attributes:
        problem: people, units, calendar.
        rules: every rule instance of the scenario; a rule's index here names it everywhere.
        exempt: (rule, person, day) where a rule that fixes days makes an exception, as a relaxation would have it.
    """

    problem: Problem
    rules: tuple[Rule, ...]
    exempt: frozenset[tuple[int, int, int]] = frozenset()

    @cached_property
    def _index(self) -> dict[int, int]:
        return {id(rule): index for index, rule in enumerate(self.rules)}

    def index(self, rule: Rule) -> int:
        """The place of an instance in ``rules``."""
        return self._index[id(rule)]

    @cached_property
    def scope(self) -> npt.NDArray[np.bool_]:
        """(rules, people): whom each instance is about."""
        shape = (len(self.rules), len(self.problem.people))
        chosen = [rule.chosen(self.problem) & self.following(rule) for rule in self.rules]
        return np.array(chosen, dtype=bool).reshape(shape)

    def following(self, rule: Rule) -> Bools:
        """(people,): whose units follow the policy that a rule is of; everybody where the run has one policy."""
        if rule.followers is None:
            return np.ones(len(self.problem.people), dtype=bool)
        follows = [unit.scenario in rule.followers.entries for unit in self.problem.units]
        return np.array([follows[person.unit] for person in self.problem.people], dtype=bool)

    def people(self, rule: Rule) -> list[int]:
        """The people that a rule is about, ascending."""
        people: list[int] = np.flatnonzero(self.scope[self.index(rule)]).tolist()
        return people

    def persons(self, rule: Rule) -> list[int]:
        """One row of each person that a rule over the whole period is about: the first stint's."""
        lead = self.problem.stints.lead
        return [row for row in self.people(rule) if lead[row] == row]

    @cached_property
    def joined(self) -> Joined:
        """The days of whole people, for rules about single persons."""
        return Joined(self)

    def leads(self, row: int, days: Sequence[int]) -> bool:
        """Whether a row speaks for its person on these days: the first stint that holds on any of them does."""
        stints = self.problem.stints
        return len(stints.of[row]) == 1 or stints.first_inside(row, days) == row

    def days(self, rule: Rule) -> list[int]:
        """Dates of the horizon on which a rule is in force."""
        return [int(d) for d in np.flatnonzero(self.in_force(rule))]

    def in_force(self, rule: Rule) -> Bools:
        """(days,): whether a rule's effective dates hold."""
        dates = rule.from_, rule.until, rule.holds_outside
        if dates not in self._in_force:
            force = rule.in_force_on(self.problem.horizon.dates)
            self._in_force[dates] = force if rule.holds_outside else force & ~self.out_of_force
            self._in_force[dates].setflags(write=False)
        return self._in_force[dates]

    @cached_property
    def _in_force(self) -> dict[tuple[date | None, date | None, bool], Bools]:
        return {}

    @cached_property
    def out_of_force(self) -> Bools:
        """(days,): dates on which the run's own policy is not in force."""
        out = np.zeros(self.problem.days, dtype=bool)
        for rule in self.rules:
            closed = rule.days_out_of_force(self.problem)
            if closed is not None and not (rule.followers and rule.followers.policy):
                out |= closed
        return out

    @cached_property
    def closed(self) -> Bools:
        """(people, days): available days on which the policy that a person's unit follows is not in force."""
        closed = np.zeros(self.problem.available.shape, dtype=bool)
        for index, rule in enumerate(self.rules):
            days = rule.days_out_of_force(self.problem)
            if days is not None:
                closed |= self.scope[index][:, None] & days[None, :]
        return closed & self.problem.available

    def weeks(self, rule: Rule) -> list[tuple[int, list[int]]]:
        """ISO weeks with those of their dates that lie in the horizon and in which a rule is in force."""
        force = self.in_force(rule)
        inside = (
            (w, [day for day in days if force[day]]) for w, days in enumerate(self.problem.horizon.weeks)
        )
        return [(week, days) for week, days in inside if days]

    @cached_property
    def patterns(self) -> tuple[Workdays, ...]:
        """Every pattern of usual weekdays that somebody works."""
        return tuple(dict.fromkeys(person.workdays for person in self.problem.people))

    @cached_property
    def pattern_of(self) -> Ints:
        """(people,): the place of each person's usual weekdays in ``patterns``."""
        place = {workdays: n for n, workdays in enumerate(self.patterns)}
        return np.array([place[person.workdays] for person in self.problem.people], dtype=np.int64)

    def cell(self, person: int, day: int) -> int:
        """Number of a person-day, as the verbs take it."""
        return person * self.problem.days + day

    def person_cells(self, person: int, days: Iterable[int]) -> list[int]:
        """The person-days of one person on these dates, each in the row that holds on it."""
        if len(self.problem.stints.of[person]) > 1:
            holds = self.problem.stints.row_on[person]
            return [self.cell(int(holds[day]), day) for day in days]
        first = person * self.problem.days
        return [first + day for day in days]

    def days_of(self, people: Ints, days: Bools) -> Lists:
        """For each of these people the person-days on the dates marked (people, days), each in the row that holds on it."""
        one, day = np.nonzero(days)
        return Lists(self.cells_on(people[one], day), bounds_of(np.count_nonzero(days, axis=1)))

    def cells_on(self, people: Ints, days: Ints) -> Ints:
        """For each of these people the person-day on the date beside it, in the row that holds on it."""
        stints = self.problem.stints
        rows = stints.row_on[people, days] if stints.moved else people
        return rows * self.problem.days + days

    def cells(self, people: Sequence[int] | npt.NDArray[np.int64], day: int) -> list[int]:
        """The available person-days of these people on one day."""
        chosen = np.asarray(people, dtype=np.int64)
        present = chosen[self.problem.available[chosen, day]]
        cells: list[int] = (present * self.problem.days + day).tolist()
        return cells

    def cells_by_day(
        self, people: Sequence[int] | npt.NDArray[np.int64], days: Sequence[int]
    ) -> list[list[int]]:
        """``cells`` of each of these days."""
        chosen = np.asarray(people, dtype=np.int64)
        present = self.problem.available[chosen][:, days].T
        day, one = np.nonzero(present)
        cells = (chosen[one] * self.problem.days + np.array(days, dtype=np.int64)[day]).tolist()
        return [
            cells[begin:end] for begin, end in pairwise(bounds_of(np.count_nonzero(present, axis=1)).tolist())
        ]

    @cached_property
    def fixed(self) -> Fixed:
        """Which available days are decided beforehand, by which hard rule, and who was overruled."""
        fixing = [
            (precedence, index, np.where(self._mask(rule), want, np.int8(UNDECIDED)).astype(np.int8))
            for index, rule in enumerate(self.rules)
            if isinstance(rule, FixingRule) and rule.hard
            for precedence, want in rule.layers(self.problem)
        ]
        ordered = sorted(fixing, key=lambda entry: entry[:2])
        return fix_days(self.problem.available, ((index, want) for _, index, want in ordered))

    @cached_property
    def fixed_cells(self) -> list[int]:
        """The modes of ``fixed`` by cell, for looking cell by cell."""
        modes: list[int] = self.fixed.modes.ravel().tolist()
        return modes

    def wanted_modes(self, rule: FixingRule) -> Modes:
        """(people, days): what a fixing rule wants within its scope and dates, -1 elsewhere."""
        return np.where(self._mask(rule), rule.wanted(self.problem), np.int8(UNDECIDED)).astype(np.int8)

    def _mask(self, rule: Rule) -> Bools:
        """(people, days): the rule's scope and dates, without the cells that are exempt from it."""
        mask: Bools = self.scope[self.index(rule)][:, None] & self.in_force(rule)[None, :]
        for exempt, person, day in self.exempt:
            mask[person, day] &= self.rules[exempt] is not rule
        return mask

    def wanted_cells(self, rule: FixingRule) -> Iterator[tuple[int, int, int]]:
        """Available person-days with the wanted mode, but for those that another rule fixed otherwise."""
        want = self.wanted_modes(rule)
        other = (self.fixed.modes != UNDECIDED) & (self.fixed.modes != want)
        for person, day in np.argwhere((want != UNDECIDED) & self.problem.available & ~other).tolist():
            yield person, day, int(want[person, day])

    @cached_property
    def free(self) -> Bools:
        """(people, days): available and not fixed."""
        return self.problem.available & np.equal(self.fixed.modes, UNDECIDED)

    @cached_property
    def has_free_day(self) -> list[bool]:
        """(people,): whether any stint of the person has one."""
        return [bool(some) for some in np.any(self.joined.free, axis=1)]

    @cached_property
    def rule_weeks(self) -> dict[int, Any]:
        """The weeks in which each rule, by its index, is in force (``kit.weeks``)."""
        return {}

    @cached_property
    def person_weeks(self) -> dict[Hashable, Any]:
        """The weeks of all people as each rule sees them (``kit.weeks``): most rules see the same."""
        return {}

    @cached_property
    def states(self) -> list[bytes]:
        """For each person one of HOME and OFFICE (fixed), FREE and AWAY a day, for looking day by day."""
        states = np.where(self.problem.available, np.where(self.free, FREE, self.fixed.modes), AWAY)
        return [row.tobytes() for row in states.astype(np.uint8)]

    @cached_property
    def fixed_home(self) -> Bools:
        """(people, days): fixed at home."""
        return np.equal(self.fixed.modes, HOME)

    @cached_property
    def fixed_office(self) -> Bools:
        """(people, days): fixed in the office."""
        return np.equal(self.fixed.modes, OFFICE)

    @cached_property
    def most(self) -> npt.NDArray[np.int16]:
        """(people, weeks) ``most(p, w)``: the largest number of home days under the rules about p alone.

        Every row of a person has the person's figure: a sum over people takes one row of each.
        """
        return most_by_week(self)

    @cached_property
    def most_in_all(self) -> Counts:
        """(people,) ``most(p)``: the sum over the weeks, at most what hard rules over the period leave."""
        return self._capped(self.most)

    def most_on(self, days: Sequence[int]) -> Counts:
        """(people,) ``most(p)`` of these dates alone, as a rule with effective dates needs it."""
        if len(days) == self.problem.days:
            return self.most_in_all
        dates = frozenset(days)
        if dates not in self._most_on:
            self._most_on[dates] = self._capped(most_by_week(self, dates))
        return self._most_on[dates]

    @cached_property
    def _most_on(self) -> dict[frozenset[int], Counts]:
        return {}

    def _capped(self, by_week: npt.NDArray[np.int16]) -> Counts:
        total: Counts = by_week.sum(axis=1, dtype=np.int64)
        lead = list(self.problem.stints.lead)
        for index, rule in enumerate(self.rules):
            cap = rule.period_cap(self) if rule.hard else None
            if cap is not None:
                total = np.where(self.scope[index][lead], np.minimum(total, cap), total)
        total.setflags(write=False)
        return total

    @cached_property
    def kept_in_office(self) -> Bools:
        """(people, days): available days that fixed days, or one hard row alone, leave no mode but the office."""
        kept: Bools = (self.fixed_office & self.problem.available) | (self.keeper >= 0)
        kept.setflags(write=False)
        return kept

    @property
    def keeper(self) -> npt.NDArray[np.int16]:
        """(people, days): the first rule of which one hard row alone leaves a free day only the office; -1: none."""
        return self._heard[0]

    @property
    def said(self) -> Mapping[int, Sequence[Said]]:
        """Index of a hard rule -> what it says of people with a free day, so that it is said once."""
        return self._heard[1]

    @cached_property
    def _heard(self) -> tuple[npt.NDArray[np.int16], Mapping[int, Sequence[Said]]]:
        return heard(self)

    def groups(self, rule: Rule, per: str) -> tuple[Group, ...]:
        """The groups of one kind among the people whom a rule is about; rules about the same people share them."""
        key = per, self.scope[self.index(rule)].tobytes()
        if key not in self._groups:
            self._groups[key] = groups(self.problem, per, self.people(rule))
        return self._groups[key]

    @cached_property
    def _groups(self) -> dict[tuple[str, bytes], tuple[Group, ...]]:
        return {}

    def sheet_groups(self, rule: Rule, field: str) -> list[Group]:
        """Groups for the units that state ``min_office`` or ``max_home_share`` in the sheet.

        Empty unless this instance is the scenario's one that enforces the sheet: the first
        without a figure of its own, else the first hard one, else the first.
        """
        if self.sheet_owner(rule.key) is not rule:
            return []
        counted = set(self.people(rule))
        stated = [u for u, unit in enumerate(self.problem.units) if getattr(unit, field) is not None]
        return [group for u in stated if (group := node_group(self.problem, u, counted)) is not None]

    def sheet_owner(self, key: str) -> Rule | None:
        """The one instance of a kind that enforces the units' own figures."""
        return sheet_owner(self.rules, key)


def sheet_owner(rules: Iterable[Rule], key: str) -> Rule | None:
    """The rule of a kind that enforces the units' own figures, for everybody."""
    instances = [rule for rule in rules if rule.key == key and rule.followers is None]
    return min(instances, key=lambda rule: (not rule.for_everybody, not rule.hard), default=None)
