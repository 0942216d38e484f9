"""Nobody owns the Fridays: home days on chosen weekdays are shared fairly."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Per
from asnroster.domain.modes import HOME, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import FREE, Case
from asnroster.rules.kit.fairness import eligible, home_ranges, least_left, least_off, members_of, past_share
from asnroster.rules.kit.fields import Count, Weekdays, weekdays_text
from asnroster.rules.kit.figures import MAKE_IT_A_WISH, PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import days_per_person
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class FairWeekdays(Rule):
    """Home days on these weekdays near the same share of each person's free such days."""

    key: ClassVar[str] = "fair_weekdays"
    may_keep_in_office: ClassVar[bool] = False
    law: ClassVar[str] = "PermenPANRB 4/2025"
    shares_home_days: ClassVar[bool] = True
    words: ClassVar[Wording] = Wording(
        title=Text("Fair weekdays", "Pembagian hari yang adil"),
        meaning=Text(
            "Home days on the weekdays named (Mondays and Fridays, say) are shared fairly among those who may be at home; "
            "earlier rosters given with --history count.",
            "Hari WFH pada hari yang disebut (misalnya Senin dan Jumat) dibagi adil di antara yang boleh WFH; jadwal "
            "sebelumnya yang diberikan dengan --history ikut dihitung.",
        ),
        violation=Text(
            "{who}, {when}: home days on these weekdays are not shared fairly (days off the fair share, squared for each person, come to "
            "{found}; the aim is {needed}).",
            "{who}, {when}: hari WFH pada hari itu belum terbagi adil (selisih dari jatah yang adil, dikuadratkan untuk tiap pegawai, "
            "berjumlah {found}; sasarannya {needed}).",
        ),
        relaxed=MAKE_IT_A_WISH,
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

    def post(self, case: Case, say: Verbs) -> None:
        """Let home days on these weekdays lie near the fair shares."""
        days, past = self._days(case), past_share(case, self.weekdays)
        open_to_home = case.joined.free | case.joined.fixed_home
        possible = open_to_home[:, days].sum(axis=1) + past.most
        for group in case.groups(self, self.per):
            people = eligible(case, self, group)
            if possible[people].any():
                members = members_of(case, people, days, possible, past.home)
                bound = least_left(case, self, people, members, self.at_most)
                say.fair_shares(members, self.at_most, 2, bound, Where(group=group.label))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare everybody's home days on these weekdays, earlier rosters included, with their share."""
        days = self._days(case)
        home_days = days_per_person(case.problem.stints.joined(roster.modes == HOME), days)
        for group in case.groups(self, self.per):
            people = eligible(case, self, group)
            before = [self._before(case, person) for person in people]
            possible = [
                worked + sum(case.joined.states[person][day] in (FREE, HOME) for day in days)
                for person, (_, worked) in zip(people, before, strict=True)
            ]
            if not any(possible):
                continue
            had, bound = [at_home for at_home, _ in before], 0
            if self.hard:
                bound = least_off(possible, list(home_ranges(case, self, people, days, had)), self.at_most)
            counts = [then + home_days[person] for then, person in zip(had, people, strict=True)]
            amount = least_off(possible, [(count, count) for count in counts], self.at_most)
            tally.at_most(amount, bound, Where(group=group.label), stated=0)

    def _before(self, case: Case, person: int) -> tuple[int, int]:
        """Home days on these weekdays in earlier rosters, and days worked of whoever could be at home in them."""
        history = case.problem.history
        if history is None:
            return 0, 0
        dated = zip(history.dates, history.modes[person].tolist(), strict=True)
        modes = [mode for date, mode in dated if date.weekday() in self.weekdays and mode != UNDECIDED]
        return modes.count(HOME), len(modes) if history.most[person] else 0
