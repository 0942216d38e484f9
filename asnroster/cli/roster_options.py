"""The options that say how a roster file is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli.options import parse_date
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.intake.roster_files import Reading

Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar=_("SHEET"),
        help=_("The sheet of the roster, where several hold one; may be given often."),
        show_default=False,
    ),
]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code",
        metavar=_("CODE=WFO|WFH|L|C"),
        help=_("What a code of your own roster means, e.g. H=WFH; may be given often."),
        show_default=False,
    ),
]
FirstDate = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar=_("YYYY-MM-DD"),
        help=_("First date of a roster that has only the numbers of days."),
        show_default=False,
    ),
]


def reading_of(
    sheets: Iterable[str] | None, codes: Iterable[str] | None, start: str | None = None
) -> Reading:
    """What the user says about a roster file.

    Raises:
        InputError: when a code or the date cannot be read.
    """
    from asnroster.intake.roster_codes import parse_codes
    from asnroster.intake.roster_files import Reading

    return Reading(tuple(sheets or ()), parse_codes(list(codes or ())), parse_date(start, "--start"))
