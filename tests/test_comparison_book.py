"""The workbook of a comparison: sheets, names, winners and losers, charts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from asnroster.domain.outcome import Outcome
from asnroster.judge.audit import audit
from asnroster.output import comparison_book
from asnroster.output.comparison import Side
from asnroster.output.comparison_book import sheet_name, write_comparison
from asnroster.output.gains import Gain, home_gains
from asnroster.output.report import Report
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, roster, unit

# Two agencies; the second has a section. Home days before and after:
#   Ani 0 -> 2, Budi 3 -> 1, Citra 1 -> 1 (Dinas A), Dodi 0 -> 1, Eka 2 -> 1 (Dinas B)
BEFORE = ("OOOOO", "HHHOO", "OOHOO", "OOOOO", "HHOOO")
AFTER = ("HHOOO", "OOOOH", "HOOOO", "OOOOH", "OOHOO")
NAMES = ("Ani", "Budi", "Citra", "Dodi", "Eka")


def columns(*rosters: tuple[str, ...]) -> list[Side]:
    """A column of each roster of the five people."""
    use_language("en")
    units = [
        unit("Dinas A"),
        unit("Dinas B", index=1),
        unit("Seksi", parent=1, agency=1, path="Dinas B > Seksi"),
    ]
    staff = [person(n, (0, 0, 0, 1, 2)[n], name=name) for n, name in enumerate(NAMES)]
    judged = case(problem(staff, units=units))
    found = []
    for number, rows in enumerate(rosters):
        made = roster(judged.problem, *rows)
        outcome = Outcome("optimal", 0, 0)
        report = Report(
            judged, Scenario(f"s{number}", f"Skenario {number}"), made, audit(judged, made), outcome
        )
        horizon = judged.problem.horizon
        found.append(Side(f"s{number}", f"Skenario {number}", horizon.start, horizon.end, outcome, report))
    return found


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """The cells of a sheet, without trailing empty ones and empty rows."""
    found = []
    for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True):
        while row and row[-1] is None:
            row = row[:-1]
        found += [row] if row else []
    return found


def test_who_gains_and_loses() -> None:
    first, second = columns(BEFORE, AFTER)
    assert first.report is not None and second.report is not None
    assert home_gains(first.report, second.report) == [
        Gain(0, 0, 2),
        Gain(3, 0, 1),
        Gain(4, 2, 1),
        Gain(1, 3, 1),
    ]


SAVED = ("Savings (rupiah)", "Savings range (rupiah)")
# A home day by the usual assumptions: low 0.5 x 1,522.88 + 0.02 x 4,000 + 1/2 x 10 x 0.02 x 10,000 = 1,841.44;
# middle 1.5 x 1,699.53 + 0.03 x 7,000 + 0.71 x 20 x 0.03 x 10,000 = 7,019.295;
# high 3 x 1,699.53 + 0.05 x 12,000 + 0.85 x 40 x 0.05 x 12,350 = 26,693.59. No building closes.
FOUR_DAYS = (28077, "7,366 - 106,774")
TWO_DAYS = (14039, "3,683 - 53,387")


def test_a_sheet_for_each_agency(tmp_path: Path) -> None:
    """Dinas A: 15 days; 4 at home before, 4 after. Dinas B: 10 days; 2 before, 2 after."""
    path = tmp_path / "compare.xlsx"
    write_comparison(columns(BEFORE, AFTER), path)
    assert openpyxl.load_workbook(path).sheetnames == ["Comparison", "Charts", "Dinas A", "Dinas B"]
    assert rows_of(path, "Dinas A") == [
        ("Dinas A",),
        ("Scenario", "Title", "People", "WFO", "WFH", "WFH share", "Gain WFH", "Lose WFH", *SAVED),
        ("s0", "Skenario 0", 3, 11, 4, pytest.approx(4 / 15), "-", "-", *FOUR_DAYS),
        ("s1", "Skenario 1", 3, 11, 4, pytest.approx(4 / 15), 1, 1, *FOUR_DAYS),
        ("s1 against s0: 1 person gains WFH days, 1 loses some.",),
        ("Gain most (1 of 1)", "Unit", "NIP", "s0", "s1", "±"),
        ("Ani", "Dinas A", "P0", 0, 2, 2),
        ("Lose most (1 of 1)", "Unit", "NIP", "s0", "s1", "±"),
        ("Budi", "Dinas A", "P1", 3, 1, -2),
    ]
    assert rows_of(path, "Dinas B")[3:] == [
        ("s1", "Skenario 1", 2, 8, 2, 0.2, 1, 1, *TWO_DAYS),
        ("s1 against s0: 1 person gains WFH days, 1 loses some.",),
        ("Gain most (1 of 1)", "Unit", "NIP", "s0", "s1", "±"),
        ("Dodi", "Dinas B", "P3", 0, 1, 1),
        ("Lose most (1 of 1)", "Unit", "NIP", "s0", "s1", "±"),
        ("Eka", "Seksi", "P4", 2, 1, -1),
    ]


def test_charts_are_excels_own_and_refer_to_the_figures(tmp_path: Path) -> None:
    """Presence in the office: before Mon 3, Tue 3, Wed 3, Thu 5, Fri 5; after 3, 4, 4, 5, 3."""
    path = tmp_path / "compare.xlsx"
    write_comparison(columns(BEFORE, AFTER), path)
    shown = rows_of(path, "Charts")
    assert shown[:7] == [
        ("Charts",),
        ("Scenario", "WFH share"),
        ("s0", 0.24),
        ("s1", 0.24),
        ("Scenario", "Fewest people in the office", "Most people in the office"),
        ("s0", 3, 5),
        ("s1", 3, 5),
    ]
    with zipfile.ZipFile(path) as book:
        charts = [
            book.read(name).decode() for name in sorted(book.namelist()) if re.search(r"charts/chart\d", name)
        ]
    ranges = [re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", chart) for chart in charts]
    assert ranges[:2] == [["Charts!$B$3:$B$4"], ["Charts!$B$24:$B$25", "Charts!$C$24:$C$25"]]
    assert [len(of_one) for of_one in ranges] == [1, 2, 3, 2]
    assert all("<c:barChart>" in chart for chart in charts)
    with zipfile.ZipFile(path) as book:
        told = re.findall(r'descr="([^"]*)"', book.read("xl/drawings/drawing1.xml").decode())
    assert [text.partition(".")[0] for text in told] == [
        "Share at home of all person-days worked",
        "People in the office on the emptiest and the busiest working day",
        "Savings against everybody in the office, low, middle and high assumptions",
        "Fairness: the Gini coefficient of home days (0: all alike)",
    ]


def test_a_sweep_is_drawn_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "sweep.xlsx"
    made = [
        replace(column, name=f"home_share.at_most = {n} %", value=f"{n} %")
        for n, column in enumerate(columns(BEFORE, AFTER))
    ]
    write_comparison(made, path)
    with zipfile.ZipFile(path) as book:
        assert "<c:lineChart>" in book.read("xl/charts/chart1.xml").decode()
    assert [row[0] for row in rows_of(path, "Charts")[1:4]] == ["home_share.at_most", "0 %", "1 %"]


def test_a_column_without_a_roster_is_a_row_of_dashes(tmp_path: Path) -> None:
    path = tmp_path / "compare.xlsx"
    first, second = columns(BEFORE, AFTER)
    write_comparison([replace(first, report=None, why="cannot hold together: a + b"), second], path)
    assert rows_of(path, "Dinas A")[2:] == [
        ("s0", "Skenario 0", *["-"] * 8), ("s1", "Skenario 1", 3, 11, 4, pytest.approx(4 / 15), "-", "-", *FOUR_DAYS),
    ]  # fmt: skip


def test_many_agencies_stand_on_one_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_book, "MOST_AGENCY_SHEETS", 1)
    path = tmp_path / "compare.xlsx"
    write_comparison(columns(BEFORE, AFTER), path)
    assert openpyxl.load_workbook(path).sheetnames == [
        "Comparison",
        "Charts",
        "All agencies",
        "Gains and losses",
    ]
    assert rows_of(path, "All agencies")[2:] == [
        ("Dinas A", "s0", 3, 11, 4, pytest.approx(4 / 15), "-", "-", *FOUR_DAYS),
        ("Dinas A", "s1", 3, 11, 4, pytest.approx(4 / 15), 1, 1, *FOUR_DAYS),
        ("Dinas B", "s0", 2, 8, 2, 0.2, "-", "-", *TWO_DAYS),
        ("Dinas B", "s1", 2, 8, 2, 0.2, 1, 1, *TWO_DAYS),
    ]
    assert rows_of(path, "Gains and losses")[2:] == [
        ("s1 against s0: 2 people gain WFH days, 2 lose some.",),
        ("Gain most (2 of 2)", "OPD", "Unit", "NIP", "s0", "s1", "±"),
        ("Ani", "Dinas A", "Dinas A", "P0", 0, 2, 2),
        ("Dodi", "Dinas B", "Dinas B", "P3", 0, 1, 1),
        ("Lose most (2 of 2)", "OPD", "Unit", "NIP", "s0", "s1", "±"),
        ("Budi", "Dinas A", "Dinas A", "P1", 3, 1, -2),
        ("Eka", "Dinas B", "Seksi", "P4", 2, 1, -1),
    ]


def test_no_more_than_ten_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_book, "MOST_NAMED", 1)
    path = tmp_path / "compare.xlsx"
    write_comparison(columns(("OOOOO",) * 5, AFTER), path)
    shown = rows_of(path, "Dinas A")
    assert shown[5:] == [
        ("Gain most (1 of 3)", "Unit", "NIP", "s0", "s1", "±"),
        ("Ani", "Dinas A", "P0", 0, 2, 2),
    ]


def test_sheet_names_are_what_excel_takes() -> None:
    taken = {"comparison", "charts"}
    names = [
        "Charts",
        "Dinas [A]/B: satu*dua?",
        "History",
        "'",
        "D" * 40,
        "d" * 40,
        "D" * 40,
        "Dinas X",
        "DINAS X",
    ]
    assert [sheet_name(name, taken) for name in names] == [
        "Charts 2", "Dinas A B satu dua", "History OPD", "OPD", "D" * 31, "d" * 29 + " 2", "D" * 29 + " 3",
        "Dinas X", "DINAS X 2",
    ]  # fmt: skip
