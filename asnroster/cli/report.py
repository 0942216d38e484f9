"""``asnroster report``: a roster as one HTML file, for reading on a phone and printing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.caps import parse_caps
from asnroster.cli.completion import agency_words
from asnroster.cli.privacy import HidePeople, Privacy
from asnroster.cli.progress import ctrl_c_stops, progress_display
from asnroster.cli.roster_options import Codes, FirstDate, Sheets, reading_of
from asnroster.errors import InputError, Issue
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asnroster.output.html.blocks import Section
    from asnroster.output.report import Report


@command(
    help=_(
        "Write any roster as one HTML file: summary, charts, search, compliance; made for phone and paper."
    )
)
@guarded
def report(
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to report: .xlsx or .csv."), show_default=False),
    ],
    staff: options.MadeFrom = None,
    scenario: options.ScenarioOfRoster = None,
    units: options.Units = None,
    map_: options.Map = None,
    set_: options.Set = None,
    history: options.History = None,
    base: options.BaseOfRoster = None,
    what_if: options.WhatIf = False,
    confirm: options.Confirm = False,
    strict: options.Strict = False,
    sheet: Sheets = None,
    code: Codes = None,
    start: FirstDate = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Report to write: .html (default: the roster's name)."),
            show_default=False,
        ),
    ] = None,
    privacy: HidePeople = Privacy.mask,
    agency: Annotated[
        str | None,
        typer.Option(
            "--agency",
            metavar=_("AGENCY"),
            autocompletion=agency_words,
            help=_("Report this agency's people alone: its name, short name, or words of its name."),
            show_default=False,
        ),
    ] = None,
    caps: Annotated[
        str | None,
        typer.Option(
            "--caps",
            metavar=_("FROM:TO:STEP"),
            help=_(
                "Add the curve over these caps, in per cent, with the roster's place on it, e.g. 0:75:10."
            ),
            show_default=False,
        ),
    ] = None,
    gap: options.Gap = "0%",
    time_limit: options.TimeLimit = None,
    seed: options.Seed = 1,
    workers: options.Workers = None,
    force: options.Force = False,
) -> None:
    """Read and judge the roster, solve the curve where one is asked for, write the report."""
    wanted_caps = None if caps is None else parse_caps(caps)
    search = options.parse_gap(gap), time_limit, seed, workers
    target = _target(roster, output, agency, with_curve=caps is not None)
    reads = [roster, staff, units, scenario, base, *options.map_files(map_), *(history or ())]
    options.check_outputs(target, None, reads, kinds=(".html",))
    from asnroster.intake.provenance import read_provenance
    from asnroster.output.html.page import write_html
    from asnroster.output.parts import agency_part

    reading = reading_of(sheet, code, start)
    from asnroster.restore import another_scenario, restored_request
    from asnroster.run import judge_file

    request, told = restored_request(
        roster, staff=staff, units=units, scenario=scenario, parameters=options.parse_parameters(set_),
        confirm=confirm, strict=strict, mapping=options.parse_map(map_), history=tuple(history or ()), base=base, what_if=what_if,
    )  # fmt: skip
    request = replace(request, reading=reading)
    options.check_outputs(target, None, [request.staff, request.units, request.base, *request.history])
    options.check_overwritten(target, force=force)
    show_notices(told)  # they tell why what follows may be refused
    judged, notices = judge_file(request, roster)
    judged = judged if agency is None else agency_part(judged, agency).report
    show_notices([*another_scenario(request, judged.scenario), *notices])
    more = [] if wanted_caps is None else _frontier(judged, wanted_caps, *search)
    write_html(judged, target, privacy=privacy.value, told=read_provenance(roster).made, more=more)
    show_assumptions(judged.problem.assumptions, request.staff)
    size = number_text(target.stat().st_size / 1e6, 1)
    typer.echo(_("Report written: {file} ({size} MB)").format(file=target, size=size))
    if judged.audit.hard_violations:
        count = number_text(judged.audit.hard_violations)
        typer.echo(_("The roster breaks rules that must hold in {count} places.").format(count=count))
        raise typer.Exit(Exit.VIOLATIONS)


def _target(roster: Path, output: Path | None, agency: str | None, *, with_curve: bool) -> Path:
    """The file to write: where none is named the roster's name, with the agency's behind it.

    Raises:
        InputError: when a curve is asked for of one agency.
    """
    if agency is not None and with_curve:
        message = _("The curve is about all of a roster's people.")
        raise InputError([Issue("agency-caps", message, _("Leave out --agency or --caps."), sheet="--caps")])
    from asnroster.output.parts import plain_stem

    ending = "" if agency is None else f"-{plain_stem(agency) or 'OPD'}"
    return output or roster.with_name(f"{roster.stem}{ending}.html")


def _frontier(
    judged: Report, caps: Sequence[Fraction], gap: float, limit: float | None, seed: int, workers: int | None
) -> list[Section]:
    """The section of the curve; none where the user stopped it."""
    from asnroster.engine.solve import Options
    from asnroster.output.html.frontier import roster_frontier_section
    from asnroster.study import Watch, curve_of

    wanted = Options(gap=gap, time_limit_seconds=limit, seed=seed, workers=workers)
    with progress_display() as show, ctrl_c_stops() as stop:
        watch = Watch(show.stage, show.search, stop)
        points, differ = curve_of(judged.case, judged.scenario, wanted, caps, watch)
    if differ:
        typer.echo(
            _("The audit disagrees with the solver. This is a bug in asnroster; please report it."), err=True
        )
        raise typer.Exit(Exit.DISAGREE)
    if not points:
        typer.echo(_("Stopped by you: the curve is left out of the report."), err=True)
        return []
    return [roster_frontier_section(judged, points)]
