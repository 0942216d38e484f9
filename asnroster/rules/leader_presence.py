"""A leader in the office on every working day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from asnroster.domain.groups import Group, Per, groups
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import group_days
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class LeaderPresence(Rule):
    """At least n of a group's available leaders (people with an echelon), or all if fewer, are in the office.

    Where n others are available, whoever is of echelon IV by assumption alone does not count.
    """

    key: ClassVar[str] = "leader_presence"
    law: ClassVar[str] = "SE MenPANRB 3/2026"
    common: ClassVar[bool] = True
    words: ClassVar[Wording] = Wording(
        title=Text("Leader presence", "Kehadiran pimpinan"),
        meaning=Text(
            "On each working day at least so many of the available leaders of a group (people with an echelon) "
            "are in the office.",
            "Pada setiap hari kerja sekurangnya sekian pejabat struktural (bereselon) yang tersedia dari suatu "
            "kelompok berada di kantor.",
        ),
        violation=Text(
            "{who}: {found} leaders in the office on {when}; at least {needed} are required.",
            "{who}: {found} pejabat di kantor pada {when}; sekurangnya {needed} pejabat.",
        ),
        otherwise=Text(
            "The leaders of {who} in the office on {when} are just enough: {was} of at least {needed}.",
            "Pejabat {who} di kantor pada {when} baru saja cukup: {was} dari sekurangnya {needed} orang.",
        ),
        otherwise_last=Text(
            "The only leader of {who} in the office on {when}; at least {needed} must be there.",
            "Satu-satunya pejabat {who} di kantor pada {when}; sekurangnya {needed} harus hadir.",
        ),
    )

    at_least: Count = 1
    per: Per = "agency"

    def sentence(self) -> str:
        """The minimum."""
        text = Text("At least {n} leaders in the office, {per}", "Sekurangnya {n} pejabat di kantor, {per}")
        return str(text).format(n=self.at_least, per=PER[self.per])

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Column Eselon."""
        return ((STAFF, "Eselon"),)

    def _leaders(self, case: Case) -> tuple[Group, ...]:
        people = case.problem.people
        return groups(case.problem, self.per, [p for p in case.people(self) if people[p].echelon])

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the leaders in the office on each day."""
        for group in self._leaders(case):
            certain = tuple(p for p in group.people if not _is_likely(case, p))
            sure = {
                today.day: today
                for today in (group_days(case, self, replace(group, people=certain)) if certain else ())
                if today.present >= self.at_least
            }
            for today in group_days(case, self, group):
                counted = sure.get(today.day, today)
                needed = min(self.at_least, counted.present - counted.fixed_home)
                say.office_at_least(counted.cells, needed, Where(group=group.label, day=today.day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look for leaders, group by group and day by day."""
        for group, day in self._group_days(case):
            leaders = [p for p in group.people if case.problem.available[p, day]]
            likely = [p for p in leaders if not _is_likely(case, p)]
            leaders = likely if len(likely) >= self.at_least else leaders
            # A working day on which all leaders are away is judged too: there the minimum gave way.
            if any(case.problem.working[p, day] for p in group.people):
                there = [p for p in leaders if roster.modes[p, day] == OFFICE]
                away = [p for p in leaders if case.fixed.modes[p, day] == HOME]
                needed = min(self.at_least, len(leaders) - len(away))
                tally.at_least(len(there), needed, Where(group=group.label, day=day), stated=self.at_least)

    def _group_days(self, case: Case) -> Iterator[tuple[Group, int]]:
        for group in self._leaders(case):
            for day in case.days(self):
                yield group, day


def _is_likely(case: Case, person: int) -> bool:
    """Whether somebody is a leader of echelon IV by assumption alone."""
    who = case.problem.people[person]
    return who.echelon_assumed and who.echelon.startswith("IV")
