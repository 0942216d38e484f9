"""``asnroster study``: how ready every agency is, before any policy is chosen."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.caps import parse_caps
from asnroster.cli.completion import scenario_words
from asnroster.cli.json_file import write_summary
from asnroster.cli.progress import ctrl_c_stops, progress_display
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.judge.studied import Study

MOST_CAPS = 101


class By(StrEnum):
    """What the terminal lists."""

    agency = "agency"
    unit = "unit"


@command(help=_("Study how ready every agency is for work from home, before a policy is chosen."))
@guarded
def study(
    staff: options.Staff,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            "-s",
            autocompletion=scenario_words,
            metavar=_("NAME"),
            help=_("Shipped name or path whose hard rules are the law."),
        ),
    ] = "kesiapan",
    units: options.Units = None,
    map_: options.Map = None,
    set_: options.Set = None,
    start: options.Start = None,
    end: options.End = None,
    history: options.History = None,
    what_if: options.WhatIf = False,
    caps: Annotated[
        str, typer.Option("--caps", metavar=_("FROM:TO:STEP"), help=_("Per cent of the curve's caps."))
    ] = "0:75:10",
    by: Annotated[
        By, typer.Option("--by", help=_("List the agencies alone, or every unit below them."))
    ] = By.agency,
    gap: options.Gap = "0%",
    time_limit: options.TimeLimit = None,
    seed: options.Seed = 1,
    workers: options.Workers = None,
    confirm: options.Confirm = False,
    strict: options.Strict = False,
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
    json: options.Json = None,
    force: options.Force = False,
) -> None:
    """Ask, show, write."""
    wanted_caps = parse_caps(caps)
    reads = [staff, units, scenario, *options.map_files(map_), *(history or ())]
    options.check_outputs(output, json, reads, kinds=(".xlsx", ".html", ".docx"))
    options.check_overwritten(output, json, force=force)
    from asnroster import study as studying
    from asnroster.engine.solve import Options
    from asnroster.run import Request

    request = Request(
        staff=staff, units=units, scenario=scenario, parameters=options.parse_parameters(set_),
        confirm=confirm, strict=strict, start=options.parse_date(start, "--start"), end=options.parse_date(end, "--end"),
        mapping=options.parse_map(map_), history=tuple(history or ()), what_if=what_if,
    )  # fmt: skip
    wanted = Options(gap=options.parse_gap(gap), time_limit_seconds=time_limit, seed=seed, workers=workers)
    with progress_display() as show, ctrl_c_stops() as stop:
        show.stage(_("Reading {file} …").format(file=staff.name))
        watch = studying.Watch(show.stage, show.search, stop)
        found, notices = studying.study(request, wanted, wanted_caps, watch)
    if found.disagreement:
        show_notices(notices)
        typer.echo(
            _("The audit disagrees with the solver. This is a bug in asnroster; please report it."), err=True
        )
        raise typer.Exit(Exit.DISAGREE)
    _write(found, output, json)
    show_notices(notices)
    _show(found, by)
    show_assumptions(found.case.problem.assumptions, staff)
    if output is not None:
        typer.echo(_("Study written: {file}").format(file=output))
    if found.whole.home is None:
        from asnroster.output.study_words import binding_text

        told = _("No roster can keep all these hard rules (class “no roster exists”). {rule}.")
        typer.echo(told.format(rule=binding_text(found, found.whole)), err=True)
        raise typer.Exit(Exit.NO_ROSTER)


def _show(found: Study, by: By) -> None:
    from asnroster.output.study_table import study_tables
    from asnroster.output.study_words import class_rule, solved_text, summary_text, unproved_text

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


def _write(found: Study, output: Path | None, json: Path | None) -> None:
    if output is not None:
        kind = output.suffix.lower()
        if kind == ".docx":
            from asnroster.output.docx.study import write_study_docx

            write_study_docx(found, output)
        elif kind == ".html":
            from asnroster.output.html.study_page import write_study_html

            write_study_html(found, output)
        else:
            from asnroster.output.study_book import write_study

            write_study(found, output)
    if json is not None:
        from asnroster.output.study_words import study_json

        write_summary(study_json(found), json)
