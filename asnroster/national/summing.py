"""A run over many governments summed up: for programs, and as the rows of its overview."""

from __future__ import annotations

from datetime import date

from asnroster import __version__
from asnroster.domain.calendar import Horizon
from asnroster.national.manifest import Record
from asnroster.national.run import National
from asnroster.output.dates import horizon_text
from asnroster.output.overview import OverviewRow, Totals, write_overview
from asnroster.output.page import Paper
from asnroster.output.words import brief_status_text
from asnroster.words import _

OVERVIEW = "ringkasan.xlsx"
_STATUSES = ("optimal", "feasible", "infeasible", "unknown", "input", "disagree", "failed", "waiting")


def totals(national: National, seconds: float) -> Totals:
    """The whole run for programs: sums over the parts, and what became of them."""
    records = list(national.records.values())
    solved = [record for record in records if record.has_roster]
    cost = sum(record.cost or 0 for record in solved)
    bound = sum(record.bound or 0 for record in solved)
    home, office = (
        sum(getattr(record, name) or 0 for record in solved) for name in ("home_days", "office_days")
    )
    return Totals(
        parts=len(records),
        kept=national.kept,
        people=sum(record.people or 0 for record in records),
        **{status: sum(record.status == status for record in records) for status in _STATUSES},
        people_with_roster=sum(record.people or 0 for record in solved),
        cost=cost if solved else None,
        bound=bound if solved else None,
        gap=(cost - bound) / max(1, cost) if solved else None,
        hard_violations=sum(record.hard_violations or 0 for record in solved),
        office_days=office,
        home_days=home,
        home_share=home / (home + office) if home + office else None,
        seconds=round(seconds, 3),
        part_seconds=round(sum(record.seconds for record in records), 3),
        part_cpu_seconds=round(sum(record.cpu_seconds for record in records), 3),
        peak_memory_mb=max((record.peak_memory_mb for record in records), default=0.0),
        exit_code=national.exit_code,
        version=__version__,
        folder=str(national.folder),
    )


def status_text(record: Record) -> str:
    """How a part ended, in the user's words."""
    if record.has_roster and record.status == "infeasible":
        return _("breaks rules that must hold")
    without_status = {
        "input": _("its input is wrong"),
        "disagree": _("audit and solver disagree"),
        "failed": _("ended before its time"),
        "waiting": _("not solved yet"),
    }
    return without_status.get(record.status) or brief_status_text(record.status)


def reason(record: Record) -> str:
    """The first thing that stands against a roster."""
    return next((line.strip() for line in record.why if line.strip()), "")


def write_totals(national: National, sums: Totals, paper: Paper) -> None:
    """Write the overview of a run.

    Raises:
        OSError: when the folder cannot be written to.
    """
    rows = [
        OverviewRow(
            record.name,
            record.people,
            status_text(record),
            record.has_roster,
            record.cost,
            record.gap,
            _share(record),
            record.hard_violations,
            record.seconds or None,
            record.file,
            reason(record) if record.exit_code else "",
        )
        for record in national.records.values()
    ]
    solved = sum(row.has_roster for row in rows)
    total = OverviewRow(
        _("All"),
        sums.people,
        _("{solved} of {parts} with a roster").format(solved=solved, parts=len(rows)),
        True,
        sums.cost,
        sums.gap,
        sums.home_share,
        sums.hard_violations,
        sums.part_seconds,
    )
    start_and_end = {(record.start, record.end) for record in national.records.values() if record.start}
    spans = [
        horizon_text(Horizon(date.fromisoformat(start), date.fromisoformat(end)))
        for start, end in sorted(start_and_end)
    ]
    titles = [
        _("Rosters by government or agency"),
        national.title,
        _("Period: {span}").format(span="; ".join(spans) or "-"),
    ]
    write_overview(rows, total, national.folder / OVERVIEW, titles=titles, paper=paper)


def _share(record: Record) -> float | None:
    worked = (record.home_days or 0) + (record.office_days or 0)
    return (record.home_days or 0) / worked if worked else None
