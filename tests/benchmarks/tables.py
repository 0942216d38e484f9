"""The tables, as plain markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from tests.benchmarks.results import ILLEGAL, Result, Stages

NEAR = 0.01  # the gap to the best known bound that the second table asks for
AROUND = ("read", "build", "audit", "write")  # stages that are no search
SMALLEST = 2_000  # people; growth is told from there on
NOTHING = "–"


def comparison(results: Sequence[Result], moments: Sequence[float]) -> str:
    """Every solver on every instance: costs over time, bounds, memory."""
    best = best_bounds(results)
    heads = [
        "people", "seed", "solver", "search from s", "first legal s", *(f"cost at {moment:g} s" for moment in moments),
        "final cost", "own bound", "gap to best bound", "finished after s", "CPU s", "peak MB",
    ]  # fmt: skip
    rows = [
        [
            _count(result.people), str(result.seed), result.solver, _seconds(result.built or None), _seconds(result.course.first_legal()),
            *(_cost(result.course.at(moment)) for moment in moments), _cost(result.course.last),
            _cost(result.bound), _percent(gap(result.course.last, best.get(result.instance))),
            _seconds(result.finished or None), _seconds(result.cpu_seconds or None), _count(result.memory_mb),
        ]
        for result in results
    ]  # fmt: skip
    return "\n".join([_table(heads, rows), *_remarks(results)])


def ratios(results: Sequence[Result]) -> str:
    """Each other solver against asnroster: the same cost, and the same nearness to the best bound, how much sooner."""
    best = best_bounds(results)
    own = {result.instance: result for result in results if result.solver == "asnroster"}
    near = f"within {NEAR:.0%} of best bound"
    heads = [
        "people", "seed", "against", "its final cost", "it had that after s", "asnroster after s", "times sooner",
        f"it was {near} after s", "asnroster after s", "times sooner",
    ]  # fmt: skip
    rows = []
    for result in results:
        ours = own.get(result.instance)
        if ours is None or result is ours:
            continue
        row = [_count(result.people), str(result.seed), result.solver, _cost(result.course.last)]
        bound = best.get(result.instance)
        for target in (result.course.last, None if bound is None else bound / (1 - NEAR)):
            row += _race(result, ours, target)
        rows.append(row)
    return _table(heads, rows)


def stages(runs: Sequence[Stages]) -> str:
    """Where the time of the whole command goes, and how the search grows."""
    names = list(dict.fromkeys(name for run in runs for name in run.stages))
    heads = [
        "people", "seed", "free cells", *(f"{name} s" for name in names), "total wall s", "CPU s", "peak MB",
        "cost", "own gap",
    ]  # fmt: skip
    rows = [
        [
            _count(run.people), str(run.seed), _count(run.free_cells),
            *(_seconds(run.stages.get(name), digits=2) for name in names),
            _seconds(run.seconds), _seconds(run.cpu_seconds), _count(run.memory_mb), _cost(run.cost),
            _percent(run.gap),
        ]
        for run in runs
    ]  # fmt: skip
    failures = [f"{_count(run.people)}, seed {run.seed}: {run.failure}" for run in runs if run.failure]
    return "\n".join([_table(heads, rows), *_under([*growth(runs), *failures])])


def best_bounds(results: Iterable[Result]) -> dict[tuple[int, int], int]:
    """The best bound that any solver proved, by instance."""
    best: dict[tuple[int, int], int] = {}
    for result in results:
        if result.bound is not None:
            best[result.instance] = max(result.bound, best.get(result.instance, 0))
    return best


def gap(cost: float | None, bound: int | None) -> float | None:
    """(cost - bound) / max(1, cost), None where there is no legal roster or no bound."""
    if cost is None or bound is None or cost == ILLEGAL:
        return None
    return (cost - bound) / max(1, cost)


def growth(runs: Sequence[Stages]) -> list[str]:
    """How the search's time grows with the free cells, between the smallest and the largest size from 2,000 on."""
    sizes = sorted({run.people for run in runs if run.people >= SMALLEST and run.stages})
    if len(sizes) < 2:
        return []
    ends = [[run for run in runs if run.people == size and run.stages] for size in (sizes[0], sizes[-1])]
    small, large = [_mean(_search_seconds(run) for run in end) for end in ends]
    few, many = [_mean(run.free_cells for run in end) for end in ends]
    if min(small, large, few) <= 0 or few == many:
        return []
    exponent = log(large / small) / log(many / few)
    return [
        f"Search from {_count(sizes[0])} to {_count(sizes[-1])} people: {large / small:.1f} times the time for "
        f"{many / few:.1f} times the free cells, growth exponent {exponent:.2f}."
    ]


def _search_seconds(run: Stages) -> float:
    return sum(seconds for name, seconds in run.stages.items() if name not in AROUND)


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known)


def _race(result: Result, ours: Result, target: float | None) -> list[str]:
    """When both reached a cost, and how many times sooner asnroster did."""
    if target is None or target == ILLEGAL:
        return [NOTHING] * 3
    theirs, own = result.course.reached(target), ours.course.reached(target)
    if own is None:
        return ["not reached" if theirs is None else _seconds(theirs), "not reached", NOTHING]
    if theirs is None:
        return ["not reached", _seconds(own), f"> {max(result.finished, own) / own:.1f}"]
    return [_seconds(theirs), _seconds(own), f"{theirs / own:.1f}"]


def _remarks(results: Sequence[Result]) -> list[str]:
    best = best_bounds(results)
    remarks = []
    for result in results:
        name, last = f"{_count(result.people)}, seed {result.seed}, {result.solver}", result.course.last
        if result.failure:
            remarks.append(f"{name}: {result.failure}.")
        elif last == ILLEGAL:
            remarks.append(f"{name}: the last roster breaks rules that must hold.")
        elif last is not None and result.said is not None and abs(result.said - last) > 0.5:
            remarks.append(f"{name}: it said {_cost(result.said)} itself of its last roster.")
        if last is not None and last < best.get(result.instance, 0):
            remarks.append(f"{name}: its roster costs less than a bound that was called proved.")
    return _under(remarks)


def _under(lines: Sequence[str]) -> list[str]:
    return ["", *(f"- {line}" for line in lines)] if lines else []


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A markdown table whose columns stand in line."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (heads, *rows)
    ]
    rule = "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cost(value: float | None) -> str:
    if value is None:
        return NOTHING
    return "illegal" if value == ILLEGAL else _count(value)


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _seconds(value: float | None, digits: int = 1) -> str:
    return NOTHING if value is None else f"{value:.{digits}f}"


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2%}"
