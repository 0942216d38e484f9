"""What an audit finds: every check counted, every violation and every bound that gave way kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from asnroster.domain.groups import Group
from asnroster.rules.kit.verbs import Where

Counts = npt.NDArray[np.int64]

Sense = Literal["at_least", "at_most", "mode"]


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken at one place.

    Attributes:
        rule: index of the rule instance in the case.
        where: person or group, day or week.
        found: what the roster has: a count, or a mode (1 office, 0 home).
        needed: what the rule asks for there, in the same measure.
        sense: how ``found`` should relate to ``needed``.
        amount: by how much it is broken; cost = weight x amount.
        note: a reason code of the rule, e.g. ``new-in-post``; empty for most.
    """

    rule: int
    where: Where
    found: int
    needed: int
    sense: Sense
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class GaveWay:
    """A bound that fixed and unavailable days moved from ``stated`` to ``applied``."""

    rule: int
    where: Where
    stated: int
    applied: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Shortage:
    """A day on which the data alone leave a rule fewer (or more) people than it asks for, whatever the roster.

    Attributes:
        group: label of the group.
        people: how many there can (or must) be.
        stated: how many the rule asks for.
    """

    group: str
    day: int
    people: int
    stated: int


class Bounds(NamedTuple):
    """A bound on something counted of many, an entry for each.

    Attributes:
        sense: how ``found`` should relate to ``needed``.
        stated: the bound before it gave way; None where it cannot.
    """

    sense: Literal["at_least", "at_most"]
    found: Counts
    needed: Counts
    stated: Counts | None = None

    @property
    def notable(self) -> npt.NDArray[np.bool_]:
        """Where it is broken or gave way."""
        off = self.found < self.needed if self.sense == "at_least" else self.found > self.needed
        return off if self.stated is None else off | (self.stated != self.needed)


@dataclass(frozen=True, slots=True)
class HomeCap:
    """How many of a group may be at home.

    Attributes:
        share: at most this share of its people.
        people: (days,) so many people, -1 on days without a cap.
    """

    group: Group
    share: Fraction
    people: Counts


@dataclass
class Tally:
    """Collects what one rule instance's audit finds.

    Attributes:
        rule: index of the rule instance.
        checked: how often the rule was checked.
    """

    rule: int
    checked: int = 0
    violations: list[Violation] = field(default_factory=list)
    gave_way: list[GaveWay] = field(default_factory=list)

    @property
    def amount(self) -> int:
        """By how much the rule is broken in all."""
        return sum(violation.amount for violation in self.violations)

    def passed(self, times: int) -> None:
        """Count checks that are known to be fine."""
        self.checked += times

    def at_least(
        self, found: int, needed: int, where: Where, *, stated: int | None = None, note: str = ""
    ) -> None:
        """Check ``found >= needed``; ``stated`` is the bound before it gave way."""
        self._check(found, needed, needed - found, "at_least", where, stated, note)

    def at_most(
        self, found: int, needed: int, where: Where, *, stated: int | None = None, note: str = ""
    ) -> None:
        """Check ``found <= needed``; ``stated`` is the bound before it gave way."""
        self._check(found, needed, found - needed, "at_most", where, stated, note)

    def weeks(self, week: int, people: Counts, bounds: Sequence[Bounds]) -> None:
        """Check bounds on many people's week, one person after the other."""
        missed = self._told(bounds)
        self.passed(len(bounds) * (len(people) - len(missed)))
        for at in missed:
            where = Where(person=int(people[at]), week=week)
            for sense, found, needed, stated in bounds:
                check = self.at_least if sense == "at_least" else self.at_most
                check(found[at], needed[at], where, stated=None if stated is None else int(stated[at]))

    def _told(self, bounds: Sequence[Bounds]) -> list[int]:
        """The entries of which there is something to keep."""
        notable: list[int] = np.flatnonzero(np.any([one.notable for one in bounds], axis=0)).tolist()
        return notable

    def mode(self, found: int, needed: int, where: Where, *, strength: int = 1, note: str = "") -> None:
        """Check that a cell has a mode; a miss amounts to ``strength``."""
        self.checked += 1
        if found != needed:
            self.violations.append(Violation(self.rule, where, found, needed, "mode", strength, note))

    def over_run(self, allowed: int, where: Where) -> None:
        """One window of ``allowed + 1`` working days that are all alike (already counted as checked)."""
        self.violations.append(Violation(self.rule, where, allowed + 1, allowed, "at_most", 1))

    def short_run(self, days: int, needed: int, where: Where) -> None:
        """One run of so many days that is too short, whatever it lacks (already counted as checked)."""
        self.violations.append(Violation(self.rule, where, days, needed, "at_least", 1))

    def _check(
        self, found: int, needed: int, miss: int, sense: Sense, where: Where, stated: int | None, note: str
    ) -> None:
        self.checked += 1
        found, needed, miss = int(found), int(needed), int(miss)  # counts may come as numpy integers
        if stated is not None and stated != needed:
            self.gave_way.append(GaveWay(self.rule, where, stated, needed, sense))
        if miss > 0:
            self.violations.append(Violation(self.rule, where, found, needed, sense, miss, note))
