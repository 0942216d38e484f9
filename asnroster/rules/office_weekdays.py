"""Weekdays on which everybody concerned is in the office (Monday assembly; home on Fridays only)."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
from pydantic import model_validator

from asnroster.domain.modes import OFFICE, UNDECIDED, Modes
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import FixingRule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Weekdays, weekdays_text
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.judging import check_in_office
from asnroster.rules.kit.traits import DecidesBy
from asnroster.words import Text, _


class OfficeWeekdays(FixingRule):
    """In the office on these weekdays, or on all but these."""

    key: ClassVar[str] = "office_weekdays"
    precedence: ClassVar[int | None] = 4
    decides_by: ClassVar[DecidesBy | None] = "weekday"
    law: ClassVar[str] = "SE MenPANRB 3/2026; SE Jabar 150/KPG.03/BKD"
    words: ClassVar[Wording] = Wording(
        title=Text("Office weekdays", "Hari wajib di kantor"),
        meaning=Text(
            "On the weekdays named (or on all but them) everybody concerned is in the office.",
            "Pada hari yang disebut (atau pada semua hari selain itu) pegawai bekerja di kantor.",
        ),
        violation=Text(
            "{who} is at home on {when}, a day on which the office is required.",
            "{who} di rumah pada {when}, padahal hari itu wajib di kantor.",
        ),
    )

    weekdays: Weekdays | None = None
    except_weekdays: Weekdays | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.weekdays is None) == (self.except_weekdays is None):
            raise ValueError(_("Give either weekdays or except_weekdays."))
        return self

    @property
    def office_days(self) -> frozenset[int]:
        """The weekdays on which the office is required."""
        return (
            self.weekdays
            if self.weekdays is not None
            else frozenset(range(7)) - (self.except_weekdays or frozenset())
        )

    def sentence(self) -> str:
        """The weekdays."""
        if self.weekdays is not None:
            return str(Text("In the office on {days}", "Di kantor pada {days}")).format(
                days=weekdays_text(self.weekdays)
            )
        return str(Text("Home only on {days}", "WFH hanya pada {days}")).format(
            days=weekdays_text(self.except_weekdays or frozenset())
        )

    def _required(self, problem: Problem) -> list[bool]:
        return [day.weekday() in self.office_days for day in problem.horizon.dates]

    def wanted(self, problem: Problem) -> Modes:
        """The office on those weekdays."""
        row = np.where(self._required(problem), np.int8(OFFICE), np.int8(UNDECIDED)).astype(np.int8)
        return np.broadcast_to(row, problem.available.shape)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Nobody is at home on those weekdays."""
        required = np.broadcast_to(np.array(self._required(case.problem)), case.problem.available.shape)
        check_in_office(case, self, roster, tally, required)
