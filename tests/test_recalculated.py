"""What LibreOffice calculates of a roster: the figures that were written beside the formulas, and an edit moves only its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.cli import run_in_process
from tests.sheet_books import NIPS, book

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
LIVE = ("Jadwal", "Hari WFH", "Rekap Unit", "Rekap Harian", "Rekap Pegawai", "Penghematan")
Figures = dict[tuple[str, str], Any]


def at_work(made: Workbook) -> None:
    """The first person works in the office on Friday 8 May instead of at home."""
    assert (made["Jadwal"]["C8"].value, made["Jadwal"]["N8"].value) == (NIPS[0], "WFH")
    made["Jadwal"]["N8"].value = "WFO"


def on_a_thursday(made: Workbook) -> None:
    """And at home on a day on which nobody may be."""
    made["Jadwal"]["M8"].value = "WFH"


CHANGES: dict[str, Callable[[Workbook], None]] = {
    "plain": lambda made: None,
    "edited": at_work,
    "wrong": on_a_thursday,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the roster of six people that home Fridays were decided for.

    Beside it the same without any stored figure (openpyxl keeps formulas alone), as it is and changed, and in
    ``calculated`` all of them as LibreOffice calculated and saved them; it is started once.
    """
    folder = tmp_path_factory.mktemp("office")
    staff = book(folder / "staff.xlsx")
    args = ("--scenario", "jumat-wfh-2026", "--start", "2026-05-01", "--end", "2026-05-31")
    result = run_in_process("solve", staff, *args, "-o", folder / "roster.xlsx")
    assert result.code == 0, result.stderr
    for name, change in CHANGES.items():
        made = openpyxl.load_workbook(folder / "roster.xlsx")
        change(made)
        made.save(folder / f"{name}.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "calculated"),
    ]
    bare = [str(folder / f"{name}.xlsx") for name in CHANGES]
    subprocess.run([*command, *bare], check=True, capture_output=True, timeout=180)
    return folder


def figures(path: Path, formulas: Path) -> Figures:
    """The value of every cell that holds a formula."""
    asked, shown = openpyxl.load_workbook(formulas), openpyxl.load_workbook(path, data_only=True)
    return {
        (name, cell.coordinate): shown[name][cell.coordinate].value or 0
        for name in LIVE
        if name in asked.sheetnames
        for row in asked[name].iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def nearly(value: Any) -> Any:
    """The same to nine digits where it is a fraction."""
    return pytest.approx(value, rel=1e-9) if isinstance(value, float) else value


def test_every_formula_gives_the_figure_that_was_written_beside_it(office: Path) -> None:
    roster = office / "roster.xlsx"
    written = figures(roster, roster)
    assert {name for name, _cell in written} == set(LIVE)
    assert figures(office / "calculated/plain.xlsx", roster) == {
        cell: nearly(value) for cell, value in written.items()
    }


def test_an_edited_cell_moves_its_own_figures_alone(office: Path) -> None:
    roster = office / "roster.xlsx"
    before = figures(roster, roster)
    after = figures(office / "calculated/edited.xlsx", roster)
    moved = {cell: (before[cell], after[cell]) for cell in before if after[cell] != nearly(before[cell])}
    savings = {cell for cell in moved if cell[0] == "Penghematan"}
    assert {cell: change for cell, change in moved.items() if cell not in savings} == {
        ("Jadwal", "AL8"): (13, 14), ("Jadwal", "AM8"): (3, 2), ("Jadwal", "N15"): (0, 1), ("Jadwal", "N16"): (6, 5),
        ("Hari WFH", "F8"): ("✓", "✗"), ("Hari WFH", "F15"): (6, 5), ("Hari WFH", "F16"): (0, 1),
        ("Rekap Unit", "E8"): (78, 79), ("Rekap Unit", "F8"): (18, 17), ("Rekap Unit", "G8"): (18 / 96, nearly(17 / 96)),
        ("Rekap Unit", "E9"): (39, 40), ("Rekap Unit", "F9"): (9, 8), ("Rekap Unit", "G9"): (9 / 48, nearly(8 / 48)),
        ("Rekap Unit", "E12"): (78, 79), ("Rekap Unit", "F12"): (18, 17),
        ("Rekap Unit", "G12"): (18 / 96, nearly(17 / 96)),
        ("Rekap Harian", "C14"): (0, 1), ("Rekap Harian", "D14"): (6, 5), ("Rekap Harian", "F14"): (1.0, nearly(5 / 6)),
        ("Rekap Pegawai", "F7"): (13, 14), ("Rekap Pegawai", "G7"): (3, 2), ("Rekap Pegawai", "J7"): (3, 2),
    }  # fmt: skip
    assert savings == set(), "sheet Penghematan says that it is as of writing"


def test_audit_reads_the_same_from_what_libreoffice_saved(office: Path) -> None:
    plain, edited = office / "calculated/plain.xlsx", office / "calculated/wrong.xlsx"
    ours = run_in_process("audit", office / "roster.xlsx")
    theirs = run_in_process("audit", plain, "--staff", office / "staff.xlsx")
    assert (ours.code, theirs.code) == (0, 0), theirs.stderr
    assert theirs.stdout == ours.stdout
    mistyped, saved = (
        run_in_process("audit", office / "wrong.xlsx"),
        run_in_process("audit", edited, "--staff", office / "staff.xlsx"),
    )
    assert (mistyped.code, saved.code) == (1, 1), saved.stderr
    assert saved.stdout == mistyped.stdout and f"Jadwal!M8 | NIP {NIPS[0]}" in saved.stdout
