"""The section [savings]: inherited, written out in full, its errors, and the sheet Skenario that says the same."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from asnroster.errors import InputError, Issue
from asnroster.intake.schema import ScenarioRow
from asnroster.judge.savings import savings, source_text
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.savings import KINDS, Assumption
from asnroster.words import use_language
from tests.build import problem, roster
from tests.cli import run_in_process
from tests.test_scenario_sheet import load, rows

PARENT = """
name = "induk"
[savings]
rupiah_per_kwh = { value = 1600, source = "Rekening 2025" }
km_per_office_day = [5, 7.5, 10]
share_that_drives = ["1/3", "50 %", "80 %"]
"""
CHILD = """
name = "anak"
extends = "induk.toml"
[savings]
rupiah_per_kwh = [1650.25, 1700, 1750]
rupiah_per_m3 = { value = [5000, 6000, 7000], source = 'Tarif "PDAM"' }
"""


def test_a_child_replaces_figures_with_their_sources_and_the_full_text_comes_back(tmp_path: Path) -> None:
    (tmp_path / "induk.toml").write_text(PARENT, "utf-8")
    (tmp_path / "anak.toml").write_text(CHILD, "utf-8")
    scenario = load_scenario(str(tmp_path / "anak.toml"))
    assert scenario.savings == {
        "rupiah_per_kwh": Assumption((Fraction("1650.25"), Fraction(1700), Fraction(1750))),
        "km_per_office_day": Assumption((Fraction(5), Fraction(15, 2), Fraction(10))),
        "share_that_drives": Assumption((Fraction(1, 3), Fraction(1, 2), Fraction(4, 5))),
        "rupiah_per_m3": Assumption((Fraction(5000), Fraction(6000), Fraction(7000)), 'Tarif "PDAM"'),
    }
    assert scenario.text.partition("[savings]")[2].splitlines()[1:5] == [
        "rupiah_per_kwh = [1650.25, 1700, 1750]",
        'rupiah_per_m3 = { value = [5000, 6000, 7000], source = "Tarif \\"PDAM\\"" }',
        "km_per_office_day = [5, 7.5, 10]",
        'share_that_drives = ["1/3", "50 %", "80 %"]',
    ]
    again = load_scenario_text(scenario.text, file="roster.xlsx")
    assert (again.savings, again.text) == (scenario.savings, scenario.text)
    use_language("en")
    made = problem(1)
    used = savings(made, roster(made, "OOOOO"), scenario.savings).assumptions
    assert source_text(used["rupiah_per_kwh"]) == "Given by the scenario, which names no source."
    assert used["litre_per_km"] == KINDS["litre_per_km"].usual


def wrong(text: str) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        load_scenario_text(f'name = "salah"\n[savings]\n{text}\n', file="salah.toml")
    return list(caught.value.issues)


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("rupiah_per_kwh = -1", "Write figures of 0 or more"),
        ('rupiah_per_kwh = "1500"', "Write figures of 0 or more"),
        ("rupiah_per_kwh = true", "Write figures of 0 or more"),
        ("rupiah_per_kwh = nan", "Write figures of 0 or more"),
        ("rupiah_per_kwh = [1500, inf, inf]", "Write figures of 0 or more"),
        ("rupiah_per_kwh = [1500, 1600]", "three: [low, middle, high]"),
        ("rupiah_per_kwh = [1700, 1600, 1500]", "from the lowest to the highest"),
        ("rupiah_per_kwh = { source = 'x' }", "{ value = …, source = “…” }"),
        ("rupiah_per_kwh = { value = 1, note = 'x' }", "{ value = …, source = “…” }"),
        ("share_that_drives = [50, 70, 170]", "none above 100 %"),
    ],
)
def test_a_wrong_figure_is_an_error_that_says_what_would_do(line: str, needed: str) -> None:
    use_language("en")
    (issue,) = wrong(line)
    assert (issue.code, issue.file, issue.sheet) == (
        "wrong-value",
        "salah.toml",
        f"savings.{line.split()[0]}",
    )
    assert needed in issue.needed


def test_unknown_assumptions_are_errors_with_the_nearest_spelling_and_all_are_told() -> None:
    use_language("en")
    first, second = wrong("rupiah_per_kw = 1500\nlitre_per_km = -1")
    assert (first.code, first.sheet) == ("wrong-value", "savings.litre_per_km")
    assert (second.code, second.sheet) == ("unknown-key", "savings.rupiah_per_kw")
    assert "“rupiah_per_kwh”" in second.needed


SHEET: tuple[tuple[str, str, str, object], ...] = (
    ("", "", "name", "lembar"),
    ("penghematan", "", "Rupiah per kWh", "1.650,25; 1700; 1750"),
    ("Penghematan", "Sumber", "rupiah_per_kwh", "Rekening listrik Oktober"),
    ("savings", "", "litre_per_km", "0,03"),
    ("savings", "", "share_that_drives", "50 %; 0,7; 85 %"),
    ("savings", "", "rupiah_per_litre", 10000.0),
    ("savings", "", "km_per_office_day", None),
)


def test_the_sheet_skenario_says_the_same() -> None:
    assert load(*SHEET).savings == {  # type: ignore[arg-type]
        "rupiah_per_kwh": Assumption(
            (Fraction("1650.25"), Fraction(1700), Fraction(1750)), "Rekening listrik Oktober"
        ),
        "litre_per_km": Assumption((Fraction("0.03"),) * 3),
        "rupiah_per_litre": Assumption((Fraction(10000),) * 3),
        "share_that_drives": Assumption((Fraction(1, 2), Fraction(7, 10), Fraction(17, 20))),
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("savings", "", "rupiah_per_kwh", "1.500"), "figure-ambiguous"),
        (("savings", "", "rupiah_per_kwh", "mahal"), "wrong-value"),
        (("savings", "sumber", "rupiah_per_kwh", "Rekening"), "wrong-value"),
        (("savings", "", "", 5.0), "sheet-field"),
        (("savings", "", "rupiah_per_kw", 5.0), "unknown-key"),
    ],
)
def test_what_is_wrong_in_the_sheet_is_told_once_with_its_cell(
    row: tuple[str, str, str, object], code: str
) -> None:
    given_rows: list[ScenarioRow] = rows(("", "", "name", "lembar"), row)  # type: ignore[arg-type]
    with pytest.raises(InputError) as caught:
        load(("", "", "name", "lembar"), row)  # type: ignore[arg-type]
    assert [(issue.code, issue.cell) for issue in caught.value.issues] == [(code, given_rows[1].ref.cell)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guides_example_is_a_scenario(language: str) -> None:
    guide = (Path(__file__).parent.parent / f"asnroster/guide/{language}.md").read_text("utf-8")
    (example,) = [text for text in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL) if "[savings]" in text]
    scenario = load_scenario_text(example, file="bkn-hemat.toml")
    assert [(name, [float(v) for v in one.values]) for name, one in scenario.savings.items()] == [
        ("kwh_per_office_day", [0.8, 1.2, 2.0]),
        ("kwh_per_building_day", [350.0, 350.0, 350.0]),
        ("rupiah_per_m3", [9000.0, 9000.0, 9000.0]),
        ("share_that_drives", [0.6, 0.75, 0.9]),
        ("allowance_per_office_day", [25000.0, 25000.0, 25000.0]),
    ]
    assert all(f"`{name}`" in guide for name in KINDS)


def test_showing_a_scenario_names_what_it_assumes_itself(tmp_path: Path) -> None:
    (tmp_path / "induk.toml").write_text(PARENT, "utf-8")
    shown = run_in_process("scenarios", "show", str(tmp_path / "induk.toml"), "--lang", "en")
    assert "Own assumptions on savings: rupiah_per_kwh, km_per_office_day, share_that_drives" in shown.stdout
    assert "Own assumptions" not in run_in_process("scenarios", "show", "bkn-3-2", "--lang", "en").stdout
