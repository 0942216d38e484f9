"""What ``asnroster solve`` says while it works and after: piped and on a terminal."""

from __future__ import annotations

import io
import os
import pty
import select
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

import asnroster.cli.app
import asnroster.run
from asnroster.cli import progress
from asnroster.cli.progress import search_text
from asnroster.engine.search.search import Progress
from tests.cli import (
    CITRA,
    DODI,
    FRIDAY,
    FRIDAYS,
    NAMES,
    SHEETS,
    STAFF,
    UNITS,
    WEEK,
    codes,
    run_as_process,
    started,
)
from tests.intake_books import write_xlsx
from tests.solving import solve


def test_piped_output_is_plain(folder: Path) -> None:
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    result = run_as_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, cwd=folder, env=env)
    assert result.code == 0
    assert "\x1b" not in result.stdout + result.stderr and "\r" not in result.stdout + result.stderr
    assert "Kantor tersepi   Dinas A, Jum, 11 Des 2026" in result.stdout and "…" not in result.stdout


def test_a_terminal_shows_a_live_line_and_tables(folder: Path) -> None:
    ours, theirs = pty.openpty()
    env = {"TERM": "xterm-256color", "COLUMNS": "120"}
    with started(
        "solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, cwd=folder, env=env, terminal=theirs
    ) as process:
        os.close(theirs)
        seen = read_all(ours)
        assert process.wait(30) == 0
    assert "\x1b[" in seen
    assert "Menyusun jadwal" in seen and "Jadwal ditulis: roster.xlsx" in seen


def read_all(terminal: int) -> str:
    found = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other side has closed
            break
        if not piece:
            break
        found += piece
    os.close(terminal)
    return found.decode("utf-8")


def test_issues_are_a_table_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None)
    monkeypatch.setattr(asnroster.cli.app, "console", lambda *, stderr=False: out)
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Unit": [UNITS[0], ["Dinas A", None], UNITS[2]]})
    result = solve("--end", "2026-12-08", "--set", "most=40 %", "--strict")
    shown = " ".join(out.file.getvalue().split())  # type: ignore[attr-defined]
    assert result.code == 2
    assert "Masalah pada masukan (1)" in shown
    assert all(word in shown for word in ("Tempat", "Keterangan", "Yang diharapkan", "Dinas A", "--confirm"))


def test_a_live_line_on_a_terminal_and_a_line_now_and_then_when_piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Progress("first", 46, 0, None, 3, 5.4)
    out = Console(file=io.StringIO(), force_terminal=True, width=160)
    monkeypatch.setattr(progress, "console", lambda *, stderr=False: out)
    with progress.progress_display() as show:
        show.stage("Membaca …")
        show.search(told)
    assert capsys.readouterr().err == ""
    piped = Console(file=io.StringIO())
    monkeypatch.setattr(progress, "console", lambda *, stderr=False: piped)
    with progress.progress_display() as show:
        show.stage("Membaca …")
        show.search(told)
        monkeypatch.setattr(progress, "PLAIN_EVERY_SECONDS", 0.0)
        show.search(told)
    assert capsys.readouterr().err.splitlines() == ["Membaca …", search_text(told)]


def test_an_unknown_time_in_post_is_a_notice(folder: Path) -> None:
    """Somebody without a TMT passes; the run says of how many."""
    months = (
        FRIDAYS
        + '[[rules]]\nrule = "eligible_for_home"\nname = "baru"\nmin_months_in_post = 6\nneed_remote_capable = false\n'
    )
    (folder / "jumat.toml").write_text(months, encoding="utf-8")
    since = ["TMT Jabatan", date(2026, 12, 1), None, None, date(2020, 1, 1), None]
    staff = [[*row, cell] for row, cell in zip(STAFF, since, strict=True)]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Pegawai": staff})
    result = solve("-o", "a.csv")
    assert result.code == 0
    assert any(
        "3 " in line and "TMT Jabatan" in line and "“baru”" in line for line in result.stderr.splitlines()
    )
    found = codes(folder / "a.csv")
    assert {nip for nip in NAMES if found[nip, FRIDAY] == "WFH"} == {
        CITRA,
        DODI,
    }  # Ani is too new in her post


def test_memory_is_told_where_the_system_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 10 < asnroster.run.peak_memory_mb() < 100_000
    monkeypatch.setitem(sys.modules, "resource", None)
    assert asnroster.run.peak_memory_mb() == 0.0


def test_progress_in_words() -> None:
    told = Progress("better", 46, 12, 3641, 3600, 5.4)
    assert search_text(told).endswith("12 dari 46 kelompok, 1,13 % dari yang terbaik, 5 dtk")
    assert len(search_text(told)) < 78
    assert search_text(Progress("first", 46, 0, None, 0, 5.4)) == "Mencari jadwal: 0 dari 46 kelompok, 5 dtk"
    late = Progress("better", 46, 12, 3641, 3600, 5.4, seconds_left=12.3, uncut=4200)
    assert search_text(late).endswith(
        "5 dtk, kira-kira 12 dtk lagi; 4.200 hari-orang saling terkait erat sehingga dicari sekaligus"
    )


def test_a_run_has_one_thread_less_when_it_ends(folder: Path) -> None:
    """No worker is left behind."""
    before = threading.active_count()
    assert solve().code == 0
    assert threading.active_count() == before
