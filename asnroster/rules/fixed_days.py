"""Pins: single people put at home or in the office by a numbered order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from asnroster.domain.inputs import FIXED
from asnroster.domain.modes import HOME, UNDECIDED, Modes
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, FixingRule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.traits import DecidesBy
from asnroster.rules.kit.verbs import Where
from asnroster.words import Text

# After mandatory_office and eligible_for_home, before office_weekdays.
WITHOUT_NUMBER = 3.5


class FixedDays(FixingRule):
    """The pinned mode holds on every pinned day on which the person is available."""

    key: ClassVar[str] = "fixed_days"
    columns: ClassVar[Columns] = ((FIXED, ""),)
    precedence: ClassVar[int | None] = 0
    decides_by: ClassVar[DecidesBy | None] = "order"
    law: ClassVar[str] = "Surat perintah bernomor (sheet Penetapan)"
    common: ClassVar[bool] = True
    words: ClassVar[Wording] = Wording(
        title=Text("Fixed days", "Hari yang ditetapkan"),
        meaning=Text(
            "Whoever is put at home or in the office by order (sheet Penetapan) is there on those days. "
            "It comes before every other rule; an order to home without a document number does not where a rule keeps "
            "the person in the office.",
            "Pegawai yang ditetapkan dengan surat (sheet Penetapan) bekerja di rumah atau di kantor "
            "pada hari itu. Aturan ini mendahului semua aturan lain; penetapan WFH tanpa Nomor Surat tidak, bila ada "
            "aturan yang membuat pegawai itu tetap di kantor.",
        ),
        violation=Text(
            "{who} is not where the order puts them on {when}: {found} instead of {needed}.",
            "{who} tidak sesuai penetapan pada {when}: {found}, seharusnya {needed}.",
        ),
        relaxed=Text("Withdraw the order for {who} ({when})", "Lepaskan penetapan {who} ({when})"),
    )

    def sentence(self) -> str:
        """The orders are kept."""
        return str(Text("Orders in sheet Penetapan are kept", "Penetapan pada sheet Penetapan dipatuhi"))

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Sheet Penetapan."""
        return ((FIXED, ""),)

    def layers(self, problem: Problem) -> Iterator[tuple[float, Modes]]:
        """A pin to home without a document number yields to whatever keeps the person in the office for good."""
        wanted = self.wanted(problem)
        numbered = wanted.copy()
        for pin in problem.pins:
            if pin.mode == HOME and not pin.document:
                numbered[pin.person, pin.day] = UNDECIDED
        yield self.precedence or 0, numbered
        yield WITHOUT_NUMBER, np.where(numbered == UNDECIDED, wanted, np.int8(UNDECIDED)).astype(np.int8)

    def overruled_text(self) -> str:
        """Orders without a number alone give way."""
        return str(
            Text(
                "an order without a document number is not obeyed against “{rule}”",
                "penetapan tanpa Nomor Surat tidak dipatuhi: “{rule}” tetap berlaku",
            )
        )

    def wanted(self, problem: Problem) -> Modes:
        """The pinned modes."""
        modes = np.full(problem.available.shape, UNDECIDED, dtype=np.int8)
        for pin in problem.pins:
            modes[pin.person, pin.day] = pin.mode
        return modes

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Look at every pin in turn."""
        people, days = set(case.people(self)), set(case.days(self))
        for pin in case.problem.pins:
            if pin.person not in people or pin.day not in days:
                continue
            if not case.problem.available[pin.person, pin.day]:
                continue
            if case.fixed.modes[pin.person, pin.day] in (UNDECIDED, pin.mode):
                mode = int(roster.modes[pin.person, pin.day])
                tally.mode(mode, pin.mode, Where(person=pin.person, day=pin.day))
