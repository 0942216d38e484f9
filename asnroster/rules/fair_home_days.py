"""Everyone gets the same share of the home days that their own leave, hours and rules leave possible."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Per
from asnroster.domain.modes import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fairness import eligible, home_ranges, least_left, least_off, members_of, past_share
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import MAKE_IT_A_WISH, PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import days_per_person
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class FairHomeDays(Rule):
    """Home days of a group's eligible people near the same share of what each could have."""

    key: ClassVar[str] = "fair_home_days"
    may_keep_in_office: ClassVar[bool] = False
    law: ClassVar[str] = "PermenPANRB 4/2025"
    shares_home_days: ClassVar[bool] = True
    words: ClassVar[Wording] = Wording(
        title=Text("Fair home days", "Hari WFH yang adil"),
        meaning=Text(
            "Everybody who may be at home gets the same share of the home days that are possible for them; whoever is far "
            "off weighs more than whoever is a little off. Earlier rosters given with --history count.",
            "Setiap pegawai yang boleh WFH mendapat jatah yang sama dari hari WFH yang mungkin baginya; yang jauh dari "
            "jatahnya lebih diperhatikan daripada yang sedikit berselisih. Jadwal sebelumnya yang diberikan dengan "
            "--history ikut dihitung.",
        ),
        violation=Text(
            "{who}, {when}: home days are not shared fairly (days off the fair share, squared for each person, come to "
            "{found}; the aim is {needed}).",
            "{who}, {when}: hari WFH belum terbagi adil (selisih dari jatah yang adil, dikuadratkan untuk tiap pegawai, "
            "berjumlah {found}; sasarannya {needed}).",
        ),
        relaxed=MAKE_IT_A_WISH,
    )

    per: Per = "unit"
    at_most: Count = 0

    def sentence(self) -> str:
        """The same share."""
        text = Text(
            "Home days shared fairly, at most {n} apart, {per}",
            "Hari WFH dibagi adil, selisih paling banyak {n}, {per}",
        )
        return str(text).format(n=self.at_most, per=PER[self.per])

    def post(self, case: Case, say: Verbs) -> None:
        """Let home days lie near the fair shares."""
        days, past = case.days(self), past_share(case)
        possible = case.most_on(days) + past.most
        for group in case.groups(self, self.per):
            people = eligible(case, self, group)
            if people:
                members = members_of(case, people, days, possible, past.home)
                bound = least_left(case, self, people, members, self.at_most)
                say.fair_shares(members, self.at_most, 2, bound, Where(group=group.label))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare everybody's home days, those of earlier rosters included, with their share."""
        days, history = case.days(self), case.problem.history
        taken, now = (
            days_per_person(case.problem.stints.joined(roster.modes == HOME), days),
            case.most_on(days).tolist(),
        )
        for group in case.groups(self, self.per):
            people = eligible(case, self, group)
            if not people:
                continue
            before = [0 if history is None else int(history.home_days[person]) for person in people]
            most = [now[person] + (0 if history is None else int(history.most[person])) for person in people]
            home = [then + taken[person] for then, person in zip(before, people, strict=True)]
            bound = 0
            if self.hard:
                bound = least_off(most, list(home_ranges(case, self, people, days, before)), self.at_most)
            amount = least_off(most, [(count, count) for count in home], self.at_most)
            tally.at_most(amount, bound, Where(group=group.label), stated=0)
