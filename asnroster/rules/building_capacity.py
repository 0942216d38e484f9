"""No more people in a building than it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from asnroster.domain.groups import Group, fold
from asnroster.domain.inputs import BUILDINGS
from asnroster.domain.modes import OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import group_days, people_per_day
from asnroster.rules.kit.findings import Shortage, Tally
from asnroster.rules.kit.traits import SheetFigure
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class BuildingCapacity(Rule):
    """Office people in each building within its capacity. It never gives way."""

    key: ClassVar[str] = "building_capacity"
    columns: ClassVar[Columns] = ((BUILDINGS, ""),)
    law: ClassVar[str] = "Sheet Gedung, kolom Kapasitas"
    common: ClassVar[bool] = True
    caps_office: ClassVar[bool] = True
    sheet_figure: ClassVar[SheetFigure | None] = SheetFigure(
        "buildings",
        "capacity",
        1,
        Text("capacity of every building 1 higher", "kapasitas setiap gedung naik 1"),
    )
    # Outside its windows no policy brings anybody in: who does not fit then is a fact, not a clash of rules.
    holds_outside: ClassVar[bool] = False
    words: ClassVar[Wording] = Wording(
        title=Text("Building capacity", "Kapasitas gedung"),
        meaning=Text(
            "On each day no more people are in a building than sheet Gedung allows.",
            "Pada setiap hari jumlah orang di suatu gedung tidak melebihi kapasitas pada sheet Gedung.",
        ),
        violation=Text(
            "{who}: {found} people in the office on {when}; it holds {needed}.",
            "{who}: {found} orang di kantor pada {when}; kapasitasnya {needed}.",
        ),
        relaxed=Text("Capacity of {who}: {figures} ({when})", "Kapasitas {who}: {figures} ({when})"),
        otherwise=Text(
            "The capacity of {who} on {when} is full: {was} of at most {needed}.",
            "Kapasitas {who} pada {when} penuh: {was} dari paling banyak {needed} orang.",
        ),
        overfull=Text(
            "No roster can exist: {who} holds {stated}, but {people} must be in the office there ({when}).",
            "Tidak mungkin ada jadwal: {who} hanya memuat {stated} orang, padahal {people} orang wajib WFO di sana ({when}).",
        ),
    )

    def sentence(self) -> str:
        """The sheet's capacities."""
        return str(Text("Capacities in sheet Gedung are kept", "Kapasitas pada sheet Gedung dipatuhi"))

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Sheet Gedung."""
        return ((BUILDINGS, ""),)

    def _buildings(self, case: Case) -> Iterator[tuple[Group, int]]:
        capacities = {fold(building.name): building.capacity for building in case.problem.buildings}
        for group in case.groups(self, "building"):
            if fold(group.label) in capacities:
                yield group, capacities[fold(group.label)]

    def overfull(self, case: Case) -> Iterator[Shortage]:
        """Days on which a building is too small for those who must be in the office there."""
        problem = case.problem
        must = np.array(case.fixed_office)
        for week, days in enumerate(problem.horizon.weeks):
            bound = case.most[:, week] == 0
            must[:, days] |= bound[:, None] & problem.available[:, days] & ~case.fixed_home[:, days]
        for group, capacity in self._buildings(case):
            counts, closed = (mask[list(group.people)].sum(axis=0).tolist() for mask in (must, case.closed))
            for day in case.days(self):
                if counts[day] > max(capacity, closed[day]):
                    yield Shortage(group.label, day, counts[day], capacity)

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the office people in each building on each day."""
        for group, capacity in self._buildings(case):
            # Whom the dates of a policy keep in the office are a fact, as on days without any policy.
            kept = people_per_day(case.closed, group.people)
            for today in group_days(case, self, group):
                where = Where(group=group.label, day=today.day)
                say.office_at_most(today.cells, max(capacity, kept[today.day]), where)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count who is in each building, day by day."""
        people_of: dict[str, list[int]] = {}
        for person in case.people(self):
            people_of.setdefault(fold(case.problem.people[person].building), []).append(person)
        in_office = roster.modes == OFFICE
        for building in case.problem.buildings:
            inside = people_of.get(fold(building.name), [])
            counts = people_per_day(in_office, inside)
            present = people_per_day(case.problem.available, inside)
            closed = people_per_day(case.closed, inside)
            for day in case.days(self):
                if present[day]:
                    where = Where(group=building.name, day=day)
                    applied = building.capacity if closed[day] < building.capacity else int(closed[day])
                    tally.at_most(counts[day], applied, where, stated=building.capacity)
