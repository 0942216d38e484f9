"""The staff: who is rostered, where they sit, under which key they are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from asnroster.domain.groups import fold
from asnroster.domain.problem import LeftOut, Person, Unit
from asnroster.domain.sectors import SECTORS
from asnroster.errors import Issue, nearest
from asnroster.intake.cells import NIP_DIGITS
from asnroster.intake.columns import normal
from asnroster.intake.rows import StaffRow
from asnroster.intake.tables import Tables
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import STATUSES
from asnroster.words import _

_INACTIVE_WORDS = (
    "non",
    "tidak",
    "belum",
    "pensiun",
    "belajar",
    "cuti",
    "cltn",
    "berhenti",
    "sementara",
    "mutasi",
)
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))


class Spelling:
    """One spelling for words that differ by case and spaces only: the first one met."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._known: dict[str, str] = {}
        for word in words:
            self(word)

    def __call__(self, word: str) -> str:
        """The word as it was first spelt."""
        return self._known.setdefault(fold(word), word) if word else ""

    def __contains__(self, word: str) -> bool:
        return fold(word) in self._known

    @property
    def words(self) -> list[str]:
        """Every word known."""
        return list(self._known.values())


@dataclass
class Staff:
    """The people found.

    Attributes:
        people: sorted by agency, unit and the order of the sheet.
        index: NIP -> index in ``people``.
        left_out: those whose legal status keeps them off the roster.
        known: NIP -> row, for everybody in the sheet.
    """

    people: list[Person] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    known: dict[str, StaffRow] = field(default_factory=dict)


@lru_cache(maxsize=256)
def is_active(legal_status: str) -> bool:
    """Whether somebody of that legal status is rostered: it is empty or says Aktif."""
    word = normal(legal_status)
    return not word or ("aktif" in word and not any(other in word for other in _INACTIVE_WORDS))


def place_staff(
    tables: Tables,
    tree: UnitTree,
    units: tuple[Unit, ...],
    position: list[int],
    spell: Mapping[str, Spelling],
) -> Staff:
    """Place everybody in a unit; what is wrong goes to ``tables``.

    Args:
        tables: the typed rows.
        tree: every way to name a unit.
        units: the finished units.
        position: for each node of the tree its index among them.
        spell: column -> its spelling (Gedung, Layanan, Tim, Bergantian).
    """
    staff = Staff()
    nodes: dict[tuple[str, str, str], int | UnknownUnitError] = {}
    rows: list[tuple[int, StaffRow]] = []
    _report_doubles(tables, staff)
    for row in staff.known.values():
        place = (row.unit, row.agency, row.unit_code)
        node = nodes.get(place)
        if node is None:
            node = nodes[place] = _node(tree, row)
        if not is_active(row.legal_status):
            path = row.unit if isinstance(node, UnknownUnitError) else units[position[node]].path
            staff.left_out.append(LeftOut(row.nip, row.name, path, row.legal_status))
        elif not isinstance(node, UnknownUnitError):
            rows.append((position[node], row))
        elif row.unit:
            tables.issues.append(
                tables.issue(
                    node.code, "Pegawai", row.row, node.column, node.message, node.needed, node.found
                )
            )
    rows.sort(key=lambda placed: placed[0])
    staff.people = [_person(row, unit, units[unit], spell) for unit, row in rows]
    staff.index = {person.key: index for index, person in enumerate(staff.people)}
    return staff


def _node(tree: UnitTree, row: StaffRow) -> int | UnknownUnitError:
    try:
        return tree.resolve(row.unit, row.agency, row.unit_code)
    except UnknownUnitError as error:
        return error


def _person(row: StaffRow, unit: int, place: Unit, spell: Mapping[str, Spelling]) -> Person:
    return Person(
        row.nip,
        row.name,
        unit,
        row.position,
        row.position_kind,
        row.echelon,
        row.status,
        row.in_post_since,
        row.disciplined_until,
        row.roles,
        tuple(map(spell["Layanan"], row.services)) if row.services else (),
        spell["Tim"](row.team) if row.team else "",
        spell["Bergantian"](row.alternates) if row.alternates else "",
        place.workdays if row.workdays is None else row.workdays,
        row.remote_capable,
        spell["Gedung"](row.building or place.building),
        row.note,
    )


def _report_doubles(tables: Tables, staff: Staff) -> None:
    """Know everybody by NIP; each NIP once."""
    strange: list[StaffRow] = []
    for row in tables.staff:
        if not row.nip:
            continue
        first = staff.known.setdefault(row.nip, row)
        if first is not row:
            here, there = tables.ref("Pegawai", row.row, "NIP"), tables.ref("Pegawai", first.row, "NIP")
            cell = there.cell if there.sheet == here.sheet else f"{there.sheet}!{there.cell}"
            message = _("The NIP {nip} stands twice, first in {cell}.").format(nip=row.nip, cell=cell)
            needed = _("Remove one row, or correct the NIP.")
            tables.issues.append(
                tables.issue("nip-doubled", "Pegawai", row.row, "NIP", message, needed, row.nip)
            )
        elif len(row.nip) == NIP_DIGITS and row.nip.isdigit() and _is_strange(row):
            strange.append(row)
    if strange:
        first = strange[0]
        message = _("The month in {count} NIP is no month, first in {nip}.").format(
            count=len(strange), nip=first.nip
        )
        needed = _("Check the number; it is used as it stands.")
        tables.notices.append(
            tables.issue("nip-month", "Pegawai", first.row, "NIP", message, needed, first.nip)
        )


def _is_strange(row: StaffRow) -> bool:
    # The numbers of PPPK bear 21 where those of PNS have the month of appointment.
    appointed = row.nip[12:14]
    return row.nip[4:6] not in _MONTHS or (
        appointed not in _MONTHS and not (appointed == "21" and row.status.startswith("PPPK"))
    )


def odd_words(tables: Tables) -> list[Issue]:
    """A notice for each sector and each status that is none of the usual ones, with the nearest."""
    found: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {}
    for unit in tables.units:
        if unit.sector and unit.sector not in SECTORS:
            found.setdefault(("Sektor", unit.sector), (unit.row, SECTORS))
    for row in tables.staff:
        if row.status and row.status not in STATUSES:
            found.setdefault(("Status", row.status), (row.row, STATUSES))
    notices = []
    for (column, word), (number, usual) in found.items():
        sheet, code = ("Unit", "sector-unknown") if column == "Sektor" else ("Pegawai", "status-unknown")
        message = _("“{found}” is not one of the usual words in the column “{column}”.").format(
            found=word, column=column
        )
        near = nearest(word, usual)
        needed = (
            _("Did you mean “{near}”?").format(near=near)
            if near
            else _("Known: {names}.").format(names=", ".join(usual))
        )
        notices.append(tables.issue(code, sheet, number, column, message, needed, word))
    return notices
