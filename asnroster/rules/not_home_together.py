"""Those who stand in for each other are not at home on the same day."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import fold, label_groups, label_text
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import group_days
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class NotHomeTogether(Rule):
    """At most one available person of an agency with one label in column Bergantian is at home on a day."""

    key: ClassVar[str] = "not_home_together"
    columns: ClassVar[Columns] = ((STAFF, "Bergantian"),)
    law: ClassVar[str] = "Sheet Pegawai, kolom Bergantian"
    common: ClassVar[bool] = True
    words: ClassVar[Wording] = Wording(
        title=Text("Not home together", "Tidak WFH bersamaan"),
        meaning=Text(
            "Of the people who share a label in column Bergantian at most one is at home on a day, so that "
            "somebody who can stand in is in the office.",
            "Dari pegawai dengan label yang sama pada kolom Bergantian, paling banyak satu orang WFH pada satu hari, "
            "sehingga selalu ada yang dapat menggantikan di kantor.",
        ),
        violation=Text(
            "{who}: {found} people at home on {when}; at most {needed} are allowed.",
            "{who}: {found} orang WFH pada {when}; paling banyak {needed} orang.",
        ),
        otherwise=Text(
            "On {when} another one of “{who}” is WFH already; at most {needed} of them may be at a time.",
            "Pada {when} pegawai lain dari “{who}” sudah WFH; paling banyak {needed} orang pada saat yang sama.",
        ),
    )

    def sentence(self) -> str:
        """One at a time."""
        return str(
            Text(
                "Of those with one label in column Bergantian one at most is at home",
                "Dari pegawai berlabel Bergantian sama paling banyak satu orang WFH",
            )
        )

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Column Bergantian."""
        return ((STAFF, "Bergantian"),)

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the home people of each label on each day."""
        for group in label_groups(case.problem, "alternates", case.people(self)):
            for today in group_days(case, self, group):
                where = Where(group=group.label, day=today.day)
                say.home_at_most(today.cells, max(1, today.fixed_home), where)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look who is at home, label by label and day by day."""
        problem = case.problem
        bearers: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for person in case.people(self):
            agency = problem.unit_of(person).agency
            for label in {fold(label): label for label in problem.people[person].alternates}.values():
                bearers.setdefault((fold(label), agency), []).append((person, label))
        for (_label, agency), pairs in sorted(bearers.items()):
            named = label_text(problem, agency, pairs[0][1])
            for day in case.days(self):
                here = [person for person, _ in pairs if problem.available[person, day]]
                if not here:
                    continue
                home = [person for person in here if roster.modes[person, day] == HOME]
                by_order = [person for person in here if case.fixed.modes[person, day] == HOME]
                tally.at_most(len(home), max(1, len(by_order)), Where(group=named, day=day), stated=1)
