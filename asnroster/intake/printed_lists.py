"""DUK and Daftar Nominatif: lists made to be printed, with headings, totals and signatures between the people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from asnroster.domain.groups import SEPARATOR, fold, path_parts
from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.grid import VACANT, Grid, padded
from asnroster.intake.headings import Rows
from asnroster.intake.marks import Cell
from asnroster.intake.places import (
    DEPTHS,
    NAMED_AGENCY,
    agency_of_titles,
    depth_of,
    join_levels,
    placed_by_title,
    placed_in_agency,
)
from asnroster.intake.schema import NAME_AND_NIP, StaffRow
from asnroster.words import _

_NUMBER = r"['’]?((?:\d\s?){10,25})"
_NIP_LAST = re.compile(rf"(?:NI[PK]\w*\s*[.:]*\s*)?{_NUMBER}\s*$", re.IGNORECASE)
_NIP_FIRST = re.compile(rf"^\s*(?:NI[PK]\w*\s*[.:]*\s*)?{_NUMBER}", re.IGNORECASE)
_NIP_WORD = re.compile(r"^['’]?\s*NI[PK]\w*\s*[.:]+\s*", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})(?:\s*[.)]|$)\s*", re.IGNORECASE)
_NUMBERED_NAME = re.compile(r"\s*\d{1,3}\s*[.)]\s*")
_HEADING_CELLS = 2  # a number and a name
_PERSON_CELLS = 3  # a name, a post and a unit
_ROW_NUMBERS = ("no", "nomor", "nourut", "nomorurut", "nourt")
_TOTAL = ("jumlah", "total")
_SIGNED = re.compile(
    r"(?:mengetahui|mengesahkan|menyetujui|disetujui|diketahui|ditetapkan|dibuat|catatan|keterangan|sumber)\b"
    r"|ni[pk]\w*\s*[.:]|[a-z .]+,\s*(?:\d{1,2}|[.…_ ]+)\s*[a-z]+\s+\d{4}",
    re.IGNORECASE,
)


@dataclass
class _Place:
    """Where in the agency the list is: its agency, and the headings below it that were passed."""

    agency: str
    below: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return " > ".join([self.agency, *self.below] if self.agency else self.below)

    def moves(self, filled: Sequence[str]) -> bool:
        """Whether a row is a heading between people; then the place is what it says."""
        named = NAMED_AGENCY.match(_bare(" ".join(filled)))
        words = [word for word in filled if not _ENUMERATOR.fullmatch(word)]
        if named is None and len(words) != 1:
            return False
        title = (named.group(1) if named else _bare(words[0])).strip(" .:")
        depth = next((depth for depth, form in enumerate(DEPTHS) if form.match(title)), None)
        if depth is None and named is None:
            return False
        if not depth:
            # The same agency again is the title of the next printed page.
            self.below = self.below if fold(title) == fold(self.agency) else []
            self.agency = title
        else:
            self.below = [*(above for above in self.below if depth_of(above) < depth), title]
        return True


def _bare(title: str) -> str:
    """A heading without the letter or number before it."""
    enumerator = _ENUMERATOR.match(title)
    return title[enumerator.end() :] if enumerator else title


def is_list(grid: Grid) -> bool:
    """Whether the sheet is a DUK or Daftar Nominatif: it gives everybody's rank."""
    labels = {normal(label) for label in grid.labels}
    ranks = any(label.startswith(("pangkat", "golruang", "golongan")) or label == "gol" for label in labels)
    return NAME_AND_NIP in grid.at or (ranks and "nipbaru" not in labels)


def is_keyless(grid: Grid, rows: Rows) -> bool:
    """Whether a table of names has no NIP at all, neither a column nor anything in it."""
    if StaffRow.name not in grid.at or NAME_AND_NIP in grid.at:
        return False
    at = grid.at.get(StaffRow.nip)
    return at is None or all(at >= len(row) or is_empty(row[at]) for row in rows)


@dataclass
class _Body:
    """The rows below the headings of a list.

    Attributes:
        numbered: column of the running numbers where nobody has a NIP, None where rows are known by it or not numbered.
        ended: whether the words of a signature were met below people who have no NIP.
    """

    grid: Grid
    place: _Place
    keyless: bool = False
    numbered: int | None = None
    ended: bool = False
    rows: list[Sequence[Cell]] = field(default_factory=list)
    people: list[tuple[Cell, Cell]] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)

    def take(self, number: int, row: Sequence[Cell], filled: Sequence[str]) -> None:
        """Sort a row out: a person, a total, a heading between people, somebody without NIP, anything else."""
        name, nip = _who(self.grid, row)
        if self.keyless:
            self._take_by_name(number, row, filled, name)
        elif (
            not is_empty(nip) and not is_empty(name) and (len(filled) > 2 or NAME_AND_NIP not in self.grid.at)
        ):
            self._add(number, row, name, nip)
        elif normal(filled[0]).startswith(_TOTAL) or (
            (is_empty(nip) or is_empty(name)) and self.place.moves(filled)
        ):
            return
        elif is_empty(nip) and normal(name) not in VACANT and self._looks_like_one(row):
            self._add(number, row, name, "")
        else:
            self.passed.append(number)

    def _add(self, number: int, row: Sequence[Cell], name: Cell, nip: Cell) -> None:
        self.rows.append(row)
        self.grid.numbers.append(number)
        self.people.append((name, nip))
        self.places.append((self.place.agency, self.place.path))

    def _take_by_name(self, number: int, row: Sequence[Cell], filled: Sequence[str], name: Cell) -> None:
        """The same where nobody has a NIP: a person has a running number, or more than a name where there are none."""
        if self.numbered is not None:
            person = (
                _ENUMERATOR.fullmatch(plain(row[self.numbered])) is not None
                and plain(row[self.numbered])[:1].isdigit()
            )
        else:
            self.ended = self.ended or bool(self.rows and _SIGNED.match(filled[0]))
            person = not self.ended and len(filled) >= min(_HEADING_CELLS, len(self.grid.at))
        if normal(filled[0]).startswith(_TOTAL) or self.place.moves(filled):
            return
        if person and normal(name) not in VACANT:
            self._add(number, row, name, "")
        else:
            self.passed.append(number)

    def _looks_like_one(self, row: Sequence[Cell]) -> bool:
        """Whether a row without a NIP is somebody's: it is numbered like the others, or says more than a name."""
        labels = enumerate(self.grid.labels)
        if any(
            normal(label) in _ROW_NUMBERS and plain(row[at]).rstrip(".)").isdigit() for at, label in labels
        ):
            return True
        said = sum(not is_empty(row[at]) for at in set(self.grid.at.values()))
        return said >= _PERSON_CELLS and not any(_SIGNED.match(cell) for cell in map(plain, row) if cell)


def cut_list(grid: Grid, rows: Rows, notices: list[Issue]) -> None:
    """Take the people of a list, each with the headings that they stand under, in place."""
    width = max(len(grid.labels), *(at + 1 for at in grid.at.values()))
    grid.listed = True
    keyless = is_keyless(grid, rows)
    agency = agency_of_titles(grid.titles) or (
        agency_of_titles((grid.sheet,)) if depth_of(grid.sheet) == 0 else ""
    )
    body = _Body(grid, _Place(agency), keyless, _numbered(grid, rows) if keyless else None)
    for number, row in _paired(grid, rows, width):
        filled = [plain(cell) for cell in row if not is_empty(cell)]
        if filled and not grid.is_furniture(row):
            body.take(number, row, filled)
    grid.raw = {column: [row[at] for row in body.rows] for column, at in grid.at.items()}
    grid.raw |= {
        StaffRow.name: [name for name, _nip in body.people],
        StaffRow.nip: [nip for _name, nip in body.people],
    }
    if NAME_AND_NIP in grid.at:
        grid.at |= {StaffRow.name: grid.at[NAME_AND_NIP], StaffRow.nip: grid.at[NAME_AND_NIP]}
    if keyless:
        _strip_numbers(grid)
    join_levels(grid)
    _place_people(grid, body.places, notices)
    _tell_passed(grid, body.passed, notices, keyless=keyless)


def _strip_numbers(grid: Grid) -> None:
    """Names that all begin with their number, as in a list typed into a message, lose it."""
    names = grid.raw[StaffRow.name]
    if names and all(isinstance(name, str) and _NUMBERED_NAME.match(name) for name in names):
        grid.raw[StaffRow.name] = [_NUMBERED_NAME.sub("", str(name)) for name in names]


def _numbered(grid: Grid, rows: Rows) -> int | None:
    """The column of running numbers, where most rows with a name have one."""
    at, name = (
        next((at for at, label in enumerate(grid.labels) if normal(label) in _ROW_NUMBERS), None),
        grid.at[StaffRow.name],
    )
    if at is None:
        return None
    named = [row for row in rows if name < len(row) and not is_empty(row[name])]
    return at if 2 * sum(plain(row[at]).rstrip(".)").isdigit() for row in named) > len(named) else None


def _paired(grid: Grid, rows: Rows, width: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows with their numbers; a NIP in the row below its name is put to it."""
    at = grid.at.get(NAME_AND_NIP)
    numbered = ((number, padded(row, width)) for number, row in enumerate(rows, start=grid.header_row + 1))
    held: tuple[int, Sequence[Cell]] | None = None
    for number, row in numbered:
        if held is not None:
            name, below = held[1][at or 0], row[at or 0]
            if isinstance(name, str) and isinstance(below, str) and name and _NIP_FIRST.fullmatch(below):
                joined = [
                    lower if is_empty(upper) else upper for upper, lower in zip(held[1], row, strict=False)
                ]
                joined[at or 0] = f"{name}\n{below}"
                yield held[0], joined
                held = None
                continue
            yield held
        if at is None or _NIP_LAST.search(plain(row[at])):
            held = None
            yield number, row
        else:
            held = (number, row)
    if held is not None:
        yield held


def _who(grid: Grid, row: Sequence[Cell]) -> tuple[Cell, Cell]:
    """Name and NIP, from one cell or from two."""
    if NAME_AND_NIP not in grid.at:
        name, nip = (
            row[grid.at[column]] if column in grid.at else "" for column in (StaffRow.name, StaffRow.nip)
        )
        return name, _NIP_WORD.sub("", nip) if isinstance(nip, str) else nip
    cell = row[grid.at[NAME_AND_NIP]]
    if not isinstance(cell, str):
        return "?", cell
    match = _NIP_LAST.search(cell) or _NIP_FIRST.search(cell)
    if match is None:
        return plain(cell), ""
    return (cell[: match.start()] + cell[match.end() :]).strip(" \n\r\t/"), match.group(1)


def has_groups(grid: Grid, rows: Rows) -> bool:
    """Whether headings that name units stand between the people of a table, each above somebody."""
    key = grid.at.get(StaffRow.nip, grid.at.get(NAME_AND_NIP))
    if key is None:
        return False
    heading = False
    for row in rows:
        if key < len(row) and not is_empty(row[key]) and _NIP_FIRST.match(plain(row[key])):
            if heading:
                return True
            continue
        filled = [plain(cell) for cell in row if not is_empty(cell)]
        heading = 0 < len(filled) <= _HEADING_CELLS and _Place("").moves(filled)
    return False


def _place_people(grid: Grid, places: Sequence[tuple[str, str]], notices: list[Issue]) -> None:
    """Place people without a unit under the heading above them, or in the agency of the title.

    Who has one sits in it below that heading.
    """
    if not any(path for _agency, path in places):
        return
    own = grid.raw.get(StaffRow.unit) or [""] * len(places)
    # A column that names whole agencies makes the title that of whoever wrote the list.
    apart = any(DEPTHS[0].match(plain(unit)) for unit in own)
    agencies = grid.raw.get(StaffRow.agency)
    if agencies is None:
        grid.raw[StaffRow.agency] = [
            "" if apart and not is_empty(unit) else agency
            for unit, (agency, _path) in zip(own, places, strict=True)
        ]
        grid.at.setdefault(StaffRow.agency, 0)
    grid.raw[StaffRow.unit] = [
        path
        if is_empty(unit)
        else _below_heading(unit, agency, path, plain(agencies[at]) if agencies else "")
        for at, (unit, (agency, path)) in enumerate(zip(own, places, strict=True))
    ]
    grid.at.setdefault(StaffRow.unit, 0)
    changed = any(before != after for before, after in zip(own, grid.raw[StaffRow.unit], strict=True))
    paths = list(dict.fromkeys(path for _agency, path in places if path))
    if all(map(is_empty, own)) and len(paths) == 1:
        notices.append(placed_by_title(grid, paths[0]))
    elif len(paths) == 1 and paths[0] == places[0][0]:
        if unplaced := sum(map(is_empty, own)):
            notices.append(placed_in_agency(grid, unplaced, paths[0]))
    elif changed:
        message = _("The units were taken from the headings between the people: {units}.").format(
            units="; ".join(paths[:12]) + (" …" if len(paths) > 12 else "")
        )
        notices.append(Issue("unit-from-headings", message, "", grid.file, grid.sheet))


def _below_heading(unit: Cell, agency: str, path: str, stated: str) -> Cell:
    """The path of a person's own unit and the heading that they stand under: what is larger comes first.

    Args:
        unit: the person's own, as written.
        agency: the agency that the list or a heading names, empty where none does.
        path: the heading's path, that agency first.
        stated: the person's OPD, if the list has such a column.
    """
    headings = path_parts(path)[1 if agency else 0 :]
    own = plain(unit)
    if not headings:
        return unit
    above = [agency] if agency and (not stated or fold(stated) == fold(agency)) else []
    if fold(own) in (fold(agency), fold(stated)) or depth_of(own) == 0:
        return SEPARATOR.join([own, *headings])
    if fold(own) in map(fold, headings):
        return SEPARATOR.join([*above, *headings])
    place = next(
        (at for at, heading in enumerate(headings) if depth_of(own) < depth_of(heading)), len(headings)
    )
    return SEPARATOR.join([*above, *headings[:place], own, *headings[place:]])


def _tell_passed(grid: Grid, passed: Sequence[int], notices: list[Issue], *, keyless: bool) -> None:
    if not passed:
        return
    rows = ", ".join(map(str, passed[:20])) + (" …" if len(passed) > 20 else "")
    message = _("Rows without a NIP or without a name were passed over: {rows}.")
    if keyless:
        message = _(
            "Rows that are no person of the list were passed over (groups, notes, signature): {rows}."
        )
    notices.append(grid.issue("rows-skipped", passed[0], StaffRow.nip, message.format(rows=rows)))
