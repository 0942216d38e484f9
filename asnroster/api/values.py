"""What options say, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from fractions import Fraction

    from asnroster.intake.rosters.files import Reading

STUDIED = "kesiapan"  # the scenario whose hard rules a study takes for the law, where none is named
DEFAULT_CAPS = "0:75:10"
GivenMap = Mapping[str, Mapping[str, str]]


def parse_date(text: str | None, option: str) -> date | None:
    """A date given on the command line, as cells may hold it: ``2026-12-01``, ``1-12-2026``, ``1 Desember 2026``.

    The day stands before the month; a year of two digits is one of this century.

    Raises:
        InputError: when it is none.
    """
    if text is None:
        return None
    from asnroster.intake.cells import BadCellError, day

    try:
        return day(re.sub(r"^(\d{1,2}[-/.]\d{1,2}[-/.])(\d{2})$", r"\g<1>20\2", text.strip()))
    except BadCellError as error:
        message = error.message if error.code == "date-range" else _("“{text}” is no date.").format(text=text)
        needed = _("Write it as 2026-12-31, 31-12-2026 or “31 Desember 2026”.")
        raise InputError([Issue("option-date", message, needed, sheet=option, found=text)]) from None


def parse_gap(text: str, option: str = "--gap") -> float:
    """``0.5%`` or ``0.005`` -> 0.005.

    Raises:
        InputError: when it is no share between 0 and 1.
    """
    cleaned = text.strip().replace(",", ".")
    try:
        value = float(cleaned[:-1]) / 100 if cleaned.endswith("%") else float(cleaned)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1:
        message = _("“{text}” is no gap.").format(text=text)
        raise InputError(
            [Issue("option-gap", message, _("Write it as 0.5% or 0.005."), sheet=option, found=text)]
        )
    return value


def parse_parameters(texts: Iterable[str] | None) -> dict[str, str]:
    """``["office_days=4"]`` -> ``{"office_days": "4"}``.

    Raises:
        InputError: for every text without an equals sign.
    """
    issues, values = [], {}
    for text in texts or ():
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            message = _("“{text}” is no KEY=VALUE.").format(text=text)
            issues.append(
                Issue("option-set", message, _("Write it as --set office_days=4."), sheet="--set", found=text)
            )
        values[key.strip()] = value.strip()
    if issues:
        raise InputError(issues)
    return values


def parse_map(texts: Iterable[str] | None) -> GivenMap:
    """``["UNOR NAMA=Unit"]`` or the path of a mapping file -> which headings are which columns.

    Raises:
        InputError: with everything that is wrong in it.
    """
    if not texts:
        return {}
    from asnroster.intake.headings import parse_mapping

    return parse_mapping(texts)


def map_files(texts: Iterable[str] | None) -> list[str]:
    """The mapping files among what ``--map`` says."""
    return [text for text in texts or () if text.lower().endswith(".toml")]


def parse_caps(text: str, option: str = "--caps") -> list[Fraction]:
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
        raise InputError([Issue("option-caps", message, needed, sheet=option, found=text)])
    first, last, step = numbers
    return [Fraction(cap, 100) for cap in dict.fromkeys((*range(first, last, step), last))]


def reading_of(
    sheets: Iterable[str] | None, codes: Iterable[str] | None, start: date | None = None
) -> Reading:
    """What the user says about a roster file.

    Raises:
        InputError: when a code cannot be read.
    """
    from asnroster.intake.rosters.codes import parse_codes
    from asnroster.intake.rosters.files import Reading

    return Reading(tuple(sheets or ()), parse_codes(list(codes or ())), start)
