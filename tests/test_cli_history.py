"""``--history`` as its user meets it: month after month, told in the workbook, wrong files refused."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from asnroster.intake.rosters.previous import read_past
from asnroster.words import use_language
from tests.cli import NAMES, codes, run_in_process, summary
from tests.intake_books import write_xlsx

MONTHS = (("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30"))
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")
# One of five at home on each day: 22, 22 and 21 home days, 13 for each in all. Ani wishes for every day, so that
# what one month cannot share out evenly is hers each time where nobody remembers.
ONE_OF_FIVE = """
name = "satu"
[[rules]]
rule = "home_share"
at_most = "20 %"
[[rules]]
rule = "home_share"
name = "push"
at_least = "20 %"
weight = 1000
[[rules]]
rule = "fair_home_days"
weight = 100
[[rules]]
rule = "preferences"
weight = 1
"""


@pytest.fixture
def five(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A unit of five people, and the scenario ``satu.toml``, in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    ani = next(iter(NAMES))
    write_xlsx(
        tmp_path / "staff.xlsx",
        {
            "Pegawai": [["NIP", "Nama", "Unit"], *([nip, name, "Dinas A"] for nip, name in NAMES.items())],
            "Preferensi": [["NIP", "Hari", "Pilihan", "Bobot"], *([ani, day, "WFH", 5] for day in WEEKDAYS)],
        },
    )
    (tmp_path / "satu.toml").write_text(ONE_OF_FIVE, encoding="utf-8")
    return tmp_path


def chain(*, remember: bool) -> Counter[str]:
    """Home days of each person over three months, each solved with or without the rosters before it."""
    home: Counter[str] = Counter()
    history: list[str] = []
    for number, (start, end) in enumerate(MONTHS):
        file = f"{'with' if remember else 'without'}-{number}.csv"
        solved = run_in_process(
            "solve", "staff.xlsx", "-s", "satu.toml", "--start", start, "--end", end, "-o", file, "--gap", "0%", *history
        )  # fmt: skip
        assert solved.code == 0, solved.stderr
        home.update(nip for (nip, _date), code in codes(file).items() if code == "WFH")
        if remember:
            history += ["--history", file]
    return home


def test_fairness_over_three_months(five: Path) -> None:
    with_history, without = chain(remember=True), chain(remember=False)
    assert sum(with_history.values()) == sum(without.values()) == 65
    assert set(with_history.values()) == {13}
    assert max(without.values()) == without[next(iter(NAMES))] == 15


def test_october_begins_on_a_thursday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut to two days, the first week allows no home day, and the buildings are too small; September mends it."""
    monkeypatch.chdir(tmp_path)
    run_in_process("sample", "--people", "60", "--seed", "7", "--start", "2026-09-01", "-o", "staff.xlsx")
    use_language("en")
    october = ("solve", "staff.xlsx", "--start", "2026-10-01", "-o", "october.xlsx", "--json", "october.json")
    alone = run_in_process(*october)
    assert alone.code == 3
    assert "Capacity of buildings: " in alone.stderr and "Limit of WFA days a week: " in alone.stderr
    assert summary("october.json")["status"] == "infeasible"
    near = ("--gap", "20%")  # any roster that keeps the rules will do
    assert (
        run_in_process("solve", "staff.xlsx", "--start", "2026-09-01", "-o", "september.xlsx", *near).code
        == 0
    )
    recap = openpyxl.load_workbook("september.xlsx")["Rekap Pegawai"].iter_rows(values_only=True)
    head = next(row for row in recap if "NIP" in row)
    written = {row[head.index("NIP")]: row[head.index("Maks WFA")] for row in recap if row[head.index("NIP")]}
    assert read_past([Path("september.xlsx")])[0].most == written
    assert len(written) == 60 and max(written.values()) >= 8
    after = run_in_process(*october, "--history", "september.xlsx", *near)
    assert after.code == 0, after.stderr
    judge = ("audit", "october.xlsx", "--staff", "staff.xlsx")
    assert run_in_process(*judge, "--history", "september.xlsx").code == 0
    assert run_in_process(*judge).code == 0, "the roster names September, which lies beside it"
    Path("september.xlsx").rename("elsewhere.xlsx")
    cut = run_in_process(*judge)
    assert cut.code == 1, "judged without September the week is cut"
    assert "made with the earlier roster september.xlsx" in cut.stderr
    Path("elsewhere.xlsx").rename("september.xlsx")
    told = [
        [cell.value for cell in row] for row in openpyxl.load_workbook("october.xlsx")["Info"].iter_rows()
    ]
    sha = hashlib.sha256(Path("september.xlsx").read_bytes()).hexdigest()
    assert ["september.xlsx", f"SHA-256 {sha} (--history)"] in [row[:2] for row in told]
    assert ["Known from", "1 September 2026"] in [row[:2] for row in told]
    assert ["People with history", 60] in [row[:2] for row in told]


def test_a_roster_edited_by_hand_is_history_as_it_stands(five: Path) -> None:
    """Somebody puts Ani at home on Monday to Wednesday before a Thursday: she has had enough for the week."""
    use_language("en")
    scenario = 'name = "dua"\n[[rules]]\nrule = "home_days_per_week"\nat_most = 2\n'
    push = '[[rules]]\nrule = "home_days_per_week"\nname = "push"\nat_least = 2\nweight = 1\n'
    (five / "dua.toml").write_text(scenario + push, encoding="utf-8")
    solve = ("solve", "staff.xlsx", "-s", "dua.toml")
    assert (
        run_in_process(*solve, "--start", "2026-09-28", "--end", "2026-09-30", "-o", "before.xlsx").code == 0
    )
    book = openpyxl.load_workbook("before.xlsx")
    sheet = book["Jadwal"]
    row = next(cells for cells in sheet.iter_rows() if next(iter(NAMES)) in [cell.value for cell in cells])
    edited = [cell for cell in row if cell.value in ("WFO", "WFH")]
    assert len(edited) == 3
    for cell in edited:
        cell.value = "WFH"
    book.save("edited.xlsx")
    thursday = (*solve, "--start", "2026-10-01", "--end", "2026-10-02", "-o", "after.csv")
    assert run_in_process(*thursday, "--history", "before.xlsx").code == 0
    home = Counter(nip for (nip, _date), code in codes("after.csv").items() if code == "WFH")
    assert list(home.values()) == [1] * 5, "each had floor(2 * 3 / 5) = 1 of the three days before"
    assert run_in_process(*thursday, "--history", "edited.xlsx").code == 0
    home = Counter(nip for (nip, _date), code in codes("after.csv").items() if code == "WFH")
    assert [home[nip] for nip in NAMES] == [0, 1, 1, 1, 1]


def test_compare_reads_history_once_for_all(five: Path) -> None:
    use_language("en")
    assert (
        run_in_process(
            "solve", "staff.xlsx", "-s", "satu.toml", "--start", "2026-09-01", "-o", "sep.csv"
        ).code
        == 0
    )
    found = run_in_process(
        "compare", "staff.xlsx", "-s", "satu.toml", "-s", "baseline-wfo", "--start", "2026-10-01", "--history", "sep.csv"
    )  # fmt: skip
    assert found.code == 0, found.stderr
    assert "it is estimated how many home days were possible" not in found.stderr, "the csv tells it"


def test_what_cannot_be_history_is_told_with_all_else(five: Path) -> None:
    use_language("en")
    (five / "broken.xlsx").write_bytes(b"no workbook")
    write_xlsx(five / "bad.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["1234567890123", "Ani", "Dinas A"]]})
    files = ("--history", "broken.xlsx", "--history", "absent.xlsx")
    for command in (("solve", "bad.xlsx"), ("compare", "staff.xlsx", "-s", "satu.toml")):
        found = run_in_process(*command, *files)
        assert found.code == 2
        assert "broken.xlsx" in found.stderr and "absent.xlsx" in found.stderr
        assert ("B2" in found.stderr or "A2" in found.stderr) == (command[1] == "bad.xlsx")
    solved = run_in_process(
        "solve", "staff.xlsx", "-s", "satu.toml", "--start", "2026-10-01", "-o", "oct.csv"
    )
    assert solved.code == 0
    late = run_in_process(
        "solve", "staff.xlsx", "-s", "satu.toml", "--start", "2026-10-01", "--history", "oct.csv"
    )
    assert late.code == 2
    assert "has no day before 2026-10-01" in late.stderr
    taken = run_in_process("solve", "staff.xlsx", "--history", "oct.csv", "-o", "oct.csv")
    assert taken.code == 2
    assert "never overwritten" in taken.stderr


def test_a_csv_history_judges_as_a_workbook_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody left, somebody is new: the most home days of each stand in the csv, or are computed where they do not."""
    monkeypatch.chdir(tmp_path)
    nips = [f"19800101200501{n:04}" for n in range(1, 7)]
    rows = [["NIP", "Nama", "OPD", "Unit"], *([nip, f"Nama {nip[-1]}", "Dinas", "Dinas"] for nip in nips)]
    write_xlsx(tmp_path / "before.xlsx", {"Pegawai": rows[:-1]})
    write_xlsx(tmp_path / "now.xlsx", {"Pegawai": [rows[0], *rows[2:]]})
    (tmp_path / "fair.toml").write_text(
        'name = "fair"\n[[rules]]\nrule = "home_share"\nat_most = "40 %"\nper = "agency"\n'
        '[[rules]]\nrule = "fair_home_days"\n[[rules]]\nrule = "home_days_per_week"\nat_least = 5\nweight = 10\n',
        encoding="utf-8",
    )
    shown = {}
    for end in ("csv", "xlsx"):
        past = f"past.{end}"
        first = run_in_process(
            "solve",
            "before.xlsx",
            "--scenario",
            "fair.toml",
            "--start",
            "2026-11-02",
            "--end",
            "2026-11-13",
            "-o",
            past,
        )
        assert first.code == 0, first.stderr
        shown[end] = _after(past, end)
    lines = (tmp_path / "past.csv").read_text("utf-8").splitlines()
    assert lines[0].endswith(",reason,most")
    (tmp_path / "old.csv").write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    assert shown["csv"] == shown["xlsx"] == _after("old.csv", "old")


def _after(past: str, name: str) -> str:
    out = f"next-{name}.csv"
    words = ("solve", "now.xlsx", "--scenario", "fair.toml", "--start", "2026-11-16", "--end", "2026-11-27")
    found = run_in_process(*words, "--history", past, "-o", out)
    assert found.code == 0, found.stderr
    return Path(out).read_text("utf-8")
