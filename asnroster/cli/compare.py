"""``asnroster compare``: the same staff under several scenarios and rosters, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs, check_overwritten
from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.groups import Group
from asnroster.cli.json_file import write_summary
from asnroster.cli.privacy import HidePeople, Privacy
from asnroster.cli.progress import watching
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.output.comparison import Side


class ComparisonFile(Group):
    """The comparison to write."""

    output: Annotated[
        Path | None,
        options.output_option(_("Write the comparison: .xlsx, or .html for phone and paper.")),
    ] = None
    privacy: HidePeople = Privacy.mask


@command(
    help=_(
        "Solve several scenarios for the same staff, judge rosters already made, and show all side by side."
    )
)
@guarded
def compare(
    *,
    inputs: options.Input,
    scenario: Annotated[
        list[str] | None,
        options.scenario_option(
            _(
                "Shipped name, path, or a roster already made (.xlsx, .csv), judged by another scenario as "
                "ROSTER@NAME; give it once per scenario."
            )
        ),
    ] = None,
    terms: options.TermsInForce,
    sheet: options.Sheets = None,
    sweep: Annotated[
        str | None,
        typer.Option(
            "--sweep",
            metavar=_("RULE.FIELD=FROM:TO:STEP"),
            help=_(
                "Solve one scenario once for each value of a figure: of a rule, a parameter, or savings.KEY."
            ),
            show_default=False,
        ),
    ] = None,
    effort: options.Effort,
    file: ComparisonFile,
    summary: options.Summary,
) -> None:
    """Solve what is asked, measure all alike, show."""
    asked_for = scenario or []
    reads = [*inputs.reads, terms.base, *_files(asked_for), *(terms.history or ())]
    check_outputs(file.output, summary.json, reads, kinds=(".xlsx", ".html"))
    check_overwritten(file.output, summary.json, force=summary.force)
    request = options.request_of(inputs, terms, effort)
    request = replace(request, reading=replace(request.reading, sheets=tuple(sheet or ())))
    wanted = effort.options()
    from asnroster.api.way import compared

    with watching() as watch:
        comparison = compared(request, asked_for, wanted, watch, sweep=sweep)
    if file.output is not None:
        comparison.write(file.output, privacy=file.privacy.value, force=True)
    if summary.json is not None:
        write_summary(comparison.summary(), summary.json)
    show_notices(comparison.notices)
    _show(comparison.columns, inputs.staff)
    if file.output is not None:
        typer.echo(_("Comparison written: {file}").format(file=file.output))
    if all(column.report is None for column in comparison.columns):
        raise typer.Exit(Exit.NO_ROSTER)


def _files(names: Sequence[str]) -> list[str | Path]:
    from asnroster.api.way import named_files

    return named_files(names)


def _show(columns: Sequence[Side], staff: Path) -> None:
    from asnroster.output.assumptions import of_several
    from asnroster.output.comparison import comparison_table, problems, table

    console().print(comparison_table(table(columns)))
    show_assumptions(of_several(problems(columns)), staff)
