"""A steady week: who is at home on Tuesdays is at home on Tuesdays."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import numpy as np

from asnroster.domain.modes import UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import AWAY, FREE, Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class SteadyWeek(Rule):
    """Same mode on the same weekday in consecutive weeks, where both days are available and not both fixed."""

    key: ClassVar[str] = "steady_week"
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Steady week", "Minggu yang ajek"),
        meaning=Text(
            "Each person has the same mode on the same weekday from week to week, so that everybody knows where "
            "to find them.",
            "Setiap pegawai bekerja di tempat yang sama pada hari yang sama dari minggu ke minggu, sehingga semua "
            "tahu di mana menemuinya.",
        ),
        violation=Text(
            "{who}: {found} on {when}, other than a week before ({needed}).",
            "{who}: {found} pada {when}, berbeda dari minggu sebelumnya ({needed}).",
        ),
    )
    of_one_person: ClassVar[bool] = True

    def sentence(self) -> str:
        """The same weekdays."""
        return str(Text("The same weekdays at home every week", "Hari WFH yang sama setiap minggu"))

    def post(self, case: Case, say: Verbs) -> None:
        """Tie each day to the same weekday a week later."""
        self._post_first_week(case, say)
        in_force = case.in_force(self)
        days = [day for day in range(case.problem.days - 7) if in_force[day] and in_force[day + 7]]
        for person in say.concerned(case.people(self)):
            whole, states = case.joined.states[person], case.states[person]
            for day in days:
                pair = whole[day], states[day + 7]
                if AWAY in pair or FREE not in pair:
                    continue
                where, cells = Where(person=person, day=day + 7), case.person_cells(person, (day, day + 7))
                if pair == (FREE, FREE):
                    say.alike(cells, where)
                elif pair[0] == FREE:
                    say.want(cells[0], pair[1], where)
                else:
                    say.want(cells[1], pair[0], where)

    def _post_first_week(self, case: Case, say: Verbs) -> None:
        """Want on each free day the mode that the history knows of the week before."""
        history = case.problem.history
        if history is None:
            return
        held = self.in_force_on(history.dates)
        for day in (day for day in case.days(self) if day < 7):
            before = len(history.dates) + day - 7
            if before < 0 or not held[before]:
                continue
            for person in say.concerned(case.people(self)):
                if case.free[person, day] and history.available[person, before]:
                    mode = int(history.modes[person, before])
                    say.want(case.cell(person, day), mode, Where(person=person, day=day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Compare each day with the one a week before, if need be in the history."""
        self._audit_first_week(case, roster, tally)
        available, free, modes = case.problem.available, case.free, roster.modes
        # A week before the person may have stood in another row.
        joined = case.problem.stints.joined
        was_available, was_free, was = joined(available), joined(free), joined(modes)
        judged, changed = (np.zeros(available.shape, dtype=bool) for _kind in range(2))
        days = case.days(self)
        for day, before in ((day, day - 7) for day in days if day - 7 in days):
            both = available[:, day] & was_available[:, before] & case.scope[case.index(self)]
            judged[:, day] = both & (free[:, day] | was_free[:, before])
            changed[:, day] = judged[:, day] & (modes[:, day] != was[:, before])
        tally.passed(int(judged.sum() - changed.sum()))
        for person, day in np.argwhere(changed).tolist():
            mode, then = int(modes[person, day]), int(was[person, day - 7])
            tally.mode(mode, then, Where(person=person, day=day))

    def _audit_first_week(self, case: Case, roster: Roster, tally: Tally) -> None:
        history = case.problem.history
        if history is None:
            return
        modes_before = {
            day: index for index, day in enumerate(history.dates) if self.from_ is None or day >= self.from_
        }
        for day in case.days(self):
            a_week_ago = modes_before.get(case.problem.horizon.dates[day] - timedelta(7))
            if a_week_ago is None:
                continue
            for person in case.people(self):
                then = int(history.modes[person, a_week_ago])
                if then != UNDECIDED and case.free[person, day]:
                    tally.mode(int(roster.modes[person, day]), then, Where(person=person, day=day))
