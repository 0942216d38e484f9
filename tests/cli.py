"""Runs the command as its user does: in this process (quick), or as a process of its own (signals, start-up)."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from asnroster.cli import main
from asnroster.words import language, use_language
from tests.intake_books import write_xlsx

ROOT = Path(__file__).parent.parent

# The little office: one week of five people under four rules, solved on paper.
ANI, BUDI, CITRA, DODI, EKA = (f"1980010120050110{n:02}" for n in range(1, 6))
NAMES = {ANI: "Ani", BUDI: "Budi", CITRA: "Citra", DODI: "Dodi", EKA: "Eka"}
STAFF = [
    ["NIP", "Nama", "Unit"],
    *([nip, name, "RSUD" if nip == EKA else "Dinas A"] for nip, name in NAMES.items()),
]
UNITS = [["Unit", "Sektor"], ["Dinas A", "administrasi"], ["RSUD", "kesehatan"]]
WISHES = [
    ["NIP", "Hari", "Pilihan", "Bobot"],
    [ANI, "Selasa", "WFO", 3],
    [ANI, "Jumat", "WFH", 6],
    [BUDI, "Jumat", "WFO", 2],
    [CITRA, "2026-12-11", "WFH", 4],
    [DODI, "Jumat", "WFH", 5],
]
SHEETS: dict[str, Sequence[Sequence[Any]]] = {"Pegawai": STAFF, "Unit": UNITS, "Preferensi": WISHES}
# Fridays at home, at most half of an agency; the hospital stays. In the week below two of the Dinas's four are
# in the office on Friday (2 x 10) and of the three who wish to be at home the weakest is not (4).
FRIDAYS = """
name = "jumat"
title = "Jumat WFH"
[parameters]
most = "50 %"
[[rules]]
rule = "mandatory_office"
sectors = ["kesehatan"]
[[rules]]
rule = "home_share"
at_most = "$most"
[[rules]]
rule = "home_weekdays"
weekdays = ["Jumat"]
weight = 10
[[rules]]
rule = "preferences"
weight = 1
"""
WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
FRIDAY = "2026-12-11"


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended and what it said."""

    code: int
    stdout: str
    stderr: str


def run_in_process(*arguments: str | Path) -> Finished:
    """``asnroster ARGUMENTS`` in this process; piped, so plain.

    Help was worded when the commands were imported: use a process of its own for help in another language.
    """
    out, err, spoken = io.StringIO(), io.StringIO(), language()
    words = ["asnroster", *map(str, arguments)]
    with (
        patch.object(sys, "argv", words),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code: int | str | None = "the command did not exit by itself"
        except SystemExit as ended:
            code = ended.code
        finally:
            use_language(spoken)
    assert code is None or isinstance(code, int), code
    return Finished(code or 0, out.getvalue(), err.getvalue())


def environment(**more: str) -> dict[str, str]:
    """This process's environment, in which a Python may keep its compiled modules (it starts in a third of the time)."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "LANGUAGE")
    }
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


def run_as_process(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> Finished:
    """``asnroster ARGUMENTS`` as a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "asnroster", *map(str, arguments)],
        cwd=cwd, env=environment(**(env or {})), capture_output=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip
    return Finished(ended.returncode, ended.stdout, ended.stderr)


@contextlib.contextmanager
def started(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    prelude: str = "",
    terminal: int | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """A running ``asnroster ARGUMENTS``, for signals; killed when the block ends before it does.

    Args:
        prelude: Python that runs before the command.
        terminal: a terminal's descriptor in the place of pipes.
    """
    code = f"{prelude}\nfrom asnroster.cli import main\nmain()"
    pipe = subprocess.PIPE if terminal is None else terminal
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, *map(str, arguments)],
        cwd=cwd, env=environment(**(env or {})), stdout=pipe, stderr=pipe, stdin=terminal, encoding="utf-8",
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        if terminal is None:
            process.communicate()


def little_office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``staff.xlsx`` and ``jumat.toml``, and the command started there."""
    monkeypatch.chdir(folder)
    write_xlsx(folder / "staff.xlsx", SHEETS)
    (folder / "jumat.toml").write_text(FRIDAYS, encoding="utf-8")
    return folder


def codes(path: Path | str) -> dict[tuple[str, str], str]:
    """The codes of a tidy roster by NIP and ISO date."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return {(row["nip"], row["date"]): row["code"] for row in csv.DictReader(file)}


def summary(path: str = "run.json") -> Any:
    """What ``--json`` wrote."""
    return json.loads(Path(path).read_text("utf-8"))
