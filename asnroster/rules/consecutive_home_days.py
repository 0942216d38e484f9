"""No long runs at home: at most so many working days in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from asnroster.domain.prepare import WeekRow
from asnroster.domain.problem import HOME, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class ConsecutiveHomeDays(Rule):
    """No window of n + 1 consecutive working days of a person is all home; an absence breaks a run."""

    key: ClassVar[str] = "consecutive_home_days"
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Consecutive home days", "Hari WFH berturut-turut"),
        meaning=Text(
            "Nobody is at home on more than so many of their working days in a row; weekends and holidays do "
            "not break a run, leave does.",
            "Tidak ada pegawai yang WFH lebih dari sekian hari kerja berturut-turut; akhir pekan dan libur tidak "
            "memutus rangkaian, ketidakhadiran memutusnya.",
        ),
        violation=Text(
            "{who} is at home {found} working days in a row, up to {when}; at most {needed} are allowed.",
            "{who} WFH {found} hari kerja berturut-turut sampai {when}; paling banyak {needed} hari.",
        ),
    )

    at_most: Count

    def sentence(self) -> str:
        """The longest run allowed."""
        return str(Text("At most {n} working days at home in a row", "Paling banyak {n} hari kerja WFH berturut-turut")
                   ).format(n=self.at_most)  # fmt: skip

    def _windows(self, case: Case, person: int, days: Sequence[int]) -> Iterator[list[int]]:
        """Windows that could be all home and could be otherwise."""
        problem, free = case.problem, case.free[person]
        working = [day for day in days if problem.working[person, day]]
        possible = problem.available[person] & ~case.fixed_office[person]
        for first in range(len(working) - self.at_most):
            window = working[first : first + self.at_most + 1]
            if possible[window].all() and free[window].any():
                yield window

    def week_rows(self, case: Case, person: int, week: int) -> Iterator[WeekRow]:
        """The windows that lie inside the week."""
        for days in (days for w, days in case.weeks(self) if w == week):
            for window in self._windows(case, person, days):
                yield WeekRow(tuple(window), at_least=1)

    def post(self, case: Case, say: Verbs) -> None:
        """One office day at least in each window."""
        days = case.days(self)
        for person in case.people(self):
            if not case.free[person].any():
                continue
            for window in self._windows(case, person, days):
                cells = [case.cell(person, day) for day in window]
                say.home_at_most(cells, self.at_most, Where(person=person, day=window[-1]))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Walk through each person's working days, counting the run that ends on each."""
        for person in case.people(self):
            run: list[int] = []
            for day in case.days(self):
                if not case.problem.working[person, day]:
                    continue
                tally.passed(1)
                run = [*run, day] if roster.modes[person, day] == HOME else []
                window = run[-(self.at_most + 1) :]
                long = len(run) > self.at_most
                if long and any(case.fixed.modes[person, d] == UNDECIDED for d in window):
                    tally.over_run(self.at_most, Where(person=person, day=day))
