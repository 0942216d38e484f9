"""Mandatory office: health, security, transport and other direct service never work from home."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from asnroster.domain.modes import OFFICE, Modes
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import FixingRule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import check_in_office
from asnroster.words import Text


class MandatoryOffice(FixingRule):
    """People whom the filter picks are in the office on every available day."""

    key: ClassVar[str] = "mandatory_office"
    precedence: ClassVar[int | None] = 2
    keeps_in_office: ClassVar[bool] = True
    law: ClassVar[str] = "SE MenPANRB 1/2024; SE MenPANRB 3/2026; SE Mendagri 800.1.5/3349/SJ"
    words: ClassVar[Wording] = Wording(
        title=Text("Mandatory office", "Wajib WFO"),
        meaning=Text(
            "Units and people in direct public service (health, security, transport, …) are in the office "
            "on every working day.",
            "Unit dan pegawai layanan publik langsung (kesehatan, keamanan, transportasi, …) bekerja di "
            "kantor pada setiap hari kerja.",
        ),
        violation=Text(
            "{who} must be in the office on every working day, but is at home on {when}.",
            "{who} wajib WFO setiap hari kerja, tetapi {when} di rumah.",
        ),
    )

    def sentence(self) -> str:
        """Always in the office."""
        return str(Text("In the office on every working day", "Bekerja di kantor pada setiap hari kerja"))

    def wanted(self, problem: Problem) -> Modes:
        """The office, always."""
        return np.full(problem.available.shape, OFFICE, dtype=np.int8)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Nobody of them is at home on any available day."""
        everyone_always = np.ones(case.problem.available.shape, dtype=bool)
        check_in_office(case, self, roster, tally, everyone_always)
