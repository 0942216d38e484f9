"""Typed rows of every input sheet, with everything that is wrong with single cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from asnroster.collector import paused_collection
from asnroster.domain.problem import Assumption, CellRef, Source
from asnroster.errors import Issue
from asnroster.intake.answers import Answers, read_answers
from asnroster.intake.cells import date_list, date_range, is_empty, normal, plain
from asnroster.intake.columns import Row, SheetSpec
from asnroster.intake.doubtful_cells import settle_ones, settle_unclear
from asnroster.intake.foreign import join_grids, read_staff
from asnroster.intake.grid import Grid, cut, read_grid, typed_rows
from asnroster.intake.input_sheets import Finding, Found, Given, known_sheets
from asnroster.intake.mapping import UNREAD, ColumnMap
from asnroster.intake.marks import column_letters
from asnroster.intake.namesakes import Namesakes
from asnroster.intake.places import place_the_rest
from asnroster.intake.recognition import absence_of
from asnroster.intake.remarks import (
    blank_columns,
    faults_unread,
    free_of_faults,
    heading_notices,
    row_remarks,
    unknown_headings,
)
from asnroster.intake.schema import (
    ABSENCE,
    CONFIRM,
    FIXED,
    INPUTS,
    SCENARIO,
    SHEETS,
    STAFF,
    UNITS,
    AbsenceRow,
    BuildingRow,
    ConfirmRow,
    HolidayRow,
    PinRow,
    PreferenceRow,
    ScenarioRow,
    ServiceRow,
    StaffRow,
    UnitRow,
)
from asnroster.intake.sheets import Book, read_book
from asnroster.words import _


@dataclass
class Tables:
    """Every input sheet as typed rows.

    Attributes:
        grids: input sheet -> where it was found.
        columns: sheets and columns that hold any data, as in ``Problem.columns``.
        mapping: sheet -> heading as found -> column that it was taken for, where the two differ.
        answers: what the user says to what was assumed, here and in the roster that is to be replaced.
        guests: input -> sheets that are read as it by their headings alone.
        idle: input and row number of the rows that have no effect, as was told.
        assumptions: what readers took as true where the input says nothing; answers are laid over them later.
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
    confirmations: list[ConfirmRow] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    grids: dict[str, Grid] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)
    mapping: dict[str, dict[str, str]] = field(default_factory=dict)
    guests: dict[str, frozenset[str]] = field(default_factory=dict)
    idle: set[tuple[str, int]] = field(default_factory=set)
    assumptions: list[Assumption] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)

    def ref(self, row: Row, column: str = "") -> CellRef:
        """The cell of a column in a row of an input sheet."""
        return self.grids[row.sheet.name].ref(row.row, column)

    def origins(self) -> dict[str, list[tuple[str, int]]]:
        """Input -> the sheets that it was read from, each with the number of its rows."""
        return {
            name: [(part.sheet, len(part.numbers)) for part in grid.parts or (grid,)]
            for name, grid in self.grids.items()
        }

    def issue(
        self, code: str, row: Row, column: str, message: str, needed: str = "", found: str = ""
    ) -> Issue:
        """An issue about one cell, for whoever finds something wrong later."""
        return self.grids[row.sheet.name].issue(code, row.row, column, message, needed, found)


_HELD_IN: Mapping[type[Row], str] = {
    StaffRow: "staff", UnitRow: "units", AbsenceRow: "absences", PreferenceRow: "preferences", PinRow: "pins",
    BuildingRow: "buildings", ServiceRow: "services", HolidayRow: "holidays", ConfirmRow: "confirmations",
}  # fmt: skip
_KIND_OF = {kind.sheet: kind for kind in _HELD_IN}


@paused_collection()
def read_tables(
    staff: Path | Book,
    units: Path | Book | None = None,
    mapping: ColumnMap | None = None,
    *,
    answers: Iterable[Path] = (),
) -> Tables:
    """Read the staff file, and the units from a second one if given.

    Args:
        staff: workbook with the sheet Pegawai and whatever else, a .csv of staff, or another system's list.
        units: workbook or .csv with the sheet Unit; it wins over one in ``staff``.
        mapping: which headings are which columns, over what is recognised by name.
        answers: rosters whose sheets Konfirmasi are read too; the staff file's own answers come first.

    Returns:
        typed rows; what is wrong with the content is collected in ``issues``, never raised.

    Raises:
        InputError: when a file cannot be read at all.
    """
    tables, mapping = Tables(), mapping or {}
    given = {
        sheet: {normal(heading): "" if name == UNREAD else name for heading, name in columns.items()}
        for sheet, columns in mapping.items()
    }
    book = read_book(staff)
    found = _taken(tables, known_sheets(book, STAFF, given))
    sources = [Source(book.file, book.sha256)]
    if units is not None:
        second = read_book(units)
        sources.append(Source(second.file, second.sha256))
        found |= _taken(tables, known_sheets(second, UNITS, given))
    tables.sources = tuple(sources)
    # Answers first: whoever reads the other sheets may ask them.
    for spec in (CONFIRM, *SHEETS):
        grids = _read_sheets(tables, spec, found[spec.name], given) if spec.name in found else []
        if spec.name in mapping:
            tables.issues += unknown_headings(grids, spec, mapping[spec.name], book.file)
        if spec is CONFIRM:
            told = [row for roster in dict.fromkeys(answers) for row in _answers_of(roster, tables.notices)]
            tables.answers = Answers([*tables.confirmations, *told])
    return tables


def _answers_of(roster: Path, notices: list[Issue]) -> list[ConfirmRow]:
    """The answers that a roster holds, told by number."""
    rows = read_answers(roster)
    if rows:
        message = _("{count} answers were read in the sheet Konfirmasi of {file}.")
        notices.append(
            Issue("answers-read", message.format(count=len(rows), file=roster.name), "", roster.name)
        )
    return rows


def _taken(tables: Tables, found: Finding) -> dict[str, Found]:
    """Note what is said about the sheets of a file."""
    tables.issues += found.issues
    tables.notices += found.notices
    tables.assumptions += found.assumptions
    for name, where in found.inputs.items():
        if where.guests:
            tables.guests[name] = where.guests
    return found.inputs


def _read_sheets(tables: Tables, spec: SheetSpec, found: Found, given: Given) -> list[Grid]:
    """Read the sheet (or the several lists) of an input."""
    grids: list[Grid] = []
    several = len({sheet.name for sheet in found.sheets}) > 1
    for sheet in found.sheets:
        cells = read_grid(sheet, spec, found.file, tables.issues, given.get(spec.name))
        if cells is None:
            continue
        grid, rows = cells
        grid.blank = blank_columns(grid, rows)
        if spec is STAFF:
            read_staff(grid, rows, tables.notices)
            if (said := place_the_rest(grid, several=several)) is not None:
                tables.notices.append(said)
        else:
            cut(grid, rows)
        if spec in (ABSENCE, FIXED):
            _end_single_days(grid)
        if spec is ABSENCE:
            tables.notices += _code_by_name(grid)
        tables.assumptions += settle_ones(grid, tables.answers)
        tables.notices += [*row_remarks(grid), *free_of_faults(grid), *faults_unread(grid, rows)]
        grids.append(grid)
    if grids:
        _take_grids(tables, spec, grids)
    elif spec is STAFF and not any(issue.sheet == found.sheets[0].name for issue in tables.issues):
        tables.issues.append(_empty_sheet(spec, found))
    return grids


def _take_grids(tables: Tables, spec: SheetSpec, grids: Sequence[Grid]) -> None:
    """Take the rows of all sheets of an input."""
    tables.notices += heading_notices(grids)
    if aliased := {heading: name for grid in grids for heading, name in grid.aliased.items()}:
        tables.mapping[spec.name] = aliased
    joined = join_grids(grids)
    if spec is STAFF:
        _know_by_name(tables, joined)
        tables.assumptions += settle_unclear(joined, tables.answers)
    _take_rows(tables, spec, joined)


def _know_by_name(tables: Tables, grid: Grid) -> None:
    """Keys for whoever has no NIP, names for whoever has nothing else."""
    named = Namesakes(grid, tables.answers)
    tables.issues += named.issues
    tables.notices += named.notices
    tables.assumptions += named.assumptions


def _empty_sheet(spec: SheetSpec, found: Found) -> Issue:
    """What to say of an input in whose sheet nothing stands."""
    sheet = found.sheets[0].name or spec.name
    message = _("The sheet “{sheet}” is empty.").format(sheet=sheet)
    needed = _("Enter a table with the headings {names}, or give another file.").format(
        names=", ".join(column.label for column in spec.columns if column.required)
    )
    return Issue("sheet-empty", message, needed, found.file, sheet, "A1")


def _end_single_days(grid: Grid) -> None:
    """A list with one date a row is about single days, or says first and last day, or several days, in that cell."""
    kind = PinRow if grid.spec is FIXED else AbsenceRow
    first, last = kind.start, kind.end
    if first not in grid.at or last in grid.at:
        return
    if kind is AbsenceRow and normal(grid.labels[grid.at[first]]) not in ("tanggal", "tgl", "tanggalcuti"):
        return
    for place, cell in reversed(list(enumerate(grid.raw[first]))):
        days = date_list(cell)
        if not days:
            continue
        for column, cells in grid.raw.items():
            cells[place : place + 1] = days if column == first else [cells[place]] * len(days)
        grid.numbers[place : place + 1] = [grid.numbers[place]] * len(days)
    grid.at[last], grid.raw[last] = grid.at[first], list(grid.raw[first])
    for place, cell in enumerate(grid.raw[first]):
        if (both := date_range(cell)) is not None:
            grid.raw[first][place], grid.raw[last][place] = both


def _code_by_name(grid: Grid) -> Iterator[Issue]:
    """Give the rows of a list of absences without a kind that which its sheet is called after, in place, and say so."""
    code = absence_of(grid.sheet)
    if AbsenceRow.code in grid.raw or not code:
        return
    grid.raw[AbsenceRow.code], grid.at[AbsenceRow.code] = [code] * len(grid.numbers), grid.at[AbsenceRow.nip]
    message = _("No column says the kind of absence: each row counts as {code}, as the sheet is called.")
    yield Issue("absence-by-name", message.format(code=code), "", grid.file, grid.sheet)


def _take_rows(tables: Tables, spec: SheetSpec, grid: Grid) -> None:
    tables.grids[spec.name] = grid
    tables.issues += grid.missing()
    _note_columns(tables, grid)
    if spec is SCENARIO:
        tables.scenario_rows = list(_scenario_rows(grid))
    else:
        kind = _KIND_OF[spec]
        rows, issues = typed_rows(kind, grid)
        setattr(tables, _HELD_IN[kind], rows)
        for number, issue in issues:
            _report(tables, grid, number, issue)
    if spec is STAFF and not grid.numbers:
        cell = f"{column_letters(min(grid.at.values(), default=0))}{grid.header_row + 1}"
        message = _("The sheet “{sheet}” names nobody.").format(sheet=grid.sheet)
        needed = _("Enter one row per person below the headings.")
        tables.issues.append(Issue("staff-empty", message, needed, grid.file, grid.sheet, cell))


def _note_columns(tables: Tables, grid: Grid) -> None:
    if grid.numbers:
        tables.columns.add((grid.spec.name, ""))
    for name, cells in grid.raw.items():
        if not all(is_empty(cell) for cell in cells):
            tables.columns.add((grid.spec.name, str(name)))


def _report(tables: Tables, grid: Grid, number: int, issue: Issue) -> None:
    """An issue of a cell; in a sheet that nobody called an input it stops nothing: the row has no effect."""
    if issue.sheet not in tables.guests.get(grid.spec.name, ()):
        tables.issues.append(issue)
        return
    message = _("{message} The row has no effect.").format(message=issue.message)
    tables.notices.append(replace(issue, message=message))
    tables.idle.add((grid.spec.name, number))


def _scenario_rows(grid: Grid) -> Iterable[ScenarioRow]:
    columns = [grid.raw.get(column, [""] * len(grid.numbers)) for column in SCENARIO.columns]
    for number, rule, name, key, value in zip(grid.numbers, *columns, strict=True):
        cell = value.strip() if isinstance(value, str) else value
        ref = grid.ref(number, SCENARIO.columns[-1])
        yield ScenarioRow(plain(rule), plain(name), plain(key), cell, ref)


def sort_issues(issues: Iterable[Issue]) -> list[Issue]:
    """Issues in the order of the files: sheet by sheet as in the schema, then row, then column; no doubles."""
    order = {
        name: place for place, spec in enumerate(INPUTS) for name in (normal(spec.name), normal(spec.english))
    }

    def key(issue: Issue) -> tuple[int, str, int, int, str]:
        match = re.fullmatch(r"([A-Z]+)(\d+)", issue.cell)
        letters, row = (match.group(1), int(match.group(2))) if match else ("", 0)
        return order.get(normal(issue.sheet), -1), issue.sheet, row, len(letters), letters

    return sorted(dict.fromkeys(issues), key=key)
