"""The marks of a sheet beside its values: errors, formulas without a result, hidden and struck-through rows, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final, NamedTuple

_ERRORS = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)|Err:\d{3}",
    re.IGNORECASE,
)


class Fault(str):
    """A fault in the place of a value: ``#N/A`` and the like, or ``=…`` for a formula without a stored result."""

    __slots__ = ()

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula without a stored result."""
        return self.startswith("=")


UNCOMPUTED: Final = Fault("=…")


def is_error_word(text: str) -> bool:
    """Whether a text is what a spreadsheet shows for an error, as a .csv has it."""
    return text[:1] in ("#", "E", "e") and _ERRORS.fullmatch(text.strip()) is not None


Cell = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]
"""Row and column, both 0-based."""


class Span(NamedTuple):
    """Merged cells: first and last row and column, 0-based; the value stands in the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; rows are 1-based, columns and places 0-based.

    Attributes:
        faults: cells without a value of their own.
        hidden_rows: rows that a filter or the user hides, or that have no height.
        hidden_columns: columns that are hidden or have no width.
        struck_rows: rows with a cell that is struck through.
        percent: cells that are shown as per cent.
        merged: spans of merged cells.
        hidden: whether the whole sheet is hidden.
        very_hidden: whether it is so that the menu of the spreadsheet does not offer it either.
    """

    faults: dict[Place, Fault] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    merged: tuple[Span, ...] = ()
    hidden: bool = False
    very_hidden: bool = False


@cache
def column_letters(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def spread_down(rows: list[list[Cell]], merged: Iterable[Span], below: int, columns: Iterable[int]) -> None:
    """Give each merged value to every row that its cell spans, in place.

    Rows that have nothing of their own stay empty: a cell merged over blank lines makes no people.

    Args:
        rows: the sheet's rows.
        merged: its spans.
        below: 0-based row from which on values spread.
        columns: the columns in which they do.
    """
    wanted = set(columns)
    spans = [
        span
        for span in merged
        if span.top >= below and span.bottom > span.top and span.left in wanted and span.top < len(rows)
    ]
    own = {
        row: any(cell != "" for cell in rows[row])
        for span in spans
        for row in range(span.top, min(span.bottom + 1, len(rows)))
    }
    for span in spans:
        head = rows[span.top]
        value = head[span.left] if span.left < len(head) else None
        if value is None or value == "":
            continue
        for row in range(span.top + 1, min(span.bottom + 1, len(rows))):
            if own[row]:
                _put(rows[row], span.left, value)


def spread_across(rows: list[list[Cell]], merged: Iterable[Span], below: int, columns: Iterable[int]) -> None:
    """Give each merged value to every cell that it spans in ``columns``, in place: five days typed as one cell.

    Args:
        rows: the sheet's rows.
        merged: its spans.
        below: 0-based row from which on values spread.
        columns: the columns (of days) that a value may spread to.
    """
    wanted = set(columns)
    for span in merged:
        if span.top < below or span.top >= len(rows) or span.left >= len(rows[span.top]):
            continue
        value = rows[span.top][span.left]
        if span.left not in wanted or value == "":
            continue
        for row in range(span.top, min(span.bottom + 1, len(rows))):
            for column in range(span.left, span.right + 1):
                if column in wanted:
                    _put(rows[row], column, value)


def put_faults(rows: list[list[Cell]], faults: Mapping[Place, Fault]) -> None:
    """Let each fault stand in its cell, in place, where the reader of values saw an empty one."""
    for (row, column), fault in faults.items():
        while row >= len(rows):
            rows.append([])
        _put(rows[row], column, fault)


def _put(row: list[Cell], column: int, value: Cell) -> None:
    if column >= len(row):
        row.extend([""] * (column + 1 - len(row)))
    row[column] = value
