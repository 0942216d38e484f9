"""One tiny bad spreadsheet for each input error: exact code, sheet and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.errors import InputError
from asnroster.intake.passes import read_tables
from asnroster.intake.units import Node, UnitTree
from asnroster.words import use_language
from tests.intake_books import AGUS, BUDI, SITI, STAFF, build, notices, problems, write_xlsx

ABSENCE = ["NIP", "Mulai", "Selesai", "Kode"]
WISH = ["NIP", "Hari", "Pilihan", "Bobot"]
PIN = ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"]
UNIT = ["Unit", "OPD", "Induk", "Kode Unit"]


def staff(header: str, value: Any, row: int = 1) -> list[list[Any]]:
    """The staff with one more column, filled in one row."""
    return [
        [*cells, header if place == 0 else value if place == row else ""] for place, cells in enumerate(STAFF)
    ]


def changed(row: int, column: int, value: Any) -> list[list[Any]]:
    """The staff with one cell changed."""
    rows = [list(cells) for cells in STAFF]
    rows[row][column] = value
    return rows


CASES: dict[str, tuple[dict[str, list[list[Any]]], tuple[str, str, str]]] = {
    "a NIP stored as a number": ({"Pegawai": changed(1, 0, 198001012005011001)}, ("nip-numeric", "Pegawai", "A2")),
    "a NIP as Excel shows numbers": ({"Pegawai": changed(1, 0, "1.98001E+17")}, ("nip-numeric", "Pegawai", "A2")),
    "a NIP of 17 digits": ({"Pegawai": changed(2, 0, SITI[:-1])}, ("nip-digits", "Pegawai", "A3")),
    "a NIP of 10 digits": ({"Pegawai": changed(2, 0, "1234567890")}, ("nip-digits", "Pegawai", "A3")),
    "a NIP of 25 digits": ({"Pegawai": changed(2, 0, "1" * 25)}, ("nip-digits", "Pegawai", "A3")),
    "a short NIP as a number": ({"Pegawai": changed(2, 0, 12345678901)}, ("nip-digits", "Pegawai", "A3")),
    "a NIP twice": ({"Pegawai": changed(3, 0, f"'{BUDI[:8]} {BUDI[8:]}")}, ("nip-doubled", "Pegawai", "A4")),
    "an error for the unit": ({"Pegawai": changed(2, 2, "#N/A")}, ("cell-error", "Pegawai", "C3")),
    "no column Nama": ({"Pegawai": [["NIP", "Namaa", "Unit"], [BUDI, "B", "U"]]}, ("column-missing", "Pegawai", "B1")),
    "a column twice": ({"Pegawai": staff("Nama", "x")}, ("column-doubled", "Pegawai", "E1")),
    "no sheet": ({"Catatan": [["x"]], "Pegawe": [["y"]]}, ("sheet-missing", "Pegawai", "")),
    "nobody": ({"Pegawai": STAFF[:1]}, ("staff-empty", "Pegawai", "A2")),
    "nobody active": ({"Pegawai": [[*STAFF[0], "Kedudukan"], [*STAFF[1], "Pensiun"]]}, ("staff-inactive", "Pegawai", "E2")),
    "no date": ({"Pegawai": staff("TMT Jabatan", "32-01-2020")}, ("date-bad", "Pegawai", "E2")),
    "a date of nonsense": ({"Pegawai": staff("TMT Jabatan", "01-01-1899")}, ("date-range", "Pegawai", "E2")),
    "a date far away": ({"Pegawai": staff("TMT Jabatan", date(2201, 1, 1))}, ("date-range", "Pegawai", "E2")),
    "discipline": ({"Pegawai": staff("Disiplin Sampai", "lama")}, ("date-bad", "Pegawai", "E2")),
    "weekdays": ({"Pegawai": staff("Hari Kerja", "Sen-Jux", 3)}, ("weekday-bad", "Pegawai", "E4")),
    "echelon": ({"Pegawai": staff("Eselon", "VII.x")}, ("echelon-bad", "Pegawai", "E2")),
    "unit not in the sheet Unit": (
        {"Pegawai": changed(2, 2, "Sekertariat"), "Unit": [["Unit", "OPD"], ["Sekretariat", "Dinas A"], ["Sekretariat", "Dinas B"]]},
        ("unit-unknown", "Pegawai", "C3"),
    ),
    "OPD not in the sheet Unit": (
        {"Pegawai": changed(3, 3, "Dinas X"), "Unit": [["Unit", "OPD"], ["Sekretariat", "Dinas A"], ["Bidang Data", "Dinas A"]]},
        ("unit-unknown", "Pegawai", "D4"),
    ),
    "unit code not in the sheet Unit": (
        {"Pegawai": staff("Kode Unit", "Z9"), "Unit": [UNIT, ["Sekretariat", "Dinas A", "", "A1"], ["Bidang Data", "Dinas A", "", "A2"], ["Sekretariat", "Dinas B", "", "B1"]]},
        ("unit-unknown", "Pegawai", "E2"),
    ),
    "unit misspelt beside a good code": (
        {"Pegawai": [[*STAFF[0], "Kode Unit"], [*STAFF[1], "A1"], [*changed(2, 2, "Bidang Dataa")[2], "A2"], [*STAFF[3], "B1"]], "Unit": [UNIT, ["Sekretariat", "Dinas A", "", "A1"], ["Bidang Data", "Dinas A", "", "A2"], ["Sekretariat", "Dinas B", "", "B1"]]},
        ("unit-unknown", "Pegawai", "C3"),
    ),
    "unit of another code": (
        {"Pegawai": [[*STAFF[0], "Kode Unit"], [*STAFF[1], "A2"], [*STAFF[2], "A2"], [*STAFF[3], "B1"]], "Unit": [UNIT, ["Sekretariat", "Dinas A", "", "A1"], ["Bidang Data", "Dinas A", "", "A2"], ["Sekretariat", "Dinas B", "", "B1"]]},
        ("unit-contradiction", "Pegawai", "C2"),
    ),
    "unit of two agencies": ({"Pegawai": [*STAFF, ["K1", "Tono", "Sekretariat", ""]]}, ("unit-ambiguous", "Pegawai", "C5")),
    "parent unknown": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [UNIT, ["Dinas A", "", "", ""], ["Bidang Data", "Dinas A", "Bidang Z", ""]]}, ("unit-unknown", "Unit", "C3")),
    "units in a circle": (
        {"Pegawai": [STAFF[0], STAFF[2]], "Unit": [UNIT, ["Dinas A", "", "", ""], ["Bidang Data", "Dinas A", "Seksi", ""], ["Seksi", "Dinas A", "Bidang Data", ""]]},
        ("unit-loop", "Unit", "C3"),
    ),
    "unit above itself": ({"Pegawai": [STAFF[0], ["K1", "T", "Bidang", ""]], "Unit": [UNIT, ["Bidang", "", "Bidang", ""]]}, ("unit-loop", "Unit", "C2")),
    "unit twice": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [UNIT, ["Bidang Data", "Dinas A", "", "1"], ["bidang  data", "Dinas A", "", "2"]]}, ("unit-doubled", "Unit", "A3")),
    "unit code twice": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [UNIT, ["Bidang Data", "Dinas A", "", "1"], ["Bidang B", "Dinas A", "", "1"]]}, ("unit-code-doubled", "Unit", "D3")),
    "minimum": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [["Unit", "OPD", "Min WFO"], ["Bidang Data", "Dinas A", "3x"]]}, ("number-bad", "Unit", "C2")),
    "a broken minimum": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [["Unit", "OPD", "Min WFO"], ["Bidang Data", "Dinas A", 2.5]]}, ("number-bad", "Unit", "C2")),
    "share": ({"Pegawai": [STAFF[0], STAFF[2]], "Unit": [["Unit", "OPD", "Maks WFH %"], ["Bidang Data", "Dinas A", 150]]}, ("share-bad", "Unit", "C2")),
    "absence backwards": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "04-05-2026", "C"]]}, ("dates-reversed", "Ketidakhadiran", "C2")),
    "absence without end": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "", "C"]]}, ("cell-empty", "Ketidakhadiran", "C2")),
    "absence WFH": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "05-05-2026", "wfh"]]}, ("absence-code", "Ketidakhadiran", "D2")),
    "absence L": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "05-05-2026", "L"]]}, ("absence-code", "Ketidakhadiran", "D2")),
    "absence dash": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "05-05-2026", "-"]]}, ("absence-code", "Ketidakhadiran", "D2")),
    "absence too long": ({"Ketidakhadiran": [ABSENCE, [BUDI, "05-05-2026", "05-05-2026", "LIBURAN"]]}, ("absence-code", "Ketidakhadiran", "D2")),
    "absence of a stranger": ({"Ketidakhadiran": [ABSENCE, [BUDI[:-1] + "9", "05-05-2026", "05-05-2026", "C"]]}, ("person-unknown", "Ketidakhadiran", "A2")),
    "absence of a number": ({"Ketidakhadiran": [ABSENCE, [float(BUDI), "05-05-2026", "05-05-2026", "C"]]}, ("nip-numeric", "Ketidakhadiran", "A2")),
    "weight 11": ({"Preferensi": [WISH, [BUDI, "Senin", "WFH", 11]]}, ("weight-bad", "Preferensi", "D2")),
    "weight 2.5": ({"Preferensi": [WISH, [BUDI, "Senin", "WFH", 2.5]]}, ("weight-bad", "Preferensi", "D2")),
    "weight 0": ({"Preferensi": [WISH, [BUDI, "Senin", "WFH", "0"]]}, ("weight-bad", "Preferensi", "D2")),
    "choice": ({"Preferensi": [WISH, [BUDI, "Senin", "WFX", 1]]}, ("mode-bad", "Preferensi", "C2")),
    "weekday": ({"Preferensi": [WISH, [BUDI, "Hari ini", "WFH", 1]]}, ("weekday-bad", "Preferensi", "B2")),
    "wish of a stranger": ({"Preferensi": [WISH, ["X9", "Senin", "WFH", 1]]}, ("person-unknown", "Preferensi", "A2")),
    "two wishes": ({"Preferensi": [WISH, [BUDI, "Senin", "WFH", 1], [BUDI, "Mon", "WFO", 1]]}, ("preference-contradiction", "Preferensi", "C3")),
    "pin code": ({"Penetapan": [PIN, [BUDI, "04-05-2026", "", "C", ""]]}, ("mode-bad", "Penetapan", "D2")),
    "two pins": ({"Penetapan": [PIN, [BUDI, "04-05-2026", "08-05-2026", "WFH", ""], [BUDI, "06-05-2026", "", "WFO", ""]]}, ("pin-contradiction", "Penetapan", "D3")),
    "pin backwards": ({"Penetapan": [PIN, [BUDI, "08-05-2026", "04-05-2026", "WFH", ""]]}, ("dates-reversed", "Penetapan", "C2")),
    "pin on a holiday": ({"Penetapan": [PIN, [BUDI, "14-05-2026", "", "WFH", ""]]}, ("pin-not-working", "Penetapan", "B2")),
    "pin on a Sunday": ({"Penetapan": [PIN, [BUDI, "03-05-2026", "", "WFH", ""]]}, ("pin-not-working", "Penetapan", "B2")),
    "pin on an absence": (
        {"Ketidakhadiran": [ABSENCE, [BUDI, "04-05-2026", "04-05-2026", "C"]], "Penetapan": [PIN, [BUDI, "04-05-2026", "", "WFH", ""]]},
        ("pin-absent", "Penetapan", "B2"),
    ),
    "pins on a weekend": ({"Penetapan": [PIN, [BUDI, "02-05-2026", "03-05-2026", "WFH", ""]]}, ("pin-nothing", "Penetapan", "B2")),
    "pin of a stranger": ({"Penetapan": [PIN, [BUDI[::-1], "04-05-2026", "", "WFH", ""]]}, ("person-unknown", "Penetapan", "A2")),
    "capacity": ({"Gedung": [["Gedung", "Kapasitas"], ["A", -1]]}, ("number-bad", "Gedung", "B2")),
    "capacity in words": ({"Gedung": [["Gedung", "Kapasitas"], ["A", "banyak"]]}, ("number-bad", "Gedung", "B2")),
    "building twice": ({"Gedung": [["Gedung", "Kapasitas"], ["A", 1], ["a ", 2]]}, ("building-doubled", "Gedung", "A3")),
    "service minimum": ({"Layanan": [["Unit", "Layanan", "Min WFO"], ["Bidang Data", "Loket", "satu"]]}, ("number-bad", "Layanan", "C2")),
    "service of no unit": ({"Layanan": [["Unit", "Layanan", "Min WFO"], ["Bidang X", "Loket", 1]]}, ("unit-unknown", "Layanan", "A2")),
    "service of two units": ({"Layanan": [["Unit", "Layanan", "Min WFO"], ["Sekretariat", "Loket", 1]]}, ("unit-ambiguous", "Layanan", "A2")),
    "kind of holiday": ({"Libur": [["Tanggal", "Jenis"], ["04-05-2026", "Santai"]]}, ("holiday-kind", "Libur", "B2")),
    "holiday twice": ({"Libur": [["Tanggal", "Jenis"], ["04-05-2026", "Libur"], ["2026-05-04", "Masuk"]]}, ("holiday-contradiction", "Libur", "B3")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_error_at_its_cell(name: str, tmp_path: Path) -> None:
    sheets, expected = CASES[name]
    path = write_xlsx(
        tmp_path / "staff.xlsx", {"Pegawai": STAFF, **sheets} if "Pegawe" not in sheets else sheets
    )
    assert problems(path) == [expected]


def test_all_errors_at_once_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "staff.xlsx",
        {
            "Penetapan": [PIN, ["X", "04-05-2026", "", "WFH", ""]],
            "Pegawai": [*changed(3, 2, "#REF!"), ["12345678901", "", "U", "Dinas A"]],
            "Gedung": [["Gedung", "Kapasitas"], ["A", "x"]],
        },
    )
    assert problems(path) == [
        ("cell-error", "Pegawai", "C4"),
        ("nip-digits", "Pegawai", "A5"),
        ("cell-empty", "Pegawai", "B5"),
        ("person-unknown", "Penetapan", "A2"),
        ("number-bad", "Gedung", "B2"),
    ]


def test_messages_say_what_was_found_and_what_would_do(tmp_path: Path) -> None:
    use_language("en")
    sheets = {
        "Pegawai": [
            *STAFF,
            [float(BUDI), "Tono", "Sekretariat", ""],
            [BUDI, "Budi lagi", "Sekretariat", "Dinas A"],
        ]
    }
    with pytest.raises(InputError) as caught:
        build(write_xlsx(tmp_path / "staff.xlsx", sheets))
    numeric, doubled = caught.value.issues
    assert numeric.found == "198001012005011000"
    assert "stored as a number" in numeric.message and "as Text" not in numeric.message
    assert numeric.needed == "Format the column as Text and enter the 18 digits again."
    assert doubled.line() == (
        f"staff.xlsx > Pegawai!A6: The NIP {BUDI} stands twice, first in A2. Remove one row, or correct the NIP; "
        "where the person moves, fill in “Mulai” and “Selesai” of both rows."
    )


def test_unknown_unit_names_the_nearest_and_ambiguous_ones_are_listed(tmp_path: Path) -> None:
    use_language("en")
    units = [
        ["Unit", "OPD"],
        ["Sekretariat", "Dinas A"],
        ["Bidang Data", "Dinas A"],
        ["Sekretariat", "Dinas B"],
    ]
    rows = [STAFF[0], [BUDI, "B", "Bidang Dta", "Dinas A"], [SITI, "S", "Sekretariat", ""]]
    with pytest.raises(InputError) as caught:
        build(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": rows, "Unit": units}))
    unknown, ambiguous = caught.value.issues
    assert (unknown.code, unknown.cell, unknown.needed) == (
        "unit-unknown",
        "C2",
        "Did you mean “Bidang Data”?",
    )
    assert (ambiguous.code, ambiguous.cell) == ("unit-ambiguous", "C3")
    assert ambiguous.needed.endswith("Dinas A > Sekretariat; Dinas B > Sekretariat.")


def test_nearest_person_is_suggested(tmp_path: Path) -> None:
    use_language("en")
    wrong = BUDI[:-1] + "9"
    sheets = {"Pegawai": STAFF, "Ketidakhadiran": [ABSENCE, [wrong, "05-05-2026", "05-05-2026", "C"]]}
    with pytest.raises(InputError) as caught:
        build(write_xlsx(tmp_path / "staff.xlsx", sheets))
    assert caught.value.issues[0].needed == f"Did you mean {BUDI} (Budi Santoso)?"


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"Pegawai": changed(1, 0, "198001012005211001")}, ("nip-month", "Pegawai", "A2")),
        ({"Pegawai": staff("Status", "Honor")}, ("status-unknown", "Pegawai", "E2")),
        ({"Pegawai": STAFF, "Ketidakhadirn": [["x"]]}, ("sheet-near", "Ketidakhadirn", "")),
        (
            {"Pegawai": staff("Gedung", "Gedung Z"), "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", 5]]},
            ("building-unknown", "Pegawai", "E2"),
        ),
        (
            {"Pegawai": [STAFF[0], STAFF[2]], "Unit": [["Unit", "OPD", "Sektor"], ["Bidang Data", "Dinas A", "kesehtan"]]},
            ("sector-unknown", "Unit", "C2"),
        ),
        (
            {"Pegawai": staff("Kedudukan", "CLTN"), "Penetapan": [PIN, [BUDI, "04-05-2026", "", "WFH", ""]]},
            ("person-left-out", "Penetapan", "A2"),
        ),
        (
            {
                "Pegawai": STAFF,
                "Ketidakhadiran": [ABSENCE, [BUDI, "04-05-2026", "08-05-2026", "C"], [BUDI, "08-05-2026", "12-05-2026", "S"]],
            },
            ("absence-overlap", "Ketidakhadiran", "D3"),
        ),
    ],
)  # fmt: skip
def test_one_notice_that_stops_nothing(sheets: Any, expected: tuple[str, str, str], tmp_path: Path) -> None:
    found = notices(write_xlsx(tmp_path / "staff.xlsx", sheets))
    assert [notice for notice in found if notice[0] != "left-out"] == [expected]


def test_a_pppk_number_is_nothing_strange(tmp_path: Path) -> None:
    rows = [[*STAFF[0], "Status"], ["198001012023211001", "Budi", "Sekretariat", "Dinas A", "PPPK"]]
    assert notices(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": rows})) == []


def test_unsettled_years_are_told(tmp_path: Path) -> None:
    from asnroster.intake.passes import build_problem

    tables = read_tables(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF}))
    codes = [notice.code for notice in build_problem(tables, date(2028, 1, 1), date(2028, 1, 31))[1]]
    assert codes == ["calendar-estimated", "calendar-no-leave"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.xlsx", None, "file-missing"),
        ("staff.txt", b"x", "file-format"),
        ("bad.xlsx", b"garbage", "file-unreadable"),
        ("bad.xls", b"garbage", "file-unreadable"),
        ("bad.ods", b"garbage", "file-unreadable"),
        ("web.xls", b"<html><table></table></html>", "file-unreadable"),
        ("book.csv", b"PK\x03\x04rest", "file-unreadable"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
    ],
)
def test_files_that_cannot_be_read(name: str, content: bytes | None, code: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_tables(tmp_path / name)
    assert [(issue.code, issue.file) for issue in caught.value.issues] == [(code, name)]


def test_agus_is_where_he_belongs(tmp_path: Path) -> None:
    """The staff of these cases are themselves in order."""
    problem, _ = build(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF}))
    assert [(person.key, problem.unit_of(i).path) for i, person in enumerate(problem.people)] == [
        (BUDI, "Dinas A > Sekretariat"), (SITI, "Dinas A > Bidang Data"), (AGUS, "Dinas B > Sekretariat"),
    ]  # fmt: skip


def test_orders_contradict_each_other_on_days_of_service_only(tmp_path: Path) -> None:
    """Budi leaves after the 15th: from the 18th on the first order says nothing any more."""
    header = ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"]
    rows = [
        header,
        [BUDI, "04-05-2026", "05-06-2026", "WFH", "SP-1"],
        [BUDI, "18-05-2026", "05-06-2026", "WFO", ""],
    ]

    def said(last: str) -> list[tuple[str, str, str]]:
        staff = [[*STAFF[0], "Selesai"], [*STAFF[1], last], *STAFF[2:]]
        return problems(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": staff, "Penetapan": rows}))

    assert said("15-05-2026") == []
    assert said("18-05-2026") == [("pin-contradiction", "Penetapan", "D3")]


def test_a_whole_path_is_meant_before_the_end_of_a_longer_one() -> None:
    tree = UnitTree()
    for name, parent in (("Dinas", None), ("Seksi", 0), ("Kecamatan", None), ("Dinas", 2), ("Seksi", 3)):
        tree.add(Node(name, parent=parent))
    assert tree.candidates("Dinas > Seksi") == [1]
    assert tree.candidates("Kecamatan > Dinas > Seksi") == [4]
    assert tree.candidates("Seksi") == [1, 4]
