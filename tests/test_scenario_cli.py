"""``asnroster scenarios``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import asnroster.cli.scenarios
from asnroster.cli.app import app
from asnroster.scenario.find import scenario_names, scenario_text
from asnroster.scenario.load import load_scenario
from asnroster.words import use_language


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["scenarios", *arguments])


def test_the_list_is_one_plain_line_each_when_piped() -> None:
    use_language("en")
    lines = [line.split("\t") for line in run().stdout.splitlines()]
    assert lines[0] == ["Name", "Title", "Source", "In force", "Inherits from"]
    assert [line[0] for line in lines[1:]] == scenario_names()
    assert lines[1 + scenario_names().index("kota-bekasi-maret-2025")] == [
        "kota-bekasi-maret-2025",
        "Kota Bekasi: 50 % WFA before Lebaran 2025",
        "SE Kota Bekasi 800.1.5/1446/BKPSDM.PKA",
        "24 Mar 2025 to 27 Mar 2025",
        "hari-merata, layanan-langsung",
    ]


def test_the_list_is_a_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=300, color_system=None)
    monkeypatch.setattr(asnroster.cli.scenarios, "console", lambda: out)
    assert run().exit_code == 0
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "┃" in text
    assert all(name in text for name in scenario_names())


def test_no_name_is_cut_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Console(file=io.StringIO(), force_terminal=True, width=90, color_system=None)
    monkeypatch.setattr(asnroster.cli.scenarios, "console", lambda: out)
    assert run().exit_code == 0
    first = {line.split("│")[1].strip() for line in out.file.getvalue().splitlines() if "│" in line}  # type: ignore[attr-defined]
    assert set(scenario_names()) <= first


@pytest.mark.parametrize("name", scenario_names())
def test_show_tells_every_rule_and_parameter(name: str) -> None:
    use_language("en")
    result, scenario = run("show", name), load_scenario(name)
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == scenario.title
    assert lines[1:3] == [f"Name: {name}", f"Source: {scenario.source}"]
    assert scenario.description in lines
    for number, rule in enumerate(scenario.rules, start=1):
        place = lines.index(f"{number}. {rule.name}: {rule.title}")
        assert lines[place + 1 : place + 3] == [rule.full_sentence(), f"Source: {rule.instrument}"]
    assert sum(" = " in line for line in lines) == len(scenario.parameters)


def test_show_with_other_parameters() -> None:
    use_language("en")
    result = run("show", "bkn-3-2", "--set", "office_days=4", "--set", "home_days=1")
    assert "  office_days = 4" in result.stdout.splitlines()
    assert "     At least 4 office days a week per person [must]" in result.stdout.splitlines()
    assert "     At most 1 home day a week per person [must]" in result.stdout.splitlines()


def test_show_tells_dates_and_lineage() -> None:
    use_language("en")
    assert "Dates: 2024-04-16 - 2024-04-18" in run("show", "menpanrb-1-2024").stdout.splitlines()
    lines = run("show", "bkn-3-2").stdout.splitlines()
    assert "Inherits from: hari-merata, layanan-langsung" in lines
    assert "Word for home: WFA" in lines
    assert "Dates: none of its own: the next whole month, or --start and --end" in lines


def test_show_toml_prints_the_file_and_it_loads_again(tmp_path: Path) -> None:
    result = run("show", "kota-bekasi-maret-2025", "--toml")
    assert result.stdout == scenario_text("kota-bekasi-maret-2025")
    copy = tmp_path / "salinan.toml"
    copy.write_text(result.stdout, encoding="utf-8")
    assert load_scenario(str(copy)).rules == load_scenario("kota-bekasi-maret-2025").rules
    assert run("show", str(copy)).stdout.splitlines()[0] == "Kota Bekasi: 50 % WFA menjelang Lebaran 2025"


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["bkn-32"], "Did you mean “bkn-3-2”?"),
        (["bkn-32", "--toml"], "Did you mean “bkn-3-2”?"),
        (["bkn-3-2", "--set", "ofice_days=4"], "Did you mean “office_days”?"),
        (["bkn-3-2", "--set", "office_days=x"], "Write a whole number, e.g. 3."),
    ],
)
def test_bad_input_exits_2(arguments: list[str], needed: str) -> None:
    use_language("en")
    result = run("show", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert needed in result.stderr


def test_help() -> None:
    for arguments in ([], ["show"], ["check"]):
        result = run(*arguments, "--help")
        assert result.exit_code == 0
        assert "--help" in result.stdout
