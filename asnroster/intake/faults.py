"""Cells whose value is none: an error of the spreadsheet, or a formula that nobody computed."""

from __future__ import annotations

import re
from typing import Final

_ERRORS = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)|Err:\d{3}",
    re.IGNORECASE,
)


class Fault(str):
    """What stands in the place of a value: ``#N/A`` and the like, or ``=…`` for a formula without a stored result."""

    __slots__ = ()

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula without a stored result."""
        return self.startswith("=")


UNCOMPUTED: Final = Fault("=…")


def is_error_word(text: str) -> bool:
    """Whether a text is what a spreadsheet shows for an error, as a .csv has it."""
    return text[:1] in ("#", "E", "e") and _ERRORS.fullmatch(text.strip()) is not None
