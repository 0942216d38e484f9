"""One run: spreadsheets and a scenario in, a judged roster out. Prints nothing, writes nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.domain.groups import fold
from asnroster.domain.outcome import Outcome, Stage
from asnroster.earlier import build_with_earlier, held_against
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import read_tables, table_issues
from asnroster.intake.rosters.previous import PastRoster, read_past
from asnroster.intake.tables import Tables
from asnroster.judge.audit import Audit, audit
from asnroster.judge.savings import shared_buildings
from asnroster.judge.soundness import check_case, confirmed
from asnroster.output.report import Report
from asnroster.processes import peak_memory_mb
from asnroster.request import Request
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import sub_case
from asnroster.scenario import Scenario
from asnroster.scenario.find import DEFAULT_SCENARIO, scenario_names
from asnroster.scenario.horizon import choose_horizon
from asnroster.scenario.load import load_scenario, load_scenario_rows, load_scenario_text
from asnroster.scenario.parameters import given_values
from asnroster.scenario.policies import beyond_any, policy_notices, set_aside, with_policies
from asnroster.scenario.windows import lifted
from asnroster.words import _, use_home_word

if TYPE_CHECKING:
    from asnroster.engine.search.search import Progress
    from asnroster.engine.solve import Options, Solution


@dataclass(frozen=True)
class Prepared:
    """A request that was read and found sound.

    Attributes:
        shared_buildings: of one agency's part, the buildings (folded names) in which others work too.
    """

    scenario: Scenario
    case: Case
    notices: tuple[Issue, ...]
    seconds_to_read: float
    seconds_to_build: float
    shared_buildings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Run:
    """A finished run; ``report`` is None when there is no roster."""

    prepared: Prepared
    solution: Solution
    outcome: Outcome
    report: Report | None
    disagreement: bool = False


def prepare(
    request: Request,
    *,
    tables: Tables | None = None,
    past: tuple[PastRoster, ...] | None = None,
    base: PastRoster | None = None,
    horizon: tuple[date, date] | None = None,
) -> Prepared:
    """Read, check and build everything that a run needs.

    Args:
        request: what the user asks for.
        tables: the spreadsheets where they are read already.
        past: the earlier rosters where they are read already.
        base: the roster in force where it is read already.
        horizon: first and last date where the roster to judge gives them.

    Raises:
        InputError: with every issue of spreadsheets, scenario and dates at once.
    """
    begun = time.monotonic()
    tables = tables or read_request(request)
    unread: tuple[Issue, ...] = ()
    try:
        past = read_history(request, tables) if past is None else past
        base = read_base(request, tables) if base is None else base
    except InputError as error:
        unread = error.issues
    read = time.monotonic()
    try:
        scenario = load_request_scenario(request, tables)
        start, end = horizon or choose_horizon(scenario, request.start, request.end)
        scenario = followed(request, scenario, tables)
    except InputError as error:
        raise InputError([*table_issues(tables), *error.issues, *unread]) from None
    scenario, past, base = held_against(scenario, start, past or (), base, keep_near=request.keep_near)
    problem, notices = build_with_earlier(tables, (start, end), past, base, unread, scenario.rules)
    if request.confirm:
        problem = replace(problem, assumptions=confirmed(problem.assumptions))
    case = Case(problem, scenario.rules)
    issues, more = check_case(
        case, own=own_rules(scenario), values=given_values(request.parameters), strict=request.strict
    )
    if issues:
        raise InputError(issues)
    shared: frozenset[str] = frozenset()
    if request.agency:
        shared = shared_buildings(problem)
        case, notice = _part(case, request.agency)
        notices = [*notices, notice]
    notices += [
        *policy_notices(scenario, problem.units),
        *set_aside(tables, one=request.one_policy),
        *beyond_any(scenario, problem),
    ]
    return Prepared(scenario, case, (*notices, *more), read - begun, time.monotonic() - read, shared)


def read_request(request: Request) -> Tables:
    """The spreadsheets of a request.

    Raises:
        InputError: when one cannot be read at all.
    """
    units = None if request.units is None else request.table(request.units)
    return read_tables(request.table(request.staff), units, request.mapping, answers=request.answers)


def followed(request: Request, scenario: Scenario, tables: Tables) -> Scenario:
    """The run's scenario together with the policies that single units follow; its word for home is spoken from here on.

    Raises:
        InputError: by cell, where a policy is not known; and with everything that is wrong in one.
    """
    folder = request.policy_folder or (request.units or request.staff).parent
    use_home_word(scenario.home_code)
    return with_policies(scenario, tables, folder, what_if=request.what_if, one=request.one_policy)


def read_history(request: Request, tables: Tables) -> tuple[PastRoster, ...]:
    """The rosters of ``--history``.

    Raises:
        InputError: with every issue of all of them.
    """
    names = {row.nip: row.name for row in tables.staff}
    return read_past([*map(request.table, request.history)], names, request.reading.of_earlier)


def read_base(request: Request, tables: Tables) -> PastRoster | None:
    """The roster of ``--base``, None where there is none.

    Raises:
        InputError: with every issue of it.
    """
    if request.base is None:
        return None
    names = {row.nip: row.name for row in tables.staff}
    reading = replace(request.reading.of_earlier, start=request.start)
    return read_past([request.table(request.base)], names, reading)[0]


def _part(case: Case, agency: str) -> tuple[Case, Issue]:
    """One agency's part of a case, and a notice of what it does not show."""
    units = case.problem.units
    unit = next((u for u, unit in enumerate(units) if fold(unit.path) == fold(agency)), None)
    if unit is None:
        message = _("The roster is the part of {agency}, which is not in the staff file.").format(
            agency=agency
        )
        needed = _("Name the staff file that it was made from with --staff.")
        raise InputError([Issue("part-unknown", message, needed, found=agency)])
    message = _("Only the part of {agency} is judged: rules about more than one agency see its people alone.")
    advice = _("Give the main workbook to have everything judged.")
    return sub_case(case, case.problem.below[unit]), Issue(
        "part-alone", message.format(agency=agency), advice
    )


def solve_and_judge(
    prepared: Prepared,
    options: Options,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Run:
    """Solve a prepared case and let the audit judge the roster; ``stop`` ends the search early."""
    from asnroster.engine.solve import solve

    solution = solve(prepared.case, options, on_progress, stop)
    solved = time.monotonic()
    judged = audit(prepared.case, solution.roster) if solution.roster is not None else None
    seconds = {
        "read": prepared.seconds_to_read,
        "build": prepared.seconds_to_build,
        **{stage.name: stage.seconds for stage in solution.stages},
        "audit": time.monotonic() - solved,
    }
    outcome = Outcome(
        status=solution.status,
        cost=solution.cost,
        bound=solution.bound,
        seed=options.seed,
        seconds=sum(seconds.values()),
        stages=tuple(Stage(name, spent) for name, spent in seconds.items()),
        interrupted=solution.interrupted,
        time_limited=solution.time_limited,
        peak_memory_mb=peak_memory_mb() + solution.workers_memory_mb,
        parts=solution.parts,
        parts_done=solution.parts_done,
        first_seconds=None
        if solution.first_seconds is None
        else seconds["read"] + seconds["build"] + solution.first_seconds,
    )
    if solution.roster is None or judged is None:
        return Run(prepared, solution, outcome, None)
    report = Report(prepared.case, prepared.scenario, solution.roster, judged, outcome, solution.clashes)
    return Run(prepared, solution, outcome, report, disagreement=disagrees(solution, judged))


def judge_file(request: Request, path: Path, *, tables: Tables | None = None) -> tuple[Report, list[Issue]]:
    """Judge a roster file by the rules of a scenario.

    Args:
        request: what it is judged by.
        path: the roster file.
        tables: the spreadsheets where they are read already.

    Returns:
        The judged roster, and notices.

    Raises:
        InputError: with every issue of the spreadsheets, the scenario or the roster file.
    """
    from asnroster.intake.rosters.reading import read_roster, read_roster_horizon

    begun, table = time.monotonic(), request.table(path)
    prepared = prepare(request, tables=tables, horizon=read_roster_horizon(table, request.reading))
    roster, notices = read_roster(table, prepared.case.problem, request.reading)
    judged = audit(prepared.case, roster)
    outcome = Outcome(
        status="feasible",
        cost=judged.cost,
        bound=None,
        seconds=time.monotonic() - begun,
        peak_memory_mb=peak_memory_mb(),
    )
    report = Report(
        prepared.case,
        prepared.scenario,
        roster,
        judged,
        outcome,
        agency=request.agency,
        shared_buildings=prepared.shared_buildings,
    )
    return report, [*prepared.notices, *notices]


def disagrees(solution: Solution, judged: Audit) -> bool:
    """Whether engine and audit see a different cost, or another amount broken of any hard rule.

    Only a relaxed roster, where no roster keeps every rule, may break one.
    """
    return (
        tuple(entry.cost for entry in judged.rules) != solution.rule_costs
        or judged.cost != solution.cost
        or tuple(entry.amount if entry.rule.hard else 0 for entry in judged.rules) != solution.amounts
        or (judged.hard_violations > 0 and not solution.clashes)
        or bool(judged.misfits)
    )


def own_rules(scenario: Scenario) -> frozenset[str]:
    """Names of the rules that no shipped scenario brings."""
    shipped = scenario_names()
    origins = scenario.ancestry.origins
    return frozenset(rule.name for rule in scenario.rules if origins.get(rule.name) not in shipped)


def load_request_scenario(request: Request, tables: Tables) -> Scenario:
    """The scenario asked for, else that of the workbook that was named, else the roster's own, else the default.

    Where the request asks what if, its windows are lifted.
    """
    scenario = _asked_scenario(request, tables)
    return lifted(scenario) if request.what_if else scenario


def _asked_scenario(request: Request, tables: Tables) -> Scenario:
    own_sheet = bool(tables.scenario_rows) and (request.staff_named or request.written is None)
    if request.scenario is None and request.written is not None and not own_sheet:
        file, text = request.written
        return load_scenario_text(text, file=file, parameters=request.parameters)
    if request.scenario is None and own_sheet:
        return load_scenario_rows(
            tables.scenario_rows, file=str(request.staff), parameters=request.parameters
        )
    return load_scenario(request.scenario or DEFAULT_SCENARIO, parameters=request.parameters)
