"""Nobody owns the Fridays: home days on chosen weekdays are shared fairly."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Group, Per
from asnroster.domain.problem import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fairness import spread, targets
from asnroster.rules.kit.fields import Count, Weekdays, weekdays_text
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class FairWeekdays(Rule):
    """Home days on these weekdays near the same share of each person's free such days."""

    key: ClassVar[str] = "fair_weekdays"
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Fair weekdays", "Pembagian hari yang adil"),
        meaning=Text(
            "Home days on the weekdays named (Mondays and Fridays, say) are shared fairly among those who may be at home.",
            "Hari WFH pada hari yang disebut (misalnya Senin dan Jumat) dibagi adil di antara yang boleh WFH.",
        ),
        violation=Text(
            "{who}, {when}: home days on these weekdays are {found} days apart from a fair share; at most {needed} are allowed.",
            "{who}, {when}: hari WFH pada hari itu berselisih {found} hari dari bagian yang adil; paling banyak {needed} hari.",
        ),
    )

    weekdays: Weekdays
    per: Per = "unit"
    at_most: Count = 0

    def sentence(self) -> str:
        """The same share."""
        text = Text(
            "Home days on {days} shared fairly, at most {n} apart, {per}",
            "Hari WFH pada {days} dibagi adil, selisih paling banyak {n}, {per}",
        )
        return str(text).format(days=weekdays_text(self.weekdays), n=self.at_most, per=PER[self.per])

    def _days(self, case: Case) -> list[int]:
        dates = case.problem.horizon.dates
        return [day for day in case.days(self) if dates[day].weekday() in self.weekdays]

    def _possible(self, case: Case, group: Group, days: list[int]) -> dict[int, int]:
        """Free such days of each eligible person; nobody where there are none at all."""
        eligible = [person for person in group.people if case.most_in_all[person] > 0]
        possible = {person: int(case.free[person, days].sum()) for person in eligible}
        return possible if any(possible.values()) else {}

    def post(self, case: Case, say: Verbs) -> None:
        """Let home days on these weekdays lie near the targets."""
        days = self._days(case)
        for group in case.groups(self, self.per):
            possible = self._possible(case, group, days)
            if possible:
                goals = targets(list(possible.values()))
                cells = [
                    [case.cell(p, day) for day in days if case.problem.available[p, day]] for p in possible
                ]
                say.fair_shares(list(zip(cells, goals, strict=True)), self.at_most, Where(group=group.label))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare everybody's home days on these weekdays with their share."""
        days = self._days(case)
        for group in case.groups(self, self.per):
            possible = self._possible(case, group, days)
            if possible:
                home = [int(sum(roster.modes[person, day] == HOME for day in days)) for person in possible]
                tally.at_most(spread(home, list(possible.values())), self.at_most, Where(group=group.label))
