"""One run, several policies: units whose column Skenario names one follow it, all others the run's own scenario."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest

from asnroster.domain.modes import HOME
from asnroster.engine.solve import Options
from asnroster.errors import InputError
from asnroster.intake.passes import read_tables
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.load import load_scenario_text
from tests.cli import run_in_process, summary
from tests.intake_books import write_xlsx
from tests.several_policies import DATES, FRIDAYS, NAMES, WEEK, home_dates, office


def test_the_whole_way_and_the_audit_of_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path, "jumat.toml")
    asked = ("solve", "staff.xlsx", "-s", "kota.toml", *WEEK, "--gap", "0")
    made = run_in_process(*asked, "-o", "a.xlsx", "--json", "run.json")
    assert made.code == 0
    # The title names the run's own policy: that there is another is told below it, on the page and on paper.
    assert made.stdout.splitlines()[2] == "1 kebijakan lain untuk unit tertentu (sheet Info)"
    titles = [str(cell.value) for cell in openpyxl.load_workbook("a.xlsx")["Jadwal"]["B"][:3]]
    assert titles[1].endswith(" · 1 kebijakan lain untuk unit tertentu (sheet Info)")
    assert "Dinas A mengikuti “jumat” (kolom Skenario)" in made.stderr
    assert summary()["policies"] == [{"policy": "jumat", "units": ["Dinas A"]}]
    assert run_in_process(*asked, "-o", "a.csv").code == 0
    found = home_dates(tmp_path / "a.csv")
    assert [found[nip] for nip in NAMES[:3]] == [[], ["2026-12-11"], ["2026-12-11"]]
    # Whoever leads alone is there all week.
    assert [len(found[nip]) for nip in NAMES[3:]] == [0, 2, 2]
    judged = run_in_process(
        "audit", "a.csv", "--staff", "staff.xlsx", "-s", "kota.toml", "--json", "audit.json"
    )
    assert (judged.code, summary("audit.json")["cost"]) == (0, 120)
    # The workbook holds the policies in full: its files may go, and the column keeps its meaning.
    (tmp_path / "jumat.toml").unlink()
    (tmp_path / "kota.toml").unlink()
    judged = run_in_process("audit", "a.xlsx", "--json", "audit.json")
    assert (judged.code, summary("audit.json")["cost"]) == (0, 120)
    assert [entry["name"] for entry in summary("audit.json")["rules"]][-2:] == [
        "jumat: office_weekdays", "jumat: home_weekdays",
    ]  # fmt: skip
    assert run_in_process("report", "a.xlsx", "-o", "a.html").code == 0
    told = run_in_process("explain", "a.xlsx", "--person", NAMES[1], "--date", "2026-12-10")
    assert told.code == 0 and "Hari wajib di kantor (jumat)" in told.stdout


def test_a_changed_cell_breaks_the_rule_of_its_own_policy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    assert run_in_process("solve", "staff.xlsx", "-s", "kota.toml", *WEEK, "-o", "a.csv").code == 0
    text = (tmp_path / "a.csv").read_text("utf-8")
    changed = re.sub(rf"({NAMES[1]},.*,2026-12-08,)WFO", r"\1WFA", text)
    assert changed != text
    (tmp_path / "a.csv").write_text(changed, encoding="utf-8")
    judged = run_in_process("audit", "a.csv", "--staff", "staff.xlsx", "-s", "kota.toml")
    assert judged.code == 1
    assert "(jumat)" in judged.stdout


def test_set_goes_to_the_runs_own_scenario_and_home_has_one_word(tmp_path: Path) -> None:
    staff = office(tmp_path)
    asked = Request(staff, scenario=str(tmp_path / "kota.toml"), parameters={"hari": "1"}, **DATES)  # type: ignore[arg-type]
    prepared = prepare(asked)
    report = solve_and_judge(prepared, Options(workers=1, gap=0.0)).report
    assert report is not None
    assert (report.roster.modes == HOME).sum(axis=1).tolist() == [0, 1, 1, 0, 1, 1]
    assert prepared.scenario.home_code == "WFA"
    assert prepared.scenario.parameters == {"hari": 1}


def test_the_column_goes_before_the_scenario_even_where_it_is_the_same(tmp_path: Path) -> None:
    staff = office(tmp_path, "kota.toml")
    asked = Request(staff, scenario=str(tmp_path / "kota.toml"), parameters={"hari": "1"}, **DATES)  # type: ignore[arg-type]
    report = solve_and_judge(prepare(asked), Options(workers=1, gap=0.0)).report
    assert report is not None
    assert (report.roster.modes == HOME).sum(axis=1).tolist() == [0, 2, 2, 0, 1, 1]


def test_a_policy_unknown_is_told_by_cell_with_the_nearest_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path, "jabar-188-206")
    for asked in (("check", "staff.xlsx"), ("solve", "staff.xlsx", *WEEK, "-o", "a.xlsx"),
                  ("scenarios", "check", "bkn-3-2", "--staff", "staff.xlsx")):  # fmt: skip
        told = run_in_process(*asked)
        assert told.code == 2
        assert (
            "staff.xlsx > Unit!B2: Tidak ada skenario “jabar-188-206”. Maksud Anda “jabar-188-2026”?"
            in told.stderr
        )
    assert not (tmp_path / "a.xlsx").exists()


def test_what_is_wrong_in_a_policys_file_is_told_with_its_key(tmp_path: Path) -> None:
    staff = office(tmp_path)
    (tmp_path / "jumat.toml").write_text(
        FRIDAYS.replace("except_weekdays", "exept_weekdays"), encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        prepare(Request(staff, scenario=str(tmp_path / "kota.toml"), **DATES))  # type: ignore[arg-type]
    assert "jumat.toml" in {issue.file for issue in caught.value.issues}


def test_check_and_scenarios_check_say_who_follows_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    told = run_in_process("check", "staff.xlsx").stdout
    assert "Unit dengan kebijakan sendiri (kolom Skenario):\n  jumat (Jumat WFH): Dinas A\n" in told
    told = run_in_process("scenarios", "check", "kota.toml", "--staff", "staff.xlsx", *WEEK).stdout
    assert "Dinas A mengikuti “jumat” (kolom Skenario)" in told
    assert "jumat: home_weekdays: WFA pada Jumat (hanya unit yang mengikuti “jumat”)" in told


def test_compare_and_study_set_the_column_aside_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    plain = tmp_path / "plain"
    plain.mkdir()
    office(plain, "")
    for asked in (("compare", "staff.xlsx", "-s", "kota.toml", "-s", "jumat.toml", *WEEK),
                  ("study", "staff.xlsx", "-s", "kota.toml", *WEEK, "-o", "study.html")):  # fmt: skip
        told = run_in_process(*asked)
        assert told.code == 0, told.stderr
        assert "kolom Skenario" in told.stderr.replace("Kolom", "kolom") and "jumat.toml" in told.stderr
        monkeypatch.chdir(plain)
        alike = run_in_process(*asked)
        monkeypatch.chdir(tmp_path)
        assert "Skenario pada sheet Unit" not in alike.stderr
        if asked[0] == "compare":
            assert told.stdout == alike.stdout


def test_a_roster_of_several_policies_is_compared_by_what_it_was_made_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    assert (
        run_in_process("solve", "staff.xlsx", "-s", "kota.toml", *WEEK, "--gap", "0", "-o", "a.xlsx").code
        == 0
    )
    assert (
        run_in_process("compare", "staff.xlsx", "-s", "a.xlsx", "-s", "kota.toml", "--json", "c.json").code
        == 0
    )
    columns = summary("c.json")["scenarios"]
    assert [(column["scenario"], column["status"], column["cost"]) for column in columns] == [
        ("a.xlsx", "feasible", 120), ("kota", "optimal", 40),
    ]  # fmt: skip


def test_what_if_lifts_the_windows_of_every_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    closed = FRIDAYS.replace("[parameters]", "in_force = [[2025-01-06, 2025-01-10]]\n[parameters]")
    (tmp_path / "jumat.toml").write_text(closed, encoding="utf-8")
    asked = ("solve", "staff.xlsx", "-s", "kota.toml", *WEEK)
    plain = run_in_process(*asked, "-o", "a.csv")
    assert "“jumat” berlaku 6 Jan 2025 s.d. 10 Jan 2025" in plain.stderr and "Dinas A" in plain.stderr
    assert [home_dates(tmp_path / "a.csv")[nip] for nip in NAMES[:3]] == [[], [], []]
    assert run_in_process(*asked, "--what-if", "-o", "b.csv").code == 0
    assert home_dates(tmp_path / "b.csv")[NAMES[1]] == ["2026-12-11"]
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as file:
        supposed = {row["nip"] for row in csv.DictReader(file) if row["reason"].startswith("seandainya")}
    assert supposed == set(NAMES[:3])
    assert run_in_process(*asked, "--what-if", "-o", "b.xlsx").code == 0
    assert run_in_process("audit", "b.xlsx").code == 0


def test_the_stored_text_makes_the_same_scenario_again(tmp_path: Path) -> None:
    staff = office(tmp_path)
    prepared = prepare(Request(staff, scenario=str(tmp_path / "kota.toml"), **DATES))  # type: ignore[arg-type]
    stored = load_scenario_text(prepared.scenario.text, file="a.xlsx")
    assert stored.text == prepared.scenario.text
    assert [(one.entries, one.scenario.name) for one in stored.policies] == [(("jumat.toml",), "jumat")]
    # Cell by cell of sheet Info no line is too long for a cell, and none ends the scenario early.
    assert max(map(len, prepared.scenario.text.splitlines())) < 400


def test_one_file_written_in_two_ways_is_one_policy_and_two_of_one_name_are_told_apart(
    tmp_path: Path,
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "jumat.toml").write_text(FRIDAYS, encoding="utf-8")
    office(tmp_path)
    rows = [
        ["Unit", "Skenario"],
        ["Dinas A", "jumat.toml"],
        ["Badan B", "./jumat.toml"],
        ["RSUD", "sub/jumat.toml"],
    ]
    staff = [
        ["NIP", "Nama", "Unit"],
        [NAMES[0], "Ani", "Dinas A"],
        [NAMES[1], "Budi", "Badan B"],
        [NAMES[2], "Citra", "RSUD"],
    ]
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": staff, "Unit": rows})
    prepared = prepare(Request(path, scenario=str(tmp_path / "kota.toml"), **DATES))  # type: ignore[arg-type]
    assert [(one.name, one.entries) for one in prepared.scenario.policies] == [
        ("jumat", ("./jumat.toml", "jumat.toml")), ("jumat-2", ("sub/jumat.toml",)),
    ]  # fmt: skip
    names = [rule.name for rule in prepared.scenario.rules]
    assert len(set(names)) == len(names)
    assert read_tables(path).units[1].scenario == "./jumat.toml"


def test_by_agency_each_part_follows_its_own_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    office(tmp_path)
    asked = ("solve", "staff.xlsx", "-s", "kota.toml", *WEEK, "--by", "agency", "-o", "hasil")
    assert run_in_process(*asked).code == 0
    for name in ("dinas-a", "badan-b"):
        assert run_in_process("audit", f"hasil/{name}.xlsx").code == 0
    (tmp_path / "jumat.toml").write_text(
        FRIDAYS.replace('hari = "Jumat"', 'hari = "Kamis"'), encoding="utf-8"
    )
    again = run_in_process(*asked)
    assert again.code == 0
    assert "Jumat" not in again.stdout
