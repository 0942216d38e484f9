"""``asnroster compare``: the same staff under several scenarios and rosters, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.completion import scenario_words
from asnroster.cli.json_file import write_summary
from asnroster.cli.privacy import HidePeople, Privacy
from asnroster.cli.progress import ctrl_c_stops, progress_display
from asnroster.cli.roster_options import Codes, Sheets, reading_of
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.output.comparison import Column


@command(
    help=_(
        "Solve several scenarios for the same staff, judge rosters already made, and show all side by side."
    )
)
@guarded
def compare(
    staff: options.Staff,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            "-s",
            autocompletion=scenario_words,
            metavar=_("NAME"),
            help=_(
                "Shipped name, path, or a roster already made (.xlsx, .csv), judged by another scenario as "
                "ROSTER@NAME; give it once per scenario."
            ),
            show_default=False,
        ),
    ] = None,
    units: options.Units = None,
    map_: options.Map = None,
    set_: options.Set = None,
    start: options.Start = None,
    end: options.End = None,
    history: options.History = None,
    what_if: options.WhatIf = False,
    sheet: Sheets = None,
    code: Codes = None,
    base: options.Base = None,
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
    gap: options.Gap = "0.5%",
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
            help=_("Write the comparison: .xlsx, or .html for phone and paper."),
            show_default=False,
        ),
    ] = None,
    privacy: HidePeople = Privacy.mask,
    json: options.Json = None,
    force: options.Force = False,
) -> None:
    """Solve what is asked, measure all alike, show."""
    if not scenario and sweep is None:
        message = _("No scenario to compare was given.")
        raise InputError([Issue("no-scenario", message, _("Give at least one -s NAME."), sheet="--scenario")])
    from asnroster import compare as comparing

    asked_for = [part for name in scenario or () for part in comparing.named_roster(name) or (name,)]
    reads = [staff, units, base, *asked_for, *options.map_files(map_), *(history or ())]
    options.check_outputs(output, json, reads, kinds=(".xlsx", ".html"))
    options.check_overwritten(output, json, force=force)
    from asnroster.engine.solve import Options
    from asnroster.run import Request
    from asnroster.scenario.sweep import parse_sweep

    asked = Request(
        staff=staff, units=units, parameters=options.parse_parameters(set_), confirm=confirm, strict=strict,
        start=options.parse_date(start, "--start"), end=options.parse_date(end, "--end"),
        mapping=options.parse_map(map_),
        history=tuple(history or ()), base=base, what_if=what_if, reading=reading_of(sheet, code),
    )  # fmt: skip
    swept = None if sweep is None else parse_sweep(sweep)
    wanted = Options(gap=options.parse_gap(gap), time_limit_seconds=time_limit, seed=seed, workers=workers)
    with progress_display() as show, ctrl_c_stops() as stop:
        show.stage(_("Reading {file} …").format(file=staff.name))
        columns, notices = comparing.compare(
            comparing.requests_for(asked, scenario or ()), wanted,
            lambda name: show.stage(_("Solving {name} …").format(name=name)), show.search, stop, sweep=swept,
        )  # fmt: skip
    if output is not None:
        _write(columns, output, privacy)
    if json is not None:
        write_summary(comparing.as_json(columns), json)
    show_notices(notices)
    _show(columns, staff)
    if output is not None:
        typer.echo(_("Comparison written: {file}").format(file=output))
    if all(column.report is None for column in columns):
        raise typer.Exit(Exit.NO_ROSTER)


def _show(columns: Sequence[Column], staff: Path) -> None:
    from asnroster.output.assumptions import of_several
    from asnroster.output.comparison import comparison_table, problems, table

    console().print(comparison_table(table(columns)))
    show_assumptions(of_several(problems(columns)), staff)


def _write(columns: Sequence[Column], output: Path, privacy: Privacy) -> None:
    if output.suffix.lower() == ".html":
        from asnroster.output.html.compare_page import write_compare_html

        write_compare_html(columns, output, privacy=privacy.value)
    else:
        from asnroster.output.comparison_book import write_comparison

        write_comparison(columns, output)
