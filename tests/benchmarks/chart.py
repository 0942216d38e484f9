"""Cost and bound over time as a picture: a step for each better roster, a dashed one for each better bound."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import takewhile

from matplotlib.figure import Figure

from tests.benchmarks.results import ILLEGAL, Result

COLOURS = {"asnroster": "#1F4E79", "highs": "#C55A11", "cp-sat": "#548235"}
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
    figure = Figure((6.4, 3.6 * len(instances)), layout="constrained")
    for axes, (people, seed) in zip(
        figure.subplots(len(instances), squeeze=False)[:, 0], instances, strict=True
    ):
        for result in (one for one in results if one.instance == (people, seed)):
            colour = COLOURS.get(result.solver)
            for points, dash, name in ((costs(result), "-", result.solver), (result.bounds, "--", None)):
                axes.step(
                    *until([point for point in points if point[1] > 0], limit),
                    dash,
                    where="post",
                    color=colour,
                    label=name,
                )
        axes.set(title=f"{people} people, seed {seed}", xlabel="seconds", ylabel="cost; dashed: bound")
        axes.set(xscale="log", yscale="log")
        axes.grid(which="both", linewidth=0.3)
        axes.legend()
    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()
