"""The columns Bidang and Seksi as the unit, where a list has no column Unit."""

from __future__ import annotations

from asnroster.intake.cells import is_empty, plain, text
from asnroster.intake.grid import Grid
from asnroster.intake.schema import DIVISION, SECTION, StaffRow
from asnroster.intake.units import SEPARATOR

_LEVELS = (DIVISION, SECTION)


def join_levels(grid: Grid) -> None:
    """Bidang and Seksi make the unit where no column says it; where one does they stay unread, in place.

    A column Unit that says one and the same of all is their agency, if no other column is.
    """
    given = [level for level in _LEVELS if level in grid.raw]
    if not given:
        return
    units = {plain(cell) for cell in grid.raw.get(StaffRow.unit, []) if not is_empty(cell)}
    if len(units) == 1 and StaffRow.agency not in grid.raw:
        grid.raw[StaffRow.agency], grid.at[StaffRow.agency] = (
            grid.raw.pop(StaffRow.unit),
            grid.at.pop(StaffRow.unit),
        )
        grid.aliased[grid.labels[grid.at[StaffRow.agency]]] = StaffRow.agency
    elif units:
        for level in given:
            heading = grid.labels[grid.at.pop(level)]
            grid.raw.pop(level)
            grid.aliased.pop(heading, None)
        return
    grid.raw[StaffRow.unit] = [
        SEPARATOR.join(dict.fromkeys(name for cell in cells if (name := text(cell))))
        for cells in zip(*(grid.raw[level] for level in given), strict=True)
    ]
    grid.at[StaffRow.unit] = grid.at[given[-1]]
    grid.levelled = True
