"""The staff: who is rostered, where they sit, under which key they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from asnroster.domain.calendar import Horizon
from asnroster.domain.groups import fold
from asnroster.domain.problem import LeftOut, Person, Unit
from asnroster.domain.sectors import SECTORS
from asnroster.errors import Issue, nearest
from asnroster.intake.cells import NIP_DIGITS
from asnroster.intake.columns import AnyColumn, Row
from asnroster.intake.labels import Labels
from asnroster.intake.schema import STAFF, StaffRow, UnitRow
from asnroster.intake.stints import Span, Stint, is_active, stints_of
from asnroster.intake.tables import Tables
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import STATUSES
from asnroster.words import _

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


class Spellings(NamedTuple):
    """How buildings and services are spelt, whatever sheet names them."""

    buildings: Spelling
    services: Spelling


class _Labels(NamedTuple):
    """The readers of the columns that hold labels."""

    roles: Labels
    services: Labels
    teams: Labels
    alternates: Labels


@dataclass
class Staff:
    """The people found.

    Attributes:
        people: sorted by agency, unit and the order of the sheet; a row for each stint.
        rows: NIP -> the person's indices in ``people``, in the order of time.
        left_out: those whose legal status keeps them off the roster, or who serve on none of its dates.
        known: NIP -> first row, for everybody in the sheet.
    """

    people: list[Person] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    known: dict[str, StaffRow] = field(default_factory=dict)


def place_staff(
    tables: Tables,
    tree: UnitTree,
    units: tuple[Unit, ...],
    position: list[int],
    spell: Spellings,
    horizon: Horizon,
) -> Staff:
    """Place everybody in a unit, stint by stint; what is wrong goes to ``tables``.

    Args:
        tables: the typed rows.
        tree: every way to name a unit.
        units: the finished units.
        position: for each node of the tree its index among them.
        spell: how buildings and services are spelt.
        horizon: the dates of the roster; who serves on none of them is left out.
    """
    staff = Staff()
    nodes: dict[tuple[str, str, str], int | UnknownUnitError] = {}
    placed: list[tuple[int, Stint]] = []
    for rows in _rows_by_nip(tables, staff):
        for row in rows:
            place = (row.unit, row.agency, row.unit_code)
            if place not in nodes:
                nodes[place] = _node(tree, row)
        wrong = len(tables.issues)
        stints = stints_of(tables, rows, Span(horizon.start, horizon.end))
        if not stints and len(tables.issues) == wrong:
            node = nodes[rows[-1].unit, rows[-1].agency, rows[-1].unit_code]
            path = rows[-1].unit if isinstance(node, UnknownUnitError) else units[position[node]].path
            staff.left_out.append(LeftOut(rows[0].nip, rows[0].name, path, _why_left_out(rows)))
        for stint in stints:
            row, node = stint.row, nodes[stint.row.unit, stint.row.agency, stint.row.unit_code]
            if not isinstance(node, UnknownUnitError):
                placed.append((position[node], stint))
            elif row.unit:
                tables.issues.append(
                    tables.issue(node.code, row, node.column, node.message, node.needed, node.found)
                )
    placed.sort(key=lambda one: (one[0], one[1].row.row))
    labels = _Labels(
        Labels((row.roles for row in tables.staff), commas=False),
        Labels(
            (row.services for row in tables.staff), (row.service for row in tables.services), commas=False
        ),
        Labels(row.team for row in tables.staff),
        Labels(row.alternates for row in tables.staff),
    )
    staff.people = [_person(stint, unit, units[unit], spell, labels) for unit, stint in placed]
    columns = (StaffRow.roles, StaffRow.services, StaffRow.team, StaffRow.alternates)
    tables.notices += [
        _one_label(tables, column, read)
        for column, read in zip(columns, labels, strict=True)
        if read.doubtful
    ]
    for index, person in enumerate(staff.people):
        staff.rows.setdefault(person.key, []).append(index)
    for mine in staff.rows.values():
        mine.sort(key=lambda index: staff.people[index].starts or date.min)
    return staff


def _one_label(tables: Tables, column: str, read: Labels) -> Issue:
    """A notice of texts that may be several labels and were taken as one."""
    listed = ", ".join(f"“{' '.join(text.split())}”" for text in read.doubtful[:5])
    message = _("{column}: {labels} count as one label each, for no other cell knows their parts.")
    needed = _("Write ; between several labels.")
    grid = tables.grids[STAFF.name]
    text = message.format(column=column, labels=listed + (" …" if len(read.doubtful) > 5 else ""))
    return grid.issue("labels-one", grid.numbers[0], column, text, needed)


def _why_left_out(rows: Sequence[StaffRow]) -> str:
    """The legal status where that is the reason, else that the rows hold for other dates."""
    status = next((row.legal_status for row in reversed(rows) if row.legal_status), "")
    return status if status and not is_active(status) else _("not in service on these dates")


def _node(tree: UnitTree, row: StaffRow) -> int | UnknownUnitError:
    try:
        return tree.resolve(row.unit, row.agency, row.unit_code)
    except UnknownUnitError as error:
        return error


def _person(stint: Stint, unit: int, place: Unit, spell: Spellings, labels: _Labels) -> Person:
    row = stint.row
    return Person(
        key=row.nip,
        name=row.name,
        unit=unit,
        position=row.position,
        position_kind=row.position_kind,
        echelon=row.echelon,
        status=row.status,
        in_post_since=row.in_post_since,
        disciplined_until=row.disciplined_until,
        roles=labels.roles(row.roles) if row.roles else (),
        services=tuple(map(spell.services, labels.services(row.services))) if row.services else (),
        teams=labels.teams(row.team) if row.team else (),
        alternates=labels.alternates(row.alternates) if row.alternates else (),
        workdays=place.workdays if row.workdays is None else row.workdays,
        remote_capable=row.remote_capable,
        building=spell.buildings(row.building or place.building),
        note=row.note,
        rank=row.rank,
        starts=stint.span.starts,
        ends=stint.span.ends,
    )


def _rows_by_nip(tables: Tables, staff: Staff) -> list[list[StaffRow]]:
    """Know everybody by NIP; the rows of each."""
    strange: list[StaffRow] = []
    rows: dict[str, list[StaffRow]] = {}
    for row in tables.staff:
        if not row.nip:
            continue
        rows.setdefault(row.nip, []).append(row)
        first = staff.known.setdefault(row.nip, row)
        if first is row and len(row.nip) == NIP_DIGITS and row.nip.isdigit() and _is_strange(row):
            strange.append(row)
    if strange:
        first = strange[0]
        message = _("The month in {count} NIP is no month, first in {nip}.").format(
            count=len(strange), nip=first.nip
        )
        needed = _("Check the number; it is used as it stands.")
        tables.notices.append(tables.issue("nip-month", first, StaffRow.nip, message, needed, first.nip))
    return list(rows.values())


def _is_strange(row: StaffRow) -> bool:
    # The numbers of PPPK bear 21 where those of PNS have the month of appointment.
    appointed = row.nip[12:14]
    return row.nip[4:6] not in _MONTHS or (
        appointed not in _MONTHS and not (appointed == "21" and row.status.startswith("PPPK"))
    )


def odd_words(tables: Tables) -> list[Issue]:
    """A notice for each sector and each status that is none of the usual ones, with the nearest."""
    odd: dict[tuple[AnyColumn, str], tuple[Row, str, tuple[str, ...]]] = {}
    for unit in tables.units:
        if unit.sector and unit.sector not in SECTORS:
            odd.setdefault((UnitRow.sector, unit.sector), (unit, "sector-unknown", SECTORS))
    for row in tables.staff:
        if row.status and row.status not in STATUSES:
            odd.setdefault((StaffRow.status, row.status), (row, "status-unknown", STATUSES))
    notices = []
    for (column, word), (first, code, usual) in odd.items():
        message = _("“{found}” is not one of the usual words in the column “{column}”.").format(
            found=word, column=column
        )
        near = nearest(word, usual)
        needed = (
            _("Did you mean “{near}”?").format(near=near)
            if near
            else _("Known: {names}.").format(names=", ".join(usual))
        )
        notices.append(tables.issue(code, first, column, message, needed, word))
    return notices


def nobody_active(tables: Tables) -> Issue:
    """The issue of a staff that is out of service as a whole."""
    message = _("Nobody in the staff has the legal status Aktif.")
    needed = _("Leave the column “Kedudukan” empty for those who are to be rostered.")
    return tables.issue("staff-inactive", tables.staff[0], StaffRow.legal_status, message, needed)


def left_out(tables: Tables, staff: Staff) -> Iterator[Issue]:
    """A notice of those who are not rostered, counted by reason."""
    if staff.left_out:
        reasons = Counter(person.reason for person in staff.left_out)
        listed = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        message = _("{count} people are not rostered: {reasons}.").format(
            count=len(staff.left_out), reasons=listed
        )
        needed = _("The sheet Pengecualian of the roster lists them.")
        grid = tables.grids[STAFF.name]
        yield Issue("left-out", message, needed, grid.file, grid.sheet)
