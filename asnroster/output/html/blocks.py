"""What a report page is made of: sections of paragraphs, charts and tables, in words and texts ready to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "centre", "date"]


class Cell(NamedTuple):
    """A cell with a look (a class of the style sheet), or a small chart with ``text`` as what it says."""

    text: str
    look: str = ""
    chart: str = ""


Row = Sequence[str | Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, what its cells hold, whether they are the headers of their rows."""

    heading: str
    kind: Kind = "text"
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; ``look`` is a class of the style sheet, ``note`` stands below."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: ``source`` is a data: address, ``says`` is for those who do not see it."""

    caption: str
    says: str
    source: str
    note: str = ""


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
