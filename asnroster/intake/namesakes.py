"""Names as keys, where a list has no NIP: whoever bears a name alone is known by it, namesakes by what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.errors import Issue
from asnroster.intake.answers import Answers
from asnroster.intake.cells import is_empty, plain, text
from asnroster.intake.grid import PART_ROWS, Grid
from asnroster.intake.marks import Cell, Fault
from asnroster.intake.schema import StaffRow
from asnroster.intake.vocabulary import NO
from asnroster.words import _

SUBJECT = StaffRow.name
NO_NIP = "NIP kosong"
_LISTED = 12
_DIGITS = re.compile(r"['’]?(?:\d\s?){18}")
_TELLING = (
    StaffRow.unit,
    StaffRow.position,
    StaffRow.agency,
    StaffRow.position_kind,
    StaffRow.status,
    StaffRow.rank,
    StaffRow.in_post_since,
    StaffRow.note,
)


class Namesakes:
    """Gives everybody of a staff without NIP a key, in place.

    Attributes:
        issues: namesakes whom nothing tells apart.
        notices: that names are the keys, and who has no name.
        assumptions: that namesakes are different people; after a no the first row alone counts. That the few without a
            NIP among others are known by their names; after a no they stay in the office.
    """

    def __init__(self, grid: Grid, answers: Answers) -> None:
        self.issues: list[Issue] = []
        self.notices: list[Issue] = []
        self.assumptions: list[Assumption] = []
        self._grid, self._answers = grid, answers
        self._twice: set[int] = set()
        self._name_by_nip()
        rows, few = list(_without_nip(grid)), list(_few_without_nip(grid))
        if StaffRow.name not in grid.raw or not (rows or few):
            return
        nips = self._column(StaffRow.nip)
        same: dict[str, list[int]] = {}
        for place in sorted([*rows, *few]):
            if isinstance(cell := grid.raw[StaffRow.name][place], Fault):
                nips[place] = cell
            elif name := text(cell):
                same.setdefault(fold(name), []).append(place)
                nips[place] = name
        for places in same.values():
            if len(places) > 1:
                self._tell_apart(places)
        if few:
            self._ask_of_doubles(few)
            self._assume_names(few)
        if self._twice:
            self._drop_twice()
        if rows:
            self._tell_keys(rows)

    def _tell_keys(self, rows: Sequence[int]) -> None:
        """A notice that names are the keys of a sheet, or of several, at the heading of the first."""
        grid, number = self._grid, self._grid.header_row
        if grid.parts:
            place = grid.numbers[rows[0]] // PART_ROWS
            number = place * PART_ROWS + grid.parts[place].header_row
        message = _("The list has no NIP: the names of its {count} people serve as keys.")
        needed = _("Keep the spelling of the names from month to month, or add a column NIP.")
        self.notices.append(
            grid.issue("names-as-keys", number, StaffRow.name, message.format(count=len(rows)), needed)
        )

    def _ask_of_doubles(self, few: Sequence[int]) -> None:
        """Ask about people without NIP who bear the name of somebody with one: they may be the same person."""
        grid, nips = self._grid, self._grid.raw[StaffRow.nip]
        keyless = set(few)
        named = {
            fold(text(name)): place
            for place, name in enumerate(grid.raw[StaffRow.name])
            if place not in keyless
        }
        for place in few:
            other = named.get(fold(text(grid.raw[StaffRow.name][place])))
            if other is not None and text(nips[place]) == text(grid.raw[StaffRow.name][place]):
                name = text(nips[place])
                self._ask(name, [other, place], [text(nips[other]), name])

    def _name_by_nip(self) -> None:
        """Call people with a NIP and a unit but no name by their NIP, and tell so."""
        grid = self._grid
        nips, names, units = (grid.raw.get(column) for column in (StaffRow.nip, StaffRow.name, StaffRow.unit))
        if nips is None or names is None or units is None:
            return
        places = [
            place
            for place, name in enumerate(names)
            if is_empty(name) and not is_empty(units[place]) and _DIGITS.fullmatch(plain(nips[place]))
        ]
        for place in places:
            names[place] = plain(nips[place])
        if places:
            message = _("{count} people have no name; their NIP stands in its place: {cells}.")
            text = message.format(count=len(places), cells=self._cells(places))
            needed = _("Enter their names.")
            self.notices.append(grid.issue("name-none", grid.numbers[places[0]], StaffRow.name, text, needed))

    def _assume_names(self, few: Sequence[int]) -> None:
        """Roster the few without a NIP among others who have one, under their names."""
        grid = self._grid
        row = self._answers.settled(
            Assumption(
                "nip-none",
                NO_NIP,
                _("{count} people are rostered by their names").format(count=len(few)),
                _("no NIP in {cells}").format(cells=self._cells(few)),
                "medium",
                len(few),
                ref=grid.ref(grid.numbers[few[0]], StaffRow.nip),
            )
        )
        self.assumptions.append(row)
        if row.agreed is False:
            may = self._column(StaffRow.remote_capable)
            for place in few:
                may[place] = str(NO)

    def _column(self, name: str) -> list[Cell]:
        """The cells of a column; where the list has none an empty one, which points to the names."""
        grid = self._grid
        for part in grid.parts or (grid,):
            part.at.setdefault(name, part.at.get(StaffRow.name, 0))
        return grid.raw.setdefault(name, [""] * len(grid.numbers))

    def _cells(self, places: Sequence[int]) -> str:
        """The cells of the NIP in some rows; the first few."""
        cells = [self._grid.ref(self._grid.numbers[place], StaffRow.nip).cell for place in places[:_LISTED]]
        return ", ".join(cells) + (" …" if len(places) > _LISTED else "")

    def _tell_apart(self, places: Sequence[int]) -> None:
        """Namesakes get a key with the unit, post or whatever differs; where nothing does it is an error of the later row."""
        grid, nips = self._grid, self._grid.raw[StaffRow.nip]
        name = str(nips[places[0]])
        telling = next(filter(None, (self._values(column, places) for column in _TELLING)), None)
        first = grid.ref(grid.numbers[places[0]], StaffRow.name)
        if telling is None:
            for number, place in enumerate(places[1:], start=2):
                nips[place] = f"{name} ({number})"
                message = _(
                    "The name “{name}” stands twice, first in {cell}, and nothing else in the rows differs."
                )
                needed = _(
                    "Remove one row if it is one person; if not, add a column NIP with a number or word for each."
                )
                self.issues.append(
                    grid.issue("name-doubled", grid.numbers[place], StaffRow.name, message.format(name=name, cell=first.cell), needed, name)
                )  # fmt: skip
            return
        keys = [f"{name} ({value})" for value in telling]
        if self._ask(name, places, keys):
            for place, key in zip(places, keys, strict=True):
                nips[place] = key

    def _ask(self, name: str, places: Sequence[int], keys: Sequence[str]) -> bool:
        """Assume that rows of one name are different people; False after a no: then the first alone counts."""
        grid = self._grid
        row = self._answers.settled(
            Assumption(
                "namesake",
                f"{SUBJECT} {name}",
                _("{count} different people: {keys}").format(count=len(keys), keys="; ".join(keys)),
                _("one name in the rows {rows}, with different entries beside it").format(
                    rows=", ".join(grid.ref(grid.numbers[place], StaffRow.name).cell for place in places)
                ),
                "medium",
                len(keys),
                ref=grid.ref(grid.numbers[places[0]], StaffRow.name),
                name=name,
            )
        )
        self.assumptions.append(row)
        if row.agreed is False:
            self._twice.update(places[1:])
            return False
        return True

    def _values(self, column: str, places: Sequence[int]) -> list[str] | None:
        """A column's values of these people, None where they do not tell all of them apart."""
        cells = self._grid.raw.get(column)
        values = [text(cells[place]) for place in places] if cells is not None else []
        return values if all(values) and len(set(map(fold, values))) == len(values) and values else None

    def _drop_twice(self) -> None:
        kept = [place for place in range(len(self._grid.numbers)) if place not in self._twice]
        self._grid.numbers[:] = [self._grid.numbers[place] for place in kept]
        self._grid.raw = {name: [cells[place] for place in kept] for name, cells in self._grid.raw.items()}


def _few_without_nip(grid: Grid) -> Iterator[int]:
    """Places of the rows with a name and no NIP in sheets in which others have one."""
    if StaffRow.nip not in grid.raw or StaffRow.name not in grid.raw:
        return
    alone = set(_without_nip(grid))
    for place, (key, name) in enumerate(zip(grid.raw[StaffRow.nip], grid.raw[StaffRow.name], strict=True)):
        if is_empty(key) and place not in alone and not is_empty(name):
            yield place


def _without_nip(grid: Grid) -> Iterator[int]:
    """Places of the rows of sheets in which nobody has a NIP."""
    first = 0
    for part in grid.parts or (grid,):
        rows = range(first, first + len(part.numbers))
        first = rows.stop
        if StaffRow.nip not in grid.raw or all(is_empty(grid.raw[StaffRow.nip][place]) for place in rows):
            yield from rows
