"""No long runs at home: at most so many working days in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from asnroster.domain.lists import Ints, Lists, bounds_of, runs
from asnroster.domain.modes import HOME, UNDECIDED
from asnroster.domain.prepare import WeekRow
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import home_runs_before
from asnroster.rules.kit.verbs import PersonRows, Verbs, Where
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
        return str(
            Text(
                "At most {n} working days at home in a row", "Paling banyak {n} hari kerja WFH berturut-turut"
            )
        ).format(n=self.at_most)

    def _windows(
        self, case: Case, people: Ints, days: Sequence[int], before: Sequence[int]
    ) -> tuple[Lists, Ints]:
        """The days to decide of each window that could be all home, could be otherwise, and ends on a day of the row.

        Args:
            case: the problem under its rules.
            people: whose days.
            days: dates on which windows end.
            before: dates of the history right before them: a window may begin in their last home days.

        Returns:
            The dates of each window, and whose it is.
        """
        joined = case.joined
        works = joined.working[people][:, days]
        # All working days in one line, person after person; a window may end on each of them.
        one, at = np.nonzero(works)
        person, day = people[one], np.array(days, dtype=np.int64)[at]
        end = np.arange(1, len(one) + 1)
        nth = end - bounds_of(np.count_nonzero(works, axis=1))[one]
        size = np.minimum(nth, self.at_most + 1)  # within the days; the rest of it is the history's
        begin = end - size
        free = joined.free[person, day]
        may_be_home = free | joined.fixed_home[person, day]
        free_so_far, home_so_far = bounds_of(free), bounds_of(may_be_home)
        too_long = nth > self.at_most - self._run_before(case, people, before)[one]
        too_long &= case.problem.in_service[person, day]
        too_long &= free_so_far[end] > free_so_far[begin]
        too_long &= home_so_far[end] - home_so_far[begin] == size
        dates = Lists(day[runs(begin[too_long], end[too_long])], bounds_of(size[too_long]))
        return dates, person[too_long]

    def _run_before(self, case: Case, people: Ints, before: Sequence[int]) -> Ints:
        """How many of each person's last working days, of these dates of the history, were home days in a row."""
        history, run = case.problem.history, np.zeros(len(people), dtype=np.int64)
        if history is not None:
            lasts = np.ones(len(people), dtype=bool)
            for day in reversed(before):
                at_home = history.modes[people, day] == HOME
                lasts &= at_home | ~history.working[people, day]
                run += lasts & history.working[people, day]
        return np.minimum(run, self.at_most)

    def week_rows(self, case: Case, people: Sequence[int], week: int) -> Iterator[tuple[int, WeekRow]]:
        """The windows that lie inside the week."""
        for mine in (one for one in rule_weeks(case, self) if one.week == week):
            windows, whose = self._windows(case, np.array(people, dtype=np.int64), mine.days, mine.before)
            for person, window in zip(whose.tolist(), windows.tuples(), strict=True):
                yield person, WeekRow(window, at_least=1)

    def post(self, case: Case, say: Verbs) -> None:
        """One office day at least in each window."""
        days, history = case.days(self), case.problem.history
        before = np.flatnonzero(self.in_force_on(history.dates)).tolist() if history is not None else []
        people = np.array(say.concerned(case.people(self)), dtype=np.int64)
        windows, person = self._windows(case, people, days, before)
        sizes, last = windows.sizes, windows.numbers[windows.bounds[1:] - 1]
        cells = Lists(case.cells_on(np.repeat(person, sizes), windows.numbers), windows.bounds)
        past = self.at_most + 1 - sizes
        say.each(PersonRows(HOME, cells, None, sizes - 1, person, day=last, past=past))

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
        run, too_long = np.array(before, dtype=np.int64), np.zeros(len(before), dtype=bool)
        for day in days:
            run = np.where(case.problem.working[:, day], (run + 1) * (roster.modes[:, day] == HOME), run)
            too_long |= run > self.at_most
        too_long[[row for rows in case.problem.stints.moved for row in rows]] = True
        long: list[bool] = too_long.tolist()
        return long
