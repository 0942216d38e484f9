"""What a document is made of, whatever shows it: sections of paragraphs, charts and tables of typed values.

A product is built once of these; a workbook, a page, a paper and the terminal show them, each in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Generic, Literal, NamedTuple, TypeVar

from asnroster.intake.marks import column_letters
from asnroster.output.dates import short_date
from asnroster.words import _, number_text, percent_text

Kind = Literal[
    "text", "number", "decimal", "share", "cap", "gap", "points", "signed number", "index", "signed index", "figure",
    "date", "centre", "input", "input_share",
]  # fmt: skip


Medium = Literal["workbook", "page"]
BOOK: tuple[Medium, ...] = ("workbook",)
BOTH: tuple[Medium, ...] = ("workbook", "page")
At = Callable[[str], str]
One = TypeVar("One")
ROW = "\0"  # in a formula: the number of its row; it cannot stand in any XML


class Formula(NamedTuple):
    """A formula without ``=``, and its present value for programs that do not calculate; empty for an empty text."""

    text: str
    value: float | str


Value = str | int | float | Fraction | date | Formula | None


class Cell(NamedTuple):
    """A value that is shown in a way of its own.

    Attributes:
        value: what it is; a workbook keeps it.
        look: how it looks (a class of the page's style sheet, a colour of the terminal).
        chart: a small picture in its place, of which ``value`` is what it says.
        text: what is read where it is not the value by its kind.
        kind: what it holds where that is not what its column holds.
    """

    value: Value
    look: str = ""
    chart: str = ""
    text: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell a column.

    Attributes:
        looks: styles laid over the whole row; one with ``band`` stands out in every medium.
        depth: by how many levels the text of column ``indented`` stands further right.
    """

    cells: Sequence[Value | Cell]
    looks: tuple[str, ...] = ()
    depth: int = 0
    indented: int = 0

    @property
    def values(self) -> list[Value]:
        """What the cells hold."""
        return [cell.value if isinstance(cell, Cell) else cell for cell in self.cells]


Cells = Row | Sequence[Value | Cell]  # a row of which nothing is said but its cells


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: what stands over it.
        width: in a workbook, in pixels; a page and a paper measure what it holds.
        kind: what its cells hold, and so how they are shown and where they stand.
        header: its cells are the headers of their rows.
        key: its name, by which a medium chooses what it has room for.
    """

    heading: str
    width: int = 100
    kind: Kind = "text"
    header: bool = False
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; ``look`` is a class of the page's style sheet, ``note`` stands below."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Cells]
    note: str = ""
    look: str = ""

    @cached_property
    def lines(self) -> Sequence[Row]:
        """The rows."""
        return [row if isinstance(row, Row) else Row(row) for row in self.rows]

    @property
    def texts(self) -> list[list[str]]:
        """The rows as they are read."""
        return [
            [shown(cell, column.kind) for cell, column in zip(row.cells, self.columns, strict=True)]
            for row in self.lines
        ]

    def values(self, key: str) -> list[Value]:
        """What the cells of a column hold."""
        place = next(place for place, column in enumerate(self.columns) if column.key == key)
        return [row.values[place] for row in self.lines]

    def only(self, *keys: str, headed: Mapping[str, str] | None = None) -> Table:
        """The same with some of its columns, in this order; one that it does not have is passed over.

        Args:
            keys: of the columns; none: all of them.
            headed: other headings, by key.
        """
        places = {column.key: place for place, column in enumerate(self.columns)}
        chosen = [places[key] for key in keys if key in places] if keys else [*range(len(self.columns))]
        columns = [self.columns[place] for place in chosen]
        if headed:
            columns = [replace(one, heading=headed.get(one.key, one.heading)) for one in columns]
        rows = [replace(row, cells=[row.cells[place] for place in chosen]) for row in self.lines]
        return replace(self, columns=columns, rows=rows)


@dataclass(frozen=True, slots=True)
class Recapped(Generic[One]):
    """A column of a recap.

    Attributes:
        value: what it tells of a unit, a date or a person.
        formula: how Jadwal as it stands tells the same, given the cells of the other columns by their keys; None: as
            first written.
        media: where it is shown.
    """

    key: str
    heading: str
    width: int
    kind: Kind
    value: Callable[[One], Value | Cell]
    formula: Callable[[One, At], str] | None = None
    media: tuple[Medium, ...] = BOOK


@dataclass(frozen=True)
class Recap(Generic[One]):
    """A recap in one medium; ``live``: the workbook holds Jadwal."""

    columns: Sequence[Recapped[One]]
    live: bool = False

    def table(self, rows: Iterable[Row], caption: str = "", note: str = "") -> Table:
        """Rows of :meth:`row` below the headings of the columns."""
        heads = [
            Column(one.heading, one.width, one.kind, header=not place, key=one.key)
            for place, one in enumerate(self.columns)
        ]
        return Table(caption, heads, list(rows), note)

    def row(self, one: One, looks: tuple[str, ...] = (), depth: int = 0) -> Row:
        """The row of a unit, a date or a person."""
        cells = [value(one) for value in self._values]
        for place, formula in self._formulas:
            held = cells[place]
            shown = float(held) if isinstance(held, Fraction) else held
            cells[place] = Formula(formula(one, self._at), shown if isinstance(shown, int | float) else "")
        return Row(cells, looks, depth)

    @cached_property
    def _values(self) -> Sequence[Callable[[One], Value | Cell]]:
        return [column.value for column in self.columns]

    @cached_property
    def _formulas(self) -> Sequence[tuple[int, Callable[[One, At], str]]]:
        columns = self.columns if self.live else ()
        return [(place, one.formula) for place, one in enumerate(columns) if one.formula is not None]

    @cached_property
    def _at(self) -> At:
        return {
            column.key: f"{column_letters(place)}{ROW}" for place, column in enumerate(self.columns)
        }.__getitem__


def columns_of(columns: Iterable[Recapped[One]], medium: Medium, *, live: bool = False) -> Recap[One]:
    """The columns of a medium."""
    return Recap([column for column in columns if medium in column.media], live)


Figures = Sequence[float | None]  # one a label; None where there is nothing to draw
Form = Literal["stacked", "counts", "bars", "lines"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data, which every medium draws in its own way.

    Attributes:
        says: what it shows, for those who do not see it.
        form: ``stacked`` bars of up to three series, bars of one series of ``counts``, ``bars`` side by side, ``lines``.
        labels: what stands below.
        series: names with their figures.
        across: what the labels are; empty where they say it themselves.
        up: what the figures are.
        kind: what the figures are to be read as; shares go up to the whole.
        band: low and high of the first line, drawn behind it.
        marks: single points, as (what it is, place among the labels from 0, figure).
    """

    caption: str
    says: str
    form: Form
    labels: Sequence[str]
    series: Sequence[tuple[str, Figures]]
    across: str = ""
    up: str = ""
    kind: Kind = "number"
    band: tuple[Figures, Figures] | None = None
    marks: Sequence[tuple[str, float, float]] = ()


class Line(NamedTuple):
    """A line of text that is shown below others; ``look``: title, head, item, bad (an item that is amiss), good."""

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report.

    Attributes:
        key: its anchor in the page.
        figures: (label, figure) of what is read first.
        remarks: what a reader must know before relying on it.
        wide: printed on a page of its own that lies on its side.
    """

    key: str
    title: str
    paragraphs: Sequence[str] = ()
    blocks: Sequence[Table | Chart] = ()
    figures: Sequence[tuple[str, str]] = ()
    remarks: Sequence[str] = ()
    wide: bool = False


def facts_table(caption: str, facts: Iterable[tuple[str, str]], note: str = "") -> Table:
    """What something is, and what is told of it."""
    return Table(
        caption,
        [Column(_("What"), 220, header=True), Column(_("Value"), 660)],
        list(facts),
        note,
        look="facts",
    )


_STANDS: Mapping[str, str] = {"text": "text", "centre": "centre", "date": "date"}


def stands(kind: Kind) -> str:
    """Where the cells of a kind stand: ``text`` and ``date`` left, ``centre``, ``number`` right."""
    return _STANDS.get(kind, "number")


def shown(cell: Value | Cell, kind: Kind = "text") -> str:
    """A cell as it is read; a dash where there is nothing to tell."""
    if isinstance(cell, Cell):
        return cell.text or shown(cell.value, cell.kind or kind)
    if isinstance(cell, Formula):
        return shown(cell.value, kind)
    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return short_date(cell)
    return _figure(float(cell), kind)


def _figure(value: float, kind: Kind) -> str:
    if kind in ("share", "cap", "gap", "input_share"):
        return percent_text(value, {"cap": 0, "gap": 2}.get(kind, 1))
    digits = {"decimal": 1, "points": 1, "index": 3, "signed index": 3}.get(kind, 0)
    text = number_text(value, digits)
    return f"+{text}" if kind in ("signed number", "signed index", "points") and value >= 0 else text


def shade(share: Fraction | float | None) -> str:
    """The look of a share: ``h0`` to ``h10``, darker is more."""
    return "" if share is None else f"h{round(10 * share)}"
