"""Everyone gets the same share of the home days that their own leave, hours and rules leave possible."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Group, Per
from asnroster.domain.problem import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fairness import (
    bound_left,
    home_ranges,
    nearest_spread,
    past_share,
    spread,
    targets,
)
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import days_per_person
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class FairHomeDays(Rule):
    """Home days of a group's eligible people near the same share of what each could have."""

    key: ClassVar[str] = "fair_home_days"
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Fair home days", "Hari WFH yang adil"),
        meaning=Text(
            "Everybody who may be at home gets the same share of the home days that are possible for them; earlier "
            "rosters given with --history count.",
            "Setiap pegawai yang boleh WFH mendapat bagian yang sama dari hari WFH yang mungkin baginya; jadwal "
            "sebelumnya yang diberikan dengan --history ikut dihitung.",
        ),
        violation=Text(
            "{who}, {when}: home days are {found} days apart from a fair share; at most {needed} are allowed.",
            "{who}, {when}: hari WFH berselisih {found} hari dari bagian yang adil; paling banyak {needed} hari.",
        ),
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

    def _eligible(self, case: Case, group: Group) -> list[int]:
        return [person for person in group.people if case.most_in_all[person] > 0]

    def post(self, case: Case, say: Verbs) -> None:
        """Let home days lie near the targets."""
        days, past = case.days(self), past_share(case)
        for group in case.groups(self, self.per):
            people = self._eligible(case, group)
            if not people:
                continue
            goals = targets([int(case.most_in_all[p] + past.most[p]) for p in people])
            members = {
                p: ([case.cell(p, d) for d in days if case.problem.available[p, d]], goal, int(past.home[p]))
                for p, goal in zip(people, goals, strict=True)
            }
            bound = bound_left(case, self, self.at_most, members)
            say.fair_shares(list(members.values()), bound, Where(group=group.label))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare everybody's home days, those of earlier rosters included, with their share."""
        days, history = case.days(self), case.problem.history
        taken = days_per_person(roster.modes == HOME, days)
        for group in case.groups(self, self.per):
            people = self._eligible(case, group)
            if people:
                home = [taken[person] for person in people]
                most = [int(case.most_in_all[person]) for person in people]
                bound = self.at_most
                if history is not None:
                    before = [int(history.home_days[person]) for person in people]
                    home = [then + now for then, now in zip(before, home, strict=True)]
                    most = [int(history.most[p]) + now for p, now in zip(people, most, strict=True)]
                    if self.hard:
                        bound = max(bound, nearest_spread(most, home_ranges(case, people, days, before)))
                tally.at_most(spread(home, most), bound, Where(group=group.label), stated=self.at_most)
