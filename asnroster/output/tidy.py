"""The tidy form: one line a person and calendar date, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from asnroster.domain.modes import UNDECIDED
from asnroster.files import whole_file
from asnroster.judge.measures import most_home_days
from asnroster.judge.why import Causes
from asnroster.output.codes import absence_meaning, cell_codes
from asnroster.output.report import Report
from asnroster.words import _

HEADER = ("nip", "name", "agency", "unit", "date", "code", "reason", "most")


def tidy_frame(report: Report) -> pd.DataFrame:
    """One row a rostered person and calendar date; columns as ``HEADER``, all text."""
    return pd.DataFrame(_lines(report), columns=list(HEADER), dtype=str)


def write_tidy(report: Report, path: Path) -> None:
    """Write the roster as UTF-8 csv without a byte order mark, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    with whole_file(path) as temporary:
        tidy_frame(report).to_csv(temporary, index=False, encoding="utf-8", lineterminator="\n")


def _lines(report: Report) -> Iterator[tuple[str, ...]]:
    problem = report.problem
    dates = [day.isoformat() for day in problem.horizon.dates]
    reasons = _Reasons(report)
    codes, holds = cell_codes(report), problem.stints.row_on.tolist()
    places = [(problem.agency_of(row).name, problem.unit_of(row).name) for row in range(len(problem.people))]
    possible = most_home_days(report.case).tolist()
    for rows in problem.stints.people:
        most = str(sum(possible[row] for row in rows))
        for day, row in enumerate(holds[rows[0]]):
            who = problem.people[row]
            yield who.key, who.name, *places[row], dates[day], codes[row][day], reasons.told(row, day), most


def _supposed_days(report: Report) -> dict[str, set[int]]:
    """Of a run that asks what if: the days on which a policy is not in force, by what column Skenario says of it."""
    own = report.scenario
    policies = {"": own} | {entry: one.scenario for one in own.policies for entry in one.entries}
    dates = list(enumerate(report.problem.horizon.dates))
    return {
        entry: {
            day
            for day, when in dates
            if policy.what_if
            and policy.in_force
            and not any(window.holds(when) for window in policy.in_force)
        }
        for entry, policy in policies.items()
    }


class _Reasons:
    """Why each cell is what it is, in a few words."""

    def __init__(self, report: Report) -> None:
        problem = report.problem
        self._report = report
        self._free_days = [_day_off(report, day) for day in problem.horizon.dates]
        self._wishes = {(wish.person, wish.day): wish.mode for wish in problem.wishes}
        self._absences = [absence_meaning(code) for code in problem.absence_codes]
        self._modes: list[list[int]] = report.roster.modes.tolist()
        self._causes = Causes(report.case)
        self._working, self._available = problem.working.tolist(), problem.available.tolist()
        self._serves = problem.in_service.tolist()
        self._what_if = _("what if the policy were in force")
        self._supposed = _supposed_days(report)
        self._texts = {
            "empty": _("not filled in"),
            "wish": _("as wished"),
            "solver": _("solver's choice"),
            "away": _("not in service"),
            "against": _("against “{rule}”"),
        }

    def told(self, person: int, day: int) -> str:
        """The reason of one cell; of a run that asks what if, with a word on days out of force."""
        entry = self._report.problem.unit_of(person).scenario
        supposed = day in self._supposed.get(entry, self._supposed[""])
        return f"{self._what_if}: {self.of(person, day)}" if supposed else self.of(person, day)

    def of(self, person: int, day: int) -> str:
        """The reason of one cell."""
        if not self._serves[person][day]:
            return self._texts["away"]
        if not self._working[person][day]:
            return self._free_days[day]
        if not self._available[person][day]:
            return self._absences[int(self._report.problem.absence[person, day])]
        mode, cause = self._modes[person][day], self._causes.of(person, day)
        if mode == UNDECIDED:
            return self._texts["empty"]
        if cause.rule >= 0:
            rule, decided = self._causes.title(cause), self._causes.mode(person, day)
            return rule if decided == mode else self._texts["against"].format(rule=rule)
        return self._texts["wish" if self._wishes.get((person, day)) == mode else "solver"]


def _day_off(report: Report, day: date) -> str:
    holiday = report.problem.calendar.holidays.get(day)
    if holiday is not None:
        return holiday.name
    return _("weekend") if day.weekday() >= 5 else _("not a working day")
