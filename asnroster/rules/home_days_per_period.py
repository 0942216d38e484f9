"""Home days of each person over the whole period."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Counts, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import ONE_MORE_HOME_DAY, TOO_FEW_HOME_DAYS, BoundedRule
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import PersonRows, Verbs, Where
from asnroster.words import Text


class HomeDaysPerPeriod(BoundedRule):
    """At most so many home days over the period; at least so many, of those that are possible at all."""

    key: ClassVar[str] = "home_days_per_period"
    law: ClassVar[str] = "Kebijakan instansi (jatah per periode)"
    words: ClassVar[Wording] = Wording(
        title=Text("Home days per period", "Hari WFH per periode"),
        meaning=Text(
            "Each person has at most (or at least) so many home days over the whole period. A minimum never asks "
            "for more than the person's other rules leave possible.",
            "Setiap pegawai memiliki paling banyak (atau sekurangnya) sekian hari WFH selama seluruh periode. "
            "Batas bawah tidak pernah melebihi yang dimungkinkan aturan lain bagi pegawai itu.",
        ),
        violation=Text(
            "{who} has {found} home days over the period {when}; at least {needed} are due.",
            "{who} hanya {found} hari WFH selama periode {when}; seharusnya sekurangnya {needed} hari.",
        ),
        violation_over=Text(
            "{who} has {found} home days over the period {when}; at most {needed} are allowed.",
            "{who} memiliki {found} hari WFH selama periode {when}; paling banyak {needed} hari.",
        ),
        otherwise=TOO_FEW_HOME_DAYS,
        otherwise_over=ONE_MORE_HOME_DAY,
    )
    of_one_person: ClassVar[bool] = True

    at_least: Count | None = None
    at_most: Count | None = None

    @property
    def asks_for_home(self) -> bool:
        """By its minimum."""
        return bool(self.at_least)

    def sentence(self) -> str:
        """The bounds."""
        return self.bounds_sentence(
            Text("home days in the period per person", "hari WFH per periode per pegawai")
        )

    def period_cap(self, case: Case) -> Counts | None:
        """The upper bound, plus what the dates on which it is not in force may bring."""
        if self.at_most is None:
            return None
        force = case.in_force(self)
        cap: Counts = np.maximum(self.at_most, np.count_nonzero(case.joined.fixed_home & force, axis=1))
        beyond = case.joined.available & ~case.joined.fixed_office & ~force
        for week, days in enumerate(case.problem.horizon.weeks):
            cap += np.minimum(case.most[:, week], np.count_nonzero(beyond[:, list(days)], axis=1))
        return cap

    def post(self, case: Case, say: Verbs) -> None:
        """Bound each person's home days."""
        people = np.array(say.concerned(case.persons(self)), dtype=np.int64)
        joined, days = case.joined, case.joined.available[people] & case.in_force(self)
        cells = case.days_of(people, days)
        least = most = None
        if self.at_most is not None:
            most = np.maximum(self.at_most, np.count_nonzero(joined.fixed_home[people] & days, axis=1))
        if self.at_least is not None:
            reach = np.count_nonzero(days & ~joined.fixed_office[people], axis=1)
            least = np.minimum(np.minimum(self.at_least, case.most_in_all[people]), reach)
        say.each(PersonRows(HOME, cells, least, most, people))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count each person's home days from first to last."""
        for person in case.persons(self):
            mine = [
                (row, day)
                for day in case.days(self)
                for row in case.problem.stints.of[person]
                if case.problem.available[row, day]
            ]
            if not mine:
                continue
            home, where = sum(roster.modes[row, day] == HOME for row, day in mine), Where(person=person)
            if self.at_most is not None:
                pinned = sum(case.fixed.modes[row, day] == HOME for row, day in mine)
                tally.at_most(home, max(self.at_most, pinned), where, stated=self.at_most)
            if self.at_least is not None:
                could = sum(case.fixed.modes[row, day] != OFFICE for row, day in mine)
                tally.at_least(home, min(self.at_least, int(case.most_in_all[person]), could), where)
