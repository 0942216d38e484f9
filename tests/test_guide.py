"""``asnroster guide``: whole, or a chapter of it."""

from __future__ import annotations

import pytest

from asnroster.cli.guide import chapter_text
from tests.cli import ROOT, run_in_process

GUIDE = "# Judul\n\npengantar\n\n## 1. Siapkan berkas\n\na\n\n### Lebih\n\nb\n\n## 2. Periksa\n\nc\n\n## Kode keluar\n\nd\n"


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("1", "## 1. Siapkan berkas\n\na\n\n### Lebih\n\nb\n"),
        ("2", "## 2. Periksa\n\nc\n"),
        ("PERIKSA", "## 2. Periksa\n\nc\n"),
        ("keluar", "## Kode keluar\n\nd\n"),
    ],
)
def test_a_chapter(wanted: str, text: str) -> None:
    assert chapter_text(GUIDE, wanted) == text


def test_the_whole_guide_and_one_chapter_of_it() -> None:
    whole = (ROOT / "asnroster/guide/id.md").read_text("utf-8")
    assert run_in_process("guide").stdout == whole + "\n"
    chapter = run_in_process("guide", "7")
    assert chapter.code == 0 and chapter.stdout.startswith("## 7. Surat edaran baru datang\n")
    assert chapter.stdout.rstrip("\n") in whole and "\n## " not in chapter.stdout


@pytest.mark.parametrize("wanted", ["99", "", "xyz"])
def test_an_unknown_chapter_is_answered_with_the_list(wanted: str) -> None:
    ended = run_in_process("guide", wanted)
    assert (ended.code, ended.stdout) == (2, "")
    assert (
        f"Petunjuk tidak memiliki bab “{wanted}”." in ended.stderr
        and "7 Surat edaran baru datang" in ended.stderr
    )


@pytest.mark.parametrize(
    ("language", "chapter", "words"),
    [
        ("id", "istilah", ["aturan wajib", "keinginan, aturan lunak", "skor", "anggapan", "tidak berpengaruh", "WFH, WFA", "sheet",
                           "orang-hari", "Maks WFH"]),
        ("en", "words", ["rule that must hold", "wish, soft rule", "cost (skor)", "assumption (anggapan)", "does nothing",
                         "WFH, WFA", "sheet", "person-day", "Maks WFH"]),
    ],
)  # fmt: skip
def test_the_words_that_are_misread_are_explained(language: str, chapter: str, words: list[str]) -> None:
    told = run_in_process("--lang", language, "guide", chapter).stdout
    rows = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows[1:]] == words
    assert all(len(row) == 2 and row[1] for row in rows)
