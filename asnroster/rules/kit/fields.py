"""Typed fields of rules: they are the scenario's schema."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from asnroster.domain.weekdays import parse_share, parse_weekdays
from asnroster.errors import nearest
from asnroster.words import WEEKDAYS_EN, WEEKDAYS_ID, _, weekday_name


def _share(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise ValueError(_("A share is written like “50 %”, “1/2” or 0.5."))
    try:
        return parse_share(value)
    except ValueError:
        raise ValueError(_("A share is written like “50 %”, “1/2” or 0.5.")) from None


def _weekdays(value: object) -> frozenset[int]:
    if isinstance(value, frozenset):
        return value
    if not isinstance(value, (str, list, tuple)):
        raise ValueError(_("Weekdays are written like [“Senin”, “Kamis”] or “Sen-Jum”."))
    try:
        return parse_weekdays(value)
    except (ValueError, AttributeError) as error:
        near = nearest(str(error), (*WEEKDAYS_ID, *WEEKDAYS_EN))
        hint = _("Did you mean “{near}”?").format(near=near) if near else ""
        usual = _("Weekdays are written like [“Senin”, “Kamis”] or “Sen-Jum”.")
        raise ValueError(f"{hint} {usual}".strip()) from None


def _words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def share_text(share: Fraction) -> str:
    """``50 %``, or ``1/3`` where per cent are not whole."""
    percent = share * 100
    return f"{percent.numerator} %" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"


def weekdays_text(days: frozenset[int]) -> str:
    """``Senin, Kamis`` in the user's language; three and more in a row as ``Senin-Rabu``."""
    starts = [day for day in sorted(days) if day - 1 not in days]
    runs = [[day for day in range(first, 7) if days.issuperset(range(first, day + 1))] for first in starts]
    return ", ".join(
        f"{weekday_name(run[0])}-{weekday_name(run[-1])}"
        if len(run) > 2
        else ", ".join(map(weekday_name, run))
        for run in runs
    )


SHARE_STEP = Fraction(5, 100)  # by which a share gives way
Share = Annotated[Fraction, BeforeValidator(_share), PlainSerializer(share_text, return_type=str)]
Weekdays = Annotated[
    frozenset[int],
    BeforeValidator(_weekdays),
    PlainSerializer(lambda days: [weekday_name(day) for day in sorted(days)], return_type=list),
]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Count = Annotated[int, Field(ge=0, strict=True)]
Weight = Annotated[int, Field(ge=1, strict=True)]
