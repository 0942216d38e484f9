"""Charts of pages, as SVG. They are told apart by darkness, hatching, dashes and marks, not only by colour."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from asnroster.output import svg
from asnroster.output.blocks import Chart, Figures
from asnroster.output.svg import EDGE, GRID, Labels, Look, Scale, number
from asnroster.words import number_text, percent_text

OFFICE, HOME, ABSENT = "#1F3864", "#A9D18E", "#F4C7A6"
MOST_FIGURED = 16  # bars that bear their figures
STAR = "#A01818"
_UP, _DOWN, _ACROSS = "M-2 2l4-4M0 8l8-8M6 10l4-4", "M-2 6l4 4M0 0l8 8M6-2l4 4", "M0 4h8"
_OFFICE, _HOME = Look(OFFICE), Look(HOME, _UP)
_DAY = (_OFFICE, _HOME, Look(ABSENT))
_BARS = (_OFFICE, _HOME, Look(ABSENT, _ACROSS), Look("#7F97C2", _DOWN), Look("#D9D9D9", _UP + _DOWN))
_DOT, _SQUARE = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "M-4-4h8v8h-8z"
_LINES = (
    Look(OFFICE, mark=_DOT),
    Look("#548235", dash="7 3", mark=_SQUARE),
    Look("#B35900", dash="2 3", mark="M0-5l5 9h-10z"),
    Look("#7F7F7F", dash="8 3 2 3", mark="M0-5l5 5-5 5-5-5z"),
    Look(STAR, dash="12 3", mark="M0 5l5-9h-10z"),
    Look("#5B9BD5", dash="2 1.5", mark="M-1.6-5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z"),
    Look("#806000", dash="8 2 2 2 2 2", mark="M-5-2l2-3 3 3 3-3 2 3-3 2 3 3-2 2-3-3-3 3-2-2 3-3z"),
    Look("#000", dash="16 5", mark="M-5 0a5 3 0 1 0 10 0a5 3 0 1 0-10 0z"),
)
_STAR = (
    "M"
    + "L".join(
        f"{number(r * math.sin(turn * math.pi / 5))} {number(-r * math.cos(turn * math.pi / 5))}"
        for turn, r in enumerate((9, 3.6) * 5)
    )
    + "z"
)


def drawn(chart: Chart) -> bytes:
    """A chart of a document as a picture."""
    return {"stacked": _stacked, "counts": _counts, "bars": _bars, "lines": _lines}[chart.form](chart)


def _stacked(chart: Chart) -> bytes:
    """Up to three series upon each other."""
    parts = [[one or 0 for one in figures] for _name, figures in chart.series]
    plot = _Plot.of(chart, Scale.of(max(map(sum, zip(*parts, strict=True))), _count, whole=True), _DAY)
    base = [0.0] * len(chart.labels)
    drawn = []
    for place, figures in enumerate(parts):
        data = "".join(
            plot.bar(at, 0.8, below, figure)
            for at, (below, figure) in enumerate(zip(base, figures, strict=True))
            if figure
        )
        drawn.append(svg.filled(f"h{place}", data, _DAY[place]))
        base = [below + more for below, more in zip(base, figures, strict=True)]
    return plot.picture(drawn)


def _counts(chart: Chart) -> bytes:
    """One bar a label, each with its figure above it where there is room."""
    figures = [one or 0 for one in chart.series[0][1]]
    plot = _Plot.of(chart, Scale.of(max(figures), _count, whole=True), (_HOME,), names=())
    bars = "".join(plot.bar(at, 0.8, 0.0, figure) for at, figure in enumerate(figures) if figure)
    drawn = [svg.filled("h0", bars, _HOME)]
    if len(chart.labels) <= MOST_FIGURED:
        drawn += [
            svg.text(plot.x(at), plot.y(figure) - 4, number_text(figure), size=svg.SMALL, anchor="middle")
            for at, figure in enumerate(figures)
        ]
    return plot.picture(drawn)


def _bars(chart: Chart) -> bytes:
    """Up to five bars side by side at each label."""
    groups = [figures for _name, figures in chart.series[: len(_BARS)]]
    plot = _Plot.of(chart, Scale.of(_most(groups), _read(chart)), _BARS)
    width = 0.8 / max(1, len(groups))
    drawn = []
    for place, figures in enumerate(groups):
        shift = (place - (len(groups) - 1) / 2) * width
        data = "".join(
            plot.bar(at + shift, width, 0.0, figure) for at, figure in enumerate(figures) if figure
        )
        drawn.append(svg.filled(f"h{place}", data, _BARS[place]))
    return plot.picture(drawn)


def _lines(chart: Chart) -> bytes:
    """Up to eight lines, told apart by dash and mark; the range behind the first, single points as stars."""
    lines = [figures for _name, figures in chart.series[: len(_LINES)]]
    most = max(_most([*lines, *(chart.band or ())]), *(figure for _what, _at, figure in chart.marks), 0.0)
    looks = [*_LINES[: len(lines)], *(Look(STAR, mark=_STAR) for _mark in chart.marks)]
    names = [name for name, _figures in chart.series[: len(_LINES)]] + [name for name, *_at in chart.marks]
    top = 1.0 if chart.kind == "share" else 0.0
    plot = _Plot.of(chart, Scale.of(most, _read(chart), top=top), looks, names)
    drawn = []
    if chart.band is not None:
        low, high = (plot.points(figures) for figures in chart.band)
        both = [(one, other) for one, other in zip(low, high, strict=True) if one and other]
        if both:
            edge = [*(one for one, _other in both), *(other for _one, other in reversed(both))]
            drawn.append(svg.path(svg.polygon(edge), "#D9E2F3"))
    drawn += [svg.drawn_line(plot.points(figures), look) for figures, look in zip(lines, looks, strict=False)]
    drawn += [
        svg.drawn_line([(plot.x(place), plot.y(figure))], Look(STAR, mark=_STAR))
        for _name, place, figure in chart.marks
    ]
    return plot.picture(drawn)


def _read(chart: Chart) -> Callable[[float, float], str]:
    return _share if chart.kind == "share" else _figure


def spark(shares: Sequence[float]) -> bytes:
    """A strip of bars, 0 to 1, without axes; the lowest is dark unless all are alike."""
    width, height = 163.0, 31.0
    lowest = min(shares) if len({*shares}) > 1 else None
    slot = width / max(1, len(shares))
    bars = {True: "", False: ""}
    for at, share in enumerate(shares):
        up = share * (height - 4)
        bars[share == lowest] += svg.rectangle(at * slot + 0.07 * slot, height - 1 - up, 0.86 * slot, up)
    ends = (("#BFBFBF", 3.0), (EDGE, height - 1))
    lines = [svg.path(f"M0 {number(y)}h{number(width)}", "none", stroke=colour) for colour, y in ends]
    return svg.picture(width, height, [svg.path(bars[False], "#7F97C2"), svg.path(bars[True], STAR), *lines])


def address(drawn: bytes) -> str:
    """An SVG picture as a data: address, for a page."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()


@dataclass(frozen=True, slots=True)
class _Plot:
    """The place that bars and lines are drawn in, with all that stands around it."""

    labels: Labels
    scale: Scale
    left: float
    top: float
    slot: float
    around: Sequence[str]
    across: str
    looks: Sequence[Look]

    HEIGHT = 210

    @classmethod
    def of(
        cls, chart: Chart, scale: Scale, looks: Sequence[Look], names: Sequence[str] | None = None
    ) -> _Plot:
        """Lay out a chart.

        Args:
            chart: what it shows.
            scale: up the side.
            looks: of the series.
            names: for the legend; None: of the series; none: without one.
        """
        labels, up = chart.labels, chart.up
        names = [name for name, _figures in chart.series] if names is None else names
        left = max(svg.text_width(label, svg.SMALL) for label in scale.labels) + 10
        slot = (svg.WIDTH - left - 8) / max(1, len(labels))
        below = Labels.of(labels, slot)
        if (short := below.before - left - slot / 2) > 0:  # the first label would be cut
            left += short
            slot = (svg.WIDTH - left - 8) / max(1, len(labels))
        series = [
            (name, _swatch(place, look)) for place, (name, look) in enumerate(zip(names, looks, strict=False))
        ]
        legend, top = svg.legend(series, left)
        around = [svg.patterns((f"h{place}", look) for place, look in enumerate(looks)), legend]
        if up:
            around.append(svg.text(0, top + svg.NORMAL, up, size=svg.SMALL))
            top += svg.NORMAL + 4
        return cls(below, scale, left, top + 14, slot, around, chart.across, looks)

    def x(self, place: float) -> float:
        """The middle of a place, from 0."""
        return self.left + (place + 0.5) * self.slot

    def y(self, figure: float) -> float:
        """How high a figure stands."""
        return self.top + self.HEIGHT * (1 - figure / self.scale.top)

    def bar(self, place: float, width: float, below: float, figure: float) -> str:
        """A bar upon another, as wide as a share of a place."""
        across = width * self.slot
        return svg.rectangle(
            self.x(place) - across / 2, self.y(below + figure), across, self.y(below) - self.y(below + figure)
        )

    def points(self, figures: Figures) -> list[tuple[float, float] | None]:
        """The points of a line."""
        return [None if one is None else (self.x(at), self.y(float(one))) for at, one in enumerate(figures)]

    def picture(self, drawn: Sequence[str]) -> bytes:
        """The chart."""
        bottom, right = self.top + self.HEIGHT, svg.WIDTH - 8
        grid = "".join(
            f"M{number(self.left)} {number(self.y(tick))}H{number(right)}" for tick in self.scale.ticks[1:]
        )
        figures = [
            svg.text(self.left - 6, self.y(tick) + 4.5, label, size=svg.SMALL, anchor="end")
            for tick, label in zip(self.scale.ticks, self.scale.labels, strict=True)
        ]
        axis = svg.path(
            f"M{number(self.left)} {number(bottom)}H{number(right)}", "none", stroke=EDGE, width=1
        )
        below = self.labels.drawn([self.x(at) for at in range(len(self.labels.texts))], bottom)
        height = bottom + self.labels.height
        title = ""
        if self.across:
            height += svg.NORMAL + 6
            title = svg.text(
                (self.left + right) / 2, height - 4, self.across, size=svg.SMALL, anchor="middle"
            )
        parts = [
            *self.around,
            svg.path(grid, "none", stroke=GRID, width=1),
            *figures,
            *drawn,
            axis,
            below,
            title,
        ]
        return svg.picture(svg.WIDTH, height + 2, parts)


def _swatch(place: int, look: Look) -> str:
    """What stands before a name in the legend."""
    if look.mark == _STAR:
        return svg.drawn_line([(13, 6)], look)
    if look.mark:
        line = svg.path("M0 6h26", "none", stroke=look.colour, width=2.2, dash=look.dash)
        return line + svg.drawn_line([(13, 6)], Look(look.colour, mark=look.mark))
    return svg.filled(f"h{place}", svg.rectangle(0, 0, 26, 11), look)


def _most(lines: Iterable[Figures]) -> float:
    return max((float(one) for figures in lines for one in figures if one is not None), default=0.0)


def _count(value: float, _step: float) -> str:
    return number_text(value)


def _figure(value: float, step: float) -> str:
    """A figure with as many decimals as the step has."""
    return number_text(value, max(0, -math.floor(math.log10(step) + 1e-9)))


def _share(value: float, step: float) -> str:
    return percent_text(value, max(0, -2 - math.floor(math.log10(step) + 1e-9)))
