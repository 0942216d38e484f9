"""Two policies in one run: texts, workbooks and cases for tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from asnroster.domain.problem import Unit
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario
from asnroster.scenario.load import load_scenario
from asnroster.scenario.model import Policy
from asnroster.scenario.policies import together
from tests.build import EVERY_COLUMN, problem, roster, unit
from tests.intake_books import write_xlsx

# Three days in the office, two at home; a head always; Min WFO and capacities as the sheets have them.
OWN = """
name = "kota"
title = "Kota: 3-2"
home_code = "WFA"
[parameters]
hari = 2
[[rules]]
rule = "office_headcount"
[[rules]]
rule = "building_capacity"
[[rules]]
rule = "leader_presence"
[[rules]]
rule = "home_days_per_week"
at_most = "$hari"
[[rules]]
rule = "home_days_per_week"
name = "dimanfaatkan"
at_least = "$hari"
weight = 10
"""
# Fridays at home and no other day; two heads in the office, which is the run's to say.
FRIDAYS = """
name = "jumat"
title = "Jumat WFH"
home_code = "WFH"
[parameters]
hari = "Jumat"
[[rules]]
rule = "leader_presence"
at_least = 2
[[rules]]
rule = "office_headcount"
[[rules]]
rule = "office_weekdays"
except_weekdays = ["$hari"]
[[rules]]
rule = "home_weekdays"
weekdays = ["$hari"]
weight = 100
"""
NAMES = [f"1980010120050110{n:02}" for n in range(1, 7)]
WEEK = ("--start", "2026-12-07", "--end", "2026-12-11")
DATES = {"start": date(2026, 12, 7), "end": date(2026, 12, 11)}


def scenarios(folder: Path, **texts: str) -> dict[str, Scenario]:
    made = {}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        made[name] = load_scenario(str(folder / f"{name}.toml"))
    return made


def case_of(folder: Path, own: str, other: str, units: Sequence[Unit], **more: object) -> Case:
    made = scenarios(folder, own=own, other=other)
    scenario = together(made["own"], (Policy(("x",), made["other"], made["other"].name),), EVERY_COLUMN)
    return Case(problem(**more, units=units), scenario.rules)  # type: ignore[arg-type]


def two_agencies() -> list[Unit]:
    return [unit("Dinas", scenario="x"), unit("Badan", index=1)]


def office(folder: Path, entry: str = "jumat.toml", **unit_columns: object) -> Path:
    """Three people of Dinas A, which names a policy, and three of Badan B."""
    for name, text in (("jumat", FRIDAYS), ("kota", OWN)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    staff = [["NIP", "Nama", "Unit", "Eselon"]]
    staff += [
        [nip, f"Pegawai {n}", "Dinas A" if n < 3 else "Badan B", "III.a" if n in (0, 3) else ""]
        for n, nip in enumerate(NAMES)
    ]
    units = [["Unit", "Skenario", *unit_columns], ["Dinas A", entry, *unit_columns.values()], ["Badan B", ""]]
    return write_xlsx(folder / "staff.xlsx", {"Pegawai": staff, "Unit": units})


def home_dates(path: Path) -> Mapping[str, list[str]]:
    """Dates at home of each person of a tidy roster."""
    found: dict[str, list[str]] = {nip: [] for nip in NAMES}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["code"] in ("WFH", "WFA"):
                found[row["nip"]].append(row["date"])
    return found


def broken(case: Case, *rows: str) -> list[tuple[str, str, int]]:
    """Rule, whom and amount of every violation of a roster."""
    judged = audit(case, roster(case.problem, *rows))
    return [
        (entry.rule.name, v.where.group or case.problem.people[v.where.person or 0].name, v.amount)
        for entry in judged.rules
        for v in entry.violations
    ]
