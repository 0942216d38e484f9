"""Tiny problems for tests, written the way a policy example is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from asnroster.domain.calendar import Calendar, Holiday, Horizon
from asnroster.domain.history import History
from asnroster.domain.problem import Person, Pin, Problem, Unit, Wish
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.registry import registry

MONDAY = date(2025, 12, 1)
EVERY_COLUMN = frozenset(
    {("Pegawai", c) for c in ("Jabatan", "Jenis Jabatan", "Eselon", "Status", "TMT Jabatan", "Disiplin Sampai",
                              "Peran", "Layanan", "Tim", "Bergantian", "Boleh WFH", "Gedung")}
    | {("Unit", c) for c in ("Sektor", "Min WFO", "Maks WFH %", "Gedung")}
    | {(s, "") for s in ("Penetapan", "Preferensi", "Gedung", "Layanan", "Ketidakhadiran")}
)  # fmt: skip


def unit(name: str, *, parent: int | None = None, index: int = 0, agency: int = 0, **more: Any) -> Unit:
    """A unit; an agency when it has no parent."""
    return Unit(
        name=name,
        path=more.pop("path", name),
        agency=index if parent is None else agency,
        parent=parent,
        **more,
    )


def person(number: int, unit: int = 0, **more: Any) -> Person:
    """A person named P0, P1, …; one label of ``team`` and ``alternates`` may stand alone."""
    if "team" in more:
        more["teams"] = more.pop("team")
    for kind in ("teams", "alternates"):
        if isinstance(more.get(kind), str):
            more[kind] = (more[kind],) if more[kind] else ()
    return Person(key=f"P{number}", name=more.pop("name", f"P{number}"), unit=unit, **more)


def problem(
    people: Sequence[Person] | int,
    *,
    start: date = MONDAY,
    days: int = 5,
    units: Sequence[Unit] | None = None,
    absent: Mapping[tuple[int, int], str] | None = None,
    pins: Sequence[tuple[int, int, int]] = (),
    wishes: Sequence[tuple[int, int, int, int]] = (),
    holidays: Sequence[date] = (),
    **more: Any,
) -> Problem:
    """A problem of a few people and days; pins are (person, day, mode), wishes have a strength too."""
    staff = tuple(person(n) for n in range(people)) if isinstance(people, int) else tuple(people)
    horizon = Horizon(start, start + timedelta(days - 1))
    codes = tuple(sorted(set((absent or {}).values())))
    absence = np.full((len(staff), days), -1, dtype=np.int16)
    for (who, day), code in (absent or {}).items():
        absence[who, day] = codes.index(code)
    return Problem(
        people=staff,
        units=tuple(units or [unit("Dinas")]),
        horizon=horizon,
        calendar=Calendar({day: Holiday(day, "Libur") for day in holidays}),
        absence=absence,
        absence_codes=codes,
        pins=tuple(Pin(*pin, document="1/2025") for pin in pins),
        wishes=tuple(Wish(*wish) for wish in wishes),
        columns=more.pop("columns", EVERY_COLUMN),
        **more,
    )


def past(rows: Sequence[str], *, start: date = MONDAY, most: Sequence[int] | None = None) -> History:
    """History from one string a person, whose last letter is the day before ``start``.

    ``O`` office, ``H`` home, ``C`` absent, ``.`` not worked, ``?`` not known, ``_`` neither. Without ``most`` everybody could
    have been at home on every day that they worked. Days from the Monday of the first week on may be left out:
    they are not known.
    """
    length = max(start.weekday(), 1, *map(len, rows))
    letters = np.array([list(row.rjust(length, "?")) for row in rows])
    modes = np.where(letters == "O", 1, np.where(letters == "H", 0, -1)).astype(np.int8)
    worked = (modes >= 0).sum(axis=1, dtype=np.int64)
    return History(
        dates=tuple(start - timedelta(n) for n in range(length, 0, -1)),
        modes=modes,
        known=~np.isin(letters, ["?", "_"]),
        working=~np.isin(letters, [".", "_"]),
        most=worked if most is None else np.array(most, dtype=np.int64),
    )


def rule(key: str, **fields: Any) -> Rule:
    """A rule instance as a scenario would make it."""
    return registry()[key](**{"name": key, **fields})


def case(problem: Problem, *rules: Rule) -> Case:
    """A case of these rules."""
    return Case(problem, tuple(rules))


def roster(problem: Problem, *rows: str) -> Roster:
    """A roster from one string a person: O office, H home, anything else neither; one letter a date."""
    modes = [[{"O": 1, "H": 0}.get(letter, -1) for letter in row.ljust(problem.days, ".")] for row in rows]
    return Roster(np.array(modes, dtype=np.int8).reshape(len(problem.people), problem.days))
