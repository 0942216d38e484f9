"""A minimum of people in the office on a day (Min WFO)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from asnroster.domain.groups import Group, Per
from asnroster.domain.inputs import UNITS
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import group_days
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import OFFICE_JUST_MET, PER, BoundedRule
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.traits import SheetFigure
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class OfficeHeadcount(BoundedRule):
    """At least so many people of each group in the office, or all who are available if fewer."""

    key: ClassVar[str] = "office_headcount"
    columns: ClassVar[Columns] = ((UNITS, "Min WFO"),)
    law: ClassVar[str] = "Sheet Unit, kolom Min WFO"
    sheet_figure: ClassVar[SheetFigure | None] = SheetFigure(
        "units", "min_office", -1, Text("Min WFO of every unit 1 lower", "Min WFO setiap unit turun 1")
    )
    words: ClassVar[Wording] = Wording(
        title=Text("Office headcount", "Jumlah minimal WFO"),
        meaning=Text(
            "On each working day at least so many people of a group are in the office, or all who are available "
            "if they are fewer. The units' own Min WFO hold as well.",
            "Pada setiap hari kerja sekurangnya sekian orang suatu kelompok berada di kantor, atau semua yang "
            "tersedia bila kurang. Min WFO milik unit juga berlaku.",
        ),
        violation=Text(
            "{who}: {found} people in the office on {when}; at least {needed} are required.",
            "{who}: {found} orang di kantor pada {when}; sekurangnya {needed} orang.",
        ),
        relaxed=Text("Min WFO of {who}: {figures} ({when})", "Min WFO {who}: {figures} ({when})"),
        otherwise=OFFICE_JUST_MET,
    )

    at_least: Count | None = None
    per: Per = "unit"

    def sentence(self) -> str:
        """The minimum."""
        if self.at_least is None:
            return str(Text("The units' own Min WFO is kept", "Min WFO milik unit dipatuhi"))
        return f"{self.bounds_sentence(Text('people in the office', 'orang di kantor'))}, {PER[self.per]}"

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Without a figure, the units' column."""
        return ((UNITS, "Min WFO"),) if self.at_least is None else ()

    def reads(self) -> frozenset[tuple[str, str]]:
        """The units' column, with a figure of its own too."""
        return super().reads() | {*self.columns}

    def _groups(self, case: Case) -> Iterator[tuple[Group, int]]:
        if self.at_least is not None:
            yield from ((group, self.at_least) for group in case.groups(self, self.per))
        for group in case.sheet_groups(self, "min_office"):
            if group.unit is not None:
                yield group, case.problem.units[group.unit].min_office or 0

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the office people of each group on each day."""
        for group, minimum in self._groups(case):
            for today in group_days(case, self, group):
                needed = min(minimum, today.present - today.fixed_home)
                where = Where(group=group.label, day=today.day)
                say.office_at_least(today.cells, needed, where)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count heads, group by group and day by day."""
        problem, modes = case.problem, case.fixed.modes
        for group, minimum in self._groups(case):
            for day in case.days(self):
                # A working day on which all are away is judged too: there the minimum gave way.
                if not any(problem.working[person, day] for person in group.people):
                    continue
                here = [person for person in group.people if problem.available[person, day]]
                office = sum(roster.modes[person, day] == OFFICE for person in here)
                could = sum(modes[person, day] != HOME for person in here)
                tally.at_least(
                    int(office), min(minimum, int(could)), Where(group=group.label, day=day), stated=minimum
                )
