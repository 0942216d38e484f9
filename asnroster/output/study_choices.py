"""Options of a study: a few points that a stated rule takes from the curve, so that nobody chose them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from asnroster.judge.studied import Point, Reached, Study
from asnroster.words import _


def chosen(study: Study) -> Sequence[tuple[Point, Reached]]:
    """The lowest cap, the one whose WFH share lies nearest to halfway, and the first that reaches the highest share.

    Points without a roster are passed over, and a point is never taken twice: up to three, by cap.
    """
    curve = [(point, found) for point in study.points if (found := point.reached.get(None)) is not None]
    if not curve:
        return ()
    shares = [found.home_share or Fraction(0) for _point, found in curve]
    last = shares.index(max(shares))
    half = (shares[0] + shares[last]) / 2
    middle = min(range(last + 1), key=lambda place: abs(shares[place] - half))
    return [curve[place] for place in sorted({0, middle, last})]


def choice_rule() -> list[str]:
    """The rule by which the options are taken, a line each."""
    return [
        _("the lowest cap of the curve;"),
        _("the cap whose WFH share lies nearest to halfway between the first and the last option;"),
        _("the first cap that reaches the highest WFH share of the curve: above it nothing is gained."),
    ]
