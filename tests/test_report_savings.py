"""Savings and the curve in the report of a roster: figures computed on paper, the roster's place among the caps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from asnroster.domain.outcome import Outcome
from asnroster.judge.coverage import reached
from asnroster.judge.studied import Point, Reached
from asnroster.output.html.frontier import frontier_section, own_place_text, roster_frontier_section
from asnroster.output.html.page import write_html
from asnroster.output.html.sections import heat_section, savings_section
from asnroster.output.study_charts import star_place
from asnroster.rules.kit.case import Case
from asnroster.words import number_text, use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.cli import BUDI, run_in_process
from tests.report_page import Page, page_text
from tests.studies import studied
from tests.test_cli_audit import FRIDAY, edit, folder  # noqa: F401
from tests.test_savings import EXPECTED, report


def test_the_section_holds_every_line_as_paper_says() -> None:
    use_language("en")
    page = Page(page_text(write_html, report()))
    rows = page.tables["Savings by line"][1:]
    units = [row[4] for row in rows]
    assert units == ["kWh", "m³", "litres", *["rupiah"] * 6, *["kg CO2"] * 3]
    whole = [number_text(float(end)) for ends in list(EXPECTED.values())[3:] for end in ends]
    assert [cell for row in rows[3:] for cell in row[1:4]] == whole
    assert rows[2] == [
        "Fuel saved", "0.6", "3.6", "36.0", "litres",
        "12 (person-days at home) × 75.0% (share that drives) × 20 (way to the office and back) × 0.02 (fuel per km)",
    ]  # fmt: skip
    assert "It rests on 12 person-days at home and 4 closed building-days." in page.said
    assert page.texts["dd"][-4:] == ["Rp252,532", "Rp144,146", "Rp655,878", "59"]
    assert [row[0] for row in page.tables["Assumptions of the savings"]].count("Share that drives") == 1
    assert any(
        text == "Against everybody in the office this saves about Rp252,532 in the period (Rp144,146 to Rp655,878), of which"
        " Rp216,532 of the government's budget and the rest fuel of the staff, and about 59 kg of CO2."
        for text in page.said
    )  # fmt: skip


def test_a_part_says_that_shared_buildings_are_elsewhere_and_nothing_saved_is_no_chart() -> None:
    use_language("en")
    nothing = report(letters=("OOOOO", "OOCOO", "OOOOO", "OOOOO", "CCCCC")).savings
    section = savings_section(nothing, part=True)
    assert section.paragraphs[-1] == "Buildings that other agencies share are counted for all agencies only."
    assert [block.caption for block in section.blocks] == ["Savings by line", "Assumptions of the savings"]


def curve() -> tuple[Point, ...]:
    """Four people, five days, one must be in: 0, 5, 10, 15 of 20 days at home."""
    asked = case(problem(4), rule("office_headcount", at_least=1))
    return studied(asked, "0", "1/4", "1/2", "3/4").points


def at(*rows: str) -> Reached:
    data = problem(4)
    return reached(case(data), roster(data, *rows))[None]


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        (
            ("HHHHH", "HHOOO", "OOOOO", "OOOOO"),
            1.4,
            "The curve reaches that between a cap of 25% and 50%.",
        ),  # 7 of 20
        (("HHHHH", "HHHHH", "OOOOO", "OOOOO"), 2.0, "The curve has as much at a cap of 50%."),
        (("OOOOO", "OOOOO", "OOOOO", "OOOOO"), 0.0, "The curve has as much at a cap of 0%."),
        (("HHHHH", "HHHHH", "HHHHH", "HOOOO"), 3.0, "That is more than any point of this curve has."),
    ],
)
def test_where_a_roster_stands(rows: tuple[str, ...], place: float, told: str) -> None:
    use_language("en")
    assert star_place(curve(), at(*rows)) == pytest.approx(place)
    assert own_place_text(curve(), at(*rows)).endswith(told)


def test_a_roster_below_the_whole_curve_stands_at_its_beginning() -> None:
    use_language("en")
    mine = at("OOOOO", "OOOOO", "OOOOO", "OOOOO")
    assert star_place(curve()[1:], mine) == 0.0
    assert own_place_text(curve()[1:], mine) == (
        "This roster (the star) has 0.0% of all working days at home. Every point of this curve has more."
    )


def test_caps_without_a_roster_are_holes() -> None:
    use_language("en")
    points = list(curve())
    none = Outcome("infeasible", None, None)
    points[1] = replace(points[1], outcome=none, reached={}, why="cannot hold together: x")
    mine = at(
        "HHHHH", "HHOOO", "OOOOO", "OOOOO"
    )  # 7 of 20: of the way from 0 to 10 seven tenths, over two caps
    assert star_place(points, mine) == pytest.approx(1.4)
    section = frontier_section(points, {}, own={None: mine})
    assert section.remarks == ["Cannot hold together: x"]
    rows = section.blocks[1].texts  # type: ignore[union-attr]
    assert rows[1] == ["25%", *["-"] * 7, "cannot hold together: x"]
    assert rows[4][:2] == ["This roster", "35.0%"]


def test_the_curve_of_a_roster_has_its_own_row_in_every_table() -> None:
    use_language("en")
    known = report()
    found = studied(Case(known.problem, ()), "0", "1").points
    page = Page(page_text(write_html, known, more=[roster_frontier_section(known, found)]))
    assert page.tables["Savings in the period by cap, all agencies"][-1] == [
        "This roster", "12", "4", "144,146", "252,532", "655,878", "59",
    ]  # fmt: skip
    # 12 of 19 person-days worked: five people of five days, six absent.
    assert page.tables["The curve in figures, all agencies"][-1][:2] == ["This roster", "63.2%"]
    assert page.tables["WFH share reached, by agency and cap"] == [
        ["Agency", "0%", "100%", "This roster"], ["Dinas", "0.0%", "100.0%", "63.2%"],
    ]  # fmt: skip


def test_the_command_solves_the_curve_of_the_roster(folder: Path) -> None:  # noqa: F811
    """At 50 % two of the Dinas's four are at home every day, 10 of 25 person-days; the roster has two, on Friday."""
    done = run_in_process(
        "report", "roster.xlsx", "--staff", "staff.xlsx", "--caps", "0:50:50", "--lang", "en"
    )
    assert done.code == 0
    assert "Roster with at most 50% at home …" in done.stderr
    page = Page(Path("roster.html").read_text("utf-8"))
    rows = [row[:2] for row in page.tables["The curve in figures, all agencies"][1:]]
    assert rows == [["0%", "0.0%"], ["50%", "40.0%"], ["This roster", "8.0%"]]
    assert (
        "This roster (the star) has 8.0% of all working days at home. The curve reaches that between a cap of 0% and 50%."
    ) in page.said


def test_a_broken_roster_has_its_curve_and_its_exit_code(folder: Path) -> None:  # noqa: F811
    edit({(BUDI, FRIDAY): "WFH"})
    done = run_in_process("report", "roster.xlsx", "--staff", "staff.xlsx", "--caps", "50")
    assert done.code == 1
    page = Page(Path("roster.html").read_text("utf-8"))
    assert page.tables["Kurva dalam angka, seluruh OPD"][-1][:2] == ["Jadwal ini", "12,0\u00a0%"]


def test_stopped_the_report_is_written_without_the_curve(
    folder: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @contextmanager
    def pressed() -> Iterator[threading.Event]:
        stop = threading.Event()
        stop.set()
        yield stop

    monkeypatch.setattr("asnroster.cli.progress.ctrl_c_stops", pressed)
    done = run_in_process("report", "roster.xlsx", "--staff", "staff.xlsx", "--caps", "50", "--lang", "en")
    assert done.code == 0
    assert done.stderr.splitlines()[-1] == "Stopped by you: the curve is left out of the report."
    assert 'id="frontier"' not in Path("roster.html").read_text("utf-8")


def test_wrong_caps_are_told_before_anything_is_read(folder: Path) -> None:  # noqa: F811
    done = run_in_process("report", "roster.xlsx", "--staff", "staff.xlsx", "--caps", "banyak")
    assert done.code == 2 and "0:75:10" in done.stderr
    assert not Path("roster.html").exists()


def test_an_audit_quotes_the_rosters_own_workbook_as_the_report_does(folder: Path) -> None:  # noqa: F811
    done = run_in_process("audit", "roster.xlsx", "--staff", "staff.xlsx", "-o", "audit.html", "--lang", "en")
    assert done.code == 0
    page = Page(Path("audit.html").read_text("utf-8"))
    told = dict(page.tables["What the roster workbook says of its making (sheet Info)"][1:])
    assert told["Skor"] == "24" and {"asnroster", "ortools", "python"} <= set(told)


@pytest.mark.parametrize(("days", "wide"), [(16, False), (17, True)])
def test_a_heat_map_of_many_days_is_printed_on_its_side(days: int, wide: bool) -> None:
    """One month in which every day is worked."""
    always = frozenset(range(7))
    made = problem([person(0, workdays=always)], days=days, units=[unit("Dinas", workdays=always)])
    known = report(made=made, letters=("O" * days,))
    section = heat_section(known)
    assert [len(block.columns) for block in section.blocks] == [2 + days]  # type: ignore[union-attr]
    assert section.wide is wide
    assert ('<section id="heat" class="wide"' in page_text(write_html, known)) is wide
