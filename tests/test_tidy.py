"""The tidy csv, the JSON summary and the terminal's texts, exactly."""

from __future__ import annotations

import csv
import json
import platform
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from asnroster import __version__
from asnroster.domain.outcome import Outcome
from asnroster.domain.roster import Roster
from asnroster.judge.audit import audit
from asnroster.output.summary import summary, write_json
from asnroster.output.terminal import audit_table, exception_lines, solve_summary, violation_lines
from asnroster.output.tidy import write_tidy
from asnroster.rules.kit.clash import Clash, Side
from asnroster.words import use_language
from tests.report_samples import sample_report


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def tidy_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_tidy_lines(tmp_path: Path) -> None:
    write_tidy(sample_report(), tmp_path / "roster.csv")
    text = (tmp_path / "roster.csv").read_bytes()
    assert text.startswith(
        b"nip,name,agency,unit,date,code,reason,most\n197001012000031001,Ani,Dinas Contoh,"
    )
    assert text.count(b"\n") == 1 + 5 * 11 and b"\r" not in text
    rows = tidy_rows(tmp_path / "roster.csv")
    assert rows[1] == [
        "197001012000031001", "Ani", "Dinas Contoh", "Dinas Contoh", "2026-12-17", "WFH",
        "against “Office headcount: only WFO is left”", "5",
    ]  # fmt: skip
    assert rows[12][:4] == ["198002022005032002", "=SUM(1,1)", "Dinas Contoh", "Seksi Data"]
    reasons = {(row[1], row[4][-2:]): (row[5], row[6]) for row in rows[1:]}
    assert reasons["Ani", "18"] == ("WFO", "Office headcount: only WFO is left")
    assert reasons["Ani", "19"] == ("L", "weekend")
    assert reasons["Ani", "24"] == ("L", "Cuti Bersama Natal")
    assert reasons["Citra", "17"] == ("C", "leave")
    assert reasons["Citra", "19"] == ("L", "weekend")
    assert reasons["Citra", "21"] == ("WFH", "Fixed days")
    assert reasons["Dodi", "19"] == ("WFO", "Layanan langsung")
    assert reasons["Eka", "22"] == ("S", "sick")


def test_tidy_reasons_of_a_hand_edited_roster(tmp_path: Path) -> None:
    made = sample_report()
    modes = np.array(made.roster.modes)
    modes[3, 0], modes[0, 1] = 0, -1
    write_tidy(replace(made, roster=Roster(modes)), tmp_path / "roster.csv")
    rows = tidy_rows(tmp_path / "roster.csv")
    assert next(row[5:] for row in rows if row[1] == "Dodi") == ["WFH", "against “Layanan langsung”", "0"]
    assert rows[2][5:] == ["", "not filled in", "5"]


def test_tidy_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    made = sample_report()
    broken = replace(made, roster=Roster(made.roster.modes[:2]))
    with pytest.raises((IndexError, ValueError)):
        write_tidy(broken, tmp_path / "roster.csv")
    assert list(tmp_path.iterdir()) == []


def test_summary_of_a_roster(tmp_path: Path) -> None:
    made = sample_report()
    data = summary(made.case, made.scenario, made.outcome, made)
    saved = data["savings"]  # every line of it: test_savings
    assert (saved["home_days"], saved["closed_building_days"]) == (6, 1)
    on_monday = {
        "agency": "Dinas Contoh", "date": "2026-12-21", "available": 3, "office": 0, "home": 3, "share": 0.0,
        "by_policy": False,
    }  # fmt: skip
    assert data == {
        "issues": [], "notices": [], "status": "feasible", "cost": 3, "bound": 1, "gap": pytest.approx(2 / 3),
        "rules": [
            {"rule": "fixed_days", "name": "fixed_days", "hard": True, "violations": 0, "cost": 0},
            {"rule": "mandatory_office", "name": "direct service", "hard": True, "violations": 0, "cost": 0},
            {"rule": "home_share", "name": "home_share", "hard": True, "violations": 2, "cost": 0},
            {"rule": "office_headcount", "name": "office_headcount", "hard": True, "violations": 3, "cost": 0},
            {"rule": "building_capacity", "name": "building_capacity", "hard": True, "violations": 0, "cost": 0},
            {"rule": "preferences", "name": "preferences", "hard": False, "violations": 1, "cost": 3},
        ],
        "people": 5, "days": 11, "seconds": 2.5, "stages": [{"name": "solve", "seconds": 2.25}],
        "parts": 0, "parts_done": 0, "first_roster_seconds": None, "peak_memory_mb": 101.3, "seed": 7,
        "versions": {
            "asnroster": __version__, "ortools": metadata.version("ortools"), "python": platform.python_version(),
        },
        "interrupted": False, "scenario": "contoh", "in_force": None, "what_if": False, "policies": [],
        "start": "2026-12-17", "end": "2026-12-27", "clashes": [],
        "explanations": [], "assumptions": [], "savings": saved,
        "emptiest": on_monday, "empty_agency_days": [on_monday],
        "evenness": {
            "weekdays": [
                {"weekday": day, "home": home, "dates": 1, "mean": float(home)}
                for day, home in enumerate((3, 1, 0, 1, 1))
            ],
            "weekday_ratio": None, "people": 1, "least_home_days": 2, "most_home_days": 2, "never_home": 0,
        },
    }  # fmt: skip
    write_json(data, tmp_path / "run.json")
    assert json.loads((tmp_path / "run.json").read_text("utf-8")) == data


def test_summary_without_a_roster() -> None:
    made = sample_report()
    clash = Clash((Side(2, ()), Side(3, ())), (0,), (0,))
    data = summary(made.case, made.scenario, Outcome("infeasible", None, None), clashes=[clash, clash])
    assert (data["status"], data["cost"], data["bound"], data["gap"]) == ("infeasible", None, None, None)
    assert data["clashes"] == [["home_share", "office_headcount"]]
    assert [len(told["rules"]) for told in data["explanations"]] == [2, 2]
    assert data["rules"][2] == {
        "rule": "home_share", "name": "home_share", "hard": True, "violations": None, "cost": None,
    }  # fmt: skip


def shown(renderable: object) -> str:
    console = Console(width=160, record=True, file=None, force_terminal=False, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        console.print(renderable)
    return capture.get()


def test_terminal_summary() -> None:
    text = shown(solve_summary(sample_report()))
    for line in (
        "People       5", "Units        3", "Days         11",
        "Person-days  18 WFO, 6 WFH (25.0% at home)", "Cost         3", "Proven bound 1", "Gap          66.67%",
    ):  # fmt: skip
        assert " ".join(line.split()) in " ".join(text.split()), line
    assert "Office headcount Must Broken in 3 places 5 -" in " ".join(text.split())
    assert exception_lines(sample_report()) == [
        "Exceptions (sheet Pengecualian): Unit kept in the office: 1; Person kept in the office: 4; Put by order: 1; "
        "Bound gave way: 1; Wish that a rule forbids: 2; Not rostered: 1."
    ]


def test_terminal_violations_are_capped_and_plain_ones_complete() -> None:
    made = sample_report()
    text = " ".join(shown(audit_table(made, most=2)).split())
    assert "Violations of rules that must hold (5); Not yet met (1)" in text and "… and 4 more;" in text
    lines = list(violation_lines(made))
    assert len(lines) == 6
    assert lines[0] == (
        "Must: Dinas Contoh: 3 people at home on Mon, 21 Dec 2026; at most 1 is allowed. (Home share) "
        "[SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD]"
    )
    assert lines[5] == (
        "Striven for: Ani wished WFH on Fri, 18 Dec 2026, but has WFO. (Preferences) [Sheet Preferensi]"
        f" | NIP {made.problem.people[0].key}"
    )


def test_markup_in_names_is_text() -> None:
    made = sample_report()
    people = (replace(made.problem.people[0], name="[bold]Ani[/bold]"), *made.problem.people[1:])
    case = replace(made.case, problem=replace(made.problem, people=people))
    renamed = replace(made, case=case, audit=audit(case, made.roster))
    assert "[bold]Ani[/bold]" in shown(audit_table(renamed))
