"""``asnroster audit``: judge a roster, also one edited by hand in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.output.report import Report


@command(help=_("Judge a roster by every rule; also one edited by hand in Excel."))
@guarded
def audit(
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to judge: .xlsx or .csv."), show_default=False),
    ],
    staff: Annotated[
        Path,
        typer.Option(
            "--staff",
            metavar=_("FILE"),
            help=_("The staff workbook that it was made from."),
            show_default=False,
        ),
    ],
    scenario: options.Scenario = None,
    units: options.Units = None,
    set_: options.Set = None,
    history: options.History = None,
    accept_idle: options.AcceptIdle = False,
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
    json: options.Json = None,
) -> None:
    """Read the roster, judge it, list every violation."""
    options.check_outputs(output, json, [roster, staff, units, scenario, *(history or ())])
    from asnroster.run import Request, judge_file

    request = Request(
        staff=staff,
        units=units,
        scenario=scenario,
        parameters=options.parse_parameters(set_),
        accept_idle=accept_idle,
        history=tuple(history or ()),
    )
    report, notices = judge_file(request, roster)
    show_notices(notices)
    _show(report)
    if output is not None:
        from asnroster.output.write import write_roster

        write_roster(report, output)
    if json is not None:
        from asnroster.output.summary import report_summary, write_json

        write_json(report_summary(report), json)
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
            hard=report.audit.hard_violations, soft=soft, cost=report.audit.cost
        )
    )
