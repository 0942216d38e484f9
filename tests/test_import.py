"""``asnroster import``: any list becomes a workbook that reads back to the same people and units."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.domain.problem import Assumption, Problem
from asnroster.intake.marks import column_letters
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.schema import CONFIRM, SHEETS, STAFF, UNITS
from asnroster.output.imported import Import, write_import
from asnroster.words import use_language
from tests.cli import codes, run_in_process
from tests.foreign_books import DATA, examples, siasn, unor_tree, write_list
from tests.foreign_lists import CASES, told
from tests.foreign_people import Civil, town
from tests.intake_books import BUDI, MAY, SITI, problem_of, problems, write_xlsx

WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")


def imported(staff: Path, out: Path, units: Path | None = None) -> Problem:
    tables = read_tables(staff, units)
    problem = build_problem(tables, *MAY)[0]
    write_import(Import(tables, problem), out)
    return problem


def said(row: Assumption) -> tuple[str, str, str, str]:
    return row.subject, row.assumed, row.ground, row.confidence


@pytest.mark.parametrize(("name", "language"), list(zip(CASES, itertools.cycle(["id", "en"]), strict=False)))
def test_people_and_units_are_the_same_again(name: str, language: str, tmp_path: Path) -> None:
    use_language(language)
    first = imported(
        *(lambda staff, units: (staff, tmp_path / "out.xlsx", units))(*CASES[name].write(tmp_path))
    )
    assert problems(tmp_path / "out.xlsx") == []
    again = problem_of(tmp_path / "out.xlsx")
    assert (again.people, again.units) == (first.people, first.units)
    assert list(map(said, again.assumptions)) == list(map(said, first.assumptions))
    assert list(again.left_out) == [person for person in first.left_out if person.key]


def test_the_workbook_is_the_projects_own_with_everything_to_fill_in(tmp_path: Path) -> None:
    imported(
        *(lambda staff, units: (staff, tmp_path / "out.xlsx", units))(
            *CASES["siasn, a tree in a second file"].write(tmp_path)
        )
    )
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [
        "Petunjuk", "Pegawai", "Unit", "Konfirmasi", *(spec.name for spec in SHEETS if spec not in (STAFF, UNITS)), "Daftar",
        "Tidak Dijadwalkan",
    ]  # fmt: skip
    for spec in (*SHEETS, CONFIRM):
        assert [cell.value for cell in book[spec.name][1]] == [column.name for column in spec.columns]
        assert all(cell.comment is not None for cell in book[spec.name][1])
    staff = book["Pegawai"]
    assert [cell.value for cell in staff[3]][:10] == [
        "197203032010031002", "WULANDARI A, S.Sos.", "Sekretariat", "Dinas Komunikasi dan Informatika", None, "Sekretaris Dinas",
        "Struktural", "III.a", "PNS", staff["J3"].value,
    ]  # fmt: skip
    assert (staff["A3"].number_format, staff["A3"].data_type, staff["J3"].value.date()) == (
        "@",
        "s",
        date(2023, 1, 2),
    )
    assert (
        staff.freeze_panes == "C2"
        and staff.auto_filter.ref == f"A1:{column_letters(len(STAFF.columns) - 1)}20"
    )
    assert {str(v.sqref).split(":")[0] for v in staff.data_validations.dataValidation} >= {
        "G2",
        "H2",
        "I2",
        "K2",
    }
    left = [[cell.value for cell in row] for row in book["Tidak Dijadwalkan"].iter_rows()]
    assert left[0] == ["NIP", "Nama", "Unit", "Alasan"]
    assert [row[3] for row in left[1:]] == ["Tugas Belajar", "CLTN"] and len(left[1][0]) == 18
    guide = [cell.value for row in book["Petunjuk"].iter_rows() for cell in row if cell.value]
    assert guide[0] == "Diimpor dari siasn.xlsx, unor.xlsx" and "17 pegawai di 14 unit pada 6 OPD." in guide
    assert guide[guide.index("UNOR NAMA") + 1] == "Unit" and guide[guide.index("ID_ATASAN") + 1] == "Induk"


def test_what_is_assumed_is_listed_and_not_filled_in(tmp_path: Path) -> None:
    imported(
        *(lambda staff, units: (staff, tmp_path / "out.xlsx", units))(
            *CASES["siasn, levels of UNOR"].write(tmp_path)
        )
    )
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    listed = [[cell.value for cell in row] for row in book["Konfirmasi"].iter_rows(min_row=2)]
    assert listed == [
        ["Dinas Sosial > Bidang Rehabilitasi Sosial", "pelayanan publik", "kata “rehabilitasi” pada namanya", "rendah", None, None],
        ["Dinas Komunikasi dan Informatika", "administrasi", "kata “komunikasi” pada namanya", "sedang", None, None],
        ["Dinas Sosial", "administrasi", "kata “sosial” pada namanya", "sedang", None, None],
        ["Inspektorat Daerah", "administrasi", "kata “inspektorat” pada namanya", "tinggi", None, None],
        ["RSUD Contoh Sehat", "kesehatan", "kata “rsud” pada namanya", "tinggi", None, None],
        ["Kecamatan Contoh Timur", "pelayanan publik", "kata “kecamatan” pada namanya", "tinggi", None, None],
    ]  # fmt: skip
    assert [
        v.formula1 for v in book["Konfirmasi"].data_validations.dataValidation if "E2" in str(v.sqref)
    ] == ['"Ya,Tidak"']
    assert {row[5].value for row in book["Unit"].iter_rows(min_row=2)} == {None}
    sectors = {
        unit.path: unit.sector for unit in problem_of(tmp_path / "out.xlsx").units if unit.parent is None
    }
    assert sectors == {
        "Dinas Komunikasi dan Informatika": "administrasi", "Dinas Sosial": "administrasi", "RSUD Contoh Sehat": "kesehatan",
        "Kecamatan Contoh Timur": "pelayanan publik", "Inspektorat Daerah": "administrasi",
    }  # fmt: skip


def test_answers_take_effect_and_what_is_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(Path("siasn.xlsx"), {"Data": siasn(town(), levels=True)})
    assert run_in_process("import", "siasn.xlsx", "-o", "staff.xlsx").code == 0
    unanswered = run_in_process("solve", "staff.xlsx", *WEEK, "-o", "a.csv")
    assert unanswered.code == 0 and "DRAF: 6 anggapan belum dikonfirmasi" in unanswered.stdout
    book = openpyxl.load_workbook("staff.xlsx")
    # The bureau of rehabilitation is an office like the rest, the inspectorate is what is not said: it stays.
    answers = (
        ("Tidak", "administrasi"),
        ("Ya", None),
        ("Ya", None),
        ("Tidak", None),
        ("Ya", None),
        ("Ya", None),
    )
    for row, (agreed, right) in enumerate(answers, start=2):
        book["Konfirmasi"].cell(row, 5).value, book["Konfirmasi"].cell(row, 6).value = agreed, right
    book.save("staff.xlsx")
    problem = problem_of(Path("staff.xlsx"))
    units = {unit.path: unit.sector for unit in problem.units}
    assert units["Dinas Komunikasi dan Informatika > Bidang Aplikasi"] == "administrasi"
    assert units["Dinas Sosial > Bidang Rehabilitasi Sosial"] == "administrasi"
    assert units["RSUD Contoh Sehat > Instalasi Gawat Darurat"] == "kesehatan"
    assert units["Inspektorat Daerah"] == "pelayanan publik"
    assert not any(row.open for row in problem.assumptions)
    solved = run_in_process("solve", "staff.xlsx", *WEEK, "-o", "a.csv", "--strict")
    assert solved.code == 0 and "Dianggap" not in solved.stdout
    kept = ("RSUD", "Kecamatan", "Inspektorat")
    inside = {person.nip for person in town() if person.path[0].startswith(kept)} & {
        nip for nip, _ in codes("a.csv")
    }
    assert {code for (nip, _day), code in codes("a.csv").items() if nip in inside} == {"WFO"}
    assert "WFA" in codes("a.csv").values()


def test_the_headings_of_earlier_versions_are_read(tmp_path: Path) -> None:
    head = ["Unit", "Sektor Usulan", "Keyakinan", "Diisi", "Alasan", "Setuju (Ya/Tidak)"]

    def sectors(*answers: str) -> dict[str, str]:
        names = ("Badan A", "Dinas B", "Dinas C")
        sheets = {
            "Pegawai": [["NIP", "Nama", "Unit"], *([str(n), name, name] for n, name in enumerate(names))],
            "Unit": [["Unit", "Sektor"], ["Badan A", "kesehatan"], ["Dinas B", None], ["Dinas C", "pos"]],
            "Konfirmasi": [
                head,
                *(
                    [name, "kesehatan", "tinggi", "Ya", "kata", said]
                    for name, said in zip(names, answers, strict=True)
                ),
            ],
        }
        problem = problem_of(write_xlsx(tmp_path / "a.xlsx", sheets))
        assert [row.subject for row in problem.assumptions if row.open] == (
            ["Dinas B", "Badan A"] if not answers[0] else []
        )
        return {unit.name: unit.sector for unit in problem.units}

    assert sectors("", "", "") == {"Badan A": "kesehatan", "Dinas B": "administrasi", "Dinas C": "pos"}
    assert sectors("Ya", "Ya", "Ya") == {"Badan A": "kesehatan", "Dinas B": "kesehatan", "Dinas C": "pos"}
    assert sectors("Tidak", "Tidak", "Tidak") == {
        "Badan A": "pelayanan publik", "Dinas B": "pelayanan publik", "Dinas C": "pos",
    }  # fmt: skip


def test_a_wrong_answer_is_told_with_its_cell_and_an_idle_one_by_name(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": [["NIP", "Nama", "Unit"], ["1", "A", "Dinas"]],
        "Konfirmasi": [
            ["Unit", "Sektor Usulan", "Setuju"],
            ["Dinas", "kesehatan", "mungkin"],
            ["Dinass", "kesehatan", "Ya"],
        ],
    }
    assert problems(write_xlsx(tmp_path / "a.xlsx", sheets)) == [("yes-no-bad", "Konfirmasi", "C2")]
    sheets["Konfirmasi"][1][2] = "Ya"
    _problem, notices = build_problem(read_tables(write_xlsx(tmp_path / "a.xlsx", sheets)), *MAY)
    (idle,) = [notice for notice in notices if notice.code == "answer-idle"]
    assert idle.message == "1 jawaban pada sheet “Konfirmasi” tidak diperlukan lagi: “Dinass”."


def test_the_other_sheets_of_an_own_workbook_come_along(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": [
            ["NIP BARU", "Nama", "Unit", "OPD", "Peran", "Hari Kerja", "Boleh WFH", "Disiplin Sampai"],
            [BUDI, "'Budi", "Seksi", "Dinas A", "a;b", "Sen-Sab", "Tidak", "proses"], [SITI, "Siti", "Dinas A", "Dinas A", "", "", "", date(2026, 6, 1)],
        ],
        "Unit": [["Unit", "Singkatan", "OPD", "Induk", "Sektor", "Gedung", "Min WFO", "Maks WFH %", "Hari Kerja"],
                 ["Dinas A", "DA", "", "", "kesehatan", "G1", 1, "50%", "Sen,Sel,Rab"], ["Bidang", "", "Dinas A", "", "", "G2", "", "", ""],
                 ["Seksi", "", "Dinas A", "Bidang", "pos", "", 2, 0.25, "Sen-Jum"]],
        "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [SITI, date(2026, 5, 4), "05-05-2026", "C"]],
        "Preferensi": [["NIP", "Hari", "Pilihan", "Bobot"], [SITI, "Rabu", "WFH", 3]],
        "Gedung": [["Gedung", "Kapasitas"], ["G1", 3]],
        "Libur": [["Tanggal", "Jenis"], ["07-05-2026", "Libur"]],
    }  # fmt: skip
    first = imported(write_xlsx(tmp_path / "a.xlsx", sheets), tmp_path / "out.xlsx")
    again = problem_of(tmp_path / "out.xlsx")
    assert (again.people, again.units, again.wishes, again.buildings, again.absence.tolist()) == (
        first.people, first.units, first.wishes, first.buildings, first.absence.tolist()
    )  # fmt: skip
    assert again.calendar == first.calendar and again.people[1].workdays == frozenset(range(6))


def test_units_of_one_name_are_named_by_their_path(tmp_path: Path) -> None:
    people = [
        Civil(n, ("Dinas A", bidang, "Seksi Data"))
        for n, bidang in enumerate(("Bidang X", "Bidang Y"), start=1)
    ]
    people += [
        Civil(3, ("Dinas A", "Dinas A")),
        Civil(4, ("Dinas A",)),
        Civil(5, ("Dinas B", "Bidang X", "Seksi Data")),
    ]
    staff, units = (
        write_list(tmp_path / "a.xlsx", {"D": siasn(people)}),
        write_list(tmp_path / "b.xlsx", {"U": unor_tree(people)}),
    )
    first = imported(staff, tmp_path / "out.xlsx", units)
    assert problems(tmp_path / "out.xlsx") == []
    assert told(problem_of(tmp_path / "out.xlsx")) == told(first)
    assert len({row[2] for row in told(first)}) == 5


def test_the_command_refuses_what_it_would_overwrite_or_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(Path("siasn.xlsx"), {"Data": siasn(town())})
    Path("staff.xlsx").write_bytes(b"mine")
    assert run_in_process("import", "siasn.xlsx").code == 2
    assert Path("staff.xlsx").read_bytes() == b"mine"
    assert run_in_process("import", "siasn.xlsx", "--force").code == 0
    assert Path("staff.xlsx").read_bytes()[:2] == b"PK"
    same = run_in_process(
        "import", "siasn.xlsx", "-o", "siasn.xlsx", "--force", "--save-map", "nowhere/peta.toml"
    )
    assert same.code == 2 and "siasn.xlsx" in same.stderr and "--save-map" in same.stderr
    assert run_in_process("import", "siasn.xlsx", "-o", "x.csv").code == 2
    rows = siasn(town())
    rows[2][1] = float(town()[1].nip)
    write_list(Path("bad.xlsx"), {"Data": rows})
    bad = run_in_process("import", "bad.xlsx", "-o", "never.xlsx")
    assert bad.code == 2 and "bad.xlsx > Data!B3" in bad.stderr and not Path("never.xlsx").exists()
    assert "kolom UNOR NAMA dipakai sebagai Unit" in bad.stderr


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
    }


def test_the_example_files_are_current_and_small(tmp_path: Path) -> None:
    """``python -m tests.foreign_books`` writes them anew."""
    for name, sheets in examples().items():
        write_list(tmp_path / name, sheets)
        assert cells(DATA / name) == cells(tmp_path / name), name
        assert (DATA / name).stat().st_size < 30_000
