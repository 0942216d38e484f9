"""Small input workbooks for tests, one dictionary of sheets each."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem, read_tables

BUDI, SITI, AGUS = "198001012005011001", "198502022010012002", "199003032015031003"
MAY = (date(2026, 5, 1), date(2026, 5, 31))
STAFF = [
    ["NIP", "Nama", "Unit", "OPD"],
    [BUDI, "Budi Santoso", "Sekretariat", "Dinas A"],
    [SITI, "Siti Aminah", "Bidang Data", "Dinas A"],
    [AGUS, "Agus Salim", "Sekretariat", "Dinas B"],
]
Sheets = Mapping[str, Sequence[Sequence[Any]]]


def write_xlsx(path: Path, sheets: Sheets) -> Path:
    """Write the sheets; texts stay texts, whatever they begin with."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(r, c, cell, dates)
                    elif cell is not None:
                        sheet.write(r, c, cell)
    return path


def write_csv(
    path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    """Write one sheet as text."""
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def build(path: Path, units: Path | None = None) -> tuple[Problem, list[Issue]]:
    """Read and build for May 2026."""
    return build_problem(read_tables(path, units), *MAY)


def problems(path: Path, units: Path | None = None) -> list[tuple[str, str, str]]:
    """Code, sheet and cell of every issue; empty when all is well."""
    try:
        build(path, units)
    except InputError as error:
        return [(issue.code, issue.sheet, issue.cell) for issue in error.issues]
    return []


def notices(path: Path) -> list[tuple[str, str, str]]:
    """Code, sheet and cell of every notice."""
    return [(notice.code, notice.sheet, notice.cell) for notice in build(path)[1]]


def problem_of(staff: Path, units: Path | None = None) -> Problem:
    """What is built for May 2026, without the notices."""
    return build(staff, units)[0]


def written(path: Path, rows: list[list[Any]]) -> Path:
    """The rows as .xls or .ods, in a sheet Pegawai."""
    if path.suffix == ".xls":
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("Pegawai")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell)
        book.save(str(path))
        return path
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Pegawai")
    for row in rows:
        line = TableRow()
        for cell in row:
            box = TableCell(valuetype="string")
            box.addElement(P(text=cell))
            line.addElement(box)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path
