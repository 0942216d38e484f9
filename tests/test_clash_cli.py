"""No roster exists: what the command says, writes and returns, with and without --relax."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli import ANI, EKA, WEEK, Finished, codes, little_office, run_in_process, summary
from tests.intake_books import write_xlsx
from tests.solving import FULL, small_building

RED = "FFC00000"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five people of whom all are due every day, and a building for four."""
    found = little_office(tmp_path, monkeypatch)
    write_xlsx(found / "staff.xlsx", small_building(4))
    (found / "penuh.toml").write_text(FULL, encoding="utf-8")
    return found


def solve(*more: str, language: str = "id") -> Finished:
    return run_in_process("--lang", language, "solve", "staff.xlsx", "-s", "penuh.toml", *WEEK, *more)


def test_it_is_told_in_english_too(folder: Path) -> None:
    result = solve(language="en")
    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.splitlines()[-9:] == [
        "", "1. Gedung A, 7-11 Dec 2026",
        "  - gedung: Capacities in sheet Gedung are kept. Gedung A: at most 4 (5 people on duty).",
        "  - selalu: At least 5 office days a week per person. 5 people (Ani, Budi, Citra, …): at least 5.",
        "  Any one of these is enough:",
        "    * Capacity of Gedung A: 4 -> 5 (7-11 Dec 2026)",
        "    * selalu, 5 people (Ani, Budi, Citra, …): at least 5 -> 4 (7-11 Dec 2026)",
        "", "Change one thing in each group, or write the roster that breaks least: --relax.",
    ]  # fmt: skip


def test_the_record_for_programs(folder: Path) -> None:
    assert solve("--json", "run.json").code == 3
    told = summary()
    assert told["clashes"] == [["gedung", "selalu"]]
    (clash,) = told["explanations"]
    assert clash["text"] == "Gedung A, 7-11 Des 2026"
    assert clash["days"] == [f"2026-12-{day:02}" for day in range(7, 12)]
    assert set(clash["people"]) >= {ANI, EKA} and len(clash["people"]) == 5
    capacity, weekly = clash["rules"]
    assert (capacity["rule"], capacity["name"]) == ("building_capacity", "gedung")
    assert capacity["demands"][0] == {
        "nip": None, "group": "Gedung A", "date": "2026-12-07", "week": None,
        "sense": "at_most", "figure": 4, "person_days": 5,
    }  # fmt: skip
    assert {(d["week"], d["sense"], d["figure"]) for d in weekly["demands"]} == {("2026-W50", "at_least", 5)}
    first, second = clash["relaxations"]
    assert (first["name"], first["amount"], first["verified"]) == ("gedung", 5, True)
    assert {(c["figure"], c["to"]) for c in first["changes"]} == {(4, 5)} and len(first["changes"]) == 5
    assert (second["name"], second["amount"]) == ("selalu", 5)


def test_the_relaxed_roster(folder: Path) -> None:
    result = solve("--relax", "-o", "longgar.xlsx", "--json", "run.json")
    assert result.code == 3
    assert "Jadwal ditulis: longgar.xlsx" in result.stdout
    told = summary()
    places = sum(rule["violations"] for rule in told["rules"] if rule["hard"])
    assert places in range(1, 6), (
        "five person-days too many: a day of the building, or part of a person's week"
    )
    assert f"di {places} tempat" in result.stdout and "Cukup salah satu:" in result.stderr
    assert told["status"] == "infeasible" and told["bound"] is None and told["cost"] >= 0
    judged = run_in_process(
        "audit", "longgar.xlsx", "--staff", "staff.xlsx", "-s", "penuh.toml", "--json", "a.json"
    )
    assert judged.code == 1
    assert [r["violations"] for r in summary("a.json")["rules"]] == [r["violations"] for r in told["rules"]]
    assert summary("a.json")["cost"] == told["cost"]


def test_the_relaxed_workbook_marks_what_is_broken(folder: Path) -> None:
    assert solve("--relax", "-o", "longgar.xlsx", "--json", "run.json").code == 3
    places = sum(rule["violations"] for rule in summary()["rules"] if rule["hard"])
    book = load_workbook("longgar.xlsx")
    cells = [cell for row in book["Jadwal"].iter_rows() for cell in row]
    texts = [str(cell.value) for cell in cells if cell.value is not None]
    notice = "DILONGGARKAN: tidak ada jadwal yang mematuhi semua aturan wajib; jadwal ini melanggarnya di {} tempat."
    assert notice.format(places) in texts
    assert [text for text in texts if text.startswith("melanggar aturan wajib; tanggal bertanda")]
    marked = [
        cell for cell in cells if cell.border.left.color is not None and cell.border.left.color.rgb == RED
    ]
    broken = [
        row
        for row in book["Kepatuhan"].iter_rows(values_only=True)
        if row[3] and "kapasitasnya" in str(row[3])
    ]
    weekly = [
        row
        for row in book["Kepatuhan"].iter_rows(values_only=True)
        if row[3] and "hari WFO pada minggu" in str(row[3])
    ]
    # A date is marked for the building (its weekday and its number), five days of a person for their week; and the legend.
    assert len(broken) + len(weekly) == places
    assert len(marked) == 2 * len(broken) + 5 * len(weekly) + 1
    info = [str(row[1]) for row in book["Info"].iter_rows(values_only=True) if row[1]]
    assert any("Gedung A, 7-11 Des 2026" in text and "4 -> 5" in text for text in info)
    assert any("paling sedikit melanggarnya" in text for text in info)


def test_a_relaxed_roster_as_csv_and_nothing_to_relax(folder: Path) -> None:
    assert solve("--relax", "-o", "longgar.csv").code == 3
    assert len(codes("longgar.csv")) == 25
    write_xlsx(folder / "staff.xlsx", small_building(5))
    result = solve("--relax", "-o", "baik.csv", "--json", "run.json")
    assert (result.code, summary()["status"], summary()["explanations"]) == (0, "optimal", [])


def test_the_same_again_whatever_the_workers(folder: Path) -> None:
    found: list[Any] = []
    for workers in ("1", "2"):
        assert solve("--relax", "-o", f"{workers}.csv", "--json", "run.json", "--workers", workers).code == 3
        found.append((Path(f"{workers}.csv").read_bytes(), summary()["explanations"]))
    assert found[0] == found[1]


def test_a_scenario_that_cannot_be_is_a_column_that_says_why(folder: Path) -> None:
    (folder / "kosong.toml").write_text(
        'name = "kosong"\n[[rules]]\nrule = "preferences"\nweight = 1\n', encoding="utf-8"
    )
    asked = ("compare", "staff.xlsx", "-s", "penuh.toml", "-s", "kosong.toml", *WEEK, "--json", "c.json")
    assert run_in_process(*asked).code == 0
    columns = summary("c.json")["scenarios"]
    assert [column["status"] for column in columns] == ["infeasible", "optimal"]
    assert "gedung + selalu" in columns[0]["why"] and columns[1]["why"] == ""
