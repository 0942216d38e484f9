"""Notices of one kind stand on one line; check --details lists every one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli import ANI, NAMES, SHEETS, WEEK, little_office, run_in_process
from tests.intake_books import write_xlsx

DATA = Path(__file__).parent.parent / "data"
GONE = "198001012005011099"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")


def notices(folder: Path, rows: int, *command: str) -> list[str]:
    """What is told of so many wishes of somebody on study leave."""
    staff = [
        ["NIP", "Nama", "Unit", "Kedudukan"],
        *([nip, name, "Dinas A", ""] for nip, name in NAMES.items()),
    ]
    wishes = [["NIP", "Hari", "Pilihan"], [ANI, "Senin", "WFH"], *([GONE, day, "WFH"] for day in DAYS[:rows])]
    book = SHEETS | {"Pegawai": [*staff, [GONE, "Fani", "Dinas A", "CLTN"]], "Preferensi": wishes}
    write_xlsx(folder / "staff.xlsx", book)
    said = run_in_process(*command, "staff.xlsx", *WEEK, "-s", "jumat.toml")
    return [line for line in said.stderr.splitlines() if "Preferensi" in line or "asnroster check" in line]


def test_many_of_one_kind_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = little_office(tmp_path, monkeypatch)
    first = f"Fani ({GONE}) tidak dijadwalkan (CLTN): baris ini tidak berpengaruh."
    together = [
        f"staff.xlsx > Preferensi!A3: {first} Dan 4 lagi yang serupa: A4, A5, A6, A7",
        "“asnroster check --details” menampilkan setiap catatan tentang berkas pegawai.",
    ]
    assert notices(folder, 5, "solve") == notices(folder, 5, "check") == together
    assert notices(folder, 5, "check", "--details") == [
        f"staff.xlsx > Preferensi!A{row}: {first}" for row in range(3, 8)
    ]
    assert notices(folder, 3, "solve") == [f"staff.xlsx > Preferensi!A{row}: {first}" for row in range(3, 6)]


def test_errors_of_one_kind_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = little_office(tmp_path, monkeypatch)
    wishes = [["NIP", "Hari", "Pilihan"], *([ANI, day, "rumah saja"] for day in DAYS)]
    write_xlsx(folder / "staff.xlsx", SHEETS | {"Preferensi": wishes})
    said = run_in_process("check", "staff.xlsx", "--json", "periksa.json")
    assert (said.code, len(said.stderr.splitlines())) == (2, 1)
    assert said.stderr.startswith("staff.xlsx > Preferensi!C2: ")
    assert said.stderr.endswith(" Dan 4 lagi yang serupa: C3, C4, C5, C6\n")
    cells = [issue["cell"] for issue in json.loads((folder / "periksa.json").read_text("utf-8"))["issues"]]
    assert cells == ["C2", "C3", "C4", "C5", "C6"]
    every = run_in_process("check", "staff.xlsx", "--details").stderr.splitlines()
    assert [line.partition(": ")[0] for line in every] == [
        f"staff.xlsx > Preferensi!{cell}" for cell in cells
    ]


def test_headings_under_other_names_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heads = ["NIP BARU", "NAMA PEGAWAI", "UNIT KERJA", "JABATAN NAMA"]
    write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": [heads, [ANI, "Ani", "Dinas A", "Analis"]]})
    lines = run_in_process("check", "staff.xlsx").stderr.splitlines()
    assert not any("--details" in line for line in lines)  # nothing is left out
    assert [line for line in lines if "dipakai" in line] == [
        "staff.xlsx > Pegawai!A1: kolom NIP BARU dipakai sebagai NIP; kolom NAMA PEGAWAI dipakai sebagai Nama; kolom UNIT"
        " KERJA dipakai sebagai Unit; kolom JABATAN NAMA dipakai sebagai Jabatan."
    ]


SHIPPED = [
    ("contoh_duk.xlsx",), ("contoh_nominatif.xlsx",), ("contoh_siasn.xlsx", "--units", "contoh_unor.xlsx"), ("staff.xlsx",),
    ("dua_kebijakan_pegawai.csv", "--units", "dua_kebijakan_unit.csv"),
]  # fmt: skip


def told(*words: str) -> Any:
    said = run_in_process(*words, "--json", "-")
    assert said.code == 0, said.stderr
    return json.loads(said.stdout)


@pytest.mark.parametrize("files", SHIPPED, ids=lambda files: files[0])
@pytest.mark.parametrize(
    "policy", [(), ("-s", "jumat-wfh-2026", "--start", "2026-12-07", "--end", "2026-12-18")]
)
def test_check_tells_beforehand_what_solve_notes_and_assumes(
    files: tuple[str, ...], policy: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that solve tells of the shipped examples: what it assumes, reads, leaves out and passes over."""
    monkeypatch.chdir(tmp_path)
    given = [str(DATA / word) if "." in word else word for word in files]
    before, after = (
        told("check", *given, *policy),
        told("solve", *given, *policy, "-o", "r.csv", "--gap", "50%"),  # what is told depends on no search
    )
    assert before["assumptions"] == after["assumptions"]
    assert [one for one in before["notices"] if one in after["notices"]] == after["notices"]
    assert {one["code"] for one in before["notices"] if one not in after["notices"]} <= {"left-out"}


def test_what_stops_solve_stops_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is wrong in the workbook's own policy."""
    folder = little_office(tmp_path, monkeypatch)
    rows = [["Aturan", "Nama", "Isian", "Nilai"], ["office_days_per_week", None, "at_leest", 3]]
    write_xlsx(folder / "staff.xlsx", SHEETS | {"Skenario": rows})
    refused = [run_in_process(command, "staff.xlsx") for command in ("check", "solve")]
    lines = [[line for line in one.stderr.splitlines() if "at_leest" in line] for one in refused]
    assert [one.code for one in refused] == [2, 2]
    assert lines[0] == lines[1] and len(lines[0]) == 1
