"""Teams are together: all at home or all in the office."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.groups import Per
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class TeamSameDays(Rule):
    """All free available members of a group have the same mode on each day."""

    key: ClassVar[str] = "team_same_days"
    columns: ClassVar[Columns] = ((STAFF, "Tim"),)
    law: ClassVar[str] = "Sheet Pegawai, kolom Tim"
    words: ClassVar[Wording] = Wording(
        title=Text("Team on the same days", "Tim pada hari yang sama"),
        meaning=Text(
            "On each day all members of a team whose day is free are at home, or all are in the office.",
            "Pada setiap hari semua anggota tim yang harinya bebas WFH bersama, atau WFO bersama.",
        ),
        violation=Text(
            "{who}: {found} people are elsewhere than the rest of the team on {when}; {needed} may be.",
            "{who}: {found} orang tidak bersama anggota tim lainnya pada {when}; paling banyak {needed} orang.",
        ),
        otherwise=Text(
            "On {when} the rest of {who} is elsewhere: the team has one mode on a day.",
            "Pada {when} anggota {who} lainnya berada di tempat lain: satu tim satu pilihan setiap hari.",
        ),
    )

    per: Per = "team"

    def sentence(self) -> str:
        """Together."""
        return (
            f"{Text('All together at home or in the office', 'Bersama-sama WFH atau WFO')}, {PER[self.per]}"
        )

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Column Tim, where teams are meant."""
        return ((STAFF, "Tim"),) if self.per == "team" else ()

    def post(self, case: Case, say: Verbs) -> None:
        """Keep the free members of each group alike on each day."""
        for group in case.groups(self, self.per):
            for day in case.days(self):
                cells = [case.cell(person, day) for person in group.people if case.free[person, day]]
                say.alike(cells, Where(group=group.label, day=day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count both sides of each group on each day."""
        for group in case.groups(self, self.per):
            for day in case.days(self):
                modes = [int(roster.modes[p, day]) for p in group.people if case.free[p, day]]
                if len(modes) > 1:
                    smaller = min(modes.count(OFFICE), modes.count(HOME))
                    tally.at_most(smaller, 0, Where(group=group.label, day=day))
