"""One small judged roster, written by hand, for the tests of measures and of everything written.

Thursday 17 to Sunday 27 December 2026; 24 and 25 are days off::

                 Thu17 Fri18 Sat19 Sun20 Mon21 Tue22 Wed23 Thu24 Fri25 Sat26 Sun27
    Ani            H     O     .     .     H     O     O     .     .     .     .     head of the Dinas
    =SUM(1,1)      O     H     .     .     H     O     O     .     .     .     .     Seksi
    Citra          C     C     .     .     h     h     O     .     .     .     .     Seksi, at home by order
    Dodi           O     O     O     .     O     O     O     .     .     O     .     RSUD, six days a week
    Eka            O     O     O     .     S     S     S     .     .     O     .     RSUD
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import numpy as np
from openpyxl.worksheet.worksheet import Worksheet

from asnroster.domain.calendar import Calendar, Holiday, Horizon
from asnroster.domain.inputs import Source
from asnroster.domain.outcome import Outcome, Stage
from asnroster.domain.problem import Building, LeftOut, Person, Pin, Problem, Unit, Wish
from asnroster.domain.roster import Misfit, Roster
from asnroster.judge.audit import audit
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario, Signature
from tests.build import roster, rule

SHEETS = [
    "Jadwal", "Rekap Unit", "Rekap Harian", "Rekap Pegawai", "Kepatuhan", "Penghematan", "Pengecualian", "Info",
]  # fmt: skip
THU, FRI, SAT, SUN, MON, TUE, WED = range(7)
CHRISTMAS = (
    Holiday(date(2026, 12, 24), "Cuti Bersama Natal", collective=True), Holiday(date(2026, 12, 25), "Hari Raya Natal"),
)  # fmt: skip
MONDAY_TO_SATURDAY = frozenset(range(6))
ROWS = (
    "HO..HOO....",
    "OH..HOO....",
    "CC..HHO....",
    "OOO.OOO..O.",
    "OOO.SSS..O.",
)  # fmt: skip


def sample_problem() -> Problem:
    """People, units and days of the sample."""
    units = (
        Unit("Dinas Contoh", "Dinas Contoh", 0, building="Gedung A", min_office=3),
        Unit(
            "Seksi Data",
            "Dinas Contoh > Seksi Data",
            0,
            0,
            building="Gedung A",
            max_home_share=Fraction(1, 2),
        ),
        Unit("RSUD Contoh", "RSUD Contoh", 2, sector="kesehatan", workdays=MONDAY_TO_SATURDAY),
    )
    people = (
        Person("197001012000031001", "Ani", 0, "Kepala Dinas", echelon="II.b", building="Gedung A"),
        Person("198002022005032002", "=SUM(1,1)", 1, "Pranata Komputer", building="Gedung A"),
        Person("199003032015031003", "Citra", 1, "Arsiparis", building="Gedung A"),
        Person("199104042016031004", "Dodi", 2, "Perawat", workdays=MONDAY_TO_SATURDAY),
        Person("199205052017032005", "Eka", 2, "@Dokter", workdays=MONDAY_TO_SATURDAY),
    )
    absence = np.full((5, 11), -1, dtype=np.int16)
    absence[2, THU:MON] = 0
    absence[4, MON : WED + 3] = 1
    return Problem(
        people, units, Horizon(date(2026, 12, 17), date(2026, 12, 27)), Calendar({day.date: day for day in CHRISTMAS}),
        absence, ("C", "S"),
        pins=(Pin(2, MON, 0, "800/12/2026"), Pin(2, TUE, 0, "800/12/2026")),
        wishes=(Wish(0, THU, 0, 2), Wish(0, FRI, 0, 1), Wish(3, FRI, 0, 5)),
        buildings=(Building("gedung a", 4),),
        left_out=(LeftOut("196501011990031001", "Suparman", "Seksi Data", "Pensiun"),),
        sources=(Source("staff.xlsx", "ab" * 32),),
    )  # fmt: skip


def sample_case() -> Case:
    """The problem under six rules."""
    rules = (
        rule("fixed_days"),
        rule("mandatory_office", name="direct service", title="Layanan langsung", sectors=["kesehatan"], source="SE 3/2026"),
        rule("home_share", at_most="50 %", per="agency"),
        rule("office_headcount"),
        rule("building_capacity"),
        rule("preferences", weight=3),
    )  # fmt: skip
    return Case(sample_problem(), rules)


def sample_report(*, home_code: str = "WFH", misfits: tuple[Misfit, ...] = ()) -> Report:
    """The judged roster."""
    case = sample_case()
    modes = roster(case.problem, *ROWS).modes
    made = Roster(modes, misfits)
    scenario = Scenario(
        "contoh", "Contoh & uji", "SE 1/2026", home_code, rules=case.rules, parameters={"office_days": 3},
        lineage=("dasar",), signature=Signature("Bekasi", "Kepala BKPSDM", "Nadih", "196801011994031005"),
    )  # fmt: skip
    outcome = Outcome("feasible", 3, 1, 7, 2.5, (Stage("solve", 2.25),), peak_memory_mb=101.26)
    return Report(case, scenario, made, audit(case, made), outcome)


def rows(sheet: Worksheet, first: int, last: int | None = None) -> list[list[object]]:
    """Rows of values without their empty tails; dates without their time."""
    found = []
    for row in sheet.iter_rows(min_row=first, max_row=last or sheet.max_row, values_only=True):
        cells = [value.date() if isinstance(value, datetime) else value for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    return found


def day(number: int) -> date:
    return date(2026, 12, number)
