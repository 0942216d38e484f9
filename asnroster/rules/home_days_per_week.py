"""Home days of each person in each week (at most 2 days WFA)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from asnroster.domain.prepare import WeekRow
from asnroster.domain.problem import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import ONE_MORE_HOME_DAY, TOO_FEW_HOME_DAYS, BoundedRule
from asnroster.rules.kit.findings import Bounds, Tally
from asnroster.rules.kit.judging import judged_weeks
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.rules.kit.weeks import PersonWeek, person_week, rule_weeks, weeks_led
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

    def week_rows(self, case: Case, person: int, week: int) -> Iterator[WeekRow]:
        """The upper bound of one person-week; a minimum takes nothing away."""
        if self.at_most is None:
            return
        weeks = [found for found in rule_weeks(case, self) if found.week == week]
        for found in weeks_led(case, person, weeks):
            mine = person_week(case, person, found)
            yield WeekRow(mine.available, at_least=len(mine.available) - self._allowed(mine))

    def _allowed(self, week: PersonWeek) -> int:
        """Home days left for the days to decide."""
        stated = self.at_most or 0
        most = max(week.floor_part(stated) if week.cut else stated, week.fixed_home)
        return most - week.past_home

    def _due(self, week: PersonWeek, most: int) -> int:
        """Home days asked for on the days to decide."""
        least = week.floor_part(min(self.at_least or 0, week.full))
        return min(least - week.past_home, most, week.present - week.fixed_office - week.past_home)

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the home days of each person-week."""
        weeks = rule_weeks(case, self)
        for person in say.concerned(case.people(self)):
            for week in weeks_led(case, person, weeks):
                mine = person_week(case, person, week)
                cells = case.person_cells(person, mine.available)
                where = Where(person=person, week=week.week)
                if self.at_most is not None:
                    say.home_at_most(cells, self._allowed(mine), where, mine.past_home)
                if self.at_least is not None:
                    due = self._due(mine, int(case.most[person, week.week]))
                    say.home_at_least(cells, due, where, mine.past_home)

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
