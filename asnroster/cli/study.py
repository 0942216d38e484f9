"""``asnroster study``: how ready every agency is, before any policy is chosen."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs, check_overwritten
from asnroster.api.values import DEFAULT_CAPS, STUDIED, parse_caps
from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.completion import scenario_words
from asnroster.cli.json_file import write_summary
from asnroster.cli.progress import watching
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.judge.studied import Study


class By(StrEnum):
    """What the terminal lists."""

    agency = "agency"
    unit = "unit"


@command(help=_("Study how ready every agency is for work from home, before a policy is chosen."))
@guarded
def study(
    *,
    given: options.Input,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            "-s",
            autocompletion=scenario_words,
            metavar=_("NAME"),
            help=_("Shipped name or path whose hard rules are the law."),
        ),
    ] = STUDIED,
    terms: options.Terms,
    caps: Annotated[
        str, typer.Option("--caps", metavar=_("FROM:TO:STEP"), help=_("Per cent of the curve's caps."))
    ] = DEFAULT_CAPS,
    by: Annotated[
        By, typer.Option("--by", help=_("List the agencies alone, or every unit below them."))
    ] = By.agency,
    effort: options.ExactEffort,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Write the study: .xlsx, .html or .docx."),
            show_default=False,
        ),
    ] = None,
    told: options.Summary,
) -> None:
    """Ask, show, write."""
    wanted_caps = parse_caps(caps)
    reads = [*given.reads, scenario, *(terms.history or ())]
    check_outputs(output, told.json, reads, kinds=(".xlsx", ".html", ".docx"))
    check_overwritten(output, told.json, force=told.force)
    request, wanted = options.request_of(given, terms, effort, scenario), effort.options()
    from asnroster.api.way import studied

    with watching() as watch:
        answer = studied(request, wanted, wanted_caps, watch)
    found = answer.study
    if found.disagreement:
        show_notices(answer.notices)
        typer.echo(
            _("The audit disagrees with the solver. This is a bug in asnroster; please report it."), err=True
        )
        raise typer.Exit(Exit.DISAGREE)
    if output is not None:
        answer.write(output, force=True)
    if told.json is not None:
        write_summary(answer.summary(), told.json)
    show_notices(answer.notices)
    _show(found, by)
    show_assumptions(found.case.problem.assumptions, given.staff)
    if output is not None:
        typer.echo(_("Study written: {file}").format(file=output))
    if found.whole.home is None:
        from asnroster.output.study_words import binding_text

        sentence = _("No roster can keep all these hard rules (class “no roster exists”). {rule}.")
        typer.echo(sentence.format(rule=binding_text(found, found.whole)), err=True)
        raise typer.Exit(Exit.NO_ROSTER)


def _show(found: Study, by: By) -> None:
    from asnroster.output.study_words import class_rule, solved_text, summary_text, unproved_text
    from asnroster.output.terminal import study_tables

    for table in study_tables(found, units=by == By.unit):
        console().print(table)
    typer.echo(summary_text(found))
    typer.echo(_("Classes:"))
    for line in class_rule():
        typer.echo(f"  {line}")
    typer.echo(solved_text(found))
    if wide := unproved_text(found.groups):
        typer.echo(wide)
    if found.unfinished:
        left = "; ".join(found.unfinished)
        typer.echo(_("Stopped by you. Not in this study: {left}.").format(left=left), err=True)
