"""The types of column, row and sheet of the input: a sheet is a class of rows that declares each column once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from asnroster.intake.cells import BadCellError, is_empty, normal, plain
from asnroster.intake.kinds import Kind
from asnroster.intake.marks import Cell, Fault
from asnroster.intake.vocabulary import is_personal
from asnroster.words import Text, _, language

T = TypeVar("T")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_WORDS = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]|%")
_BEYOND = 100  # a heading that says more than a name stands behind every name and alias
_OTHER = frozenset(
    (
        "lama", "asal", "atasan", "sebelumnya", "dulu", "usulan", "tujuan", "suami", "istri", "anak", "ayah", "ibu",
        "penilai", "rencana", "pasangan", "old", "former",
    )
)  # fmt: skip
_HARMLESS = frozenset(
    (
        "terakhir", "sekarang", "saat", "ini", "lengkap", "beserta", "dengan", "dan", "gelar", "asn", "pegawai", "identitas",
        "biodata", "kepegawaian", "data", "definitif", "wajib", "diisi", "isi", "current",
    )
)  # fmt: skip


class Column(str, Generic[T]):
    """A column of an input sheet: its Indonesian name, which is also its key, with all that is known of it.

    Declared in a class of rows it is the column there (``StaffRow.echelon``) and the value of its cell on a row
    (``row.echelon``).

    Attributes:
        english: the English name, accepted just as well.
        kind: how its cells are read.
        explain: what belongs in it, for the template.
        required: whether every row must have it.
        choices: values of the drop-down, in both languages where they differ.
        closed: whether no other value than the choices is accepted.
        aliases: headings of the users' own lists that mean this column.
        decides: whether a roster may depend on it; a free note decides nothing.
        level: of columns that say where somebody sits: which counts where a heading names two, the lowest; 0 for all others.
        field: its attribute on a row.
        place: its position in a row, whose number comes first.
    """

    english: str
    kind: Kind[T]
    explain: Text
    required: bool
    choices: tuple[Text, ...]
    closed: bool
    aliases: tuple[str, ...]
    decides: bool
    level: int
    field: str
    place: int

    def __new__(
        cls,
        name: str,
        english: str,
        kind: Kind[T],
        explain: Text,
        required: bool = False,
        *,
        choices: tuple[Text, ...] = (),
        closed: bool = True,
        aliases: tuple[str, ...] = (),
        decides: bool = True,
        level: int = 0,
    ) -> Column[T]:
        """Declare a column."""
        column = super().__new__(cls, name)
        column.english, column.kind, column.explain, column.required = english, kind, explain, required
        column.choices, column.closed, column.aliases, column.decides = choices, closed, aliases, decides
        column.level = level
        return column

    def __set_name__(self, owner: type, field: str) -> None:
        self.field = field

    if TYPE_CHECKING:  # a class of rows puts a quicker getter in its place, with the same two answers

        @overload
        def __get__(self, row: None, owner: type) -> Column[T]: ...

        @overload
        def __get__(self, row: tuple[Any, ...], owner: type) -> T: ...

        def __get__(self, row: tuple[Any, ...] | None, owner: type) -> Column[T] | T: ...

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Sent to another process a column is its name alone."""
        return str, (str(self),)

    @property
    def name(self) -> str:
        """The name alone, as mapping files and other programs' headings have it."""
        return str(self)

    @property
    def label(self) -> str:
        """The heading in the user's language."""
        return self.english if language() == "en" else str(self)

    def values(self, cells: Sequence[Cell]) -> tuple[list[T], list[tuple[int, BadCellError]]]:
        """Read the cells of the column; equal cells are read once.

        Returns:
            the values (what an empty cell stands for where a cell is bad), and the bad cells with their positions.
        """
        # Of cells that are equal only 1, 1.0 and True differ, by their type.
        types = list(map(type, cells))
        keys: Sequence[object] = cells if set(types) == {str} else list(zip(types, cells, strict=True))
        read: dict[object, T] = {}
        wrong: dict[object, BadCellError] = {}
        for key, cell in dict(zip(keys, cells, strict=True)).items():
            try:
                read[key] = self._value(cell)
            except BadCellError as error:
                read[key], wrong[key] = self.kind.empty, error
        bad = [(place, wrong[key]) for place, key in enumerate(keys) if key in wrong] if wrong else []
        return [read[key] for key in keys], bad

    def _value(self, cell: Cell) -> T:
        if isinstance(cell, Fault):
            raise _faulty(cell)
        if is_empty(cell) and not (self.kind.dash_is_code and plain(cell) == "-"):
            if self.required:
                message = _("The cell “{column}” is empty.").format(column=self.label)
                raise BadCellError("cell-empty", message, f"{self.explain}")
            return self.kind.empty
        return self.kind.read(cell)


AnyColumn = Column[Any]


def _faulty(cell: Fault) -> BadCellError:
    """The error of a cell that holds a fault in the place of a value: it is not empty, but its value is not known."""
    if cell.is_formula:
        return BadCellError(
            "cell-formula",
            _("The cell holds a formula without a result."),
            _("Open the file in Excel and save it, then the result is stored; or type the value."),
        )
    return BadCellError(
        "cell-error",
        _("The cell holds the error {found}.").format(found=str(cell)),
        _("Correct the formula, or type the value."),
    )


@dataclass(frozen=True, eq=False)
class SheetSpec:
    """An input sheet.

    Attributes:
        hidden: columns of other systems' lists that are read but not offered in the template.
    """

    name: str
    english: str
    explain: Text
    columns: tuple[AnyColumn, ...]
    hidden: tuple[AnyColumn, ...] = ()

    @property
    def label(self) -> str:
        """The sheet's name in the user's language."""
        return self.english if language() == "en" else self.name

    @property
    def all(self) -> tuple[AnyColumn, ...]:
        """Every column that may be read, the hidden ones too."""
        return (*self.columns, *self.hidden)

    @cached_property
    def headings(self) -> dict[str, tuple[AnyColumn, int]]:
        """Normalised heading -> (column, rank); rank 0 is the column's own name."""
        places: dict[str, tuple[AnyColumn, int]] = {}
        for column in self.all:
            for rank, alias in enumerate(column.aliases, start=1):
                places.setdefault(normal(alias), (column, rank))
        for column in self.all:
            places |= {normal(name): (column, 0) for name in (column.english, column)}
        return places

    def column_of(self, heading: str) -> tuple[AnyColumn, int] | None:
        """The column that a heading means and its rank (0: its own name), or None.

        A heading may say more than the column's name as long as the rest is harmless: ``NIP *``, ``TMT Jabatan
        (tgl/bln/thn)``, ``Nama Unit Kerja``, ``Jabatan Terakhir``. ``Unit Kerja Lama`` is another thing.
        """
        hit = self.headings.get(normal(heading))
        if hit is not None or is_personal(heading):
            return hit
        inside = " ".join(_BRACKETS.findall(heading))
        words = _WORDS.findall(_BRACKETS.sub(" ", heading).casefold())
        if _OTHER.intersection(_WORDS.findall(inside.casefold())) or (inside and not _LETTER.search(inside)):
            return None
        for dropped in range(len(words)):
            for first in range(dropped + 1):
                last = len(words) - dropped + first
                hit = self.headings.get("".join(words[first:last]))
                if hit is not None and all(
                    word in _HARMLESS or word in hit[0].kind.words for word in words[:first] + words[last:]
                ):
                    return hit[0], hit[1] + _BEYOND * (dropped + 1)
        return self._of_several(heading)

    def _of_several(self, heading: str) -> tuple[AnyColumn, int] | None:
        """The column of a heading that says one thing in two words (``Bagian/Unit Kerja``), the lowest level of places."""
        hits = [self.headings.get(normal(part)) for part in heading.split("/")]
        columns = {hit[0] for hit in hits if hit is not None}
        if len(hits) < 2 or None in hits or not (len(columns) == 1 or all(one.level for one in columns)):
            return None
        return min(columns, key=lambda column: column.level), _BEYOND

    @cached_property
    def required(self) -> tuple[AnyColumn, ...]:
        """The required columns."""
        return tuple(column for column in self.columns if column.required)


class _Value(property):
    """The value of a column on a row: 800,000 are asked for of 14,000 people, so this runs in no Python code."""

    def __init__(self, column: AnyColumn) -> None:
        super().__init__(itemgetter(column.place))
        self.column = column


class _SheetType(type):
    """A class of rows: asked for a column it answers with the column itself, where a row answers with the value."""

    def __getattribute__(cls, name: str) -> Any:
        attribute = super().__getattribute__(name)
        return attribute.column if isinstance(attribute, _Value) else attribute


class Row(tuple[Any, ...], metaclass=_SheetType):
    """A typed row of an input sheet: its number, then the values of its columns in the order of their declaration."""

    __slots__ = ()
    sheet: ClassVar[SheetSpec]
    row: int = property(itemgetter(0))  # type: ignore[assignment]
    """The 1-based row number."""

    def __init_subclass__(
        cls, *, name: str, english: str, explain: Text, hidden: tuple[AnyColumn, ...] = ()
    ) -> None:
        columns = tuple(one for one in vars(cls).values() if isinstance(one, Column))
        for place, column in enumerate(columns, start=1):
            column.place = place
            setattr(cls, column.field, _Value(column))
        cls.sheet = SheetSpec(name, english, explain, columns, hidden)

    def having(self, changes: Mapping[AnyColumn, object]) -> Self:
        """The row with other values in some columns."""
        values = list(self)
        for column, value in changes.items():
            values[column.place] = value
        return type(self)(values)
