"""Which sheet of a file is which input: by its name, by its columns, or by what the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from asnroster.errors import Issue, did_you_mean, nearest
from asnroster.intake.cells import is_empty
from asnroster.intake.columns import SHEETS, STAFF, UNITS, SheetSpec, normal
from asnroster.intake.confirm import INPUT_OF
from asnroster.intake.foreign import status_of
from asnroster.intake.grid import Grid, Header, find_header
from asnroster.intake.listing import is_list
from asnroster.intake.sheets import Book, Sheet
from asnroster.words import _

_UNNAMED = re.compile(r"(sheet|lembar|lembar ?kerja|worksheet)?\s*\d*", re.IGNORECASE)
_NEAR_SHEET = 0.75

Given = Mapping[str, Mapping[str, str]]
"""Sheet -> normalised heading -> column, as the user says."""


class Found(NamedTuple):
    """Where an input is: the file's name, and its sheets (several only for a staff of several lists)."""

    file: str
    sheets: tuple[Sheet, ...]


def known_sheets(
    book: Book, main: SheetSpec, given: Given, issues: list[Issue], notices: list[Issue]
) -> dict[str, Found]:
    """Sheet name of the schema -> where it is; ``main`` and the units may also be known by their columns."""
    found: dict[str, Found] = {}
    unknown: list[Sheet] = []
    for sheet in book.sheets:
        spec = INPUT_OF.get(normal(sheet.name))
        if spec is None:
            unknown.append(sheet)
        elif spec.name in found:
            message = _("The sheets “{first}” and “{second}” are the same input.").format(
                first=found[spec.name].sheets[0].name, second=sheet.name
            )
            needed = _("Remove or rename one of them.")
            issues.append(Issue("sheet-doubled", message, needed, book.file, sheet.name))
        else:
            found[spec.name] = Found(book.file, (sheet,))
    by_columns = []
    for spec in (UNITS, main) if main is not UNITS else (UNITS,):
        if spec.name not in found and (held := _held(unknown, spec, main, given.get(spec.name, {}))):
            by_columns.append(spec)
            unknown = [sheet for sheet in unknown if sheet not in held]
            found[spec.name] = Found(
                book.file, tuple(Sheet(sheet.name or spec.name, sheet.rows) for sheet in held)
            )
    if main.name not in found:
        issues.append(_sheet_missing(book, main, [sheet.name for sheet in unknown if sheet.name]))
    notices += _unread(book, unknown, found, foreign=main in by_columns)
    if main is STAFF and main.name in found and main not in by_columns:
        notices += [
            _more_people(book, sheet, found[main.name].sheets[0].name)
            for sheet in unknown
            if _way(sheet, main, {}) == "columns"
        ]
    return found


def _held(
    sheets: Sequence[Sheet], spec: SheetSpec, main: SheetSpec, given: Mapping[str, str]
) -> Sequence[Sheet]:
    """The sheets that are an input by their columns: every list of people, or the first tree of units."""
    ways = [(sheet, _way(sheet, spec, given)) for sheet in sheets]
    sure = [sheet for sheet, way in ways if way == "columns"]
    if spec is UNITS and main is not UNITS:
        return sure[:1]
    named = [sheet for sheet, way in ways if way]
    if spec is STAFF and sure:
        return sure
    return named[:1]


def _way(sheet: Sheet, spec: SheetSpec, given: Mapping[str, str]) -> str:
    """How a sheet is told to be the input: by its ``columns``, by having no ``name`` of its own, or not."""
    header = find_header(sheet.rows, spec, given)
    if header is None:
        empty = not any(any(not is_empty(cell) for cell in row) for row in sheet.rows)
        return "name" if sheet.name == "" and not empty else ""
    if _by_columns(sheet, header, spec, given):
        return "columns"
    return "name" if _UNNAMED.fullmatch(sheet.name) else ""


def _by_columns(sheet: Sheet, header: Header, spec: SheetSpec, given: Mapping[str, str]) -> bool:
    every = {normal(label) for label in header.labels if label}
    if every & {heading for heading, column in given.items() if column}:
        return True
    labels = {normal(header.labels[place]) for place in header.columns.values()}
    if spec is UNITS:
        return {"namaunor", "idatasan"} <= labels or {"unornama", "idatasan"} <= labels
    if not {"NIP", "Nama/NIP"} & header.columns.keys():
        return False
    grid = Grid(spec, "", sheet.name, at=header.columns, labels=header.labels)
    return (
        is_list(grid)
        or "nipbaru" in labels
        or any(label.startswith("unor1") for label in labels)
        or bool(status_of(sheet.name))
    )


def _unread(
    book: Book, unknown: Sequence[Sheet], found: Mapping[str, Found], *, foreign: bool
) -> list[Issue]:
    """Notices of sheets with a name nearly known, and of everything else that a list of another system came with."""
    missing = [name for spec in SHEETS if spec.name not in found for name in (spec.name, spec.english)]
    notices, others = [], []
    for sheet in unknown:
        near = nearest(sheet.name, missing) if sheet.name else None
        if near and SequenceMatcher(None, normal(sheet.name), normal(near)).ratio() >= _NEAR_SHEET:
            message = _("The sheet “{sheet}” is not read.").format(sheet=sheet.name)
            needed = _("Did you mean “{near}”?").format(near=near)
            notices.append(Issue("sheet-near", message, needed, book.file, sheet.name))
        elif any(not is_empty(cell) for row in sheet.rows for cell in row):
            others.append(sheet.name)
    if others and foreign:
        message = _("Sheets without a table of people were not read: {sheets}.").format(
            sheets=", ".join(others)
        )
        notices.append(Issue("sheets-unread", message, "", book.file))
    return notices


def _more_people(book: Book, sheet: Sheet, read: str) -> Issue:
    message = _("The sheet “{sheet}” has people too, but only “{read}” is read.").format(
        sheet=sheet.name, read=read
    )
    needed = _("Put them together, or rename “{read}” so that both count as lists.").format(read=read)
    return Issue("people-unread", message, needed, book.file, sheet.name)


def _sheet_missing(book: Book, spec: SheetSpec, names: list[str]) -> Issue:
    message = _("The file has no sheet “{sheet}”.").format(sheet=spec.label)
    near = nearest(spec.name, names) or nearest(spec.english, names)
    if near:
        needed = _("Is it “{near}”? Then rename that sheet to “{sheet}”.").format(near=near, sheet=spec.label)
    else:
        needed = " ".join(
            part
            for part in (
                _("Name the sheet with the data “{sheet}”.").format(sheet=spec.label),
                did_you_mean(spec.name, names),
            )
            if part
        )
    return Issue("sheet-missing", message, needed, book.file, spec.name, "", near or "")
