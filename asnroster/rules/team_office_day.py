"""A day a week on which the whole team is in the office."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Per
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.group_weeks import group_week, possible_days
from asnroster.rules.kit.judging import weekdays_worked
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class TeamOfficeDay(Rule):
    """In each week at least n days on which every available member of a group is in the office."""

    key: ClassVar[str] = "team_office_day"
    columns: ClassVar[Columns] = ((STAFF, "Tim"),)
    law: ClassVar[str] = "Sheet Pegawai, kolom Tim"
    words: ClassVar[Wording] = Wording(
        title=Text("Team office day", "Hari kantor tim"),
        meaning=Text(
            "In each week (Monday to Sunday) there are at least so many days on which all available members of a team are in the office.",
            "Pada setiap minggu (Senin-Minggu) ada sekurangnya sekian hari ketika semua anggota tim yang tersedia berada di kantor.",
        ),
        violation=Text(
            "{who} is complete in the office on {found} days of {when}; at least {needed} are required.",
            "{who} lengkap di kantor {found} hari pada {when}; sekurangnya {needed} hari.",
        ),
        otherwise=Text(
            "{who} would be wholly in the office on only {found} days of {when}; {needed} are required.",
            "{who} hanya akan lengkap di kantor {found} hari pada {when}; diperlukan {needed} hari.",
        ),
    )

    per: Per = "team"
    at_least: Count = 1

    def sentence(self) -> str:
        """The minimum."""
        text = Text(
            "At least {n} days a week all in the office, {per}",
            "Sekurangnya {n} hari seminggu semua di kantor, {per}",
        )
        return str(text).format(n=self.at_least, per=PER[self.per])

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Column Tim, where teams are meant."""
        return ((STAFF, "Tim"),) if self.per == "team" else ()

    def post(self, case: Case, say: Verbs) -> None:
        """Ask for whole office days in each week of each group."""
        for group in case.groups(self, self.per):
            for week, days in case.weeks(self):
                mine = group_week(case, group, days)
                count = min(mine.due(self.at_least), possible_days(case, mine, OFFICE))
                say.whole_days(mine.cells, OFFICE, count, Where(group=group.label, week=week))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count the days on which everybody available is in the office."""
        problem = case.problem
        for group in case.groups(self, self.per):
            for week, days in case.weeks(self):
                weekdays = weekdays_worked(problem, group.people, days)
                here = [[p for p in group.people if problem.available[p, day]] for day in days]
                present = [(day, people) for day, people in zip(days, here, strict=True) if people]
                if not present:
                    continue
                inside = [day for day in days if problem.horizon.dates[day].weekday() in weekdays]
                stated = int(min(self.at_least, len(weekdays)) * len(inside) / len(weekdays))
                could = sum(all(case.fixed.modes[p, day] != HOME for p in people) for day, people in present)
                whole = sum(all(roster.modes[p, day] == OFFICE for p in people) for day, people in present)
                tally.at_least(whole, min(stated, could), Where(group=group.label, week=week), stated=stated)
