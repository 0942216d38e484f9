"""What a roster workbook does beside the golden one: other words, hand edits, exceptions, limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import CellRef, Problem
from asnroster.domain.roster import Misfit, Roster
from asnroster.errors import InputError
from asnroster.intake.rosters.reading import read_roster
from asnroster.judge.audit import audit
from asnroster.output import workbook
from asnroster.output.exceptions import Exemption, exemptions
from asnroster.output.report import Report
from asnroster.output.sheets import lists
from asnroster.output.words import remarks, result_text
from asnroster.output.workbook import write_workbook
from asnroster.output.write import write_roster
from asnroster.rules.kit.base import Rule
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.report_samples import sample_report


def report(made: Problem, typed: Roster, *rules: Rule) -> Report:
    """The judged roster of a small problem."""
    judged = case(made, *rules)
    scenario = Scenario("uji", "Uji", rules=judged.rules)
    return Report(judged, scenario, typed, audit(judged, typed), Outcome("optimal", 0, 0))


def test_the_scenarios_word_for_home(tmp_path: Path) -> None:
    use_language("en")
    write_workbook(sample_report(home_code="WFA"), tmp_path / "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    sheet = book["Jadwal"]
    assert [sheet["G8"].value, sheet["S7"].value, sheet["S8"].value] == [
        "WFA",
        "WFA",
        '=COUNTIF(G8:Q8,"WFA")',
    ]
    (area,) = sheet.conditional_formatting
    assert area.rules[1].formula == ['"WFA"']
    assert book["Kepatuhan"]["D21"].value == "Ani wished WFA on Fri, 18 Dec 2026, but has WFO."
    assert [cell.value for cell in book["Rekap Pegawai"][6]][6:13:6] == ["WFA", "Maks WFA"]


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.csv"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("home_code", ["WFH", "WFA"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str, language: str, home_code: str) -> None:
    use_language(language)
    made = sample_report(home_code=home_code)
    write_roster(made, tmp_path / name)
    found, notices = read_roster(tmp_path / name, made.problem)
    assert found.modes.tolist() == made.roster.modes.tolist()
    assert (found.misfits, notices) == ((), [])


def test_indonesian_dates_and_weekdays(tmp_path: Path) -> None:
    write_workbook(sample_report(), tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Jadwal"]
    assert sheet["G5"].value == "Desember 2026"
    assert [cell.value for cell in sheet[6][6:11]] == ["Kam", "Jum", "Sab", "Min", "Sen"]
    assert "17 Desember 2026" in sheet["B3"].value


def test_a_hand_edited_roster_shows_its_misfits(tmp_path: Path) -> None:
    use_language("en")
    misfits = (
        Misfit(0, 2, "WFO", CellRef("roster.xlsx", "Jadwal", "I8")), Misfit(3, 0, "??"), Misfit(4, 0, ""),
    )  # fmt: skip
    made = sample_report(misfits=misfits)
    modes = made.roster.modes.copy()
    modes[3, 0] = modes[4, 0] = -1
    typed = Roster(modes, misfits)
    made = replace(made, roster=typed, audit=audit(made.case, typed))
    write_workbook(made, tmp_path / "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    assert [cell.value for cell in book["Jadwal"]["G"][10:12]] == [None, None]
    sheet = book["Kepatuhan"]
    assert [sheet[f"{column}12"].value for column in "BCG"] == [
        "Cells that do not fit",
        "Broken in 3 places",
        3,
    ]
    assert [sheet[f"D{row}"].value for row in (17, 18, 19)] == [
        "Ani does not work on Sat, 19 Dec 2026, but the roster says “WFO”.",
        "Dodi works on Thu, 17 Dec 2026, but the roster says neither WFO nor WFH: “??”.",
        "Eka works on Thu, 17 Dec 2026, but the roster says neither WFO nor WFH: “”.",
    ]
    soft = len(made.audit.rules[-1].violations)
    told = f"Violations of rules that must hold ({made.audit.hard_violations}); Not yet met ({soft})"
    assert sheet["A15"].value == told


def test_long_lists_of_violations_are_cut_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    monkeypatch.setattr(lists, "MOST_RECORDS", 2)
    write_workbook(sample_report(), tmp_path / "roster.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "roster.xlsx")["Kepatuhan"]
    assert sheet["A15"].value == "The first 2 of 6 are listed, those of rules that must hold first."
    assert sheet.max_row == 18


def test_nothing_broken_and_nobody_excepted(tmp_path: Path) -> None:
    use_language("en")
    made = problem(2)
    write_workbook(
        report(made, roster(made, "OOOOO", "HHHHH"), rule("home_share", at_most="50 %")), tmp_path / "r.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert [book["Kepatuhan"][f"A{row}"].value for row in (9, 10)] == [
        "Violations of rules that must hold (0)", "Every rule that was checked is kept.",
    ]  # fmt: skip
    assert book["Pengecualian"]["A6"].value == "Nobody is excepted."


def test_no_people(tmp_path: Path) -> None:
    made = problem([])
    write_workbook(report(made, roster(made)), tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Jadwal"]["C7"].value == "NIP"


def test_long_horizons_print_on_more_pages_side_by_side(tmp_path: Path) -> None:
    use_language("en")
    made = problem(1, days=63)
    write_workbook(report(made, roster(made, "O" * 63)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Jadwal"]
    assert (sheet.page_setup.scale, sheet.print_title_cols) == (77, "$B:$D")
    months = {str(area) for area in sheet.merged_cells.ranges}
    assert months == {"G5:AK5", "AL5:BP5"}  # December, January; the single 1st of February needs none
    assert [sheet["AL5"].value, sheet["BQ5"].value] == ["January 2026", "Feb"]


def test_the_signature_goes_below_the_legend_where_there_is_no_room(tmp_path: Path) -> None:
    use_language("en")
    made = problem(1, days=1)
    write_workbook(report(made, roster(made, "O")), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Jadwal"]
    below = [cell.value for cell in sheet["E"][11:] if cell.value]
    assert below == [
        "Legend", "WFO", "WFH", "L", "....................," + " ............................ 2025", "." * 40, "." * 40,
        "NIP ..............................",
    ]  # fmt: skip


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(book: object) -> None:
        raise OSError("disk full")

    target = tmp_path / "roster.xlsx"
    target.write_text("old")
    monkeypatch.setattr(workbook, "SHEETS", (*workbook.SHEETS[:2], broken))
    with pytest.raises(OSError, match="disk full"):
        write_workbook(sample_report(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["roster.xlsx"]
    assert target.read_text() == "old"


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    use_language("en")
    with pytest.raises(InputError) as caught:
        write_roster(sample_report(), tmp_path / "roster.pdf")
    assert caught.value.issues[0].line() == (
        "roster.pdf: A roster is not written as “.pdf”. "
        "Let the name end with .xlsx (workbook), .csv (one line a person and date) or .html (report)."
    )
    assert list(tmp_path.iterdir()) == []


def test_people_kept_some_days_are_listed_with_their_days() -> None:
    use_language("en")
    made = problem(
        [person(0, disciplined_until=date(2025, 12, 8)), person(1, remote_capable=False), person(2)], days=10
    )
    found = list(exemptions(report(made, roster(made, *["OOOOO..OOO"] * 3), rule("eligible_for_home"))))
    assert [(entry.kind, entry.name, entry.when, entry.reason) for entry in found] == [
        ("person", "P0", "1 Dec 2025 to 8 Dec 2025", "under discipline or in its process"),
        ("person", "P1", "every working day", "the task cannot be done from home"),
    ]
    assert found[0].source == "PermenPANRB 4/2025 Pasal 11 dan 25"


def test_only_the_largest_unit_is_listed_and_absent_people_do_not_break_it_up() -> None:
    use_language("en")
    units = [unit("RSUD", index=0), unit("IGD", parent=0), unit("Farmasi", parent=0), unit("Dinas", index=3)]
    made = problem(
        [person(0, 1), person(1, 1), person(2, 2), person(3, 3), person(4, 3)], days=1, units=units,
        absent={(2, 0): "C"},
    )  # fmt: skip
    kept = rule("mandatory_office", units=["RSUD"], people=[])
    found = list(exemptions(report(made, roster(made, "O", "O", ".", "O", "O"), kept)))
    assert [(entry.kind, entry.unit, entry.people, entry.reason) for entry in found] == [
        ("unit", "RSUD", 3, "units RSUD")
    ]


def test_orders_over_rules_and_weekdays_in_the_office() -> None:
    use_language("en")
    made = problem([person(0), person(1)], pins=[(0, 0, HOME), (0, 1, HOME)])
    rules = [
        rule("fixed_days"), rule("mandatory_office", title="Counter", people=["P0"]),
        rule("office_weekdays", weekdays="Senin", people=["P1"]),
    ]  # fmt: skip
    found = list(exemptions(report(made, roster(made, "HHOOO", "OHHHH"), *rules)))
    law = "SE MenPANRB 1/2024; SE MenPANRB 3/2026; SE Mendagri 800.1.5/3349/SJ"
    span, rest = "1 Dec 2025 to 2 Dec 2025", "3 Dec 2025 to 5 Dec 2025"
    assert found == [
        Exemption("person", "Dinas", "Dinas", "P0", "P0", 1, rest, "Counter", "people P0", law),
        Exemption(
            "weekdays", people=1, when="In the office on Monday", rule="Office weekdays", reason="only people P1",
            source="SE MenPANRB 3/2026; SE Jabar 150/KPG.03/BKD",
        ),
        Exemption("order", "Dinas", "Dinas", "P0", "P0", 1, span, "Fixed days", "WFH by order", "1/2025"),
        Exemption("overruled", "Dinas", "Dinas", "P0", "P0", 1, span, "Counter", "overruled by “Fixed days”", law),
    ]  # fmt: skip


def test_bounds_that_gave_way_for_a_person() -> None:
    use_language("en")
    made = problem(1, pins=[(0, day, HOME) for day in range(4)])
    rules = [rule("fixed_days"), rule("home_days_per_week", at_most=2)]
    found = [
        entry for entry in exemptions(report(made, roster(made, "HHHHO"), *rules)) if entry.kind == "gave-way"
    ]
    assert [(entry.name, entry.when, entry.reason) for entry in found] == [
        ("P0", "the week Mon, 1 Dec 2025 to Fri, 5 Dec 2025", "at most 2 became 4")
    ]


def test_remarks_of_a_run() -> None:
    use_language("en")
    made = problem(1)
    calendar = replace(made.calendar, estimated_years=(2025, 2027), years_without_collective_leave=(2025,))
    base = report(replace(made, calendar=calendar), roster(made, "OOOOO"))
    assert result_text(base) == "optimal: it is proven that no roster is better"
    cut = replace(base, outcome=replace(base.outcome, interrupted=True, time_limited=True))
    assert remarks(cut) == [
        "The run was stopped by its user; this is the best roster that was found until then.",
        "The time limit cut the search: another run may find another roster.",
        "Some holidays of 2025 are estimates; check them and use sheet Libur.",
        "The collective leave of 2025 is not known yet; add it in sheet Libur.",
    ]
