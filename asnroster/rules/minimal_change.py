"""A roster changed as little as possible: whoever has plans keeps them."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from asnroster.domain.modes import UNDECIDED
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class MinimalChange(Rule):
    """Same mode as in the base roster on each free day that is available in both."""

    key: ClassVar[str] = "minimal_change"
    needs_base: ClassVar[bool] = True
    law: ClassVar[str] = "Kebijakan instansi (perubahan jadwal sesedikit mungkin)"
    words: ClassVar[Wording] = Wording(
        title=Text("Minimal change", "Perubahan sesedikit mungkin"),
        meaning=Text(
            "Everybody stays where the roster in force put them, on the days on which they work in both. Days "
            "that an order or a rule decides otherwise do not count.",
            "Setiap pegawai tetap di tempat yang ditentukan jadwal yang berlaku, pada hari ia bekerja di "
            "keduanya. Hari yang ditentukan lain oleh penetapan atau aturan tidak dihitung.",
        ),
        violation=Text(
            "{who}: {found} on {when}, where the roster in force has {needed}.",
            "{who}: {found} pada {when}, padahal jadwal yang berlaku {needed}.",
        ),
    )
    of_one_person: ClassVar[bool] = True

    def sentence(self) -> str:
        """The roster in force is kept."""
        return str(Text("The roster in force is kept", "Jadwal yang berlaku dipertahankan"))

    def post(self, case: Case, say: Verbs) -> None:
        """Want the base roster's mode on each free day on which it has one."""
        base = case.problem.base
        if base is None:
            return
        open_days = case.free & (base != UNDECIDED)
        open_days &= case.scope[case.index(self)][:, None] & case.in_force(self)
        for person, day in np.argwhere(open_days).tolist():
            say.want(case.cell(person, day), int(base[person, day]), Where(person=person, day=day))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Hold both rosters side by side, person by person and day by day."""
        if case.problem.base is None:
            return
        for person in case.people(self):
            before, now = case.problem.base[person].tolist(), roster.modes[person].tolist()
            for day in case.days(self):
                decided = case.fixed.modes[person, day] != UNDECIDED
                if before[day] == UNDECIDED or decided or not case.problem.available[person, day]:
                    continue
                tally.mode(now[day], before[day], Where(person=person, day=day))
