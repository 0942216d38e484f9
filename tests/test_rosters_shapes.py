"""Rosters made by hand, known by their shape in any sheet: days, people, codes, and what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill

from asnroster.domain.modes import OFFICE, UNDECIDED
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.rosters.codes import DAY_OFF, legend_codes, parse_codes
from asnroster.intake.rosters.previous import read_past
from asnroster.intake.rosters.reading import Reading, read_roster, read_roster_horizon
from tests.intake_books import AGUS, BUDI, SITI, STAFF, write_csv, write_xlsx

WEEK = [date(2026, 12, 7) + timedelta(n) for n in range(7)]  # a Monday to a Sunday
NAMES = {BUDI: "Budi Santoso", SITI: "Siti Aminah", AGUS: "Agus Salim"}
CODES = {
    BUDI: ["WFO", "WFH", "WFO", "WFO", "WFO", "L", "L"],
    SITI: ["WFH", "WFO", "WFO", "WFO", "WFH", "L", "L"],
    AGUS: ["WFO", "WFO", "WFH", "WFO", "WFO", "L", "L"],
}
MODES = [[1, 0, 1, 1, 1, -1, -1], [0, 1, 1, 1, 0, -1, -1], [1, 1, 0, 1, 1, -1, -1]]
NUMBERS = [7, 8, 9, 10, 11, 12, 13]
SHORT = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"]
Rows = list[list[Any]]


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """Budi, Siti and Agus from Monday 7 to Sunday 13 December 2026."""
    return build_problem(
        read_tables(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})), WEEK[0], WEEK[6]
    )[0]


def table(days: list[Any], *, who: str = "nip") -> Rows:
    """A heading row and one row a person: NIP apart, in the name's cell, or names alone."""
    heads = {"nip": ["No", "NIP", "Nama"], "both": ["No", "Nama / NIP"], "name": ["No", "Nama"]}[who]
    rows: Rows = [[*heads, *days]]
    for number, (nip, codes) in enumerate(CODES.items(), start=1):
        name = NAMES[nip]
        told = {"nip": [nip, name], "both": [f"{name}\nNIP. {nip}"], "name": [name]}[who]
        rows.append([number, *told, *codes])
    return rows


TITLE: Rows = [["JADWAL WFO/WFH PEGAWAI"], ["BULAN DESEMBER 2026"], []]
SPACED = f"{BUDI[:8]} {BUDI[8:14]} {BUDI[14]} {BUDI[15:]}"


@pytest.mark.parametrize(
    "rows",
    [
        [*TITLE, *table(NUMBERS)],
        [["Periode: 7 s.d. 13 Desember 2026"], *table(NUMBERS)],
        [["BULAN", "DESEMBER"], ["TAHUN", "2026"], *table(NUMBERS)],
        [["Surat Edaran Nomor 5 tanggal 1 Mei 2026"], ["Bulan : Desember 2026"], *table(NUMBERS)],
        [[date(2026, 12, 1)], *table(NUMBERS)],
        [*TITLE, *table([str(n) for n in NUMBERS])],
        [*TITLE, *table([f"{name}\n{n}" for name, n in zip(SHORT, NUMBERS, strict=True)])],
        [*TITLE, *table([f"{n} Des" for n in NUMBERS])],
        [*TITLE, *table([f"{n}/12" for n in NUMBERS])],
        [["JADWAL"], *table([f"{n:02}-Des-26" for n in NUMBERS])],
        table(list(WEEK), who="both"),
        table(list(WEEK), who="name"),
        [*TITLE, *table(NUMBERS, who="name")],
        [["Minggu kedua, 7 s.d. 13 Desember 2026"], *table(SHORT)],
        # The headings of people are merged over two or three rows, the days stand below.
        [*TITLE, ["No", "NIP", "Nama", "TANGGAL"], ["", "", "", *NUMBERS], *table([])[1:]],
        [*TITLE, ["No", "NIP", "Nama", *NUMBERS], ["", "", "", *SHORT], *table([])[1:]],
        [*TITLE, ["No", "NIP", "Nama", "HARI"], ["", "", "", *SHORT], ["", "", "", *NUMBERS], *table([])[1:]],
        [["", "", "", "Desember 2026"], *table(NUMBERS)],
    ],
)  # fmt: skip
def test_days_and_people_in_many_shapes(rows: Rows, problem: Problem, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"Lembar1": rows})
    assert read_roster_horizon(path) == (WEEK[0], WEEK[6])
    roster, notices = read_roster(path, problem)
    assert (roster.modes.tolist(), roster.misfits, notices) == (MODES, (), [])


@pytest.mark.parametrize("name", ["Budi Santoso, S.E., M.Si.", "Drs. H. BUDI SANTOSO", "budi  santoso"])
def test_a_name_may_have_degrees(name: str, problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK), who="name")
    rows[1][1] = name
    roster, _notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)
    assert roster.modes.tolist() == MODES


def test_a_nip_may_be_spaced_and_labelled(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    rows[1][1], rows[2][1] = SPACED, f"NIP. {SITI}"
    roster, notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)
    assert (roster.modes.tolist(), notices) == (MODES, [])


def refused(path: Path, problem: Problem, reading: Reading | None = None) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        read_roster(path, problem, reading)
    return list(caught.value.issues)


def test_names_that_say_nobody_or_two_are_asked_by_cell(tmp_path: Path) -> None:
    staff = [*STAFF, ["198001012005011009", "Siti Aminah", "Bidang Data", "Dinas A"]]
    made = build_problem(
        read_tables(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": staff})), WEEK[0], WEEK[6]
    )[0]
    rows = table(list(WEEK), who="name")
    rows[1][1] = "Budi Santosa"
    issues = refused(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), made)
    assert [(issue.code, issue.cell, issue.needed) for issue in issues] == [
        ("name-unknown", "B2", f"Apakah yang dimaksud {BUDI} Budi Santoso? Isikan NIP-nya."),
        ("name-several", "B3", f"Isikan NIP-nya: {SITI} Siti Aminah; 198001012005011009 Siti Aminah."),
    ]


def test_codes_of_ones_own_are_mapped(problem: Problem, tmp_path: Path) -> None:
    own = {"WFO": "o / h", "WFH": "✓", "L": "x"}
    rows = [
        [own.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in table(list(WEEK))
    ]
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows})
    assert [(issue.code, issue.cell, issue.found) for issue in refused(path, problem)] == [
        ("roster-code", "D2", "o / h"), ("roster-code", "E2", "✓"), ("roster-code", "I2", "x"),
    ]  # fmt: skip
    reading = Reading(codes=parse_codes(["O/H=WFO", "✓=wfh", "X=L"]))
    assert read_roster(path, problem, reading)[0].modes.tolist() == MODES
    (past,) = read_past([path], {}, reading)
    assert past.codes.tolist() == [[-2 if mode == -1 else mode for mode in row] for row in MODES]


def test_unknown_codes_are_told_once_each_with_their_number(problem: Problem, tmp_path: Path) -> None:
    rows = [["H" if cell == "WFH" else cell for cell in row] for row in table(list(WEEK))]
    (issue,) = refused(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)
    assert issue.message == "“H” bukan kode jadwal (4 sel)."
    assert issue.needed.startswith("Nyatakan artinya: --code “H=WFH” (atau WFO, L, ")


def test_a_legend_says_what_codes_mean(problem: Problem, tmp_path: Path) -> None:
    rows = [["H" if cell == "WFH" else cell for cell in row] for row in table(list(WEEK))]
    path = write_xlsx(
        tmp_path / "jadwal.xlsx",
        {"J": [*rows, [], ["", "Keterangan:"], ["", "Ket.: O = ngantor, H = bekerja dari rumah"]]},
    )
    roster, notices = read_roster(path, problem)
    assert roster.modes.tolist() == MODES
    assert [(notice.code, notice.message) for notice in notices] == [
        ("roster-legend", "Kode dibaca menurut keterangan di sheet itu: H: WFH.")
    ]


@pytest.mark.parametrize("text", ["H", "=WFH", "H=", "H=rumah sakit", "H=WFX"])
def test_a_code_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_codes(["O=WFO", text])
    assert [(issue.code, issue.found) for issue in caught.value.issues] == [("option-code", text)]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        (table(NUMBERS), "roster-month", "D1"),
        (table(SHORT), "roster-month", "D1"),
        ([["BULAN NOVEMBER 2026"], ["No", "NIP", "Nama", *NUMBERS], ["", "", "", *SHORT], *table([])[1:]],
         "roster-weekdays", "D2"),
        ([["BULAN NOVEMBER 2026"], ["No", "NIP", "Nama", 29, 30, 31], [1, BUDI, "Budi", "WFO", "WFH", "WFO"]],
         "date-bad", "F2"),
    ],
)  # fmt: skip
def test_days_that_tell_no_month_or_another_are_asked(
    rows: Rows, code: str, cell: str, problem: Problem, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows})
    assert [(issue.code, issue.cell) for issue in refused(path, problem)] == [(code, cell)]
    if code != "date-bad":
        roster, _notices = read_roster(path, problem, Reading(start=WEEK[0]))
        assert roster.modes.tolist() == MODES


def test_days_run_over_the_end_of_a_year(tmp_path: Path) -> None:
    days = [28, 29, 30, 31, 1, 2]
    rows = [
        ["Periode: 28 Desember 2026 - 2 Januari 2027"],
        ["NIP", "Nama", *days],
        [BUDI, "Budi", *["WFO"] * 6],
    ]
    assert read_roster_horizon(write_xlsx(tmp_path / "j.xlsx", {"J": rows})) == (
        date(2026, 12, 28),
        date(2027, 1, 2),
    )
    rows[0] = ["Periode: 28 Desember - 2 Januari 2027"]
    assert read_roster_horizon(write_xlsx(tmp_path / "j.xlsx", {"J": rows})) == (
        date(2026, 12, 28),
        date(2027, 1, 2),
    )


def test_a_thirty_first_column_that_is_empty_does_no_harm(problem: Problem, tmp_path: Path) -> None:
    rows = [["BULAN NOVEMBER 2026"], ["NIP", "Nama", *range(1, 32)], [BUDI, "Budi", *["WFO"] * 30]]
    assert read_roster_horizon(write_xlsx(tmp_path / "j.xlsx", {"J": rows})) == (
        date(2026, 11, 1),
        date(2026, 11, 30),
    )


def test_two_sheets_of_the_same_people_are_asked(problem: Problem, tmp_path: Path) -> None:
    edited = table(list(WEEK))
    edited[1][4] = "WFO"
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"Jadwal": table(list(WEEK)), "Jadwal (2)": edited})
    (issue,) = refused(path, problem)
    assert (issue.code, issue.message, issue.needed) == (
        "roster-sheets", "Sheet “Jadwal” dan “Jadwal (2)” sama-sama berisi jadwal, untuk 3 orang yang sama.",
        "Sebutkan yang dimaksud: --sheet “Jadwal (2)” (atau --sheet “Jadwal”).",
    )  # fmt: skip
    chosen = read_roster(path, problem, Reading(sheets=("jadwal (2)",)))[0]
    assert chosen.modes.tolist() == [[1, 1, 1, 1, 1, -1, -1], *MODES[1:]]
    assert [issue.code for issue in refused(path, problem, Reading(sheets=("Jadual",)))] == ["sheet-missing"]
    assert read_past([path])[0].codes[0].tolist() == [1, 0, 1, 1, 1, -2, -2]


def test_sheets_of_different_people_are_one_roster(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"Bidang 1": rows[:2], "Bidang 2": [rows[0], *rows[2:]]})
    assert read_roster(path, problem)[0].modes.tolist() == MODES


def test_a_merged_leave_is_one_finding(problem: Problem, tmp_path: Path) -> None:
    path = tmp_path / "jadwal.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Jadwal")
    for number, row in enumerate(table([day.strftime("%d-%m-%Y") for day in WEEK])):
        sheet.write_row(number, 0, row)
    sheet.merge_range("D3:H3", "C")
    book.close()
    (misfit,) = read_roster(path, problem)[0].misfits
    assert (misfit.person, misfit.day, misfit.last, misfit.found) == (1, 0, 4, "C")
    assert misfit.ref is not None and misfit.ref.cell == "D3:H3"


@pytest.mark.parametrize(("coloured", "code"), [(True, "roster-colours"), (False, "roster-empty")])
def test_colours_are_no_codes(coloured: bool, code: str, problem: Problem, tmp_path: Path) -> None:
    rows = [row[:3] if number else row for number, row in enumerate(table(list(WEEK)))]
    path = write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows})
    if coloured:
        book = openpyxl.load_workbook(path)
        for column in range(4, 11):
            book["J"].cell(2, column).fill = PatternFill("solid", fgColor="00FF00")
        book.save(path)
    assert [(issue.code, issue.cell) for issue in refused(path, problem)] == [(code, "D2")]


def test_rows_of_one_person_follow_each_other_in_time(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    rows[1] = [1, BUDI, "Budi Santoso", "WFO", "WFH", "WFO", "-", "-", "-", "-"]
    rows.append([4, BUDI, "Budi Santoso", "-", "-", "-", "WFO", "WFO", "L", "L"])
    roster, notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)
    assert (roster.modes.tolist(), roster.misfits, notices) == (MODES, (), [])


def test_a_name_beside_another_nip_is_named(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    rows[1][2], rows[2][2] = rows[2][2], rows[1][2]
    notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)[1]
    assert [(notice.code, notice.cell, notice.message) for notice in notices] == [
        ("roster-name", "C2", f"NIP {BUDI} di berkas pegawai milik Budi Santoso, tetapi baris ini menyebut “Siti Aminah”."),
        ("roster-name", "C3", f"NIP {SITI} di berkas pegawai milik Siti Aminah, tetapi baris ini menyebut “Budi Santoso”."),
    ]  # fmt: skip


def test_what_surrounds_the_people_is_passed_over(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    rows[1:1] = [["", "(2)", "(3)", "(4)"]]
    rows[3:3] = [["", "", "BIDANG DATA"]]
    below: Rows = [
        ["", "", "Jumlah WFO", 2, 2, 2, 3, 2], ["", "", "Keterangan"], ["", "", "WFO", "bekerja di kantor"],
        ["", "", "", "", "", "Bekasi,", "1 Desember 2026"], ["", "", "", "", "", "Kepala Dinas"], ["", "", "", "", "", BUDI],
    ]  # fmt: skip
    roster, notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": [*rows, *below]}), problem)
    assert (roster.modes.tolist(), roster.misfits) == (MODES, ())
    assert [(notice.code, notice.message) for notice in notices] == [
        ("roster-rows", "1 baris di antara pegawai tidak berisi kode dan dilewati: 4.")
    ]


def test_a_row_of_codes_without_a_person_is_told(problem: Problem, tmp_path: Path) -> None:
    rows = table(list(WEEK))
    rows[2][1] = rows[2][2] = ""
    (issue,) = refused(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), problem)
    assert (issue.code, issue.cell) == ("row-nameless", "C3")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("form", ["%d/%m/%Y", "%Y-%m-%d"])
def test_csv_saved_from_excel(encoding: str, form: str, problem: Problem, tmp_path: Path) -> None:
    rows = [["Jadwal – Desember"], *table([day.strftime(form) for day in WEEK])]
    text = "\r\n".join(";".join(map(str, row)) for row in rows)
    (tmp_path / "jadwal.csv").write_bytes(text.encode(encoding))
    assert read_roster(tmp_path / "jadwal.csv", problem)[0].modes.tolist() == MODES


def test_a_tidy_csv_with_indonesian_headings(problem: Problem, tmp_path: Path) -> None:
    rows: Rows = [["Nama", "NIP", "Tanggal", "Kode"]]
    rows += [
        [NAMES[nip], nip, day.strftime("%d/%m/%Y"), code]
        for nip, codes in CODES.items()
        for day, code in zip(WEEK, codes, strict=True)
    ]
    path = write_csv(tmp_path / "jadwal.csv", rows)
    assert read_roster_horizon(path) == (WEEK[0], WEEK[6])
    assert read_roster(path, problem)[0].modes.tolist() == MODES


def test_lists_of_absences_are_no_rosters(problem: Problem, tmp_path: Path) -> None:
    sheets = {
        "Data Cuti": [["NIP", "Tanggal", "Selesai", "Kode"], [BUDI, WEEK[0], WEEK[1], "C"]],
        "Rincian": [["NIP", "Nama", "TMT"], [BUDI, "Budi Santoso", date(2020, 1, 1)]],
        "Lembar": table(list(WEEK)),
    }
    assert read_roster(write_xlsx(tmp_path / "jadwal.xlsx", sheets), problem)[0].modes.tolist() == MODES


def test_a_legend_that_says_somebody_does_not_come_means_nobody_in_the_office() -> None:
    rows = [["TH = tidak hadir", "TM: tidak masuk kantor"], ["K", "hadir di kantor", "X", "bukan hari kerja"]]
    legend = legend_codes(rows, {0: "8", 1: "9"})
    assert legend == {
        "TH": (UNDECIDED, "8"), "TM": (UNDECIDED, "8"), "K": (OFFICE, "9"), "X": (DAY_OFF, "9"),
    }  # fmt: skip
