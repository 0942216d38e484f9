"""DataFrames as tables of the office: their cells go the same way as those of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asnroster.intake.marks import Cell
from asnroster.intake.sheets import Book, book_of

if TYPE_CHECKING:
    import pandas as pd

    Frames = pd.DataFrame | Mapping[str, pd.DataFrame]
    Table = str | PathLike[str] | Frames
else:
    Table = Any

EXACT = 10**15  # a spreadsheet keeps no whole number beyond it, a DataFrame does


def table_path(table: Table, name: str, cells: dict[Path, Book]) -> Path:
    """The path of a table; of one that lies in no file a name, under which its cells are kept.

    Raises:
        TypeError: for what is neither a path nor made of DataFrames.
    """
    if isinstance(table, str | PathLike):
        return Path(table)
    sheets = table if isinstance(table, Mapping) else {"": table}
    for frame in sheets.values():
        if not hasattr(frame, "itertuples"):
            raise TypeError(
                f"a path, a DataFrame or a dict of DataFrames is needed, not {type(frame).__name__}"
            )
    path = Path(name)
    cells[path] = book_of(name, {str(sheet): _rows(frame) for sheet, frame in sheets.items()})
    return path


def _rows(frame: pd.DataFrame) -> list[list[Cell]]:
    """Headings and rows. An index that has a name is a column, one without only numbers the rows."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    body = frame.astype(object).where(frame.notna(), "")
    rows = [list(map(_cell, row)) for row in body.itertuples(index=False, name=None)]
    return [[_cell(heading) for heading in frame.columns], *rows]


def _cell(value: Any) -> Cell:
    """A value as a sheet would hold it: texts stay texts, dates dates."""
    if isinstance(value, str | bool | float):
        return value
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    if isinstance(value, int):
        return value if abs(value) < EXACT else str(value)
    if isinstance(value, date | datetime | time | timedelta):
        return value
    return _cell(value.item()) if hasattr(value, "item") else str(value)


def columns_text(columns: Any) -> list[str]:
    """Which headings are which columns, in the words of ``--map``."""
    if columns is None:
        return []
    if not isinstance(columns, Mapping):
        return [str(columns)]
    return [
        text
        for key, meant in columns.items()
        for text in (
            [f"{key}!{heading}={column}" for heading, column in meant.items()]
            if isinstance(meant, Mapping)
            else [f"{key}={meant}"]
        )
    ]
