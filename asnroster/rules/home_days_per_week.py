"""Home days of each person in each week (at most 2 days WFA)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from asnroster.domain.lists import Ints
from asnroster.domain.modes import HOME
from asnroster.domain.prepare import WeekRow
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import ONE_MORE_HOME_DAY, TOO_FEW_HOME_DAYS, BoundedRule
from asnroster.rules.kit.findings import Bounds, Tally
from asnroster.rules.kit.judging import judged_weeks
from asnroster.rules.kit.verbs import Verbs
from asnroster.rules.kit.weeks import PersonWeeks, person_weeks
from asnroster.words import Text


class HomeDaysPerWeek(BoundedRule):
    """At most so many home days a week; at least so many, of those that are possible at all."""

    key: ClassVar[str] = "home_days_per_week"
    law: ClassVar[str] = "PermenPANRB 4/2025; BKN, Februari 2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Home days per week", "Hari WFH per minggu"),
        meaning=Text(
            "Each person has at most (or at least) so many home days in each week (Monday to Sunday). A minimum never asks for "
            "more than the person's other rules leave possible.",
            "Setiap pegawai memiliki paling banyak (atau sekurangnya) sekian hari WFH per minggu (Senin-Minggu). Batas bawah "
            "tidak pernah melebihi yang dimungkinkan aturan lain bagi pegawai itu.",
        ),
        violation=Text(
            "{who} has {found} home days in {when}; at least {needed} are due.",
            "{who} hanya {found} hari WFH pada {when}; seharusnya sekurangnya {needed} hari.",
        ),
        violation_over=Text(
            "{who} has {found} home days in {when}; at most {needed} are allowed.",
            "{who} memiliki {found} hari WFH pada {when}; paling banyak {needed} hari.",
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
        return self.bounds_sentence(Text("home days a week per person", "hari WFH per minggu per pegawai"))

    def week_rows(self, case: Case, people: Sequence[int], week: int) -> Iterator[tuple[int, WeekRow]]:
        """The upper bound of one person-week; a minimum takes nothing away."""
        if self.at_most is None:
            return
        weeks = person_weeks(case, self).of(people, week)
        least = (weeks.cells.sizes - self._allowed(weeks)).tolist()
        for person, days, office in zip(weeks.person.tolist(), weeks.days(case), least, strict=True):
            yield person, WeekRow(days, at_least=office)

    def _allowed(self, weeks: PersonWeeks) -> Ints:
        """Home days left for the days to decide of each week."""
        stated = self.at_most or 0
        most: Ints = np.maximum(np.where(weeks.cut, weeks.floor_part(stated), stated), weeks.fixed_home)
        return most - weeks.past_home

    def _due(self, case: Case, weeks: PersonWeeks) -> Ints:
        """Home days asked for on the days to decide of each week."""
        least = weeks.floor_part(np.minimum(self.at_least or 0, weeks.full)) - weeks.past_home
        reach = weeks.present - weeks.fixed_office - weeks.past_home
        due: Ints = np.minimum(np.minimum(least, case.most[weeks.person, weeks.week]), reach)
        return due

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the home days of each person-week."""
        weeks = person_weeks(case, self).of(say.concerned(case.people(self)))
        most = None if self.at_most is None else self._allowed(weeks)
        least = None if self.at_least is None else self._due(case, weeks)
        say.each(weeks.rows(HOME, least, most))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count each person's home days week by week."""
        days_of = case.joined
        at_home = (case.problem.stints.joined(roster.modes) == HOME) & days_of.available
        for week in judged_weeks(case, self):
            full, part, already = week.full, week.part, week.had_home
            home, bounds = already + week.count(at_home), []
            if self.at_most is not None:
                cap = np.where(part >= full, self.at_most, self.at_most * part // np.maximum(full, 1))
                fixed = already + week.count(days_of.fixed_home)
                bounds.append(Bounds("at_most", home, np.maximum(cap, fixed), stated=cap))
            if self.at_least is not None:
                due = np.minimum(self.at_least, full) * part // np.maximum(full, 1)
                open_to_home = week.count(days_of.available) - week.count(days_of.fixed_office)
                possible = np.minimum(case.most[week.people, week.week], open_to_home)
                bounds.append(Bounds("at_least", home, np.minimum(due, already + possible)))
            tally.weeks(week.week, week.people, bounds)
