"""``asnroster compare``: savings of all columns rest on the same assumptions, or a notice says that they do not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from asnroster.scenario import Scenario
from asnroster.scenario.alike import alike_in_savings
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.savings import Assumption
from asnroster.words import use_language
from tests.cli import FRIDAYS, summary
from tests.comparing import compare, folder, solved  # noqa: F401

SAVINGS = "[savings]\nrupiah_per_kwh = 1000\nshare_that_drives = '50 %'\n"
# Two home days save 3 kWh, 0.06 m³ at 7,000 and 2 x 0.5 x 20 km x 0.03 litres at 10,000.
AT_A_THOUSAND = 3 * 1000 + 420 + 6000
AS_USUAL = 14039


def test_who_gives_none_takes_those_of_the_first_who_does(folder: Path) -> None:  # noqa: F811
    solved("jadwal.xlsx")
    Path("hemat.toml").write_text(FRIDAYS.replace('"jumat"', '"hemat"') + SAVINGS, "utf-8")
    result = compare("-s", "hemat.toml", "-s", "jadwal.xlsx", "--json", "compare.json", scenarios="jumat")
    assert result.code == 0, result.stderr
    told = summary("compare.json")["scenarios"]
    assert [column["savings_rupiah"] for column in told] == [AT_A_THOUSAND] * 3
    assert [line for line in result.stderr.splitlines() if "savings" in line] == [
        "Tidak ada [savings] pada jumat, jadwal.xlsx: asumsi hemat berlaku juga di sana."
    ]


def test_where_nobody_gives_any_the_usual_ones_hold_and_nothing_is_said(folder: Path) -> None:  # noqa: F811
    result = compare("--json", "compare.json")
    assert [column["savings_rupiah"] for column in summary("compare.json")["scenarios"]] == [0, AS_USUAL]
    assert "asumsi" not in result.stderr


def test_other_assumptions_of_their_own_are_told(folder: Path) -> None:  # noqa: F811
    Path("hemat.toml").write_text(FRIDAYS.replace('"jumat"', '"hemat"') + SAVINGS, "utf-8")
    dear = SAVINGS.replace("1000", "2000").replace("50 %", "0.5")
    Path("mahal.toml").write_text(FRIDAYS.replace('"jumat"', '"mahal"') + dear, "utf-8")
    result = compare("--json", "compare.json", scenarios="hemat mahal jumat")
    told = summary("compare.json")["scenarios"]
    assert [column["savings_rupiah"] for column in told] == [
        AT_A_THOUSAND,
        AT_A_THOUSAND + 3000,
        AT_A_THOUSAND,
    ]
    assert [line for line in result.stderr.splitlines() if "asumsi" in line] == [
        "Tidak ada [savings] pada jumat: asumsi hemat berlaku juga di sana.",
        "Penghematan mahal didasarkan pada asumsi yang lain dari hemat (rupiah_per_kwh). Agar hanya jadwalnya yang"
        " dibandingkan, berikan angka yang sama kepada semua: --set savings.KUNCI=NILAI.",
    ]


def test_what_is_set_holds_in_all_columns_and_is_nobodys_own(folder: Path) -> None:  # noqa: F811
    """Rosters already made too; who gives none still takes the rest of those of the first who does."""
    solved("jadwal.xlsx")
    Path("hemat.toml").write_text(FRIDAYS.replace('"jumat"', '"hemat"') + SAVINGS, "utf-8")
    more = ("-s", "jadwal.xlsx", "--set", "savings.rupiah_per_kwh=3000", "--json", "compare.json")
    told = compare(*more, scenarios="jumat hemat")
    assert told.code == 0, told.stderr
    columns = summary("compare.json")["scenarios"]
    assert [column["savings_rupiah"] for column in columns] == [AT_A_THOUSAND + 6000] * 3
    compare(*more, scenarios="jumat")
    columns = summary("compare.json")["scenarios"]
    # 3 x 3,000 + 420 and the usual 8,520 of fuel.
    assert [column["savings_rupiah"] for column in columns] == [17940] * 2


def test_what_is_taken_stands_in_the_text() -> None:
    use_language("en")
    giver = load_scenario_text('name = "a"\n' + SAVINGS, file="a.toml")
    (taker, same), (notice,) = alike_in_savings([("b", load_scenario("bkn-3-2")), ("a", giver)], ())
    assert same == giver
    assert taker.savings == giver.savings
    assert taker.savings["rupiah_per_kwh"] == Assumption((Fraction(1000),) * 3)
    again = load_scenario_text(taker.text, file="b.toml")
    assert (again.savings, again.rules, again.text) == (taker.savings, taker.rules, taker.text)
    assert (notice.code, notice.message) == (
        "savings-taken",
        "No [savings] in b: the assumptions of a hold there too.",
    )
    assert alike_in_savings([("x", Scenario("x", "x"))], ()) == ([Scenario("x", "x")], [])
