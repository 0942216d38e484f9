"""The study of the sample: counts that add up, the command with good and bad input, what it writes."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from asnroster.cli.study import parse_caps
from asnroster.errors import InputError
from asnroster.judge.studied import Study
from asnroster.output.study_words import MEASURES
from asnroster.readiness import study
from asnroster.run import Request
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.studies import EXACT, STAFF


@pytest.fixture(scope="module")
def sample() -> Study:
    use_language("en")
    request = Request(STAFF, scenario="kesiapan", start=date(2026, 12, 1), end=date(2026, 12, 31))
    return study(request, EXACT, [Fraction(1, 2)])[0]


def test_the_samples_counts_add_up(sample: Study) -> None:
    units = sample.case.problem.units
    for group in sample.groups:
        assert sum(group.kept.values()) == group.people
        assert group.home is not None
        assert group.home == group.bound <= group.days
        assert (group.may > 0) == (group.home > 0)
    agencies = [
        group for group in sample.groups if group.unit is not None and units[group.unit].parent is None
    ]
    assert sum(group.people for group in agencies) == sample.whole.people
    # Nothing ties the sample's agencies but buildings, which only bring people home: their mosts add up.
    assert sum(group.home or 0 for group in agencies) == sample.whole.home
    assert not sample.disagreement


def test_no_unit_has_more_than_its_people_or_less_than_its_part_of_the_agencys_most(sample: Study) -> None:
    units = sample.case.problem.units
    for agency in sample.agencies:
        own = [g for g in sample.groups if g.unit is not None and units[g.unit].parent == agency.unit]
        placed = set(sample.case.problem.placed_in[agency.unit or 0])
        directly = int(sample.case.problem.available[sorted(placed)].sum())
        assert sum(g.home or 0 for g in own) + directly >= (agency.home or 0)
        assert all((g.home or 0) <= (agency.home or 0) for g in own)


# -- the command


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("0:75:10", [0, 10, 20, 30, 40, 50, 60, 70, 75]),
        ("50", [50]),
        ("0%:20%:10%", [0, 10, 20]),
        ("5:7:5", [5, 7]),
    ],
)
def test_caps(text: str, percents: list[int]) -> None:
    assert parse_caps(text) == [Fraction(p, 100) for p in percents]


@pytest.mark.parametrize("text", ["", "x", "0:101:10", "50:40:5", "0:50", "0:50:0", "-5:10:5"])
def test_wrong_caps_are_told(text: str) -> None:
    with pytest.raises(InputError) as error:
        parse_caps(text)
    assert [issue.code for issue in error.value.issues] == ["option-caps"]


def test_the_command_writes_workbook_and_json(tmp_path: Path) -> None:
    out, data = tmp_path / "kajian.xlsx", tmp_path / "kajian.json"
    words = (
        "study",
        STAFF,
        "--start",
        "2026-12-01",
        "--end",
        "2026-12-11",
        "--caps",
        "0:50:50",
        "--workers",
        "1",
    )
    first = run_in_process(*words, "-o", out, "--json", data)
    assert first.code == 0
    assert "Seluruh OPD" in first.stdout and "Dinas Kesehatan" in first.stdout
    told = json.loads(data.read_text("utf-8"))
    assert [point["cap"] for point in told["curve"]] == [0.0, 0.5]
    assert all(sum(group["kept"].values()) == group["people"] for group in told["groups"])
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Ringkasan", "Per OPD", "Per Unit", "Kurva", "Kepekaan", "Asumsi"]
    rows = [[cell.value for cell in row] for row in book["Per Unit"].iter_rows(min_row=5)]
    head, rows = rows[0], rows[1:]
    assert [row[head.index("Unit")] for row in rows] == ["Seluruh OPD", *(
        (g["unit"] or "").split(" > ")[-1] for g in told["groups"][1:])]  # fmt: skip
    most = head.index("Orang-hari WFH terbanyak")
    assert [row[most] for row in rows] == [group["most_home_days"] for group in told["groups"]]
    assert len(book["Kurva"]._charts) == 2 + len(MEASURES)
    with zipfile.ZipFile(out) as packed:
        assert packed.read("xl/drawings/drawing1.xml").count(b' descr="') == 2 + len(MEASURES)
    # What is too wide for letters of seven points goes on beside, with its first column again.
    for sheet in book.worksheets:
        if sheet.page_setup.fitToHeight == 0:
            wide = sum(round(column.width * 7) for column in sheet.column_dimensions.values())
            assert wide <= 1270 * (sheet.page_setup.fitToWidth or 1), sheet.title
    assert (book["Per Unit"].page_setup.fitToWidth, book["Per Unit"].print_title_cols) == (2, "$A:$A")
    # What nobody changed is written anew; a name that is a folder is not.
    assert run_in_process(*words, "-o", out).code == 0
    assert run_in_process(*words, "-o", tmp_path).code == 2


def test_by_unit_lists_units_and_bad_input_is_told() -> None:
    words = ("study", STAFF, "--start", "2026-12-01", "--end", "2026-12-04", "--caps", "0")
    assert "Bagian Hukum" in run_in_process(*words, "--by", "unit").stdout
    assert "Bagian Hukum" not in run_in_process(*words).stdout
    assert run_in_process(*words, "-s", "tidak-ada").code == 2
    wrong = run_in_process("study", STAFF, "--caps", "banyak")
    assert wrong.code == 2
    assert "0:75:10" in wrong.stderr


def test_where_no_roster_can_exist_the_study_is_written_and_the_rule_named(tmp_path: Path) -> None:
    """A building for one person in which a whole sector must be."""
    staff, data = tmp_path / "staff.xlsx", tmp_path / "kajian.json"
    book = openpyxl.load_workbook(STAFF)
    sheet = book["Gedung"]
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        row[0].value = 1
    book.save(staff)
    words = ("--start", "2026-12-01", "--end", "2026-12-02", "--caps", "50", "--json", data, "--lang", "en")
    ended = run_in_process("study", staff, *words)
    assert ended.code == 3
    assert "Capacity of buildings: without it a roster exists." in ended.stderr
    told = json.loads(data.read_text("utf-8"))
    assert told["groups"][0]["level"] == "impossible"
    assert told["groups"][0]["most_home_days"] is None
    assert told["curve"][0]["overfull_building_days"] > 0
