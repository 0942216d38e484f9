"""``asnroster report``: a roster as one HTML file, for reading on a phone and printing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.values import parse_caps
from asnroster.cli import options
from asnroster.cli.app import Exit, command, guarded, show_notices
from asnroster.cli.assumed import show_assumptions
from asnroster.cli.completion import agency_words
from asnroster.cli.groups import Group
from asnroster.cli.made_from import MadeFrom, restored
from asnroster.cli.privacy import HidePeople, Privacy
from asnroster.cli.progress import watching
from asnroster.errors import InputError, Issue
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from asnroster.engine.options import Options
    from asnroster.output.blocks import Section
    from asnroster.output.report import Report


class Page(Group):
    """The report to write, and of whom."""

    output: Annotated[
        Path | None,
        options.output_option(_("Report to write: .html (default: the roster's name).")),
    ] = None
    privacy: HidePeople = Privacy.mask
    agency: Annotated[
        str | None,
        typer.Option(
            "--agency",
            metavar=_("AGENCY"),
            autocompletion=agency_words,
            help=_("Report this agency's people alone: its name, short name, or words of its name."),
            show_default=False,
        ),
    ] = None


@command(
    help=_(
        "Write any roster as one HTML file: summary, charts, search, compliance; made for phone and paper."
    )
)
@guarded
def report(
    *,
    roster: Annotated[
        Path,
        typer.Argument(metavar=_("ROSTER"), help=_("Roster to report: .xlsx or .csv."), show_default=False),
    ],
    made: MadeFrom,
    page: Page,
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
    search: options.ExactSearch,
    force: options.Force = False,
) -> None:
    """Read and judge the roster, solve the curve where one is asked for, write the report."""
    wanted_caps = None if caps is None else parse_caps(caps)
    wanted = search.options()
    agency = page.agency
    target = _target(roster, page.output, agency, with_curve=caps is not None)
    request = restored(roster, made, target, force=force, kinds=(".html",))
    from asnroster.api.way import audited
    from asnroster.intake.rosters.provenance import read_provenance
    from asnroster.output.html.page import write_html
    from asnroster.output.parts import agency_part
    from asnroster.restore import another_scenario

    result = audited(roster, request)
    judged = result.report if agency is None else agency_part(result.report, agency).report
    show_notices([*another_scenario(request, judged.scenario), *result.notices])
    more = [] if wanted_caps is None else _frontier(judged, wanted_caps, wanted)
    write_html(judged, target, privacy=page.privacy.value, facts=read_provenance(roster).made, more=more)
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


def _frontier(judged: Report, caps: Sequence[Fraction], wanted: Options) -> list[Section]:
    """The section of the curve; none where the user stopped it."""
    from asnroster.output.html.frontier import roster_frontier_section
    from asnroster.readiness import curve_of

    with watching() as watch:
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
