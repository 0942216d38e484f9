"""Remarks on a sheet: headings used as a column or not read, cells read though hidden or not read though something stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from asnroster.errors import Issue, did_you_mean
from asnroster.intake.cells import is_empty, normal
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.grid import Grid
from asnroster.intake.headings import Rows
from asnroster.intake.marks import Fault, column_letters
from asnroster.intake.schema import (
    BACK_TITLE,
    DIVISION,
    EMPLOYEE_KIND,
    FRONT_TITLE,
    LEVELS,
    NAME_AND_NIP,
    SECTION,
    STAFF,
    StaffRow,
)
from asnroster.intake.vocabulary import is_personal
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


_PARTS_OF: dict[str, tuple[AnyColumn, ...]] = {
    NAME_AND_NIP: (StaffRow.name, StaffRow.nip),
    FRONT_TITLE: (StaffRow.name,),
    BACK_TITLE: (StaffRow.name,),
    LEVELS[0]: (StaffRow.agency, StaffRow.unit),
    EMPLOYEE_KIND: (StaffRow.status,),
    DIVISION: (StaffRow.unit,),
    SECTION: (StaffRow.unit,),
    **dict.fromkeys(LEVELS[1:], (StaffRow.unit,)),
}
_ROW_NUMBERS = ("no", "nomor", "nourut", "nomorurut", "nourt", "")
_MOST_NAMES = 12
_VALUE = re.compile(r"\d{6}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|@")


def heading_notices(grids: Sequence[Grid]) -> Iterator[Issue]:
    """Which headings were used under another name, and how many were left unread because personal or unknown."""
    noticed: set[tuple[str, str]] = set()
    for grid in grids:
        for heading, name in grid.aliased.items():
            if (normal(heading), name) in noticed:
                continue
            noticed.add((normal(heading), name))
            message = _("column {heading} is used as {column}.").format(
                heading=heading, column=used_as(grid.spec, name)
            )
            cell = f"{column_letters(grid.at[name])}{grid.header_row}"
            yield Issue("column-used-as", message, "", grid.file, grid.sheet, cell, heading)
    yield from _unread(grids)


def used_as(spec: SheetSpec, name: str) -> str:
    """The uses of a column of the schema in the user's words: ``UNOR (1)`` is OPD and Unit."""
    labels = [_label(spec, part) for part in _PARTS_OF.get(name, (name,))]
    return (
        labels[0] if len(labels) == 1 else _("{first} and {second}").format(first=labels[0], second=labels[1])
    )


def _label(spec: SheetSpec, name: str) -> str:
    return next((column.label for column in spec.columns if column.name == name), name)


def _unread(grids: Sequence[Grid]) -> Iterator[Issue]:
    names: dict[str, str] = {}
    for grid in grids:
        read = set(grid.at.values())
        for place, label in enumerate(grid.labels):
            if place in read or place in grid.blank or _VALUE.search(label):
                continue
            if not label and place:
                label = _("column {letter} without a heading").format(letter=column_letters(place))
            if not _is_plain(grid, label):
                names.setdefault(normal(label), label)
    personal = [label for label in names.values() if is_personal(label)]
    unknown = [label for label in names.values() if not is_personal(label)]
    sheet = ", ".join(grid.sheet for grid in grids)
    for code, labels, message in (
        ("columns-personal", personal, _("{count} columns of personal data were not read.")),
        ("columns-unknown", unknown, _("{count} columns that have no use here were not read: {names}.")),
    ):
        if labels:
            text = message.format(
                count=len(labels),
                names=", ".join(labels[:_MOST_NAMES]) + (" …" if len(labels) > _MOST_NAMES else ""),
            )
            yield Issue(code, text, "", grids[0].file, sheet)


def _is_plain(grid: Grid, label: str) -> bool:
    """Whether nobody would ask why a column is not read: the row's number, and a name beside the NIP."""
    if normal(label) in _ROW_NUMBERS:
        return True
    column = STAFF.column_of(label) if grid.spec is not STAFF else None
    return column is not None and column[0] in (StaffRow.name, NAME_AND_NIP)


def unknown_headings(
    grids: Sequence[Grid], spec: SheetSpec, mapping: Mapping[str, str], file: str
) -> Iterator[Issue]:
    """An error for each heading that the user gave a column and that no sheet has, with the nearest.

    Args:
        grids: the sheets of that input.
        spec: its schema.
        mapping: heading as the user wrote it -> column.
        file: the file that they are in.
    """
    labels = [label for grid in grids for label in grid.labels if label and not is_personal(label)]
    headings = {normal(label) for label in labels}
    for heading in mapping:
        if normal(heading) not in headings:
            message = _("The sheet “{sheet}” has no heading “{heading}”.").format(
                sheet=", ".join(grid.sheet for grid in grids) or spec.label, heading=heading
            )
            yield Issue("map-heading", message, did_you_mean(heading, labels), file, "--map", found=heading)


def empty_sheet(spec: SheetSpec, file: str, sheet: str) -> Issue:
    """The issue of an input whose sheet is empty."""
    message = _("The sheet “{sheet}” is empty.").format(sheet=sheet or spec.name)
    needed = _("Enter a table with the headings {names}, or give another file.").format(
        names=", ".join(column.label for column in spec.columns if column.required)
    )
    return Issue("sheet-empty", message, needed, file, sheet or spec.name, "A1")


def nobody_named(grid: Grid) -> Issue:
    """The issue of a staff list that has headings and no row."""
    cell = f"{column_letters(min(grid.at.values(), default=0))}{grid.header_row + 1}"
    message = _("The sheet “{sheet}” names nobody.").format(sheet=grid.sheet)
    needed = _("Enter one row per person below the headings.")
    return Issue("staff-empty", message, needed, grid.file, grid.sheet, cell)
