"""Charts as SVG inside data: addresses. They are told apart by darkness and hatching, not only by colour."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OFFICE, HOME, ABSENT, EDGE = "#1F3864", "#A9D18E", "#F4C7A6", "#404040"
# Letters as outlines look alike everywhere; a fixed salt gives the same roster the same bytes.
_SETTINGS: Any = {
    "svg.fonttype": "path", "svg.hashsalt": "asnroster", "font.size": 9, "font.family": "DejaVu Sans",
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": EDGE, "hatch.linewidth": 0.5,
}  # fmt: skip
MOST_LABELS = 16


def presence_chart(
    labels: Sequence[str], parts: Sequence[tuple[str, Sequence[int]]], people_label: str
) -> str:
    """People of each day, stacked.

    Args:
        labels: one a day.
        parts: up to three names (office, home, absent) with their people, one figure a day.
        people_label: what stands at the axis.
    """
    with _drawing(4.3, 2.6) as (figure, axes):
        base = [0] * len(labels)
        looks = ((OFFICE, ""), (HOME, "///"), (ABSENT, ""))
        for (name, people), (colour, hatch) in zip(parts, looks, strict=False):
            axes.bar(range(len(labels)), people, 0.8, bottom=base, label=name, color=colour, hatch=hatch,
                     edgecolor=EDGE, linewidth=0.4)  # fmt: skip
            base = [below + more for below, more in zip(base, people, strict=True)]
        _days(axes, labels)
        axes.set_ylabel(people_label)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=len(parts), frameon=False)
        return _address(figure)


def bar_chart(labels: Sequence[str], figures: Sequence[int], across: str, up: str) -> str:
    """One bar a label, each with its figure above it where there is room."""
    with _drawing(4.3, 2.3) as (figure, axes):
        bars = axes.bar(
            range(len(labels)), figures, 0.8, color=HOME, hatch="///", edgecolor=EDGE, linewidth=0.4
        )
        if len(labels) <= MOST_LABELS:
            axes.bar_label(bars, fontsize=8)
        _days(axes, labels)
        axes.set_xlabel(across)
        axes.set_ylabel(up)
        return _address(figure)


def spark(shares: Sequence[float]) -> str:
    """A strip of bars, 0 to 1, without axes; the lowest is dark unless all are alike."""
    lowest = min(shares) if len({*shares}) > 1 else None
    with _drawing(1.7, 0.32, bare=True) as (figure, axes):
        colours = ["#A01818" if share == lowest else "#7F97C2" for share in shares]
        axes.bar(range(len(shares)), shares, 0.86, color=colours)
        axes.axhline(1, color="#BFBFBF", linewidth=0.6)
        axes.axhline(0, color=EDGE, linewidth=0.6)
        axes.set_xlim(-0.6, len(shares) - 0.4)
        axes.set_ylim(-0.02, 1.04)
        return _address(figure)


def _days(axes: Axes, labels: Sequence[str]) -> None:
    step = -(-len(labels) // (2 * MOST_LABELS))
    places = range(0, len(labels), step)
    size = 8 if len(labels) <= MOST_LABELS else 6.5
    axes.set_xticks(places, [labels[place] for place in places], fontsize=size)
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.yaxis.grid(visible=True, color="#D9D9D9", linewidth=0.6)
    axes.set_axisbelow(True)


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


def _address(figure: Figure) -> str:
    """A figure as a data: address."""
    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(written.getvalue()).decode()
