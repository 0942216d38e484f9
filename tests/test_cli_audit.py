"""``asnroster audit``: a roster as it was written, and after a hand has been at it in Excel."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

import asnroster.cli.audit
from asnroster.domain.modes import HOME
from asnroster.domain.outcome import Outcome
from asnroster.judge.audit import audit as judge
from asnroster.output.report import Report
from asnroster.scenario import Scenario
from tests.build import case, person, problem, roster, rule
from tests.cli import (
    ANI,
    BUDI,
    CITRA,
    EKA,
    FRIDAY,
    FRIDAYS,
    SHEETS,
    Finished,
    little_office,
    run_in_process,
    summary,
)  # fmt: skip
from tests.intake_books import write_xlsx

LAW = "[SE Jabar 150/KPG.03/BKD; SE MenPANRB 3/2026]"
SOFT = [
    f"Diusahakan: Budi di kantor pada Jum, 11 Des 2026, padahal hari itu hari WFH. (Hari WFH) {LAW} | Jadwal!K9 | NIP {BUDI}",
    f"Diusahakan: Citra di kantor pada Jum, 11 Des 2026, padahal hari itu hari WFH. (Hari WFH) {LAW} | Jadwal!K10 | NIP {CITRA}",
    "Diusahakan: Citra menginginkan WFH pada Jum, 11 Des 2026, tetapi mendapat WFO. (Preferensi pegawai) [Sheet Preferensi]"
    f" | Jadwal!K10 | NIP {CITRA}",
]
IN_CSV = {"Jadwal!K9": "roster.csv!F13", "Jadwal!K10": "roster.csv!F20"}
CLEAN = "Pelanggaran aturan wajib: 0. Keinginan dan aturan lunak yang tidak terpenuhi: 3 (skor 24; makin kecil makin baik)."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office with its roster of 7 to 13 December, a Monday to a Sunday."""
    little_office(tmp_path, monkeypatch)
    for name in ("roster.xlsx", "roster.csv"):
        made = run_in_process(
            "solve",
            "staff.xlsx",
            "-s",
            "jumat.toml",
            "--start",
            "2026-12-07",
            "--end",
            "2026-12-13",
            "-o",
            name,
        )
        assert made.code == 0
    return tmp_path


def audit(*more: str, roster: str = "roster.xlsx", scenario: str = "jumat.toml") -> Finished:
    return run_in_process("audit", roster, "--staff", "staff.xlsx", "-s", scenario, *more)


def edit(changes: Mapping[tuple[str, str], str | None], *, row_of: str = "") -> None:
    """Type into the sheet Jadwal as its user does in Excel; ``row_of`` is a person whose row goes."""
    book = openpyxl.load_workbook("roster.xlsx")
    sheet = book["Jadwal"]
    rows = {str(cell.value): cell.row for column in sheet.iter_cols(3, 3) for cell in column if cell.value}
    heads = next(row for row in sheet.iter_rows() if any(cell.value == "NIP" for cell in row))
    columns = {
        cell.value.date().isoformat(): cell.column
        for cell in heads
        if isinstance(cell.value, datetime | date)
    }
    for (nip, day), code in changes.items():
        sheet.cell(rows[nip], columns[day]).value = code
    if row_of:
        sheet.delete_rows(rows[row_of])
    book.save("roster.xlsx")


@pytest.mark.parametrize("roster", ["roster.xlsx", "roster.csv"])
def test_as_written_it_is_clean(folder: Path, roster: str) -> None:
    result = audit("--json", "audit.json", roster=roster)
    assert (result.code, result.stderr) == (0, "")
    lines = [*SOFT, CLEAN]
    if roster == "roster.csv":
        for cell, other in IN_CSV.items():
            lines = [line.replace(f"{cell} ", f"{other} ") for line in lines]
    assert result.stdout.splitlines() == lines
    told = summary("audit.json")
    assert [told[key] for key in ("status", "cost", "bound", "gap")] == ["feasible", 24, None, None]
    assert (told["start"], told["end"], told["scenario"]) == ("2026-12-07", "2026-12-13", "jumat")


def test_saved_by_another_program_it_is_clean_still(folder: Path) -> None:
    edit({})
    assert (audit().code, audit().stdout.splitlines()) == (0, [*SOFT, CLEAN])


def test_one_cell_too_many_at_home_is_exactly_one_violation(folder: Path) -> None:
    """Budi stays at home on Friday too, against his own wish: three of four."""
    edit({(BUDI, FRIDAY): "WFH"})
    result = audit("--json", "audit.json")
    assert result.code == 1
    assert result.stdout.splitlines() == [
        "Wajib: Dinas A: 3 orang WFH pada Jum, 11 Des 2026; paling banyak 2 orang. (Porsi WFH)"
        " [SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD] | Jadwal!K7",
        SOFT[1],
        "Diusahakan: Budi menginginkan WFO pada Jum, 11 Des 2026, tetapi mendapat WFH. (Preferensi pegawai) [Sheet Preferensi]"
        f" | Jadwal!K9 | NIP {BUDI}",
        SOFT[2],
        "Pelanggaran aturan wajib: 1. Keinginan dan aturan lunak yang tidak terpenuhi: 3 (skor 16; makin kecil makin baik).",
    ]
    assert [(rule["name"], rule["violations"], rule["cost"]) for rule in summary("audit.json")["rules"]] == [
        ("mandatory_office", 0, 0), ("home_share", 1, 0), ("home_weekdays", 1, 10), ("preferences", 2, 6),
    ]  # fmt: skip


def test_a_hospital_sent_home_names_person_and_law(folder: Path) -> None:
    edit({(EKA, "2026-12-08"): "wfa"})
    result = audit("--lang", "en")
    hard = [line for line in result.stdout.splitlines() if line.startswith("Must")]
    assert result.code == 1
    assert len(hard) == 2  # half of one person is nobody
    assert hard[0].startswith("Must: Eka must be in the office on every working day, but is at home on Tue, ")
    assert "RSUD: 1 person at home on Tue, " in hard[1]


def test_cells_that_fit_no_day_are_violations(folder: Path) -> None:
    edit({(ANI, "2026-12-12"): "WFO", (CITRA, "2026-12-09"): None, (BUDI, "2026-12-10"): "C"})
    result = audit()
    hard = [line for line in result.stdout.splitlines() if line.startswith("Wajib")]
    assert result.code == 1
    assert [line.split(" pada ")[0] for line in hard] == [
        "Wajib: Ani tidak bekerja", "Wajib: Budi bekerja", "Wajib: Citra bekerja",
    ]  # fmt: skip
    assert "Sab, 12 Des 2026" in hard[0] and "“WFO”" in hard[0]
    assert "Kam, 10 Des 2026" in hard[1] and "“C”" in hard[1]
    assert "Pelanggaran aturan wajib: 3." in result.stdout


def test_what_is_no_roster_is_refused(folder: Path) -> None:
    edit({(BUDI, "2026-12-10"): "3x", (ANI, "2026-12-08"): "rumah sekali"})
    result = audit()
    assert (result.code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2
    assert (
        "roster.xlsx > Jadwal!" in result.stderr
        and "“3x”" in result.stderr
        and "“rumah sekali”" in result.stderr
    )


def test_a_person_missing_or_unknown(folder: Path) -> None:
    edit({}, row_of=BUDI)
    missing = audit()
    assert missing.code == 1
    assert [line for line in missing.stdout.splitlines() if line.startswith("Wajib: Budi")] == [
        "Wajib: Budi bekerja pada Sen, 7 Des 2026 s.d. Jum, 11 Des 2026, tetapi tidak punya baris di jadwal."
        f" (Sel yang tidak sesuai) | NIP {BUDI}"
    ]
    text = Path("roster.csv").read_text("utf-8").replace(BUDI, BUDI[:-1] + "9")
    Path("roster.csv").write_text(text, encoding="utf-8")
    unknown = audit(roster="roster.csv")
    assert unknown.code == 2 and unknown.stderr.startswith(f"roster.csv > A9: NIP {BUDI[:-1]}9 tidak ada")


@pytest.mark.parametrize("name", ["staff.xlsx", "nowhere.xlsx", "jumat.toml"])
def test_a_file_without_a_roster(folder: Path, name: str) -> None:
    result = audit(roster=name)
    assert (result.code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1 and result.stderr.startswith(name)


def test_the_rosters_dates_are_judged_whatever_the_circular_says(folder: Path) -> None:
    Path("jumat.toml").write_text("start = 2025-11-01\nend = 2025-11-30\n" + FRIDAYS, encoding="utf-8")
    assert audit("--json", "audit.json").stdout.splitlines()[-1] == CLEAN
    assert summary("audit.json")["start"] == "2026-12-07"


def test_parameters_and_other_scenarios(folder: Path) -> None:
    stricter = audit("--set", "most=25 %")
    assert stricter.code == 1
    assert "2 orang WFH pada Jum, 11 Des 2026; paling banyak 1 orang" in stricter.stdout
    now = audit(scenario="baseline-wfo")
    assert now.code == 1
    assert now.stdout.splitlines()[-1].startswith("Pelanggaran aturan wajib: 2. ")


def test_the_scenario_in_the_workbook_is_used(folder: Path) -> None:
    sheet = [["Aturan", "Nama", "Isian", "Nilai"], ["office_weekdays", None, "weekdays", "Jumat"]]
    write_xlsx(folder / "staff.xlsx", {**SHEETS, "Skenario": sheet})
    result = run_in_process("audit", "roster.xlsx", "--staff", "staff.xlsx")
    assert result.code == 1
    assert [line.split(" ")[1] for line in result.stdout.splitlines()[:-1]] == ["Ani", "Dodi"]


def test_the_judged_roster_is_written(folder: Path) -> None:
    edit({(BUDI, FRIDAY): "WFH"})
    assert audit("-o", "judged.xlsx").code == 1
    kept = openpyxl.load_workbook("judged.xlsx")["Kepatuhan"]
    cells = [[cell for cell in row if cell is not None] for row in kept.iter_rows(values_only=True)]
    assert any("Dinas A" in row and 3 in row and 2 in row for row in cells)
    again = audit(roster="judged.xlsx")
    assert (again.code, again.stdout) == (1, audit().stdout)


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (["-o", "roster.xlsx"], "-o"), (["-o", "staff.xlsx"], "-o"), (["-o", "judged.ods"], "-o"),
        (["--json", "roster.xlsx"], "--json"), (["--json", "staff.xlsx"], "--json"), (["--json", "jumat.toml"], "--json"),
    ],
)  # fmt: skip
def test_no_input_is_overwritten(folder: Path, more: list[str], option: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = audit(*more)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{option}: ")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_tidy_roster_does_not_tell_its_staff_file(folder: Path) -> None:
    result = run_in_process("audit", "roster.csv")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == (
        "roster.csv: roster.csv tidak menyebut berkas pegawai asalnya. Sebutkan berkas pegawainya dengan --staff.\n"
    )


def test_a_table_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=200, color_system=None)
    monkeypatch.setattr(asnroster.cli.audit, "console", lambda: out)
    assert audit().stdout.splitlines() == [CLEAN]
    shown = " ".join(out.file.getvalue().split())  # type: ignore[attr-defined]
    assert "Pelanggaran aturan wajib (0); Belum terpenuhi (3)" in shown
    assert "Citra Jum, 11 Des 2026 WFO WFH Hari WFH" in shown


def test_of_wishes_a_terminal_shows_five_and_a_nip_stays_whole() -> None:
    """Ten wishes that are not met, and nothing that must hold is broken: the verdict stays in view."""
    from asnroster.output.terminal import audit_table

    names = [f"1970010120000310{number:02}" for number in range(10)]
    staff = [replace(person(number), key=name) for number, name in enumerate(names)]
    made = case(
        problem(staff, wishes=[(who, 0, HOME, 1) for who in range(10)]), rule("preferences", weight=1)
    )
    typed = roster(made.problem, *["O" * 5] * 10)
    report = Report(made, Scenario("uji", "Uji"), typed, judge(made, typed), Outcome("feasible", 10, 0))
    out = Console(file=io.StringIO(), width=80, color_system=None)
    out.print(audit_table(report))
    lines = out.file.getvalue().splitlines()  # type: ignore[attr-defined]
    firsts = [line.split()[0] for line in lines if line.split()]
    assert [name for name in firsts if name in names] == names[:5]
    assert lines[-2].startswith("… dan 5 lagi; ")
