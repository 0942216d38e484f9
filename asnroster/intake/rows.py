"""The typed rows of the input sheets; ``row`` is the 1-based row number, None stands for a bad or empty cell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from asnroster.domain.calendar import Workdays
from asnroster.domain.problem import CellRef
from asnroster.intake.sheets import Cell
from asnroster.words import Text


class StaffRow(NamedTuple):
    """A row of the sheet Pegawai."""

    row: int
    nip: str
    name: str
    unit: str
    agency: str
    unit_code: str
    position: str
    position_kind: str
    echelon: str
    status: str
    in_post_since: date | None
    legal_status: str
    disciplined_until: date | Literal["proses"] | None
    roles: str
    services: str
    team: str
    alternates: str
    workdays: Workdays | None
    remote_capable: bool
    building: str
    rank: str
    starts: date | None
    ends: date | None
    note: str


class UnitRow(NamedTuple):
    """A row of the sheet Unit."""

    row: int
    unit: str
    code: str = ""
    short_name: str = ""
    agency: str = ""
    parent: str = ""
    sector: str = ""
    building: str = ""
    min_office: int | None = None
    max_home_share: Fraction | None = None
    workdays: Workdays | None = None
    scenario: str = ""
    signer: str = ""


class AbsenceRow(NamedTuple):
    """A row of the sheet Ketidakhadiran."""

    row: int
    nip: str
    start: date | None
    end: date | None
    code: str
    note: str


class PreferenceRow(NamedTuple):
    """A row of the sheet Preferensi; ``day`` is a weekday (0 = Monday) or a date."""

    row: int
    nip: str
    day: int | date | None
    mode: int | None
    weight: int


class PinRow(NamedTuple):
    """A row of the sheet Penetapan."""

    row: int
    nip: str
    start: date | None
    end: date | None
    mode: int | None
    document: str


class BuildingRow(NamedTuple):
    """A row of the sheet Gedung."""

    row: int
    building: str
    capacity: int | None


class ServiceRow(NamedTuple):
    """A row of the sheet Layanan."""

    row: int
    unit: str
    service: str
    min_office: int | None
    weekdays: frozenset[int] | None


class HolidayRow(NamedTuple):
    """A row of the sheet Libur."""

    row: int
    date: date | None
    kind: Text | None
    note: str


class ScenarioRow(NamedTuple):
    """A row of the sheet Skenario, as it stands; ``ref`` is the cell of the value."""

    rule: str
    name: str
    field: str
    value: Cell
    ref: CellRef
