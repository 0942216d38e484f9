"""``asnroster report``: a roster as one HTML file, for reading on a phone and printing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asnroster.cli import options
from asnroster.cli.app import Exit, command, guarded, show_notices
from asnroster.cli.privacy import HidePeople, Privacy
from asnroster.words import _, number_text


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
    accept_idle: options.AcceptIdle = False,
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
    force: options.Force = False,
) -> None:
    """Read and judge the roster, write the report."""
    target = output or roster.with_suffix(".html")
    reads = [roster, staff, units, scenario, *options.map_files(map_), *(history or ())]
    options.check_outputs(target, None, reads, kinds=(".html",))
    from asnroster.intake.provenance import read_provenance
    from asnroster.output.html.page import write_html
    from asnroster.restore import another_scenario, restored_request
    from asnroster.run import judge_file

    request, told = restored_request(
        roster, staff=staff, units=units, scenario=scenario, parameters=options.parse_parameters(set_),
        accept_idle=accept_idle, mapping=options.parse_map(map_), history=tuple(history or ()),
    )  # fmt: skip
    options.check_outputs(target, None, [request.staff, request.units])
    options.check_overwritten(target, force=force)
    show_notices(told)  # they tell why what follows may be refused
    judged, notices = judge_file(request, roster)
    show_notices([*another_scenario(request, judged.scenario), *notices])
    write_html(judged, target, privacy=privacy.value, told=read_provenance(roster).made)
    size = number_text(target.stat().st_size / 1e6, 1)
    typer.echo(_("Report written: {file} ({size} MB)").format(file=target, size=size))
    if judged.audit.hard_violations:
        count = number_text(judged.audit.hard_violations)
        typer.echo(_("The roster breaks rules that must hold in {count} places.").format(count=count))
        raise typer.Exit(Exit.VIOLATIONS)
