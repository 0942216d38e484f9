"""Home days are no way to a long weekend: few of them next to days off."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import ClassVar

import numpy as np

from asnroster.domain.calendar import Workdays
from asnroster.domain.modes import HOME, Bools
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text

ONE_DAY = timedelta(days=1)


class LongWeekend(Rule):
    """At most so many free home days per person next to a non-working day of the unit's calendar."""

    key: ClassVar[str] = "long_weekend"
    law: ClassVar[str] = "Kebijakan instansi (bukan perpanjangan libur)"
    words: ClassVar[Wording] = Wording(
        title=Text("No long weekends", "Bukan akhir pekan panjang"),
        meaning=Text(
            "Over the period each person has at most so many home days right before or after a weekend or a "
            "holiday of the unit. Days at home by order do not count.",
            "Selama periode, setiap pegawai memiliki paling banyak sekian hari WFH tepat sebelum atau sesudah akhir "
            "pekan atau libur unitnya. Hari WFH karena penetapan tidak dihitung.",
        ),
        violation=Text(
            "{who} has {found} home days next to days off over the period {when}; at most {needed} are allowed.",
            "{who} memiliki {found} hari WFH yang berdampingan dengan hari libur selama periode {when}; paling "
            "banyak {needed} hari.",
        ),
        otherwise=Text(
            "It would be WFH day number {found} next to days off in {when}; at most {needed} are allowed.",
            "Itu akan menjadi hari WFH ke-{found} yang berdampingan dengan hari libur pada {when}; paling banyak {needed} hari.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    at_most: Count

    def sentence(self) -> str:
        """The most such days."""
        text = Text(
            "At most {n} home days next to days off",
            "Paling banyak {n} hari WFH berdampingan dengan hari libur",
        )
        return str(text).format(n=self.at_most)

    def _beside(self, case: Case, pattern: Workdays) -> Bools:
        """(days,): whether the date before or after is no working day of units with these weekdays."""
        horizon, calendar = case.problem.horizon, case.problem.calendar
        around = [horizon.start - ONE_DAY, *horizon.dates, horizon.end + ONE_DAY]
        off = np.array([not calendar.is_working(date, pattern) for date in around])
        return np.asarray((off[:-2] | off[2:]) & case.in_force(self))

    def post(self, case: Case, say: Verbs) -> None:
        """Bound each person's free home days next to days off."""
        beside = {
            pattern: self._beside(case, pattern) for pattern in {u.workdays for u in case.problem.units}
        }
        for person in say.concerned(case.persons(self)):
            cells = []
            for row in case.problem.stints.of[person]:
                days = np.flatnonzero(case.free[row] & beside[case.problem.unit_of(row).workdays])
                cells += [case.cell(row, day) for day in days.tolist()]
            say.home_at_most(cells, self.at_most, Where(person=person))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Go through each person's home days, looking at the day before and the day after."""
        problem, works = case.problem, case.problem.calendar.is_working
        for person in case.persons(self):
            taken = 0
            for row, day in product(problem.stints.of[person], case.days(self)):
                pattern = problem.unit_of(row).workdays
                if roster.modes[row, day] == HOME and case.free[row, day]:
                    date = problem.horizon.dates[day]
                    taken += not (works(date - ONE_DAY, pattern) and works(date + ONE_DAY, pattern))
            tally.at_most(taken, self.at_most, Where(person=person))
