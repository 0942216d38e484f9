"""``--set savings.KEY``: before every scenario's own figure, told as what it is, wrong ones all at once."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from asnroster.errors import InputError
from asnroster.intake.rosters.provenance import read_provenance
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.savings import BY_SET, Assumption
from asnroster.words import use_language
from tests.cli import WEEK, little_office, run_in_process, summary
from tests.test_scenario_savings import CHILD, PARENT
from tests.test_scenario_sheet import load

OWN = {
    "savings.rupiah_per_kwh": "1500,5: 1600 :1700.25",
    "savings.share_that_drives": "1/3:50%:0.8",
    "savings.litre_per_km": "0,03",
}


def test_what_is_set_comes_before_the_files_and_stands_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "induk.toml").write_text(PARENT, "utf-8")
    (tmp_path / "anak.toml").write_text(CHILD, "utf-8")
    use_language("en")
    scenario = load_scenario(str(tmp_path / "anak.toml"), parameters=OWN)
    assert scenario.savings == {
        "rupiah_per_kwh": Assumption((Fraction("1500.5"), Fraction(1600), Fraction("1700.25")), BY_SET),
        "rupiah_per_m3": Assumption((Fraction(5000), Fraction(6000), Fraction(7000)), 'Tarif "PDAM"'),
        "km_per_office_day": Assumption((Fraction(5), Fraction("7.5"), Fraction(10))),
        "litre_per_km": Assumption((Fraction("0.03"),) * 3, BY_SET),
        "share_that_drives": Assumption((Fraction(1, 3), Fraction(1, 2), Fraction(4, 5)), BY_SET),
    }
    assert scenario.text.partition("[savings]")[2].splitlines()[1:6] == [
        'rupiah_per_kwh = { value = [1500.5, 1600, 1700.25], source = "Given by --set." }',
        'rupiah_per_m3 = { value = [5000, 6000, 7000], source = "Tarif \\"PDAM\\"" }',
        "km_per_office_day = [5, 7.5, 10]",
        'litre_per_km = { value = 0.03, source = "Given by --set." }',
        'share_that_drives = { value = ["1/3", "50 %", "80 %"], source = "Given by --set." }',
    ]
    again = load_scenario_text(scenario.text, file="roster.xlsx")
    use_language("id")
    assert str(again.savings["litre_per_km"].source) == "Diberikan dengan --set."
    assert again.savings == scenario.savings, "read again it is told in the reader's language"


def test_what_is_set_comes_before_the_sheet_skenario() -> None:
    sheet = ("", "", "name", "lembar"), ("penghematan", "", "rupiah_per_kwh", "1600")
    assert load(*sheet, **{"savings.rupiah_per_kwh": "1500"}).savings == {  # type: ignore[arg-type]
        "rupiah_per_kwh": Assumption((Fraction(1500),) * 3, BY_SET)
    }


def test_everything_wrong_is_told_at_once_as_the_file_would() -> None:
    use_language("en")
    wrong = {
        "savings.rupiah_per_kw": "1500", "savings.share_that_drives": "170%", "savings.litre_per_km": "3:2:1",
        "savings.rupiah_per_m3": "1.500", "savings.km_per_office_day": "1:2", "savings.rupiah_per_kwh": "-1",
        "rupiah_per_litre": "3", "ofice_days": "2",
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        load_scenario("bkn-3-2", parameters=wrong)
    assert [issue.line() for issue in caught.value.issues] == [
        "--set: “savings.rupiah_per_kw” is not a key of a scenario. Did you mean “savings.rupiah_per_kwh”?",
        "--set: “170%” does not fit “savings.share_that_drives”. Write shares, e.g. “70 %” or "
        "[“50 %”, “70 %”, “85 %”], none above 100 %.",
        "--set: “3:2:1” does not fit “savings.litre_per_km”. Write the three figures from the lowest to the highest.",
        "--set: “1.500” can be read in two ways. Write figures without a point between thousands: 1500 or 1,5.",
        "--set: “1:2” does not fit “savings.km_per_office_day”. Write one figure, or three: [low, middle, high].",
        "--set: “-1” does not fit “savings.rupiah_per_kwh”. Write figures of 0 or more, e.g. 1699.53 or [1500, 1700, 1900].",
        "--set: No rule uses a parameter “rupiah_per_litre”. Did you mean “savings.rupiah_per_litre”?",
        "--set: No rule uses a parameter “ofice_days”. Did you mean “office_days”?",
    ]


def rupiah_saved(path: str) -> float:
    """All that is saved, as the run's summary tells it."""
    (line,) = [line for line in summary(path)["savings"]["lines"] if line["key"] == "rupiah"]
    found: float = line["middle"]
    return found


def test_a_roster_is_solved_and_audited_with_what_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two home days: 3 kWh x 1,000 + 0.06 m³ x 7,000 + 2 x 0.5 x 20 km x 0.03 x 10,000 = 9,420 rupiah."""
    little_office(tmp_path, monkeypatch)
    given = ("--set", "savings.rupiah_per_kwh=1000", "--set", "savings.share_that_drives=50%")
    made = run_in_process(
        "solve", "staff.xlsx", "-s", "jumat.toml", *WEEK, *given, "-o", "r.xlsx", "--json", "run.json"
    )
    assert made.code == 0, made.stderr
    assert rupiah_saved("run.json") == 9420
    text = read_provenance(Path("r.xlsx")).scenario
    assert 'rupiah_per_kwh = { value = 1000, source = "Diberikan dengan --set." }' in text
    for more, rupiah in (((), 9420), (("--set", "savings.rupiah_per_kwh=2000"), 12420)):
        judged = run_in_process("audit", "r.xlsx", *more, "--json", "audit.json")
        assert judged.code == 0, judged.stderr
        assert rupiah_saved("audit.json") == rupiah
