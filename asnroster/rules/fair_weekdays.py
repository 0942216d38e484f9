"""Nobody owns the Fridays: home days on chosen weekdays are shared fairly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from asnroster.domain.groups import Group, Per
from asnroster.domain.problem import HOME, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import FREE, Case
from asnroster.rules.kit.fairness import (
    bound_left,
    home_ranges,
    nearest_spread,
    past_share,
    spread,
    targets,
)
from asnroster.rules.kit.fields import Count, Weekdays, weekdays_text
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import days_per_person
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class FairWeekdays(Rule):
    """Home days on these weekdays near the same share of each person's free such days."""

    key: ClassVar[str] = "fair_weekdays"
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Fair weekdays", "Pembagian hari yang adil"),
        meaning=Text(
            "Home days on the weekdays named (Mondays and Fridays, say) are shared fairly among those who may be at home; "
            "earlier rosters given with --history count.",
            "Hari WFH pada hari yang disebut (misalnya Senin dan Jumat) dibagi adil di antara yang boleh WFH; jadwal "
            "sebelumnya yang diberikan dengan --history ikut dihitung.",
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

    def _possible(self, case: Case, group: Group, days: list[int], before: Sequence[int]) -> dict[int, int]:
        """Free such days of each eligible person with those before; nobody where there are none at all."""
        eligible = [person for person in group.people if case.most_in_all[person] > 0]
        free = {person: [case.states[person][day] for day in days].count(FREE) for person in eligible}
        possible = {person: count + before[person] for person, count in free.items()}
        return possible if any(possible.values()) else {}

    def post(self, case: Case, say: Verbs) -> None:
        """Let home days on these weekdays lie near the targets."""
        days, past = self._days(case), past_share(case, self.weekdays)
        before = past.most.tolist()
        for group in case.groups(self, self.per):
            possible = self._possible(case, group, days, before)
            if possible:
                goals = targets(list(possible.values()))
                members = {
                    p: (
                        [case.cell(p, d) for d in days if case.problem.available[p, d]],
                        goal,
                        int(past.home[p]),
                    )
                    for p, goal in zip(possible, goals, strict=True)
                }
                bound = bound_left(case, self, self.at_most, members)
                say.fair_shares(list(members.values()), bound, Where(group=group.label))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare everybody's home days on these weekdays, earlier rosters included, with their share."""
        days, before = self._days(case), [self._before(case, p) for p in range(len(case.problem.people))]
        home_days = days_per_person(roster.modes == HOME, days)
        at_home, worked = ([figures[part] for figures in before] for part in (0, 1))
        for group in case.groups(self, self.per):
            possible = self._possible(case, group, days, worked)
            if possible:
                had, bound = [at_home[person] for person in possible], self.at_most
                taken = [home_days[person] for person in possible]
                if self.hard and case.problem.history is not None:
                    ranges = home_ranges(case, list(possible), days, had)
                    bound = max(bound, nearest_spread(list(possible.values()), ranges))
                apart = spread([a + b for a, b in zip(had, taken, strict=True)], list(possible.values()))
                tally.at_most(apart, bound, Where(group=group.label), stated=self.at_most)

    def _before(self, case: Case, person: int) -> tuple[int, int]:
        """Home days on these weekdays in earlier rosters, and days worked of whoever could be at home in them."""
        history = case.problem.history
        if history is None:
            return 0, 0
        dated = zip(history.dates, history.modes[person].tolist(), strict=True)
        modes = [mode for date, mode in dated if date.weekday() in self.weekdays and mode != UNDECIDED]
        return modes.count(HOME), len(modes) if history.most[person] else 0
