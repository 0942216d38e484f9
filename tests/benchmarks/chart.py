"""Cost and bound over time as a picture: a step for each better roster, a dashed one for each better bound."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import takewhile

from asnroster.output import svg
from tests.benchmarks.results import ILLEGAL, Result

COLOURS = {"asnroster": "#1F4E79", "highs": "#C55A11", "cp-sat": "#548235"}
HIGH, AROUND, LEFT = 240, 84, 70
Points = Sequence[tuple[float, float]]


def costs(result: Result) -> list[tuple[float, float]]:
    """(seconds, cost) of each legal roster, one better than the other."""
    course = result.course
    every = [(seconds, course.cost(number)) for number, seconds in enumerate(course.seconds)]
    return [(seconds, cost) for seconds, cost in every if cost < ILLEGAL]


def until(points: Points, end: float) -> tuple[list[float], list[float]]:
    """Seconds and figures of a line that stays where it is from its last point to the end."""
    inside = list(takewhile(lambda point: point[0] <= end, points))
    line = [*inside, (end, inside[-1][1])] if inside else []
    return [seconds for seconds, _ in line], [figure for _, figure in line]


def picture(results: Sequence[Result], limit: float) -> bytes:
    """An svg with one plot for each instance; both axes are logarithmic, for rosters begin far above where they end."""
    instances = list(dict.fromkeys(result.instance for result in results))
    plots = [
        plot(instance, [one for one in results if one.instance == instance], limit, at * (HIGH + AROUND))
        for at, instance in enumerate(instances)
    ]
    return svg.picture(svg.WIDTH, len(plots) * (HIGH + AROUND), plots)


def plot(instance: tuple[int, int], results: Sequence[Result], limit: float, top: float) -> str:
    """The steps of one instance, ``top`` pixels below the upper edge."""
    drawn = [
        (
            svg.Look(COLOURS.get(result.solver, svg.EDGE), dash=dash),
            until([p for p in points if p[1] > 0], limit),
        )
        for result in results
        for points, dash in ((costs(result), ""), (result.bounds, "5 3"))
    ]
    across = decades([seconds for _look, (times, _figures) in drawn for seconds in times] or [1.0])
    up = decades([figure for _look, (_times, figures) in drawn for figure in figures] or [1.0])
    right, first, bottom = svg.WIDTH - 24.0, top + 52, top + 52 + HIGH

    def x(seconds: float) -> float:
        return LEFT + (right - LEFT) * share(seconds, across)

    def y(figure: float) -> float:
        return bottom - HIGH * share(figure, up)

    lines = "".join(f"M{svg.number(x(tick))} {first}V{bottom}" for tick in across)
    lines += "".join(f"M{LEFT} {svg.number(y(tick))}H{right}" for tick in up)
    parts = [svg.path(lines, "none", stroke=svg.GRID)]
    for look, (times, figures) in drawn:
        corners = [(x(times[0]), y(figures[0]))] if times else []
        for seconds, figure in zip(times[1:], figures[1:], strict=True):
            corners += [(x(seconds), corners[-1][1]), (x(seconds), y(figure))]
        data = "".join(
            f"{'L' if at else 'M'}{svg.number(a)} {svg.number(b)}" for at, (a, b) in enumerate(corners)
        )
        parts.append(svg.path(data, "none", stroke=look.colour, width=1.8, dash=look.dash))
    parts += [
        svg.text(x(tick), bottom + 16, f"{tick:,g}", size=svg.SMALL, anchor="middle") for tick in across
    ]
    parts += [svg.text(LEFT - 6, y(tick) + 4, f"{tick:,g}", size=svg.SMALL, anchor="end") for tick in up]
    swatches = [
        (one.solver, svg.path("M0 6h26", "none", stroke=COLOURS.get(one.solver, svg.EDGE), width=1.8))
        for one in results
    ]
    named, _height = svg.legend(
        [*swatches, ("bound", svg.path("M0 6h26", "none", stroke=svg.EDGE, width=1.8, dash="5 3"))], LEFT
    )
    title = svg.text(LEFT, top + 16, f"{instance[0]} people, seed {instance[1]}: cost by seconds")
    return f'{title}<g transform="translate(0 {top + 22})">{named}</g>{"".join(parts)}'


def decades(figures: Iterable[float]) -> list[float]:
    """Round figures around some, each one to two and a half times the one before: 1, 2, 5, 10 and so on."""
    known = list(figures)
    low, high = min(known), max(known)
    steps = [times * 10.0**power for power in range(-3, 12) for times in (1, 2, 5)]
    below = max(step for step in steps if step <= low)
    above = min(step for step in steps if step >= high and step > below)
    return [step for step in steps if below <= step <= above]


def share(figure: float, ticks: Sequence[float]) -> float:
    """Where a figure lies between the first tick and the last, on a logarithmic scale."""
    return math.log(figure / ticks[0]) / math.log(ticks[-1] / ticks[0])
