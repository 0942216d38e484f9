"""``asnroster solve`` without a roster to be glad of: none exists, time, Ctrl-C, our own fault."""

from __future__ import annotations

import re
import signal
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import asnroster.run
from asnroster.cli import progress
from asnroster.cli.progress import ctrl_c_stops
from asnroster.judge.audit import Audit
from asnroster.judge.audit import audit as real_audit
from asnroster.run import Request, prepare
from tests.cli import run_in_process, started, summary
from tests.intake_books import write_xlsx
from tests.solving import CROWD, FULL, KEYS, crowd, files, small_building, solve

# Exit 3 and 4: no roster


def test_no_roster_can_exist_names_the_rules(folder: Path) -> None:
    write_xlsx(folder / "staff.xlsx", small_building(4))
    (folder / "penuh.toml").write_text(FULL, encoding="utf-8")
    before = files()
    result = solve("--json", "run.json", scenario="penuh.toml")
    assert (result.code, result.stdout) == (3, "")
    assert files() == before | {"run.json"}
    assert result.stderr.splitlines()[-9:] == [
        "", "1. Gedung A, 7-11 Des 2026",
        "  - gedung: Kapasitas pada sheet Gedung dipatuhi. Gedung A: paling banyak 4 (5 pegawai bertugas).",
        "  - selalu: Sekurangnya 5 hari WFO per minggu per pegawai. 5 pegawai (Ani, Budi, Citra, …): sekurangnya 5.",
        "  Cukup salah satu:",
        "    * Kapasitas Gedung A: 4 -> 5 (7-11 Des 2026)",
        "    * selalu, 5 pegawai (Ani, Budi, Citra, …): sekurangnya 5 -> 4 (7-11 Des 2026)",
        "", "Ubah satu hal pada setiap kelompok, atau tulis jadwal yang paling sedikit melanggar: --relax.",
    ]  # fmt: skip
    told = summary()
    assert list(told) == KEYS
    assert [told[key] for key in ("status", "cost", "bound", "gap")] == ["infeasible", None, None, None]
    assert told["clashes"] == [["gedung", "selalu"]]
    assert told["savings"] is None
    assert told["rules"][1] == {
        "rule": "office_days_per_week", "name": "selalu", "hard": True, "violations": None, "cost": None,
    }  # fmt: skip
    assert told["people"] == 5 and not told["interrupted"]
    write_xlsx(folder / "staff.xlsx", small_building(5))
    assert solve(scenario="penuh.toml").code == 0


def test_time_ran_out_without_a_roster(folder: Path) -> None:
    """Everybody in the office is too many for the building, so nothing is at hand."""
    crowd(folder / "staff.xlsx", 700, capacity=425)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    before = files()
    result = solve("--time-limit", "0.1", "--end", "2026-12-31", "--json", "run.json", scenario="ramai.toml")
    assert (result.code, result.stdout) == (4, "")
    assert "--time-limit" in result.stderr
    assert files() == before | {"run.json"}
    told = summary()
    assert [told[key] for key in ("status", "cost", "gap", "clashes")] == ["unknown", None, None, []]
    assert told["people"] == 700 and told["rules"][0]["violations"] is None


def test_a_time_limit_keeps_the_roster_at_hand(folder: Path) -> None:
    crowd(folder / "staff.xlsx", 700, capacity=700)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    more = ("--time-limit", "0.1", "--end", "2026-12-31", "--json", "run.json", "-o", "a.csv")
    result = solve(*more, scenario="ramai.toml")
    assert result.code == 0 and "batas waktu" in result.stdout
    told = summary()
    assert told["status"] == "feasible" and not told["interrupted"]
    assert told["gap"] == (told["cost"] - told["bound"]) / told["cost"]


# Ctrl-C

SPEAK_OFTEN = "import asnroster.cli.progress as p; p.PLAIN_EVERY_SECONDS = 0.5"


@pytest.mark.parametrize(("capacity", "code", "status"), [(1200, 0, "feasible"), (721, 4, "unknown")])
def test_ctrl_c_writes_the_best_roster_so_far(folder: Path, capacity: int, code: int, status: str) -> None:
    crowd(folder / "staff.xlsx", 1200, capacity=capacity)
    (folder / "ramai.toml").write_text(CROWD, encoding="utf-8")
    asked = ["solve", "staff.xlsx", "-s", "ramai.toml", "--start", "2026-12-01", "--gap", "0", "-o", "a.csv"]
    with started(*asked, "--json", "run.json", "--lang", "en", cwd=folder, prelude=SPEAK_OFTEN) as process:
        assert process.stderr is not None
        heard = [process.stderr.readline() for _ in range(3)]
        assert heard[:2] == ["Reading staff.xlsx …\n", "Solving …\n"]
        assert re.match(
            r"(Looking for a|Improving the) roster: \d+ of \d+ parts?, .*\d s$",
            heard[2],
        )
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "Traceback" not in err, err
    assert process.returncode == code
    assert time.monotonic() - begun < 15
    told = summary()
    assert (told["status"], told["interrupted"]) == (status, True)
    if code:
        assert not (folder / "a.csv").exists()
        return
    assert "Stopped by you" in out
    assert told["cost"] > told["bound"] and told["gap"] > 0
    judged = run_in_process(
        "audit", "a.csv", "--staff", "staff.xlsx", "-s", "ramai.toml", "--json", "audit.json"
    )
    assert (judged.code, summary("audit.json")["cost"]) == (0, told["cost"])


def test_ctrl_c_is_one_key_press_for_a_second_and_breaks_off_after_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with ctrl_c_stops() as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        signal.raise_signal(signal.SIGINT)  # the same key press, come twice
        monkeypatch.setattr(progress, "SAME_KEY_PRESS_SECONDS", 0.0)
        time.sleep(0.01)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_breaking_off_ends_with_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asnroster.api.way.solve_and_judge", broken_off)
    before = files()
    result = solve()
    assert (result.code, files()) == (4, before)
    assert result.stderr.splitlines()[-1] == "Dihentikan sebelum ada yang dapat ditulis."


# Exit 5: our own fault


def test_a_wrong_audit_or_solver_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def off_by_one(case: Any, roster: Any) -> Audit:
        judged = real_audit(case, roster)
        last = replace(judged.rules[-1], cost=judged.rules[-1].cost + 1)
        return Audit((*judged.rules[:-1], last), judged.misfits)

    monkeypatch.setattr(asnroster.run, "audit", off_by_one)
    before = files()
    result = solve("--json", "run.json")
    assert (result.code, result.stdout) == (5, "")
    assert files() == before
    lines = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert len(lines) == 2
    assert all(word in lines[0] for word in ("preferences", "4", "5"))


@pytest.mark.parametrize("wrong", ["rule_costs", "cost", "amounts", "hard"])
def test_any_disagreement_is_seen(folder: Path, wrong: str) -> None:
    from asnroster.engine.solve import Options

    ready = prepare(
        Request(Path("staff.xlsx"), scenario="jumat.toml", start=date(2026, 12, 7), end=date(2026, 12, 11))
    )
    run = asnroster.run.solve_and_judge(ready, Options())
    assert run.report is not None and not run.disagreement
    solution, judged = run.solution, run.report.audit
    if wrong == "rule_costs":
        solution = replace(solution, rule_costs=(1, *solution.rule_costs[1:-1], solution.rule_costs[-1] - 1))
    elif wrong == "cost":
        solution = replace(solution, cost=25)
    elif wrong == "amounts":
        solution = replace(solution, amounts=(0, 1, 0, 0))
    else:
        soft = judged.rules[-1]
        judged = Audit((replace(judged.rules[0], violations=soft.violations), *judged.rules[1:]), ())
    assert asnroster.run.disagrees(solution, judged)
