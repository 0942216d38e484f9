"""The project's own workbook made from another system's list: people and units filled in, guesses to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from asnroster.domain.calendar import MONDAY_TO_FRIDAY, Workdays
from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem, Unit
from asnroster.files import whole_file
from asnroster.intake.assumptions import confirm_cells
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.remarks import used_as
from asnroster.intake.schema import CONFIRM, SHEETS, STAFF, UNITS, StaffRow, UnitRow
from asnroster.intake.tables import Tables
from asnroster.output.dates import workdays_text
from asnroster.output.inputbook import Formats, InputSheet, add_sheets, workbook_formats
from asnroster.output.template import GUIDE_SHEET
from asnroster.output.xlsx import Workbook
from asnroster.words import Text, _

LEFT_OUT_SHEET = Text("Not Rostered", "Tidak Dijadwalkan")
_LEFT_OUT_WIDTHS = (24, 36, 62, 34)
_GUIDE_WIDTHS = (34, 30, 60)
_LATER = "#FFF2CC"  # what still needs an answer

# What is written as it was understood; other columns stand as they were found.
_TYPED = (
    StaffRow.name,
    StaffRow.position,
    StaffRow.position_kind,
    StaffRow.echelon,
    StaffRow.status,
    StaffRow.in_post_since,
    StaffRow.legal_status,
    StaffRow.starts,
    StaffRow.ends,
)
Value = str | int | float | date | Fraction | None


@dataclass(frozen=True)
class Import:
    """What an import found."""

    tables: Tables
    problem: Problem


def write_import(result: Import, out: Path) -> None:
    """Write the workbook in the user's language.

    Raises:
        OSError: when it cannot be written there.
    """
    with whole_file(out) as temporary:
        book = Workbook(temporary)
        formats = workbook_formats(book)
        guide = book.add_worksheet(str(GUIDE_SHEET))
        filled: dict[str, list[Mapping[AnyColumn, Value]]] = {
            STAFF.name: list(_staff(result)),
            UNITS.name: list(_units(result)),
            CONFIRM.name: [confirm_cells(row) for row in result.problem.assumptions],
        }
        specs = (STAFF, UNITS, CONFIRM, *(spec for spec in SHEETS if spec not in (STAFF, UNITS)))
        inputs = [
            InputSheet(spec, spec.columns, [[row[column] for column in spec.columns] for row in rows])
            for spec in specs
            for rows in (filled.get(spec.name) or list(_as_they_stand(result.tables, spec)),)
        ]
        sheets = add_sheets(book, inputs, formats)
        _indent(book, sheets[UNITS.name], result.problem)
        _mark_open(book, sheets[CONFIRM.name], result)
        _write_left_out(book, result, formats)
        _write_guide(guide, result, formats, out)
        guide.activate()
        book.close()


def _staff(result: Import) -> Iterator[Mapping[AnyColumn, Value]]:
    problem, grid = result.problem, result.tables.grids[STAFF.name]
    words = _unit_words(problem.units)
    # Whoever has several rows stays in each as it stands.
    rows = Counter(row.nip for row in result.tables.staff)
    place = {person.key: person.unit for person in problem.people if rows[person.key] == 1}
    paths = {unit.path: index for index, unit in enumerate(problem.units)}
    place |= {person.key: paths[person.unit] for person in problem.left_out if person.unit in paths}
    # Whoever is known by name among others with a NIP is to get one here, and is asked about again until then.
    few = any(row.kind == "nip-none" for row in problem.assumptions)
    cells = grid.raw | grid.written
    for position, row in enumerate(result.tables.staff):
        unit = place.get(row.nip)
        name, agency = words[unit] if unit is not None else (row.unit, row.agency)
        typed: dict[AnyColumn, Value] = {
            StaffRow.nip: "" if few and row.nip == row.name else row.nip,
            StaffRow.unit: name,
            StaffRow.agency: agency,
            StaffRow.unit_code: "",
        }
        typed |= {column: row[column.place] for column in _TYPED}
        yield {column: _raw(cells, column, position) for column in STAFF.columns} | typed


def _raw(raw: Mapping[str, Sequence[Any]], column: str, position: int) -> Value:
    cell: Value = raw[column][position] if column in raw else None
    return cell


def _unit_words(units: Sequence[Unit]) -> list[tuple[str, str]]:
    """For each unit how the staff name it: its name, or its path where the agency has several of that name; its OPD."""
    count = Counter((unit.agency, fold(unit.name)) for unit in units)
    return [
        (unit.name if count[unit.agency, fold(unit.name)] == 1 else unit.path, units[unit.agency].name)
        for unit in units
    ]


def _units(result: Import) -> Iterator[Mapping[AnyColumn, Value]]:
    units = result.problem.units
    words = _unit_words(units)
    assumed = {row.subject for row in result.problem.assumptions if row.kind == "sector" and row.open}
    for index, unit in enumerate(units):
        above = units[unit.parent] if unit.parent is not None else None
        values: dict[AnyColumn, Value] = {
            UnitRow.unit: unit.name,
            UnitRow.code: unit.code,
            UnitRow.short_name: unit.short_name,
            UnitRow.agency: words[index][1] if above else "",
            UnitRow.parent: words[unit.parent][0] if unit.parent is not None else "",
            # What is only assumed stands in the sheet Konfirmasi: one place to put it right.
            UnitRow.sector: "" if unit.path in assumed else _own(unit.sector, above.sector if above else ""),
            UnitRow.building: _own(unit.building, above.building if above else ""),
            UnitRow.min_office: unit.min_office,
            UnitRow.max_home_share: unit.max_home_share,
            UnitRow.workdays: _workdays(unit.workdays, above.workdays if above else MONDAY_TO_FRIDAY),
            UnitRow.scenario: _own(unit.scenario, above.scenario if above else ""),
            UnitRow.signer: unit.signer,
        }
        yield values


def _own(value: str, inherited: str) -> str:
    return "" if value == inherited else value


def _workdays(workdays: Workdays, inherited: Workdays) -> str:
    return "" if workdays == inherited else workdays_text(workdays)


def _as_they_stand(tables: Tables, spec: SheetSpec) -> Iterable[Mapping[AnyColumn, Value]]:
    """The rows of an input sheet that the file has already; those that have no effect would stop the new one."""
    grid = tables.grids.get(spec.name)
    if grid is None:
        return
    for position, number in enumerate(grid.numbers):
        if (spec.name, number) not in tables.idle:
            yield {column: _raw(grid.raw, column, position) for column in spec.columns}


def _indent(book: Any, sheet: Any, problem: Problem) -> None:
    """Units stand further right the deeper they are."""
    looks: dict[int, Any] = {}
    for row, (unit, line) in enumerate(zip(problem.units, problem.ancestors, strict=True), start=1):
        depth = len(line) - 1
        if depth not in looks:
            looks[depth] = book.add_format({"num_format": "@", "indent": depth, "bold": not depth})
        sheet.write_string(row, 0, unit.name, looks[depth])


def _mark_open(book: Any, sheet: Any, result: Import) -> None:
    """What is assumed stands out until it is answered."""
    last = max(1, len(result.problem.assumptions))
    later = book.add_format({"bg_color": _LATER})
    sheet.conditional_format(
        1, 0, last, 5, {"type": "formula", "criteria": '=AND($A2<>"",$E2="")', "format": later}
    )


def _write_left_out(book: Any, result: Import, formats: Formats) -> None:
    sheet = book.add_worksheet(str(LEFT_OUT_SHEET))
    for place, (heading, width) in enumerate(
        zip(
            ("NIP", STAFF.columns[1].label, UNITS.columns[0].label, _("Reason")),
            _LEFT_OUT_WIDTHS,
            strict=True,
        )
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats.head)
    for row, person in enumerate(result.problem.left_out, start=1):
        for place, text in enumerate((person.key, person.name, person.unit, person.reason)):
            sheet.write_string(row, place, text, formats.cell)
    sheet.freeze_panes(1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{len(result.problem.left_out) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_guide(sheet: Any, result: Import, formats: Formats, out: Path) -> None:
    """What was imported from where, what is still to be done, and which heading became which column."""
    tables = result.tables
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    files = ", ".join(source.file for source in tables.sources)
    sheet.write_string(0, 0, _("Imported from {files}").format(files=files), formats.title)
    row = 1
    for row, line in enumerate(import_lines(result, out), start=1):
        sheet.write_string(row, 0, line)
    row += 2
    for place, heading in enumerate((_("Heading found"), _("Used as"), _("Sheet"))):
        sheet.write_string(row, place, heading, formats.head)
    for spec in (STAFF, UNITS):
        for heading, column in tables.mapping.get(spec.name, {}).items():
            row += 1
            for place, text in enumerate((heading, used_as(spec, column), spec.label)):
                sheet.write_string(row, place, text, formats.cell)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def import_lines(result: Import, out: Path) -> Iterator[str]:
    """What was imported into ``out``, guessed and left out, and what is still to be done; in it and on the terminal."""
    problem = result.problem
    yield _("{people} people in {units} units of {agencies} agencies.").format(
        people=problem.headcount,
        units=len(problem.units),
        agencies=sum(unit.parent is None for unit in problem.units),
    )
    for reason, count in Counter(person.reason for person in problem.left_out).most_common():
        yield _("Not rostered ({reason}): {count}").format(reason=reason, count=count)
    if assumed := sum(row.open for row in problem.assumptions):
        yield _("Assumed: {count}; say Yes or No in the sheet “{sheet}”.").format(
            count=assumed, sheet=CONFIRM.label
        )
    yield _("Check the file with: {command}").format(command=f"asnroster check {out.name}")
