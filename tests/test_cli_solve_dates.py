"""Which days ``asnroster solve`` plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asnroster.domain.calendar import next_whole_month
from asnroster.errors import InputError
from asnroster.scenario import Scenario
from asnroster.scenario.horizon import choose_horizon
from tests.cli import FRIDAYS, run_in_process, summary
from tests.solving import solve


def test_without_dates_the_next_whole_month_is_solved_and_told(folder: Path) -> None:
    first, last = next_whole_month(date.today())
    result = run_in_process("--lang", "en", "solve", "staff.xlsx", "-s", "jumat.toml", "--json", "run.json")
    assert (summary()["start"], summary()["end"]) == (first.isoformat(), last.isoformat())
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")  # fmt: skip
    assert result.stdout.splitlines()[0] == f"{months[first.month - 1]} {first.year} · Jumat WFH"


def test_the_dates_of_the_circular_are_used_and_the_users_win(folder: Path) -> None:
    dated = "start = 2026-12-09\nend = 2026-12-10\n" + FRIDAYS
    (folder / "jumat.toml").write_text(dated, encoding="utf-8")
    assert run_in_process("solve", "staff.xlsx", "-s", "jumat.toml", "--json", "run.json").code == 0
    assert (summary()["start"], summary()["end"]) == ("2026-12-09", "2026-12-10")
    assert solve("--json", "run.json").code == 0
    assert (summary()["start"], summary()["end"]) == ("2026-12-07", "2026-12-11")


@pytest.mark.parametrize(
    ("circular", "asked", "expected"),
    [
        ((None, None), ("2026-12-07", None), ("2026-12-07", "2026-12-31")),
        ((None, None), (None, "2026-12-11"), ("2026-12-01", "2026-12-11")),
        ((None, None), ("2024-02-05", None), ("2024-02-05", "2024-02-29")),
        (("2025-11-01", "2025-11-30"), (None, None), ("2025-11-01", "2025-11-30")),
        (("2025-11-01", "2025-11-30"), ("2025-11-15", None), ("2025-11-15", "2025-11-30")),
        (("2025-11-01", "2025-11-30"), (None, "2025-12-07"), ("2025-11-01", "2025-12-07")),
        (("2025-11-01", "2025-11-30"), ("2026-02-03", None), ("2026-02-03", "2026-02-28")),
        (("2025-11-10", None), (None, None), ("2025-11-10", "2025-11-30")),
        ((None, "2025-11-10"), (None, None), ("2025-11-01", "2025-11-10")),
        ((None, None), ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        ((None, None), ("2026-12-11", "2026-12-11"), ("2026-12-11", "2026-12-11")),
        ((None, None), ("2024-01-01", "2025-01-01"), "lebih dari setahun"),
        ((None, None), ("2026-12-11", "2026-12-10"), "mendahului tanggal pertama"),
        (("2025-11-10", "2025-11-30"), (None, "2025-11-09"), "mendahului tanggal pertama"),
    ],
)
def test_choice_of_dates(
    circular: tuple[str | None, str | None],
    asked: tuple[str | None, str | None],
    expected: tuple[str, str] | str,
) -> None:
    from_text = [None if text is None else date.fromisoformat(text) for text in (*circular, *asked)]
    scenario = Scenario("uji", "Uji", start=from_text[0], end=from_text[1])
    if isinstance(expected, tuple):
        first, last = choose_horizon(scenario, *from_text[2:])
        assert (first.isoformat(), last.isoformat()) == expected
    else:
        with pytest.raises(InputError, match=f"--start, --end: .*{expected}"):
            choose_horizon(scenario, *from_text[2:])
