"""The golden workbook: every sheet of the roster in report_samples, read back with openpyxl."""

from __future__ import annotations

import importlib.metadata
import platform
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from asnroster import __version__
from asnroster.output.workbook import write_workbook
from asnroster.words import use_language
from tests.report_samples import SHEETS, day, rows, sample_report

PERIOD = "Period: 17 December 2026 to 27 December 2026"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    use_language("en")
    path = tmp_path_factory.mktemp("book") / "roster.xlsx"
    write_workbook(sample_report(), path)
    return openpyxl.load_workbook(path)


def test_sheets_and_titles(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        # The agency's column of Jadwal is not printed: its titles stand beside it.
        first = "B" if sheet.title == "Jadwal" else "A"
        assert [sheet[f"{first}2"].value, sheet[f"{first}3"].value] == ["Contoh & uji · SE 1/2026", PERIOD]
        assert sheet[f"{first}1"].font.b and sheet[f"{first}1"].font.sz == 14


def test_jadwal_cells(book: Workbook) -> None:
    sheet = book["Jadwal"]
    assert rows(sheet, 5, 7) == [
        [None] * 6 + ["December 2026"],
        [None] * 6 + ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        [
            "OPD",
            "No",
            "NIP",
            "Nama",
            "Jabatan",
            "Unit",
            *(day(n) for n in range(17, 28)),
            "WFO",
            "WFH",
            "Absent",
            "Gedung",
            "Kunci Unit",
            "Kunci Pegawai",
            "Tampil",
        ],
    ]
    dinas, rsud = "Dinas Contoh", "RSUD Contoh"
    assert [row[:17] for row in rows(sheet, 8, 12)] == [
        [dinas, 1, "197001012000031001", "Ani", "Kepala Dinas", dinas,
         "WFH", "WFO", "L", "L", "WFH", "WFO", "WFO", "L", "L", "L", "L"],
        [dinas, 2, "198002022005032002", "=SUM(1,1)", "Pranata Komputer", "Seksi Data",
         "WFO", "WFH", "L", "L", "WFH", "WFO", "WFO", "L", "L", "L", "L"],
        [dinas, 3, "199003032015031003", "Citra", "Arsiparis", "Seksi Data",
         "C", "C", "L", "L", "WFH", "WFH", "WFO", "L", "L", "L", "L"],
        [rsud, 4, "199104042016031004", "Dodi", "Perawat", rsud,
         "WFO", "WFO", "WFO", "L", "WFO", "WFO", "WFO", "L", "L", "WFO", "L"],
        [rsud, 5, "199205052017032005", "Eka", "@Dokter", rsud,
         "WFO", "WFO", "WFO", "L", "S", "S", "S", "L", "L", "WFO", "L"],
    ]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text(book: Workbook) -> None:
    for sheet, cell in (("Jadwal", "D9"), ("Rekap Pegawai", "C8")):
        assert (book[sheet][cell].value, book[sheet][cell].data_type) == ("=SUM(1,1)", "s")
    assert book["Jadwal"]["C8"].data_type == "s"
    assert book["Jadwal"]["C8"].number_format == "@"


def test_jadwal_totals_are_live_and_have_values(book: Workbook, tmp_path: Path) -> None:
    sheet = book["Jadwal"]
    assert sheet["R10"].value == '=COUNTIF(G10:Q10,"WFO")'
    assert sheet["S10"].value == '=COUNTIF(G10:Q10,"WFH")'
    assert sheet["T10"].value == (
        '=COUNTIF(G10:Q10,"?*")-COUNTIF(G10:Q10,"WFO")-COUNTIF(G10:Q10,"WFH")-COUNTIF(G10:Q10,"L")'
        '-COUNTIF(G10:Q10,"-")'
    )
    counted = '=COUNTIFS($G$8:$G$12,"WFO",$X$8:$X$12,1)'  # of the rows that a filter leaves
    assert [sheet["F14"].value, sheet["G14"].value] == ["People WFO", counted]
    assert sheet["X10"].value == "=_xlfn.AGGREGATE(3,5,C10)"
    use_language("en")
    write_workbook(sample_report(), tmp_path / "roster.xlsx")
    values = openpyxl.load_workbook(tmp_path / "roster.xlsx", data_only=True)["Jadwal"]
    assert [row[17:] for row in rows(values, 8, 12)] == [
        [3, 2, 0, "Gedung A", 1, 1, 1],
        [3, 2, 0, "Gedung A", 2, 2, 1],
        [1, 2, 2, "Gedung A", 2, 3, 1],
        [7, 0, 0, None, 3, 4, 1],
        [4, 0, 3, None, 3, 5, 1],
    ]
    assert values["B4"].value == "All agencies (2): each page names its own in its first row"
    assert [row[6:] for row in rows(values, 14, 15)] == [
        [3, 3, 2, 0, 1, 3, 4, 0, 0, 2, 0],
        [1, 1, 0, 0, 3, 1, 0, 0, 0, 0, 0],
    ]


def test_jadwal_codes_take_their_colour_from_the_text(book: Workbook) -> None:
    sheet = book["Jadwal"]
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "G8:Q12"
    assert [(rule.type, rule.formula, rule.stopIfTrue) for rule in area.rules] == [
        ("cellIs", ['"WFO"'], True),
        ("cellIs", ['"WFH"'], True),
        ("cellIs", ['"L"'], True),
        ("cellIs", ['"-"'], True),
        ("notContainsBlanks", ["LEN(TRIM(G8))>0"], None),
    ]
    looks = [(rule.dxf.fill.bgColor.rgb, rule.dxf.fill.patternType) for rule in area.rules]
    assert looks == [
        ("FFFFFFFF", None),
        ("FF9CC97F", None),
        ("FFE4E4E4", None),
        ("FFE4E4E4", None),
        ("FFFCE4D6", "lightUp"),
    ]


def test_jadwal_offers_codes_where_somebody_works(book: Workbook) -> None:
    offers = book["Jadwal"].data_validations.dataValidation
    assert [str(offer.sqref) for offer in offers] == ["G8:I12", "K8:M12", "P8:P12"]
    assert {(offer.formula1, offer.errorStyle) for offer in offers} == {('"WFO,WFH,C,S,L,-"', "warning")}


def test_jadwal_header_shades_days_off_and_names_holidays(book: Workbook) -> None:
    sheet = book["Jadwal"]
    assert sheet["G7"].number_format == "d"
    assert [sheet[f"{column}7"].fill.fgColor.rgb for column in "GIJN"] == [
        "FFD9E2F3", "FFD9E2F3", "FFE4E4E4", "FFE4E4E4",
    ]  # fmt: skip
    assert [sheet[f"{column}7"].font.color.rgb for column in "NO"] == ["FFC00000", "FFC00000"]
    assert "Cuti Bersama Natal" in sheet["N7"].comment.text
    assert sheet["G7"].comment is None
    assert "G5:Q5" in [str(area) for area in sheet.merged_cells.ranges]


def test_jadwal_foot(book: Workbook) -> None:
    assert [[cell for cell in row if cell is not None] for row in rows(book["Jadwal"], 17)] == [
        ["Legend", "Bekasi, ............................ 2026"],
        ["WFO", "works in the office", "Kepala BKPSDM"],
        ["WFH", "works from home"],
        ["C", "leave"],
        ["S", "sick"],
        ["L", "not a working day", "Nadih"],
        ["24 Dec 2026", "Cuti Bersama Natal", "NIP 196801011994031005"],
        ["25 Dec 2026", "Hari Raya Natal"],
    ]
    # Nothing below the grid stands where a reader looks for people.
    assert all(row[2:4] in ([None, None], []) or row == [] for row in rows(book["Jadwal"], 13))


def test_jadwal_agencies_are_told_apart_by_a_heavy_line(book: Workbook) -> None:
    sheet = book["Jadwal"]
    assert [sheet[f"D{row}"].border.top.style for row in (8, 9, 10, 11, 12)] == [
        "thin", "thin", "thin", "medium", "thin",
    ]  # fmt: skip


def test_print_setup(book: Workbook) -> None:
    headers = {
        "Jadwal": "$4:$7",
        "Rekap Unit": "$8:$8",
        "Rekap Harian": "$6:$6",
        "Rekap Pegawai": "$6:$6",
        "Kepatuhan": "$15:$15",
        "Penghematan": "$7:$7",
    }
    for sheet in book.worksheets:
        assert sheet.print_title_rows == headers.get(sheet.title, "$5:$5")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        if sheet.title != "Jadwal":
            assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.oddFooter.left.text == f"{sheet.title} - Contoh && uji"
        assert sheet.oddFooter.right.text == "Page &P of &N"
    assert [sheet.page_setup.fitToHeight for sheet in book.worksheets] == [None, 0, None, 0, 0, None, 0, 0]
    assert book["Jadwal"].print_area == "'Jadwal'!$B$1:$T$24"
    frozen = {sheet.title: sheet.freeze_panes for sheet in book.worksheets}
    assert frozen == {
        "Jadwal": "E8", "Rekap Unit": "C9", "Rekap Harian": "C7", "Rekap Pegawai": "D7",
        "Kepatuhan": "A2", "Penghematan": "A2", "Pengecualian": "C6", "Info": "A6",
    }  # fmt: skip
    assert book["Jadwal"].auto_filter.ref == "A7:W12"


def test_widths_and_heights(book: Workbook) -> None:
    sheet = book["Jadwal"]
    widths = [round(sheet.column_dimensions[column].width * 7) for column in "ABCEFGR"]
    assert widths == [187, 35, 140, 140, 130, 44, 30]
    assert sheet.row_dimensions[8].height == 15.75


def test_folio_paper(tmp_path: Path) -> None:
    write_workbook(sample_report(), tmp_path / "roster.xlsx", paper="F4")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    assert {sheet.page_setup.paperSize for sheet in book.worksheets} == {14}


def test_kepatuhan(book: Workbook) -> None:
    sheet = book["Kepatuhan"]
    assert [row[:3] + row[4:] for row in rows(sheet, 5, 12)] == [
        ["No", "Rule", "Kept", "Kind", "Checked", "Not kept", "Cost", "Source"],
        [1, "Fixed days", "Kept", "Must", 2, 0, 0, "Surat perintah bernomor (sheet Penetapan)"],
        [2, "Layanan langsung", "Kept", "Must", 11, 0, 0, "SE 3/2026"],
        [
            3,
            "Home share",
            "Broken in 2 places",
            "Must",
            17,
            2,
            0,
            "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD",
        ],
        [4, "Office headcount", "Broken in 3 places", "Must", 5, 3, 0, "Sheet Unit, kolom Min WFO"],
        [5, "Building capacity", "Kept", "Must", 5, 0, 0, "Sheet Gedung, kolom Kapasitas"],
        [6, "Preferences", "Not yet met in 1 place", "Striven for", 2, 1, 3, "Sheet Preferensi"],
        [None, "Total", "6 rules checked", None, 42, 6, 3],
    ]
    assert sheet["D8"].value == "At most 50 % at home of all staff, per agency [must]"
    assert sheet["A14"].value == "Violations of rules that must hold (5); Not yet met (1)"
    found = rows(sheet, 15)
    assert found[0] == ["No", "Rule", "Person or unit", "In words", "Kind", "Found", "Needed", "NIP", "When"]
    assert [(row[1], row[2], row[5], row[6], row[7]) for row in found[1:]] == [
        ("Home share", "Dinas Contoh", 3, 1, None),
        ("Home share", "Dinas Contoh > Seksi Data", 2, 1, None),
        ("Office headcount", "Dinas Contoh", 1, 2, None),
        ("Office headcount", "Dinas Contoh", 1, 2, None),
        ("Office headcount", "Dinas Contoh", 0, 2, None),
        ("Preferences", "Ani", "WFO", "WFH", "197001012000031001"),
    ]
    assert found[1][3] == "Dinas Contoh: 3 people at home on Mon, 21 Dec 2026; at most 1 is allowed."
    assert found[1][8] == "Mon, 21 Dec 2026"


ANI = "Dinas Contoh", "197001012000031001", "Ani"
SUM = "Seksi Data", "198002022005032002", "=SUM(1,1)"
BY_HEADS = (
    "17 Dec 2026 to 18 Dec 2026, 23 Dec 2026", "Office headcount", "only WFO is left (The units' own Min WFO is kept)",
    "Sheet Unit, kolom Min WFO",
)  # fmt: skip
BY_SHARE = (
    "21 Dec 2026 to 22 Dec 2026", "Home share", "only WFO is left (At most 50 % at home of all staff, per agency)",
    "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD",
)  # fmt: skip


def test_pengecualian(book: Workbook) -> None:
    assert rows(book["Pengecualian"], 5) == [
        ["No", "Kind of exception", "OPD", "Unit", "NIP", "Nama", "People", "When", "Rule", "Reason", "Source"],
        [1, "Unit kept in the office", "RSUD Contoh", "RSUD Contoh", None, None, 2, "every working day",
         "Layanan langsung", "sectors kesehatan", "SE 3/2026"],
        *(
            [number, "Person kept in the office", "Dinas Contoh", *who, 1, *told]
            for number, who, told in (
                (2, ANI, BY_HEADS), (3, ANI, BY_SHARE), (4, SUM, BY_HEADS), (5, SUM, BY_SHARE),
            )
        ),
        [6, "Put by order", "Dinas Contoh", "Seksi Data", "199003032015031003", "Citra", 1,
         "21 Dec 2026 to 22 Dec 2026", "Fixed days", "WFH by order", "800/12/2026"],
        [7, "Bound gave way", None, "Dinas Contoh", None, None, None, "4 days, 17 Dec 2026 to 22 Dec 2026",
         "Office headcount", "at least 3 became 2", "Sheet Unit, kolom Min WFO"],
        [8, "Wish that a rule forbids", "Dinas Contoh", *ANI, 1, "17 Dec 2026 to 18 Dec 2026", "Office headcount",
         "wished WFH", "Sheet Unit, kolom Min WFO"],
        [9, "Wish that a rule forbids", "RSUD Contoh", "RSUD Contoh", "199104042016031004", "Dodi", 1,
         "18 Dec 2026", "Layanan langsung", "wished WFH", "SE 3/2026"],
        [10, "Not rostered", None, "Seksi Data", "196501011990031001", "Suparman", 1, None, None, "Pensiun"],
    ]  # fmt: skip


def test_info(book: Workbook) -> None:
    facts = {row[0]: row[1] for row in rows(book["Info"], 6) if len(row) == 2}
    assert facts == {
        "Status": "a roster that breaks rules that must hold", "Cost": 3, "Proven bound": 1, "Gap": "66.67%",
        "Violations of rules that must hold": 5, "Seconds": 2.5, "Peak memory (MB)": 101, "Seed": 7,
        "People": 5, "Units": 3, None: "5 places break rules that must hold; sheet Kepatuhan lists them.",
        "Name": "contoh", "Title": "Contoh & uji", "Source": "SE 1/2026", "Extends": "dasar", "Word for home": "WFH",
        "Fixed days": "Orders in sheet Penetapan are kept [must]\nSurat perintah bernomor (sheet Penetapan)",
        "Layanan langsung": "In the office on every working day (only sectors kesehatan) [must]\nSE 3/2026",
        "Home share": "At most 50 % at home of all staff, per agency [must]\n"
                      "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD",
        "Office headcount": "The units' own Min WFO is kept [must]\nSheet Unit, kolom Min WFO",
        "Building capacity": "Capacities in sheet Gedung are kept [must]\nSheet Gedung, kolom Kapasitas",
        "Preferences": "Wishes in sheet Preferensi are met [wish, weight 3]\nSheet Preferensi",
        "Start": "17 December 2026", "End": "27 December 2026", "Calendar dates": 11,
        "Dates on which somebody works": 7, "staff.xlsx": "SHA-256 " + "ab" * 32, "solve": 2.25,
        "asnroster": __version__, "ortools": importlib.metadata.version("ortools"),
        "python": platform.python_version(),
    }  # fmt: skip


def test_the_solvers_figures_stand_last_in_info(book: Workbook) -> None:
    sections = [row[0] for row in rows(book["Info"], 6) if len(row) == 1 and row[0]]
    told = [row[0] for row in rows(book["Info"], 6) if row]
    assert told[:4] == ["Result", "Status", "Violations of rules that must hold", "People"]
    assert sections[-2:] == ["Search", "Seconds by stage"]
    at = told.index("Search")
    assert told[at + 1 : at + 6] == ["Cost", "Proven bound", "Gap", "Seconds", "Peak memory (MB)"]


def test_each_table_has_its_sheets_name(book: Workbook) -> None:
    """What the Name Box offers and a formula may say: VLOOKUP(…;Rekap_Pegawai;…)."""
    named = {
        name: one.attr_text for name, one in book.defined_names.items() if not name.startswith("Jadwal_")
    }
    assert named["Rekap_Unit"] == "'Rekap Unit'!$A$8:$P$11"
    assert named["Rekap_Pegawai"] == "'Rekap Pegawai'!$A$6:$O$11"
    assert set(named) == {
        "Rekap_Unit", "Rekap_Harian", "Rekap_Pegawai", "Kepatuhan", "Penghematan", "Pengecualian", "Info",
    }  # fmt: skip


def test_every_sheet_prints_at_seven_points_or_more(book: Workbook) -> None:
    """Letters of 9 points; A4 across holds 1,276 pixels of columns where they are printed at 78 %, in Excel's widths."""
    for sheet in book.worksheets:
        if sheet.title == "Jadwal":  # has a scale of its own
            continue
        first, _top, last, _bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])
        wide = dict.fromkeys(range(first or 1, (last or 1) + 1), 64)
        for column in sheet.column_dimensions.values():
            for place in range(column.min, column.max + 1):
                if place in wide:
                    wide[place] = round(column.width * 7)
        assert sum(wide.values()) <= 1270 * (sheet.page_setup.fitToWidth or 1), sheet.title


def test_a_narrow_days_table_has_its_chart_beside_it(book: Workbook) -> None:
    sheet = book["Rekap Harian"]
    anchor = sheet._charts[0].anchor._from
    header = next(cell.row for cell in sheet["A"] if cell.value == "Date")
    assert (anchor.row + 1, anchor.col > 6, sheet.page_setup.fitToHeight) == (header, True, None)
