"""``asnroster compare --sweep``: one scenario with one figure after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import summary
from tests.comparing import cells, compare, folder  # noqa: F401


def test_a_sweep_is_a_column_for_each_value(folder: Path) -> None:  # noqa: F811
    """Of the Dinas's four at most 0, 1, 2, 3, 4 are at home on Friday; at 75 % all wishes are met."""
    result = compare("--sweep", "home_share.at_most=0%:100%:25%", "--json", "sweep.json", scenarios="jumat")
    assert result.code == 0, result.stderr
    told = summary("sweep.json")["scenarios"]
    assert [column["value"] for column in told] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert [column["scenario"] for column in told][1] == "home_share.at_most = 25 %"
    assert [column["home_days"] for column in told] == [0, 1, 2, 3, 4]
    assert [column["wishes_met"] for column in told] == [0.4, 0.6, 0.8, 1.0, 0.8]
    assert {column["status"] for column in told} == {"optimal"}
    shown = cells(result.stdout)
    assert shown["home_share.at_most"] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert shown["Orang-hari WFH"] == ["0", "1 (+1)", "2 (+2)", "3 (+3)", "4 (+4)"]


def test_a_sweep_of_the_default_scenario(folder: Path) -> None:  # noqa: F811
    result = compare("--sweep", "office_days_per_week.at_least=3:4:1", "--json", "sweep.json", scenarios="")
    assert result.code == 0, result.stderr
    three, four = summary("sweep.json")["scenarios"]
    # RSUD stays. Two home days each of the Dinas's four; with one each the building for four would be too full.
    assert (three["value"], three["home_days"], three["status"]) == ("3", 8, "optimal")
    assert (four["value"], four["home_days"], four["status"]) == ("4", None, "infeasible")
    assert "office_days_per_week" in four["why"]


@pytest.mark.parametrize(
    ("scenarios", "sweep", "needed"),
    [
        ("jumat kantor", "home_share.at_most=0%:50%:25%", "satu skenario"),
        ("jumat", "home_shar.at_most=0%:50%:25%", "home_share"),
        ("jumat", "home_share.at_most", "ATURAN.ISIAN=DARI:SAMPAI:LANGKAH"),
    ],
)
def test_a_sweep_that_cannot_be(folder: Path, scenarios: str, sweep: str, needed: str) -> None:  # noqa: F811
    result = compare("--sweep", sweep, scenarios=scenarios)
    assert (result.code, result.stdout) == (2, "")
    assert needed in result.stderr


def test_a_parameter_is_swept_by_its_bare_name(folder: Path) -> None:  # noqa: F811
    result = compare("--sweep", "most=0%:50%:25%", "--json", "sweep.json", scenarios="jumat")
    assert result.code == 0, result.stderr
    told = summary("sweep.json")["scenarios"]
    assert [column["value"] for column in told] == ["0 %", "25 %", "50 %"]
    assert [column["home_days"] for column in told] == [0, 1, 2]
    assert cells(result.stdout)["most"] == ["0 %", "25 %", "50 %"]


def test_savings_are_swept_with_one_search(folder: Path) -> None:  # noqa: F811
    """3 kWh at 1,000, 1,250.5 and 1,501 rupiah, 420 of water and 8,520 of fuel."""
    sweep = ("--sweep", "savings.rupiah_per_kwh=1000:1501:250,5")
    result = compare(*sweep, "--json", "sweep.json", scenarios="jumat")
    assert result.code == 0, result.stderr
    told = summary("sweep.json")["scenarios"]
    assert [column["value"] for column in told] == ["1000", "1250.5", "1501"]
    assert [column["savings_rupiah"] for column in told] == [11940, 12692, 13443]
    assert [column["home_days"] for column in told] == [2, 2, 2]
    assert result.stderr.count("Menyusun ") == 1 and "asumsi yang lain" not in result.stderr
