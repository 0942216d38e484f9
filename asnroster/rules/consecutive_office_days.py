"""Office days in a row: not one alone between days at home, and not too many of them."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Wording
from asnroster.rules.kit.case import AWAY, FREE, Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import BoundedRule
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import days_told
from asnroster.rules.kit.verbs import Bound, Verbs, Where
from asnroster.words import Text


class ConsecutiveOfficeDays(BoundedRule):
    """Office days come in runs of at least and at most so many working days of a person.

    A run is short where it has fewer days than ``at_least``, all of them free, and a home day right before and
    right after it. Of ``at_most`` + 1 working days in a row, not all fixed, not all are office days. An absence
    ends a run and is no home day; the days before the horizon count where they are known.
    """

    key: ClassVar[str] = "consecutive_office_days"
    law: ClassVar[str] = "Kebijakan instansi (hari WFO berturut-turut)"
    words: ClassVar[Wording] = Wording(
        title=Text("Consecutive office days", "Hari WFO berturut-turut"),
        meaning=Text(
            "Nobody comes to the office for fewer working days in a row than stated between two days at home, or for "
            "more in a row than stated; weekends and holidays do not break a run, leave does.",
            "Tidak ada pegawai yang WFO kurang dari sekian hari kerja berturut-turut di antara dua hari WFH, atau lebih "
            "dari sekian hari berturut-turut; akhir pekan dan libur tidak memutus rangkaian, ketidakhadiran memutusnya.",
        ),
        violation=Text(
            "{who} is in the office for {found} working days in a row only, up to {when}; at least {needed} are asked for.",
            "{who} hanya WFO {found} hari kerja berturut-turut sampai {when}; sekurangnya {needed} hari.",
        ),
        violation_over=Text(
            "{who} is in the office {found} working days in a row, up to {when}; at most {needed} are allowed.",
            "{who} WFO {found} hari kerja berturut-turut sampai {when}; paling banyak {needed} hari.",
        ),
    )
    of_one_person: ClassVar[bool] = True
    run_of: ClassVar[int | None] = OFFICE

    at_least: Count | None = None
    at_most: Count | None = None

    def sentence(self) -> str:
        """The bounds of a run."""
        return self.bounds_sentence(
            Text("working days in the office in a row", "hari kerja WFO berturut-turut")
        )

    def _line(self, case: Case, person: int) -> list[tuple[int, int]]:
        """The person's working days on which the rule is in force, known ones before the horizon (below 0) first."""
        history, line = case.problem.history, []
        if history is not None:
            force = self.in_force_on(history.dates).tolist()
            modes, working = history.modes[person].tolist(), history.working[person].tolist()
            past = zip(range(-len(modes), 0), modes, working, force, strict=True)
            line = [
                (day, AWAY if mode == UNDECIDED else mode)
                for day, mode, works, holds in past
                if works and holds
            ]
        states, works = case.joined.states[person], case.joined.working[person]
        return line + [(day, states[day]) for day in case.days(self) if works[day]]

    def post(self, case: Case, say: Verbs) -> None:
        """Forbid each short run with the home days around it, and each long window."""
        for person in say.concerned(case.people(self)):
            if FREE in case.joined.states[person]:
                line = self._line(case, person)
                self._post_short(case, say, person, line)
                self._post_long(case, say, person, line)

    def _post_short(self, case: Case, say: Verbs, person: int, line: list[tuple[int, int]]) -> None:
        at_least = self.at_least or 0
        for length in range(1, at_least):
            for first in range(1, len(line) - length):
                run, around = line[first : first + length], (line[first - 1], line[first + length])
                # Whose days they are is told by the last of them: a run goes on over a person's stints.
                if run[-1][0] < 0 or not case.problem.in_service[person, run[-1][0]]:
                    continue
                if any(state != FREE for _, state in run) or any(s not in (FREE, HOME) for _, s in around):
                    continue
                pattern = [(cell, OFFICE) for cell in case.person_cells(person, [day for day, _ in run])]
                home = [day for day, _ in around if day >= 0]
                pattern += [(cell, HOME) for cell in case.person_cells(person, home)]
                say.never(
                    [pattern], Where(person=person, day=run[-1][0]), Bound("at_least", at_least, length)
                )

    def _post_long(self, case: Case, say: Verbs, person: int, line: list[tuple[int, int]]) -> None:
        if self.at_most is None:
            return
        for last in range(self.at_most, len(line)):
            window = line[last - self.at_most : last + 1]
            states = {state for _, state in window}
            serves = window[-1][0] >= 0 and case.problem.in_service[person, window[-1][0]]
            if serves and FREE in states and states <= {FREE, OFFICE}:
                cells = case.person_cells(person, [day for day, _ in window if day >= 0])
                where = Where(person=person, day=window[-1][0])
                say.office_at_most(cells, len(cells) - 1, where, len(window) - len(cells))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Write down each person's working days one after another and read the runs off."""
        for person in case.people(self):
            line = days_told(case, self, roster, person)
            mine = {day for day, _, _ in line if day >= 0 and case.problem.in_service[person, day]}
            tally.passed(len(mine))
            at = 0
            for mode, days in groupby(line, key=lambda entry: entry[1]):
                run = list(days)
                before, at = at - 1, at + len(run)
                if mode != OFFICE:
                    continue
                between = before >= 0 and line[before][1] == HOME and at < len(line) and line[at][1] == HOME
                short = between and run[-1][0] in mine and len(run) < (self.at_least or 0)
                if short and all(free for _, _, free in run):
                    tally.short_run(len(run), self.at_least or 0, Where(person=person, day=run[-1][0]))
                for end in range(len(run)) if self.at_most is not None else ():
                    window = run[max(0, end - (self.at_most or 0)) : end + 1]
                    long = len(window) > (self.at_most or 0) and run[end][0] in mine
                    if long and any(free for _, _, free in window):
                        tally.over_run(self.at_most or 0, Where(person=person, day=run[end][0]))
