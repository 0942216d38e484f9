"""The linear relaxation of a cut part, and the roster that its rounding is mended to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asnroster.engine.search.cut import Cut
from asnroster.engine.search.ledger import Ledger
from asnroster.engine.search.prices import Prices, find_prices


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the relaxation tells.

    Attributes:
        prices: of the coupling rows.
        levels: how much of each cell it has in the office; nothing where it was not solved.
        modes: a legal roster near it, None where small changes led to none.
    """

    prices: Prices
    levels: Mapping[int, float]
    modes: Mapping[int, int] | None

    def clear(self, within: float) -> dict[int, int]:
        """Cells that have one mode but for so much, in the relaxation and in the roster."""
        rounded = {
            cell: round(level) for cell, level in self.levels.items() if abs(level - round(level)) <= within
        }
        if self.modes is None:
            return rounded
        return {cell: mode for cell, mode in rounded.items() if self.modes[cell] == mode}


def relax(pieces: Cut) -> Relaxed:
    """Solve the relaxation of a cut part and mend its rounding."""
    prices, levels = find_prices(pieces)
    if not levels:
        return Relaxed(prices, {}, None)
    rounded = {cell: round(level) for cell, level in levels.items()}
    rows = [*(row for block in pieces.blocks for row in block.rows), *pieces.coupling]
    ledger = Ledger(rows, rounded)
    return Relaxed(prices, levels, ledger.modes if ledger.repair() else None)
