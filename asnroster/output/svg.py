"""Pictures of our own as SVG: marks, letters, an axis with round figures, a legend; nothing overlaps.

Letters are letters, so that a picture stays small and sharp. How wide they are is reckoned with the widths of Arial and a
tenth more: a reader's own font is seldom wider.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from textwrap import shorten, wrap

Points = Sequence[tuple[float, float]]

WIDTH = 560  # of a chart, in pixels of a page at its full width
LETTERS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
SMALL, NORMAL = 13, 14
EDGE, GRID = "#404040", "#D9D9D9"
LINE_HEIGHT = 1.2
SWATCH, GAP = 26, 6
FIGURE_LETTERS = 5  # of labels that go on by themselves: not each of them need be shown
MOST_LINES, TILTED_LETTERS = 3, 24
TILT = 40  # degrees, of labels that find no room otherwise
_WIDER = 1.1
_THIN, _BROAD = "ijlI.,:;'|!ft()[]r/- ", "mwMW%@"


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn: told apart by darkness, hatching, dashes and marks, not only by colour.

    Attributes:
        hatch: strokes of a tile of eight pixels, as the data of a path.
        dash: of a line.
        mark: of a line's points, a path around the origin.
    """

    colour: str
    hatch: str = ""
    dash: str = ""
    mark: str = ""


def number(value: float) -> str:
    """A coordinate in as few letters as will do."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str, size: float) -> float:
    """How wide the widest line of a text is at most."""
    return max((_line_width(line) for line in text.split("\n")), default=0.0) * size * _WIDER


@cache
def _line_width(line: str) -> float:
    return sum(
        0.31 if letter in _THIN else 0.86 if letter in _BROAD else 0.7 if letter.isupper() else 0.56
        for letter in line
    )


def text(
    x: float, y: float, words: str, *, size: float = NORMAL, anchor: str = "start", tilt: int = 0
) -> str:
    """A text whose first line stands on ``y``."""
    turned = f' transform="rotate({tilt} {number(x)} {number(y)})"' if tilt else ""
    lines = [escape(line) for line in words.split("\n")]
    rest = "".join(
        f'<tspan x="{number(x)}" dy="{number(size * LINE_HEIGHT)}">{line}</tspan>' for line in lines[1:]
    )
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{where}{turned}>{lines[0]}{rest}</text>'


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as the data of a path."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"


def path(data: str, fill: str, *, stroke: str = "", width: float = 0.6, dash: str = "") -> str:
    """A path, where there is one."""
    if not data:
        return ""
    drawn = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{data}" fill="{fill}"{drawn}{dashed}/>'


def polygon(points: Points) -> str:
    """A closed line through points, as the data of a path."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def filled(name: str, data: str, look: Look) -> str:
    """Shapes filled as a series looks."""
    hatched = path(data, f"url(#{name})", stroke=EDGE) if look.hatch else ""
    return path(data, look.colour, stroke="" if hatched else EDGE) + hatched


def patterns(looks: Iterable[tuple[str, Look]]) -> str:
    """What hatched series are filled with, by their names."""
    definitions = "".join(
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="{look.hatch}" fill="none" stroke="{EDGE}" stroke-width=".8"/></pattern>'
        for name, look in looks
        if look.hatch
    )
    return f"<defs>{definitions}</defs>" if definitions else ""


def drawn_line(points: Sequence[tuple[float, float] | None], look: Look) -> str:
    """A line with marks; a point that is missing leaves a hole."""
    data, before = "", None
    for point in points:
        if point is not None:
            data += f"{'L' if before else 'M'}{number(point[0])} {number(point[1])}"
        before = point
    marks = "".join(
        f'<path d="{look.mark}" transform="translate({number(p[0])} {number(p[1])})"/>' for p in points if p
    )
    line = path(data, "none", stroke=look.colour, width=2.2, dash=look.dash)
    return f'{line}<g fill="{look.colour}" stroke="#fff" stroke-width=".8">{marks}</g>'


def picture(width: float, height: float, parts: Iterable[str]) -> bytes:
    """The picture of some parts."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'font-family="{LETTERS}" fill="#1a1a1a">{"".join(parts)}</svg>'
    ).encode()


@dataclass(frozen=True, slots=True)
class Scale:
    """Round figures up the side, from nothing to the last.

    Attributes:
        ticks: the figures.
        top: the figure at the upper end.
        labels: the figures as texts.
    """

    ticks: Sequence[float]
    top: float
    labels: Sequence[str]

    @classmethod
    def of(
        cls, most: float, label: Callable[[float, float], str], *, whole: bool = False, top: float = 0.0
    ) -> Scale:
        """A scale up to the largest figure.

        Args:
            most: that figure.
            label: a figure as a text, given the step between two of them.
            whole: there are no fractions: nobody is half a person.
            top: where the scale is to end; 0: as far as the figures go.
        """
        end = top or most or 1.0
        rough = end / 5
        unit = 10.0 ** math.floor(math.log10(rough))
        step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough * 0.999)
        step = max(1.0, step) if whole else step
        count = math.floor(end / step + 1e-6) if top else math.ceil(end / step - 1e-6)
        ticks = [step * place for place in range(count + 1)]
        return cls(ticks, top or max(ticks[-1], end), [label(tick, step) for tick in ticks])


def legend(series: Sequence[tuple[str, str]], left: float) -> tuple[str, float]:
    """What is what, above the picture: swatches with their names, in as many rows as they need.

    Args:
        series: name and drawn swatch (26 by 10, from the origin).
        left: where it begins.

    Returns:
        The legend, and how high it is.
    """
    parts, x, row = [], left, 0
    for name, swatch in series:
        needs = SWATCH + GAP + text_width(name, SMALL)
        if x > left and x + needs > WIDTH:
            x, row = left, row + 1
        y = 6 + row * 19
        parts.append(f'<g transform="translate({number(x)} {y})">{swatch}</g>')
        parts.append(text(x + SWATCH + GAP, y + 10, name, size=SMALL))
        x += needs + 16
    return "".join(parts), (row + 1) * 19 + 4 if series else 0.0


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts below the picture: in lines where that gives them room, else turned, and as many as find room.

    Attributes:
        step: every how manieth is shown.
        tilt: degrees that they are turned by.
        height: how high they are.
        before: how far they reach to the left of their places.
    """

    texts: Sequence[str]
    step: int = 1
    tilt: int = 0
    height: float = 0.0
    before: float = 0.0

    @classmethod
    def of(cls, texts: Sequence[str], slot: float) -> Labels:
        """Lay texts out.

        Args:
            texts: one a place.
            slot: how wide a place is.
        """
        figures = all(len(one) <= FIGURE_LETTERS for one in texts)
        lines = texts if figures else [_in_lines(one, slot) for one in texts]
        widest = max((text_width(one, SMALL) for one in lines), default=0.0)
        if widest <= slot - 4 or figures:
            count = max((one.count("\n") + 1 for one in lines), default=1)
            return cls(
                lines, max(1, math.ceil((widest + 6) / slot)), 0, count * SMALL * LINE_HEIGHT + 6, widest / 2
            )
        angle = math.radians(TILT)
        short = [shorten(one, TILTED_LETTERS, placeholder="…") if " " in one else one for one in texts]
        short = [one if len(one) <= TILTED_LETTERS else one[: TILTED_LETTERS - 1] + "…" for one in short]
        longest = max(text_width(one, SMALL) for one in short)
        step = max(1, math.ceil(SMALL * LINE_HEIGHT / math.sin(angle) / slot))
        return cls(short, step, TILT, longest * math.sin(angle) + SMALL + 4, longest * math.cos(angle) - 4)

    def drawn(self, places: Sequence[float], y: float) -> str:
        """The texts below their places."""
        shown = list(zip(self.texts, places, strict=True))[:: self.step]
        if not self.tilt:
            return "".join(text(x, y + SMALL + 4, one, size=SMALL, anchor="middle") for one, x in shown)
        return "".join(
            text(x + 4, y + SMALL, one, size=SMALL, anchor="end", tilt=-self.tilt) for one, x in shown
        )


def _in_lines(label: str, slot: float) -> str:
    """A text in up to three lines, parted between words and behind hyphens."""
    letters = max(1, int(slot / (0.5 * SMALL * _WIDER)))
    return (
        "\n".join(wrap(label, letters, break_long_words=False, max_lines=MOST_LINES, placeholder="…"))
        or label
    )
