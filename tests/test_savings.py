"""Savings of hand-made rosters, computed on paper; the sheet Penghematan, --json and compare that tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Problem
from asnroster.judge.audit import audit
from asnroster.judge.savings import KINDS_OF_LINES, Line, agency_savings, savings, source_text
from asnroster.output.parts import agency_parts
from asnroster.output.report import Report
from asnroster.output.summary import audit_summary
from asnroster.output.workbook import write_workbook
from asnroster.scenario import Scenario
from asnroster.scenario.savings import KINDS, Assumption, SavingsKeys
from asnroster.words import use_language
from tests.build import case, person, problem, roster, unit
from tests.cli import FRIDAYS, WEEK, little_office, run_in_process, summary

# Monday to Friday. P0 and P1 in building A, P2 in B, P3 in none, P4 in C.
ROWS = (
    "HHHOH",  # 4 home days
    "OHCHH",  # 3
    "HOOOO",  # 1
    "HHHHO",  # 4
    "CCCCC",  # 0: absent, not at home
)
# Home person-days: 4 + 3 + 1 + 4 = 12.
# Closed: A on Tuesday and Friday (both at home) and Wednesday (one at home, one absent), not on Thursday, when P0 is in;
# B on Monday. C is never closed, for nobody of it works at home. 3 + 1 = 4 building-days.
FIGURES: dict[str, object] = {
    "kwh_per_office_day": [1, 2, 3],
    "kwh_per_building_day": [10, 20, 30],
    "water_m3_per_office_day": [0.01, 0.02, 0.05],
    "rupiah_per_kwh": 1500.5,
    "rupiah_per_m3": [1000, 2000, 3000],
    "km_per_office_day": [10, 20, 30],
    "litre_per_km": [0.01, 0.02, 0.1],
    "rupiah_per_litre": 10000,
    "share_that_drives": ["50 %", "3/4", 1],
    "allowance_per_office_day": 5000,
    "kg_co2_per_kwh": 0.5,
    "kg_co2_per_litre": 2,
}
EXPECTED = {
    "kwh": ("52", "104", "156"),  # 12 x 1 + 4 x 10; 12 x 2 + 4 x 20; 12 x 3 + 4 x 30
    "water_m3": ("0.12", "0.24", "0.6"),  # 12 x 0.01; 12 x 0.02; 12 x 0.05
    "litres": ("0.6", "3.6", "36"),  # 12 x 1/2 x 10 x 0.01; 12 x 3/4 x 20 x 0.02; 12 x 1 x 30 x 0.1
    "electricity_rupiah": ("78026", "156052", "234078"),  # 52, 104, 156 x 1500.5
    "water_rupiah": ("120", "480", "1800"),  # 0.12 x 1000; 0.24 x 2000; 0.6 x 3000
    "allowance_rupiah": ("60000", "60000", "60000"),  # 12 x 5000
    "budget_rupiah": ("138146", "216532", "295878"),  # 78026 + 120 + 60000; 156052 + 480 + 60000; …
    "fuel_rupiah": ("6000", "36000", "360000"),  # 0.6, 3.6, 36 x 10000
    "rupiah": ("144146", "252532", "655878"),  # 138146 + 6000; 216532 + 36000; 295878 + 360000
    "co2_electricity_kg": ("26", "52", "78"),  # 52, 104, 156 x 0.5
    "co2_fuel_kg": ("1.2", "7.2", "72"),  # 0.6, 3.6, 36 x 2
    "co2_kg": ("27.2", "59.2", "150"),  # 26 + 1.2; 52 + 7.2; 78 + 72
}


def given(**figures: object) -> dict[str, Assumption]:
    return SavingsKeys.model_validate(figures).given()


def office() -> Problem:
    homes = ("A", "A", "B", "", "C")
    absent = {(1, 2): "C", **{(4, day): "C" for day in range(5)}}
    return problem([person(n, building=name) for n, name in enumerate(homes)], absent=absent)


def report(
    figures: Mapping[str, object] = FIGURES, made: Problem | None = None, letters: tuple[str, ...] = ROWS
) -> Report:
    made = made or office()
    one = case(made)
    typed = roster(made, *(row.replace("C", ".") for row in letters))
    scenario = Scenario("contoh", "Contoh", savings=given(**figures))
    return Report(one, scenario, typed, audit(one, typed), Outcome("feasible", 0, None))


def test_every_line_is_what_paper_says_exactly() -> None:
    saved = report().savings
    assert (saved.home_days, saved.closed_building_days) == (12, 4)
    found = {key: (line.low, line.middle, line.high) for key, line in saved.lines.items()}
    assert found == {key: tuple(map(Fraction, ends)) for key, ends in EXPECTED.items()}


def test_formulas_hold_the_figures() -> None:
    use_language("en")
    saved = report().savings
    assert saved.formula(saved.lines["kwh"]) == (
        "12 (person-days at home) × 2 (electricity of a person-day in the office)"
        " + 4 (closed building-days) × 20 (fixed electricity of an open building-day)"
    )
    assert saved.formula(saved.lines["litres"]) == (
        "12 (person-days at home) × 75.0% (share that drives) × 20 (way to the office and back) × 0.02 (fuel per km)"
    )
    use_language("id")
    assert (
        saved.formula(saved.lines["electricity_rupiah"]) == "104 (listrik dihemat) × 1.500,5 (harga listrik)"
    )
    assert saved.rupiah.span == "144.146 - 655.878"
    assert saved.rupiah.whole == 252532


def test_a_half_is_rounded_up() -> None:
    halves = [
        Line(KINDS_OF_LINES[0], Fraction(0), Fraction(middle), Fraction(9))
        for middle in ("5/2", "9/4", "-1/2")
    ]
    assert [line.whole for line in halves] == [3, 2, 0]


def test_everybody_in_the_office_saves_nothing() -> None:
    made = office()
    saved = savings(made, roster(made, "OOOOO", "OO.OO", "OOOOO", "OOOOO", "....."), {})
    assert (saved.home_days, saved.closed_building_days) == (0, 0)
    assert {line.high for line in saved.lines.values()} == {0}


def test_usual_assumptions_are_ordered_and_each_has_a_source_in_both_languages() -> None:
    assert list(SavingsKeys.model_fields) == list(KINDS)
    for kind in KINDS.values():
        low, middle, high = kind.usual.values
        assert 0 <= low <= middle <= high
        for language in ("id", "en"):
            use_language(language)
            assert len(source_text(kind.usual)) > 20
    use_language("id")
    assumed = [name for name, kind in KINDS.items() if source_text(kind.usual).startswith("Asumsi")]
    assert assumed == [
        "kwh_per_office_day", "water_m3_per_office_day", "kwh_per_building_day", "rupiah_per_m3", "km_per_office_day",
        "litre_per_km", "allowance_per_office_day",
    ]  # fmt: skip


def test_a_building_that_agencies_share_is_not_closed_by_one_of_them() -> None:
    units = [unit("Dinas A", index=0), unit("Dinas B", index=1)]
    people = [
        person(0, 0, building="Balai Kota"),
        person(1, 0, building="Pos"),
        person(2, 1, building="balai  kota"),
    ]
    whole = report(made=problem(people, days=2, units=units), letters=("HH", "HO", "HO"))
    # Balai Kota is closed on Monday only; Pos on Monday.
    assert whole.savings.closed_building_days == 2
    first, second = (part.report.savings for part in agency_parts(whole))
    # Dinas A alone has nobody in Balai Kota on both days, but on Tuesday Dinas B is in it.
    assert (first.home_days, first.closed_building_days) == (3, 1)
    assert (second.home_days, second.closed_building_days) == (1, 0)
    found = agency_savings(whole.problem, whole.roster, whole.scenario.savings)
    assert found == {None: whole.savings, 0: first, 1: second}


def calculated(sheet: Worksheet, cell: str) -> Fraction:
    """A cell's value, its formula worked out; sums of products are all that may stand there."""
    value = sheet[cell].value
    if not isinstance(value, str):
        return Fraction(str(value))
    assert re.fullmatch(r"=[B-D]\d+([+*][B-D]\d+)*", value), value
    total = Fraction(0)
    for term in value[1:].split("+"):
        product = Fraction(1)
        for one in term.split("*"):
            product *= calculated(sheet, one)
        total += product
    return total


def row_of(sheet: Worksheet, title: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == title)


def test_the_sheets_formulas_give_the_lines_and_follow_an_assumption(tmp_path: Path) -> None:
    use_language("en")
    write_workbook(report(), tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Penghematan"]
    cached = openpyxl.load_workbook(tmp_path / "roster.xlsx", data_only=True)["Penghematan"]
    first = row_of(sheet, "Electricity saved")
    for row, ends in enumerate(EXPECTED.values(), start=first):
        for column, value in zip("BCD", ends, strict=True):
            assert sheet[f"{column}{row}"].value.startswith("=")
            assert calculated(sheet, f"{column}{row}") == Fraction(value)
            assert cached[f"{column}{row}"].value == float(value)
    assert (
        sheet[f"F{first + 1}"].value
        == "12 (person-days at home) × 0.02 (water of a person-day in the office)"
    )
    price, total = row_of(sheet, "Price of electricity"), row_of(sheet, "Savings in all")
    assert [sheet.cell(price, column).value for column in range(2, 7)] == [
        1500.5, 1500.5, 1500.5, "rupiah/kWh", "Given by the scenario, which names no source."
    ]  # fmt: skip
    sheet[f"C{price}"] = 1600.5  # 104 kWh x 100 more
    assert calculated(sheet, f"C{total}") == 252532 + 10400
    share = row_of(sheet, "Share that drives")
    assert (sheet[f"C{share}"].value, sheet[f"C{share}"].number_format) == (0.75, "0.0 %")


def test_a_summary_holds_lines_and_assumptions() -> None:
    use_language("en")
    found = audit_summary(report())["savings"]
    assert (found["home_days"], found["closed_building_days"]) == (12, 4)
    total = next(line for line in found["lines"] if line["key"] == "rupiah")
    assert total == {
        "key": "rupiah", "title": "savings in all", "unit": "rupiah", "low": 144146.0, "middle": 252532.0, "high": 655878.0,
        "formula": "216,532 (savings of the government's budget) + 36,000 (savings of the staff (fuel))",
    }  # fmt: skip
    assert [one["key"] for one in found["assumptions"]] == list(KINDS)
    assert found["assumptions"][8] == {
        "key": "share_that_drives", "title": "share that drives", "unit": "share", "low": 0.5, "middle": 0.75, "high": 1.0,
        "source": "Given by the scenario, which names no source.",
    }  # fmt: skip


# Friday: two of the Dinas's four are at home (tests/cli.py says why), two person-days of a week.
OWN = (
    FRIDAYS
    + "\n[savings]\nallowance_per_office_day = [20000, 30000, 40000]\nrupiah_per_litre = 0\nrupiah_per_kwh = 0\nrupiah_per_m3 = 0\n"
)


def test_solve_audit_and_compare_tell_the_savings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little_office(tmp_path, monkeypatch)
    Path("hemat.toml").write_text(OWN, "utf-8")
    use_language("en")
    solved = run_in_process(
        "solve",
        "staff.xlsx",
        "-s",
        "hemat.toml",
        *WEEK,
        "-o",
        "roster.xlsx",
        "--json",
        "run.json",
        "--lang",
        "en",
    )
    assert solved.code == 0, solved.stderr
    total = next(line for line in summary("run.json")["savings"]["lines"] if line["key"] == "rupiah")
    assert (total["low"], total["middle"], total["high"]) == (40000, 60000, 80000)
    assert run_in_process("audit", "roster.xlsx", "--json", "audit.json").code == 0
    again = next(line for line in summary("audit.json")["savings"]["lines"] if line["key"] == "rupiah")
    assert (again["low"], again["middle"], again["high"]) == (40000, 60000, 80000)
    compared = run_in_process(
        "compare",
        "staff.xlsx",
        "-s",
        "baseline-wfo",
        "-s",
        "hemat.toml",
        *WEEK,
        "--json",
        "c.json",
        "--lang",
        "en",
    )
    assert compared.code == 0, compared.stderr
    assert "Savings (rupiah)" in compared.stdout and "60,000 ★" in compared.stdout
    baseline, own = summary("c.json")["scenarios"]
    assert (baseline["savings_rupiah"], baseline["savings_range"], baseline["co2_kg"]) == (0, "0 - 0", 0)
    assert (own["savings_rupiah"], own["savings_range"]) == (60000, "40,000 - 80,000")
    # 2 days x 1.5 kWh x 0.817 = 2.451; 2 x 0.71 x 20 km x 0.03 x 2.27 = 1.93404; in all 4.38504 kg.
    assert own["co2_kg"] == 4
