"""Company in the office: a trainee, a new colleague, a cashier is not there without somebody named for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import model_validator

from asnroster.domain.groups import Group, Per, groups
from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Words
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.scope import people_matching
from asnroster.rules.kit.verbs import Bound, Verbs, Where
from asnroster.words import Text, _


class Accompanied(Rule):
    """People who need company (the scope) have one of those named with them on each day in the office.

    Asked where one of them is available, group by group; a day on which somebody is fixed in the office while all
    of their company is fixed at home is not judged.
    """

    key: ClassVar[str] = "accompanied"
    columns: ClassVar[Columns] = ((STAFF, "Peran"),)
    law: ClassVar[str] = "Kebijakan instansi (pendampingan)"
    words: ClassVar[Wording] = Wording(
        title=Text("Accompanied", "Didampingi"),
        meaning=Text(
            "On a day on which somebody whom the rule is about is in the office, at least one of those named is in the "
            "office too, where one is available. Nobody is company for themselves.",
            "Pada hari ketika pegawai yang dimaksud berada di kantor, sekurangnya satu pendamping yang disebut juga "
            "berada di kantor, bila ada yang tersedia. Seseorang tidak menjadi pendamping bagi dirinya sendiri.",
        ),
        violation=Text(
            "{who}: somebody is in the office without company on {when} ({found} day; {needed} may be).",
            "{who}: ada pegawai di kantor tanpa pendamping pada {when} ({found} hari; paling banyak {needed}).",
        ),
        relaxed=Text("{rule}: make an exception for {who} ({when})", "{rule}: kecualikan {who} ({when})"),
    )

    by_roles: Words = ()
    by_echelons: Words = ()
    by_people: Words = ()
    per: Per = "agency"

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not any(values for _name, values in self._by()):
            raise ValueError(
                _("Give at least one of: {fields}.").format(fields="by_roles, by_echelons, by_people")
            )
        return self

    def _by(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("roles", self.by_roles), ("echelons", self.by_echelons), ("people", self.by_people)

    def sentence(self) -> str:
        """Who is company."""
        named = ", ".join(value for _name, values in self._by() for value in values)
        text = Text("In the office only together with {who}, {per}", "Di kantor hanya bersama {who}, {per}")
        return str(text).format(who=named, per=PER[self.per])

    def needs(self) -> tuple[tuple[str, str], ...]:
        """The columns that tell who is company."""
        columns = (("Peran", self.by_roles), ("Eselon", self.by_echelons))
        return () if self.by_people else tuple((STAFF, name) for name, values in columns if values)

    def company(self, case: Case) -> set[int]:
        """Everybody who may accompany; of a run of several policies only people of the rule's own units."""
        inside = case.following(self)
        named = (people_matching(case.problem, name, v) for name, values in self._by() for v in values)
        return {p for people in named for p in people if inside[p]}

    def counted(self, case: Case) -> list[int]:
        """Those who need company, and who may give it."""
        return sorted({*case.people(self), *self.company(case)})

    def without_effect(self, case: Case) -> list[str]:
        """Groups in which somebody needs company and nobody else may give it."""
        return [group.label for group, who, by in self._groups(case) if all(not by - {p} for p in who)]

    def _groups(self, case: Case) -> Iterator[tuple[Group, list[int], set[int]]]:
        scope, company = set(case.people(self)), self.company(case)
        for group in groups(case.problem, self.per, self.counted(case)):
            if who := [person for person in group.people if person in scope]:
                yield group, who, company.intersection(group.people)

    def post(self, case: Case, say: Verbs) -> None:
        """Never somebody in the office and all of their company at home."""
        available, modes = case.problem.available, case.fixed.modes
        for group, who, by in self._groups(case):
            if not say.concerned(group.people):
                continue
            for day in case.days(self):
                here = sorted(person for person in by if available[person, day])
                alone = [[p, *(c for c in here if c != p)] for p in who if available[p, day]]
                alone = [people for people in alone if len(people) > 1]
                if any(
                    modes[p, day] == OFFICE and all(modes[c, day] == HOME for c in by_) for p, *by_ in alone
                ):
                    continue
                patterns = [
                    [(case.cell(p, day), OFFICE), *((case.cell(c, day), HOME) for c in by_)]
                    for p, *by_ in alone
                ]
                say.never(patterns, Where(group=group.label, day=day), Bound("at_most", 0, 1))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Ask everybody in the office on each day who else is there."""
        fixed, there = case.fixed, roster.modes == OFFICE
        for group, who, by in self._groups(case):
            for day in case.days(self):
                days = lonely = stuck = 0
                for person in who:
                    others = [c for c in by if c != person and case.problem.available[c, day]]
                    if not case.problem.available[person, day] or not others:
                        continue
                    days += 1
                    lonely += bool(there[person, day]) and not any(there[c, day] for c in others)
                    kept_in = fixed.modes[person, day] == OFFICE
                    stuck += kept_in and not [c for c in others if fixed.modes[c, day] != HOME]
                if days:
                    days_without, unavoidable = min(1, lonely), min(1, stuck)
                    tally.at_most(days_without, unavoidable, Where(group=group.label, day=day), stated=0)
