"""What ``asnroster solve`` refuses: every issue at once, nothing written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli import ANI, CITRA, EKA, FRIDAYS, SHEETS, STAFF, UNITS, WISHES, codes, summary
from tests.intake_books import write_xlsx
from tests.solving import files, refused, solve


def test_every_issue_at_once_and_nothing_written(folder: Path) -> None:
    staff = [
        STAFF[0],
        ["12345", "Ani", "Dinas A"],
        [198001012005011002, "Budi", "Dinas A"],
        [CITRA[:17], None, "Dinas A"],
    ]
    wishes = [WISHES[0], [CITRA, "Hari raya", "WFX", 11]]
    bad = {"Pegawai": staff, "Unit": [*UNITS, ["Dinas A", "x"]], "Preferensi": wishes}
    write_xlsx(folder / "staff.xlsx", bad)
    (folder / "jumat.toml").write_text(FRIDAYS.replace("home_weekdays", "home_weekday"), encoding="utf-8")
    lines = refused(solve("--json", "run.json"), files())
    places = {line.split(": ")[0] for line in lines}
    assert {f"staff.xlsx > {cell}" for cell in ("Pegawai!A3", "Pegawai!A4", "Pegawai!B4")} <= places
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


def test_a_misspelt_name_in_the_users_own_scenario_stops_the_run(folder: Path) -> None:
    """A misspelt hospital would be sent home."""
    (folder / "jumat.toml").write_text(IDLE, encoding="utf-8")
    lines = refused(solve(), files())
    assert len(lines) == 1
    assert all(word in lines[0] for word in ("rumah sakit", "RSUUD", "“RSUD”"))
    for unlike in ("RSUD 2", "Rumah Sakit Jiwa", "R*"):  # another number, another name, a pattern
        (folder / "jumat.toml").write_text(IDLE.replace("RSUUD", unlike), encoding="utf-8")
        assert solve().code == 0, unlike


def test_an_idle_rule_that_keeps_people_in_the_office_is_told_and_stops_a_strict_run(folder: Path) -> None:
    (folder / "jumat.toml").write_text(IDLE.replace("RSUUD", "Kebun Raya"), encoding="utf-8")
    told = solve("--json", "run.json")
    assert told.code == 0 and "Kebun Raya" in told.stderr
    # The hospital's one person counts on Friday as one more in the office who should be at home.
    assert summary()["cost"] == 34
    lines = refused(solve("--strict"), files())
    assert len(lines) == 1 and "Kebun Raya" in lines[0]


def test_a_unit_without_sector_is_given_one_and_stops_a_strict_run(folder: Path) -> None:
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Unit": [UNITS[0], ["Dinas A", None], UNITS[2]]})
    assert solve("--json", "run.json").code == 0
    assert [
        (row["subject"], row["assumed"], row["confidence"], row["agreed"]) for row in summary()["assumptions"]
    ] == [("Dinas A", "administrasi", "low", None)]
    lines = refused(solve("--strict"), files())
    assert len(lines) == 1 and lines[0].startswith("staff.xlsx > Unit!B2: Dinas A: administrasi")
    assert solve("--strict", "--confirm", "--json", "run.json").code == 0
    assert [row["agreed"] for row in summary()["assumptions"]] == [True]


@pytest.mark.parametrize(("document", "middle"), [(None, "WFO"), ("800/7/2026", "WFH")])
def test_a_pin_to_home_on_a_mandatory_day_needs_its_order(
    folder: Path, document: str | None, middle: str
) -> None:
    pins = [
        ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"],
        [ANI, date(2026, 12, 7), None, "WFH", None],
        [EKA, date(2026, 12, 8), date(2026, 12, 10), "WFA", document],
    ]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Penetapan": pins})
    (folder / "jumat.toml").write_text(FRIDAYS + '[[rules]]\nrule = "fixed_days"\n', encoding="utf-8")
    result = solve("-o", "a.csv")
    assert result.code == 0
    found = codes(folder / "a.csv")
    assert [found[EKA, f"2026-12-{day:02}"] for day in range(7, 12)] == ["WFO", middle, middle, middle, "WFO"]
    assert found[ANI, "2026-12-07"] == "WFH"  # nothing keeps her in the office
    told = [line for line in result.stderr.splitlines() if "Nomor Surat" in line]
    if document:
        assert told == [] and solve("--strict", "-o", "b.csv").code == 0
        return
    (line,) = told
    assert re.match(r"staff\.xlsx > Penetapan![A-E]3: Eka ", line) and "mandatory_office" in line
    (strict,) = refused(solve("--strict", "-o", "b.csv"), files())
    assert "Penetapan" in strict and "Eka" in strict
    assert solve("-o", "c.xlsx").code == 0
    rows = load_workbook("c.xlsx")["Pengecualian"].iter_rows(values_only=True)
    (why,) = [row for row in rows if "Eka" in row and "penetapan tanpa Nomor Surat" in str(row[9])]
    assert why[1] == "Aturan dikesampingkan"
