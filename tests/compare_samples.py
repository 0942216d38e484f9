"""Columns to compare, made by hand from the small judged roster: everybody in the office, that roster, and one that cannot be."""

from __future__ import annotations

from dataclasses import replace

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.outcome import Outcome
from asnroster.judge.audit import audit
from asnroster.output.comparison import Side
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from tests.report_samples import sample_report


def column(name: str, report: Report, *, title: str = "") -> Side:
    """A roster as a column."""
    horizon = report.problem.horizon
    return Side(
        name, title or f"Judul {name}", horizon.start, horizon.end, report.outcome, report, case=report.case
    )


def office_report(known: Report | None = None) -> Report:
    """The same people, all in the office."""
    known = known or sample_report()
    modes = known.roster.modes.copy()
    modes[modes == HOME] = OFFICE
    roster = replace(known.roster, modes=modes)
    return replace(known, roster=roster, audit=audit(known.case, roster))


def judged(known: Report, case: Case) -> Report:
    """A known roster under another case."""
    return replace(known, case=case, audit=audit(case, known.roster))


def impossible(known: Report | None = None) -> Side:
    """A scenario without a roster."""
    known = known or sample_report()
    horizon, outcome = known.problem.horizon, Outcome("infeasible", None, None, 7, 0.5, ())
    return Side(
        "penuh", "Terlalu penuh", horizon.start, horizon.end, outcome, None, "cannot hold together: a + b", case=known.case
    )  # fmt: skip


def sample_columns() -> list[Side]:
    """Everybody in the office, the small roster against it, and what cannot be."""
    return [column("semua-wfo", office_report()), column("contoh", sample_report()), impossible()]
