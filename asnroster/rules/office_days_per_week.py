"""Office days of each person in each week (3 days WFO + 2 days WFA)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import ClassVar, Literal

from asnroster.domain.prepare import WeekRow
from asnroster.domain.problem import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import BoundedRule
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import UsualWeek, days_before, days_per_person, speaks_for_week
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.rules.kit.weeks import PersonWeek, person_week, rule_weeks, weeks_led
from asnroster.words import Text

PartialWeek = Literal["office_first", "home_first", "proportional"]


class OfficeDaysPerWeek(BoundedRule):
    """At least / at most so many office days a week; a week with leave in it by ``partial_week``."""

    key: ClassVar[str] = "office_days_per_week"
    law: ClassVar[str] = "BKN, Februari 2025; Inpres 1/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Office days per week", "Hari WFO per minggu"),
        meaning=Text(
            "Each person has at least (or at most) so many office days in each week (Monday to Sunday). In a week with holidays "
            "or leave partial_week decides: office_first fills the office days first, home_first the home days, "
            "proportional shares them out.",
            "Setiap pegawai memiliki sekurangnya (atau paling banyak) sekian hari WFO per minggu (Senin-Minggu). Pada minggu "
            "dengan libur atau cuti, partial_week menentukan: office_first mendahulukan hari WFO, home_first "
            "mendahulukan hari WFH, proportional membaginya sebanding.",
        ),
        violation=Text(
            "{who} has {found} office days in {when}; at least {needed} are required.",
            "{who} hanya {found} hari WFO pada {when}; sekurangnya {needed} hari.",
        ),
        violation_over=Text(
            "{who} has {found} office days in {when}; at most {needed} are allowed.",
            "{who} memiliki {found} hari WFO pada {when}; paling banyak {needed} hari.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    at_least: Count | None = None
    at_most: Count | None = None
    partial_week: PartialWeek = "office_first"

    def sentence(self) -> str:
        """The bounds."""
        return self.bounds_sentence(Text("office days a week per person", "hari WFO per minggu per pegawai"))

    def week_rows(self, case: Case, person: int, week: int) -> Iterator[WeekRow]:
        """The bounds of one person-week."""
        weeks = [found for found in rule_weeks(case, self) if found.week == week]
        for mine in weeks_led(case, person, weeks):
            yield from self._rows(person_week(case, person, mine))

    def _rows(self, week: PersonWeek) -> Iterator[WeekRow]:
        if self.at_least is not None:
            least = min(self._needed(week), week.present - week.fixed_home)
            yield WeekRow(week.available, at_least=least - week.past_office)
        if self.at_most is not None:
            most = max(self.at_most, week.fixed_office)
            yield WeekRow(week.available, at_most=most - week.past_office)

    def _needed(self, week: PersonWeek) -> int:
        least = week.ceil_part(min(self.at_least or 0, week.full))
        present = week.present
        if present >= week.usual:
            return least
        if self.partial_week == "office_first":
            return min(least, present)
        if self.partial_week == "home_first":
            return max(0, present - (week.usual - least))
        return -(-least * present // week.usual)

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the office days of each person-week."""
        weeks = rule_weeks(case, self)
        for person in say.concerned(case.people(self)):
            for week in weeks_led(case, person, weeks):
                mine, where = person_week(case, person, week), Where(person=person, week=week.week)
                for row in self._rows(mine):
                    cells = case.person_cells(person, row.days)
                    if row.at_least is not None:
                        say.office_at_least(cells, row.at_least, where, mine.past_office)
                    if row.at_most is not None:
                        say.office_at_most(cells, row.at_most, where, mine.past_office)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count each person's office days week by week."""
        days_of = case.joined
        in_office = (case.problem.stints.joined(roster.modes) == OFFICE) & days_of.available
        for week, days in case.weeks(self):
            usual = UsualWeek(case, days)
            available, worked = days_per_person(days_of.available, days), days_per_person(in_office, days)
            home_fixed, office_fixed = (
                days_per_person(m, days) for m in (days_of.fixed_home, days_of.fixed_office)
            )
            for person in case.people(self):
                if not available[person] or not speaks_for_week(case, person, days):
                    continue
                past = days_before(case, self, person, week)
                had = list(past.values())
                present = available[person] + had.count(HOME) + had.count(OFFICE)
                office = had.count(OFFICE) + worked[person]
                where = Where(person=person, week=week)
                if self.at_least is not None:
                    asked = self._asked(*usual.of(person, past), present)
                    reach = present - had.count(HOME) - home_fixed[person]
                    tally.at_least(office, min(asked, reach), where, stated=asked)
                if self.at_most is not None:
                    least = had.count(OFFICE) + office_fixed[person]
                    tally.at_most(office, max(self.at_most, least), where, stated=self.at_most)

    def _asked(self, whole_week: int, inside: int, present: int) -> int:
        """The policy's minimum for so many usual days of a week, before fixed days are looked at."""
        minimum = min(self.at_least or 0, whole_week)
        if inside < whole_week:
            minimum = ceil(minimum * inside / whole_week)
        if present >= inside:
            return minimum
        by_choice = {
            "office_first": min(minimum, present),
            "home_first": max(0, present - (inside - minimum)),
            "proportional": ceil(minimum * present / inside),
        }
        return by_choice[self.partial_week]
