"""The sample as a styled input workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.domain.inputs import FIXED, HOLIDAYS, PREFERENCES, STAFF
from asnroster.files import whole_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None
Rows = Sequence[Sequence[Cell]]
WIDTHS = {
    "NIP": 20, "Nama": 34, "Unit": 50, "OPD": 56, "Induk": 50, "Kode Unit": 12, "Singkatan": 16, "Jabatan": 44,
    "Jenis Jabatan": 14, "Eselon": 9, "Status": 17, "Peran": 24, "Layanan": 30, "Tim": 38, "Bergantian": 24,
    "Hari Kerja": 13, "Sektor": 22, "Gedung": 34, "Keterangan": 22, "Nomor Surat": 24, "Kedudukan": 23,
}  # fmt: skip
CHOICES = {
    (STAFF, "Boleh WFH"): ["Ya", "Tidak"],
    (STAFF, "Jenis Jabatan"): ["Struktural", "Fungsional", "Pelaksana"],
    (STAFF, "Status"): ["PNS", "CPNS", "PPPK", "PPPK Paruh Waktu"],
    (PREFERENCES, "Pilihan"): ["WFO", "WFH"],
    (FIXED, "Kode"): ["WFO", "WFH"],
    (HOLIDAYS, "Jenis"): ["Libur", "Cuti Bersama", "Masuk"],
}
_LAST_ROW = 1_048_575


def write_workbook(sheets: Mapping[str, Rows], path: Path, *, dated: date) -> None:
    """Write the sheets, first row of each as header; the same content gives the same bytes.

    Args:
        sheets: name -> rows; text stays text, whatever it looks like.
        path: the .xlsx to write.
        dated: what the file says about when it was made.

    Raises:
        OSError: when the file cannot be written.
    """
    import xlsxwriter

    with whole_file(path) as temporary, xlsxwriter.Workbook(temporary, {"constant_memory": True}) as book:
        book.set_properties({"title": "Contoh data pegawai", "created": datetime.combine(dated, time())})
        header = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "border": 1, "valign": "vcenter"}
        )
        texts = book.add_format({"num_format": "@"})
        dates = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        for name, rows in sheets.items():
            _write_sheet(book.add_worksheet(name), rows, header, texts, dates)


def _write_sheet(sheet: Worksheet, rows: Rows, header: Format, texts: Format, dates: Format) -> None:
    titles = [str(title) for title in rows[0]]
    for column, title in enumerate(titles):
        sheet.set_column(
            column, column, WIDTHS.get(title, max(12, len(title) + 4)), texts if title == "NIP" else None
        )
        if choices := CHOICES.get((sheet.get_name(), title)):
            sheet.data_validation(1, column, _LAST_ROW, column, {"validate": "list", "source": choices})
    sheet.freeze_panes(1, 2 if titles[:2] == ["NIP", "Nama"] else 1)
    sheet.autofilter(0, 0, max(1, len(rows) - 1), len(titles) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A2:Z{_LAST_ROW + 1}"})
    sheet.set_landscape()
    sheet.set_paper(8 if len(titles) > 10 else 9)  # A3, A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 22)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, header)
    for number, row in enumerate(rows[1:], start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, texts if titles[column] == "NIP" else None)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, datetime.combine(cell, time()), dates)
            elif cell is not None:
                sheet.write_number(number, column, cell)
