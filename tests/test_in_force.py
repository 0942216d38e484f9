"""When a policy is in force: windows in scenarios, the days outside them, and runs that ask what if."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.calendar import Window
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building
from asnroster.engine.solve import Options, solve
from asnroster.errors import InputError
from asnroster.judge.audit import audit
from asnroster.judge.why import Causes
from asnroster.output.exceptions import exemptions
from asnroster.rules.kit.case import Case
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario import Scenario
from asnroster.scenario.horizon import choose_horizon
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.scenario.windows import lifted
from tests.build import person, problem, roster, unit
from tests.cli import run_in_process, summary
from tests.policies import broken

STAFF = Path(__file__).parent.parent / "data/staff.xlsx"
PUSH = '\n[[rules]]\nrule = "home_days_per_week"\nat_least = 5\nweight = 3\n'


def loaded(folder: Path, text: str, name: str = "uji") -> Scenario:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(str(path))


@pytest.mark.parametrize(
    ("written", "windows"),
    [
        ("[[2024-04-16, 2024-04-18]]", [Window(date(2024, 4, 16), date(2024, 4, 18))]),
        ("[2026-04-01]", [Window(date(2026, 4, 1))]),
        ("[[2026-04-01]]", [Window(date(2026, 4, 1))]),
        (
            "[[2026-03-16, 2026-03-17], [2026-03-25]]",
            [Window(date(2026, 3, 16), date(2026, 3, 17)), Window(date(2026, 3, 25))],
        ),
        ("[]", []),
    ],
)
def test_windows_as_they_are_written(tmp_path: Path, written: str, windows: list[Window]) -> None:
    scenario = loaded(tmp_path, f"in_force = {written}\n{PUSH}")
    assert scenario.in_force == tuple(windows)
    again = load_scenario_text(scenario.text, file="x")
    assert (again.in_force, again.text) == (scenario.in_force, scenario.text)


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        ("2026-04-01", "Tulis masa berlaku seperti"),
        ("[[2026-04-01, 2026-04-02, 2026-04-03]]", "Tulis masa berlaku seperti"),
        ("[[20260401]]", "Tulis masa berlaku seperti"),
        ("[[2026-04-02, 2026-04-01]]", "tanggal awal mendahului tanggal akhir"),
        ("[[2026-04-01], [2026-05-01, 2026-05-02]]", "berurutan dan tidak bertumpang tindih"),
        ("[[2026-04-01, 2026-04-05], [2026-04-05]]", "berurutan dan tidak bertumpang tindih"),
    ],
)
def test_windows_that_cannot_be(tmp_path: Path, written: str, needed: str) -> None:
    with pytest.raises(InputError, match=rf"in_force.*{needed}"):
        loaded(tmp_path, f"in_force = {written}\n{PUSH}")


def test_windows_are_inherited_unless_a_child_states_its_own(tmp_path: Path) -> None:
    loaded(tmp_path, f"in_force = [[2026-04-01]]\nlast_known = 2026-07-31\n{PUSH}", "induk")
    child = loaded(tmp_path, 'extends = "induk.toml"\n', "anak")
    assert (child.in_force, child.last_known) == ((Window(date(2026, 4, 1)),), date(2026, 7, 31))
    own = loaded(tmp_path, 'extends = "induk.toml"\nin_force = [[2026-05-01, 2026-05-31]]\n', "sendiri")
    assert (own.in_force, own.last_known) == ((Window(date(2026, 5, 1), date(2026, 5, 31)),), None)
    assert loaded(tmp_path, 'extends = "induk.toml"\nin_force = []\n', "selalu").in_force == ()


def test_outside_everybody_available_is_fixed_in_the_office_and_it_counts_in_most(tmp_path: Path) -> None:
    """A week in which only Wednesday is in force; by order one is at home on Monday, another on Thursday."""
    scenario = loaded(
        tmp_path, f'in_force = [[2025-12-03, 2025-12-03]]\n[[rules]]\nrule = "fixed_days"\n{PUSH}'
    )
    data = problem(3, pins=[(0, 0, HOME)], absent={(1, 1): "C"})
    case = Case(data, scenario.rules)
    assert case.fixed.modes.tolist() == [[HOME, 1, -1, 1, 1], [1, -1, -1, 1, 1], [1, 1, -1, 1, 1]]
    assert case.most.tolist() == [[2], [1], [1]]
    causes = Causes(case)
    assert causes.title(causes.of(2, 4)) == "Masa berlaku kebijakan: kebijakan tidak berlaku pada hari ini"
    found = audit(case, roster(data, "HOHOO", "O.HOO", "OOOOH"))
    assert broken(found, data) == [("masa berlaku", 2, date(2025, 12, 5), HOME, OFFICE)]


def test_mandatory_office_comes_after_it_and_both_keep_everybody(tmp_path: Path) -> None:
    mandatory = '[[rules]]\nrule = "mandatory_office"\nsectors = ["kesehatan"]\n'
    scenario = loaded(tmp_path, f"in_force = [[2025-12-03]]\n{mandatory}{PUSH}")
    data = problem([person(0)], units=[unit("RSUD", sector="kesehatan")])
    case = Case(data, scenario.rules)
    assert [case.rules[index].name for index in case.fixed.decider[0]] == [
        *["masa berlaku"] * 2, *["mandatory_office"] * 3
    ]  # fmt: skip


def test_a_building_too_small_outside_is_a_fact_and_stops_nothing(tmp_path: Path) -> None:
    scenario = loaded(tmp_path, f'in_force = [[2025-12-03]]\n[[rules]]\nrule = "building_capacity"\n{PUSH}')
    people = [person(n, building="A") for n in range(3)]
    case = Case(problem(people, buildings=(Building("A", 1),)), scenario.rules)
    solution = solve(case, Options(workers=1))
    assert solution.roster is not None
    assert (solution.roster.modes == HOME).sum(axis=0).tolist() == [0, 0, 3, 3, 3]
    assert audit(case, solution.roster).hard_violations == 0
    strict = Case(case.problem, (*scenario.rules[:1], *lifted(scenario).rules[1:]))
    everybody = audit(strict, roster(strict.problem, "OOOOO", "OOOOO", "OOOOO"))
    assert next(entry.amount for entry in everybody.rules) == 5 * 2


@pytest.mark.parametrize(
    ("windows", "asked", "expected"),
    [
        ((("2024-04-16", "2024-04-18"),), (None, None), ("2024-04-16", "2024-04-18")),
        (
            (("2026-03-16", "2026-03-17"), ("2026-03-25", "2026-03-27")),
            (None, None),
            ("2026-03-16", "2026-03-27"),
        ),
        ((("2024-04-16", "2024-04-18"),), ("2024-04-01", "2024-04-30"), ("2024-04-01", "2024-04-30")),
        ((("2024-04-16", "2024-04-18"),), ("2026-12-01", None), ("2026-12-01", "2026-12-31")),
        ((("2024-04-16", "2024-04-18"),), (None, "2024-04-10"), ("2024-04-01", "2024-04-10")),
        ((("2099-05-10", None),), (None, None), ("2099-05-10", "2099-05-31")),
    ],
)
def test_the_dates_of_a_run(
    windows: tuple[tuple[str, str | None], ...],
    asked: tuple[str | None, str | None],
    expected: tuple[str, str],
) -> None:
    start, end, *ends = (
        date.fromisoformat(day) if day else None
        for day in (*asked, *(day for window in windows for day in window))
    )
    found = tuple(Window(first, last) for first, last in zip(ends[::2], ends[1::2], strict=True) if first)
    scenario = Scenario("uji", "Uji", in_force=found)
    assert tuple(day.isoformat() for day in choose_horizon(scenario, start, end)) == expected


def test_menpanrb_1_2024_over_all_of_april_2024() -> None:
    asked = Request(STAFF, scenario="menpanrb-1-2024", start=date(2024, 4, 1), end=date(2024, 4, 30))
    prepared = prepare(asked)
    told = [issue.message for issue in prepared.notices if issue.code == "not-in-force"]
    assert told == [
        "“menpanrb-1-2024” berlaku 16 Apr 2024 s.d. 18 Apr 2024; pada hari lain dalam masa ini semua pegawai di kantor."
    ]
    report = solve_and_judge(prepared, Options(workers=1, gap=0.05)).report
    assert report is not None
    assert report.audit.hard_violations == 0
    # People put at home by order stay so.
    home = (report.roster.modes == HOME) & ~report.case.fixed_home
    assert [report.problem.horizon.dates[d].day for d in home.any(axis=0).nonzero()[0]] == [16, 17]
    lines = [line for line in exemptions(report) if line.kind == "not-in-force"]
    assert [(line.when, line.reason) for line in lines] == [
        ("1 Apr 2024 s.d. 13 Apr 2024, 19 Apr 2024 s.d. 30 Apr 2024", "kebijakan tidak berlaku pada hari ini")
    ]


CLOSED = 'name = "dulu"\ntitle = "Dulu"\nin_force = [[2025-01-06, 2025-01-10]]\n' + PUSH
WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")


def test_what_if_lifts_the_windows_and_every_output_says_so(folder: Path) -> None:
    (folder / "dulu.toml").write_text(CLOSED, encoding="utf-8")
    plain = run_in_process(
        "solve", "staff.xlsx", "-s", "dulu.toml", *WEEK, "-o", "a.csv", "--json", "run.json"
    )
    assert plain.code == 0
    assert "--what-if" in plain.stderr
    assert (summary()["in_force"], summary()["what_if"]) == ([["2025-01-06", "2025-01-10"]], False)
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        week = [row for row in csv.DictReader(file) if row["code"] in ("WFO", "WFH")]
    assert {(row["code"], row["reason"]) for row in week} == {
        ("WFO", "Masa berlaku kebijakan: kebijakan tidak berlaku pada hari ini")
    }
    asked = ("solve", "staff.xlsx", "-s", "dulu.toml", *WEEK, "--what-if", "--force")
    assert run_in_process(*asked, "-o", "a.csv", "--json", "run.json").code == 0
    assert summary()["what_if"] is True
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        week = [row for row in csv.DictReader(file) if row["code"] in ("WFO", "WFH")]
    assert {row["code"] for row in week} == {"WFH"}
    assert all(row["reason"].startswith("seandainya kebijakan berlaku: ") for row in week)
    shown = run_in_process(*asked, "-o", "a.xlsx")
    assert "Seandainya berlaku: Dulu" in " ".join(shown.stdout.split())
    # The roster keeps it: its audit asks the same question and breaks nothing.
    judged = run_in_process("audit", "a.xlsx", "--json", "audit.json")
    assert judged.code == 0
    assert run_in_process("report", "a.xlsx", "-o", "a.html").code == 0
    assert "Seandainya berlaku: Dulu" in (folder / "a.html").read_text("utf-8")


def test_audit_follows_the_windows_that_info_keeps(folder: Path) -> None:
    (folder / "dulu.toml").write_text(CLOSED, encoding="utf-8")
    assert (
        run_in_process("solve", "staff.xlsx", "-s", "dulu.toml", *WEEK, "--what-if", "-o", "a.csv").code == 0
    )
    judged = ("audit", "a.csv", "--staff", "staff.xlsx", "-s", "dulu.toml")
    assert run_in_process(*judged).code == 1
    assert run_in_process(*judged, "--what-if").code == 0


def test_compare_names_the_columns_that_are_not_in_force(folder: Path) -> None:
    (folder / "dulu.toml").write_text(CLOSED, encoding="utf-8")
    asked = ("compare", "staff.xlsx", "-s", "dulu.toml", "-s", "jumat.toml", *WEEK)
    told = run_in_process(*asked).stderr
    assert "“dulu” berlaku 6 Jan 2025 s.d. 10 Jan 2025" in told
    assert "--what-if" in told
    assert "“dulu” berlaku" not in run_in_process(*asked, "--what-if").stderr


def test_beyond_the_last_extension_known_a_run_says_so() -> None:
    july, august = ((date(2026, m, 1), date(2026, m, 31)) for m in (7, 8))
    for (start, end), told in ((july, []), (august, ["extension-unknown"])):
        prepared = prepare(Request(STAFF, scenario="jumat-wfh-2026", start=start, end=end))
        assert [issue.code for issue in prepared.notices if issue.code == "extension-unknown"] == told


def test_the_sheet_takes_windows_too(folder: Path) -> None:
    from tests.cli import SHEETS
    from tests.intake_books import write_xlsx

    rows: list[list[Any]] = [["Aturan", "Nama", "Isian", "Nilai"], ["", "", "in_force", "6-1-2025 s.d. 10-1-2025; 2026-12-10"],
            ["home_days_per_week", "", "at_least", 5], ["home_days_per_week", "", "weight", 1]]  # fmt: skip
    write_xlsx(folder / "s.xlsx", {**SHEETS, "Skenario": rows})
    assert run_in_process("solve", "s.xlsx", *WEEK, "-o", "a.csv", "--json", "run.json").code == 0
    assert summary()["in_force"] == [["2025-01-06", "2025-01-10"], ["2026-12-10", None]]
