"""Notices of one kind stand on one line; check lists every one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import ANI, NAMES, SHEETS, WEEK, little_office, run_in_process
from tests.intake_books import write_xlsx

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
    told = run_in_process(
        *command,
        "staff.xlsx",
        *((*WEEK, "-s", "jumat.toml") if command[0] == "solve" else ()),
    )
    return [line for line in told.stderr.splitlines() if "Preferensi" in line or "asnroster check" in line]


def test_many_of_one_kind_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = little_office(tmp_path, monkeypatch)
    first = f"Fani ({GONE}) tidak dijadwalkan (CLTN): baris ini tidak berpengaruh."
    assert notices(folder, 5, "solve") == [
        f"staff.xlsx > Preferensi!A3: {first} Dan 4 lagi yang serupa: A4, A5, A6, A7",
        "“asnroster check” menampilkan setiap catatan tentang berkas pegawai.",
    ]
    assert notices(folder, 5, "check") == [f"staff.xlsx > Preferensi!A{row}: {first}" for row in range(3, 8)]
    assert notices(folder, 3, "solve") == [f"staff.xlsx > Preferensi!A{row}: {first}" for row in range(3, 6)]
