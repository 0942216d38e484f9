"""The lists that users already have: SIASN exports, DUK and Daftar Nominatif become the sheet Pegawai."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, plain, text
from asnroster.intake.columns import normal
from asnroster.intake.grid import Grid
from asnroster.intake.sheets import Cell
from asnroster.words import _

GOVERNMENT = re.compile(r"\s*(pemerintah(an)?|pemkot|pemkab|pemprov)\b", re.IGNORECASE)
_NIP = re.compile(r"(?:NI[PK]\w*\s*[.:]*\s*)?['’]?((?:\d\s?){10,25})\s*$", re.IGNORECASE)
_NIP_WORD = re.compile(r"^['’]?\s*NI[PK]\w*\s*[.:]+\s*", re.IGNORECASE)
_NAMED_AGENCY = re.compile(
    r"(?:unit kerja|unit organisasi|perangkat daerah|opd|skpd|instansi|satuan kerja)\s*[:=]\s*(.+)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b((?:dinas|badan|kecamatan|kelurahan|rsud|rumah sakit|sekretariat|inspektorat|satuan polisi|puskesmas|kantor"
    r"|bagian)\b.*)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\s*[-,–]?\s*\b(?:tahun|bulan|per|keadaan|periode)\b.*$", re.IGNORECASE)
_UNOR = [f"UNOR ({level})" for level in range(1, 7)]


def is_list(grid: Grid) -> bool:
    """Whether the sheet is a DUK or Daftar Nominatif: it gives everybody's rank."""
    return "Nama/NIP" in grid.raw or any(
        normal(label).startswith(("pangkat", "golruang")) for label in grid.labels
    )


def adapt_staff(grid: Grid, notices: list[Issue]) -> None:
    """Give the columns of another system the shape of the sheet Pegawai, in place."""
    if "Nama/NIP" in grid.raw:
        _split_name_and_nip(grid)
    listed = is_list(grid)
    if listed:
        _drop_rows_without_person(grid, notices)
    if "Gelar Depan" in grid.raw or "Gelar Belakang" in grid.raw:
        _join_titles(grid)
    if any(column in grid.raw for column in _UNOR):
        _join_path(grid)
    if "Jenis Pegawai Nama" in grid.raw:
        _join_status(grid)
    if listed or grid.aliased.keys() & {
        label for label, name in grid.aliased.items() if name in ("OPD", "Unit")
    }:
        _fill_units(grid, notices)
    for column in grid.spec.hidden:
        grid.raw.pop(column.name, None)


def _column(grid: Grid, name: str) -> Iterable[Cell]:
    return grid.raw[name] if name in grid.raw else repeat("", len(grid.numbers))


def _split_name_and_nip(grid: Grid) -> None:
    names: list[Cell] = []
    numbers: list[Cell] = []
    for cell in grid.raw["Nama/NIP"]:
        written = str(cell).strip() if not is_empty(cell) else ""
        match = _NIP.search(written)
        names.append(written[: match.start()].strip(" \n\r\t/") if match else written)
        numbers.append(match.group(1) if match else "")
    for column, cells in (("Nama", names), ("NIP", numbers)):
        grid.raw[column], grid.at[column] = cells, grid.at["Nama/NIP"]


def _drop_rows_without_person(grid: Grid, notices: list[Issue]) -> None:
    """Section headings and the signature block have no name or no number."""
    if "NIP" not in grid.raw or "Nama" not in grid.raw:
        return
    grid.raw["NIP"] = [_NIP_WORD.sub("", cell) if isinstance(cell, str) else cell for cell in grid.raw["NIP"]]
    person = [
        not is_empty(number) and not is_empty(name)
        for number, name in zip(grid.raw["NIP"], grid.raw["Nama"], strict=True)
    ]
    dropped = [row for row, kept in zip(grid.numbers, person, strict=True) if not kept]
    if not dropped:
        return
    grid.numbers = [row for row, kept in zip(grid.numbers, person, strict=True) if kept]
    grid.raw = {
        column: [cell for cell, kept in zip(cells, person, strict=True) if kept]
        for column, cells in grid.raw.items()
    }
    rows = ", ".join(map(str, dropped[:10])) + (" …" if len(dropped) > 10 else "")
    message = _("Rows without a NIP or without a name were passed over: {rows}.").format(rows=rows)
    notices.append(grid.issue("rows-skipped", dropped[0], "NIP", message))


def _join_titles(grid: Grid) -> None:
    joined: list[Cell] = []
    for before, name, after in zip(
        _column(grid, "Gelar Depan"), _column(grid, "Nama"), _column(grid, "Gelar Belakang"), strict=False
    ):
        full = " ".join(part for part in (text(before), plain(name)) if part)
        joined.append(f"{full}, {text(after)}" if full and text(after) else full)
    if "Nama" in grid.raw:
        grid.raw["Nama"] = joined


def _join_path(grid: Grid) -> None:
    """``UNOR (1)`` is the agency, the others lie below it; levels may be blank."""
    levels = [column for column in _UNOR if column in grid.raw]
    known: dict[tuple[Cell, ...], str] = {}
    paths: list[Cell] = []
    for cells in zip(*(grid.raw[column] for column in levels), strict=True):
        path = known.get(cells)
        if path is None:
            names = [name for cell in cells if (name := text(cell))]
            path = known[cells] = " > ".join(dict.fromkeys(names))
        paths.append(path)
    grid.raw["Unit"], grid.at["Unit"] = paths, grid.at[levels[-1]]
    if "UNOR (1)" in grid.raw:
        grid.raw["OPD"], grid.at["OPD"] = grid.raw["UNOR (1)"], grid.at["UNOR (1)"]


def _join_status(grid: Grid) -> None:
    """PPPK are told by the kind of employee, CPNS from PNS by the status."""
    joined: list[Cell] = []
    for status, kind in zip(_column(grid, "Status"), _column(grid, "Jenis Pegawai Nama"), strict=False):
        word = text(kind)
        if "pppk" in word.casefold() or not text(status):
            paruh = "paruh" in f"{word} {text(status)}".casefold()
            joined.append(
                ("PPPK Paruh Waktu" if paruh else "PPPK") if "pppk" in word.casefold() else _short(word)
            )
        else:
            joined.append(status)
    grid.raw["Status"] = joined
    grid.at.setdefault("Status", grid.at["Jenis Pegawai Nama"])


def _short(kind: str) -> str:
    """``PNS Daerah Kab/Kota`` -> ``PNS``."""
    return next((word for word in ("CPNS", "PNS") if kind.upper().startswith(word)), kind)


def _fill_units(grid: Grid, notices: list[Issue]) -> None:
    """Whoever has no unit of their own sits in the agency; a list without units is one agency's."""
    if "OPD" in grid.raw:
        # The government as a whole is no agency: under it everybody would be one group.
        grid.raw["OPD"] = ["" if GOVERNMENT.match(plain(cell)) else cell for cell in grid.raw["OPD"]]
        units = zip(_column(grid, "Unit"), grid.raw["OPD"], strict=False)
        grid.raw["Unit"] = [agency if is_empty(unit) else unit for unit, agency in units]
        grid.at.setdefault("Unit", grid.at["OPD"])
    elif "Unit" not in grid.raw and (agency := agency_of_titles(grid.titles)):
        grid.raw["Unit"] = [agency] * len(grid.numbers)
        message = _(
            "The list has no column for the unit: everybody is placed in “{agency}”, as its title says."
        ).format(agency=agency)
        notices.append(Issue("unit-from-title", message, "", grid.file, grid.sheet))


def agency_of_titles(titles: Sequence[str]) -> str:
    """The agency that the lines above a list name, empty when none does."""
    for form in (_NAMED_AGENCY, _AGENCY):
        for line in titles:
            match = form.search(line)
            if match and (agency := _PERIOD.sub("", match.group(1)).strip(" .:,-")):
                return agency
    return ""
