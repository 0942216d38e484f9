"""Office days of each person in each week (3 days WFO + 2 days WFA)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import numpy as np

from asnroster.domain.lists import Ints
from asnroster.domain.modes import OFFICE
from asnroster.domain.prepare import WeekRow
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Counts, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import BoundedRule
from asnroster.rules.kit.findings import Bounds, Tally
from asnroster.rules.kit.judging import judged_weeks
from asnroster.rules.kit.verbs import Verbs
from asnroster.rules.kit.weeks import PersonWeeks, person_weeks
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
        otherwise=Text(
            "The office days of {when} would be too few: {found} of at least {needed}.",
            "Hari WFO pada {when} akan kurang: {found} dari sekurangnya {needed} hari.",
        ),
        otherwise_over=Text(
            "It would be office day number {found} of {when}; at most {needed} are allowed.",
            "Itu akan menjadi hari WFO ke-{found} pada {when}; paling banyak {needed} hari.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    at_least: Count | None = None
    at_most: Count | None = None
    partial_week: PartialWeek = "office_first"

    def sentence(self) -> str:
        """The bounds."""
        return self.bounds_sentence(Text("office days a week per person", "hari WFO per minggu per pegawai"))

    def week_rows(self, case: Case, people: Sequence[int], week: int) -> Iterator[tuple[int, WeekRow]]:
        """The bounds of each person-week."""
        weeks = person_weeks(case, self).of(people, week)
        nothing = [None] * len(weeks.person)
        least, most = (nothing if bound is None else bound.tolist() for bound in self._bounds(weeks))
        for person, *row in zip(weeks.person.tolist(), weeks.days(case), least, most, strict=True):
            yield person, WeekRow(*row)

    def _bounds(self, weeks: PersonWeeks) -> tuple[Ints | None, Ints | None]:
        """At least and at most so many of the days to decide of each week are office days; None: any number."""
        least = most = None
        if self.at_least is not None:
            least = np.minimum(self._needed(weeks), weeks.present - weeks.fixed_home) - weeks.past_office
        if self.at_most is not None:
            most = np.maximum(self.at_most, weeks.fixed_office) - weeks.past_office
        return least, most

    def _needed(self, weeks: PersonWeeks) -> Ints:
        """Office days asked for in each week, known ones included."""
        least, present = weeks.ceil_part(np.minimum(self.at_least or 0, weeks.full)), weeks.present
        if self.partial_week == "office_first":
            part = np.minimum(least, present)
        elif self.partial_week == "home_first":
            part = np.maximum(0, present - (weeks.usual - least))
        else:
            part = -(-least * present // np.maximum(1, weeks.usual))
        return np.where(present >= weeks.usual, least, part)

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the office days of each person-week."""
        weeks = person_weeks(case, self).of(say.concerned(case.people(self)))
        say.each(weeks.rows(OFFICE, *self._bounds(weeks)))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count each person's office days week by week."""
        days_of = case.joined
        in_office = (case.problem.stints.joined(roster.modes) == OFFICE) & days_of.available
        for week in judged_weeks(case, self):
            present = week.count(days_of.available) + week.had_home + week.had_office
            office, bounds = week.had_office + week.count(in_office), []
            if self.at_least is not None:
                needed = self._asked(week.full, week.part, present)
                reach = present - week.had_home - week.count(days_of.fixed_home)
                bounds.append(Bounds("at_least", office, np.minimum(needed, reach), stated=needed))
            if self.at_most is not None:
                stated = np.full_like(office, self.at_most)
                least = week.had_office + week.count(days_of.fixed_office)
                bounds.append(Bounds("at_most", office, np.maximum(stated, least), stated=stated))
            tally.weeks(week.week, week.people, bounds)

    def _asked(self, whole_week: Counts, inside: Counts, present: Counts) -> Counts:
        """The policy's minimum for so many usual days of a week, before fixed days are looked at; one for each person."""
        minimum = np.minimum(self.at_least or 0, whole_week)
        minimum = np.where(inside < whole_week, _part(minimum, inside, whole_week), minimum)
        by_choice = {
            "office_first": np.minimum(minimum, present),
            "home_first": np.maximum(0, present - (inside - minimum)),
            "proportional": _part(minimum, present, inside),
        }
        return np.where(present >= inside, minimum, by_choice[self.partial_week])


def _part(count: Counts, some: Counts, whole: Counts) -> Counts:
    """``count`` in proportion to ``some`` of the whole, rounded up."""
    return -(-count * some // np.maximum(whole, 1))
