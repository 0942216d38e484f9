"""Many tiny parts as one model: a solver's start costs more than such a part itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.engine.model.part_model import PartResult
from asnroster.engine.model.parts import Part
from asnroster.engine.search.cut import is_plain

TINY_CELLS = 60  # two people over a month
BUNDLE_CELLS = 1000


def bundles(parts: Sequence[Part], known: Sequence[PartResult]) -> list[list[int]]:
    """Which parts to solve together: tiny ones whose rows are sums or pairs, in their order."""
    found: list[list[int]] = [[]]
    size = 0
    for index, (part, result) in enumerate(zip(parts, known, strict=True)):
        if result.done or not 0 < len(part.cells) <= TINY_CELLS or not is_plain(part):
            continue
        if size >= BUNDLE_CELLS:
            found.append([])
            size = 0
        found[-1].append(index)
        size += len(part.cells)
    return [members for members in found if len(members) > 1]


def tied(parts: Sequence[Part]) -> Part:
    """Parts as one."""
    return Part(
        cells=[cell for part in parts for cell in part.cells],
        rows=[row for part in parts for row in part.rows],
        constant=sum(part.constant for part in parts),
    )


def untied(parts: Sequence[Part], result: PartResult) -> Iterator[PartResult | None]:
    """What a bundle's result says of each of its parts: only where all are proved to be best."""
    for part in parts:
        if result.modes is None or result.cost != result.bound:
            yield None
        else:
            modes = {cell: result.modes[cell] for cell in part.cells}
            cost = part.cost(modes.__getitem__)
            yield PartResult(modes, cost, cost, done=True, searched=True)
