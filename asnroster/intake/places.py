"""The unit of people whose list has no column for it: the list's own title, sheet or file."""

from __future__ import annotations

import re
from pathlib import PurePath

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, text
from asnroster.intake.grid import Grid
from asnroster.intake.marks import Cell
from asnroster.intake.recognition import is_unnamed
from asnroster.intake.schema import StaffRow
from asnroster.intake.statuses import status_of
from asnroster.intake.titles import agency_of_titles, bears_agency, placed_by_title, placed_in_agency
from asnroster.words import _

_REGION = re.compile(r"\s*(?:pemerintah|pemkot|pemkab|pemprov|kota|kabupaten|kab\.|provinsi)", re.IGNORECASE)
_LIST_WORDS = re.compile(
    r"\b(?:daftar|data|list|rekap(?:itulasi)?|nama(?:-nama)?|nominatif|urut|kepangkatan|duk|pegawai|asn|pns|cpns|p3k|pppk|tki|tkk"
    r"|karyawan|staff?|guru|tenaga|kependidikan|non|dan|honorer|kontrak|negeri|sipil|aparatur|negara|lengkap|terbaru|fix|final"
    r"|baru|revisi|copy|salinan|sheet|lembar|pada|di|se|lingkung(?:an|up)|lingkup|jabatan|satuan kerja|unit kerja|untuk|jadwal"
    r"|wfh|wfo|wfa|bulan|tahun|per|keadaan|periode|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober"
    r"|november|desember|and|of|the|employees?|people)\b|[\d()_.,:/\\]+",
    re.IGNORECASE,
)


def place_the_rest(grid: Grid, *, several: bool) -> Issue | None:
    """Give people without any unit the one that the list is of, in place, and say so.

    Args:
        grid: a sheet of people.
        several: whether it is one of several such sheets, which are then told apart by their names.
    """
    units = grid.raw.get(StaffRow.unit)
    if units is not None and not any(map(is_empty, units)):
        return None
    if units is not None and not grid.levelled:
        return _place_few(grid, units)
    own = _sheet_unit(grid) if several else ""
    grid.place = own or agency_of_titles((*grid.titles, grid.sheet))
    if not grid.place:
        _guess_place(grid)
    empty = sum(map(is_empty, units or ()))
    grid.raw[StaffRow.unit] = [
        grid.place if is_empty(cell) else cell for cell in units or [""] * len(grid.numbers)
    ]
    grid.at.setdefault(StaffRow.unit, 0)
    if units is not None:
        return placed_in_agency(grid, empty, grid.place)
    if grid.place_ground:
        return None
    if not own:
        return placed_by_title(grid, grid.place)
    message = _(
        "The list has no column for the unit: everybody is placed in “{agency}”, as its sheet is called."
    )
    return Issue("unit-from-title", message.format(agency=grid.place), "", grid.file, grid.sheet)


def _place_few(grid: Grid, units: list[Cell]) -> Issue | None:
    """The few without a unit among others sit in their agency, in place: where the column OPD says which, else the list."""
    agencies = grid.raw.get(StaffRow.agency) or [""] * len(units)
    own = {text(unit): None for unit in units if bears_agency(text(unit))}
    place = agency_of_titles((*grid.titles, grid.sheet)) or (next(iter(own)) if len(own) == 1 else "")
    empty = [at for at, unit in enumerate(units) if is_empty(unit)]
    if not place and any(is_empty(agencies[at]) for at in empty):
        _guess_place(grid)
        place, grid.place_ground = grid.place, ""
    for at in empty:
        units[at] = place if is_empty(agencies[at]) else agencies[at]
    names = ", ".join(dict.fromkeys(text(units[at]) for at in empty))
    return placed_in_agency(grid, len(empty), names)


def _guess_place(grid: Grid) -> None:
    """What is left of a title, else of the file's name, beside the words of every list."""
    for title in reversed(grid.titles):
        if not _REGION.match(title) and (place := bare_title(title)):
            grid.place, grid.place_ground = place, _("the title of the list: “{title}”").format(title=title)
            return
    stem = PurePath(grid.file).stem
    grid.place = bare_title(stem) or stem.replace("_", " ").strip()
    grid.place_ground = _("the file's name; no line and no column names an agency")


def _sheet_unit(grid: Grid) -> str:
    """The unit after which one of several sheets is called; empty where its name says something else."""
    return "" if is_unnamed(grid.sheet) or status_of(grid.sheet) else grid.sheet


def bare_title(title: str) -> str:
    """What a title or a file's name says beside the words of every list: ``Data_Pegawai_Diskominfo 2026`` -> Diskominfo."""
    return " ".join(_LIST_WORDS.sub(" ", title.replace("_", " ")).split()).strip(" -–")
