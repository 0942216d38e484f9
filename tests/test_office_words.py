"""Words, numbers and headings as offices write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asnroster.domain.problem import IN_PROCESS
from asnroster.intake.cells import BadCellError, date_list, day, nip
from asnroster.intake.columns import SheetSpec
from asnroster.intake.echelons import echelon
from asnroster.intake.kinds import count, discipline, share, status, weekdays, workdays, yes_no
from asnroster.intake.schema import STAFF
from asnroster.intake.vocabulary import is_personal


@pytest.mark.parametrize(
    "written",
    [
        "19800101.200501.1.001", "19800101-200501-1-001", "NIP. 19800101 200501 1 001", "NIP198001012005011001",
        '"198001012005011001"', "\u201c198001012005011001\u201d", "198001012005011001.", "nip : 198001012005011001",
    ],
)  # fmt: skip
def test_a_nip_as_it_is_written_on_paper(written: str) -> None:
    assert nip(written) == "198001012005011001"


@pytest.mark.parametrize("key", ["A-01", "THL 12", "12345", "No. 7", "198001-X"])
def test_other_keys_stay_as_they_are(key: str) -> None:
    assert nip(key) == key


def test_a_written_nip_without_all_digits_is_told() -> None:
    with pytest.raises(BadCellError) as told:
        nip("19800101.200501.1.01")
    assert told.value.code == "nip-digits"


@pytest.mark.parametrize(
    ("written", "may"),
    [
        ("tdk boleh", False), ("Tidak, loket", False), ("belum", False), ("T", False), ("0", False), (0, False),
        ("\u2713", True), ("v", True), ("boleh", True), ("Ya.", True), (1.0, True),
    ],
)  # fmt: skip
def test_words_for_yes_and_no(written: Any, may: bool) -> None:
    assert yes_no(written) is may


@pytest.mark.parametrize("cell", ["43831", 43831, 43831.0])
def test_a_date_that_lost_its_format(cell: Any) -> None:
    assert day(cell) == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("1, 3 dan 5 Desember 2026", ["1 Desember 2026", "3 Desember 2026", "5 Desember 2026"]),
        ("7 & 8 Des 2026", ["7 Des 2026", "8 Des 2026"]),
        ("7 Desember 2026", []), ("1 bulan", []), ("7-8 Desember 2026", []), (date(2026, 12, 7), []),
    ],
)  # fmt: skip
def test_days_in_one_cell(cell: Any, days: list[str]) -> None:
    assert date_list(cell) == days


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.000", 1000),
        ("1,000", 1000),
        ("12.500 orang", 12500),
        ("30 kursi", 30),
        ("± 10", 10),
        ("maks. 25 orang", 25),
        ("minimal 2", 2),
    ],
)
def test_numbers_of_people(cell: str, value: int) -> None:
    assert count(cell) == value


@pytest.mark.parametrize("cell", ["85%", "12,5", "1.00", "dua", "1.0000"])
def test_no_numbers_of_people(cell: str) -> None:
    with pytest.raises(BadCellError):
        count(cell)


def test_a_share_may_say_that_it_is_a_cap() -> None:
    assert [
        share(cell) * 100 for cell in ("maks 50%", "Maksimal 40 persen", "<= 25 %", "paling banyak 30%")
    ] == [50, 40, 25, 30]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("BAGIAN/UNIT KERJA", "Unit"), ("Unit Kerja / Bidang", "Unit"), ("Bidang/Seksi", "Bidang"), ("Jabatan/Pangkat", None),
        ("Employee ID", "NIP"), ("Department", "Unit"), ("Bisa WFH", "Boleh WFH"), ("WFH", None), ("NIP/NIK", None),
    ],
)  # fmt: skip
def test_headings_of_offices(heading: str, column: str | None) -> None:
    spec: SheetSpec = STAFF
    hit = spec.column_of(heading)
    assert (hit and hit[0]) == column


@pytest.mark.parametrize("heading", ["Riwayat Penyakit", "Kondisi Kesehatan", "Disabilitas", "Status Hamil"])
def test_health_is_personal(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (status, "P3K", "PPPK"), (status, "PPPK PW", "PPPK Paruh Waktu"), (status, "Honorer", "Honorer"), (status, "pns", "PNS"),
        (echelon, "JPT Pratama", "II.b"), (echelon, "Administrator", "III.b"), (echelon, "Pengawas", "IV.b"), (echelon, "NE", ""),
        (discipline, "sedang", IN_PROCESS), (discipline, "Hukuman disiplin berat", IN_PROCESS), (discipline, "Dalam proses", IN_PROCESS),
        (weekdays, "setiap hari", frozenset(range(7))), (weekdays, "Senin Selasa Rabu", frozenset({0, 1, 2})),
        (workdays, "5", frozenset(range(5))), (workdays, 6, frozenset(range(6))), (workdays, "Sn-Jm", frozenset(range(5))),
    ],
)  # fmt: skip
def test_words_of_offices(read: Any, cell: Any, value: Any) -> None:
    assert read(cell) == value
