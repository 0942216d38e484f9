"""What a rule tells of itself as data, for rooms that must not ask which rule it is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from asnroster.words import Text

DecidesBy = Literal["order", "period", "person", "weekday"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule fixes a day: a sentence's part, and what people kept by it are counted under."""

    text: Text
    heading: Text


@dataclass(frozen=True, slots=True)
class Step:
    """How a figure gives way, and what it is called."""

    by: int
    name: Text


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A figure that a sheet states for each of its rows, and how all of them give way by one step.

    Attributes:
        rows: where the problem has these rows: ``units``, ``posts``, ``buildings``.
        field: the figure of a row; None where it states none.
        by: the step, as a share of one where the figure is a share.
        text: the step in words.
    """

    rows: Literal["units", "posts", "buildings"]
    field: str
    by: int | Fraction
    text: Text
