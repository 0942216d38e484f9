"""The problem: people, units, calendar, absences, pins, wishes. Frozen and fully prepared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from asnroster.domain.calendar import MONDAY_TO_FRIDAY, Calendar, Horizon, Workdays
from asnroster.domain.history import History
from asnroster.domain.inputs import Source
from asnroster.domain.modes import Bools
from asnroster.domain.stints import Stints

IN_PROCESS: Literal["proses"] = "proses"
Ints = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where a datum was read, for errors found later: file, sheet, A1-style cell."""

    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A civil servant who is rostered, or one stint of theirs: rows of one key are one person.

    Attributes:
        key: the NIP, 18 digits, or another unique text where there is none.
        unit: index into ``Problem.units`` of the unit that the person is placed in directly.
        echelon: normalised, e.g. ``III.a``; empty for those who lead nothing.
        disciplined_until: last date of a disciplinary measure, or ``proses``.
        workdays: usual weekdays (0 = Monday), own or inherited down the unit tree.
        building: own or inherited; empty when unknown.
        teams, alternates: labels of the columns Tim and Bergantian; each is one of the person's agency.
        remote_capable: False only where the sheet says Tidak.
        rank: pangkat, printed only.
        starts, ends: first and last date for which the row holds; None where it is open.
        echelon_assumed: whether the echelon is told by the position alone, and nobody has confirmed it.
        identity: whose row it is where the key does not tell: one that is hidden may be like another's.
    """

    key: str
    name: str
    unit: int
    position: str = ""
    position_kind: str = ""
    echelon: str = ""
    status: str = ""
    in_post_since: date | None = None
    disciplined_until: date | Literal["proses"] | None = None
    roles: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    workdays: Workdays = MONDAY_TO_FRIDAY
    remote_capable: bool = True
    building: str = ""
    note: str = ""
    rank: str = ""
    starts: date | None = None
    ends: date | None = None
    echelon_assumed: bool = False
    identity: str = ""

    def serves_on(self, day: date) -> bool:
        """Whether the row holds on a date."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the unit tree; an agency (OPD) is a root.

    Attributes:
        parent: index of the unit above, None for an agency.
        agency: index of the root above (its own index for an agency).
        path: ``OPD > Bidang > Seksi``.
        sector, building, workdays: own or inherited down the tree; empty / Mon-Fri when unknown.
        min_office: the sheet's Min WFO for the node with all below it, people.
        max_home_share: the sheet's Maks WFH % likewise, as an exact share 0..1.
        scenario: the policy that the unit and all below it follow, own or inherited; empty: the run's.
        signer: NIP of whoever signs the agency's sheets; the unit's own, never inherited.
    """

    name: str
    path: str
    agency: int
    parent: int | None = None
    code: str = ""
    short_name: str = ""
    sector: str = ""
    building: str = ""
    workdays: Workdays = MONDAY_TO_FRIDAY
    min_office: int | None = None
    max_home_share: Fraction | None = None
    scenario: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A person-day put at home or in the office by order (sheet Penetapan)."""

    person: int
    day: int
    mode: int
    document: str = ""
    ref: CellRef = CellRef()


class Wish(NamedTuple):
    """A person's wish for one day (sheet Preferensi), strength 1-10."""

    person: int
    day: int
    mode: int
    strength: int = 1


@dataclass(frozen=True, slots=True)
class Building:
    """A building and how many people may be in it at a time."""

    name: str
    capacity: int


@dataclass(frozen=True, slots=True)
class ServicePost:
    """A counter of a unit with its minimum of qualified people in the office (sheet Layanan)."""

    unit: int
    service: str
    min_office: int
    weekdays: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A person of the staff file who is not rostered, and why (legal status)."""

    key: str
    name: str
    unit: str
    reason: str


Confidence = Literal["low", "medium", "high"]
DOUBT: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the input leaves open and a run takes as true, on the safe side: a row of the sheet Konfirmasi.

    Attributes:
        kind: what it is about, one word for programs: ``sector``, ``echelon``, ``agency``, ``stint``, ``sheet`` …
        subject: Hal: a unit's path, a person's NIP, or a question's key; an answer is found by it, so it is the same
            from run to run.
        assumed: Anggapan, in words that an officer reads.
        ground: Dasar: what it goes by.
        confidence: how sure it is.
        people: how many people it concerns, 0 where it concerns none in particular.
        agreed: what the user says to it; None as long as nobody has said anything.
        right: Yang Benar, what the user writes instead; empty when nothing.
        ref: the cell that leaves it open, where there is one.
        name: of the one person whom it is about, as its texts call them; empty where it is about more.
    """

    kind: str
    subject: str
    assumed: str
    ground: str
    confidence: Confidence
    people: int = 0
    agreed: bool | None = None
    right: str = ""
    ref: CellRef = CellRef()
    name: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has said anything to it yet."""
        return self.agreed is None


@dataclass(frozen=True)
class Problem:
    """Everything that rules and rosters speak about. Arrays are (people, days) and read-only.

    Attributes:
        people: sorted by agency, unit and the order of the sheet: rows of every array. Whoever has several
            stints has several rows (``stints``), of which one at most holds on a day.
        units: parents stand before their children.
        horizon: the calendar dates: columns of every array (non-working ones too).
        absence: index into ``absence_codes`` of each person-day, -1 where there is none.
        columns: sheets and columns that hold any data, as ``("Pegawai", "Eselon")`` and
            ``("Gedung", "")`` for a sheet: what is not there makes a rule idle.
        history: what earlier rosters tell of the days before the horizon, None where none is given.
        base: the modes of a roster to keep near to, -1 where it has none; None without such a roster.
        assumptions: what was assumed where the input says nothing, the most doubtful first.
        base_source: the file of ``base``, None where there is none.
        labels_of_several: labels of Tim and Bergantian, case aside, that stand in several agencies; of some of
            the people alone (``ties.extract``) those of everybody.
        in_service: whether a row holds on a day.
        working: whether the day is a working day of the row, and the row holds.
        available: working and not absent.
    """

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    horizon: Horizon
    calendar: Calendar
    absence: npt.NDArray[np.int16]
    absence_codes: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()
    wishes: tuple[Wish, ...] = ()
    buildings: tuple[Building, ...] = ()
    posts: tuple[ServicePost, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    columns: frozenset[tuple[str, str]] = frozenset()
    sources: tuple[Source, ...] = ()
    history: History | None = None
    base: npt.NDArray[np.int8] | None = None
    assumptions: tuple[Assumption, ...] = ()
    base_source: Source | None = None
    labels_of_several: frozenset[str] | None = None
    in_service: Bools = field(init=False, repr=False)
    working: Bools = field(init=False, repr=False)
    available: Bools = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.labels_of_several is None:
            object.__setattr__(self, "labels_of_several", _labels_of_several(self))
        patterns = {person.workdays for person in self.people}
        worked = {
            pattern: np.array([self.calendar.is_working(day, pattern) for day in self.horizon.dates])
            for pattern in patterns
        }
        shape = (len(self.people), len(self.horizon.dates))
        working = np.array([worked[person.workdays] for person in self.people], dtype=bool).reshape(shape)
        in_service = np.ones(shape, dtype=bool)
        for row, person in enumerate(self.people):
            if person.starts is not None or person.ends is not None:
                in_service[row] = [person.serves_on(day) for day in self.horizon.dates]
        working &= in_service
        available = working & (self.absence < 0)
        for name, array in (("in_service", in_service), ("working", working), ("available", available)):
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @cached_property
    def days(self) -> int:
        """Number of calendar dates of the horizon."""
        return len(self.horizon.dates)

    def unit_of(self, person: int) -> Unit:
        """The unit that a person is placed in."""
        return self.units[self.people[person].unit]

    def agency_of(self, person: int) -> Unit:
        """The agency (root unit) of a person."""
        return self.units[self.unit_of(person).agency]

    @cached_property
    def stints(self) -> Stints:
        """Which rows are one person."""
        rows = [(person.identity or person.key, person.starts or date.min) for person in self.people]
        return Stints(rows, self.in_service)

    @property
    def headcount(self) -> int:
        """The number of people; each counts once, whatever their stints."""
        return len(self.stints.people)

    @cached_property
    def ancestors(self) -> tuple[tuple[int, ...], ...]:
        """For each unit itself and every unit above it, nearest first."""
        lines: list[tuple[int, ...]] = []
        for index, unit in enumerate(self.units):
            lines.append((index,) if unit.parent is None else (index, *lines[unit.parent]))
        return tuple(lines)

    @cached_property
    def placed_in(self) -> tuple[tuple[int, ...], ...]:
        """For each unit the people placed in it directly."""
        placed: list[list[int]] = [[] for _ in self.units]
        for index, person in enumerate(self.people):
            placed[person.unit].append(index)
        return tuple(tuple(people) for people in placed)

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """For each unit the people of it and of all units below it."""
        below: list[list[int]] = [[] for _ in self.units]
        for index, person in enumerate(self.people):
            for unit in self.ancestors[person.unit]:
                below[unit].append(index)
        return tuple(tuple(people) for people in below)


def _labels_of_several(problem: Problem) -> frozenset[str]:
    agencies: dict[str, set[int]] = {}
    for person in problem.people:
        for label in (*person.teams, *person.alternates):
            named = " ".join(label.casefold().split())
            agencies.setdefault(named, set()).add(problem.units[person.unit].agency)
    return frozenset(label for label, homes in agencies.items() if len(homes) > 1)


_ECHELON = re.compile(r"(IV|V|I{1,3})\W*([AB])?")


def normal_echelon(text: str) -> str:
    """``IIIa``, ``III/a``, ``Eselon III.A`` -> ``III.a``; empty when there is none.

    Raises:
        ValueError: when the text is no echelon.
    """
    cleaned = text.upper().replace("ESELON", "").strip(" .-")
    if cleaned in ("", "NON"):
        return ""
    match = _ECHELON.fullmatch(cleaned)
    if match is None:
        raise ValueError(text)
    level, step = match.groups()
    return f"{level}.{step.lower()}" if step else level
