"""The folder of a run by agency: one run at a time, what a broken run leaves, and how it goes with a split roster."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

import asnroster.cli.national as command
import asnroster.cli.progress as progress
import asnroster.national.stream as stream
import asnroster.national.work as work
import asnroster.output.write as writing
from asnroster.errors import InputError
from asnroster.national.lock import alone_in
from asnroster.words import use_language
from tests.cli import Finished, environment, run_in_process
from tests.intake_books import write_csv
from tests.national import BOGOR, HEAD, NATION, WEEK, by_agency, nip, totals

HOLD = """
import sys
from pathlib import Path
from asnroster.national.lock import alone_in
with alone_in(Path("out")):
    print("held", flush=True)
    sys.stdin.read()
"""


def files(folder: str = "out") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_folder_takes_one_run_at_a_time_and_a_dead_one_holds_nothing(nation: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment(), encoding="utf-8", stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    with other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        refused = by_agency()
        other.kill()
    assert refused.code == 2
    assert f"Another run (process {other.pid}) is at work in “out”." in refused.stderr
    assert files() == [".lock"] and Path("out/.lock").read_text("utf-8") == str(other.pid)
    # It was killed: the next run takes its place, and leaves no lock.
    assert by_agency().code == 0
    assert totals()["kept"] == 0 and "manifest.json" in files() and ".lock" not in files()


def test_a_number_in_a_lock_that_nobody_holds_says_nothing(nation: Path) -> None:
    Path("out").mkdir()
    Path("out/.lock").write_text(str(os.getpid()), encoding="utf-8")
    with alone_in(Path("out")), pytest.raises(InputError), alone_in(Path("out")):
        pass
    assert files() == []
    assert by_agency().code == 0


def test_a_run_that_ends_before_its_first_part_can_be_repeated(nation: Path) -> None:
    assert by_agency(scenario="nowhere.toml").code == 2
    assert not Path("out").exists()
    write_csv(nation, [HEAD, *NATION, [*NATION[0][:3], BOGOR, "Dinas A", "", "Staf"]])
    doubled = by_agency()
    assert doubled.code == 2 and f"The NIP {nip(1)} stands twice" in doubled.stderr
    assert files() == [".parts"]
    write_csv(nation, [HEAD, *NATION])
    assert by_agency().code == 0


def test_somebody_elses_folder_is_left_as_it_was(nation: Path) -> None:
    Path("out").mkdir()
    Path("out/surat.txt").write_text("", encoding="utf-8")
    assert "holds other things" in by_agency().stderr
    assert files() == ["surat.txt"]


def test_cutting_a_list_tells_how_far_it_is(nation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PLAIN_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(stream, "ROWS_AT_A_TIME", 3)
    assert by_agency().stderr.splitlines()[:6] == [
        "Reading staff.csv …",
        "Cutting the list by government …",
        "Cutting the list: 3 rows so far …",
        "Cutting the list: 6 rows so far …",
        "Cutting the list: 7 rows so far …",
        "3 parts: 0 done already, 3 to solve.",
    ]


def test_ctrl_c_ends_the_cutting(nation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def pressed() -> Iterator[Event]:
        stop = Event()
        stop.set()
        yield stop

    with monkeypatch.context() as patched:
        patched.setattr(command, "ctrl_c_stops", pressed)
        ended = by_agency()
    assert ended.code == 4 and "Stopped by you before" in ended.stderr
    assert files() == [".parts"]
    assert by_agency().code == 0


def test_a_run_by_agency_is_not_split_as_well(nation: Path) -> None:
    ended = by_agency("--split", "agency")
    assert ended.code == 2
    assert "it cannot be used with --split" in ended.stderr and "asnroster audit ROSTER" in ended.stderr
    assert not Path("out").exists()


def test_large_parts_do_not_offer_a_split_that_would_be_refused(
    nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PLEASANT_PEOPLE", 0)
    monkeypatch.setattr(work, "Processes", ThreadPoolExecutor)

    def said(ended: Finished) -> str:
        assert ended.code == 0, ended.stderr
        return ended.stdout + ended.stderr

    assert "--split" not in said(by_agency())
    whole = run_in_process("solve", "staff.csv", "-s", "opd.toml", *WEEK, "-o", "whole.xlsx")
    assert "--split agency writes one per agency" in said(whole)


def test_the_roster_of_a_part_is_split_afterwards_and_each_piece_audited(nation: Path) -> None:
    assert by_agency(scenario="opd.toml").code == 0
    use_language("en")
    part = "out/pemerintah-kota-bekasi.xlsx"
    divided = run_in_process("audit", part, "--split", "agency", "-o", "out/bekasi.xlsx")
    assert divided.code == 0, divided.stderr
    assert files("out/bekasi-opd") == ["Dinas-A.xlsx", "Dinas-B.xlsx"]
    # Their staff lies among the parts of the run, a folder above.
    for roster in ("out/bekasi.xlsx", "out/bekasi-opd/Dinas-A.xlsx"):
        audited = run_in_process("audit", roster)
        assert audited.code == 0, audited.stderr
