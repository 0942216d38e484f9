"""``asnroster guide``: whole, or a chapter of it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import struct
import subprocess
import sys

import pytest

from asnroster.cli.guide import chapter_text
from asnroster.scenario.describe import windows
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario
from asnroster.words import use_language
from tests.cli import ROOT, environment, run_in_process
from tests.tracked import tracked_in

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


def policies(language: str) -> list[tuple[str, ...]]:
    """What the guide's list of policies has to say, by the shipped scenario files: key, title, word, in force, instrument."""
    use_language(language)
    return [
        (f"`{name}`", one.title, one.home_code, windows(one) or "-", one.source or "-")
        for name in sorted(scenario_names())
        for one in [load_scenario(name)]
    ]


@pytest.mark.parametrize(
    ("language", "heading"), [("id", "Kebijakan bawaan"), ("en", "Policies that are shipped")]
)
def test_the_list_of_policies_is_that_of_the_files(language: str, heading: str) -> None:
    text = (ROOT / f"asnroster/guide/{language}.md").read_text("utf-8")
    table = text.partition(f"### {heading}\n\n")[2].partition("\n\n")[0].splitlines()[2:]
    assert [tuple(line.strip("| ").split(" | ")) for line in table] == policies(language)
    assert len(table) == len(tracked_in("scenarios", "*.toml"))


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("reader", ["cat", "less", ""])
def test_a_chapter_is_shown_on_a_terminal(reader: str) -> None:
    """A reader such as less is a process of its own, whose usual output led nowhere."""
    import fcntl
    import pty
    import termios

    if reader and shutil.which(reader) is None:
        pytest.skip(f"no {reader}")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 500, 80, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "asnroster", "guide", "9", "--lang", "en"],
        stdin=slave, stdout=slave, stderr=slave, env=environment(PAGER=reader, TERM="xterm"),
    ) as running:  # fmt: skip
        os.close(slave)
        shown = b""
        with contextlib.suppress(OSError):  # the other end was closed
            while piece := os.read(master, 65536):
                shown += piece
        assert running.wait(60) == 0
    os.close(master)
    title = re.search(r"^## 9\. (.+)$", (ROOT / "asnroster/guide/en.md").read_text("utf-8"), re.MULTILINE)
    assert title is not None and title[1] in shown.decode()
