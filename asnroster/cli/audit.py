"""``asnroster audit``: judge a roster, also one edited by hand in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_split
from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.json_file import write_summary
from asnroster.cli.made_from import MadeFrom, restored
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
        options.output_option(_("Write the judged roster with all its sheets.")),
    ] = None,
    split: options.SplitBy = None,
    summary: options.Summary,
) -> None:
    """Read the roster, judge it, list every violation."""
    check_split(output, split)
    request = restored(roster, made, output, summary.json, force=summary.force)
    from asnroster.api.way import audited
    from asnroster.restore import another_scenario

    judged = audited(roster, request)
    report = judged.report
    show_notices([*another_scenario(request, report.scenario), *judged.notices])
    written: tuple[str, ...] = ()
    if output is not None:
        written = judged.write(output, split=split is not None, force=True).remarks
    if summary.json is not None:
        write_summary(judged.summary(), summary.json)
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
