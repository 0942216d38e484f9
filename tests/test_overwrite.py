"""What asnroster wrote and nobody changed is written anew; whatever else is there stays, unless --force says so."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from asnroster.files import is_untouched
from tests.cli import Finished, run_in_process

WEEK = ("--scenario", "jumat.toml", "--start", "2026-12-07", "--end", "2026-12-11", "--lang", "en")


def solve(*more: str) -> Finished:
    return run_in_process("solve", "staff.xlsx", *WEEK, *more)


def kept(result: Finished, path: Path, before: bytes) -> bool:
    """Refused with a sentence that says what would do, and the file as it was."""
    told = f"{path.name}: There is a file of that name already, and it is not as asnroster wrote it."
    assert (result.code, result.stdout) == (2, "")
    assert f"{told} Choose another name, or add --force." in " ".join(result.stderr.split())
    return path.read_bytes() == before


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.csv"])
def test_a_roster_is_solved_anew_to_the_same_name(folder: Path, name: str) -> None:
    assert solve("-o", name, "--json", "run.json").code == 0
    assert is_untouched(folder / name) and is_untouched(folder / "run.json")
    assert solve("-o", name, "--json", "run.json").code == 0


def test_a_split_rosters_main_workbook_is_a_result(folder: Path) -> None:
    assert solve("--split", "agency", "-o", "split.xlsx").code == 0
    assert is_untouched(folder / "split.xlsx")


def test_a_comparison_is_made_anew_in_both_languages(folder: Path) -> None:
    for language in ("en", "id"):
        compare = ("compare", "staff.xlsx", "-s", "jumat.toml", *WEEK[2:-1], language, "-o", "compare.xlsx")
        assert run_in_process(*compare).code == 0
        assert is_untouched(folder / "compare.xlsx")


def test_a_hand_edited_roster_stays_until_it_is_forced(folder: Path) -> None:
    roster = folder / "roster.xlsx"
    assert solve("-o", "roster.xlsx").code == 0
    book = openpyxl.load_workbook(roster)
    book["Jadwal"]["G8"] = "WFO"
    book.save(roster)
    edited = roster.read_bytes()
    assert kept(solve("-o", "roster.xlsx"), roster, edited)
    judged = ("audit", "roster.xlsx", "--staff", "staff.xlsx", "--lang", "en", "-o", "audited.xlsx")
    (folder / "audited.xlsx").write_bytes(edited)
    assert kept(run_in_process(*judged), folder / "audited.xlsx", edited)
    assert run_in_process(*judged, "--force").code in (0, 1)
    assert is_untouched(folder / "audited.xlsx")
    assert solve("-o", "roster.xlsx", "--force").code == 0
    assert is_untouched(roster)


def test_a_csv_that_a_spreadsheet_program_saved_stays(folder: Path) -> None:
    assert solve("-o", "roster.csv").code == 0
    saved = (folder / "roster.csv").read_bytes().replace(b"\n", b"\r\n")
    (folder / "roster.csv").write_bytes(saved)
    assert kept(solve("-o", "roster.csv"), folder / "roster.csv", saved)


@pytest.mark.parametrize(
    ("option", "name"),
    [("-o", "other.xlsx"), ("-o", "template.xlsx"), ("-o", "list.csv"), ("--json", "notes.txt"), ("--json", "other.xlsx")],
)  # fmt: skip
def test_a_users_own_file_stays(folder: Path, option: str, name: str) -> None:
    (folder / "other.xlsx").write_bytes((folder / "staff.xlsx").read_bytes())
    assert run_in_process("template", "-o", "template.xlsx").code == 0
    (folder / "list.csv").write_text("nip,nama\n1,Ani\n", encoding="utf-8")
    (folder / "notes.txt").write_text("remember", encoding="utf-8")
    before = (folder / name).read_bytes()
    assert kept(solve(option, name), folder / name, before)
    assert not (folder / "roster.xlsx").exists()


def test_an_empty_file_holds_nothing_to_lose(folder: Path) -> None:
    (folder / "new.xlsx").touch()
    assert solve("-o", "new.xlsx").code == 0
    assert is_untouched(folder / "new.xlsx")


def test_what_cannot_be_read_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert not is_untouched(tmp_path / "damaged.xlsx")
    assert not is_untouched(tmp_path / "nowhere.xlsx")
