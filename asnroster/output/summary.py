"""The run's summary for programs (``--json``): with a roster, and without one."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from asnroster import __version__
from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Assumption
from asnroster.domain.roster import Roster
from asnroster.errors import Issue
from asnroster.files import whole_file
from asnroster.judge.audit import Audit
from asnroster.judge.presence import PRESENCE, presence_record
from asnroster.judge.savings import Savings
from asnroster.output.assumptions import assumed_records
from asnroster.output.clashes import clash_names, clash_records
from asnroster.output.report import Report
from asnroster.output.savings_words import assumption_records, ends
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.clash import Clash
from asnroster.scenario import Scenario
from asnroster.scenario.policies import units_of


def summary(
    case: Case,
    scenario: Scenario,
    outcome: Outcome,
    audit: Audit | None = None,
    *,
    clashes: Sequence[Clash] = (),
    savings: Savings | None = None,
    roster: Roster | None = None,
    notices: Iterable[Issue] = (),
) -> dict[str, Any]:
    """What ``--json`` writes.

    Args:
        case: the problem under the scenario's rules.
        scenario: the scenario.
        outcome: how the run ended.
        audit: the roster's audit; without one violations and costs are null.
        clashes: why there is no roster, where there is none.
        savings: what the roster saves; null without one.
        roster: the roster, whose presence is told; null without one.
        notices: what is worth a word of the input and of what the rules find in it.
    """
    horizon = case.problem.horizon
    return {
        "status": outcome.status,
        "cost": outcome.cost,
        "bound": outcome.bound,
        "gap": outcome.gap,
        "rules": _rules(case, audit),
        "people": case.problem.headcount,
        "days": case.problem.days,
        "seconds": round(outcome.seconds, 3),
        "stages": [{"name": stage.name, "seconds": round(stage.seconds, 3)} for stage in outcome.stages],
        "parts": outcome.parts,
        "parts_done": outcome.parts_done,
        "first_roster_seconds": None if outcome.first_seconds is None else round(outcome.first_seconds, 3),
        "peak_memory_mb": round(outcome.peak_memory_mb, 1),
        "seed": outcome.seed,
        "versions": versions(),
        "interrupted": outcome.interrupted,
        "scenario": scenario.name,
        "in_force": windows_json(scenario),
        "what_if": scenario.what_if,
        "policies": [
            {"policy": policy.name, "units": units_of(policy, case.problem.units)}
            for policy in scenario.policies
        ],
        "start": horizon.start.isoformat(),
        "end": horizon.end.isoformat(),
        "clashes": clash_names(case, clashes),
        "explanations": clash_records(case, clashes),
        "issues": [],
        "notices": issue_records(notices),
        "assumptions": assumed_records(case.problem.assumptions),
        "savings": None if savings is None else _savings(savings),
        **(dict.fromkeys(PRESENCE) if roster is None else presence_record(case, roster)),
    }


def windows_json(scenario: Scenario) -> list[list[str | None]] | None:
    """First and last date of each window in which a policy is in force, null where one has no end; None: always."""
    windows = scenario.in_force
    return [[day.isoformat() if day else None for day in window] for window in windows] or None


def report_summary(report: Report, notices: Iterable[Issue] = ()) -> dict[str, Any]:
    """:func:`summary` of a roster's report, with what was worth a word."""
    return summary(
        report.case,
        report.scenario,
        report.outcome,
        report.audit,
        clashes=report.clashes,
        savings=report.savings,
        roster=report.roster,
        notices=notices,
    )


def _savings(saved: Savings) -> dict[str, Any]:
    """Figures as floats; titles, formulas and sources in the user's language."""
    return {
        "home_days": saved.home_days,
        "closed_building_days": saved.closed_building_days,
        "lines": [
            {
                "key": key, "title": str(line.kind.title), "unit": str(line.kind.unit), "formula": saved.formula(line),
                **ends(line.low, line.middle, line.high),
            }
            for key, line in saved.lines.items()
        ],
        "assumptions": assumption_records(saved.assumptions),
    }  # fmt: skip


def _rules(case: Case, audit: Audit | None) -> list[dict[str, Any]]:
    judged = [None] * len(case.rules) if audit is None else audit.rules
    return [
        {
            "rule": rule.key,
            "name": rule.name or rule.key,
            "hard": rule.hard,
            "violations": None if entry is None else len(entry.violations),
            "cost": None if entry is None else entry.cost,
        }
        for rule, entry in zip(case.rules, judged, strict=True)
    ]


def versions() -> dict[str, str]:
    """Versions of asnroster, the solver and Python; the solver is not imported for it."""
    return {
        "asnroster": __version__,
        "ortools": metadata.version("ortools"),
        "python": platform.python_version(),
    }


def json_text(data: Mapping[str, Any]) -> str:
    """A summary as JSON text that ends with a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def issue_records(issues: Iterable[Issue]) -> list[dict[str, str]]:
    """Issues or notices for programs."""
    names = ("code", "file", "sheet", "cell", "message", "needed", "found")
    return [{name: getattr(issue, name) for name in names} for issue in issues]


def refusal_summary(issues: Iterable[Issue]) -> dict[str, Any]:
    """What ``--json`` writes where the input was refused (exit code 2): there is no roster, and why."""
    return {"status": "unknown", "issues": issue_records(issues), "versions": versions()}


def check_summary(
    people: int,
    units: int,
    assumptions: Iterable[Assumption],
    notices: Iterable[Issue],
    issues: Iterable[Issue] = (),
) -> dict[str, Any]:
    """What ``check --json`` writes, whether the file is in order or not."""
    return {
        "people": people,
        "units": units,
        "issues": issue_records(issues),
        "notices": issue_records(notices),
        "assumptions": assumed_records(assumptions),
        "versions": versions(),
    }


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Write a summary as UTF-8 JSON, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    with whole_file(path) as temporary:
        temporary.write_text(json_text(data), encoding="utf-8")
