"""The charts of a study's curve, each built once: page and paper draw them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from textwrap import fill

from asnroster.domain.problem import Unit
from asnroster.judge.studied import Point, Reached
from asnroster.output.blocks import Chart, Figures, Kind
from asnroster.output.savings import Money, money
from asnroster.output.study_words import MEASURES, as_float, cap_text, measure_title, share_shown
from asnroster.words import _, number_text

LEGEND_LETTERS = 32
MOST_LINES = 6  # agencies of one chart that can be told apart


def shares_chart(points: Sequence[Point], mine: Reached | None = None) -> Chart:
    """Every share over the caps, all agencies together; ``mine``: a roster's own place, as a star."""
    rosters = [point.reached.get(None) for point in points]
    lines = [(measure_title(one), [as_float(getattr(at, one, None)) for at in rosters]) for one in MEASURES]
    marks = []
    if mine is not None and mine.home_share is not None:
        marks = [(_("This roster"), star_place(points, mine), float(mine.home_share))]
    return _chart(_("What a cap gives and takes"), points, lines, _("Share"), "share", marks=marks)


def saved_chart(points: Sequence[Point], mine: Reached | None = None, *, exact: bool = False) -> Chart:
    """Rupiah over the caps with their range; ``exact``: rupiah stay so where they are millions."""
    saved = [None if (one := point.reached.get(None)) is None else one.saved.rupiah for point in points]
    shown = money([*(one for one in saved if one), *([] if mine is None else [mine.saved.rupiah])])
    shown = Money(1, _("rupiah"), 0) if exact else shown
    middle, low, high = (
        [None if one is None else float(getattr(one, end) / shown.divisor) for one in saved]
        for end in ("middle", "low", "high")
    )
    marks = []
    if mine is not None:
        here = float(mine.saved.rupiah.middle / shown.divisor)
        marks = [(_("This roster"), star_place(points, mine), here)]
    lines = [(_("Middle"), middle), (_("Low"), low), (_("High"), high)]
    caption = _("Savings in the period")
    return _chart(
        caption,
        points,
        lines,
        shown.unit,
        "decimal" if shown.decimals else "number",
        band=(low, high),
        marks=marks,
    )


def agencies_charts(
    points: Sequence[Point], agencies: Mapping[int, Unit], measure: str = "home_share"
) -> list[Chart]:
    """The agencies with most home days at the last cap that has a roster; none where there is a single one."""
    days = next(
        (
            {unit: one.saved.home_days for unit, one in point.reached.items()}
            for point in reversed(points)
            if None in point.reached
        ),
        {},
    )
    most = sorted((unit for unit in agencies if days.get(unit)), key=lambda unit: -days[unit])[:MOST_LINES]
    if len(agencies) < 2 or not most:
        return []
    lines = [
        (
            _short(agencies[unit]),
            [as_float(getattr(point.reached.get(unit), measure, None)) for point in points],
        )
        for unit in most
    ]
    caption = _("{measure}: agencies with most home days").format(measure=measure_title(measure))
    return [_chart(caption, points, lines, measure_title(measure), "share")]


def _short(agency: Unit) -> str:
    """A name that has its place beside a chart's line."""
    return agency.short_name or fill(agency.name, LEGEND_LETTERS)


def _chart(
    caption: str,
    points: Sequence[Point],
    lines: Sequence[tuple[str, Figures]],
    up: str,
    kind: Kind,
    *,
    band: tuple[Figures, Figures] | None = None,
    marks: Sequence[tuple[str, float, float]] = (),
) -> Chart:
    labels, across = [cap_text(point.cap) for point in points], _("Cap on the daily WFH share")

    def read(figure: float | None) -> str:
        if kind == "share" or figure is None:
            return share_shown(figure)
        return f"{number_text(figure, 1)} {up}"

    return Chart(caption, _ends(labels, lines, read), "lines", labels, lines, across, up, kind, band, marks)


def _ends(
    labels: Sequence[str], lines: Sequence[tuple[str, Figures]], read: Callable[[float | None], str]
) -> str:
    """What a chart of lines shows, for those who do not see it: each line's first and last figure."""
    text = _("{line}: {first} at a cap of {low}, {last} at {high}.")
    return " ".join(
        text.format(line=name, first=read(values[0]), low=labels[0], last=read(values[-1]), high=labels[-1])
        for name, values in lines
    )


def star_place(points: Sequence[Point], mine: Reached | None) -> float:
    """Where among the caps (from 0) the curve first has the roster's share at home; the last where it never has."""
    share = Fraction(0) if mine is None else mine.home_share or Fraction(0)
    before: tuple[int, Fraction] | None = None
    for number, point in enumerate(points):
        if None not in point.reached:
            continue
        here = point.reached[None].home_share or Fraction(0)
        if here >= share:
            if before is None or here == share:
                return float(number)
            start, below = before
            return float(start + (number - start) * (share - below) / (here - below))
        before = number, here
    return float(len(points) - 1)
