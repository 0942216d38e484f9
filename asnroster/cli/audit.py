"""``asnroster audit``: judge a roster, also one edited by hand in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.json_file import write_summary
from asnroster.cli.made_from import MadeFrom, restored
from asnroster.cli.targets import check_split
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from asnroster.output.report import Report


@command(help=_("Judge a roster by every rule; also one edited by hand in Excel."))
@guarded
def audit(
    *,
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to judge: .xlsx or .csv."), show_default=False),
    ],
    made: MadeFrom,
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
    told: options.Summary,
) -> None:
    """Read the roster, judge it, list every violation."""
    check_split(output, split)
    request = restored(roster, made, output, told.json, force=told.force)
    from asnroster.restore import another_scenario
    from asnroster.run import judge_file

    report, notices = judge_file(request, roster)
    show_notices([*another_scenario(request, report.scenario), *notices])
    written: tuple[str, ...] = ()
    if output is not None:
        from asnroster.intake.provenance import read_provenance
        from asnroster.output.write import write_roster

        facts = read_provenance(roster).made if output.suffix.lower() == ".html" else ()
        written = tuple(write_roster(report, output, split=split is not None, told=facts))
    if told.json is not None:
        from asnroster.output.breaches import breach_records
        from asnroster.output.summary import report_summary

        write_summary(report_summary(report, notices) | {"violations": breach_records(report)}, told.json)
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
