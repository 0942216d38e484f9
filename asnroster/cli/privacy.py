"""The option ``--privacy`` of all commands that write pages."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from asnroster.words import _


class Privacy(StrEnum):
    """What a page hides of the people in it."""

    mask = "mask"  # the command line library names choices by their members
    none = "none"
    full = "full"


HidePeople = Annotated[
    Privacy,
    typer.Option(
        "--privacy",
        help=_(
            "mask: of each NIP only the first four and the last two digits; none: NIP in full; full: neither NIP nor names, people are numbered."
        ),
    ),
]
