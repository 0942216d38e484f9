"""Days on which a building is closed because nobody is in it."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.inputs import STAFF, UNITS
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.group_weeks import group_week, possible_days
from asnroster.rules.kit.judging import weekdays_worked
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class ClosedBuildingDays(Rule):
    """In each week at least n working days with nobody in the building."""

    key: ClassVar[str] = "closed_building_days"
    law: ClassVar[str] = "Inpres 1/2025 (efisiensi listrik dan air)"
    words: ClassVar[Wording] = Wording(
        title=Text("Closed building days", "Hari gedung tutup"),
        meaning=Text(
            "In each week (Monday to Sunday) there are at least so many working days on which nobody is in a building, so that "
            "it can be switched off.",
            "Pada setiap minggu (Senin-Minggu) ada sekurangnya sekian hari kerja ketika tidak ada orang di suatu gedung, "
            "sehingga gedung dapat dipadamkan.",
        ),
        violation=Text(
            "{who} is empty on {found} days of {when}; at least {needed} are required.",
            "{who} kosong {found} hari pada {when}; sekurangnya {needed} hari.",
        ),
        otherwise=Text(
            "{who} would be empty on only {found} days of {when}; {needed} are required.",
            "{who} hanya akan kosong {found} hari pada {when}; diperlukan {needed} hari.",
        ),
    )

    at_least: Count = 1

    @property
    def asks_for_home(self) -> bool:
        """On the days on which the building is closed."""
        return True

    def sentence(self) -> str:
        """The minimum."""
        text = Text(
            "At least {n} closed days a week per building", "Sekurangnya {n} hari tutup seminggu per gedung"
        )
        return str(text).format(n=self.at_least)

    def needs(self) -> tuple[tuple[str, str], ...]:
        """People's or units' building."""
        return ((STAFF, "Gedung"), (UNITS, "Gedung"))

    def post(self, case: Case, say: Verbs) -> None:
        """Ask for whole home days in each week of each building."""
        for group in case.groups(self, "building"):
            for week, days in case.weeks(self):
                mine = group_week(case, group, days)
                count = min(mine.due(self.at_least), possible_days(case, mine, HOME))
                say.whole_days(mine.cells, HOME, count, Where(group=group.label, week=week))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count the days on which nobody of the building is in the office."""
        problem = case.problem
        for group in case.groups(self, "building"):
            for week, days in case.weeks(self):
                weekdays = weekdays_worked(problem, group.people, days)
                open_days = [day for day in days if any(problem.available[p, day] for p in group.people)]
                if not open_days:
                    continue
                inside = [day for day in days if problem.horizon.dates[day].weekday() in weekdays]
                stated = int(min(self.at_least, len(weekdays)) * len(inside) / len(weekdays))
                could = [
                    d for d in open_days if not any(case.fixed.modes[p, d] == OFFICE for p in group.people)
                ]
                empty = [
                    d
                    for d in open_days
                    if all(roster.modes[p, d] == HOME for p in group.people if problem.available[p, d])
                ]
                where = Where(group=group.label, week=week)
                tally.at_least(len(empty), min(stated, len(could)), where, stated=stated)
