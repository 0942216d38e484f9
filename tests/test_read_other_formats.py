"""What .ods, .xls and .xlsb say beside their values: errors, hidden rows, columns and sheets, as in an .xlsx."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from asnroster.intake.marks import Marks
from asnroster.intake.sheets import read_book
from tests.intake_books import build, problems, written

HEAD = ["NIP", "Nama", "Unit", "Boleh WFH"]
# Row 3 is hidden and holds #DIV/0!, row 4 has no height and holds #N/A, column C is hidden; two more sheets are hidden.
ROWS: list[list[Any]] = [
    HEAD,
    ["1", "Ani", "U", "Ya"],
    ["2", "Budi", "U", "#DIV/0!"],
    ["3", "Cici", "U", "#N/A"],
]
CODES = {"#DIV/0!": 0x07, "#N/A": 0x2A}


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Pegawai"
    for row in ROWS:
        sheet.append(row)
    for cell in (sheet["D3"], sheet["D4"]):
        cell.data_type = "e"
    sheet.row_dimensions[3].hidden = True
    for name, state in (("Catatan", "hidden"), ("Rahasia", "veryHidden")):
        book.create_sheet(name).sheet_state = state
        book[name].append(["x"])
    whole = path.with_name("whole.xlsx")
    book.save(whole)
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(path, "w") as copy:
        for part in parts.namelist():
            xml = parts.read(part)
            if part == "xl/worksheets/sheet1.xml":
                xml = xml.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"')
                columns = b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols>'
                xml = xml.replace(b"<sheetData>", columns + b"<sheetData>")
            copy.writestr(part, xml)


def write_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Pegawai")
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            if cell in CODES:
                sheet.row(at).set_cell_error(column, CODES[cell])
            else:
                sheet.write(at, column, cell)
    sheet.row(2).hidden = True
    sheet.row(3).height, sheet.row(3).height_mismatch = 0, True
    sheet.col(2).hidden = True
    for name, state in (("Catatan", 1), ("Rahasia", 2)):
        more = book.add_sheet(name)
        more.write(0, 0, "x")
        more.visibility = state
    book.save(str(path))


NAMESPACES = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def write_ods(path: Path, flat: str = ' table:visibility="filter"') -> None:
    def cell(value: str) -> str:
        kind = ' calcext:value-type="error"' if value in CODES else ""
        return (
            f'<table:table-cell office:value-type="string"{kind}><text:p>{value}</text:p></table:table-cell>'
        )

    looks = ["", "", ' table:visibility="collapse"', flat]
    body = "".join(
        f"<table:table-row{look}>{''.join(map(cell, row))}</table:table-row>"
        for look, row in zip(looks, ROWS, strict=True)
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    hidden = "".join(
        f'<table:table table:name="{name}" table:style-name="ta2"><table:table-row>{cell("x")}</table:table-row></table:table>'
        for name in ("Catatan", "Rahasia")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{NAMESPACES}><office:automatic-styles><style:style style:name="ta2">'
        '<style:table-properties table:display="false"/></style:style><style:style style:name="ro0">'
        '<style:table-row-properties style:row-height="0.00cm"/></style:style></office:automatic-styles><office:body>'
        f'<office:spreadsheet><table:table table:name="Pegawai">{columns}{body}</table:table>{hidden}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", MANIFEST)


def record(kind: int, body: bytes = b"") -> bytes:
    """A binary record: its kind and length seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = len(body), b""
    while length > 0x7F:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return head + size + bytes([length]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xlsb(path: Path) -> None:
    names = {"Pegawai": 0, "Catatan": 1, "Rahasia": 2}
    sheets = b"".join(
        record(156, struct.pack("<II", state, at) + wide(f"rId{at}") + wide(name))
        for at, (name, state) in enumerate(names.items(), 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        f' Target="worksheets/sheet{at}.bin"/>'
        for at in range(1, 4)
    )

    def part(rows: list[list[str]], columns: bytes = b"") -> bytes:
        body = b""
        for at, row in enumerate(rows):
            height, flags = (0 if at == 3 else 300), (0x10 if at == 2 else 0)
            body += record(0, struct.pack("<IIHBBBI", at, 0, height, 0, flags, 0, 0))
            for column, cell in enumerate(row):
                place = struct.pack("<II", column, 0)
                body += (
                    record(3, place + bytes([CODES[cell]]))
                    if cell in CODES
                    else record(6, place + wide(cell))
                )
        extent = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
        return record(129) + record(148, extent) + columns + record(145) + body + record(146) + record(130)

    hidden = record(390) + record(60, struct.pack("<IIIIH", 2, 2, 2000, 0, 1)) + record(391)
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        parts.writestr("xl/workbook.bin", record(131) + record(143) + sheets + record(144) + record(132))
        parts.writestr(
            "xl/_rels/workbook.bin.rels", f'<?xml version="1.0"?><Relationships>{relations}</Relationships>'
        )
        parts.writestr("xl/worksheets/sheet1.bin", part(ROWS, hidden))
        for at in (2, 3):
            parts.writestr(f"xl/worksheets/sheet{at}.bin", part([["x"]]))


WRITERS: dict[str, Callable[[Path], None]] = {
    "xlsx": write_xlsx, "xls": write_xls, "ods": write_ods, "xlsb": write_xlsb,
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
def test_errors_and_what_is_hidden_are_seen(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    WRITERS[kind](path)
    staff, note, secret = read_book(path).sheets
    assert [[str(cell) for cell in row[:4]] for row in staff.rows] == ROWS
    assert {place: str(fault) for place, fault in staff.marks.faults.items()} == {
        (2, 3): "#DIV/0!",
        (3, 3): "#N/A",
    }
    assert (staff.marks.hidden_rows, staff.marks.hidden_columns) == ({3, 4}, {2})
    # An .ods has one way to hide a sheet.
    marks = [(one.hidden, one.very_hidden) for one in (staff.marks, note.marks, secret.marks)]
    assert marks == [(False, False), (True, False), (True, kind != "ods")]


def test_a_row_without_any_height_is_hidden(tmp_path: Path) -> None:
    write_ods(tmp_path / "a.ods", ' table:style-name="ro0"')
    assert read_book(tmp_path / "a.ods").sheets[0].marks.hidden_rows == {3, 4}


@pytest.mark.parametrize("kind", WRITERS)
def test_an_error_in_a_column_that_decides_is_one_in_every_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    WRITERS[kind](path)
    assert problems(path) == [("cell-error", "Pegawai", "D3"), ("cell-error", "Pegawai", "D4")]


def test_what_is_hidden_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    book = openpyxl.load_workbook(path)
    book["Pegawai"]["D3"], book["Pegawai"]["D4"] = "Ya", "Tidak"
    book["Pegawai"].column_dimensions["C"].hidden = book["Pegawai"].row_dimensions[4].hidden = True
    leave = book.create_sheet("Cuti")
    for row in (["NIP", "Mulai", "Selesai", "Kode"], ["1", "04-05-2026", "04-05-2026", "C"]):
        leave.append(row)
    book["Cuti"].title = "Ketidakhadiran"
    leave.sheet_state = "veryHidden"
    book.save(path)
    said = {notice.code: notice.message for notice in build(path)[1]}
    assert said["rows-hidden"] == "2 baris yang tersembunyi ikut dibaca seperti baris lain: 3-4."
    assert said["columns-hidden"] == "Kolom yang tersembunyi ikut dibaca seperti kolom lain: Unit."
    assert said["sheets-unread"] == (
        "Sheet yang tidak dikenali tidak dibaca: Catatan (tersembunyi, 0 baris), Rahasia (tersembunyi dari semua menu, 0 baris)."
    )
    assert said["sheet-hidden"] == (
        "Sheet “Ketidakhadiran” yang tersembunyi dari semua menu ikut dibaca seperti sheet lain."
    )


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_sound_file_has_no_marks(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"a.{kind}", [HEAD, ["1", "Ani", "U", "Ya"]])
    assert read_book(path).sheets[0].marks == Marks()


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
@pytest.mark.parametrize("at", range(5))
def test_a_damaged_file_is_no_stack_trace(kind: str, at: int, tmp_path: Path) -> None:
    from asnroster.intake import binary_marks

    path = tmp_path / f"a.{kind}"
    WRITERS[kind](path)
    data = path.read_bytes()
    cut = data[: len(data) * at // 5]
    assert binary_marks.xls_marks(cut, ["Pegawai"]).keys() <= {"Pegawai"}
