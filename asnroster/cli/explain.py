"""``asnroster explain``: why this person is here on this day, and what the other choice would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.values import parse_date
from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_issues, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.json_file import write_summary
from asnroster.cli.made_from import MadeFrom, restored
from asnroster.errors import DisagreementError, InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as date_of

    from asnroster.output.explanation import Explanation


@command(
    help=_("Explain why a person is in the office or at home on a day, and what the other choice costs.")
)
@guarded
def explain(
    *,
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to explain: .xlsx or .csv."), show_default=False),
    ],
    person: Annotated[
        str, typer.Option("--person", "-p", metavar=_("NIP"), help=_("NIP or name."), show_default=False)
    ],
    date: Annotated[
        list[str] | None,
        typer.Option(
            "--date",
            "-d",
            metavar=_("YYYY-MM-DD"),
            help=_("The day to explain; may be repeated (default: the whole period)."),
            show_default=False,
        ),
    ] = None,
    made: MadeFrom,
    summary: options.Summary,
) -> None:
    """Restore what the roster was made from, explain, tell."""
    days = _dates(date or ())
    request = restored(roster, made, json=summary.json, force=summary.force)
    from asnroster.api.way import explained
    from asnroster.restore import another_scenario

    why = explained(roster, request, person, days)
    if summary.json is not None:
        write_summary(why.summary(), summary.json)
    show_notices([*another_scenario(request, why.explanation.scenario), *why.notices])
    _show(why.explanation.told)
    show_assumptions(why.explanation.case.problem.assumptions, request.staff)
    try:
        why.check()
    except DisagreementError:
        message = _("This is a fault of asnroster itself; please report it with the command you used.")
        show_issues([Issue("audit-disagrees", message)], title=_("Audit and solver disagree"))
        raise typer.Exit(Exit.DISAGREE) from None


def _dates(texts: Iterable[str]) -> list[date_of]:
    """ISO dates; every bad one is told."""
    dates: list[date_of | None] = []
    issues: list[Issue] = []
    for text in texts:
        try:
            dates.append(parse_date(text, "--date"))
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)
    return [day for day in dates if day is not None]


def _show(explanation: Explanation) -> None:
    from asnroster.output.terminal import explanation_parts, plain_lines, shown_lines

    out = console()
    for part in explanation_parts(explanation):
        if out.is_terminal:
            out.print(*shown_lines(part, out.width))
        else:
            for line in plain_lines(part):
                typer.echo(line)
