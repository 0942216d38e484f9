"""A roster whose days are coloured and hold no word: a colour cannot be read."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty
from asnroster.intake.layout import rows_of
from asnroster.intake.roster_files import OpenRoster
from asnroster.intake.sheets import Book
from asnroster.words import _

_COLOURED = (".xlsx", ".xlsm")  # the files whose colours can be read


def blank_issue(path: Path | Book, opened: Sequence[OpenRoster]) -> list[Issue]:
    """The one issue of a roster in which no cell says WFO or WFH; nothing where no cell is empty.

    Args:
        path: the file that was given.
        opened: its rosters.
    """
    one = next((one for one in opened if _is_blank(one)), None)
    if one is None:
        return []
    source, layout = one.source, one.layout
    column = min(layout.dates)
    ref = source.ref(layout.header + 2, column)
    coloured = (
        isinstance(path, Path)
        and path.suffix.lower() in _COLOURED
        and one.main is one.book
        and _is_coloured(path, one)
    )
    code = "roster-colours" if coloured else "roster-empty"
    message = (
        _("The cells of the days are coloured, not filled: a colour cannot be read.")
        if coloured
        else _("No cell of the days says WFO or WFH.")
    )
    needed = _(
        "Write WFO or WFH into each cell (or a code of your own, and say what it means: --code H=WFH)."
    )
    return [Issue(code, message, needed, ref.file, ref.sheet, ref.cell)]


def _is_blank(one: OpenRoster) -> bool:
    layout = one.layout
    return bool(layout.dates) and any(
        is_empty(row[column])
        for _number, row in rows_of(one.source, layout)
        if not is_empty(row[layout.nip])
        for column in layout.dates
    )


def _is_coloured(path: Path, one: OpenRoster) -> bool:
    """Whether an empty cell of a day has a colour of its own."""
    from openpyxl import load_workbook  # every run that has an earlier roster would wait for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path)
    except (InvalidFileException, OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
    sheet = book[one.source.sheet.name]
    return any(
        sheet.cell(number, column + 1).fill.fill_type is not None
        for number, row in rows_of(one.source, one.layout)
        for column in one.layout.dates
        if is_empty(row[column])
    )
