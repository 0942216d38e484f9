"""Typed rows of every input sheet, with everything that is wrong with single cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from asnroster.domain.problem import CellRef, Source
from asnroster.errors import Issue, did_you_mean, nearest
from asnroster.intake.cells import is_empty, plain
from asnroster.intake.columns import SCENARIO, SHEET_OF, SHEETS, STAFF, UNITS, SheetSpec, normal
from asnroster.intake.foreign import adapt_staff, is_list
from asnroster.intake.grid import Grid, find_header, read_grid
from asnroster.intake.kinds import read_column
from asnroster.intake.rows import (
    AbsenceRow,
    BuildingRow,
    HolidayRow,
    PinRow,
    PreferenceRow,
    ScenarioRow,
    ServiceRow,
    StaffRow,
    UnitRow,
)
from asnroster.intake.sheets import Book, Sheet, column_letters, read_book
from asnroster.words import _

_UNNAMED = re.compile(r"(sheet|lembar|lembar ?kerja|worksheet)?\s*\d*", re.IGNORECASE)
_NEAR_SHEET = 0.75


@dataclass
class Tables:
    """Every input sheet as typed rows.

    Attributes:
        grids: input sheet -> where it was found.
        columns: sheets and columns that hold any data, as in ``Problem.columns``.
        mapping: heading as found -> column that it was taken for, where the two differ.
        issues: everything wrong so far; notices: everything odd.
    """

    sources: tuple[Source, ...] = ()
    staff: list[StaffRow] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    absences: list[AbsenceRow] = field(default_factory=list)
    preferences: list[PreferenceRow] = field(default_factory=list)
    pins: list[PinRow] = field(default_factory=list)
    buildings: list[BuildingRow] = field(default_factory=list)
    services: list[ServiceRow] = field(default_factory=list)
    holidays: list[HolidayRow] = field(default_factory=list)
    scenario_rows: list[ScenarioRow] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)
    mapping: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)

    def ref(self, sheet: str, row: int, column: str = "") -> CellRef:
        """The cell of a column in a row of an input sheet."""
        return self.grids[sheet].ref(row, column)

    def issue(
        self, code: str, sheet: str, row: int, column: str, message: str, needed: str = "", found: str = ""
    ) -> Issue:
        """An issue about one cell, for whoever finds something wrong later."""
        return self.grids[sheet].issue(code, row, column, message, needed, found)


_ROW_TYPES: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "Pegawai": ("staff", StaffRow),
    "Unit": ("units", UnitRow),
    "Ketidakhadiran": ("absences", AbsenceRow),
    "Preferensi": ("preferences", PreferenceRow),
    "Penetapan": ("pins", PinRow),
    "Gedung": ("buildings", BuildingRow),
    "Layanan": ("services", ServiceRow),
    "Libur": ("holidays", HolidayRow),
}


def read_tables(staff: Path, units: Path | None = None) -> Tables:
    """Read the staff file, and the units from a second one if given.

    Args:
        staff: workbook with the sheet Pegawai and whatever else, a .csv of staff, or another system's list.
        units: workbook or .csv with the sheet Unit; it wins over one in ``staff``.

    Returns:
        typed rows; what is wrong with the content is collected in ``issues``, never raised.

    Raises:
        InputError: when a file cannot be read at all.
    """
    tables = Tables()
    book = read_book(staff)
    sheets = _known_sheets(book, STAFF, tables)
    sources = [Source(book.file, book.sha256)]
    if units is not None:
        second = read_book(units)
        sources.append(Source(second.file, second.sha256))
        sheets |= _known_sheets(second, UNITS, tables)
    tables.sources = tuple(sources)
    for spec in SHEETS:
        if spec.name in sheets:
            file, sheet = sheets[spec.name]
            _read_sheet(tables, spec, file, sheet)
    return tables


def _known_sheets(book: Book, main: SheetSpec, tables: Tables) -> dict[str, tuple[str, Sheet]]:
    """Sheet name of the schema -> the file's sheet; ``main`` may also be known by its columns."""
    found: dict[str, tuple[str, Sheet]] = {}
    unknown: list[Sheet] = []
    for sheet in book.sheets:
        spec = SHEET_OF.get(normal(sheet.name))
        if spec is None:
            unknown.append(sheet)
        elif spec.name in found:
            message = _("The sheets “{first}” and “{second}” are the same input.").format(
                first=found[spec.name][1].name, second=sheet.name
            )
            tables.issues.append(
                Issue("sheet-doubled", message, _("Remove or rename one of them."), book.file, sheet.name)
            )
        else:
            found[spec.name] = (book.file, sheet)
    if main.name not in found:
        known_by_columns = [sheet for sheet in unknown if _holds(sheet, main)]
        if known_by_columns:
            chosen = known_by_columns[0]
            unknown.remove(chosen)
            found[main.name] = (book.file, Sheet(chosen.name or main.name, chosen.rows))
        else:
            tables.issues.append(_sheet_missing(book, main, [sheet.name for sheet in unknown if sheet.name]))
    missing = [name for spec in SHEETS if spec.name not in found for name in (spec.name, spec.english)]
    for sheet in unknown:
        near = nearest(sheet.name, missing) if sheet.name else None
        if near and _alike(sheet.name, near):
            message = _("The sheet “{sheet}” is not read.").format(sheet=sheet.name)
            needed = _("Did you mean “{near}”?").format(near=near)
            tables.notices.append(Issue("sheet-near", message, needed, book.file, sheet.name))
    return found


def _alike(first: str, second: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, normal(first), normal(second)).ratio() >= _NEAR_SHEET


def _holds(sheet: Sheet, main: SheetSpec) -> bool:
    """Whether a sheet of another name is the main one: an unnamed sheet, or another system's list."""
    header = find_header(sheet.rows, main)
    if header is None:
        return sheet.name == "" and any(any(not is_empty(cell) for cell in row) for row in sheet.rows)
    if _UNNAMED.fullmatch(sheet.name):
        return True
    labels = {normal(header.labels[place]) for place in header.columns.values()}
    if main is UNITS:
        return {"namaunor", "idatasan"} <= labels or {"unornama", "idatasan"} <= labels
    grid = Grid(main, "", sheet.name, raw={name: [] for name in header.columns}, labels=header.labels)
    return is_list(grid) or "nipbaru" in labels or any(label.startswith("unor1") for label in labels)


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


def _read_sheet(tables: Tables, spec: SheetSpec, file: str, sheet: Sheet) -> None:
    grid = read_grid(sheet, spec, file, tables.issues)
    if grid is None:
        if spec is STAFF and not any(issue.sheet == sheet.name for issue in tables.issues):
            tables.issues += Grid(spec, file, sheet.name or spec.name).missing()
        return
    if spec is STAFF:
        adapt_staff(grid, tables.notices)
    tables.grids[spec.name] = grid
    tables.mapping |= grid.aliased
    tables.issues += grid.missing()
    _note_columns(tables, grid)
    if spec is SCENARIO:
        tables.scenario_rows = list(_scenario_rows(grid))
    else:
        target, row_type = _ROW_TYPES[spec.name]
        setattr(tables, target, [row_type(*cells) for cells in _values(tables, grid)])
    if spec is STAFF and not grid.numbers:
        cell = f"{column_letters(min(grid.at.values(), default=0))}{grid.header_row + 1}"
        message = _("The sheet “{sheet}” names nobody.").format(sheet=grid.sheet)
        needed = _("Enter one row per person below the headings.")
        tables.issues.append(Issue("staff-empty", message, needed, file, grid.sheet, cell))


def _note_columns(tables: Tables, grid: Grid) -> None:
    if grid.numbers:
        tables.columns.add((grid.spec.name, ""))
    for name, cells in grid.raw.items():
        if not all(is_empty(cell) for cell in cells):
            tables.columns.add((grid.spec.name, name))


def _values(tables: Tables, grid: Grid) -> Iterable[tuple[Any, ...]]:
    """The rows' values in the order of the schema, bad cells reported."""
    columns: list[Iterable[Any]] = [grid.numbers]
    for column in grid.spec.columns:
        if column.name not in grid.raw:
            # A column that is missing was reported as such, not cell by cell.
            value, _bad = read_column(replace(column, required=False), [""])
            columns.append(value * len(grid.numbers))
            continue
        cells = grid.raw[column.name]
        values, bad = read_column(column, cells)
        columns.append(values)
        for position, error in bad:
            row, found = grid.numbers[position], plain(cells[position])
            tables.issues.append(grid.issue(error.code, row, column.name, error.message, error.needed, found))
    return zip(*columns, strict=True)


def _scenario_rows(grid: Grid) -> Iterable[ScenarioRow]:
    columns = [grid.raw.get(column.name, [""] * len(grid.numbers)) for column in grid.spec.columns]
    for number, rule, name, key, value in zip(grid.numbers, *columns, strict=True):
        cell = value.strip() if isinstance(value, str) else value
        yield ScenarioRow(plain(rule), plain(name), plain(key), cell, grid.ref(number, "Nilai"))


def sort_issues(issues: Iterable[Issue]) -> list[Issue]:
    """Issues in the order of the files: sheet by sheet as in the schema, then row, then column; no doubles."""
    order = {
        name: place for place, spec in enumerate(SHEETS) for name in (normal(spec.name), normal(spec.english))
    }

    def key(issue: Issue) -> tuple[int, str, int, int, str]:
        match = re.fullmatch(r"([A-Z]+)(\d+)", issue.cell)
        letters, row = (match.group(1), int(match.group(2))) if match else ("", 0)
        return order.get(normal(issue.sheet), -1), issue.sheet, row, len(letters), letters

    return sorted(dict.fromkeys(issues), key=key)
