"""The share of people in the office on a day (at least 25 % WFO)."""

from __future__ import annotations

from math import ceil
from typing import ClassVar, Literal

from asnroster.domain.groups import Per
from asnroster.domain.modes import OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import group_days, people_per_day
from asnroster.rules.kit.fields import Share, share_text
from asnroster.rules.kit.figures import OFFICE_JUST_MET, PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class OfficeShare(Rule):
    """Office people of each group on each working day, at least this share, rounded up."""

    key: ClassVar[str] = "office_share"
    law: ClassVar[str] = "SE MenPANRB 1/2024"
    words: ClassVar[Wording] = Wording(
        title=Text("Office share", "Porsi WFO"),
        meaning=Text(
            "On each working day at least this share of a group's people is in the office, rounded up, but never "
            "more than are available.",
            "Pada setiap hari kerja sekurangnya sekian persen pegawai suatu kelompok berada di kantor, dibulatkan "
            "ke atas, namun tidak melebihi yang tersedia.",
        ),
        violation=Text(
            "{who}: {found} people in the office on {when}; at least {needed} are required.",
            "{who}: {found} orang di kantor pada {when}; sekurangnya {needed} orang.",
        ),
        otherwise=OFFICE_JUST_MET,
    )

    at_least: Share
    per: Per = "agency"
    of: Literal["assigned", "available"] = "assigned"

    def sentence(self) -> str:
        """The share."""
        text = Text("At least {share} in the office, {per}", "Sekurangnya {share} di kantor, {per}")
        return str(text).format(share=share_text(self.at_least), per=PER[self.per])

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the office people of each group on each day."""
        for group in case.groups(self, self.per):
            for today in group_days(case, self, group):
                base = today.size if self.of == "assigned" else today.present
                needed = min(ceil(self.at_least * base), today.present - today.fixed_home)
                where = Where(group=group.label, day=today.day)
                say.office_at_least(today.cells, needed, where)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count who is in the office, group by group and day by day."""
        for group in case.groups(self, self.per):
            people = list(group.people)
            office = people_per_day(roster.modes == OFFICE, people)
            working = people_per_day(case.problem.working, people)
            present = people_per_day(case.problem.available, people)
            serving = people_per_day(case.problem.in_service, people)
            reachable = people_per_day(case.problem.available & ~case.fixed_home, people)
            for day in case.days(self):
                # A working day on which all are away is judged too: there the minimum gave way.
                if working[day]:
                    of = serving[day] if self.of == "assigned" else present[day]
                    stated = -(-self.at_least.numerator * of // self.at_least.denominator)
                    where = Where(group=group.label, day=day)
                    tally.at_least(office[day], min(stated, reachable[day]), where, stated=stated)
