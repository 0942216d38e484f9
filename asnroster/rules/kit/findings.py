"""What an audit finds: every check counted, every violation and every bound that gave way kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from asnroster.rules.kit.verbs import Where

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
    """A day on which the data alone leave a rule fewer people than it asks for, whatever the roster.

    Attributes:
        group: label of the group.
        people: how many there can be.
        stated: how many the rule asks for.
    """

    group: str
    day: int
    people: int
    stated: int


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
