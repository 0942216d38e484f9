"""``asnroster solve`` as its user meets it: what it writes, what it refuses, how it ends."""

from __future__ import annotations

import csv
import io
import os
import pty
import random
import re
import select
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

import asnroster.cli.app
import asnroster.run
from asnroster.cli import progress
from asnroster.cli.progress import ctrl_c_stops, search_text
from asnroster.domain.calendar import next_whole_month
from asnroster.engine.search import Progress
from asnroster.errors import InputError
from asnroster.judge.audit import Audit
from asnroster.judge.audit import audit as real_audit
from asnroster.run import Request, choose_horizon, prepare
from asnroster.scenario import Scenario
from tests.cli import (
    ANI,
    BUDI,
    CITRA,
    DODI,
    EKA,
    FRIDAY,
    FRIDAYS,
    NAMES,
    ROOT,
    SHEETS,
    STAFF,
    UNITS,
    WEEK,
    WISHES,
    Finished,
    codes,
    little_office,
    run_as_process,
    run_in_process,
    started,
    summary,
)  # fmt: skip
from tests.intake_books import write_csv, write_xlsx

SAMPLE = ROOT / "data" / "staff.xlsx"
AT_HOME = {(ANI, FRIDAY), (DODI, FRIDAY)}
KEYS = [
    "status", "cost", "bound", "gap", "rules", "people", "days", "seconds", "stages", "parts",
    "parts_done", "first_roster_seconds", "peak_memory_mb", "seed", "versions",
    "interrupted", "scenario", "start", "end", "clashes", "explanations", "savings",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office's files, and the command started beside them."""
    return little_office(tmp_path, monkeypatch)


def solve(
    *more: str | Path, staff: str | Path = "staff.xlsx", scenario: str | None = "jumat.toml"
) -> Finished:
    chosen = ["--scenario", scenario] if scenario else []
    return run_in_process("solve", staff, *chosen, *WEEK, *more)


def files() -> set[str]:
    return {entry.name for entry in Path.cwd().iterdir()}


# Exit 0: a roster


def test_the_best_roster_and_its_summary(folder: Path) -> None:
    result = solve("-o", "jadwal.csv", "--json", "run.json", "--seed", "7")
    assert (result.code, result.stderr.splitlines()) == (0, ["Membaca staff.xlsx …", "Menyusun jadwal …"])
    found = codes(folder / "jadwal.csv")
    assert len(found) == 5 * 5
    assert {cell for cell, code in found.items() if code == "WFH"} == AT_HOME
    assert set(found.values()) == {"WFO", "WFH"}
    told = summary()
    assert list(told) == KEYS
    assert [told[key] for key in ("status", "cost", "bound", "gap", "people", "days")] == [
        "optimal",
        24,
        24,
        0.0,
        5,
        5,
    ]
    assert told["rules"] == [
        {"rule": "mandatory_office", "name": "mandatory_office", "hard": True, "violations": 0, "cost": 0},
        {"rule": "home_share", "name": "home_share", "hard": True, "violations": 0, "cost": 0},
        {"rule": "home_weekdays", "name": "home_weekdays", "hard": False, "violations": 2, "cost": 20},
        {"rule": "preferences", "name": "preferences", "hard": False, "violations": 1, "cost": 4},
    ]
    assert [stage["name"] for stage in told["stages"]] == [
        "read",
        "build",
        "post",
        "price",
        "parts",
        "master",
        "gather",
        "audit",
        "write",
    ]
    assert sum(stage["seconds"] for stage in told["stages"]) == pytest.approx(told["seconds"], abs=0.005)
    assert set(told["versions"]) == {"asnroster", "ortools", "python"}
    assert told["peak_memory_mb"] > 10
    assert [told[key] for key in ("seed", "interrupted", "scenario", "clashes")] == [7, False, "jumat", []]
    assert (told["start"], told["end"]) == ("2026-12-07", "2026-12-11")
    judged = run_in_process(
        "audit", "jadwal.csv", "--staff", "staff.xlsx", "-s", "jumat.toml", "--json", "audit.json"
    )
    assert judged.code == 0
    assert (summary("audit.json")["cost"], summary("audit.json")["rules"]) == (24, told["rules"])


def test_the_summary_on_the_terminal(folder: Path) -> None:
    lines = [" ".join(line.split()) for line in solve().stdout.splitlines()]
    assert lines[:10] == [
        "Skenario Jumat WFH", "Periode 7 Desember 2026 s.d. 11 Desember 2026", "Pegawai 5", "Unit 2", "Hari 5",
        "Orang-hari 23 WFO, 2 WFH (8,0 % di rumah)", "Status optimal: terbukti tidak ada jadwal yang lebih murah",
        "Biaya 24", "Batas terbukti 24", "Selisih (gap) 0,00 %",
    ]  # fmt: skip
    assert "home_weekdays Hari WFH Diusahakan 4 2 20" in lines
    assert re.fullmatch(r"Jadwal ditulis: roster\.xlsx \(seluruhnya \d+[.,]\d dtk\)", lines[-1])


def test_the_workbook_says_the_same(folder: Path) -> None:
    assert solve("-o", "jadwal.xlsx").code == 0
    book = openpyxl.load_workbook(folder / "jadwal.xlsx")
    rows = list(book["Jadwal"].iter_rows(values_only=True))
    header = next(row for row in rows if "NIP" in row)
    dates = [
        place for place, cell in enumerate(header) if hasattr(cell, "year") or str(cell).endswith("2026")
    ]
    modes = {row[1]: [row[place] for place in dates] for row in rows if row[1] in NAMES}
    assert modes[ANI] == ["WFO"] * 4 + ["WFH"]
    assert modes[DODI] == ["WFO"] * 4 + ["WFH"]
    assert modes[BUDI] == modes[CITRA] == modes[EKA] == ["WFO"] * 5
    info = {row[0]: row[1] for row in book["Info"].iter_rows(values_only=True)}
    assert 24 in info.values() and str(info["Status"]).startswith("optimal")


def test_the_shipped_sample_under_the_default_scenario(folder: Path) -> None:
    month = ("--start", "2026-12-01")
    result = run_in_process("solve", SAMPLE, *month, "-o", "a.xlsx", "--json", "run.json")
    told = summary()
    assert (result.code, told["scenario"], told["start"], told["end"]) == (
        0,
        "bkn-3-2",
        "2026-12-01",
        "2026-12-31",
    )
    assert (told["people"], told["days"]) == (298, 31)
    assert told["gap"] == (told["cost"] - told["bound"]) / told["cost"] <= 0.005
    assert told["cost"] == sum(rule["cost"] for rule in told["rules"])
    assert not any(rule["violations"] for rule in told["rules"] if rule["hard"])
    judged = run_in_process("audit", "a.xlsx", "--staff", SAMPLE, "--json", "audit.json")
    assert (judged.code, summary("audit.json")["cost"]) == (0, told["cost"])
    assert summary("audit.json")["rules"] == told["rules"]


def test_workers_and_repetition_change_no_byte(folder: Path) -> None:
    written = []
    for number, workers in enumerate(("1", "2", "4", "2")):
        out = folder / f"{number}.csv"
        assert (
            run_in_process("solve", SAMPLE, "--start", "2026-12-01", "--workers", workers, "-o", out).code
            == 0
        )
        written.append(out.read_bytes())
    assert len(set(written)) == 1
    assert written[0].count(b"\n") == 298 * 31 + 1


def test_the_default_name_overwrites_nothing(folder: Path) -> None:
    (folder / "roster.xlsx").write_text("a roster of mine")
    (folder / "roster-3.xlsx").write_text("another one")
    for name in ("roster-2.xlsx", "roster-4.xlsx"):
        assert f"Jadwal ditulis: {name} " in solve().stdout
        assert openpyxl.load_workbook(folder / name).sheetnames[0] == "Jadwal"
    assert (folder / "roster.xlsx").read_text() == "a roster of mine"
    assert (folder / "roster-3.xlsx").read_text() == "another one"


def test_a_parameter_set_on_the_line(folder: Path) -> None:
    assert solve("--set", "most=25 %", "-o", "a.csv", "--json", "run.json").code == 0
    # One of four at home: three in the office on Friday, and the wishes of strength 5 and 4 are not met.
    assert summary()["cost"] == 30 + 9
    assert {cell for cell, code in codes(folder / "a.csv").items() if code == "WFH"} == {(ANI, FRIDAY)}


def test_the_scenario_in_the_workbook_is_used_unless_another_is_named(folder: Path) -> None:
    sheet = [
        ["Aturan", "Nama", "Isian", "Nilai"],
        [None, None, "name", "punya kami"],
        [None, None, "home_code", "WFA"],
        ["mandatory_office", None, "sectors", "kesehatan"],
        ["home_weekdays", None, "weekdays", "Kamis"],
    ]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Skenario": sheet})
    assert solve("-o", "a.csv", "--json", "run.json", scenario=None).code == 0
    assert summary()["scenario"] == "punya kami"
    at_home = {cell for cell, code in codes(folder / "a.csv").items() if code == "WFA"}
    assert at_home == {(nip, "2026-12-10") for nip in (ANI, BUDI, CITRA, DODI)}
    assert solve("-o", "b.csv", "--json", "run.json").code == 0
    assert summary()["scenario"] == "jumat"


def test_units_from_a_second_file(folder: Path) -> None:
    write_xlsx(folder / "alone.xlsx", {"Pegawai": STAFF, "Preferensi": WISHES})
    write_xlsx(folder / "units.xlsx", {"Unit": UNITS})
    alone = solve(staff="alone.xlsx")
    assert alone.code == 2 and "Sektor" in alone.stderr
    assert solve("--units", "units.xlsx", "-o", "a.csv", staff="alone.xlsx").code == 0
    assert solve("-o", "b.csv").code == 0
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()


def test_staff_as_csv(folder: Path) -> None:
    write_csv(
        folder / "staff.csv",
        [[*row, unit] for row, unit in zip(STAFF, ["Sektor", *"aaaaa"], strict=True)],
        ";",
    )
    (folder / "semua.toml").write_text(
        'name = "semua"\n[[rules]]\nrule = "home_weekdays"\nweekdays = ["Senin"]\n'
    )
    assert solve("-o", "a.csv", staff="staff.csv", scenario="semua.toml").code == 0
    found = codes(folder / "a.csv")
    assert {cell for cell, code in found.items() if code == "WFH"} == {(nip, "2026-12-07") for nip in NAMES}


def test_people_who_are_off_and_days_that_are_off(folder: Path) -> None:
    more = {
        "Ketidakhadiran": [
            ["NIP", "Mulai", "Selesai", "Kode"],
            [ANI, date(2026, 12, 10), date(2026, 12, 14), "C"],
        ],
        "Libur": [["Tanggal", "Jenis", "Keterangan"], [date(2026, 12, 8), "Libur", "Pilkada"]],
        "Penetapan": [
            ["NIP", "Tanggal", "Kode", "Nomor Surat"],
            [EKA, date(2026, 12, 9), "WFH", "800/1/2026"],
        ],
    }
    write_xlsx(folder / "staff.xlsx", {**SHEETS, **more})
    pins = FRIDAYS + '[[rules]]\nrule = "fixed_days"\n'
    (folder / "jumat.toml").write_text(pins, encoding="utf-8")
    assert solve("-o", "a.csv").code == 0
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["nip"], row["date"][-2:]): (row["code"], row["reason"]) for row in csv.DictReader(file)}
    assert [rows[ANI, day][0] for day in ("07", "08", "09", "10", "11")] == ["WFO", "L", "WFO", "C", "C"]
    assert rows[BUDI, "08"] == ("L", "Pilkada")
    assert rows[EKA, "09"] == ("WFH", "Hari yang ditetapkan")
    assert {nip for nip in NAMES if rows[nip, "11"][0] == "WFH"} == {CITRA, DODI}


# Dates


def test_without_dates_the_next_whole_month_is_solved_and_told(folder: Path) -> None:
    first, last = next_whole_month(date.today())
    result = run_in_process("--lang", "en", "solve", "staff.xlsx", "-s", "jumat.toml", "--json", "run.json")
    assert (summary()["start"], summary()["end"]) == (first.isoformat(), last.isoformat())
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")  # fmt: skip
    assert f"Period 1 {months[first.month - 1]} {first.year} to {last.day} " in " ".join(
        result.stdout.split()
    )


def test_the_dates_of_the_circular_are_used_and_the_users_win(folder: Path) -> None:
    dated = "start = 2026-12-09\nend = 2026-12-10\n" + FRIDAYS
    (folder / "jumat.toml").write_text(dated, encoding="utf-8")
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", "--json", "run.json").code == 0
    assert (summary()["start"], summary()["end"]) == ("2026-12-09", "2026-12-10")
    assert solve("--json", "run.json").code == 0
    assert (summary()["start"], summary()["end"]) == ("2026-12-07", "2026-12-11")


@pytest.mark.parametrize(
    ("circular", "asked", "expected"),
    [
        ((None, None), ("2026-12-07", None), ("2026-12-07", "2026-12-31")),
        ((None, None), (None, "2026-12-11"), ("2026-12-01", "2026-12-11")),
        ((None, None), ("2024-02-05", None), ("2024-02-05", "2024-02-29")),
        (("2025-11-01", "2025-11-30"), (None, None), ("2025-11-01", "2025-11-30")),
        (("2025-11-01", "2025-11-30"), ("2025-11-15", None), ("2025-11-15", "2025-11-30")),
        (("2025-11-01", "2025-11-30"), (None, "2025-12-07"), ("2025-11-01", "2025-12-07")),
        (("2025-11-01", "2025-11-30"), ("2026-02-03", None), ("2026-02-03", "2026-02-28")),
        (("2025-11-10", None), (None, None), ("2025-11-10", "2025-11-30")),
        ((None, "2025-11-10"), (None, None), ("2025-11-01", "2025-11-10")),
        ((None, None), ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        ((None, None), ("2026-12-11", "2026-12-11"), ("2026-12-11", "2026-12-11")),
        ((None, None), ("2024-01-01", "2025-01-01"), "lebih dari setahun"),
        ((None, None), ("2026-12-11", "2026-12-10"), "mendahului tanggal pertama"),
        (("2025-11-10", "2025-11-30"), (None, "2025-11-09"), "mendahului tanggal pertama"),
    ],
)
def test_choice_of_dates(
    circular: tuple[str | None, str | None],
    asked: tuple[str | None, str | None],
    expected: tuple[str, str] | str,
) -> None:
    from_text = [None if text is None else date.fromisoformat(text) for text in (*circular, *asked)]
    scenario = Scenario("uji", "Uji", start=from_text[0], end=from_text[1])
    if isinstance(expected, tuple):
        first, last = choose_horizon(scenario, *from_text[2:])
        assert (first.isoformat(), last.isoformat()) == expected
    else:
        with pytest.raises(InputError, match=f"--start, --end: .*{expected}"):
            choose_horizon(scenario, *from_text[2:])


# Exit 2: bad input


def refused(result: Finished, before: set[str]) -> list[str]:
    """The lines of complaint of a run that wrote nothing."""
    assert (result.code, result.stdout) == (2, "")
    assert files() == before
    return [line for line in result.stderr.splitlines() if not line.endswith("…")]


def test_every_issue_at_once_and_nothing_written(folder: Path) -> None:
    staff = [
        STAFF[0],
        ["12345", "Ani", "Dinas A"],
        [198001012005011002, "Budi", "Dinas A"],
        [CITRA, None, "Dinas A"],
    ]
    wishes = [WISHES[0], [CITRA, "Hari raya", "WFX", 11]]
    bad = {"Pegawai": staff, "Unit": [*UNITS, ["Dinas A", "x"]], "Preferensi": wishes}
    write_xlsx(folder / "staff.xlsx", bad)
    (folder / "jumat.toml").write_text(FRIDAYS.replace("home_weekdays", "home_weekday"), encoding="utf-8")
    lines = refused(solve("--json", "run.json"), files())
    places = {line.split(": ")[0] for line in lines}
    assert {f"staff.xlsx > {cell}" for cell in ("Pegawai!A3", "Pegawai!B4")} <= places
    assert {f"staff.xlsx > Preferensi!{cell}" for cell in ("B2", "C2", "D2")} <= places
    assert any(line.startswith("jumat.toml") and "home_weekdays" in line for line in lines)


@pytest.mark.parametrize(
    ("more", "needed"),
    [
        (["--scenario", "bkn-32"], "“bkn-3-2”"),
        (["--scenario", "nowhere.toml"], "nowhere.toml"),
        (["--set", "mots=25 %"], "“most”"),
        (["--set", "most"], "--set office_days=4"),
        (["--set", "most=much"], "much"),
        (["--start", "7 Desember"], "2026-12-31"),
        (["--end", "2026-12-06"], "--start"),
        (["--gap", "much"], "0.5%"),
        (["--gap", "100%"], "0.5%"),
        (["--gap", "-1%"], "0.5%"),
        (["-o", "jadwal.ods"], ".xlsx, .csv"),
        (["-o", "jadwal"], ".xlsx, .csv"),
        (["-o", "staff.xlsx"], "-o"),
        (["-o", "nowhere/jadwal.xlsx"], "nowhere"),
        (["-o", "kept.csv"], "kept.csv"),
        (["--json", "staff.xlsx"], "--json"),
        (["--json", "jumat.toml"], "--json"),
        (["--json", "units.xlsx", "--units", "units.xlsx"], "--json"),
        (["-o", "a.csv", "--json", "a.csv"], "--json"),
        (["--json", "nowhere/run.json"], "nowhere"),
        (["--time-limit", "0"], "0.1"),
        (["--workers", "0"], "1"),
        (["--seed", "x"], "--seed"),
        (["--seed", "-1"], "0"),
        (["--paper", "A3"], "A4"),
        (["--sceario", "x"], "--scenario"),
        (["more.xlsx"], "more.xlsx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_refused_before_any_work(folder: Path, more: list[str], needed: str) -> None:
    write_xlsx(folder / "units.xlsx", {"Unit": UNITS})
    (folder / "kept.csv").mkdir()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    lines = refused(solve(*more), files())
    assert any(needed in line for line in lines), lines
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("name", ["nowhere.xlsx", "staff.docx", "kept.csv", "torn.xlsx"])
def test_a_staff_file_that_cannot_be_read(folder: Path, name: str) -> None:
    (folder / "kept.csv").mkdir()
    (folder / "staff.docx").write_text("x")
    (folder / "torn.xlsx").write_bytes((folder / "staff.xlsx").read_bytes()[:2000])
    lines = refused(solve(staff=name), files())
    assert len(lines) == 1 and lines[0].startswith(name)


def test_several_outputs_that_cannot_be_are_told_together(folder: Path) -> None:
    lines = refused(solve("-o", "staff.xlsx", "--json", "staff.xlsx"), files())
    assert [line.split(":")[0] for line in lines] == ["-o", "--json"]


IDLE = FRIDAYS.replace('sectors = ["kesehatan"]', 'name = "rumah sakit"\nunits = ["RSUUD"]')


def test_an_idle_rule_that_keeps_people_in_the_office_stops_the_run(folder: Path) -> None:
    """A misspelt hospital would be sent home."""
    (folder / "jumat.toml").write_text(IDLE, encoding="utf-8")
    lines = refused(solve(), files())
    assert len(lines) == 1
    assert all(word in lines[0] for word in ("rumah sakit", "RSUUD", "“RSUD”", "--accept-idle"))
    accepted = solve("--accept-idle", "--json", "run.json")
    assert accepted.code == 0
    assert "RSUUD" in accepted.stderr and "--accept-idle" not in accepted.stderr
    # The hospital's one person counts on Friday as one more in the office who should be at home.
    assert summary()["cost"] == 34


def test_a_unit_without_sector_under_a_rule_by_sector_stops_the_run(folder: Path) -> None:
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Unit": [UNITS[0], ["Dinas A", None], UNITS[2]]})
    lines = refused(solve(), files())
    assert len(lines) == 1
    assert lines[0].startswith("Unit: ") and "Dinas A" in lines[0] and "RSUD" not in lines[0]
    assert solve("--accept-idle").code == 0


@pytest.mark.parametrize(("document", "code"), [(None, 2), ("800/7/2026", 0)])
def test_a_pin_to_home_on_a_mandatory_day_needs_its_order(
    folder: Path, document: str | None, code: int
) -> None:
    pins = [
        ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"],
        [ANI, date(2026, 12, 7), None, "WFH", None],
        [EKA, date(2026, 12, 8), date(2026, 12, 10), "WFA", document],
    ]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Penetapan": pins})
    (folder / "jumat.toml").write_text(FRIDAYS + '[[rules]]\nrule = "fixed_days"\n', encoding="utf-8")
    result = solve("-o", "a.csv")
    assert result.code == code
    if code:
        (line,) = refused(result, files())
        assert re.match(r"staff\.xlsx > Penetapan![A-E]3: Eka ", line)
        assert "Nomor Surat" in line and "mandatory_office" in line
    else:
        found = codes(folder / "a.csv")
        assert [found[EKA, f"2026-12-{day:02}"] for day in range(7, 12)] == [
            "WFO",
            "WFH",
            "WFH",
            "WFH",
            "WFO",
        ]


# Exit 3 and 4: no roster

FULL = """
name = "penuh"
[[rules]]
rule = "building_capacity"
name = "gedung"
[[rules]]
rule = "office_days_per_week"
name = "selalu"
at_least = 5
[[rules]]
rule = "preferences"
weight = 1
"""


def small_building(capacity: int) -> dict[str, Sequence[Sequence[Any]]]:
    staff = [[*row, "Gedung" if number == 0 else "Gedung A"] for number, row in enumerate(STAFF)]
    return {**SHEETS, "Pegawai": staff, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", capacity]]}


def test_no_roster_can_exist_names_the_rules(folder: Path) -> None:
    write_xlsx(folder / "staff.xlsx", small_building(4))
    (folder / "penuh.toml").write_text(FULL, encoding="utf-8")
    before = files()
    result = solve("--json", "run.json", scenario="penuh.toml")
    assert (result.code, result.stdout) == (3, "")
    assert files() == before | {"run.json"}
    assert result.stderr.splitlines()[-9:] == [
        "", "1. Gedung A, 7-11 Des 2026",
        "  - Kapasitas gedung: Kapasitas pada sheet Gedung dipatuhi. Gedung A: paling banyak 4 (5 pegawai bertugas).",
        "  - Hari WFO per minggu: Sekurangnya 5 hari WFO per minggu per pegawai. 5 pegawai (Ani, Budi, Citra, …): sekurangnya 5.",
        "  Cukup salah satu:",
        "    * Kapasitas Gedung A: 4 -> 5 (7-11 Des 2026)",
        "    * Hari WFO per minggu, 5 pegawai (Ani, Budi, Citra, …): sekurangnya 5 -> 4 (7-11 Des 2026)",
        "", "Ubah satu hal pada setiap kelompok, atau tulis jadwal yang paling sedikit melanggar: --relax.",
    ]  # fmt: skip
    told = summary()
    assert list(told) == KEYS
    assert [told[key] for key in ("status", "cost", "bound", "gap")] == ["infeasible", None, None, None]
    assert told["clashes"] == [["gedung", "selalu"]]
    assert told["savings"] is None
    assert told["rules"][1] == {
        "rule": "office_days_per_week", "name": "selalu", "hard": True, "violations": None, "cost": None,
    }  # fmt: skip
    assert told["people"] == 5 and not told["interrupted"]
    write_xlsx(folder / "staff.xlsx", small_building(5))
    assert solve(scenario="penuh.toml").code == 0


def crowd(path: Path, people: int, *, capacity: int) -> Path:
    """Many alike people in one building, with wishes at random."""
    rng = random.Random(1)
    nips = [f"P{number:04}" for number in range(people)]
    staff = [
        ["NIP", "Nama", "Unit", "Gedung"],
        *([nip, f"Pegawai {nip}", "Dinas A", "Gedung A"] for nip in nips),
    ]
    wishes = [WISHES[0], *([nip, day, rng.choice(["WFH", "WFO"]), rng.randint(1, 10)]
                           for nip in nips for day in rng.sample(["Senin", "Selasa", "Rabu", "Kamis", "Jumat"], 3))]  # fmt: skip
    return write_xlsx(
        path,
        {"Pegawai": staff, "Preferensi": wishes, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", capacity]]},
    )


CROWD = """
name = "ramai"
[[rules]]
rule = "building_capacity"
[[rules]]
rule = "office_days_per_week"
at_least = 3
[[rules]]
rule = "home_share"
at_least = "20 %"
at_most = "45 %"
weight = 3
[[rules]]
rule = "consecutive_home_days"
at_most = 1
weight = 2
[[rules]]
rule = "home_days_per_week"
at_least = 2
weight = 4
[[rules]]
rule = "preferences"
weight = 1
"""


def test_time_ran_out_without_a_roster(folder: Path) -> None:
    """Everybody in the office is too many for the building, so nothing is at hand."""
    crowd(folder / "staff.xlsx", 700, capacity=425)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    before = files()
    result = solve("--time-limit", "0.1", "--end", "2026-12-31", "--json", "run.json", scenario="ramai.toml")
    assert (result.code, result.stdout) == (4, "")
    assert "--time-limit" in result.stderr
    assert files() == before | {"run.json"}
    told = summary()
    assert [told[key] for key in ("status", "cost", "gap", "clashes")] == ["unknown", None, None, []]
    assert told["people"] == 700 and told["rules"][0]["violations"] is None


def test_a_time_limit_keeps_the_roster_at_hand(folder: Path) -> None:
    crowd(folder / "staff.xlsx", 700, capacity=700)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    more = ("--time-limit", "0.1", "--end", "2026-12-31", "--json", "run.json", "-o", "a.csv")
    result = solve(*more, scenario="ramai.toml")
    assert result.code == 0 and "batas waktu" in result.stdout
    told = summary()
    assert told["status"] == "feasible" and not told["interrupted"]
    assert told["gap"] == (told["cost"] - told["bound"]) / told["cost"]


# Ctrl-C

SPEAK_OFTEN = "import asnroster.cli.progress as p; p.PLAIN_EVERY_SECONDS = 0.5"


@pytest.mark.parametrize(("capacity", "code", "status"), [(1200, 0, "feasible"), (721, 4, "unknown")])
def test_ctrl_c_writes_the_best_roster_so_far(folder: Path, capacity: int, code: int, status: str) -> None:
    crowd(folder / "staff.xlsx", 1200, capacity=capacity)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    asked = ["solve", "staff.xlsx", "-s", "ramai.toml", "--start", "2026-12-01", "--gap", "0", "-o", "a.csv"]
    with started(*asked, "--json", "run.json", "--lang", "en", cwd=folder, prelude=SPEAK_OFTEN) as process:
        assert process.stderr is not None
        heard = [process.stderr.readline() for _ in range(3)]
        assert heard[:2] == ["Reading staff.xlsx …\n", "Solving …\n"]
        assert re.match(
            r"(Looking for a|Improving the) roster: \d+ of \d+ parts, (cost [\d,]+, )?bound [\d,]+, .*\d s$",
            heard[2],
        )
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in err) == (code, False)
    assert time.monotonic() - begun < 15
    told = summary()
    assert (told["status"], told["interrupted"]) == (status, True)
    if code:
        assert not (folder / "a.csv").exists()
        return
    assert "Stopped by you" in out
    assert told["cost"] > told["bound"] and told["gap"] > 0
    judged = run_in_process(
        "audit", "a.csv", "--staff", "staff.xlsx", "-s", "ramai.toml", "--json", "audit.json"
    )
    assert (judged.code, summary("audit.json")["cost"]) == (0, told["cost"])


def test_ctrl_c_is_one_key_press_for_a_second_and_breaks_off_after_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with ctrl_c_stops() as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        signal.raise_signal(signal.SIGINT)  # the same key press, come twice
        monkeypatch.setattr(progress, "SAME_KEY_PRESS_SECONDS", 0.0)
        time.sleep(0.01)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_breaking_off_ends_with_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(asnroster.run, "solve_and_judge", broken_off)
    before = files()
    result = solve()
    assert (result.code, files()) == (4, before)
    assert result.stderr.splitlines()[-1] == "Dihentikan sebelum ada yang dapat ditulis."


# Exit 5: our own fault


def test_a_wrong_audit_or_solver_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def off_by_one(case: Any, roster: Any) -> Audit:
        judged = real_audit(case, roster)
        last = replace(judged.rules[-1], cost=judged.rules[-1].cost + 1)
        return Audit((*judged.rules[:-1], last), judged.misfits)

    monkeypatch.setattr(asnroster.run, "audit", off_by_one)
    before = files()
    result = solve("--json", "run.json")
    assert (result.code, result.stdout) == (5, "")
    assert files() == before
    lines = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert len(lines) == 2
    assert all(word in lines[0] for word in ("preferences", "4", "5"))


@pytest.mark.parametrize("wrong", ["rule_costs", "cost", "amounts", "hard"])
def test_any_disagreement_is_seen(folder: Path, wrong: str) -> None:
    from asnroster.engine.solve import Options

    ready = prepare(
        Request(Path("staff.xlsx"), scenario="jumat.toml", start=date(2026, 12, 7), end=date(2026, 12, 11))
    )
    run = asnroster.run.solve_and_judge(ready, Options())
    assert run.report is not None and not run.disagreement
    solution, judged = run.solution, run.report.audit
    if wrong == "rule_costs":
        solution = replace(solution, rule_costs=(1, *solution.rule_costs[1:-1], solution.rule_costs[-1] - 1))
    elif wrong == "cost":
        solution = replace(solution, cost=25)
    elif wrong == "amounts":
        solution = replace(solution, amounts=(0, 1, 0, 0))
    else:
        soft = judged.rules[-1]
        judged = Audit((replace(judged.rules[0], violations=soft.violations), *judged.rules[1:]), ())
    assert asnroster.run.disagrees(solution, judged)


# Output


def test_piped_output_is_plain(folder: Path) -> None:
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    result = run_as_process("solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, cwd=folder, env=env)
    assert result.code == 0
    assert "\x1b" not in result.stdout + result.stderr and "\r" not in result.stdout + result.stderr
    assert "home_weekdays" in result.stdout and "…" not in result.stdout


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
    result = solve("--end", "2026-12-08", "--set", "most=40 %")
    shown = " ".join(out.file.getvalue().split())  # type: ignore[attr-defined]
    assert result.code == 2
    assert "Masalah pada masukan (1)" in shown
    assert all(
        word in shown for word in ("Tempat", "Yang salah", "Yang diharapkan", "Dinas A", "--accept-idle")
    )


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
    assert search_text(told).endswith("12 dari 46 bagian, biaya 3.641, batas 3.600, selisih 1,13 %, 5 dtk")
    assert "batas 0" in search_text(Progress("first", 46, 0, None, 0, 5.4))
    late = Progress("better", 46, 12, 3641, 3600, 5.4, seconds_left=12.3, uncut=4200)
    assert search_text(late).endswith(
        "5 dtk, kira-kira 12 dtk lagi; 4.200 hari-orang saling terkait erat sehingga dicari sekaligus"
    )


def test_a_run_has_one_thread_less_when_it_ends(folder: Path) -> None:
    """No worker is left behind."""
    before = threading.active_count()
    assert solve().code == 0
    assert threading.active_count() == before
