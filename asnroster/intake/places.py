"""Where people sit whose list has no column that says it: Bidang and Seksi, the list's title, its sheet or its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from asnroster.domain.groups import SEPARATOR
from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, plain, text
from asnroster.intake.grid import Grid
from asnroster.intake.marks import Cell
from asnroster.intake.recognition import is_unnamed
from asnroster.intake.schema import DIVISION, SECTION, StaffRow
from asnroster.intake.vocabulary import spaced, status_of
from asnroster.words import _

_LEVELS = (DIVISION, SECTION)


def join_levels(grid: Grid) -> None:
    """Bidang and Seksi make the unit where no column says it; where one does they stay unread, in place.

    A column Unit that says one and the same of all is their agency, if no other column is.
    """
    levels = [level for level in _LEVELS if level in grid.raw]
    if not levels:
        return
    units = {plain(cell) for cell in grid.raw.get(StaffRow.unit, []) if not is_empty(cell)}
    if len(units) == 1 and StaffRow.agency not in grid.raw:
        grid.raw[StaffRow.agency], grid.at[StaffRow.agency] = (
            grid.raw.pop(StaffRow.unit),
            grid.at.pop(StaffRow.unit),
        )
        grid.aliased[grid.labels[grid.at[StaffRow.agency]]] = StaffRow.agency
    elif units:
        for level in levels:
            heading = grid.labels[grid.at.pop(level)]
            grid.raw.pop(level)
            grid.aliased.pop(heading, None)
        return
    grid.raw[StaffRow.unit] = [
        SEPARATOR.join(dict.fromkeys(name for cell in cells if (name := text(cell))))
        for cells in zip(*(grid.raw[level] for level in levels), strict=True)
    ]
    grid.at[StaffRow.unit] = grid.at[levels[-1]]
    grid.levelled = True


NAMED_AGENCY = re.compile(
    r"(?:unit kerja|unit organisasi|perangkat daerah|opd|skpd|instansi|satuan kerja)\s*[:=]\s*(.+)",
    re.IGNORECASE,
)
_AGENCY_WORDS = "dinas|badan|kecamatan|rsud|rumah sakit|inspektorat|satuan polisi|kantor"
_AGENCY = re.compile(
    rf"\b((?:{_AGENCY_WORDS}|sekretariat|kelurahan|(?:uptd?\s+)?puskesmas|uptd?|bagian|biro|balai|[sdm]{{2,3}}n|tkn|s[dm]\w?\s+negeri)\b.*)",
    re.IGNORECASE,
)
_SHORT_NAMES = (
    "dinkes|disdik|dishub|disdukcapil|diskominfo|disnaker|dinsos|disparbud|disperindag|dispora|satpol pp|setda|setwan|bkpsdm|bkpp"
    "|bkppd|bkd|bappeda|bappelitbangda|bapperida|bapenda|bpkad|bpkd|bpbd|dpmptsp|dpmd|dpupr|kesbangpol|rsud|rsu|rs|kec"
)
_AGENCY_NAME = re.compile(
    rf"^ (?:dinas|badan|kecamatan|sekretariat (?:daerah|dprd|dewan)|inspektorat|rumah sakit|satuan polisi|kantor|{_SHORT_NAMES}) "
)
_PERIOD = re.compile(r"\s*[-,–]?\s*\b(?:tahun|bulan|per|keadaan|periode)\b.*$", re.IGNORECASE)
# How deep a heading between people stands: an agency, a unit of it, a section of that unit.
DEPTHS = (
    re.compile(rf"(?:{_AGENCY_WORDS}|sekretariat (?:daerah|dprd|dewan))\b", re.IGNORECASE),
    re.compile(
        r"(?:sekretariat|bidang|bagian|uptd?|unit|irban|inspektur pembantu|kelurahan|puskesmas|cabang|kelompok|instalasi"
        r"|sdn?|smpn?|sman?|smkn?|tkn?|komite|pelayanan)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:sub\s?-?\s?(?:bagian|bidang|koordinator)|seksi|tim|ruang|poli)\b", re.IGNORECASE),
)


def placed_by_title(grid: Grid, agency: str) -> Issue:
    """A notice that all people of a list without a unit sit in the agency of its title."""
    message = _("The list has no column for the unit: everybody is placed in “{agency}”, as its title says.")
    return Issue("unit-from-title", message.format(agency=agency), "", grid.file, grid.sheet)


def placed_in_agency(grid: Grid, count: int, agency: str) -> Issue:
    """A notice that the people of a list who have no unit of their own sit in their agency."""
    message = _("{count} people without a unit of their own are placed in “{agency}”.")
    return Issue("unit-of-agency", message.format(count=count, agency=agency), "", grid.file, grid.sheet)


def bears_agency(name: str) -> bool:
    """Whether a unit's name is that of a whole agency."""
    return _AGENCY_NAME.match(spaced(name)) is not None


def depth_of(title: str) -> int:
    """The depth of a unit by its name; the deepest where its name says nothing."""
    return next((depth for depth, form in enumerate(DEPTHS) if form.match(title)), len(DEPTHS))


def agency_of_titles(titles: Sequence[str]) -> str:
    """The agency that the lines above a list name, empty when none does."""
    for form in (NAMED_AGENCY, _AGENCY):
        for line in titles:
            match = form.search(line)
            if match and (agency := _PERIOD.sub("", match.group(1)).strip(" .:,-")):
                return text(agency)
    return ""


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
    """The unit that a title, else the file's name, may mean: its words but for those of every list."""
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
