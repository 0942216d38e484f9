"""``asnroster compare``: which dates are compared, and what becomes of a search that is stopped or judged otherwise."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import asnroster.run
from asnroster import comparison as comparing
from asnroster.domain.calendar import next_whole_month
from asnroster.engine.solve import Options
from asnroster.errors import InputError
from asnroster.judge.audit import Audit
from asnroster.judge.audit import audit as real_audit
from asnroster.run import Request
from tests.cli import run_in_process, summary
from tests.comparing import FULL, OFFICE, cells, compare, folder  # noqa: F401
from tests.test_cli_compare import IN_JSON


def horizons(*scenarios: str, **asked: date) -> set[tuple[str, str]]:
    """The dates that are compared."""
    base = Request(Path("staff.xlsx"), **asked)
    requests = comparing.requests_for(base, [f"{name}.toml" for name in scenarios])
    columns, _ = comparing.compare(requests, Options(workers=1))
    return {(column.start.isoformat(), column.end.isoformat()) for column in columns}


def test_one_horizon_for_all(folder: Path) -> None:  # noqa: F811
    """The user's dates, else those of the first circular with dates, else the next whole month."""
    dated = "start = 2025-11-03\nend = 2025-11-07\n"
    Path("lama.toml").write_text(dated + OFFICE, encoding="utf-8")
    Path("baru.toml").write_text(dated.replace("11", "10") + OFFICE, encoding="utf-8")
    assert horizons("kantor", "lama", "baru") == {("2025-11-03", "2025-11-07")}
    assert horizons("baru", "kantor", "lama") == {("2025-10-03", "2025-10-07")}
    asked = {"start": date(2026, 12, 7), "end": date(2026, 12, 8)}
    assert horizons("kantor", "lama", **asked) == {("2026-12-07", "2026-12-08")}
    assert horizons("lama", "kantor", end=date(2025, 11, 5)) == {("2025-11-03", "2025-11-05")}
    first, last = next_whole_month(date.today())
    assert horizons("kantor") == {(first.isoformat(), last.isoformat())}
    assert horizons("kantor", start=date(2026, 12, 30)) == {("2026-12-30", "2026-12-31")}
    with pytest.raises(InputError, match="--start, --end"):
        horizons("lama", end=date(2025, 11, 2))


def test_a_disagreement_is_a_column_without_figures(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def off_by_one(case: Any, roster: Any) -> Audit:
        judged = real_audit(case, roster)
        return Audit((*judged.rules[:-1], replace(judged.rules[-1], cost=judged.rules[-1].cost + 1)), ())

    monkeypatch.setattr(asnroster.run, "audit", off_by_one)
    result = compare("--lang", "en", "--json", "compare.json", scenarios="jumat")
    assert result.code == 3
    assert cells(result.stdout)["Why not"] == ["audit and solver disagree"]
    (column,) = json.loads(Path("compare.json").read_text("utf-8"))["scenarios"]
    assert (column["status"], column["cost"]) == ("unknown", None)


def test_once_stopped_what_is_at_hand_is_shown(folder: Path) -> None:  # noqa: F811
    """Nothing is searched: everybody in the office costs 40 and the wishes of 6, 4 and 5; the full house has none."""
    stop = threading.Event()
    stop.set()
    day = date(2026, 12, 11)
    base = Request(Path("staff.xlsx"), start=day, end=day)
    Path("penuh.toml").write_text(
        FULL.replace("at_least = 5", 'at_least = 4\npartial_week = "office_first"'), encoding="utf-8"
    )
    requests = comparing.requests_for(base, ["jumat.toml", "penuh.toml"])
    (fridays, full), _ = comparing.compare(requests, Options(), stop=stop)
    assert (fridays.outcome.status, fridays.outcome.cost, fridays.outcome.interrupted) == (
        "feasible",
        55,
        True,
    )
    assert full.report is None and full.outcome.status == "unknown"
    assert full.why == "berhenti sebelum ada jadwal"


def test_days_on_which_nobody_works_have_no_busiest_day(folder: Path) -> None:  # noqa: F811
    result = run_in_process(
        "compare",
        "staff.xlsx",
        "-s",
        "jumat.toml",
        "--start",
        "2026-12-12",
        "--end",
        "2026-12-13",
        "--json",
        "compare.json",
    )
    assert result.code == 0
    (column,) = summary("compare.json")["scenarios"]
    empty = {"busiest", "busiest_date", "emptiest", "emptiest_date", "home_share", "wishes_met"}
    empty |= {"posts_kept", "posts_short", "leader_gaps", "changed_days"}
    empty |= {"home_spread", "home_gini", "monday_friday_spread", "monday_friday_gini"}
    assert {key for key in IN_JSON if column[key] is None} == empty
    assert column["never_home_reasons"] == {"tidak ada hari tersedia": 5}
    assert (column["office_days"], column["home_days"], column["never_home"]) == (0, 0, 5)
