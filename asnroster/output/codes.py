"""The words in a roster's cells: WFO, the scenario's word for home, absence codes, L."""

from __future__ import annotations

import numpy as np

from asnroster.domain.modes import HOME, OFFICE
from asnroster.output.report import Report
from asnroster.words import Text, _

OFFICE_CODE, OFF_CODE, NOT_SERVING, EMPTY = "WFO", "L", "-", ""

ABSENCES = {
    "C": Text("leave", "cuti"),
    "S": Text("sick", "sakit"),
    "DL": Text("official travel", "dinas luar"),
    "DD": Text("duty within the region", "dinas dalam"),
    "TB": Text("study assignment", "tugas belajar"),
    "I": Text("excused", "izin"),
    "CLTN": Text("unpaid leave", "cuti di luar tanggungan negara"),
}


def cell_codes(report: Report) -> list[list[str]]:
    """What stands in each person-day: one list a person, one code a calendar date.

    A day that is not worked is ``L`` even during an absence, and ``-`` where the row does not hold; an
    available day that a roster typed by hand leaves open is empty.
    """
    problem, modes = report.problem, report.roster.modes
    names = (EMPTY, OFF_CODE, OFFICE_CODE, report.scenario.home_code, NOT_SERVING, *problem.absence_codes)
    chosen = np.where(problem.working, problem.absence + 5, np.where(problem.in_service, 1, 4))
    chosen[problem.available] = 0
    chosen[problem.available & np.equal(modes, OFFICE)] = 2
    chosen[problem.available & np.equal(modes, HOME)] = 3
    return [[names[code] for code in row] for row in chosen.tolist()]


def absence_meaning(code: str) -> str:
    """What an absence code stands for; plain “absent” for a code of the user's own."""
    return str(ABSENCES[code]) if code in ABSENCES else _("absent")


def absences_used(report: Report) -> list[str]:
    """The absence codes that occur on working days, in the order of the data."""
    problem = report.problem
    indices = set(np.unique(problem.absence[problem.working & ~problem.available]).tolist())
    return [code for index, code in enumerate(problem.absence_codes) if index in indices]
