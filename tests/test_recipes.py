"""Policies that the guide shows how to write, for they are not shipped: Kabupaten Bekasi in 2025 and 2026."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from asnroster.domain.modes import HOME
from asnroster.engine.solve import Options
from asnroster.output.report import Report
from asnroster.run import Request, solve_and_judge
from asnroster.run import prepare as prepared
from asnroster.scenario.load import load_scenario_text
from tests.circulars import GUIDES
from tests.intake_books import write_xlsx

MARCH, FLOOD = "kab-bekasi-maret-2025", "198203062006041003"
UNITS = [["Unit", "Sektor"], ["Dinas Kesehatan", "administrasi"], ["BKPSDM", "administrasi"]]


def chapter(language: str) -> str:
    (text,) = re.findall(
        r"^## 3\. .*?(?=^## 4\. )", GUIDES[language].read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return text


def solved(request: Request) -> Report:
    run = solve_and_judge(prepared(request), Options(workers=1, gap=0))
    assert run.report is not None
    assert run.report.audit.hard_violations == 0
    return run.report


def staff(path: Path, nips: list[str], **more: list[list[str]]) -> Path:
    """Half of them in an agency that stays, half in one that may be at home."""
    rows = [[nip, f"Orang {n}", UNITS[1 + n % 2][0]] for n, nip in enumerate(nips)]
    return write_xlsx(path, {"Pegawai": [["NIP", "Nama", "Unit"], *rows], "Unit": UNITS, **more})


@pytest.mark.parametrize("language", GUIDES)
def test_march_2025_keeps_the_agencies_named_and_sends_half_of_the_others_home(
    language: str, tmp_path: Path
) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", chapter(language), re.DOTALL)
    path = tmp_path / f"{MARCH}.toml"
    path.write_text(text, encoding="utf-8")
    found = load_scenario_text(text, file=path.name)
    assert (found.name, found.home_code, found.lineage[0]) == (MARCH, "WFA", "menpanrb-2-2025")
    assert [(window.first, window.last) for window in found.in_force] == [
        (date(2025, 3, 24), date(2025, 3, 27))
    ]
    report = solved(Request(staff(tmp_path / "staff.xlsx", [f"N{n}" for n in range(8)]), scenario=str(path)))
    home = report.roster.modes == HOME
    people = range(len(report.problem.people))
    free = [row for row in people if report.problem.unit_of(row).name == "BKPSDM"]
    assert len(free) == 4
    assert not home[[row for row in people if row not in free]].any()
    assert home[free].sum(axis=0).tolist() == [2] * 4


@pytest.mark.parametrize("language", GUIDES)
def test_in_the_flood_only_those_with_a_numbered_letter_are_at_home(language: str, tmp_path: Path) -> None:
    lines = [line for line in chapter(language).splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    (at,) = [number for number, cells in enumerate(rows) if cells[-1] == "Nomor Surat"]
    head, row = rows[at : at + 2]
    assert row[0] == FLOOD
    path = staff(tmp_path / "staff.xlsx", [FLOOD, "N1", "N2", "N3"], Penetapan=[head, row])
    asked = Request(path, scenario="baseline-wfo", start=date(2026, 1, 26), end=date(2026, 1, 29))
    home = np.argwhere(solved(asked).roster.modes == HOME).tolist()
    assert home == [[0, day] for day in range(4)]
