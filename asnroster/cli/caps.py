"""The caps of a curve, as the command line says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from fractions import Fraction


def parse_caps(text: str) -> list[Fraction]:
    """``0:75:10`` -> 0, 10 … 70, 75 per cent: the last one is always there. ``50`` alone is one cap.

    Raises:
        InputError: when it is something else.
    """
    from fractions import Fraction

    try:
        numbers = [int(part.strip().rstrip("%")) for part in text.split(":")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        numbers = [numbers[0], numbers[0], 1]
    if len(numbers) != len(("from", "to", "step")) or not (
        0 <= numbers[0] <= numbers[1] <= 100 and numbers[2] > 0
    ):
        message = _("“{text}” is no range of caps.").format(text=text)
        needed = _("Write it as 0:75:10, in per cent from 0 to 100.")
        raise InputError([Issue("option-caps", message, needed, sheet="--caps", found=text)])
    first, last, step = numbers
    return [Fraction(cap, 100) for cap in dict.fromkeys((*range(first, last, step), last))]
