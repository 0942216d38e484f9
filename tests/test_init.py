"""``asnroster init`` in a real terminal: questions, answers, and what is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pexpect
import pytest

from asnroster.cli.init import parse_month
from tests.cli import environment, run_in_process
from tests.intake_books import write_xlsx

NIPS = [f"1980010120050110{n:02}" for n in range(1, 7)]
UNITS = ["Sekretariat", "Sekretariat", "Bidang Mutasi", "Bidang Mutasi", "Loket Informasi", "Loket Informasi"]
LIST = [
    ["NIP", "Nama", "Unit", "OPD"],
    *([nip, f"P{n}", unit, "BKPSDM"] for n, (nip, unit) in enumerate(zip(NIPS, UNITS, strict=True))),
]


def talk(folder: Path, *answers: str, language: str = "id") -> tuple[int, str]:
    """Answer each prompt in turn; how it ended, and all that was shown."""
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "asnroster", "init", "--lang", language],
        cwd=str(folder), env=environment(TERM="dumb"), encoding="utf-8", timeout=60, dimensions=(40, 100),
    )  # fmt: skip
    shown = ""
    for answer in answers:
        child.expect(r"\]: ?$")
        shown += child.before + child.after
        child.sendline(answer)
    child.expect(pexpect.EOF)
    shown += child.before
    child.close()
    return child.exitstatus, shown.replace("\r\n", "\n")


def cells(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_a_list_a_circular_a_month_and_the_services(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "daftar asn.xlsx", {"Pegawai": LIST})
    code, shown = talk(tmp_path, "9", "1", "99", "1", "desember", "Desember 2026", "7", "4")
    assert code == 0, shown
    assert "   1. daftar asn.xlsx\n" in shown and "Tidak ada berkas “9” di sini." in shown
    assert "Isi nomor 1 sampai " in shown and "“desember” bukan bulan. Tulis seperti 12-2026." in shown
    assert "   1.  BKPSDM\n" in shown and "BKPSDM > Loket Informasi\n" in shown
    assert shown.endswith(
        "Lanjut:\n  asnroster check pegawai.xlsx\n  asnroster solve pegawai.xlsx --scenario kebijakan.toml\n"
    )
    text = (tmp_path / "kebijakan.toml").read_text("utf-8")
    assert 'extends = "bkn-3-2"\nstart = 2026-12-01\nend = 2026-12-31\n' in text
    units = cells(tmp_path / "pegawai.xlsx", "Unit")
    sector = units[0].index("Sektor")
    assert {row[0]: row[sector] for row in units[1:]}["Loket Informasi"] == "pelayanan publik"


def test_what_it_wrote_gives_a_roster_in_which_the_service_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_xlsx(tmp_path / "daftar.xlsx", {"Pegawai": LIST})
    assert talk(tmp_path, "", "", "12-2026", "4")[0] == 0
    monkeypatch.chdir(tmp_path)
    ended = run_in_process("solve", "pegawai.xlsx", "--scenario", "kebijakan.toml", "-o", "jadwal.csv")
    assert ended.code == 0, ended.stderr
    rows = [line.split(",") for line in Path("jadwal.csv").read_text("utf-8-sig").splitlines()[1:]]
    home = {row[1] for row in rows if "WFA" in row}
    assert home and home.isdisjoint({"P4", "P5"})
    assert {row[4][:7] for row in rows} == {"2026-12"}


def test_without_a_list_an_empty_workbook_is_written_and_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "pegawai.xlsx").write_bytes(b"mine")
    (tmp_path / "kebijakan.toml").write_text("mine", "utf-8")
    code, shown = talk(tmp_path, "0", "1", "1-2027", language="en")
    assert code == 0, shown
    assert "Fill in sheet Pegawai of pegawai-2.xlsx" in shown
    assert (tmp_path / "pegawai.xlsx").read_bytes() == b"mine"
    assert (tmp_path / "kebijakan.toml").read_text("utf-8") == "mine"
    assert (tmp_path / "pegawai-2.xlsx").stat().st_size > 5000
    assert "start = 2027-01-01\nend = 2027-01-31\n" in (tmp_path / "kebijakan-2.toml").read_text("utf-8")


def test_without_a_terminal_it_says_what_would_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: PTH123, SIM115
    ended = run_in_process("init")
    assert (ended.code, list(tmp_path.iterdir())) == (2, [])
    assert "asnroster template -o BERKAS" in ended.stderr


@pytest.mark.parametrize(
    "text", ["12-2026", "2026-12", "12/2026", "Desember 2026", "des 2026", "December 2026", " 12 2026 "]
)
def test_months(text: str) -> None:
    assert parse_month(text) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["", "Desember", "13-2026", "1-12-2026", "Smarch 2026", "12-26"])
def test_no_months(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_month(text)
