"""What is said about the cells of a sheet that were read though hidden, or not read though something stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty
from asnroster.intake.faults import Fault
from asnroster.intake.grid import Grid
from asnroster.intake.headers import Rows
from asnroster.intake.schema import StaffRow
from asnroster.intake.sheets import column_letters
from asnroster.words import _

_LISTED = 8


def row_remarks(grid: Grid) -> Iterator[Issue]:
    """Notices of hidden and struck-through rows and hidden columns that were read, and of rows below the table."""
    read = set(grid.numbers)
    hidden = sorted(grid.marks.hidden_rows & read)
    if hidden:
        message = _("{count} hidden rows were read like all others: {rows}.").format(
            count=len(hidden), rows=row_spans(hidden)
        )
        needed = _("Delete the rows that are not to count; a filter leaves nobody out.")
        yield grid.issue("rows-hidden", hidden[0], "", message, needed)
    struck = sorted(grid.marks.struck_rows & read)
    if struck:
        message = _("{count} struck-through rows were read like all others: {rows}.").format(
            count=len(struck), rows=row_spans(struck)
        )
        needed = _("Delete the rows that are not to count.")
        yield grid.issue("rows-struck", struck[0], "", message, needed)
    columns = [name for name, place in grid.at.items() if place in grid.marks.hidden_columns]
    if columns:
        message = _("Hidden columns were read like all others: {names}.").format(names=", ".join(columns))
        needed = _("Delete the columns that are not to count.")
        yield grid.issue("columns-hidden", grid.header_row, columns[0], message, needed)
    if grid.nobodys:
        message = _("Rows without a NIP or without a name were passed over: {rows}.")
        yield grid.issue(
            "rows-skipped", grid.nobodys[0], StaffRow.nip, message.format(rows=row_spans(grid.nobodys))
        )
    if grid.below:
        message = _("Rows below the table were not read (notes, signature): {rows}.").format(
            rows=row_spans(grid.below)
        )
        yield grid.issue("rows-below", grid.below[0], "", message)


def row_spans(numbers: Iterable[int]) -> str:
    """``2, 5-7`` of row numbers in order; the first few spans only."""
    ordered = list(numbers)
    starts = [ordered[0], *(later for earlier, later in pairwise(ordered) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(ordered) if later != earlier + 1), ordered[-1]]
    spans = [
        str(first) if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)
    ]
    return ", ".join(spans[:_LISTED]) + (" …" if len(spans) > _LISTED else "")


def free_of_faults(grid: Grid) -> Iterator[Issue]:
    """Empty the faulty cells of columns that decide nothing, in place: a notice for each such column."""
    for column in grid.spec.columns:
        cells = grid.raw.get(column.name, [])
        if column.decides or Fault not in set(map(type, cells)):
            continue
        bad = [place for place, cell in enumerate(cells) if isinstance(cell, Fault)]
        for place in bad:
            cells[place] = ""
        message = _(
            "{count} cells of “{column}” hold an error or a formula without a result; they were left empty."
        )
        yield grid.issue(
            "cell-error-passed",
            grid.numbers[bad[0]],
            column.name,
            message.format(count=len(bad), column=column.label),
        )


def faults_unread(grid: Grid, rows: Rows) -> Iterator[Issue]:
    """A notice of errors in columns that are not read."""
    read = set(grid.at.values())
    places = [
        (number, at)
        for number, row in enumerate(rows, start=grid.header_row + 1)
        if Fault in set(map(type, row))
        for at, cell in enumerate(row)
        if isinstance(cell, Fault) and at not in read
    ]
    if places:
        number, at = places[0]
        message = _("{count} cells in columns that are not read hold an error or a formula without a result.")
        cell = f"{column_letters(at)}{number}"
        yield Issue("cell-error-unread", message.format(count=len(places)), "", grid.file, grid.sheet, cell)


def blank_columns(grid: Grid, rows: Rows) -> frozenset[int]:
    """The columns that are not read and hold nothing below their heading."""
    places = set(range(len(grid.labels))) - set(grid.at.values())
    for row in rows:
        if not places:
            break
        places -= {place for place in places if place < len(row) and not is_empty(row[place])}
    return frozenset(places)
