"""People's own wishes for a weekday or a date."""

from __future__ import annotations

from typing import ClassVar

from asnroster.domain.inputs import PREFERENCES
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Rule, Wording
from asnroster.rules.kit.case import FREE, Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class Preferences(Rule):
    """Each free day that has a wish gets the wished mode; a wish broken costs its strength."""

    key: ClassVar[str] = "preferences"
    columns: ClassVar[Columns] = ((PREFERENCES, ""),)
    law: ClassVar[str] = "Sheet Preferensi"
    words: ClassVar[Wording] = Wording(
        title=Text("Preferences", "Preferensi pegawai"),
        meaning=Text(
            "Wishes in sheet Preferensi are met where the rules leave the day free; strong wishes come first.",
            "Keinginan pada sheet Preferensi dipenuhi bila aturan membebaskan hari itu; bobot besar didahulukan.",
        ),
        violation=Text(
            "{who} wished {needed} on {when}, but has {found}.",
            "{who} menginginkan {needed} pada {when}, tetapi mendapat {found}.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    def sentence(self) -> str:
        """Wishes are met."""
        return str(Text("Wishes in sheet Preferensi are met", "Keinginan pada sheet Preferensi dipenuhi"))

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Sheet Preferensi."""
        return ((PREFERENCES, ""),)

    def post(self, case: Case, say: Verbs) -> None:
        """Want each wish that falls on a free day."""
        people, days, states = set(case.people(self)), set(case.days(self)), case.states
        for wish in case.problem.wishes:
            if states[wish.person][wish.day] == FREE and wish.person in people and wish.day in days:
                where = Where(person=wish.person, day=wish.day)
                say.want(case.cell(wish.person, wish.day), wish.mode, where, wish.strength)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look at each wish in turn."""
        scope, force = case.scope[case.index(self)], case.in_force(self)
        judged, modes = (case.free & scope[:, None] & force).tolist(), roster.modes.tolist()
        for wish in case.problem.wishes:
            if judged[wish.person][wish.day]:
                where = Where(person=wish.person, day=wish.day)
                tally.mode(modes[wish.person][wish.day], wish.mode, where, strength=wish.strength)
