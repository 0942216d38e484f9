"""Not the same weekday at home twice running: nobody owns the Fridays."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import numpy as np

from asnroster.domain.modes import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import FREE, Case
from asnroster.rules.kit.fields import Weekdays, weekdays_text
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Bound, Verbs, Where
from asnroster.words import Text

WEEK = 7


class NotTwiceRunning(Rule):
    """Nobody is at home on the same of these weekdays in two weeks running.

    The later day is free; the earlier one is free too, or known from the history.
    """

    key: ClassVar[str] = "not_twice_running"
    law: ClassVar[str] = "Kebijakan instansi (bergantian antarminggu)"
    words: ClassVar[Wording] = Wording(
        title=Text("Not twice running", "Tidak dua minggu berturut-turut"),
        meaning=Text(
            "Who is at home on one of these weekdays is not at home on it again in the week after, so that others "
            "have their turn. Days decided by an order or another rule do not count.",
            "Pegawai yang WFH pada salah satu hari ini tidak WFH lagi pada hari yang sama minggu berikutnya, supaya "
            "pegawai lain mendapat giliran. Hari yang sudah ditentukan oleh penetapan atau aturan lain tidak dihitung.",
        ),
        violation=Text(
            "{who} is at home on {when} as on the same weekday a week before: {found} weeks running; at most {needed} is allowed.",
            "{who} WFH pada {when} seperti pada hari yang sama minggu sebelumnya: {found} minggu berturut-turut; paling "
            "banyak {needed}.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    weekdays: Weekdays

    def sentence(self) -> str:
        """The weekdays."""
        text = Text(
            "Not at home two weeks running on {days}", "Tidak WFH dua minggu berturut-turut pada hari {days}"
        )
        return str(text).format(days=weekdays_text(self.weekdays))

    def post(self, case: Case, say: Verbs) -> None:
        """At most one of a free day and the one a week before is at home."""
        dates = case.problem.horizon.dates
        days = [day for day in case.days(self) if dates[day].weekday() in self.weekdays]
        taken, in_force = self._taken(case), case.in_force(self)
        for person in say.concerned(case.people(self)):
            states, whole = case.states[person], case.joined.states[person]
            for day in (day for day in days if states[day] == FREE):
                where, cell = Where(person=person, day=day), case.cell(person, day)
                if (person, day) in taken:
                    say.never([[(cell, HOME)]], where, Bound("at_most", 1, 2))
                elif day >= WEEK and in_force[day - WEEK] and whole[day - WEEK] == FREE:
                    say.home_at_most(case.person_cells(person, (day - WEEK, day)), 1, where)

    def _taken(self, case: Case) -> set[tuple[int, int]]:
        """Person and day of the first week where the history knows a home day a week before."""
        history = case.problem.history
        if history is None:
            return set()
        home = (history.modes == HOME) & self.in_force_on(history.dates)[None, :]
        first = len(history.dates) - WEEK
        return {(person, place - first) for person, place in np.argwhere(home).tolist() if place >= first}

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look up, for each day at home, where the person was a week before."""
        problem = case.problem
        numbers = {problem.horizon.dates[day]: day for day in case.days(self)}
        for person in case.people(self):
            past = self._home_before(case, person)
            for date, day in numbers.items():
                if date.weekday() not in self.weekdays or not case.free[person, day]:
                    continue
                then = date - timedelta(days=WEEK)
                earlier = numbers.get(then)
                was_home = then in past
                if earlier is not None:
                    was_home = any(
                        case.free[row, earlier] and roster.modes[row, earlier] == HOME
                        for row in problem.stints.of[person]
                    )
                weeks = (2 if was_home else 1) if roster.modes[person, day] == HOME else 0
                tally.at_most(weeks, 1, Where(person=person, day=day))

    def _home_before(self, case: Case, person: int) -> set[object]:
        history = case.problem.history
        if history is None:
            return set()
        home = {
            date
            for date, mode in zip(history.dates, history.modes[person].tolist(), strict=True)
            if mode == HOME
        }
        return {date for date in home if (self.from_ is None or date >= self.from_)}
