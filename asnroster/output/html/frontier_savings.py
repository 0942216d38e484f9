"""Savings over the caps: a sentence, a chart with the range, a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.judge.savings import COUNTS, Savings
from asnroster.judge.studied import Point, Reached
from asnroster.output.charts import address, line_chart
from asnroster.output.html.blocks import Chart, Column, Row, Table
from asnroster.output.savings_words import Money, money, rupiah_text, savings_meaning, sentence_case
from asnroster.output.study_words import cap_text
from asnroster.words import _, number_text


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


def saved_table(points: Sequence[Point], mine: Reached | None) -> Table:
    """Counts, rupiah and CO2 of each cap."""
    shown = _scale(points, mine)
    rupiah = (_("Low, {unit}"), _("Middle, {unit}"), _("High, {unit}"))
    columns = [
        Column(_("Cap"), header=True), *(Column(sentence_case(title), "number") for title, _unit in COUNTS.values()),
        *(Column(title.format(unit=shown.unit), "number") for title in rupiah), Column(_("CO2 saved, kg"), "number"),
    ]  # fmt: skip
    rows: list[Row] = [
        (cap_text(point.cap), *_cells(one, shown)) for point, one in zip(points, _saved(points), strict=True)
    ]
    if mine is not None:
        rows.append((_("This roster"), *_cells(mine.saved, shown)))
    return Table(
        _("Savings in the period by cap, all agencies"), columns, rows, savings_meaning(), look="narrow"
    )


def _cells(saved: Savings | None, shown: Money) -> list[str]:
    if saved is None:
        return ["-"] * 6
    line = saved.rupiah
    return [
        number_text(saved.home_days), number_text(saved.closed_building_days), shown.text(line.low),
        shown.text(line.middle), shown.text(line.high), number_text(saved.co2.whole),
    ]  # fmt: skip


def _saved(points: Sequence[Point]) -> list[Savings | None]:
    found = (point.reached.get(None) for point in points)
    return [None if one is None else one.saved for one in found]


def _scale(points: Sequence[Point], mine: Reached | None) -> Money:
    known = [one.rupiah for one in _saved(points) if one is not None]
    return money([*known, *([] if mine is None else [mine.saved.rupiah])])
