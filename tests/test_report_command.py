"""The command ``report``, and what it tells of the roster's own workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from asnroster.intake.rosters.provenance import read_provenance
from tests.cli import ANI, BUDI, run_in_process
from tests.report_page import Page
from tests.test_cli_audit import FRIDAY, edit, folder  # noqa: F401


def report(*more: str, roster: str = "roster.xlsx") -> Any:
    return run_in_process("report", roster, "--staff", "staff.xlsx", *more)


def test_the_command_writes_the_roster_that_was_solved(folder: Path) -> None:  # noqa: F811
    done = report("--lang", "en")
    assert (done.code, done.stderr) == (0, "")
    assert re.fullmatch(r"Report written: roster\.html \(0\.\d MB\)\n", done.stdout)
    seen = Page(Path("roster.html").read_text("utf-8"))
    told = dict(seen.tables["What the roster workbook says of its making (sheet Info)"][1:])
    assert told["Skor"] == "24" and told["Selisih (gap)"] == "0,00\u00a0%"
    assert {"asnroster", "ortools", "python"} <= set(told)
    facts = dict(seen.tables["This report"][1:])
    assert facts["Cost"] == "24" and facts["Input file staff.xlsx"].startswith("SHA-256 ")
    assert len(seen.data["people"]) == 5
    assert ANI not in Path("roster.html").read_text("utf-8")


def test_the_command_tells_of_a_broken_rule_and_writes_all_the_same(folder: Path) -> None:  # noqa: F811
    edit({(BUDI, FRIDAY): "WFH"})
    done = report("-o", "r.html", "--privacy", "none")
    assert done.code == 1
    assert done.stdout.splitlines()[-1] == "Jadwal ini melanggar aturan wajib di 1 tempat."
    text = Path("r.html").read_text("utf-8")
    assert BUDI in text and "3 orang WFH pada Jum, 11 Des 2026; paling banyak 2 orang." in text


def test_one_agency_alone(folder: Path) -> None:  # noqa: F811
    """By words of its name; nobody of another agency is in the page."""
    done = report("--agency", "dinas a", "--privacy", "none")
    assert done.code == 0 and done.stdout.startswith("Laporan ditulis: roster-dinas-a.html ")
    seen = Page(Path("roster-dinas-a.html").read_text("utf-8"))
    assert len(seen.data["people"]) == 4
    refused = report("--agency", "dinas z")
    said = "--agency: Tidak ada OPD pada jadwal ini yang bernama “dinas z”. Maksud Anda “Dinas A”?\n"
    assert (refused.code, refused.stdout, refused.stderr) == (2, "", said)
    refused = report("--agency", "dinas a", "--caps", "0:50:25", "-o", "x.html")
    assert (refused.code, refused.stderr) == (
        2, "--caps: Kurva dihitung untuk semua pegawai pada jadwal. Hilangkan --agency atau --caps.\n",
    )  # fmt: skip


def test_a_tidy_roster_is_reported_too(folder: Path) -> None:  # noqa: F811
    done = report("-s", "jumat.toml", roster="roster.csv")
    assert done.code == 0
    seen = Page(Path("roster.html").read_text("utf-8"))
    assert [letters for _key, _name, _unit, letters in seen.data["people"]] == [
        letters for _key, _name, _unit, letters in Page(_solved()).data["people"]
    ]


def _solved() -> str:
    made = run_in_process(
        "solve", "staff.xlsx", "-s", "jumat.toml", "--start", "2026-12-07", "--end", "2026-12-13", "-o", "s.html"
    )  # fmt: skip
    assert made.code == 0, made.stderr
    return Path("s.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "says"),
    [(["-o", "r.pdf"], "-o: "), (["-o", "staff.html/x.html"], "-o: "), (["--privacy", "some"], "")],
)
def test_wrong_use(folder: Path, more: list[str], says: str) -> None:  # noqa: F811
    done = report(*more)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(says) and "Traceback" not in done.stderr
    assert not list(folder.glob("*.html"))


def test_somebody_elses_page_is_not_overwritten(folder: Path) -> None:  # noqa: F811
    Path("roster.html").write_text("<p>mine</p>", encoding="utf-8")
    refused = report()
    assert refused.code == 2 and refused.stderr.startswith("roster.html: ")
    assert Path("roster.html").read_text("utf-8") == "<p>mine</p>"
    assert report("--force").code == 0
    assert report().code == 0, "its own page is"


def test_what_sheet_info_says_of_the_run(folder: Path) -> None:  # noqa: F811
    made = dict(read_provenance(Path("roster.xlsx")).made)
    assert made["Skor"] == 24 and made["Status"].startswith("terbaik")
    assert read_provenance(Path("roster.csv")).made == ()
