"""``asnroster solve``: from the staff workbook to an audited roster."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_issues, show_notices
from asnroster.cli.progress import ctrl_c_stops, progress_display
from asnroster.errors import Issue
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.domain.outcome import Outcome
    from asnroster.output.report import Report
    from asnroster.run import Request, Run


class Paper(StrEnum):
    """Paper sizes in offices: A4, and F4 (folio, 215 x 330 mm)."""

    A4 = "A4"
    F4 = "F4"


@command(help=_("Make a roster from a staff workbook and write it to Excel."))
@guarded
def solve(
    staff: options.Staff,
    units: options.Units = None,
    map_: options.Map = None,
    scenario: options.Scenario = None,
    set_: options.Set = None,
    start: options.Start = None,
    end: options.End = None,
    history: options.History = None,
    gap: options.Gap = "0.5%",
    time_limit: options.TimeLimit = None,
    seed: options.Seed = 1,
    workers: options.Workers = None,
    accept_idle: options.AcceptIdle = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Roster to write: .xlsx or .csv (default: roster.xlsx)."),
            show_default=False,
        ),
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help=_("Paper of the printed roster."))] = Paper.A4,
    json: options.Json = None,
) -> None:
    """Read, check, solve, audit, write."""
    from asnroster.run import Request

    target = output or _free_name()
    reads = [staff, units, scenario, *options.map_files(map_), *(history or ())]
    options.check_outputs(target, json, reads)
    request = Request(
        staff=staff, units=units, scenario=scenario, parameters=options.parse_parameters(set_),
        start=options.parse_date(start, "--start"), end=options.parse_date(end, "--end"), accept_idle=accept_idle,
        mapping=options.parse_map(map_), history=tuple(history or ()),
    )  # fmt: skip
    run = _run(request, gap=options.parse_gap(gap), time_limit=time_limit, seed=seed, workers=workers)
    code, outcome = _finish(run, target, paper)
    if json is not None and not run.disagreement:
        _write_json(run, outcome, json)
    if code:
        raise typer.Exit(code)


def _run(request: Request, *, gap: float, time_limit: float | None, seed: int, workers: int | None) -> Run:
    from asnroster.run import prepare, solve_and_judge

    with progress_display() as show, ctrl_c_stops() as stop:
        show.stage(_("Reading {file} …").format(file=request.staff.name))
        prepared = prepare(request)
        show.stage(_("Solving …"))
        from asnroster.engine.solve import Options

        wanted = Options(gap=gap, time_limit_seconds=time_limit, seed=seed, workers=workers)
        run = solve_and_judge(prepared, wanted, show.search, stop)
    show_notices(prepared.notices)
    return run


def _finish(run: Run, target: Path, paper: Paper) -> tuple[Exit, Outcome]:
    """Write the roster, or tell why there is none; the outcome then knows how long writing took."""
    if run.report is None:
        return _no_roster(run), run.outcome
    if run.disagreement:
        _tell_disagreement(run.report, run)
        return Exit.DISAGREE, run.outcome
    from asnroster.domain.outcome import Stage
    from asnroster.output.terminal import solve_summary
    from asnroster.output.write import write_roster

    begun = time.monotonic()
    write_roster(run.report, target, paper=paper.value)
    spent = time.monotonic() - begun
    outcome = replace(
        run.outcome, seconds=run.outcome.seconds + spent, stages=(*run.outcome.stages, Stage("write", spent))
    )
    console().print(solve_summary(run.report))
    if outcome.interrupted:
        typer.echo(_("Stopped by you: this is the best roster found so far."))
    elif outcome.time_limited:
        typer.echo(_("The time limit cut the search: another run may find another roster."))
    typer.echo(
        _("Roster written: {file} ({seconds:.1f} s in all)").format(file=target, seconds=outcome.seconds)
    )
    return Exit.GOOD, outcome


def _no_roster(run: Run) -> Exit:
    if run.outcome.status == "infeasible":
        rules = run.prepared.case.rules
        typer.echo(_("No roster exists: these rules cannot hold together."), err=True)
        for clash in run.solution.clashes:
            typer.echo("", err=True)
            for index in clash:
                rule = rules[index]
                typer.echo(f"  - {rule.name}: {rule.full_sentence()}", err=True)
        typer.echo("", err=True)
        typer.echo(_("Relax one rule of each group, or correct the data that it goes by."), err=True)
        return Exit.NO_ROSTER
    typer.echo(_("Stopped before a roster was found. Give it more time (--time-limit)."), err=True)
    return Exit.STOPPED


def _tell_disagreement(report: Report, run: Run) -> None:
    entries = zip(report.audit.rules, run.solution.rule_costs, strict=True)
    issues = [
        Issue(
            "audit-disagrees",
            _(
                "Rule “{rule}”: the solver counts cost {solver}, the audit {audit}; hard violations: {hard}."
            ).format(
                rule=entry.rule.name,
                solver=cost,
                audit=entry.cost,
                hard=len(entry.violations) if entry.rule.hard else 0,
            ),
        )
        for entry, cost in entries
        if cost != entry.cost or (entry.rule.hard and entry.violations)
    ]
    advice = _(
        "This is a fault of asnroster itself; nothing was written. Please report it with the command you used."
    )
    show_issues([*issues, Issue("audit-disagrees", advice)], title=_("Audit and solver disagree"))


def _write_json(run: Run, outcome: Outcome, path: Path) -> None:
    from asnroster.output.summary import summary, write_json

    names = [[run.prepared.case.rules[index].name for index in clash] for clash in run.solution.clashes]
    judged = run.report.audit if run.report is not None else None
    write_json(summary(run.prepared.case, run.prepared.scenario, outcome, judged, clashes=names), path)


def _free_name() -> Path:
    """``roster.xlsx``, or ``roster-2.xlsx`` and so on where that is taken."""
    names = (Path("roster.xlsx" if number == 1 else f"roster-{number}.xlsx") for number in count(1))
    return next(name for name in names if not name.exists())
