"""Compare policies: the same staff under each of them, solved or already rostered, measured by the same functions.

The measures are in :mod:`asnroster.output.figures`.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.domain.calendar import next_whole_month
from asnroster.errors import InputError, Issue
from asnroster.intake.rosters.files import sheets_by_file
from asnroster.intake.rosters.previous import PastRoster
from asnroster.intake.rosters.reading import read_roster_horizon
from asnroster.intake.tables import Tables
from asnroster.judge.gaps import COLUMN_UNREAD
from asnroster.output.comparison import Side, as_json, dates_text, table
from asnroster.output.figures import MEASURES, Measure
from asnroster.request import Request
from asnroster.restore import restored_request
from asnroster.run import (
    Prepared,
    Run,
    judge_file,
    load_request_scenario,
    prepare,
    read_base,
    read_history,
    read_request,
    solve_and_judge,
)
from asnroster.scenario import Scenario
from asnroster.scenario.alike import alike_in_savings
from asnroster.scenario.given import savings_settings
from asnroster.scenario.horizon import choose_horizon, own_dates
from asnroster.scenario.sweep import OPTION, Sweep, swept
from asnroster.words import HOME_WORD, _, use_home_word

if TYPE_CHECKING:
    from asnroster.engine.search.search import Progress
    from asnroster.engine.solve import Options

__all__ = ["MEASURES", "Measure", "Side", "as_json", "compare", "named_roster", "requests_for", "table"]

ROSTER_KINDS = (".xlsx", ".xls", ".ods", ".csv")


def named_roster(name: str | None) -> tuple[Path, str | None] | None:
    """A roster already made that ``-s`` names, and after an ``@`` what it is judged by; None for a scenario.

    A file whose own name holds an ``@`` comes first where there is one.
    """
    before, at, scenario = (name or "").rpartition("@")
    path = Path(name or "")
    if at and scenario and Path(before).suffix.lower() in ROSTER_KINDS and not path.is_file():
        return Path(before), scenario
    return (path, None) if path.suffix.lower() in ROSTER_KINDS else None


def compare(
    requests: Sequence[Request],
    options: Options,
    on_column: Callable[[str], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    *,
    sweep: Sweep | None = None,
) -> tuple[list[Side], list[Issue]]:
    """Solve each scenario for the same staff and judge each roster; what cannot be becomes a column that says why.

    Args:
        requests: one per scenario or roster, the same staff file and earlier rosters in all.
        options: of each search.
        on_column: told the scenario's name before it is solved.
        on_progress: told how each search goes.
        stop: once set, every search still to come ends at once with what is at hand.
        sweep: of the one scenario asked for, make a column for each value.

    Returns:
        The columns in the order asked, and the notices of all, each once.

    Raises:
        InputError: when the spreadsheets are wrong, or a scenario or roster cannot be read.
    """
    # A column is one policy for everybody.
    requests, sheets_told = _read_by_their_sheets([replace(request, one_policy=True) for request in requests])
    tables = read_request(replace(requests[0], answers=tuple(_answered(requests))))
    requests = _with_one_horizon(requests, tables)
    values = [""] * len(requests)
    if sweep is not None:
        values, requests = _swept(requests, sweep, tables)
    made, notices = _made_ready(requests, tables)
    notices += sheets_told
    if sweep is None:
        made, more = _alike_in_savings(made, savings_settings(requests[0].parameters))
        notices += more
    columns: list[Side] = []
    run: Run | None = None
    for value, ready in zip(values, made, strict=True):
        if isinstance(ready, Side):
            columns.append(ready)
            continue
        if run is not None and sweep is not None and sweep.of_savings:
            run = _retold(run, ready)  # no figure of savings changes a roster
        else:
            if on_column is not None:
                on_column(ready.scenario.name)
            run = solve_and_judge(ready, options, on_progress, stop)
        columns.append(replace(_column(run), value=value))
    columns = _told_apart(columns)
    use_home_word(*(_home_code(ready) for ready in made))
    notices += [_other_dates(columns[0], column) for column in columns if not _same_dates(columns[0], column)]
    return columns, list(dict.fromkeys(notices))


def _answered(requests: Sequence[Request]) -> list[Path]:
    """The first roster already made: what its sheet Konfirmasi answers holds for every column, so that all are of the
    same people.
    """
    return _rosters(requests)[:1]


def _rosters(requests: Sequence[Request]) -> list[Path]:
    """The rosters already made among what is compared."""
    return [named[0] for request in requests if (named := named_roster(request.scenario))]


def _read_by_their_sheets(requests: Sequence[Request]) -> tuple[list[Request], list[Issue]]:
    """Give each roster those sheets of ``--sheet`` that it has."""
    sheets = requests[0].reading.sheets
    if not sheets:  # no roster need be opened to see which sheets it has
        return list(requests), []
    own, notices = sheets_by_file(_rosters(requests), sheets)
    return [
        replace(request, reading=replace(request.reading, sheets=own[named[0]]))
        if (named := named_roster(request.scenario))
        else request
        for request in requests
    ], notices


def _made_ready(requests: Sequence[Request], tables: Tables) -> tuple[list[Prepared | Side], list[Issue]]:
    """Scenarios ready to be solved and rosters judged, and the notices; what is wrong is told all at once."""
    issues: list[Issue] = []
    past: tuple[PastRoster, ...] = ()
    base: PastRoster | None = None
    try:
        past = read_history(requests[0], tables)
        base = read_base(requests[0], tables)
    except InputError as error:
        issues += error.issues
        requests = [replace(request, history=(), base=None) for request in requests]
    made: list[Prepared | Side] = []
    notices: list[Issue] = []
    for request in requests:
        try:
            if named_roster(request.scenario):
                judged, remarks = _judged(request, tables)
                made.append(judged)
            else:
                ready = prepare(request, tables=tables, past=past, base=base)
                made.append(ready)
                remarks = list(ready.notices)
            # What one of the columns does not read another may: solve and scenarios check tell of it.
            notices += [one for one in remarks if one.code != COLUMN_UNREAD]
        except InputError as error:
            issues += [issue for issue in error.issues if issue not in issues]
    if issues:
        raise InputError(issues)
    return made, notices


def _judged(request: Request, tables: Tables) -> tuple[Side, list[Issue]]:
    """A roster already made, judged as ``audit`` judges it: by the scenario named, else by its own where it tells one."""
    path, scenario = named_roster(request.scenario) or (Path(), None)
    # What it was made by keeps its figures; only what it saves is reckoned as in the other columns.
    parameters = request.parameters if scenario else savings_settings(request.parameters)
    query = replace(
        request,
        scenario=scenario,
        parameters=parameters,
        staff_named=True,
        base=None,
        start=None,
        end=None,
    )
    restored, notices = restored_request(path, query)
    same = (restored.staff, restored.units) == (request.staff, request.units)
    # Its own scenario comes first: the sheet Skenario of the staff is another policy to compare with.
    restored = replace(
        restored,
        staff_named=False,
        base=request.base or restored.base,
        reading=request.reading,
        one_policy=scenario is not None,
    )
    report, more = judge_file(restored, path, tables=tables if same else None)
    horizon = report.problem.horizon
    column = Side(
        path.name,
        report.scenario.title,
        horizon.start,
        horizon.end,
        report.outcome,
        report,
        given=True,
        case=report.case,
    )
    return column, [*map(_advised, notices), *more]


def _advised(notice: Issue) -> Issue:
    """A notice of what a roster does not tell, with what would do here, where -s names the roster."""
    if notice.code != "scenario-untold":
        return notice
    needed = _("Name the scenario behind the file: -s “{file}@NAME”.").format(file=notice.file)
    return replace(notice, needed=needed)


def _swept(requests: Sequence[Request], sweep: Sweep, tables: Tables) -> tuple[list[str], list[Request]]:
    """The values of a sweep as text, and a request for each."""
    request = requests[0]
    if len(requests) > 1 or named_roster(request.scenario):
        message = _("A sweep is of one scenario.")
        needed = _("Give -s once, with the name of a scenario.")
        raise InputError([Issue("sweep", message, needed, sheet=OPTION)])
    steps = swept(load_request_scenario(request, tables), sweep)
    return [value for value, _scenario in steps], [
        replace(
            request, scenario=None, written=(scenario.file, scenario.text), staff_named=False, parameters={}
        )
        for _value, scenario in steps
    ]


def _with_one_horizon(requests: Sequence[Request], tables: Tables) -> list[Request]:
    """The same dates for all that are solved, for only then are they comparable.

    The user's dates, else those of the first scenario or roster that has dates of its own, else the next
    whole month.
    """
    for request in requests:
        try:
            dated = _dated(request, tables)
        except InputError:
            continue  # told with all other issues when it is prepared
        if any(own_dates(dated)):
            start, end = choose_horizon(dated, request.start, request.end)
            return [replace(one, start=start, end=end) for one in requests]
    first = requests[0]
    if first.start is None and first.end is None:
        start, end = next_whole_month(date.today())
        return [replace(one, start=start, end=end) for one in requests]
    return list(requests)


def _dated(request: Request, tables: Tables) -> Scenario:
    """The scenario asked for; of a roster, one that has its dates."""
    named = named_roster(request.scenario)
    if named is None:
        return load_request_scenario(request, tables)
    start, end = read_roster_horizon(request.table(named[0]), request.reading)
    return Scenario("", "", start=start, end=end)


def _alike_in_savings(
    made: Sequence[Prepared | Side], settings: Mapping[str, object]
) -> tuple[list[Prepared | Side], list[Issue]]:
    """The same with the assumptions that :func:`alike_in_savings` settles, and its notices."""
    settled, notices = alike_in_savings([_known_by(one) for one in made], settings)
    return [*map(_by, made, settled)], notices


def _known_by(one: Prepared | Side) -> tuple[str, Scenario]:
    if isinstance(one, Prepared):
        return one.scenario.name, one.scenario
    return one.name, one.report.scenario if one.report else Scenario("", "")


def _by(one: Prepared | Side, scenario: Scenario) -> Prepared | Side:
    if isinstance(one, Prepared):
        return replace(one, scenario=scenario)
    return replace(one, report=one.report and replace(one.report, scenario=scenario))


def _retold(run: Run, ready: Prepared) -> Run:
    """A run for a scenario of the same rules."""
    report = run.report and replace(run.report, scenario=ready.scenario)
    return replace(run, prepared=ready, report=report)


def _told_apart(columns: Sequence[Side]) -> list[Side]:
    """One roster under several scenarios has the scenario's name behind its own."""
    often = {name for name, count in Counter(one.name for one in columns if one.given).items() if count > 1}
    return [
        replace(one, name=f"{one.name}@{one.report.scenario.name}")
        if one.name in often and one.report
        else one
        for one in columns
    ]


def _home_code(ready: Prepared | Side) -> str:
    """The word by which a column calls home."""
    scenario = ready.scenario if isinstance(ready, Prepared) else ready.report and ready.report.scenario
    return scenario.home_code if scenario else HOME_WORD


def _same_dates(first: Side, column: Side) -> bool:
    return (first.start, first.end) == (column.start, column.end)


def _other_dates(first: Side, column: Side) -> Issue:
    message = _("{name} is for {dates}, {first} for {others}: no differences are shown.").format(
        name=column.name, dates=dates_text(column), first=first.name, others=dates_text(first)
    )
    needed = _("Give rosters of the same dates, or set them with --start and --end.")
    return Issue("other-dates", message, needed)


def _column(run: Run) -> Side:
    scenario = run.prepared.scenario
    outcome, report, why = run.outcome, run.report, ""
    if run.disagreement:
        outcome, report, why = replace(outcome, status="unknown"), None, _("audit and solver disagree")
    elif report is None and outcome.status == "infeasible":
        rules = run.prepared.case.rules
        sets = dict.fromkeys(clash.rules for clash in run.solution.clashes)
        named = " | ".join(" + ".join(rules[index].name for index in clash) for clash in sets)
        why = _("cannot hold together: {rules}").format(rules=named)
    elif report is None:
        why = _("stopped before a roster was found")
    case = run.prepared.case
    clashes = () if run.disagreement else run.solution.clashes
    start, end = case.problem.horizon.start, case.problem.horizon.end
    return Side(scenario.name, scenario.title, start, end, outcome, report, why, case=case, clashes=clashes)


def requests_for(base: Request, scenarios: Sequence[str]) -> list[Request]:
    """The same request once per scenario or roster; once for the default scenario where none is named."""
    return [replace(base, scenario=name) for name in scenarios] or [base]
