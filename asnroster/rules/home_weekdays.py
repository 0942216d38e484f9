"""Weekdays on which everybody who may is at home (Thursdays, Fridays)."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.modes import HOME, Bools
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Weekdays, weekdays_text
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class HomeWeekdays(Rule):
    """Free days on these weekdays are at home. It fixes nothing: soft, minimums and caps win."""

    key: ClassVar[str] = "home_weekdays"
    law: ClassVar[str] = "SE Jabar 150/KPG.03/BKD; SE MenPANRB 3/2026"
    words: ClassVar[Wording] = Wording(
        title=Text("Home weekdays", "Hari WFH"),
        meaning=Text(
            "On the weekdays named, whoever is free to be at home is at home.",
            "Pada hari yang disebut, semua pegawai yang boleh WFH bekerja dari rumah.",
        ),
        violation=Text(
            "{who} is in the office on {when}, a day meant for home.",
            "{who} di kantor pada {when}, padahal hari itu hari WFH.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    weekdays: Weekdays

    @property
    def asks_for_home(self) -> bool:
        """On its weekdays."""
        return True

    def sentence(self) -> str:
        """The weekdays."""
        return str(Text("At home on {days}", "WFH pada {days}")).format(days=weekdays_text(self.weekdays))

    def ordered_home(self, case: Case) -> Bools:
        """The free days that fall on one of the weekdays."""
        named = [date.weekday() in self.weekdays for date in case.problem.horizon.dates]
        people = case.scope[case.index(self)]
        ordered: Bools = case.free & people[:, None] & (case.in_force(self) & named)[None, :]
        return ordered

    def post(self, case: Case, say: Verbs) -> None:
        """Want home on each free day that falls on one of the weekdays."""
        dates = case.problem.horizon.dates
        days = [day for day in case.days(self) if dates[day].weekday() in self.weekdays]
        for person in case.people(self):
            for day in days:
                if case.free[person, day]:
                    say.want(case.cell(person, day), HOME, Where(person=person, day=day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look at each person on each such weekday."""
        for day in case.days(self):
            if case.problem.horizon.dates[day].weekday() not in self.weekdays:
                continue
            for person in case.people(self):
                if case.free[person, day]:
                    tally.mode(int(roster.modes[person, day]), HOME, Where(person=person, day=day))
