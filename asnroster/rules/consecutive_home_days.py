"""No long runs at home: at most so many working days in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import ClassVar

import numpy as np

from asnroster.domain.prepare import WeekRow
from asnroster.domain.problem import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import AWAY, FREE, Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import home_runs_before
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.rules.kit.weeks import rule_weeks
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
        otherwise=Text(
            "More than {needed} WFH days in a row, up to {when}.",
            "Lebih dari {needed} hari WFH berturut-turut, sampai dengan {when}.",
        ),
    )
    of_one_person: ClassVar[bool] = True
    run_of: ClassVar[int | None] = HOME

    at_most: Count

    def sentence(self) -> str:
        """The longest run allowed."""
        return str(Text("At most {n} working days at home in a row", "Paling banyak {n} hari kerja WFH berturut-turut")
                   ).format(n=self.at_most)  # fmt: skip

    def _windows(self, case: Case, person: int, days: Sequence[int], run: int) -> Iterator[list[int]]:
        """The days to decide of each window that could be all home, could be otherwise, and ends on a day of the row.

        A window may begin in the ``run`` of home days (``at_most`` at most) right before the first of ``days``.
        """
        works, states = case.joined.working[person].tolist(), case.joined.states[person]
        working = [day for day in days if works[day]]
        worked = bytes([states[day] for day in working])
        for last in range(self.at_most - run, len(working)):
            first = max(0, last - self.at_most)
            window = worked[first : last + 1]
            ends_here = case.problem.in_service[person, working[last]]
            if ends_here and FREE in window and OFFICE not in window and AWAY not in window:
                yield working[first : last + 1]

    def _run_before(self, case: Case, person: int, before: Sequence[int]) -> int:
        """How many of the person's last working days before the horizon, of these dates, were home days in a row."""
        history = case.problem.history
        if history is None:
            return 0
        worked = (day for day in reversed(before) if history.working[person, day])
        run = takewhile(lambda day: history.modes[person, day] == HOME, worked)
        return min(len(list(run)), self.at_most)

    def week_rows(self, case: Case, person: int, week: int) -> Iterator[WeekRow]:
        """The windows that lie inside the week."""
        for mine in (found for found in rule_weeks(case, self) if found.week == week):
            for window in self._windows(case, person, mine.days, self._run_before(case, person, mine.before)):
                yield WeekRow(tuple(window), at_least=1)

    def post(self, case: Case, say: Verbs) -> None:
        """One office day at least in each window."""
        days, history = case.days(self), case.problem.history
        before = np.flatnonzero(self.in_force_on(history.dates)).tolist() if history is not None else []
        for person in say.concerned(case.people(self)):
            if FREE not in case.joined.states[person]:
                continue
            for window in self._windows(case, person, days, self._run_before(case, person, before)):
                cells = case.person_cells(person, window)
                before_it = self.at_most + 1 - len(cells)
                say.home_at_most(cells, len(cells) - 1, Where(person=person, day=window[-1]), before_it)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Walk through the working days of whoever has a long run, counting the run that ends on each."""
        runs, days, people = home_runs_before(case, self), case.days(self), case.people(self)
        tally.passed(int(case.problem.working[people][:, days].sum()))
        long_runs = self._long_runs(case, roster, [*map(len, runs)], days)
        for person in (person for person in people if long_runs[person]):
            run = runs[person]
            rows = case.problem.stints.of[person]
            working = [(row, day) for day in days for row in rows if case.problem.working[row, day]]
            free = {day for row, day in working if case.fixed.modes[row, day] == UNDECIDED}
            for row, day in working:
                run = [*run, day] if roster.modes[row, day] == HOME else []
                long = len(run) > self.at_most
                if row == person and long and not free.isdisjoint(run[-(self.at_most + 1) :]):
                    tally.over_run(self.at_most, Where(person=person, day=day))

    def _long_runs(
        self, case: Case, roster: Roster, before: Sequence[int], days: Sequence[int]
    ) -> list[bool]:
        """(people,): whether a row's working days at home, so many right before them included, make too long a run.

        Also true of everybody who has several rows, whose days run on from one to the next.
        """
        run, found = np.array(before, dtype=np.int64), np.zeros(len(before), dtype=bool)
        for day in days:
            run = np.where(case.problem.working[:, day], (run + 1) * (roster.modes[:, day] == HOME), run)
            found |= run > self.at_most
        found[[row for rows in case.problem.stints.moved for row in rows]] = True
        long: list[bool] = found.tolist()
        return long
