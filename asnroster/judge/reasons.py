"""The reasons of a cell: what decided it, and which rules the other mode would break. Asks the audit only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from asnroster.domain.calendar import is_usual
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.judge.why import FREE, Cause, Causes
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Bounds, Sense, Tally, Violation
from asnroster.rules.kit.ties import neighbours, sub_case
from asnroster.rules.kit.verbs import Where

Kind = Literal["off", "holiday", "absent", "fixed", "kept", "free"]


@dataclass(frozen=True, slots=True)
class DayState:
    """The state of a cell before any counting.

    Attributes:
        mode: what the roster has: 1 office, 0 home, -1 neither.
        found: the text of a cell that fits no mode of that day; None for one that does.
        holiday: the holiday's name, on days off for everybody.
        absence: the code of an absence.
        cause: the rule that decides the cell, and why.
        fixed: the mode that it leaves, -1 where the cell is weighed.
        until: the first date on which that reason is over, where the data tells.
        document: number of the order.
        overruled: indices of the rules that wanted the other mode there.
    """

    person: int
    day: int
    kind: Kind
    mode: int
    found: str | None = None
    holiday: str = ""
    absence: str = ""
    cause: Cause = FREE
    fixed: int = UNDECIDED
    until: date | None = None
    document: str = ""
    overruled: tuple[int, ...] = ()


def day_state(causes: Causes, roster: Roster, person: int, day: int) -> DayState:
    """What decided a cell: the calendar, an absence, a rule that fixes it or leaves it one mode, or nothing of these."""
    problem = causes.case.problem
    code = next(
        (
            misfit.found
            for misfit in roster.misfits
            if person in misfit.people
            and misfit.day <= day <= misfit.last_day
            and (day == misfit.day or problem.working[person, day])
        ),
        None,
    )
    mode = int(roster.modes[person, day])
    if code is None and problem.available[person, day] and mode == UNDECIDED:
        code = ""
    state = DayState(person, day, "free", mode, code)
    if not problem.working[person, day]:
        when = problem.horizon.dates[day]
        holiday = problem.calendar.holidays.get(when)
        if holiday is None or not is_usual(problem.people[person].workdays, when):
            return replace(state, kind="off")
        return replace(state, kind="holiday", holiday=holiday.name)
    if not problem.available[person, day]:
        return replace(state, kind="absent", absence=problem.absence_codes[int(problem.absence[person, day])])
    return _decided(causes, state)


def _decided(causes: Causes, state: DayState) -> DayState:
    place = person, day = state.person, state.day
    cause = causes.of(person, day)
    return replace(
        state,
        kind=cause.kind,
        cause=cause,
        fixed=causes.mode(person, day),
        until=causes.until(person, cause),
        document=causes.documents.get(place, ""),
        overruled=causes.overruled.get(place, ()),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One check of an audit, passed or not."""

    rule: int
    where: Where
    found: int
    needed: int
    sense: Sense


@dataclass
class Record(Tally):
    """A tally that also keeps the figures of every check that it is told."""

    checks: list[Check] = field(default_factory=list)

    def _told(self, bounds: Sequence[Bounds]) -> list[int]:
        return [*range(len(bounds[0].found))]

    def at_least(
        self, found: int, needed: int, where: Where, *, stated: int | None = None, note: str = ""
    ) -> None:
        """Keep the figures, and check."""
        self.checks.append(Check(self.rule, where, int(found), int(needed), "at_least"))
        super().at_least(found, needed, where, stated=stated, note=note)

    def at_most(
        self, found: int, needed: int, where: Where, *, stated: int | None = None, note: str = ""
    ) -> None:
        """Keep the figures, and check."""
        self.checks.append(Check(self.rule, where, int(found), int(needed), "at_most"))
        super().at_most(found, needed, where, stated=stated, note=note)


def record(case: Case, roster: Roster, rule: int) -> Record:
    """The judgement of one rule with the figures of all its checks."""
    kept = Record(rule)
    case.rules[rule].audit(case, roster, kept)
    return kept


@dataclass(frozen=True, slots=True)
class Change:
    """A place at which a rule is more or less broken once the cell is flipped.

    Attributes:
        violation: the place with the figures of that roster of the two in which it is broken more.
        was: the figure in the roster as it is, None where the rule keeps no count of it.
        before, after: by how much it is broken, as it is and flipped.
    """

    violation: Violation
    was: int | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What flipping the cell does to one rule: the places, and its cost as difference."""

    rule: int
    changes: tuple[Change, ...]
    difference: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What flipping one cell alone does, every other staying.

    Attributes:
        mode: the other mode.
        broken: hard rules that would break, or break more.
        mended: hard rules that the cell breaks as it is.
        soft: soft rules that change.
    """

    mode: int
    broken: tuple[RuleEffect, ...]
    mended: tuple[RuleEffect, ...]
    soft: tuple[RuleEffect, ...]

    @property
    def difference(self) -> int:
        """Change of the total cost."""
        return sum(effect.difference for effect in self.soft)


class Lens:
    """Looks at one person's cells through the audit, over no more people than it takes."""

    def __init__(self, case: Case, roster: Roster, person: int) -> None:
        self.case, self._rows = case, case.problem.stints.of[person]
        self._row_on = case.problem.stints.row_on[person].tolist()
        self._people = {True: list(self._rows), False: neighbours(case, *self._rows)}
        self._cases = {alone: sub_case(case, people) for alone, people in self._people.items()}
        self._modes = {alone: roster.modes[people] for alone, people in self._people.items()}
        self._before = [self._judge(index, None) for index in range(len(case.rules))]

    def effects(self, day: int) -> Effects:
        """What the other mode on that day would do to every rule."""
        mode = HOME if self._modes[True][self._rows.index(self._row_on[day]), day] == OFFICE else OFFICE
        all_effects = [self._effect(index, day) for index in range(len(self.case.rules))]
        hard = [effect for effect in all_effects if self.case.rules[effect.rule].hard]
        return Effects(
            mode,
            tuple(_side(effect, more=True) for effect in hard if any(_more(c) for c in effect.changes)),
            tuple(_side(effect, more=False) for effect in hard if not all(_more(c) for c in effect.changes)),
            tuple(
                effect
                for effect in all_effects
                if not self.case.rules[effect.rule].hard and effect.difference
            ),
        )

    def checks(self) -> list[Check]:
        """Every check about the person alone in the roster as it is."""
        all_checks = (check for kept in self._before for check in kept.checks)
        return [check for check in all_checks if check.where.person in self._rows]

    def _judge(self, index: int, flipped: int | None) -> Record:
        alone = self.case.rules[index].of_one_person
        people, modes = self._people[alone], self._modes[alone]
        if flipped is not None:
            modes, row = modes.copy(), people.index(self._row_on[flipped])
            modes[row, flipped] = HOME if modes[row, flipped] == OFFICE else OFFICE
        kept = record(self._cases[alone], Roster(modes), index)
        kept.checks = [replace(check, where=_renamed(check.where, people)) for check in kept.checks]
        kept.violations = [replace(v, where=_renamed(v.where, people)) for v in kept.violations]
        return kept

    def _effect(self, index: int, day: int) -> RuleEffect:
        before, after = self._before[index], self._judge(index, day)
        amounts = [Counter[object](), Counter[object]()]
        for side, kept in zip(amounts, (before, after), strict=True):
            for violation in kept.violations:
                side[_place(violation)] += violation.amount
        figures = {(c.where, c.sense, c.needed): c.found for c in before.checks}
        changes = {}
        for violation in (*after.violations, *before.violations):
            place = _place(violation)
            was, now = amounts[0][place], amounts[1][place]
            if was != now and place not in changes:
                figure = figures.get((violation.where, violation.sense, violation.needed))
                worse = violation if now > was else _of(before, place)
                changes[place] = Change(worse, figure, was, now)
        difference = (self.case.rules[index].weight or 0) * (after.amount - before.amount)
        return RuleEffect(index, tuple(changes.values()), difference)


def _more(change: Change) -> bool:
    return change.after > change.before


def _side(effect: RuleEffect, *, more: bool) -> RuleEffect:
    return replace(effect, changes=tuple(change for change in effect.changes if _more(change) == more))


def _place(violation: Violation) -> object:
    return violation.where, violation.sense, violation.needed, violation.note


def _of(kept: Record, place: object) -> Violation:
    return next(violation for violation in kept.violations if _place(violation) == place)


def _renamed(where: Where, people: list[int]) -> Where:
    return where if where.person is None else where._replace(person=people[where.person])
