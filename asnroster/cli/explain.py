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
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as date_of

    from asnroster.explain import Explanation
    from asnroster.output.explanation import Line

LOOKS = {"title": "bold", "head": "bold cyan", "bad": "red", "good": "green"}


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
    told: options.Summary,
) -> None:
    """Restore what the roster was made from, explain, tell."""
    days = _dates(date or ())
    request = restored(roster, made, json=told.json, force=told.force)
    from asnroster.explain import explain_file
    from asnroster.restore import another_scenario

    explanation, notices = explain_file(request, roster, person, days)
    if told.json is not None:
        from asnroster.output.explained_json import explanation_data

        found = explanation
        data = explanation_data(
            found.case, found.person, found.scenario.name,
            month=found.month, cells=found.cells,
        )  # fmt: skip
        write_summary(data, told.json)
    show_notices([*another_scenario(request, explanation.scenario), *notices])
    _show(explanation)
    show_assumptions(explanation.case.problem.assumptions, request.staff)
    if any(cell.price is not None and cell.price.disagrees for cell in explanation.cells):
        message = _("This is a fault of asnroster itself; please report it with the command you used.")
        show_issues([Issue("audit-disagrees", message)], title=_("Audit and solver disagree"))
        raise typer.Exit(Exit.DISAGREE)


def _dates(texts: Iterable[str]) -> list[date_of]:
    """ISO dates; every bad one is told."""
    found: list[date_of | None] = []
    issues: list[Issue] = []
    for text in texts:
        try:
            found.append(parse_date(text, "--date"))
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)
    return [day for day in found if day is not None]


def _show(explanation: Explanation) -> None:
    from asnroster.output.explained_month import day_rows, month_lines
    from asnroster.output.explanation import cell_lines

    case = explanation.case
    if explanation.month is not None:
        _lines(month_lines(case, explanation.month))
        _days(list(day_rows(case, explanation.month)))
    for number, cell in enumerate(explanation.cells):
        if number:
            typer.echo()
        _lines(cell_lines(case, cell))


def _lines(lines: Iterable[Line]) -> None:
    from textwrap import wrap

    out = console()
    for look, text in lines:
        item = look in ("item", "bad")
        indented = f"  - {text}" if item else text
        if out.is_terminal:
            from rich.text import Text

            hanging = wrap(indented, out.width, subsequent_indent="    " if item else "") or [""]
            out.print(Text("\n".join(hanging), style=LOOKS.get(look, "")))
        else:
            typer.echo(indented)


def _days(rows: list[tuple[str, str, str, str]]) -> None:
    """The days as a table on a terminal, one plain line each when piped."""
    out = console()
    if not out.is_terminal:
        for row in rows:
            typer.echo(" | ".join(row))
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in (_("Date"), _("Code"), _("Kind"), _("Why")):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table)
