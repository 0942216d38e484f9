"""The doors for programs: tables in, results out, nothing printed; the same as the command line, by the same way."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import asnroster
from asnroster.api import way
from tests.cli import ANI, BUDI, CITRA, DODI, EKA, FRIDAY, STAFF, UNITS, WISHES, environment, run_in_process

WEEK: dict[str, Any] = {"start": "2026-12-07", "end": date(2026, 12, 11)}
KEPT = {"seconds", "stages", "first_roster_seconds", "peak_memory_mb"}  # what no two runs have alike


def frame(rows: list[list[Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows[1:], columns=rows[0])


def office() -> dict[str, pd.DataFrame]:
    return {"Pegawai": frame(STAFF), "Unit": frame(UNITS), "Preferensi": frame(WISHES)}


def solved(**terms: Any) -> asnroster.Solved:
    return asnroster.solve(office(), "jumat.toml", **WEEK, **terms)


def test_to_import_it_loads_nothing() -> None:
    code = "import asnroster, sys; print([m for m in sys.modules if m.split('.')[0] in {heavy} or m.startswith('asnroster.')])"
    heavy = ("numpy", "pandas", "pydantic", "ortools", "typer")
    ended = subprocess.run(
        [sys.executable, "-c", code.replace("{heavy}", repr(heavy))], env=environment(), capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert ended.stdout == "[]\n"
    assert set(asnroster.__all__) <= set(dir(asnroster))
    assert all(getattr(asnroster, name) for name in asnroster.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'sove'"):
        asnroster.sove  # type: ignore[attr-defined]  # noqa: B018


def test_a_roster_from_frames(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = solved()
    assert (found.found, found.status, found.cost, found.bound, found.gap) == (True, "optimal", 24, 24, 0.0)
    roster = found.roster
    assert list(roster.columns) == ["nip", "name", "agency", "unit", "date", "code", "reason", "most"]
    assert (str(roster["date"].dtype), str(roster["most"].dtype), len(roster)) == (
        "datetime64[s]",
        "int64",
        25,
    )
    home = roster[roster["code"] == "WFH"]
    assert {(nip, f"{day:%Y-%m-%d}") for nip, day in zip(home["nip"], home["date"], strict=True)} == {
        (ANI, FRIDAY), (DODI, FRIDAY),
    }  # fmt: skip
    days = found.to_dict()
    assert [days[nip][FRIDAY] for nip in (ANI, BUDI, CITRA, DODI, EKA)] == ["WFH", "WFO", "WFO", "WFH", "WFO"]
    assert found.hard_violations == 0 and set(found.violations["hard"]) == {False}
    assert list(found.violations["rule"]) == ["home_weekdays", "home_weekdays", "preferences"]
    assert (found.assumptions, found.clashes) == ((), [])
    assert repr(found) == "<Solved: optimal, cost 24, gap 0.00%; 5 people, 2026-12-07 to 2026-12-11>"
    assert capfd.readouterr() == ("", "")
    with pytest.raises(FrozenInstanceError):
        found.run = None  # type: ignore[misc, assignment]


def test_the_command_line_goes_the_same_way(folder: Path) -> None:
    told = run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", "--start", "2026-12-07", "--end", FRIDAY, "-o", "r.csv",
                          "--json", "r.json", "--gap", "0")  # fmt: skip
    assert told.code == 0
    found = asnroster.solve("staff.xlsx", "jumat.toml", **WEEK, gap="0%")
    written = json.loads(Path("r.json").read_text("utf-8"))
    summary = found.summary()
    assert {key: value for key, value in summary.items() if key not in KEPT} == {
        key: value for key, value in written.items() if key not in KEPT
    }
    assert found.write("s.csv").files == (Path("s.csv"),)
    assert Path("s.csv").read_bytes() == Path("r.csv").read_bytes()
    assert solved(gap=0).to_dict() == found.to_dict()


def test_a_file_of_somebody_elses_is_kept(folder: Path) -> None:
    found, own = solved(), Path("r.csv")
    own.write_text("milik orang lain\n", "utf-8")
    with pytest.raises(asnroster.InputError) as refused:
        found.write(own)
    assert [issue.code for issue in refused.value.issues] == ["file-exists"]
    assert own.read_text("utf-8") == "milik orang lain\n"
    found.write(own, force=True)
    found.write(own)  # as asnroster wrote it
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.solve("staff.xlsx", "jumat.toml", **WEEK).write("staff.xlsx", force=True)
    assert [(issue.code, issue.sheet) for issue in refused.value.issues] == [("output-taken", "path")]
    with pytest.raises(asnroster.InputError) as refused:
        found.write("r.pdf")
    assert [issue.code for issue in refused.value.issues] == ["output-kind"]
    made = found.write("r.xlsx", split=True, paper="F4")
    assert made.files == (Path("r.xlsx"), Path("r-opd"))
    assert [path.name for path in sorted(Path("r-opd").iterdir())] == ["Dinas-A.xlsx", "RSUD.xlsx"]
    assert len(made.remarks) == 1


def test_what_is_wrong_has_its_cell_its_cause_and_its_cure(folder: Path) -> None:
    sheets = office()
    sheets["Preferensi"].loc[0, "Pilihan"] = "pantai"
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.solve(sheets, "jumat.toml", **WEEK)
    issue, *more = refused.value.issues
    assert (issue.file, issue.sheet, issue.cell, issue.found, more) == (
        "DataFrame", "Preferensi", "C2", "pantai", [],
    )  # fmt: skip
    assert issue.message and issue.needed
    for terms, code in (
        ({"start": "kapan saja"}, "option-date"),
        ({"gap": 7}, "option-gap"),
        ({"codes": {"H": "?"}}, "code-value"),
    ):
        with pytest.raises(asnroster.InputError) as refused:
            asnroster.solve(office(), "jumat.toml", **{**WEEK, **terms})  # type: ignore[arg-type]
        assert refused.value.issues[0].sheet in ("start", "gap", "--code"), (terms, code)
    with pytest.raises(TypeError, match="solve\\(\\) got an unexpected keyword argument 'gapp'"):
        solved(gapp=1)
    with pytest.raises(TypeError, match="a path, a DataFrame or a dict of DataFrames is needed, not list"):
        asnroster.solve([1, 2])  # type: ignore[arg-type]


def test_texts_stay_texts_and_dates_dates(folder: Path) -> None:
    """One frame is one list; an index with a name is a column; whole numbers are exact, what is missing is empty."""
    staff = pd.DataFrame({
        "Nama Lengkap": ["Ani", "Budi", "Citra"],
        "NIP Pegawai": [int(ANI), int(BUDI), int(CITRA)],
        "Unit Kerja": pd.Categorical(["Dinas A", "Dinas A", "Dinas A"]),
        "TMT Jabatan": pd.to_datetime(["2020-01-02", None, "2021-03-04"]),
        "Boleh WFH": [True, None, False],
    }).set_index("NIP Pegawai")  # fmt: skip
    found = asnroster.solve(staff, "jumat.toml", columns={"NIP Pegawai": "NIP"}, **WEEK)
    people = found.report.problem.people
    assert [(one.key, one.name, one.in_post_since, one.remote_capable) for one in people] == [
        (ANI, "Ani", date(2020, 1, 2), True), (BUDI, "Budi", None, True), (CITRA, "Citra", date(2021, 3, 4), False),
    ]  # fmt: skip
    lost = staff.reset_index().astype({"NIP Pegawai": float})
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.solve(lost, "jumat.toml", columns={"NIP Pegawai": "NIP"}, **WEEK)
    assert {(issue.code, issue.place()) for issue in refused.value.issues} == {
        ("nip-numeric", f"DataFrame > Pegawai!A{row}") for row in (2, 3, 4)
    }


def test_why_a_person_is_where_is_told_as_the_command_tells_it(folder: Path) -> None:
    roster = solved().roster
    terms: dict[str, Any] = {"scenario": "jumat.toml"}
    why = asnroster.explain(roster, EKA, FRIDAY, office(), **terms)
    assert why.text.splitlines()[0] == f"Eka ({EKA}), RSUD: Jum, 11 Des 2026: WFO"
    assert repr(why) == "<Explained: days: 1; 5 people, 2026-12-07 to 2026-12-11>"
    assert [(cell["date"], cell["code"]) for cell in why.summary()["cells"]] == [(FRIDAY, "WFO")]
    solved().write("r.csv")
    for dates, words in (([date(2026, 12, 11)], ("-d", FRIDAY)), ((), ())):
        said = run_in_process("explain", "r.csv", "--staff", "staff.xlsx", "-s", "jumat.toml", "-p", EKA, *words,
                              "--json", "why.json", "--force")  # fmt: skip
        why = asnroster.explain("r.csv", "Eka", dates, "staff.xlsx", **terms)
        assert said.code == 0 and said.stdout.startswith(why.text)
        assert json.loads(Path("why.json").read_text("utf-8")) == why.summary()
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.explain(roster, "Zaki", ["2026-12-25"], office(), **terms)
    assert [issue.code for issue in refused.value.issues] == ["person-unknown", "date-outside"]


def test_where_no_roster_exists_it_is_told_why(folder: Path) -> None:
    Path("mustahil.toml").write_text(
        'name = "mustahil"\n[[rules]]\nrule = "office_headcount"\nat_least = 5\n[[rules]]\nrule = "home_weekdays"\n'
        'weekdays = ["Jumat"]\n', "utf-8",
    )  # fmt: skip
    found = asnroster.solve(office(), "mustahil.toml", **WEEK)
    assert (found.found, found.status, found.cost, found.gap) == (False, "infeasible", None, None)
    assert found.clashes[0]["rules"]
    for ask in (lambda: found.roster, lambda: found.violations, lambda: found.write("r.xlsx"), found.to_dict):
        with pytest.raises(asnroster.NoRosterError) as refused:
            ask()
        assert [issue.code for issue in refused.value.issues] == ["no-roster"]
        assert "Jumlah minimal" in str(refused.value) and "Eka (11 Des 2026)" in str(refused.value)
    assert not Path("r.xlsx").exists()
    relaxed = asnroster.solve(office(), "mustahil.toml", **WEEK, relax=True)
    assert relaxed.found and relaxed.hard_violations > 0


def test_a_fault_of_ours_is_no_fault_of_the_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = way.solve_and_judge
    monkeypatch.setattr(way, "solve_and_judge", lambda *a, **k: replace(honest(*a, **k), disagreement=True))
    with pytest.raises(asnroster.DisagreementError):
        solved()


def test_a_roster_typed_by_hand_is_judged(folder: Path) -> None:
    roster = solved().roster
    judged = asnroster.audit(roster, office(), scenario="jumat.toml")
    assert (judged.sound, judged.cost, judged.hard_violations) == (True, 24, 0)
    roster.loc[(roster["nip"] == EKA) & (roster["date"] == FRIDAY), "code"] = "WFH"
    judged = asnroster.audit(roster, office(), scenario="jumat.toml")
    assert (judged.sound, judged.hard_violations) == (False, 2)
    broken = judged.violations[judged.violations["nip"] == EKA]
    assert broken[["rule", "nip", "start", "file", "cell"]].to_numpy().tolist() == [
        ["mandatory_office", EKA, FRIDAY, "DataFrame (roster)", "F26"]
    ]
    assert repr(judged) == "<Audited: 2 hard violations, cost 24; 5 people, 2026-12-07 to 2026-12-11>"
    assert judged.summary()["violations"][0]["nip"] == EKA
    judged.write("dinilai.xlsx")
    # The workbook tells what it was made from, but no file of that name is there.
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.audit("dinilai.xlsx")
    assert [issue.code for issue in refused.value.issues] == ["staff-not-found"]
    again = asnroster.audit("dinilai.xlsx", office())
    assert again.judged.scenario.name == "jumat" and again.hard_violations == 2
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.audit(roster)
    assert [issue.code for issue in refused.value.issues] == ["staff-untold"]


def test_month_after_month(folder: Path) -> None:
    first = solved()
    then: dict[str, Any] = {"start": "2026-12-14", "end": "2026-12-18"}
    after = asnroster.solve(office(), "jumat.toml", **then, history=[first.roster])
    history = after.report.problem.history
    assert history is not None and after.report.problem.sources[0].file == "DataFrame"
    first.write("r.xlsx")
    assert (
        after.to_dict() == asnroster.solve("staff.xlsx", "jumat.toml", **then, history=["r.xlsx"]).to_dict()
    )
    kept = asnroster.solve(office(), "jumat.toml", **WEEK, base=first.roster)
    assert kept.to_dict() == first.to_dict()


def test_policies_side_by_side(folder: Path) -> None:
    first = solved()
    first.write("r.xlsx")
    found = asnroster.compare("staff.xlsx", ["baseline-wfo", "jumat.toml", "r.xlsx"], **WEEK)
    assert found.frame[["home_days", "cost", "given"]].to_dict("index") == {
        "baseline-wfo": {"home_days": 0, "cost": 0, "given": False},
        "jumat": {"home_days": 2, "cost": 24, "given": False},
        "r.xlsx": {"home_days": 2, "cost": 24, "given": True},
    }
    assert repr(found) == "<Compared: baseline-wfo, jumat, r.xlsx>"
    found.write("banding.html", privacy="full")
    found.write("banding.xlsx")
    with pytest.raises(asnroster.InputError) as refused:
        found.write("r.xlsx", force=True)
    assert refused.value.issues[0].code == "output-taken"
    # A word of another policy in between changes nothing of what was found.
    asnroster.solve("staff.xlsx", "bkn-3-2", **WEEK)
    found.write("lagi.html", privacy="full")
    assert Path("lagi.html").read_bytes() == Path("banding.html").read_bytes()
    swept = asnroster.compare(office(), ["jumat.toml"], sweep="most=0:50:25", **WEEK)
    assert swept.frame["home_days"].to_dict() == {"0 %": 0, "25 %": 1, "50 %": 2}
    other = first.roster.assign(code=first.roster["code"].replace("WFH", "WFO"))
    frames = asnroster.compare(
        office(), [(first.roster, "jumat.toml"), (other, "jumat.toml"), "baseline-wfo"], **WEEK
    )
    assert frames.frame["home_days"].to_list() == [2, 0, 0] and frames.frame["given"].to_list() == [
        True,
        True,
        False,
    ]
    assert [notice.code for notice in frames.notices] == ["rule-idle-column"]
    with pytest.raises(asnroster.InputError) as refused:
        asnroster.compare(office(), [])
    assert refused.value.issues[0].code == "no-scenario"


def test_a_study(folder: Path) -> None:
    found = asnroster.study(office(), "jumat.toml", **WEEK, caps=[0, 0.5])
    groups = found.groups.set_index("unit")
    assert groups["people"].to_dict() == {"": 5, "Dinas A": 4, "RSUD": 1}
    assert groups.loc["RSUD", "level"] == "office"
    assert found.curve["cap"].tolist() == [0.0, 0.5]
    assert found.summary()["scenario"] == "jumat"
    assert repr(found) == "<Studied: 40.0% at home at most; 5 people, 2026-12-07 to 2026-12-11>"
    assert found.write("kajian.xlsx").files == (Path("kajian.xlsx"),)
    assert asnroster.study(office(), "jumat.toml", **WEEK, caps="0:50:50").curve["cap"].tolist() == [0.0, 0.5]


def test_a_list_is_checked_and_nothing_raised(folder: Path) -> None:
    sound = asnroster.check(office(), "jumat.toml")
    assert (sound.sound, sound.people, sound.units, sound.issues) == (True, 5, 2, ())
    sheets = office()
    sheets["Pegawai"].loc[1, "NIP"] = ANI  # Budi, who is unknown then where he wishes
    found = asnroster.check(sheets)
    assert (found.sound, [(issue.sheet, issue.cell) for issue in found.issues]) == (
        False,
        [("Pegawai", "A3"), ("Preferensi", "A4")],
    )
    assert repr(found) == "<Checked: 5 people, 2 issues, 0 notices, 0 assumptions>"
    assert found.summary()["issues"][0]["cell"] == "A3"


def test_who_watches_is_told_and_may_end_it(folder: Path) -> None:
    told: list[str] = []
    watch = asnroster.Watch(stage=told.append)
    solved(watch=watch)
    assert told == ["Membaca DataFrame …", "Menyusun jadwal …"]
    watch.stop.set()
    assert asnroster.study(office(), "jumat.toml", **WEEK, watch=watch).study.unfinished
    asnroster.use_language("en")
    told.clear()
    solved(watch=asnroster.Watch(stage=told.append))
    assert told == ["Reading DataFrame …", "Solving …"]
