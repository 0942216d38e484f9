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
    inputs: options.Input,
    scenario: Annotated[
        str,
        options.scenario_option(_("Shipped name or path whose hard rules are the law."), show_default=True),
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
        options.output_option(_("Write the study: .xlsx, .html or .docx.")),
    ] = None,
    summary: options.Summary,
) -> None:
    """Ask, show, write."""
    wanted_caps = parse_caps(caps)
    reads = [*inputs.reads, scenario, *(terms.history or ())]
    check_outputs(output, summary.json, reads, kinds=(".xlsx", ".html", ".docx"))
    check_overwritten(output, summary.json, force=summary.force)
    request, wanted = options.request_of(inputs, terms, effort, scenario), effort.options()
    from asnroster.api.way import studied

    with watching() as watch:
        answer = studied(request, wanted, wanted_caps, watch)
    result = answer.study
    if result.disagreement:
        show_notices(answer.notices)
        typer.echo(
            _("The audit disagrees with the solver. This is a bug in asnroster; please report it."), err=True
        )
        raise typer.Exit(Exit.DISAGREE)
    if output is not None:
        answer.write(output, force=True)
    if summary.json is not None:
        write_summary(answer.summary(), summary.json)
    show_notices(answer.notices)
    _show(result, by)
    show_assumptions(result.case.problem.assumptions, inputs.staff)
    if output is not None:
        typer.echo(_("Study written: {file}").format(file=output))
    if result.whole.home is None:
        from asnroster.output.study_words import binding_text

        sentence = _("No roster can keep all these hard rules (class “no roster exists”). {rule}.")
        typer.echo(sentence.format(rule=binding_text(result, result.whole)), err=True)
        raise typer.Exit(Exit.NO_ROSTER)


def _show(study: Study, by: By) -> None:
    from asnroster.output.study_words import class_rule, solved_text, summary_text, unproved_text
    from asnroster.output.terminal import study_tables

    for table in study_tables(study, units=by == By.unit):
        console().print(table)
    typer.echo(summary_text(study))
    typer.echo(_("Classes:"))
    for line in class_rule():
        typer.echo(f"  {line}")
    typer.echo(solved_text(study))
    if wide := unproved_text(study.groups):
        typer.echo(wide)
    if study.unfinished:
        left = "; ".join(study.unfinished)
        typer.echo(_("Stopped by you. Not in this study: {left}.").format(left=left), err=True)
