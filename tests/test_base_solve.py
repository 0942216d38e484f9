"""A roster that is out already: somebody falls ill, and as little as possible changes for the others."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from asnroster.restore import restored_request
from asnroster.run import Request, prepare
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.near import CHANGE_WEIGHT, keeps_base, near_base
from asnroster.scenario.written import with_savings
from tests.cli import run_in_process
from tests.intake_books import write_xlsx

SICK = "198004132005012004"
FROM_THE_16TH = ["--start", "2026-12-16", "--end", "2026-12-31"]
KEEPING = 'name = "tetap"\nextends = "bkn-3-2"\n[[rules]]\nrule = "minimal_change"\nweight = 400\n'  # as with --base: keeping near comes before a home day or a fairer share


def staff(path: Path, *, ill: bool) -> Path:
    """Eight people of one agency, one of whom is ill from 16 to 22 December 2026."""
    people = [
        [f"1980{n:02}{n + 9:02}20050110{n:02}", f"Pegawai {n}", f"Bidang {n % 2}", "Dinas Uji"]
        for n in range(1, 9)
    ]
    people[3][0] = SICK
    absent = [[SICK, date(2026, 12, 16), date(2026, 12, 22), "S"]] if ill else []
    units = [["Unit", "OPD", "Sektor"], ["Dinas Uji", "Dinas Uji", "administrasi"]]
    return write_xlsx(path, {
        "Pegawai": [["NIP", "Nama", "Unit", "OPD"], *people],
        "Unit": [*units, *([name, "Dinas Uji", ""] for name in ("Bidang 0", "Bidang 1"))],
        "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], *absent],
    })  # fmt: skip


def cells(path: Path) -> dict[tuple[str, date], str]:
    """Code by NIP and date."""
    with path.open(encoding="utf-8") as file:
        return {
            (row["nip"], datetime.strptime(row["date"], "%Y-%m-%d").date()): row["code"]
            for row in csv.DictReader(file)
        }


@pytest.fixture
def out_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, date], str]:
    """December's roster, made before anybody was ill, and the staff as it is now."""
    monkeypatch.chdir(tmp_path)
    staff(tmp_path / "staff.xlsx", ill=False)
    made = run_in_process("solve", "staff.xlsx", "--start", "2026-12-01", "-o", "desember.csv")
    assert made.code == 0, made.stderr
    staff(tmp_path / "staff.xlsx", ill=True)
    return cells(tmp_path / "desember.csv")


@pytest.mark.parametrize("given", ["base", "history"])
def test_only_the_days_of_who_fell_ill_change(out_already: dict[tuple[str, date], str], given: str) -> None:
    more = ["--base", "desember.csv"]
    if given == "history":
        Path("tetap.toml").write_text(KEEPING, "utf-8")
        more = ["--scenario", "tetap.toml", "--history", "desember.csv"]
    done = run_in_process("solve", "staff.xlsx", *FROM_THE_16TH, *more, "-o", "baru.csv")
    assert done.code == 0, done.stderr
    now = cells(Path("baru.csv"))
    assert min(day for _nip, day in now) == date(2026, 12, 16)
    changed = {key for key, code in now.items() if out_already[key] != code}
    assert sum(nip != SICK for nip, _day in changed) <= 2  # a cell or two of others at most
    assert [now[SICK, date(2026, 12, day)] for day in (16, 17, 18, 21, 22)] == ["S"] * 5


def test_a_scenario_keeps_near_by_a_wish_of_its_text() -> None:
    plain = load_scenario("bkn-3-2")
    near = near_base(plain)
    assert not keeps_base(plain) and keeps_base(near) and near_base(near) is near
    assert near.text.endswith("weight = 400\n# --- akhir skenario ---\n")
    again = load_scenario_text(with_savings(near, {}).text, file="roster.xlsx")
    assert [rule.name for rule in again.rules] == [rule.name for rule in near.rules]
    assert (again.rules[-1].key, again.rules[-1].weight) == ("minimal_change", CHANGE_WEIGHT)


def test_a_roster_in_force_is_history_up_to_the_start(out_already: dict[tuple[str, date], str]) -> None:
    request = Request(
        Path("staff.xlsx"), start=date(2026, 12, 16), end=date(2026, 12, 31), base=Path("desember.csv"),
        keep_near=True,
    )  # fmt: skip
    problem = prepare(request).case.problem
    assert problem.history is not None and problem.base is not None
    assert problem.history.dates[-1] == date(2026, 12, 15)
    whole = prepare(
        Request(Path("staff.xlsx"), start=date(2026, 12, 1), end=date(2026, 12, 31), base=Path("desember.csv"),
                keep_near=True)
    )  # fmt: skip
    assert whole.case.problem.history is None and whole.case.problem.base is not None


def test_an_audit_holds_a_roster_against_the_one_that_it_was_made_near_to(
    out_already: dict[tuple[str, date], str],
) -> None:
    made = run_in_process("solve", "staff.xlsx", *FROM_THE_16TH, "--base", "desember.csv", "-o", "baru.xlsx", "--json", "run.json")  # fmt: skip
    assert made.code == 0, made.stderr
    request, notices = restored_request(Path("baru.xlsx"))
    assert (request.base, request.history, notices) == (Path("desember.csv"), (Path("desember.csv"),), [])
    assert judged("audit", "baru.xlsx") == cost("run.json")
    assert judged("audit", "baru.xlsx", "-o", "dinilai.xlsx") == cost("run.json")
    assert judged("audit", "dinilai.xlsx") == cost("run.json")
    compared = run_in_process("compare", "staff.xlsx", "-s", "baru.xlsx", "--json", "-")
    assert compared.code == 0, compared.stderr
    assert json.loads(compared.stdout)["scenarios"][0]["cost"] == cost("run.json")
    Path("desember.csv").rename("lama.csv")
    alone = run_in_process("audit", "baru.xlsx")
    assert alone.stderr.splitlines()[1] == (
        "baru.xlsx: baru.xlsx disusun agar dekat dengan jadwal desember.csv, yang tidak ada di sebelahnya maupun di folder"
        " saat ini: perubahan terhadapnya tidak dihitung. Letakkan di sana, atau sebutkan dengan --base."
    )
    assert judged("audit", "baru.xlsx", "--base", "lama.csv", "--history", "lama.csv") == cost("run.json")
    told = run_in_process("explain", "baru.xlsx", "--base", "lama.csv", "--history", "lama.csv", "-p", SICK)
    assert (told.code, "desember.csv" in told.stderr) == (0, False)


def test_a_roster_in_force_that_was_given_as_history_comes_back_too(
    out_already: dict[tuple[str, date], str],
) -> None:
    Path("tetap.toml").write_text(KEEPING, "utf-8")
    whole = [
        "--start",
        "2026-12-01",
        "--end",
        "2026-12-31",
        "--scenario",
        "tetap.toml",
        "--history",
        "desember.csv",
    ]
    assert run_in_process("solve", "staff.xlsx", *whole, "-o", "baru.xlsx", "--json", "run.json").code == 0
    request, notices = restored_request(Path("baru.xlsx"))
    assert (request.base, request.history, notices) == (Path("desember.csv"), (), [])
    assert judged("audit", "baru.xlsx") == cost("run.json")


def cost(path: str) -> int:
    """What a run's ``--json`` says it costs."""
    found: int = json.loads(Path(path).read_text("utf-8"))["cost"]
    return found


def judged(*words: str) -> int:
    """The cost of an audit that finds nothing broken."""
    done = run_in_process(*words, "--json", "audit.json", "--force")
    assert done.code == 0, done.stderr
    return cost("audit.json")
