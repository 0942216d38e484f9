"""A .csv list of many governments, cut into one file each while it is read; only columns in use are kept."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from asnroster.domain.groups import SEPARATOR, fold, path_parts
from asnroster.errors import InputError, Issue
from asnroster.intake.cells import NIP_DIGITS, plain, text
from asnroster.intake.columns import SheetSpec
from asnroster.intake.grid import Grid, typed_rows
from asnroster.intake.schema import STAFF, UNITS, StaffRow, UnitRow
from asnroster.national.parts import Cut, Part, stems
from asnroster.national.stream import Stream, open_stream
from asnroster.words import _, number_text

MOST_ISSUES = 1000
_GOVERNMENT = re.compile(
    r"\s*(pemerintah(an)?|pemkot|pemkab|pemprov|kota|kab(upaten)?|prov(insi)?|kementerian|lembaga)\b",
    re.IGNORECASE,
)

Mapped = Mapping[str, Mapping[str, str]]


def is_national(agencies: Iterable[str]) -> bool:
    """Whether agencies are governments: several of them, and one is called Pemerintah, Kota, Kementerian or so."""
    names = {fold(name) for name in agencies} - {""}
    return len(names) > 1 and any(_GOVERNMENT.match(name) for name in names)


def national_names(stream: Stream) -> list[str]:
    """The governments of a list in the order of the file, none where it is no national list."""
    names: dict[str, str] = {}
    last = None
    for cell in stream.cells(StaffRow.agency):
        if cell != last and (name := text(cell)):
            names.setdefault(fold(name), name)
        last = cell
    return list(names.values()) if is_national(names.values()) else []


def cut_list(
    stream: Stream,
    names: Sequence[str],
    units: Path | None,
    folder: Path,
    mapping: Mapped | None = None,
    *,
    on_rows: Callable[[int], None] = lambda rows: None,
) -> Cut:
    """Cut a national list, and the units of a second one, into a file for each government.

    Args:
        stream: the staff.
        names: of :func:`national_names`.
        units: a .csv with the sheet Unit's columns.
        folder: an empty folder for the parts' files.
        mapping: as ``--map`` says.
        on_rows: told how many rows of the staff were cut so far, first 0.

    Raises:
        InputError: with everything that is wrong in single rows, and every NIP that stands twice.
    """
    parts = {
        fold(name): Part(name, stem, folder / f"{stem}-pegawai.csv", units and folder / f"{stem}-unit.csv")
        for name, stem in zip(names, stems(names), strict=True)
    }
    issues: list[Issue] = []
    keys = _Keys()
    people = _Deal({key: part.staff for key, part in parts.items()}, STAFF)
    on_rows(0)
    for grid, body in stream.stretches():
        rows, bad = typed_rows(StaffRow, grid)
        issues += [issue for _number, issue in bad]
        keys.take(grid, [row.nip for row in rows], issues)
        homes = [
            body[number - grid.header_row - 1][stream.head.at[StaffRow.agency]] for number in grid.numbers
        ]
        _deal(people, grid, [text(home) for home in homes], issues)
        on_rows(grid.header_row - stream.head.header_row + len(body))
        if len(issues) > MOST_ISSUES:
            break
    issues += keys.doubled(stream.head)
    lost = 0
    if units is not None:
        lost = _cut_units(
            open_stream(units, UNITS, mapping), {k: p.units for k, p in parts.items() if p.units}, issues
        )
    if issues:
        raise InputError(_shortened(issues))
    notices = []
    if lost:
        message = _("{count} units belong to no government of the staff; they were not read.")
        notices.append(
            Issue("units-lost", message.format(count=number_text(lost)), file=units.name if units else "")
        )
    return Cut(tuple(part for key, part in parts.items() if key in people.dealt), tuple(notices))


def _cut_units(stream: Stream, targets: Mapping[str, Path], issues: list[Issue]) -> int:
    """Deal out the units; how many belong to nobody."""
    if UnitRow.agency not in stream.head.at:
        issues.append(_no_agency(stream.head))
        return 0
    deal = _Deal(targets, UNITS)
    for grid, _body in stream.stretches():
        issues += [issue for _number, issue in typed_rows(UnitRow, grid)[1]]
        homes = [text(cell) for cell in grid.raw.get(UnitRow.agency, [""] * len(grid.numbers))]
        names = [text(cell) for cell in grid.raw[UnitRow.unit]]
        _deal(deal, grid, [home or name for home, name in zip(homes, names, strict=True)], issues)
    return deal.lost


class _Deal:
    """Rows dealt out to files that grow."""

    def __init__(self, targets: Mapping[str, Path], spec: SheetSpec) -> None:
        self.targets, self.spec = targets, spec
        self.dealt: set[str] = set()
        self.lost = 0
        for path in targets.values():
            _append(path, [[column.name for column in spec.columns]])


def _deal(deal: _Deal, grid: Grid, homes: Sequence[str], issues: list[Issue]) -> None:
    """One stretch of rows to the files of their governments, order kept."""
    dealt: dict[str, list[list[str]]] = {}
    raw = [grid.raw.get(column.name) for column in deal.spec.columns]
    folded = {home: fold(home) for home in set(homes)}
    names = [column.name for column in deal.spec.columns]
    paths = [place for place, name in enumerate(names) if name in (UnitRow.unit, UnitRow.parent)]
    agency = names.index(UnitRow.agency)
    for position, home in enumerate(homes):
        key = folded[home]
        if key not in deal.targets:
            if deal.spec is STAFF:
                message = _("The row names no government in the column “OPD”.")
                needed = _("Enter the government (Pemerintah …, Kementerian …).")
                issues.append(
                    grid.issue("agency-missing", grid.numbers[position], StaffRow.agency, message, needed)
                )
            deal.lost += 1
            continue
        row = [plain(cells[position]) if cells is not None else "" for cells in raw]
        # The government is no agency: its units' first level is.
        if fold(row[agency]) == key:
            row[agency] = ""
        for place in paths:
            row[place] = _below(row[place], key, keep=names[place] == UnitRow.unit)
        dealt.setdefault(key, []).append(row)
    for key, rows in dealt.items():
        _append(deal.targets[key], rows)
        deal.dealt.add(key)


def _below(path: str, government: str, *, keep: bool) -> str:
    """A path without the government at its top."""
    parts = path_parts(path)
    if parts and fold(parts[0]) == government and (len(parts) > 1 or not keep):
        return SEPARATOR.join(parts[1:])
    return path


def _append(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


class _Keys:
    """Every NIP of 18 digits, eight bytes each, so that nobody stands in two parts."""

    def __init__(self) -> None:
        self._nips, self._rows = array("q"), array("q")

    def take(self, grid: Grid, nips: Sequence[str], issues: list[Issue]) -> None:
        """Remember the NIPs of some rows."""
        for number, nip in zip(grid.numbers, nips, strict=True):
            if len(nip) == NIP_DIGITS and nip.isdigit():
                self._nips.append(int(nip))
                self._rows.append(number)

    def doubled(self, grid: Grid) -> list[Issue]:
        """An issue for each row whose NIP stood before."""
        nips, rows = np.frombuffer(self._nips, dtype=np.int64), np.frombuffer(self._rows, dtype=np.int64)
        order = np.argsort(nips, kind="stable")
        again = np.flatnonzero(nips[order][1:] == nips[order][:-1])
        issues = []
        for place in again[:MOST_ISSUES].tolist():
            first, second = int(rows[order[place]]), int(rows[order[place + 1]])
            nip = f"{nips[order[place]]:018d}"
            message = _("The NIP {nip} stands twice, first in {cell}.").format(
                nip=nip, cell=grid.ref(first, StaffRow.nip).cell
            )
            needed = _("Remove one row, or correct the NIP.")
            issues.append(grid.issue("nip-doubled", second, StaffRow.nip, message, needed, nip))
        return issues


def _no_agency(grid: Grid) -> Issue:
    message = _("The sheet “{sheet}” has no column “{column}”.").format(
        sheet=grid.spec.label, column=StaffRow.agency
    )
    needed = _("Add a column with the heading “{column}”.").format(column=StaffRow.agency)
    return Issue("column-missing", message, needed, grid.file, grid.sheet, f"A{grid.header_row}")


def _shortened(issues: Sequence[Issue]) -> list[Issue]:
    if len(issues) <= MOST_ISSUES:
        return list(issues)
    message = _("There is more that is wrong: only the first {count} places are listed.")
    return [*issues[:MOST_ISSUES], Issue("issues-more", message.format(count=number_text(MOST_ISSUES)))]
