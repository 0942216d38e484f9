"""Why there is no roster, as data: which rules clash where, and the smallest changes that would end it."""

from __future__ import annotations

from dataclasses import dataclass

from asnroster.rules.kit.findings import Sense
from asnroster.rules.kit.verbs import Where


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks for at one place.

    Attributes:
        where: person or group, day or week.
        sense: how a count should relate to ``figure``; ``mode`` where a mode is asked for.
        figure: the bound that is applied there, or the mode (1 office, 0 home).
        cells: of how many person-days it speaks.
    """

    where: Where
    sense: Sense
    figure: int
    cells: int


@dataclass(frozen=True, slots=True)
class Side:
    """One rule's part in a clash: everything that it asks for there."""

    rule: int
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A demand's figure, and what it would have to be; a demand for a mode is given up (``to`` is the other mode)."""

    demand: Demand
    to: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of one rule that ends one clash; a roster that keeps all else was found.

    Attributes:
        amount: by how much the rule gives way in all: people or days.
    """

    rule: int
    changes: tuple[Change, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Demands that cannot hold together; without those of any one rule they could.

    Attributes:
        sides: the rules, in the scenario's order.
        people: whose days are concerned, ascending.
        days: on which dates.
        relaxations: smallest first; the first of each clash together make a roster possible.
    """

    sides: tuple[Side, ...]
    people: tuple[int, ...]
    days: tuple[int, ...]
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def rules(self) -> tuple[int, ...]:
        """Indices of the rules that clash, ascending."""
        return tuple(side.rule for side in self.sides)
