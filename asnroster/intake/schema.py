"""What a sheet and a column of the input are: the types of the schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from asnroster.words import Text, language

Kind = Literal[
    "nip", "text", "name", "list", "code", "date", "discipline", "weekdays", "workdays", "weekday-or-date", "yes-no",
    "echelon", "sector", "status", "count", "share", "weight", "mode", "absence", "holiday", "raw", "agreed",
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of an input sheet.

    Attributes:
        name: the Indonesian name, which is also its key.
        english: the English name, accepted just as well.
        kind: how its cells are read.
        explain: what belongs in it, for the template.
        required: whether every row must have it.
        choices: values of the drop-down, in both languages where they differ.
        closed: whether no other value than the choices is accepted.
        aliases: headings of the users' own lists that mean this column.
        decides: whether a roster may depend on it; a free note decides nothing.
    """

    name: str
    english: str
    kind: Kind
    explain: Text
    required: bool = False
    choices: tuple[Text, ...] = ()
    closed: bool = True
    aliases: tuple[str, ...] = ()
    decides: bool = True

    @property
    def label(self) -> str:
        """The heading in the user's language."""
        return self.english if language() == "en" else self.name


@dataclass(frozen=True)
class SheetSpec:
    """An input sheet.

    Attributes:
        hidden: columns of other systems' lists that are read but not offered in the template.
    """

    name: str
    english: str
    explain: Text
    columns: tuple[Column, ...]
    hidden: tuple[Column, ...] = ()

    @property
    def label(self) -> str:
        """The sheet's name in the user's language."""
        return self.english if language() == "en" else self.name

    @cached_property
    def headings(self) -> dict[str, tuple[str, int]]:
        """Normalised heading -> (column, rank); rank 0 is the column's own name."""
        found: dict[str, tuple[str, int]] = {}
        for column in (*self.columns, *self.hidden):
            for rank, alias in enumerate(column.aliases, start=1):
                found.setdefault(normal(alias), (column.name, rank))
        for column in (*self.columns, *self.hidden):
            found |= {normal(name): (column.name, 0) for name in (column.english, column.name)}
        return found

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the required columns."""
        return tuple(column.name for column in self.columns if column.required)


def normal(label: object) -> str:
    """A heading as it is compared: letters and digits only, small."""
    return "".join(character for character in str(label).casefold() if character.isalnum())
