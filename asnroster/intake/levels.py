"""The columns Bidang and Seksi as the unit, where a list has no column Unit."""

from __future__ import annotations

from asnroster.intake.cells import is_empty, plain, text
from asnroster.intake.grid import Grid
from asnroster.intake.units import SEPARATOR

LEVELS = ("Bidang", "Seksi")


def join_levels(grid: Grid) -> None:
    """Bidang and Seksi make the unit where no column says it; where one does they stay unread, in place.

    A column Unit that says one and the same of all is their agency, if no other column is.
    """
    given = [level for level in LEVELS if level in grid.raw]
    if not given:
        return
    units = {plain(cell) for cell in grid.raw.get("Unit", []) if not is_empty(cell)}
    if len(units) == 1 and "OPD" not in grid.raw:
        grid.raw["OPD"], grid.at["OPD"] = grid.raw.pop("Unit"), grid.at.pop("Unit")
        grid.aliased[grid.labels[grid.at["OPD"]]] = "OPD"
    elif units:
        for level in given:
            heading = grid.labels[grid.at.pop(level)]
            grid.raw.pop(level)
            grid.aliased.pop(heading, None)
        return
    grid.raw["Unit"] = [
        SEPARATOR.join(dict.fromkeys(name for cell in cells if (name := text(cell))))
        for cells in zip(*(grid.raw[level] for level in given), strict=True)
    ]
    grid.at["Unit"] = grid.at[given[-1]]
    grid.levelled = True
