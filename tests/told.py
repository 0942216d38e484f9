"""What a rule says against the other choice of a day, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from asnroster.domain.problem import Person


@dataclass(frozen=True)
class Told:
    """A roster, and what a rule says against the other mode of a day of the first person."""

    key: str
    fields: dict[str, Any]
    rows: Sequence[str]  # one string a person, or of a single day one letter a person
    says: str
    people: Sequence[Person] | None
    more: dict[str, Any]
    day: int

    def __str__(self) -> str:
        return f"{self.key} {self.fields} {len(self.rows)}"


def told(
    key: str,
    fields: dict[str, Any],
    rows: Sequence[str],
    says: str,
    *,
    people: Sequence[Person] | None = None,
    day: int = 0,
    **more: Any,
) -> Told:
    """A case; what is left over goes into the problem."""
    return Told(key, fields, rows, says, people, more, day)
