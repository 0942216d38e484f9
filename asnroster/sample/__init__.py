"""Made-up staff files of a believable Kota Bekasi, of any size: no person in them exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from asnroster.domain.calendar import Horizon, national_calendar
from asnroster.domain.inputs import ABSENCES, BUILDINGS, FIXED, HOLIDAYS, PREFERENCES, SERVICES, STAFF, UNITS
from asnroster.sample.buildings import capacities
from asnroster.sample.days import plan_month
from asnroster.sample.marks import mark
from asnroster.sample.staff import Member, hire
from asnroster.sample.tree import Node, grow
from asnroster.sample.workbook import Cell, Rows, write_workbook

__all__ = ["Sample", "make_sample", "write_sample"]

_STAFF = (
    "NIP", "Nama", "OPD", "Unit", "Kode Unit", "Jabatan", "Jenis Jabatan", "Eselon", "Status", "TMT Jabatan",
    "Kedudukan", "Disiplin Sampai", "Peran", "Layanan", "Tim", "Bergantian", "Hari Kerja", "Boleh WFH", "Gedung",
    "Keterangan",
)  # fmt: skip
_UNITS = (
    "Unit", "Kode Unit", "Singkatan", "OPD", "Induk", "Sektor", "Gedung", "Min WFO", "Maks WFH %", "Hari Kerja",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """The sheets of a staff file, name -> rows with the header first, and its first date."""

    sheets: dict[str, Rows]
    start: date


def make_sample(people: int, seed: int, start: date, end: date) -> Sample:
    """Make up a staff file; the same arguments give the same content.

    Args:
        people: rows of the sheet Pegawai, at least 1.
        seed: any whole number.
        start: first date that absences, pins and dated wishes lie in.
        end: last such date.

    Raises:
        ValueError: when there are no people, or the horizon ends before it starts.
    """
    if people < 1:
        raise ValueError(people)
    horizon = Horizon(start, end)
    rng = Random(f"{people} {seed} {start} {end}")
    roots = grow(people, rng)
    members = hire(roots, start, rng)
    posts = mark(roots, members, start, rng)
    label = _labels(roots)
    calendar = national_calendar(range(start.year, end.year + 1))
    month = plan_month(members, horizon, calendar, rng)
    rooms = capacities(members, month.present, horizon, calendar)
    sheets: dict[str, Rows] = {
        STAFF: [_STAFF, *(_staff_row(member) for member in members)],
        UNITS: [_UNITS, *(_unit_row(node, label) for node in label)],
        ABSENCES: [("NIP", "Mulai", "Selesai", "Kode", "Keterangan"), *month.absences],
        PREFERENCES: [("NIP", "Hari", "Pilihan", "Bobot"), *month.wishes],
        FIXED: [("NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"), *month.pins],
        BUILDINGS: [(BUILDINGS, "Kapasitas"), *rooms.items()],
        SERVICES: [("Unit", "Layanan", "Min WFO", "Hari"), *((label[post[0]], *post[1:]) for post in posts)],
        HOLIDAYS: [("Tanggal", "Jenis", "Keterangan")],
    }
    return Sample(sheets, start)


def write_sample(sample: Sample, path: Path) -> None:
    """Write a sample as an .xlsx workbook, whole or not at all.

    Raises:
        OSError: when the file cannot be written.
    """
    write_workbook(sample.sheets, path, dated=sample.start)


def _staff_row(member: Member) -> tuple[Cell, ...]:
    return (
        member.nip,
        member.name,
        member.node.agency.name,
        member.node.name,
        member.node.code,
        member.position,
        member.kind,
        member.echelon or None,
        member.status,
        member.since,
        member.legal,
        member.disciplined,
        "; ".join(member.roles) or None,
        "; ".join(member.services) or None,
        member.team or None,
        member.alternates or None,
        member.days or None,
        "Ya" if member.remote else "Tidak",
        member.building or None,
        member.note or None,
    )


def _labels(roots: Sequence[Node]) -> dict[Node, str]:
    """How other sheets name each unit: by its name, or by its path where the name recurs."""
    nodes = [node for root in roots for node in root.walk()]
    names = Counter(node.name for node in nodes)
    return {
        node: node.name
        if names[node.name] == 1
        else " > ".join(above.name for above in reversed([*node.line]))
        for node in nodes
    }


def _unit_row(node: Node, label: Mapping[Node, str]) -> tuple[Cell, ...]:
    top = node.parent is None
    return (
        node.name,
        node.code,
        node.agency.short if top else None,
        node.agency.name,
        label[node.parent] if node.parent else None,
        node.sector or None,
        node.building or None,
        node.min_office,
        node.max_home_percent,
        node.days or None,
    )
