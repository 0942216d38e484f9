"""Names as keys, where a list has no NIP: whoever bears a name alone is known by it, namesakes by what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, text
from asnroster.intake.confirm import Answers
from asnroster.intake.faults import Fault
from asnroster.intake.grid import Grid
from asnroster.words import _

SUBJECT = "Nama"
_TELLING = ("Unit", "Jabatan", "OPD", "Jenis Jabatan", "Status", "Pangkat", "TMT Jabatan", "Keterangan")


class Namesakes:
    """Gives everybody of a staff without NIP a key, in place.

    Attributes:
        issues: namesakes whom nothing tells apart.
        notices: that names are the keys.
        assumptions: that namesakes are different people; after a no the first row alone counts.
    """

    def __init__(self, grid: Grid, answers: Answers) -> None:
        self.issues: list[Issue] = []
        self.notices: list[Issue] = []
        self.assumptions: list[Assumption] = []
        self._grid, self._answers = grid, answers
        self._twice: set[int] = set()
        rows = list(_without_nip(grid))
        if "Nama" not in grid.raw or not rows:
            return
        nips = grid.raw.setdefault("NIP", [""] * len(grid.numbers))
        for part in grid.parts or (grid,):
            part.at.setdefault("NIP", part.at.get("Nama", 0))
        same: dict[str, list[int]] = {}
        for place in rows:
            if isinstance(cell := grid.raw["Nama"][place], Fault):
                nips[place] = cell
            elif name := text(cell):
                same.setdefault(fold(name), []).append(place)
                nips[place] = name
        for places in same.values():
            if len(places) > 1:
                self._tell_apart(places)
        if self._twice:
            self._drop_twice()
        message = _("The list has no NIP: the names of its {count} people serve as keys.")
        needed = _("Keep the spelling of the names from month to month, or add a column NIP.")
        self.notices.append(
            grid.issue("names-as-keys", grid.header_row, "Nama", message.format(count=len(rows)), needed)
        )

    def _tell_apart(self, places: Sequence[int]) -> None:
        """Namesakes get a key with the unit, post or whatever differs; where nothing does it is an error of the later row."""
        grid, nips = self._grid, self._grid.raw["NIP"]
        name = str(nips[places[0]])
        telling = next(filter(None, (self._values(column, places) for column in _TELLING)), None)
        first = grid.ref(grid.numbers[places[0]], "Nama")
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
                    grid.issue("name-doubled", grid.numbers[place], "Nama", message.format(name=name, cell=first.cell), needed, name)
                )  # fmt: skip
            return
        subject = f"{SUBJECT} {name}"
        keys = [f"{name} ({value})" for value in telling]
        answer = self._answers.to(subject)
        self.assumptions.append(
            Assumption(
                "namesake", subject, _("{count} different people: {keys}").format(count=len(keys), keys="; ".join(keys)),
                _("one name in the rows {rows}, with different entries beside it").format(
                    rows=", ".join(grid.ref(grid.numbers[place], "Nama").cell for place in places)),
                "medium", len(keys), None if answer is None else answer.agreed,
                answer.right if answer is not None and answer.agreed is False else "", first, name,
            )
        )  # fmt: skip
        if answer is not None and answer.agreed is False:
            self._twice.update(places[1:])
            return
        for place, key in zip(places, keys, strict=True):
            nips[place] = key

    def _values(self, column: str, places: Sequence[int]) -> list[str] | None:
        """What a column says of each, None where it does not tell all of them apart."""
        cells = self._grid.raw.get(column)
        found = [text(cells[place]) for place in places] if cells is not None else []
        return found if all(found) and len(set(map(fold, found))) == len(found) and found else None

    def _drop_twice(self) -> None:
        kept = [place for place in range(len(self._grid.numbers)) if place not in self._twice]
        self._grid.numbers[:] = [self._grid.numbers[place] for place in kept]
        self._grid.raw = {name: [cells[place] for place in kept] for name, cells in self._grid.raw.items()}


def _without_nip(grid: Grid) -> Iterator[int]:
    """Places of the rows of sheets in which nobody has a NIP."""
    first = 0
    for part in grid.parts or (grid,):
        rows = range(first, first + len(part.numbers))
        first = rows.stop
        if "NIP" not in grid.raw or all(is_empty(grid.raw["NIP"][place]) for place in rows):
            yield from rows
