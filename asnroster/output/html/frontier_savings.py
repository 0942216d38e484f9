"""Savings over the caps: a sentence, a chart with the range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.judge.savings import Savings
from asnroster.judge.studied import Point, Reached
from asnroster.output.blocks import Chart
from asnroster.output.charts import address, line_chart
from asnroster.output.savings_words import Money, money, rupiah_text
from asnroster.output.study_words import cap_text
from asnroster.words import _


def saved_sentences(solved: Sequence[Point]) -> Iterator[str]:
    """What the lowest and the highest cap save in the period."""
    template = _("A cap of {cap} saves about {rupiah} in the period ({low} to {high}).")
    for point in solved if len(solved) == 1 else (solved[0], solved[-1]):
        saved = point.reached[None].saved.rupiah
        yield template.format(
            cap=cap_text(point.cap), rupiah=rupiah_text(saved.middle), low=rupiah_text(saved.low),
            high=rupiah_text(saved.high),
        )  # fmt: skip


def saved_chart(points: Sequence[Point], mine: Reached | None, place: float) -> Chart:
    """Rupiah over the caps with their range; ``place`` is where the roster stands among the caps."""
    saved, shown = _saved(points), _scale(points, mine)
    middle, low, high = (
        [None if one is None else float(getattr(one.rupiah, end) / shown.divisor) for one in saved]
        for end in ("middle", "low", "high")
    )
    marks = []
    if mine is not None:
        marks = [(_("This roster"), place, float(mine.saved.rupiah.middle / shown.divisor))]
    labels = [cap_text(point.cap) for point in points]
    picture = line_chart(
        labels, [(_("Savings, middle"), middle), (_("Low"), low), (_("High"), high)], _("Cap on the daily WFH share"),
        shown.unit, band=(low, high), marks=marks,
    )  # fmt: skip
    says = _(
        "A line of the middle figure with its range from low to high; the table below holds the same figures."
    )
    return Chart(_("Savings in the period"), says, address(picture))


def _saved(points: Sequence[Point]) -> list[Savings | None]:
    found = (point.reached.get(None) for point in points)
    return [None if one is None else one.saved for one in found]


def _scale(points: Sequence[Point], mine: Reached | None) -> Money:
    known = [one.rupiah for one in _saved(points) if one is not None]
    return money([*known, *([] if mine is None else [mine.saved.rupiah])])
