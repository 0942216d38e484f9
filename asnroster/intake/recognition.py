"""Which input a sheet is by its headings, whatever it is called; tables that stand side by side in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.columns import SheetSpec
from asnroster.intake.headings import HEADER_WITHIN_ROWS, Header, find_header
from asnroster.intake.marks import Cell
from asnroster.intake.schema import (
    ABSENCE,
    BUILDINGS,
    DIVISION,
    FIXED,
    HOLIDAYS,
    NAME_AND_NIP,
    PREFERENCES,
    SECTION,
    SERVICES,
    STAFF,
    UNITS,
    AbsenceRow,
    StaffRow,
    UnitRow,
)
from asnroster.intake.sheets import Sheet
from asnroster.intake.vocabulary import MODES, SHEETS_OF_ABSENCES
from asnroster.words import _

UserHeadings = Mapping[str, Mapping[str, str]]  # sheet -> normalised heading -> column
_UNNAMED = re.compile(r"(sheet|lembar|lembar ?kerja|worksheet)?\s*\d*", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d ]{9,}")
_PERSON_CELLS = 3
_COLUMN_NUMBER = 4  # as long as (12)
_MOST_DATES = 3  # a sheet with more dates in its heading is a roster
_OF_UNITS = (
    UnitRow.parent,
    UnitRow.sector,
    UnitRow.min_office,
    UnitRow.max_home_share,
    UnitRow.short_name,
    UnitRow.scenario,
    UnitRow.signer,
)
_TREES = ({"namaunor", "idatasan"}, {"unornama", "idatasan"})


def is_unnamed(name: str) -> bool:
    """Whether a sheet has no name of its own (Sheet1)."""
    return _UNNAMED.fullmatch(name) is not None


def is_furnished(sheet: Sheet) -> bool:
    """Whether anything stands in a sheet."""
    return any(not is_empty(cell) for row in sheet.rows for cell in row)


def data_rows(sheet: Sheet) -> int:
    """Rows with something in them, the first (the headings) aside."""
    filled = sum(any(not is_empty(cell) for cell in row) for row in sheet.rows)
    header = find_header(sheet.rows, STAFF)
    above = 0
    if header is not None:
        above = sum(any(not is_empty(cell) for cell in row) for row in sheet.rows[: header.last])
    return max(0, filled - 1 - above)


def meant(sheet: Sheet, headings: UserHeadings) -> SheetSpec | None:
    """The input that a sheet's headings fit, None where they fit none.

    A hidden sheet is none, nor is a roster; one with dates and a code or kind of leave is Ketidakhadiran.
    """
    if sheet.marks.hidden or _is_roster(sheet):
        return None
    headers = {
        spec.name: find_header(sheet.rows, spec, headings.get(spec.name))
        for spec in (ABSENCE, FIXED, PREFERENCES, SERVICES, BUILDINGS, HOLIDAYS, UNITS, STAFF)
    }
    for spec in (ABSENCE, FIXED):
        header = headers[spec.name]
        if (
            header is not None
            and {spec.columns[0], spec.columns[1], AbsenceRow.code} <= header.columns.keys()
        ):
            if _is_named(header) and AbsenceRow.end not in header.columns and not _holds_modes(sheet, header):
                continue  # a list of holidays with their names
            return FIXED if _holds_modes(sheet, header) else ABSENCE
    if _is_of_one_absence(sheet, headers[ABSENCE.name]):
        return ABSENCE
    staff = headers[STAFF.name]
    for spec in (PREFERENCES, SERVICES, BUILDINGS, HOLIDAYS):
        header = headers[spec.name]
        if header is not None and set(spec.required) <= header.columns.keys():
            if spec is HOLIDAYS and staff is not None and StaffRow.nip in staff.columns:
                continue
            return spec
    if staff is not None and _names_people(staff, headings):
        return STAFF
    units = headers[UNITS.name]
    return UNITS if units is not None and _names_units(units, staff, headings) else None


def _is_roster(sheet: Sheet) -> bool:
    return any(
        sum(isinstance(cell, date) for cell in row) > _MOST_DATES
        and any(normal(plain(cell)) in ("nip", "nama", "name") for cell in row)
        for row in sheet.rows[:HEADER_WITHIN_ROWS]
    )


def _holds_modes(sheet: Sheet, header: Header) -> bool:
    """Whether the column Kode has WFO, WFH and WFA and nothing else."""
    at = header.columns[AbsenceRow.code]
    codes = {plain(row[at]).upper() for row in sheet.rows[header.last + 1 :] if at < len(row)} - {""}
    return bool(codes) and codes <= set(MODES)


def absence_of(name: str) -> str:
    """The code of an absence that a sheet's name says: Dinas Luar, Surat Tugas Desember; empty for any other."""
    return next((code for word, code in SHEETS_OF_ABSENCES if word in normal(name)), "")


def _is_of_one_absence(sheet: Sheet, header: Header | None) -> bool:
    """Whether a sheet lists people with dates and its name alone says what keeps them away."""
    return (
        header is not None
        and {AbsenceRow.nip, AbsenceRow.start} <= header.columns.keys()
        and AbsenceRow.code not in header.columns
        and absence_of(sheet.name) != ""
        and (
            AbsenceRow.end in header.columns
            or header.labels[header.columns[AbsenceRow.start]].casefold().startswith(("tanggal", "tgl"))
        )
    )


def _is_named(header: Header) -> bool:
    """Whether people are told by their names, not by NIP."""
    return normal(header.labels[header.columns[AbsenceRow.nip]]).startswith("nama")


def _names_people(header: Header, headings: UserHeadings) -> bool:
    said = {normal(label) for label in header.labels} & {
        heading for heading, column in headings.get(STAFF.name, {}).items() if column
    }
    named = {StaffRow.nip, NAME_AND_NIP} & header.columns.keys() and {
        StaffRow.name,
        NAME_AND_NIP,
    } & header.columns.keys()
    return bool(said or named)


def names_alone(sheet: Sheet) -> bool:
    """Whether a sheet lists people by name, with their post or unit, and no NIP."""
    header = None if sheet.marks.hidden or _is_roster(sheet) else find_header(sheet.rows, STAFF)
    return (
        header is not None
        and StaffRow.name in header.columns
        and bool(
            {StaffRow.position, StaffRow.unit, DIVISION, SECTION, StaffRow.agency} & header.columns.keys()
        )
    )


def _names_units(header: Header, staff: Header | None, headings: UserHeadings) -> bool:
    labels = {normal(label) for label in header.labels if label}
    if labels & {heading for heading, column in headings.get(UNITS.name, {}).items() if column}:
        return True
    if any(tree <= labels for tree in _TREES):
        return True
    people = staff is not None and {StaffRow.nip, NAME_AND_NIP} & staff.columns.keys()
    return UnitRow.unit in header.columns and not people and any(name in header.columns for name in _OF_UNITS)


def _numbers_only(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns."""
    return all(len(plain(cell)) <= _COLUMN_NUMBER for cell in row)


def keys_of(sheet: Sheet) -> set[str]:
    """The people that a sheet names: the NIP, or other keys, below its headings; not who signs below it."""
    header = find_header(sheet.rows, STAFF)
    if header is None:
        return set()
    at = header.columns.get(StaffRow.nip, header.columns.get(NAME_AND_NIP))
    if at is None:
        at = header.columns.get(StaffRow.name)
        names = (row[at] for row in sheet.rows[header.last + 1 :] if at is not None and at < len(row))
        return {normal(plain(name)) for name in names if not is_empty(name)}
    name = header.columns.get(StaffRow.name, at)
    cells = (
        plain(row[at])
        for row in sheet.rows[header.last + 1 :]
        if max(at, name) < len(row)
        and not is_empty(row[name])
        and sum(not is_empty(cell) for cell in row) >= _PERSON_CELLS
        and not _numbers_only(row)
    )
    keys = {"".join((_NUMBER.search(cell) or [cell])[0].split()) for cell in cells}
    return {key for key in keys if any(character.isdigit() for character in key)}


_FEWEST = 2  # headings that a table has at least, and tables that stand beside each other
_TITLE_CELLS = 2
_WHO = ("nip", "nama", "name")


def parted(sheet: Sheet, spec: SheetSpec) -> list[Sheet]:
    """The tables of a sheet, each as a sheet of its own whose cells stay where they are; the sheet itself if it has one.

    Args:
        sheet: a sheet of an input.
        spec: the input, which tells its headings.
    """
    header = find_header(sheet.rows, spec)
    starts = [] if header is None else _starts([normal(label) for label in header.labels])
    if header is None or len(starts) < _FEWEST or min(header.columns.values()) < starts[0]:
        return [sheet]
    return [
        Sheet(sheet.name, list(_cut(sheet.rows, header.first, start, end)), sheet.marks)
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]


def rosters_beside(sheet: Sheet) -> list[Sheet]:
    """The rosters that stand side by side in a sheet, each below the same first heading and a NIP or name of its own."""
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN_ROWS]):
        labels = [normal(cell) if isinstance(cell, str) else "" for cell in row]
        first = next(filter(None, labels), "")
        starts = [at for at, label in enumerate(labels) if label == first]
        spans = list(zip(starts, [*starts[1:], None], strict=True))
        if len(spans) >= _FEWEST and all(
            any(label.startswith(_WHO) for label in labels[start:end]) for start, end in spans
        ):
            return [Sheet(sheet.name, list(_cut(sheet.rows, index, *span)), sheet.marks) for span in spans]
    return [sheet]


def beside_notice(file: str, sheet: Sheet, count: int) -> Issue:
    """The notice of a sheet with several tables."""
    message = _("{count} tables stand side by side in the sheet and are read together.")
    return Issue("tables-beside", message.format(count=count), "", file, sheet.name)


def _starts(labels: Sequence[str]) -> list[int]:
    """The columns with which one and the same headings, two at least, begin anew."""
    filled = [at for at, label in enumerate(labels) if label]
    for size in range(_FEWEST, len(filled) // 2 + 1):
        blocks = [filled[at : at + size] for at in range(0, len(filled), size)]
        named = [[labels[at] for at in block] for block in blocks]
        if all(block == named[0][: len(block)] and len(block) == size for block in named):
            return [block[0] for block in blocks]
    return []


def _cut(rows: Sequence[list[Cell]], header: int, start: int, end: int | None) -> Iterator[list[Cell]]:
    """The rows with the other tables' cells empty; a title above the headings is one of all."""
    blank: list[Cell] = [""] * start
    for number, row in enumerate(rows):
        is_title = number < header and sum(not is_empty(cell) for cell in row) <= _TITLE_CELLS
        yield row if is_title else [*blank, *row[start:end]]
