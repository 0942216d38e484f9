"""Made-up staff files of a believable Kota Bekasi, of any size: no person in them exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random

from asnroster.domain.calendar import Horizon, national_calendar
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.schema import (
    ABSENCE,
    BUILDINGS,
    FIXED,
    HOLIDAYS,
    PREFERENCES,
    SERVICES,
    STAFF,
    UNITS,
    StaffRow,
    UnitRow,
)
from asnroster.intake.vocabulary import NO, YES
from asnroster.output.inputbook import write_inputs
from asnroster.sample.buildings import capacities
from asnroster.sample.days import plan_month
from asnroster.sample.marks import mark
from asnroster.sample.staff import Member, hire
from asnroster.sample.tree import Node, grow

Cell = str | int | date | None
Rows = Sequence[Sequence[Cell]]
__all__ = ["Rows", "Sample", "make_sample", "write_sample"]


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
        STAFF.name: _table(map(_staff_row, members)),
        UNITS.name: _table(_unit_row(node, label) for node in label),
        ABSENCE.name: [_heads(ABSENCE), *month.absences],
        PREFERENCES.name: [_heads(PREFERENCES), *month.wishes],
        FIXED.name: [_heads(FIXED), *month.pins],
        BUILDINGS.name: [_heads(BUILDINGS), *rooms.items()],
        SERVICES.name: [_heads(SERVICES), *((label[post[0]], *post[1:]) for post in posts)],
        HOLIDAYS.name: [_heads(HOLIDAYS)],
    }
    return Sample(sheets, start)


def write_sample(sample: Sample, path: Path) -> None:
    """Write a sample as an .xlsx workbook, whole or not at all.

    Raises:
        OSError: when the file cannot be written.
    """
    write_inputs(
        sample.sheets, path, made=datetime.combine(sample.start, time()), title="Contoh data pegawai"
    )


def _heads(spec: SheetSpec) -> tuple[str, ...]:
    return tuple(column.name for column in spec.columns)


def _table(rows: Iterable[Mapping[AnyColumn, Cell]]) -> Rows:
    """Rows below the names of their columns."""
    first, *others = rows
    return [tuple(column.name for column in first), *(tuple(row.values()) for row in (first, *others))]


def _staff_row(member: Member) -> dict[AnyColumn, Cell]:
    return {
        StaffRow.nip: member.nip,
        StaffRow.name: member.name,
        StaffRow.agency: member.node.agency.name,
        StaffRow.unit: member.node.name,
        StaffRow.unit_code: member.node.code,
        StaffRow.position: member.position,
        StaffRow.position_kind: member.kind,
        StaffRow.echelon: member.echelon or None,
        StaffRow.status: member.status,
        StaffRow.in_post_since: member.since,
        StaffRow.legal_status: member.legal,
        StaffRow.disciplined_until: member.disciplined,
        StaffRow.roles: "; ".join(member.roles) or None,
        StaffRow.services: "; ".join(member.services) or None,
        StaffRow.team: member.team or None,
        StaffRow.alternates: member.alternates or None,
        StaffRow.workdays: member.days or None,
        StaffRow.remote_capable: YES.id if member.remote else NO.id,
        StaffRow.building: member.building or None,
        StaffRow.note: member.note or None,
    }


def _labels(roots: Sequence[Node]) -> dict[Node, str]:
    """The label of each unit in other sheets: its name, or its path where the name recurs."""
    nodes = [node for root in roots for node in root.walk()]
    names = Counter(node.name for node in nodes)
    return {
        node: node.name
        if names[node.name] == 1
        else " > ".join(above.name for above in reversed([*node.line]))
        for node in nodes
    }


def _unit_row(node: Node, label: Mapping[Node, str]) -> dict[AnyColumn, Cell]:
    return {
        UnitRow.unit: node.name,
        UnitRow.code: node.code,
        UnitRow.short_name: node.agency.short if node.parent is None else None,
        UnitRow.agency: node.agency.name,
        UnitRow.parent: label[node.parent] if node.parent else None,
        UnitRow.sector: node.sector or None,
        UnitRow.building: node.building or None,
        UnitRow.min_office: node.min_office,
        UnitRow.max_home_share: node.max_home_percent,
        UnitRow.workdays: node.days or None,
    }
