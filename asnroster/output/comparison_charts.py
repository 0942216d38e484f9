"""The charts of a comparison: shares, presence, savings with their range, fairness; lines where a sweep gave the columns."""

from __future__ import annotations

from collections.abc import Sequence

from asnroster.output.blocks import Chart, Kind
from asnroster.output.comparison import Side, alike, corner
from asnroster.output.figures import MEASURES, Number
from asnroster.output.savings import money
from asnroster.words import _

Line = tuple[str, Sequence[float | None]]
TITLES = {measure.key: measure.title for measure in MEASURES}


def drawable(columns: Sequence[Side]) -> list[Side]:
    """The columns with a roster of the first one's dates and people, itself among them."""
    return [one for one in columns if one.report is not None and alike(columns[0], one)]


def left_out_text(columns: Sequence[Side]) -> str:
    """Which columns are not drawn; empty where all are."""
    names = [column.heading for column in columns if column not in drawable(columns)]
    template = _("Not drawn, for they have no roster or other dates or people: {names}.")
    return template.format(names=", ".join(names)) if names else ""


def comparison_charts(columns: Sequence[Side]) -> list[Chart]:
    """The charts of the columns that can be drawn beside each other; none where there is none."""
    drawn = drawable(columns)
    if not drawn:
        return []
    return [_home(drawn), _presence(drawn), _savings(drawn), *_fairness(drawn)]


def _home(columns: Sequence[Side]) -> Chart:
    caption = _("Share at home of all person-days worked")
    return _chart(columns, caption, [_line(columns, "home_share")], _("share at home"), "share")


def _presence(columns: Sequence[Side]) -> Chart:
    lines = [_line(columns, "emptiest"), _line(columns, "busiest")]
    caption = _("People in the office on the emptiest and the busiest working day")
    return _chart(columns, caption, lines, _("people"))


def _savings(columns: Sequence[Side]) -> Chart:
    """Low, middle and high; in a sweep their range as well."""
    saved = [column.report.savings.rupiah for column in columns if column.report]
    shown = money(saved)
    low, middle, high = (
        [float(value / shown.divisor) for value in values]
        for values in zip(*((line.low, line.middle, line.high) for line in saved), strict=True)
    )
    caption = _("Savings against everybody in the office, low, middle and high assumptions")
    swept = bool(columns[0].value)
    lines: list[Line] = [(_("Low"), low), (_("Middle"), middle), (_("High"), high)]
    if swept:
        lines[:2] = lines[1::-1]  # the range is drawn behind the first line
    return _chart(columns, caption, lines, shown.unit, "decimal", band=(low, high) if swept else None)


def _fairness(columns: Sequence[Side]) -> list[Chart]:
    lines = [_line(columns, "home_gini"), _line(columns, "monday_friday_gini")]
    if not any(value for _name, values in lines for value in values):
        return []
    caption = _("Fairness: the Gini coefficient of home days (0: all alike)")
    return [_chart(columns, caption, lines, "Gini", "index")]


def _chart(
    columns: Sequence[Side],
    caption: str,
    lines: Sequence[Line],
    up: str,
    kind: Kind = "number",
    *,
    band: tuple[Sequence[float | None], Sequence[float | None]] | None = None,
) -> Chart:
    headings, field = [column.heading for column in columns], corner(columns)
    if columns[0].value:
        says = _("Lines over the values of {field}; the tables hold the same figures.").format(field=field)
        return Chart(caption, says, "lines", headings, lines, field, up, kind, band)
    says = _("Bars, one group for each column; the tables hold the same figures.")
    return Chart(caption, says, "bars", headings, lines, field, up, kind)


def _line(columns: Sequence[Side], key: str) -> Line:
    values = [column.figures[key] for column in columns]
    return str(TITLES[key]), [float(one) if isinstance(one, Number) else None for one in values]
