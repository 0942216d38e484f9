"""The sheet Skenario says what a TOML file says."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from asnroster.domain.problem import CellRef
from asnroster.errors import InputError
from asnroster.intake.marks import Cell
from asnroster.intake.schema import ScenarioRow
from asnroster.scenario import Scenario, Signature
from asnroster.scenario.find import scenario_text
from asnroster.scenario.load import load_scenario, load_scenario_rows

Given = tuple[str, str, str, Cell]


def rows(*given: Given) -> list[ScenarioRow]:
    return [
        ScenarioRow(rule, name, field, value, CellRef("staff.xlsx", "Skenario", f"D{number}"))
        for number, (rule, name, field, value) in enumerate(given, start=2)
    ]


def load(*given: Given, file: str = "staff.xlsx", **parameters: object) -> Scenario:
    return load_scenario_rows(rows(*given), file=file, parameters=parameters)


def wrong(*given: Given) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        load(*given)
    assert all(issue.file == "staff.xlsx" and issue.sheet == "Skenario" for issue in caught.value.issues)
    assert all(issue.message for issue in caught.value.issues)
    return [(issue.code, issue.cell, issue.found) for issue in caught.value.issues]


BKN: tuple[Given, ...] = (
    ("", "", "name", "bkn-3-2"),
    ("", "", "title", "BKN: 3 hari WFO, 2 hari WFA"),
    ("Skenario", "", "source", "BKN, Februari 2025; Inpres 1/2025"),
    ("scenario", "", "Extends", "hari-merata"),
    ("", "", "Home Code", "WFA"),
    ("parameter", "", "bobot_manfaat", 200),
    ("parameter", "", "office_days", 3.0),
    ("parameters", "", "home_days", 2),
    ("parameters", "", "partial_week", "proportional"),
    ("Office Days Per Week", "", "At Least", "$office_days"),
    ("Office Days Per Week", "", "partial_week", "$partial_week"),
    ("office_days_per_week", "", "title", "Hari WFO per minggu"),
    ("home_days_per_week", "", "at_most", "$home_days"),
    ("home_days_per_week", "use the home days", "at_least", "$home_days"),
    ("home_days_per_week", "use the home days", "weight", "$bobot_manfaat"),
    ("home_days_per_week", "use the home days", "title", "Hari WFA dimanfaatkan"),
    ("home_days_per_week", "", "title", "Batas hari WFA per minggu"),
    ("consecutive_home_days", "", "at_most", "2"),
    ("consecutive_home_days", "", "title", "Hari WFA berturut-turut"),
    ("tanda tangan", "", "position", "Kepala BKPSDM"),
    ("signature", "", "government", "Ya"),
)


def test_the_sheet_equals_the_file() -> None:
    sheet, file = load(*BKN), load_scenario("bkn-3-2")
    assert sheet.rules == file.rules
    assert (sheet.name, sheet.title, sheet.source, sheet.home_code) == (
        file.name, file.title, file.source, file.home_code,
    )  # fmt: skip
    assert (sheet.parameters, sheet.lineage, sheet.signature) == (
        file.parameters,
        file.lineage,
        file.signature,
    )
    assert sheet.file == "staff.xlsx"


def test_set_comes_before_the_sheet() -> None:
    rules = {rule.key: rule for rule in load(*BKN, office_days="4").rules}
    assert rules["office_days_per_week"].at_least == 4  # type: ignore[attr-defined]


def test_cells_take_the_type_of_their_field() -> None:
    found = load(
        ("", "", "start", datetime(2025, 3, 24)),
        ("", "", "end", "27-03-2025"),
        ("", "", "title", 2025.0),
        ("mandatory_office", "", "units", "Dinas Ketahanan Pangan, Pertanian dan Perikanan;"),
        ("mandatory_office", "", "except_positions", "Arsiparis, Analis"),
        ("mandatory_office", "", "from", date(2025, 3, 25)),
        ("mandatory_office", "", "weight", ""),
        ("office_weekdays", "", "weekdays", "Sen, Kam-Jum"),
        ("home_share", "", "at_most", 0.5),
        ("home_share", "tim", "at_least", "1/3"),
        ("home_share", "tim", "per", "team"),
        ("eligible_for_home", "", "allow_disciplined", "Ya"),
        ("eligible_for_home", "", "need_remote_capable", False),
        ("fixed_days", "", "", ""),
        ("signature", "", "nip", "19651212 199003 1 001"),
    )
    assert (found.start, found.end, found.title) == (date(2025, 3, 24), date(2025, 3, 27), "2025")
    assert found.signature == Signature(nip="196512121990031001")
    common = {"name", "source"}
    assert [(rule.name, {k: v for k, v in rule.model_dump(exclude_unset=True).items() if k not in common})
            for rule in found.rules] == [
        ("mandatory_office", {"units": ("Dinas Ketahanan Pangan, Pertanian dan Perikanan",),
                              "except_positions": ("Arsiparis", "Analis"), "from_": date(2025, 3, 25)}),
        ("office_weekdays", {"weekdays": ["Senin", "Kamis", "Jumat"]}),
        ("home_share", {"at_most": "50 %"}),
        ("tim", {"at_least": "1/3", "per": "team"}),
        ("eligible_for_home", {"allow_disciplined": True, "need_remote_capable": False}),
        ("fixed_days", {}),
    ]  # fmt: skip


def test_inherited_parameters_tell_the_type() -> None:
    extends = ("", "", "extends", "jabar-tahap-1")
    assert load(extends, ("parameter", "", "hari", "Jumat")).parameters["hari"] == ["Jumat"]
    assert load(extends, ("parameter", "", "hari", "Senin; Jumat")).parameters["hari"] == ["Senin", "Jumat"]
    extends = ("", "", "extends", "bkn-3-2")
    assert load(extends, ("parameter", "", "office_days", "4")).parameters["office_days"] == 4
    assert wrong(extends, ("parameter", "", "office_days", "empat")) == [("parameter-value", "D3", "empat")]


@pytest.mark.parametrize("cell", [datetime(2025, 12, 24), date(2025, 12, 24)])
def test_parameters_may_be_dates(cell: Cell) -> None:
    found = load(("parameter", "", "akhir", cell), ("preferences", "", "until", "$akhir"))
    assert found.rules[0].until == date(2025, 12, 24)


def test_remove_takes_a_list() -> None:
    found = load(("", "", "extends", "baseline-wfo"), ("", "", "remove", "fixed_days; mandatory_office"))
    assert found.rules == ()


def test_extends_is_looked_up_beside_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "kota.toml").write_text(scenario_text("baseline-wfo"), encoding="utf-8")
    found = load(("", "", "extends", "kota.toml"), file=str(tmp_path / "staff.xlsx"))
    assert (found.name, found.lineage) == ("staff", ("baseline-wfo",))


def test_empty_rows_are_nothing() -> None:
    assert load(("", "", "", ""), ("", "", "title", "X"), ("", "", "", " ")).title == "X"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("", "", "titel", "x"), ("unknown-key", "D2", "titel")),
        (("", "", "home_code", "WFX"), ("wrong-value", "D2", "WFX")),
        (("", "", "start", "kapan"), ("date-bad", "D2", "kapan")),
        (("", "", "", "x"), ("sheet-field", "D2", "x")),
        (("", "", "extends", "bkn"), ("scenario-not-found", "D2", "bkn")),
        (("home_shares", "", "at_most", 0.5), ("unknown-rule", "D2", "home_shares")),
        (("home_share", "", "at_mst", 0.5), ("unknown-field", "D2", "at_mst")),
        (("home_share", "", "at_most", "x"), ("share-bad", "D2", "x")),
        (("home_share", "", "", 0.5), ("sheet-field", "D2", "0.5")),
        (("preferences", "", "weight", 0), ("wrong-value", "D2", "0")),
        (("preferences", "", "weight", "$x"), ("unknown-parameter", "D2", "$x")),
        (("preferences", "", "weight", 1.5), ("number-bad", "D2", "1.5")),
        (("eligible_for_home", "", "allow_disciplined", "mungkin"), ("yes-no-bad", "D2", "mungkin")),
        (("office_weekdays", "", "weekdays", "Jumaat"), ("weekday-bad", "D2", "Jumaat")),
        (("home_weekdays", "", "weekdays", "Jumaat"), ("weekday-bad", "D2", "Jumaat")),
        (("home_weekdays", "", "", ""), ("missing", "D2", "")),
        (("parameter", "", "x", 3), ("unknown-parameter", "D2", "x")),
        (("tanda tangan", "", "tempat", "x"), ("unknown-key", "D2", "tempat")),
        (("tanda tangan", "", "nip", 196512121990031001.0), ("nip-numeric", "D2", "1.96512121990031e+17")),
    ],
)
def test_each_wrong_cell_has_its_place(row: Given, expected: tuple[str, str, str]) -> None:
    assert wrong(row) == [expected]


def test_the_same_field_twice_wants_a_name() -> None:
    assert wrong(
        ("home_share", "", "at_most", 0.5),
        ("preferences", "", "weight", 1),
        ("home_share", "", "at_most", 0.4),
        ("", "", "title", "x"),
        ("", "", "title", "y"),
    ) == [("sheet-twice", "D4", "0.4"), ("sheet-twice", "D6", "y")]


def test_all_cells_are_told_at_once() -> None:
    assert wrong(
        ("", "", "titel", "x"),
        ("home_share", "", "at_most", "x"),
        ("home_share", "kedua", "at_least", "1/2"),
        ("home_share", "kedua", "weight", 0),
        ("home_share", "kedua", "from", "kapan"),
    ) == [
        ("share-bad", "D3", "x"),
        ("date-bad", "D6", "kapan"),
        ("unknown-key", "D2", "titel"),
        ("wrong-value", "D5", "0"),
    ]


@pytest.mark.parametrize(
    "given",
    [
        [("tanda tangan", "", "position", "Camat Contoh"), ("tanda tangan", "", "place", "Contoh")],
        [("surat", "", "number", "800/1/2026"), ("surat", "", "date", "1-12-2026")],
        [("penghematan", "", "rupiah_per_kwh", "1450")],
    ],
    ids=["signature", "letter", "savings"],
)
def test_a_sheet_without_a_policy_speaks_of_the_default_one(given: list[Given]) -> None:
    """Whoever signs changes no rule: an empty policy would send nobody home and say that all is well."""
    found, default = load(*given), load_scenario("bkn-3-2")
    assert found.rules == default.rules != ()
    assert (found.title, found.source, found.home_code) == (default.title, default.source, default.home_code)
    signed = Signature(place="Contoh", position="Camat Contoh")
    assert found.signature == (signed if given[0][0] == "tanda tangan" else default.signature)
    letter = None if given[0][0] != "surat" else ("800/1/2026", date(2026, 12, 1))
    assert (found.letter and (found.letter.number, found.letter.date)) == letter
    assert list(found.savings) == (
        [*default.savings, "rupiah_per_kwh"] if given[0][0] == "penghematan" else list(default.savings)
    )


def test_parameters_alone_are_those_of_the_default_policy_and_a_sheet_with_a_rule_is_its_own() -> None:
    assert load(("parameter", "", "office_days", 4)).parameters["office_days"] == 4
    assert load(("tanda tangan", "", "place", "X"), ("preferences", "", "weight", 1)).lineage == ()
