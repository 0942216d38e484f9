"""The few verbs in which a rule says what it requires. The engine implements them.

Hard or soft, slack, weights and splitting are the implementation's business: a rule only states
cells (person-days, as ``Case.cells`` numbers them), a count and where it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Where:
    """What a requirement or a violation is about; None where a part does not apply.

    Attributes:
        person: index of a person.
        group: label of a group (unit path, building, team).
        day: index of a date of the horizon.
        week: index of an ISO week of the horizon.
    """

    person: int | None = None
    group: str | None = None
    day: int | None = None
    week: int | None = None


class Verbs(Protocol):
    """What a rule may ask for. The amount of a miss is the number of cells short or over."""

    def office_at_least(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At least ``count`` of these cells are in the office."""

    def office_at_most(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At most ``count`` of these cells are in the office."""

    def home_at_least(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At least ``count`` of these cells are at home."""

    def home_at_most(self, cells: Sequence[int], count: int, where: Where) -> None:
        """At most ``count`` of these cells are at home."""

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """This cell has the mode (1 office, 0 home); a miss amounts to ``strength``."""
