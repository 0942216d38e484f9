"""``asnroster solve`` in the little office, and offices that it finds hard."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.cli import SHEETS, STAFF, WEEK, WISHES, Finished, run_in_process
from tests.intake_books import write_xlsx

KEYS = [
    "status", "cost", "bound", "gap", "rules", "people", "days", "seconds", "stages", "parts",
    "parts_done", "first_roster_seconds", "peak_memory_mb", "seed", "versions",
    "interrupted", "scenario", "in_force", "what_if", "policies", "start", "end", "clashes", "explanations", "issues", "notices", "assumptions", "savings",
    "emptiest", "empty_agency_days", "evenness",
]  # fmt: skip


def solve(
    *more: str | Path, staff: str | Path = "staff.xlsx", scenario: str | None = "jumat.toml"
) -> Finished:
    chosen = ["--scenario", scenario] if scenario else []
    return run_in_process("solve", staff, *chosen, *WEEK, *more)


def files() -> set[str]:
    return {entry.name for entry in Path.cwd().iterdir()}


def refused(result: Finished, before: set[str]) -> list[str]:
    """The lines of complaint of a run that wrote nothing."""
    assert (result.code, result.stdout) == (2, "")
    assert files() == before
    return [line for line in result.stderr.splitlines() if not line.endswith("…")]


FULL = """
name = "penuh"
[[rules]]
rule = "building_capacity"
name = "gedung"
[[rules]]
rule = "office_days_per_week"
name = "selalu"
at_least = 5
[[rules]]
rule = "preferences"
weight = 1
"""


def small_building(capacity: int) -> dict[str, Sequence[Sequence[Any]]]:
    staff = [[*row, "Gedung" if number == 0 else "Gedung A"] for number, row in enumerate(STAFF)]
    return {**SHEETS, "Pegawai": staff, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", capacity]]}


def crowd(path: Path, people: int, *, capacity: int) -> Path:
    """Many alike people in one building, with wishes at random."""
    rng = random.Random(1)
    nips = [f"P{number:04}" for number in range(people)]
    staff = [
        ["NIP", "Nama", "Unit", "Gedung"],
        *([nip, f"Pegawai {nip}", "Dinas A", "Gedung A"] for nip in nips),
    ]
    wishes = [WISHES[0], *([nip, day, rng.choice(["WFH", "WFO"]), rng.randint(1, 10)]
                           for nip in nips for day in rng.sample(["Senin", "Selasa", "Rabu", "Kamis", "Jumat"], 3))]  # fmt: skip
    return write_xlsx(
        path,
        {"Pegawai": staff, "Preferensi": wishes, "Gedung": [["Gedung", "Kapasitas"], ["Gedung A", capacity]]},
    )


CROWD = """
name = "ramai"
[[rules]]
rule = "building_capacity"
[[rules]]
rule = "office_days_per_week"
at_least = 3
[[rules]]
rule = "home_share"
at_least = "20 %"
at_most = "45 %"
weight = 3
[[rules]]
rule = "consecutive_home_days"
at_most = 1
weight = 2
[[rules]]
rule = "home_days_per_week"
at_least = 2
weight = 4
[[rules]]
rule = "preferences"
weight = 1
"""
