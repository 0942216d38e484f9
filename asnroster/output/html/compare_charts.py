"""The charts of a comparison: shares, presence, savings with their range, fairness; lines where a sweep gave the columns."""

from __future__ import annotations

from collections.abc import Sequence

from asnroster.output.blocks import Chart, Section
from asnroster.output.charts import address, grouped_bars, line_chart
from asnroster.output.comparison import Side
from asnroster.output.figures import MEASURES
from asnroster.output.html.compare_sides import Number, Sides
from asnroster.output.html.privacy import masked_text
from asnroster.output.savings_words import money
from asnroster.words import _

Line = tuple[str, Sequence[float | None]]
TITLES = {measure.key: measure.title for measure in MEASURES}


def charts_section(sides: Sides) -> Section | None:
    """The charts; None where no column has a figure."""
    if not sides.comparable:
        return None
    charts = [_home(sides), _presence(sides), _savings(sides), *_fairness(sides)]
    left_out = [column.heading for column in sides.columns if column not in sides.comparable]
    paragraphs = []
    if left_out:
        template = _("Not drawn, for they have no roster or other dates or people: {names}.")
        paragraphs.append(template.format(names=", ".join(left_out)))
    return Section("charts", _("Charts"), paragraphs=paragraphs, blocks=charts)


def _home(sides: Sides) -> Chart:
    lines = [_line(sides, "home_share")]
    return _chart(sides, _("Share at home of all person-days worked"), lines, _("share at home"), shares=True)


def _presence(sides: Sides) -> Chart:
    lines = [_line(sides, "emptiest"), _line(sides, "busiest")]
    return _chart(
        sides, _("People in the office on the emptiest and the busiest working day"), lines, _("people")
    )


def _savings(sides: Sides) -> Chart:
    """Low, middle and high; in a sweep the middle as a line before its range."""
    saved = [column.report.savings.rupiah for column in sides.comparable if column.report]
    shown = money(saved)
    low, middle, high = (
        [float(value / shown.divisor) for value in values]
        for values in zip(*((line.low, line.middle, line.high) for line in saved), strict=True)
    )
    caption = _("Savings against everybody in the office, low, middle and high assumptions")
    lines: list[Line] = [(_("Middle"), middle)] if sides.swept else [
        (_("Low"), low), (_("Middle"), middle), (_("High"), high),
    ]  # fmt: skip
    return _chart(sides, caption, lines, shown.unit, band=(low, high) if sides.swept else None)


def _fairness(sides: Sides) -> list[Chart]:
    lines = [_line(sides, "home_gini"), _line(sides, "monday_friday_gini")]
    if not any(value for _name, values in lines for value in values):
        return []
    caption = _("Fairness: the Gini coefficient of home days (0: all alike)")
    return [_chart(sides, caption, lines, "Gini")]


def _chart(
    sides: Sides,
    caption: str,
    lines: Sequence[Line],
    up: str,
    *,
    shares: bool = False,
    band: tuple[Sequence[float | None], Sequence[float | None]] | None = None,
) -> Chart:
    # What a picture shows is read by nobody who masks texts.
    clean = masked_text if sides.privacy != "none" else str
    headings = [clean(column.heading) for column in sides.comparable]
    if sides.swept:
        says = _("Lines over the values of {field}; the tables hold the same figures.").format(
            field=sides.corner
        )
        drawn = line_chart(headings, lines, sides.corner, up, shares=shares, band=band)
    else:
        says = _("Bars, one group for each column; the tables hold the same figures.")
        drawn = grouped_bars(headings, lines, "", up, shares=shares)
    return Chart(caption, says, address(drawn))


def _line(sides: Sides, key: str) -> Line:
    return str(TITLES[key]), [_figure(column, key) for column in sides.comparable]


def _figure(column: Side, key: str) -> float | None:
    value = column.figures[key]
    return float(value) if isinstance(value, Number) else None
