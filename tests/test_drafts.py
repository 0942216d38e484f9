"""As long as an assumption is open every command says so: on the terminal, in what it writes and in ``--json``."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli import run_in_process
from tests.intake_books import write_xlsx

WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
NIPS = [f"19800101200501100{n}" for n in range(1, 5)]
NAMES = ("Ani Suryani", "Budi Santoso", "Citra Dewi", "Dodi Pratama")
POSTS = ("Kepala Dinas", "Sekretaris", "Analis", "Pengelola")
DRAFT = "DRAF: 3 anggapan belum dikonfirmasi"
SECTOR = "Dinas Sosial: administrasi (keyakinan sedang; kata “sosial” pada namanya)"


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four people of one agency; its sector and the echelons of its leaders are assumed."""
    monkeypatch.chdir(tmp_path)
    people = [[nip, name, post, "Dinas Sosial"] for nip, name, post in zip(NIPS, NAMES, POSTS, strict=True)]
    write_xlsx(Path("daftar.xlsx"), {"Pegawai": [["NIP", "Nama", "Jabatan", "Unit"], *people]})
    assert run_in_process("solve", "daftar.xlsx", *WEEK, "-o", "roster.xlsx").code == 0
    return Path("roster.xlsx")


def echelons(*whom: tuple[str, str]) -> list[str]:
    """The lines of the head and the secretary, who are called as said."""
    posts = (("Sekretaris", "III", "sedang"), ("Kepala Dinas", "II", "tinggi"))
    return [
        f"{subject}: Eselon {level} (keyakinan {sure}; jabatan “{post}”, {name})"
        for (subject, name), (post, level, sure) in zip(whom, posts, strict=True)
    ]


OPEN = [SECTOR, *echelons((NIPS[1], NAMES[1]), (NIPS[0], NAMES[0]))]
SOMEONE = ("satu pegawai", "satu pegawai")
COMPARED = ("compare", "daftar.xlsx", "-s", "bkn-3-2", "-s", "roster.xlsx", *WEEK)
STUDIED = ("study", "daftar.xlsx", "--caps", "50:50:10", *WEEK)
EXPLAINED = ("explain", "roster.xlsx", "--person", NIPS[2])


@pytest.mark.parametrize(
    "words",
    [("audit", "roster.xlsx"), COMPARED, STUDIED, ("report", "roster.xlsx"), EXPLAINED],
    ids=lambda w: w[0],
)
def test_the_terminal_of_every_command(words: Sequence[str], roster: Path) -> None:
    said = run_in_process(*words)
    assert said.code == 0, said.stderr
    block = re.sub(r"\n {4}", " ", said.stdout.partition(DRAFT)[2]).splitlines()
    assert block[1:5] == [
        *(f"  {line}" for line in OPEN),
        "  Jawab pada sheet Konfirmasi, atau setujui semuanya dengan --confirm.",
    ]
    agreed = run_in_process(*words, "--confirm", "--strict", *(["--force"] if words[0] == "report" else []))
    assert (agreed.code, "DRAF" in agreed.stdout) == (0, False), agreed.stderr
    refused = run_in_process(*words, "--strict")
    assert (refused.code, refused.stderr.count("--confirm")) == (2, 3)


@pytest.mark.parametrize(
    "words", [("audit", "roster.xlsx"), COMPARED, STUDIED, EXPLAINED], ids=lambda w: w[0]
)
def test_json_of_every_command(words: Sequence[str], roster: Path) -> None:
    said = run_in_process(*words, "--json", "-")
    rows = json.loads(said.stdout)["assumptions"]
    assert [(row["kind"], row["subject"], row["assumed"], row["agreed"]) for row in rows] == [
        ("sector", "Dinas Sosial", "administrasi", None),
        ("echelon", NIPS[1], "Eselon III", None),
        ("echelon", NIPS[0], "Eselon II", None),
    ]


def lines_of(path: str) -> list[str]:
    """The texts of the first sheet, row by row."""
    return [
        str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.value
    ]


def test_workbooks(roster: Path) -> None:
    assert run_in_process(*COMPARED, "-o", "banding.xlsx").code == 0
    assert lines_of("banding.xlsx")[:4] == [f"Skenario berdampingan - {DRAFT}", *OPEN]
    assert run_in_process("audit", "roster.xlsx", "-o", "lagi.xlsx").code == 0
    assert lines_of("lagi.xlsx")[0] == f"Jadwal kerja di kantor dan di rumah - {DRAFT}"
    assert run_in_process(*STUDIED, "-o", "kajian.xlsx").code == 0
    titles = [str(sheet["A1"].value) for sheet in load_workbook("kajian.xlsx").worksheets]
    assert titles == [f"Kajian kesiapan WFH - {DRAFT}"] * 6
    nameless = [SECTOR, *echelons(SOMEONE, SOMEONE)]
    assert [line for line in lines_of("kajian.xlsx") if "keyakinan" in line] == nameless


def texts(path: str) -> str:
    return Path(path).read_text("utf-8").replace("&#34;", '"')


MASKED = (("1980************02", NAMES[1]), ("1980************01", NAMES[0]))
NOBODY = (("Pegawai 2", "Pegawai 2"), ("Pegawai 1", "Pegawai 1"))
PAGES: dict[str, tuple[Sequence[str], Sequence[tuple[str, str]]]] = {
    "report": (("report", "roster.xlsx"), MASKED),
    "report, nobody named": (("report", "roster.xlsx", "--privacy", "full"), NOBODY),
    "audit": (("audit", "roster.xlsx"), MASKED),
    "compare": (COMPARED, MASKED),
    "compare, nobody named": ((*COMPARED, "--privacy", "full"), NOBODY),
    "study": (STUDIED, (SOMEONE, SOMEONE)),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, roster: Path) -> None:
    words, whom = PAGES[name]
    assert run_in_process(*words, "-o", "halaman.html").code == 0
    page = texts("halaman.html")
    assert f"<br><strong>{DRAFT}</strong></p>" in page
    assert [line for line in re.findall("<li>(.*?)</li>", page) if "keyakinan" in line] == [
        SECTOR,
        *echelons(*whom),
    ]
    hidden = "nobody" in name or name == "study"
    assert (NAMES[0] in page, NIPS[0] in page) == (not hidden, False)


def test_the_paper_of_a_study_names_nobody(roster: Path) -> None:
    assert run_in_process(*STUDIED, "-o", "kajian.docx").code == 0
    with zipfile.ZipFile("kajian.docx") as package:
        text = re.sub(r"<[^>]+>", "|", package.read("word/document.xml").decode())
    assert DRAFT in text and SECTOR in text and "satu pegawai: Eselon II (" in text
    assert not any(word in text for word in (*NAMES, *NIPS))


def test_confirmed_papers_are_no_drafts(roster: Path) -> None:
    for words, out in ((STUDIED, "k.docx"), (STUDIED, "k.html"), (COMPARED, "b.xlsx"), (COMPARED, "b.html")):
        assert run_in_process(*words, "--confirm", "-o", out).code == 0
    assert lines_of("b.xlsx")[0] == "Skenario berdampingan"
    assert "DRAF" not in texts("k.html") + texts("b.html")


def test_a_comparison_reads_the_answers_of_the_roster_that_it_judges(roster: Path) -> None:
    """What an audit of it takes as answered is answered beside other columns too, for all of them."""
    book = load_workbook(roster)
    for row in book["Konfirmasi"].iter_rows(min_row=2):
        if row[0].value == "Dinas Sosial":
            row[4].value, row[5].value = "Tidak", "kesehatan"
    book.save("dijawab.xlsx")
    found: Any = json.loads(run_in_process(*COMPARED[:4], "-s", "dijawab.xlsx", *WEEK, "--json", "-").stdout)
    answered = next(row for row in found["assumptions"] if row["kind"] == "sector")
    assert (answered["agreed"], answered["right"]) == (False, "kesehatan")
    assert next(column["home_days"] for column in found["scenarios"]) == 0
