"""Charts as pictures, SVG or PNG. They are told apart by darkness, hatching and dashes, not only by colour."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from asnroster.words import number_text, percent_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Form = Literal["svg", "png"]
Figures = Sequence[float | None]  # one a label; None where there is nothing to draw
OFFICE, HOME, ABSENT, EDGE = "#1F3864", "#A9D18E", "#F4C7A6", "#404040"
# Letters as outlines look alike everywhere; a fixed salt gives the same roster the same bytes.
_SETTINGS: Any = {
    "svg.fonttype": "path", "svg.hashsalt": "asnroster", "font.size": 9, "font.family": "DejaVu Sans",
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": EDGE, "hatch.linewidth": 0.5,
}  # fmt: skip
MOST_LABELS = 16
PNG_DOTS = 200  # an inch: sharp on paper
_LINES = (
    (OFFICE, "-", "o"), ("#548235", "--", "s"), ("#B35900", ":", "^"), ("#7F7F7F", "-.", "D"),
    ("#A01818", (0, (6, 2)), "v"), ("#5B9BD5", (0, (1, 1)), "P"), ("#806000", (0, (4, 1, 1, 1)), "X"),
    ("#000000", (0, (8, 3)), "*"),
)  # fmt: skip
_BARS = ((OFFICE, ""), (HOME, "///"), (ABSENT, "--"), ("#7F97C2", "\\\\\\"), ("#D9D9D9", "xx"))


def presence_chart(
    labels: Sequence[str],
    parts: Sequence[tuple[str, Sequence[int]]],
    people_label: str,
    *,
    form: Form = "svg",
) -> bytes:
    """People of each day, stacked.

    Args:
        labels: one a day.
        parts: up to three names (office, home, absent) with their people, one figure a day.
        people_label: what stands at the axis.
        form: of the picture.
    """
    with _drawing(4.3, 2.6) as (figure, axes):
        base = [0] * len(labels)
        looks = ((OFFICE, ""), (HOME, "///"), (ABSENT, ""))
        for (name, people), (colour, hatch) in zip(parts, looks, strict=False):
            axes.bar(range(len(labels)), people, 0.8, bottom=base, label=name, color=colour, hatch=hatch,
                     edgecolor=EDGE, linewidth=0.4)  # fmt: skip
            base = [below + more for below, more in zip(base, people, strict=True)]
        _labels(axes, labels)
        axes.set_ylabel(people_label)
        _counts(axes)
        _legend(axes, len(parts))
        return _picture(figure, form)


def bar_chart(
    labels: Sequence[str], figures: Sequence[int], across: str, up: str, *, form: Form = "svg"
) -> bytes:
    """One bar a label, each with its figure above it where there is room."""
    with _drawing(4.3, 2.3) as (figure, axes):
        bars = axes.bar(
            range(len(labels)), figures, 0.8, color=HOME, hatch="///", edgecolor=EDGE, linewidth=0.4
        )
        if len(labels) <= MOST_LABELS:
            axes.bar_label(bars, fontsize=8)
        _labels(axes, labels)
        axes.set_xlabel(across)
        axes.set_ylabel(up)
        _counts(axes)
        return _picture(figure, form)


def grouped_bars(
    labels: Sequence[str],
    groups: Sequence[tuple[str, Figures]],
    across: str,
    up: str,
    *,
    shares: bool = False,
    form: Form = "svg",
) -> bytes:
    """Bars side by side at each label, one a group.

    Args:
        labels: what stands below.
        groups: up to five names with their figures.
        across: what the labels are; empty where they say it themselves.
        up: what the figures are.
        shares: the figures are shares of one, shown in per cent.
        form: of the picture.
    """
    with _drawing(4.6, 2.6) as (figure, axes):
        width = 0.8 / max(1, len(groups))
        for place, ((name, values), (colour, hatch)) in enumerate(zip(groups, _BARS, strict=False)):
            at = [label + (place - (len(groups) - 1) / 2) * width for label in range(len(labels))]
            heights = [0.0 if value is None else float(value) for value in values]
            axes.bar(at, heights, width, label=name, color=colour, hatch=hatch, edgecolor=EDGE, linewidth=0.4)
        _labels(axes, labels)
        _axes(axes, across, up, shares=shares, whole=False)
        _legend(axes, len(groups))
        return _picture(figure, form)


def line_chart(
    labels: Sequence[str],
    lines: Sequence[tuple[str, Figures]],
    across: str,
    up: str,
    *,
    shares: bool = False,
    band: tuple[Figures, Figures] | None = None,
    marks: Sequence[tuple[str, float, float]] = (),
    form: Form = "svg",
) -> bytes:
    """Lines over the same labels, told apart by dash and marker.

    Args:
        labels: what stands below, evenly spaced.
        lines: up to eight names with their figures; None leaves a hole.
        across: what the labels are.
        up: what the figures are.
        shares: the figures are shares of one, shown in per cent.
        band: low and high of the first line, drawn behind it.
        marks: single points, as (what it is, place among the labels from 0, figure).
        form: of the picture.
    """
    with _drawing(4.6, 2.9) as (figure, axes):
        places = range(len(labels))
        if band is not None:
            low, high = map(_drawn, band)
            axes.fill_between(places, low, high, color="#D9E2F3", linewidth=0)
        for (name, values), (colour, dash, marker) in zip(lines, _LINES, strict=False):
            axes.plot(places, _drawn(values), label=name, color=colour, linestyle=dash, marker=marker,
                      markersize=4, linewidth=1.6)  # fmt: skip
        for text, place, value in marks:
            axes.plot(
                [place], [value], marker="*", markersize=11, color="#A01818", linestyle="none", label=text
            )
        _labels(axes, labels)
        _axes(axes, across, up, shares=shares)
        _legend(axes, 2)
        return _picture(figure, form)


def spark(shares: Sequence[float]) -> bytes:
    """A strip of bars, 0 to 1, without axes; the lowest is dark unless all are alike."""
    lowest = min(shares) if len({*shares}) > 1 else None
    with _drawing(1.7, 0.32, bare=True) as (figure, axes):
        colours = ["#A01818" if share == lowest else "#7F97C2" for share in shares]
        axes.bar(range(len(shares)), shares, 0.86, color=colours)
        axes.axhline(1, color="#BFBFBF", linewidth=0.6)
        axes.axhline(0, color=EDGE, linewidth=0.6)
        axes.set_xlim(-0.6, len(shares) - 0.4)
        axes.set_ylim(-0.02, 1.04)
        return _picture(figure, "svg")


def address(svg: bytes) -> str:
    """An SVG picture as a data: address, for a page."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()


def _drawn(values: Figures) -> list[float]:
    return [float("nan") if value is None else float(value) for value in values]


def _labels(axes: Axes, labels: Sequence[str]) -> None:
    step = -(-len(labels) // (2 * MOST_LABELS))
    places = range(0, len(labels), step)
    size = 8 if len(labels) <= MOST_LABELS else 6.5
    axes.set_xticks(places, [labels[place] for place in places], fontsize=size)
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.yaxis.grid(visible=True, color="#D9D9D9", linewidth=0.6)
    axes.set_axisbelow(True)


def _counts(axes: Axes) -> None:
    """Whole numbers up the side: nobody is half a person."""
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))
    axes.yaxis.set_major_formatter(lambda value, _place: number_text(value, 0))


def _axes(axes: Axes, across: str, up: str, *, shares: bool, whole: bool = True) -> None:
    """Both titles, and figures as the user's language writes them; shares up to the ``whole`` or as far as they go."""
    from matplotlib.ticker import MaxNLocator

    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.set_ylim(bottom=0, top=1.04 if shares and whole else None)
    # Steps that need no more decimals than are shown.
    axes.yaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10]))
    most = max(map(abs, axes.get_ylim()))
    if shares:
        axes.yaxis.set_major_formatter(lambda value, _place: percent_text(value, 0 if most >= 0.06 else 1))
        return
    digits = 0 if most >= 5 else 1 if most >= 0.5 else 3
    axes.yaxis.set_major_formatter(lambda value, _place: number_text(value, digits))


def _legend(axes: Axes, columns: int) -> None:
    """What is what, above the picture and never on it."""
    handles, _names = axes.get_legend_handles_labels()
    rows = -(-len(handles) // columns)
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=8 if rows > 1 else 9,
    )


@contextmanager
def _drawing(width: float, height: float, *, bare: bool = False) -> Iterator[tuple[Figure, Axes]]:
    """A figure in inches with its axes, and settings that hold while it is drawn and written."""
    # The first start of all tells of its font cache, which concerns nobody here.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(_SETTINGS):
        figure = Figure((width, height), layout=None if bare else "constrained")
        axes = figure.add_axes((0, 0, 1, 1)) if bare else figure.subplots()
        if bare:
            axes.set_axis_off()
        yield figure, axes


def _picture(figure: Figure, form: Form) -> bytes:
    """A figure's bytes, alike each time."""
    written = io.BytesIO()
    if form == "png":
        figure.savefig(written, format="png", dpi=PNG_DOTS, metadata={"Software": None})
    else:
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()
