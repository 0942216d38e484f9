"""The windows in which a policy is in force: outside them everybody is in the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from asnroster.domain.calendar import Window
from asnroster.domain.modes import OFFICE, UNDECIDED, Bools, Modes
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import FixingRule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import check_in_office
from asnroster.rules.kit.traits import DecidesBy, Reason
from asnroster.words import Text, date_span

NOT_IN_FORCE = "not-in-force"


class InForce(FixingRule):
    """Everybody available is in the office on days on which the policy is not in force.

    No rule of the catalogue: a scenario states windows (``in_force``), and the loader makes this of them.
    """

    key: ClassVar[str] = "in_force"
    precedence: ClassVar[int | None] = 1
    decides_by: ClassVar[DecidesBy | None] = "period"
    words: ClassVar[Wording] = Wording(
        title=Text("Dates in force", "Masa berlaku kebijakan"),
        meaning=Text(
            "Outside the dates on which the policy is in force everybody is in the office.",
            "Di luar masa berlaku kebijakan semua pegawai bekerja di kantor.",
        ),
        violation=Text(
            "{who} is at home on {when}, though {note}.",
            "{who} di rumah pada {when}, padahal {note}.",
        ),
    )

    reasons: ClassVar[Mapping[str, Reason]] = {
        NOT_IN_FORCE: Reason(
            Text("the policy is not in force on this day", "kebijakan tidak berlaku pada hari ini"),
            Text("Policy not in force", "Kebijakan tidak berlaku"),
        ),
    }

    windows: tuple[Window, ...]

    def sentence(self) -> str:
        """The windows."""
        text = Text(
            "Home only while the policy is in force: {dates}", "WFH hanya selama kebijakan berlaku: {dates}"
        )
        return str(text).format(dates=windows_text(self.windows))

    def reason(self, problem: Problem, person: int, day: int) -> str:
        """Why a day outside the windows is an office day."""
        return NOT_IN_FORCE

    def days_out_of_force(self, problem: Problem) -> Bools:
        """(days,): dates on which no window holds."""
        dates = problem.horizon.dates
        return np.array([not any(window.holds(day) for window in self.windows) for day in dates], dtype=bool)

    def wanted(self, problem: Problem) -> Modes:
        """The office outside the windows."""
        row = np.where(self.days_out_of_force(problem), np.int8(OFFICE), np.int8(UNDECIDED)).astype(np.int8)
        return np.broadcast_to(row, problem.available.shape)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Date by date: where it lies in no window, nobody is at home."""
        required = np.zeros(case.problem.available.shape, dtype=bool)
        for number, day in enumerate(case.problem.horizon.dates):
            spans = [(first, last or day) for first, last in self.windows]
            required[:, number] = not [first for first, last in spans if first <= day <= last]
        check_in_office(case, self, roster, tally, required, lambda person, day: NOT_IN_FORCE)


def windows_text(windows: tuple[Window, ...]) -> str:
    """``16 Apr 2024 s.d. 18 Apr 2024; sejak 1 Apr 2026`` in the user's language."""
    return "; ".join(date_span(first, last) for first, last in windows)
