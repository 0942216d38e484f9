"""The one schema of the input: what is declared of a column once, everybody else takes from there."""

from __future__ import annotations

import ast
import pickle
from datetime import date

import pytest

from asnroster.domain import inputs
from asnroster.intake import kinds
from asnroster.intake.columns import Column, Row
from asnroster.intake.grid import Grid, typed_rows
from asnroster.intake.marks import Cell
from asnroster.intake.schema import INPUTS, STAFF, StaffRow
from asnroster.rules.registry import registry
from asnroster.words import Text
from tests.tracked import ROOT, tracked_in

NAMES = {spec.name for spec in INPUTS}


def test_a_class_of_rows_is_the_sheet_and_its_columns() -> None:
    assert StaffRow.echelon == "Eselon" and StaffRow.echelon.english == "Echelon"
    assert StaffRow.echelon is STAFF.columns[StaffRow.echelon.place - 1]
    assert [column.field for column in STAFF.columns[:4]] == ["nip", "name", "unit", "agency"]


def test_a_row_bears_the_values_of_its_columns() -> None:
    empty = StaffRow((7, *(column.kind.empty for column in STAFF.columns)))
    row = empty.having({StaffRow.nip: "197503031999031001", StaffRow.in_post_since: date(2026, 1, 1)})
    assert (row.row, row.nip, row.in_post_since) == (7, "197503031999031001", date(2026, 1, 1))
    assert row.remote_capable is True and row.workdays is None and empty.nip == ""


def test_a_column_is_sent_to_another_process_as_its_name() -> None:
    assert type(pickle.loads(pickle.dumps(StaffRow.echelon))) is str


def test_the_names_of_the_sheets_are_those_of_the_domain_and_stand_there_alone() -> None:
    assert {value for key, value in vars(inputs).items() if key.isupper()} == NAMES
    # Unit, Gedung, Layanan, Libur and Skenario are names of columns and words too.
    own = NAMES - {"Unit", "Gedung", "Layanan", "Libur", "Skenario"}
    places = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_in("asnroster", "*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in own
    }
    assert places == {"asnroster/domain/inputs.py"}


@pytest.mark.parametrize("key", sorted(registry()))
def test_rules_live_on_sheets_and_columns_that_there_are(key: str) -> None:
    known = {(spec.name, str(column)) for spec in INPUTS for column in spec.columns} | {
        (name, "") for name in NAMES
    }
    assert set(registry()[key].columns) <= known


def test_a_new_column_is_its_declaration_alone() -> None:
    class FloorRow(
        Row, name="Lantai", english="Floors", explain=Text("One row per floor.", "Satu baris per lantai.")
    ):
        floor = Column("Lantai", "Floor", kinds.COUNT, Text("The floor.", "Lantai."), True)
        open = Column("Terbuka", "Open", kinds.YES_NO, Text("Whether it is open.", "Apakah dibuka."))

    raw: dict[str, list[Cell]] = {FloorRow.floor: [2, "atas"], FloorRow.open: ["Tidak", ""]}
    grid = Grid(FloorRow.sheet, "a.xlsx", "Lantai", numbers=[2, 3], raw=raw, at={"Lantai": 0, "Terbuka": 1})
    rows, issues = typed_rows(FloorRow, grid)
    assert [(row.row, row.floor, row.open) for row in rows] == [(2, 2, False), (3, None, True)]
    assert [(number, issue.code, issue.cell) for number, issue in issues] == [(3, "number-bad", "A3")]
