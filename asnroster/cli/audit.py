"""``asnroster audit``: judge a roster, also one edited by hand in Excel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.json_file import write_summary
from asnroster.cli.roster_options import Codes, FirstDate, Sheets, reading_of
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from asnroster.output.report import Report


@command(help=_("Judge a roster by every rule; also one edited by hand in Excel."))
@guarded
def audit(
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to judge: .xlsx or .csv."), show_default=False),
    ],
    staff: options.MadeFrom = None,
    scenario: options.ScenarioOfRoster = None,
    units: options.Units = None,
    map_: options.Map = None,
    set_: options.Set = None,
    history: options.History = None,
    base: options.BaseOfRoster = None,
    what_if: options.WhatIf = False,
    confirm: options.Confirm = False,
    strict: options.Strict = False,
    sheet: Sheets = None,
    code: Codes = None,
    start: FirstDate = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Write the judged roster with all its sheets."),
            show_default=False,
        ),
    ] = None,
    split: options.SplitBy = None,
    json: options.Json = None,
    force: options.Force = False,
) -> None:
    """Read the roster, judge it, list every violation."""
    reads = [roster, staff, units, scenario, base, *options.map_files(map_), *(history or ())]
    options.check_outputs(output, json, reads)
    options.check_split(output, split)
    reading = reading_of(sheet, code, start)
    from asnroster.restore import another_scenario, restored_request
    from asnroster.run import judge_file

    request, told = restored_request(
        roster,
        staff=staff,
        units=units,
        scenario=scenario,
        parameters=options.parse_parameters(set_),
        confirm=confirm,
        strict=strict,
        mapping=options.parse_map(map_),
        history=tuple(history or ()),
        base=base,
        what_if=what_if,
    )
    request = replace(request, reading=reading)
    options.check_outputs(output, json, [request.staff, request.units, request.base, *request.history])
    options.check_overwritten(output, json, force=force)
    show_notices(told)  # they tell why what follows may be refused
    report, notices = judge_file(request, roster)
    show_notices([*another_scenario(request, report.scenario), *notices])
    written: tuple[str, ...] = ()
    if output is not None:
        from asnroster.intake.provenance import read_provenance
        from asnroster.output.write import write_roster

        made = read_provenance(roster).made if output.suffix.lower() == ".html" else ()
        written = tuple(write_roster(report, output, split=split is not None, told=made))
    if json is not None:
        from asnroster.output.breaches import breach_records
        from asnroster.output.summary import report_summary

        write_summary(report_summary(report, notices) | {"violations": breach_records(report)}, json)
    _show(report)
    show_assumptions(report.problem.assumptions, request.staff)
    for line in written:
        typer.echo(line)
    if report.audit.hard_violations:
        raise typer.Exit(Exit.VIOLATIONS)


def _show(report: Report) -> None:
    from asnroster.output.terminal import audit_table, violation_lines

    out = console()
    if out.is_terminal:
        out.print(audit_table(report))
    else:
        for line in violation_lines(report):
            typer.echo(line)
    soft = sum(len(entry.violations) for entry in report.audit.rules if not entry.rule.hard)
    typer.echo(
        _("Hard violations: {hard}. Wishes and soft rules missed: {soft} (cost {cost}).").format(
            hard=number_text(report.audit.hard_violations),
            soft=number_text(soft),
            cost=number_text(report.audit.cost),
        )
    )
