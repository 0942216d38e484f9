"""Typed rows of every input sheet, with everything that is wrong with single cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from asnroster.domain.inputs import Source
from asnroster.domain.problem import Assumption, CellRef
from asnroster.errors import Issue
from asnroster.intake.answers import Answers
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.columns import Row
from asnroster.intake.grid import Grid, typed_rows
from asnroster.intake.schema import (
    INPUTS,
    SCENARIO,
    AbsenceRow,
    BuildingRow,
    ConfirmRow,
    HolidayRow,
    PinRow,
    PreferenceRow,
    ScenarioRow,
    ServiceRow,
    StaffRow,
    UnitRow,
)
from asnroster.words import _


@dataclass
class Tables:
    """Every input sheet as typed rows.

    Attributes:
        grids: input sheet -> where it was found.
        columns: sheets and columns that hold any data, as in ``Problem.columns``.
        mapping: sheet -> heading as found -> column that it was taken for, where the two differ.
        answers: what the user says to what was assumed, here and in the roster that is to be replaced.
        guests: input -> sheets that are read as it by their headings alone.
        idle: input and row number of the rows that have no effect, as was told.
        assumptions: what readers took as true where the input says nothing; answers are laid over them later.
        issues: everything wrong so far; notices: everything odd.
    """

    sources: tuple[Source, ...] = ()
    staff: list[StaffRow] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    absences: list[AbsenceRow] = field(default_factory=list)
    preferences: list[PreferenceRow] = field(default_factory=list)
    pins: list[PinRow] = field(default_factory=list)
    buildings: list[BuildingRow] = field(default_factory=list)
    services: list[ServiceRow] = field(default_factory=list)
    holidays: list[HolidayRow] = field(default_factory=list)
    scenario_rows: list[ScenarioRow] = field(default_factory=list)
    confirmations: list[ConfirmRow] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    grids: dict[str, Grid] = field(default_factory=dict)
    columns: set[tuple[str, str]] = field(default_factory=set)
    mapping: dict[str, dict[str, str]] = field(default_factory=dict)
    guests: dict[str, frozenset[str]] = field(default_factory=dict)
    idle: set[tuple[str, int]] = field(default_factory=set)
    assumptions: list[Assumption] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)

    def ref(self, row: Row, column: str = "") -> CellRef:
        """The cell of a column in a row of an input sheet."""
        return self.grids[row.sheet.name].ref(row.row, column)

    def origins(self) -> dict[str, list[tuple[str, int]]]:
        """Input -> the sheets that it was read from, each with the number of its rows."""
        return {
            name: [(part.sheet, len(part.numbers)) for part in grid.parts or (grid,)]
            for name, grid in self.grids.items()
        }

    def issue(
        self, code: str, row: Row, column: str, message: str, needed: str = "", found: str = ""
    ) -> Issue:
        """An issue about one cell, for whoever finds something wrong later."""
        return self.grids[row.sheet.name].issue(code, row.row, column, message, needed, found)

    def take(self, grid: Grid) -> None:
        """Type the rows of an input."""
        self.grids[grid.spec.name] = grid
        self.issues += grid.missing()
        self._note_columns(grid)
        if grid.spec is SCENARIO:
            self.scenario_rows = list(_scenario_rows(grid))
            return
        kind = _KIND_OF[grid.spec]
        rows, issues = typed_rows(kind, grid)
        setattr(self, _HELD_IN[kind], rows)
        for number, issue in issues:
            self._report(grid, number, issue)

    def _note_columns(self, grid: Grid) -> None:
        if grid.numbers:
            self.columns.add((grid.spec.name, ""))
        for name, cells in grid.raw.items():
            if not all(is_empty(cell) for cell in cells):
                self.columns.add((grid.spec.name, str(name)))

    def _report(self, grid: Grid, number: int, issue: Issue) -> None:
        """An issue of a cell; in a sheet that nobody called an input it stops nothing: the row has no effect."""
        if issue.sheet not in self.guests.get(grid.spec.name, ()):
            self.issues.append(issue)
            return
        message = _("{message} The row has no effect.").format(message=issue.message)
        self.notices.append(replace(issue, message=message))
        self.idle.add((grid.spec.name, number))


_HELD_IN: Mapping[type[Row], str] = {
    StaffRow: "staff", UnitRow: "units", AbsenceRow: "absences", PreferenceRow: "preferences", PinRow: "pins",
    BuildingRow: "buildings", ServiceRow: "services", HolidayRow: "holidays", ConfirmRow: "confirmations",
}  # fmt: skip
_KIND_OF = {kind.sheet: kind for kind in _HELD_IN}


def _scenario_rows(grid: Grid) -> Iterable[ScenarioRow]:
    columns = [grid.raw.get(column, [""] * len(grid.numbers)) for column in SCENARIO.columns]
    for number, rule, name, key, value in zip(grid.numbers, *columns, strict=True):
        cell = value.strip() if isinstance(value, str) else value
        ref = grid.ref(number, SCENARIO.columns[-1])
        yield ScenarioRow(plain(rule), plain(name), plain(key), cell, ref)


def sort_issues(issues: Iterable[Issue]) -> list[Issue]:
    """Issues in the order of the files: sheet by sheet as in the schema, then row, then column; no doubles."""
    order = {
        name: place for place, spec in enumerate(INPUTS) for name in (normal(spec.name), normal(spec.english))
    }

    def key(issue: Issue) -> tuple[int, str, int, int, str]:
        match = re.fullmatch(r"([A-Z]+)(\d+)", issue.cell)
        letters, row = (match.group(1), int(match.group(2))) if match else ("", 0)
        return order.get(normal(issue.sheet), -1), issue.sheet, row, len(letters), letters

    return sorted(dict.fromkeys(issues), key=key)
