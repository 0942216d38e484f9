"""The input of ``audit``, ``report`` and ``explain``: a roster already made, and the files it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import ROSTERS, check_outputs, check_overwritten
from asnroster.api.values import map_files, parse_date, parse_map, parse_parameters, reading_of
from asnroster.cli import options
from asnroster.cli.app import show_notices
from asnroster.cli.groups import Group
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.intake.rosters.files import Reading
    from asnroster.request import Request


class MadeFrom(Group):
    """The files and terms that judge a roster already made; the roster itself tells those that are left out."""

    staff: Annotated[
        Path | None,
        typer.Option(
            "--staff",
            metavar=_("FILE"),
            help=_(
                "The staff file that it was made from (default: the one that the roster names, found beside it)."
            ),
            show_default=False,
        ),
    ] = None
    scenario: Annotated[
        str | None,
        options.scenario_option(
            _("Shipped name or path (default: the one that stands in the roster's sheet Info).")
        ),
    ] = None
    units: options.Units = None
    map_: options.Map = None
    set_: options.Set = None
    history: options.History = None
    base: Annotated[
        Path | None,
        options.base_option(
            _(
                "The roster in force that changes are counted against (default: the one that the roster names)."
            )
        ),
    ] = None
    what_if: options.WhatIf = False
    confirm: options.Confirm = False
    strict: options.Strict = False
    sheet: options.Sheets = None
    code: options.Codes = None
    start: Annotated[
        str | None,
        options.first_date_option(_("First date of a roster that has only the numbers of days.")),
    ] = None

    @property
    def reads(self) -> options.Reads:
        """The files."""
        return [
            self.staff,
            self.units,
            self.scenario,
            self.base,
            *map_files(self.map_),
            *(self.history or ()),
        ]

    @property
    def reading(self) -> Reading:
        """How the roster is read."""
        return reading_of(self.sheet, self.code, parse_date(self.start, "--start"))

    def request(self) -> Request:
        """The request as the user states it, before the roster tells the rest."""
        from asnroster.request import Request

        return Request(
            staff=self.staff or Path(), staff_named=self.staff is not None, units=self.units, scenario=self.scenario,
            mapping=parse_map(self.map_), parameters=parse_parameters(self.set_), history=tuple(self.history or ()),
            base=self.base, what_if=self.what_if, confirm=self.confirm, strict=self.strict, reading=self.reading,
        )  # fmt: skip


def restored(
    roster: Path,
    made: MadeFrom,
    output: Path | None = None,
    json: Path | None = None,
    *,
    force: bool,
    kinds: tuple[str, ...] = ROSTERS,
) -> Request:
    """The request that judges a roster; refuses to overwrite files, and shows what was doubtful.

    Args:
        roster: the file.
        made: what the user says of it.
        output: of ``-o``.
        json: of ``--json``.
        force: of ``--force``.
        kinds: suffixes that ``-o`` takes.

    Raises:
        InputError: with everything that stands in the way, or that cannot be read.
    """
    from asnroster.restore import restored_request

    check_outputs(output, json, [roster, *made.reads], kinds=kinds)
    request, notices = restored_request(roster, made.request())
    check_outputs(output, json, [request.staff, request.units, request.base, *request.history], kinds=kinds)
    check_overwritten(output, json, force=force)
    show_notices(notices)  # they tell why what follows may be refused
    return request
