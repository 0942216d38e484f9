"""What is said about the headings of a sheet: which were used as what, which were not read, which are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asnroster.errors import Issue, did_you_mean
from asnroster.intake.cells import normal
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.grid import Grid
from asnroster.intake.privacy import is_personal
from asnroster.intake.schema import (
    BACK_TITLE,
    DIVISION,
    EMPLOYEE_KIND,
    FRONT_TITLE,
    LEVELS,
    NAME_AND_NIP,
    SECTION,
    STAFF,
    StaffRow,
)
from asnroster.intake.sheets import column_letters
from asnroster.words import _

_PARTS_OF: dict[str, tuple[AnyColumn, ...]] = {
    NAME_AND_NIP: (StaffRow.name, StaffRow.nip), FRONT_TITLE: (StaffRow.name,), BACK_TITLE: (StaffRow.name,), LEVELS[0]: (StaffRow.agency, StaffRow.unit),
    EMPLOYEE_KIND: (StaffRow.status,), DIVISION: (StaffRow.unit,), SECTION: (StaffRow.unit,), **dict.fromkeys(LEVELS[1:], (StaffRow.unit,)),
}  # fmt: skip
_ROW_NUMBERS = ("no", "nomor", "nourut", "nomorurut", "nourt", "")
_LISTED = 12
_VALUE = re.compile(r"\d{6}|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|@")


def heading_notices(grids: Sequence[Grid]) -> Iterator[Issue]:
    """Which headings were used under another name, and how many were left unread because personal or unknown."""
    told: set[tuple[str, str]] = set()
    for grid in grids:
        for heading, name in grid.aliased.items():
            if (normal(heading), name) in told:
                continue
            told.add((normal(heading), name))
            message = _("column {heading} is used as {column}.").format(
                heading=heading, column=used_as(grid.spec, name)
            )
            cell = f"{column_letters(grid.at[name])}{grid.header_row}"
            yield Issue("column-used-as", message, "", grid.file, grid.sheet, cell, heading)
    yield from _unread(grids)


def used_as(spec: SheetSpec, name: str) -> str:
    """What a column of the schema feeds, in the user's words: ``UNOR (1)`` is OPD and Unit."""
    labels = [_label(spec, part) for part in _PARTS_OF.get(name, (name,))]
    return (
        labels[0] if len(labels) == 1 else _("{first} and {second}").format(first=labels[0], second=labels[1])
    )


def _label(spec: SheetSpec, name: str) -> str:
    return next((column.label for column in spec.columns if column.name == name), name)


def _unread(grids: Sequence[Grid]) -> Iterator[Issue]:
    names: dict[str, str] = {}
    for grid in grids:
        read = set(grid.at.values())
        for place, label in enumerate(grid.labels):
            if place in read or place in grid.blank or _VALUE.search(label):
                continue
            if not label and place:
                label = _("column {letter} without a heading").format(letter=column_letters(place))
            if not _is_plain(grid, label):
                names.setdefault(normal(label), label)
    personal = [label for label in names.values() if is_personal(label)]
    unknown = [label for label in names.values() if not is_personal(label)]
    sheet = ", ".join(grid.sheet for grid in grids)
    for code, labels, message in (
        ("columns-personal", personal, _("{count} columns of personal data were not read.")),
        ("columns-unknown", unknown, _("{count} columns that have no use here were not read: {names}.")),
    ):
        if labels:
            text = message.format(
                count=len(labels), names=", ".join(labels[:_LISTED]) + (" …" if len(labels) > _LISTED else "")
            )
            yield Issue(code, text, "", grids[0].file, sheet)


def _is_plain(grid: Grid, label: str) -> bool:
    """Whether nobody would ask why a column is not read: the row's number, and a name beside the NIP."""
    if normal(label) in _ROW_NUMBERS:
        return True
    known = STAFF.column_of(label) if grid.spec is not STAFF else None
    return known is not None and known[0] in (StaffRow.name, NAME_AND_NIP)


def unknown_headings(
    grids: Sequence[Grid], spec: SheetSpec, given: Mapping[str, str], file: str
) -> Iterator[Issue]:
    """An error for each heading that the user gave a column and that no sheet has, with the nearest.

    Args:
        grids: the sheets of that input.
        spec: its schema.
        given: heading as the user wrote it -> column.
        file: the file that they are in.
    """
    labels = [label for grid in grids for label in grid.labels if label and not is_personal(label)]
    known = {normal(label) for label in labels}
    for heading in given:
        if normal(heading) not in known:
            message = _("The sheet “{sheet}” has no heading “{heading}”.").format(
                sheet=", ".join(grid.sheet for grid in grids) or spec.label, heading=heading
            )
            yield Issue("map-heading", message, did_you_mean(heading, labels), file, "--map", found=heading)
