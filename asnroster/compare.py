"""Compare scenarios: the same staff under each of them, measured by the same small functions.

A new measure is one function with a name and a format in ``MEASURES``; tables, workbook and JSON
pick it up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from asnroster.domain.calendar import MONDAY_TO_FRIDAY, next_whole_month
from asnroster.domain.outcome import Outcome, Status
from asnroster.errors import InputError, Issue
from asnroster.intake.past import PastRoster
from asnroster.intake.tables import Tables, read_tables
from asnroster.judge import measures
from asnroster.judge.wording import date_text
from asnroster.output.comparison import Cell, Table
from asnroster.output.report import Report
from asnroster.run import (
    Prepared,
    Request,
    Run,
    choose_horizon,
    load_request_scenario,
    prepare,
    read_history,
    solve_and_judge,
)
from asnroster.words import Text, _, number_text, percent_text

if TYPE_CHECKING:
    from asnroster.engine.search import Progress
    from asnroster.engine.solve import Options

Value = int | float | str | Fraction | None
Better = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a comparison.

    Attributes:
        key: its name in JSON.
        value: computes it from a judged roster; None when it has no value there.
        kind: ``count``, ``share`` or ``text``.
        better: which way is better, empty when neither is.
    """

    key: str
    title: Text
    value: Callable[[Report], Value]
    kind: Literal["count", "share", "text"] = "count"
    better: Better = ""


@dataclass(frozen=True)
class Column:
    """One scenario's outcome; ``report`` is None when it has no roster, and ``why`` says why."""

    name: str
    title: str
    start: date
    end: date
    outcome: Outcome
    report: Report | None
    why: str = ""


def office_days(report: Report) -> int:
    """Person-days in the office."""
    return int(measures.at_office(report.problem, report.roster).sum())


def home_days(report: Report) -> int:
    """Person-days at home."""
    return int(measures.at_home(report.problem, report.roster).sum())


def home_share(report: Report) -> Fraction | None:
    """Home person-days of all person-days worked."""
    return measures.home_share(report.problem, report.roster)


def presence(report: Report) -> list[tuple[int, int]]:
    """(people in the office, day) of each ordinary working day, Monday to Friday and no holiday."""
    problem = report.problem
    office = measures.per_day(measures.at_office(problem, report.roster))
    ordinary = [
        d for d, day in enumerate(problem.horizon.dates) if problem.calendar.is_working(day, MONDAY_TO_FRIDAY)
    ]
    return [(int(office[day]), day) for day in ordinary]


def busiest(report: Report) -> int | None:
    """Most people in the office on an ordinary working day."""
    return max((people for people, _ in presence(report)), default=None)


def emptiest(report: Report) -> int | None:
    """Fewest people in the office on an ordinary working day."""
    return min((people for people, _ in presence(report)), default=None)


def busiest_date(report: Report) -> str | None:
    """The first day with the most people in the office."""
    days = presence(report)
    if not days:
        return None
    return date_text(report.problem.horizon.dates[max(days, key=lambda entry: (entry[0], -entry[1]))[1]])


def emptiest_date(report: Report) -> str | None:
    """The first day with the fewest people in the office."""
    days = presence(report)
    return date_text(report.problem.horizon.dates[min(days)[1]]) if days else None


def wishes_met(report: Report) -> Fraction | None:
    """Wishes met of all wishes on free days."""
    asked = int(measures.wishes(report.case).sum())
    return Fraction(int(measures.wishes_met(report.case, report.roster).sum()), asked) if asked else None


def never_home(report: Report) -> int:
    """People without a single home day."""
    return int(np.count_nonzero(measures.per_person(measures.at_home(report.problem, report.roster)) == 0))


MEASURES = (
    Measure("cost", Text("Cost", "Biaya"), lambda report: report.audit.cost),
    Measure("gap", Text("Proven gap", "Selisih terbukti"), lambda report: report.outcome.gap, "share", "less"),
    Measure("hard_violations", Text("Hard violations", "Pelanggaran wajib"), lambda report: report.audit.hard_violations, "count", "less"),
    Measure("office_days", Text("WFO person-days", "Orang-hari WFO"), office_days),
    Measure("home_days", Text("WFH person-days", "Orang-hari WFH"), home_days),
    Measure("home_share", Text("WFH share", "Porsi WFH"), home_share, "share"),
    Measure("busiest", Text("Most people in the office", "Terbanyak di kantor"), busiest),
    Measure("busiest_date", Text("Busiest day", "Hari terpadat"), busiest_date, "text"),
    Measure("emptiest", Text("Fewest people in the office", "Tersedikit di kantor"), emptiest, "count", "more"),
    Measure("emptiest_date", Text("Emptiest day", "Hari terlengang"), emptiest_date, "text"),
    Measure("wishes_met", Text("Wishes met", "Preferensi terpenuhi"), wishes_met, "share", "more"),
    Measure("never_home", Text("People never at home", "Pegawai tanpa WFH"), never_home),
    Measure("savings_rupiah", Text("Savings (rupiah)", "Penghematan (rupiah)"), lambda report: report.savings.rupiah.whole, "count", "more"),
    Measure("savings_range", Text("Savings range (rupiah)", "Rentang penghematan (rupiah)"), lambda report: report.savings.rupiah.span, "text"),
    Measure("co2_kg", Text("CO2 saved (kg)", "CO2 dihemat (kg)"), lambda report: report.savings.co2.whole, "count", "more"),
    Measure("co2_range", Text("CO2 range (kg)", "Rentang CO2 (kg)"), lambda report: report.savings.co2.span, "text"),
)  # fmt: skip


def compare(
    requests: Sequence[Request],
    options: Options,
    on_column: Callable[[str], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> tuple[list[Column], list[Issue]]:
    """Solve each scenario for the same staff; one that cannot be becomes a column that says why.

    Args:
        requests: one per scenario, the same staff file and earlier rosters in all.
        options: of each search.
        on_column: told the scenario's name before it is solved.
        on_progress: told how each search goes.
        stop: once set, every search still to come ends at once with what is at hand.

    Returns:
        The columns in the order asked, and the notices of all runs, each once.

    Raises:
        InputError: when the spreadsheets are wrong or a scenario cannot be read.
    """
    tables = read_tables(requests[0].staff, requests[0].units, requests[0].mapping)
    prepared: list[Prepared] = []
    issues: list[Issue] = []
    past: tuple[PastRoster, ...] = ()
    try:
        past = read_history(requests[0], tables)
    except InputError as error:
        issues += error.issues
    for request in _with_one_horizon(requests, tables):
        try:
            prepared.append(prepare(request, tables=tables, past=past))
        except InputError as error:
            issues += [issue for issue in error.issues if issue not in issues]
    if issues:
        raise InputError(issues)
    columns = []
    for ready in prepared:
        if on_column is not None:
            on_column(ready.scenario.name)
        columns.append(_column(solve_and_judge(ready, options, on_progress, stop)))
    notices = dict.fromkeys(notice for ready in prepared for notice in ready.notices)
    return columns, list(notices)


def _with_one_horizon(requests: Sequence[Request], tables: Tables) -> list[Request]:
    """The same dates for all, for only then are they comparable.

    The user's dates, else those of the first scenario that has dates of its own, else the next
    whole month.
    """
    for request in requests:
        try:
            scenario = load_request_scenario(request, tables)
        except InputError:
            continue  # told with all other issues when it is prepared
        if scenario.start is not None or scenario.end is not None:
            start, end = choose_horizon(scenario, request.start, request.end)
            return [replace(one, start=start, end=end) for one in requests]
    first = requests[0]
    if first.start is None and first.end is None:
        start, end = next_whole_month(date.today())
        return [replace(one, start=start, end=end) for one in requests]
    return list(requests)


def _column(run: Run) -> Column:
    scenario = run.prepared.scenario
    outcome, report, why = run.outcome, run.report, ""
    if run.disagreement:
        outcome, report, why = replace(outcome, status="unknown"), None, _("audit and solver disagree")
    elif report is None and outcome.status == "infeasible":
        rules = run.prepared.case.rules
        sets = dict.fromkeys(clash.rules for clash in run.solution.clashes)
        clashes = " | ".join(" + ".join(rules[index].name for index in clash) for clash in sets)
        why = _("cannot hold together: {rules}").format(rules=clashes)
    elif report is None:
        why = _("stopped before a roster was found")
    horizon = run.prepared.case.problem.horizon
    return Column(scenario.name, scenario.title, horizon.start, horizon.end, outcome, report, why)


def dates_text(column: Column) -> str:
    """First and last date of a column's rosters."""
    return f"{date_text(column.start)} - {date_text(column.end)}"


def status_text(status: Status) -> str:
    """A search's status in the user's language."""
    return {
        "optimal": _("best possible (proved)"),
        "feasible": _("good, within the gap"),
        "infeasible": _("no roster exists"),
        "unknown": _("none found"),
    }[status]


def table(columns: Sequence[Column]) -> Table:
    """The comparison as rows of cells: text to show, value, and whether it is the best of its row."""
    rows = [(_("Dates"), [Cell(dates_text(column)) for column in columns])]
    rows += [(_("Status"), [Cell(status_text(column.outcome.status)) for column in columns])]
    if any(column.why for column in columns):
        rows.append((_("Why not"), [Cell(column.why) for column in columns]))
    for measure in MEASURES:
        values = [measure.value(column.report) if column.report is not None else None for column in columns]
        best = _best(values, measure.better)
        rows.append(
            (
                str(measure.title),
                [Cell(shown(v, measure.kind), v, measure.kind, v is not None and v == best) for v in values],
            )
        )
    return Table(
        _("Scenario"), [column.name for column in columns], [column.title for column in columns], rows
    )


def _best(values: Iterable[Value], better: Better) -> Value:
    numbers = [value for value in values if isinstance(value, (int, float, Fraction))]
    # Where all are alike, none is best.
    if not better or len(set(numbers)) < 2:
        return None
    return max(numbers) if better == "more" else min(numbers)


def shown(value: Value, kind: str) -> str:
    """A value as users read it; a dash where there is none."""
    if value is None:
        return "-"
    if kind == "share" and not isinstance(value, str):
        return percent_text(float(value))
    return number_text(value) if isinstance(value, int) else str(value)


def as_json(columns: Sequence[Column]) -> dict[str, object]:
    """The comparison for programs: one object per scenario, every measure by its key."""
    found = []
    for column in columns:
        entry: dict[str, object] = {
            "scenario": column.name,
            "title": column.title,
            "start": column.start.isoformat(),
            "end": column.end.isoformat(),
            "status": column.outcome.status,
            "bound": column.outcome.bound,
            "seconds": round(column.outcome.seconds, 3),
            "why": column.why,
        }
        for measure in MEASURES:
            value = measure.value(column.report) if column.report is not None else None
            entry[measure.key] = float(value) if isinstance(value, Fraction) else value
        found.append(entry)
    return {"scenarios": found}


def requests_for(base: Request, scenarios: Sequence[str]) -> list[Request]:
    """The same request once per scenario."""
    return [replace(base, scenario=name) for name in scenarios]
