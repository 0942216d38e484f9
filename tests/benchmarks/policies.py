"""What each shipped policy makes of the sample: ``python -m tests.benchmarks.policies [name …]``.

One row a policy, in its windows where they are closed, else over three months with its windows lifted: how the run
ended, how long it took, the proved gap, and what an office would look at first.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np

from asnroster.domain.modes import HOME
from asnroster.engine.options import Options
from asnroster.output.report import Report
from asnroster.run import Request, prepare, solve_and_judge
from asnroster.scenario.find import scenario_names
from asnroster.scenario.horizon import own_dates
from asnroster.scenario.load import load_scenario

STAFF = Path(__file__).parent.parent.parent / "data/staff.xlsx"
MONTHS = date(2026, 12, 1), date(2027, 2, 28)
LARGE = 10  # people of an agency of whom a share says something
HEADINGS = (
    "policy",
    "exit",
    "s",
    "gap",
    "worst agency-day",
    "spread",
    "weekdays",
    "Tidak at home",
    "home days",
)


def dates_of(name: str) -> tuple[date, date]:
    """The policy's closed windows, else three months."""
    first, last = own_dates(load_scenario(name))
    return (first, last) if first and last else MONTHS


def worst_agency_day(report: Report) -> Fraction:
    """The largest share of an agency of ten or more available people that is at home on one day."""
    problem, worst = report.problem, Fraction(0)
    for unit, people in zip(problem.units, problem.below, strict=True):
        if unit.parent is not None or not people:
            continue
        present = problem.available[list(people)].sum(axis=0)
        home = (report.roster.modes[list(people)] == HOME).sum(axis=0)
        shares = [Fraction(int(h), int(n)) for h, n in zip(home, present, strict=True) if n >= LARGE]
        worst = max([worst, *shares])
    return worst


def spread(report: Report) -> int:
    """The largest difference, within an agency, of home days between two people who could have equally many."""
    problem, case = report.problem, report.case
    home = ((report.roster.modes == HOME) & case.free).sum(axis=1)
    found: dict[tuple[int, int], list[int]] = {}
    for person, most in enumerate(case.most_in_all.tolist()):
        if most:
            found.setdefault((problem.unit_of(person).agency, most), []).append(int(home[person]))
    return max((max(days) - min(days) for days in found.values()), default=0)


def weekday_ratio(report: Report) -> Fraction | None:
    """Home days of the fullest weekday over those of the emptiest, per day on which it can have any; None below two."""
    home = ((report.roster.modes == HOME) & report.case.free).sum(axis=0)
    open_days = report.case.free.any(axis=0)
    days: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for day in np.flatnonzero(open_days).tolist():
        weekday = report.problem.horizon.dates[day].weekday()
        days[weekday] += 1
        people[weekday] += int(home[day])
    shares = [Fraction(people[w], days[w]) for w in days if w < 5]
    if len(shares) < 2 or not min(shares):
        return None
    return max(shares) / min(shares)


def against_the_sheet(report: Report) -> int:
    """Home days of people whom the sheet keeps in the office (Boleh WFH = Tidak), orders aside."""
    kept = [row for row, person in enumerate(report.problem.people) if not person.remote_capable]
    ordered = {(pin.person, pin.day) for pin in report.problem.pins}
    at_home = np.argwhere(report.roster.modes[kept] == HOME).tolist()
    return sum((kept[row], day) not in ordered for row, day in at_home)


def row(name: str, options: Options) -> tuple[str, ...]:
    """One policy on the sample."""
    start, end = dates_of(name)
    begun = time.monotonic()
    run = solve_and_judge(prepare(Request(STAFF, scenario=name, start=start, end=end, what_if=True)), options)
    seconds = f"{time.monotonic() - begun:.1f}"
    if run.report is None:
        return (name, "3" if run.outcome.status == "infeasible" else "4", seconds, *["-"] * 6)
    report, ratio = run.report, weekday_ratio(run.report)
    code = "5" if run.disagreement else "1" if report.audit.hard_violations else "0"
    home = int((report.roster.modes == HOME).sum())
    return (
        name, code, seconds, f"{100 * (run.outcome.gap or 0):.2f} %", f"{100 * float(worst_agency_day(report)):.0f} %",
        str(spread(report)), "-" if ratio is None else f"{float(ratio):.2f}", str(against_the_sheet(report)), str(home),
    )  # fmt: skip


def main(names: Sequence[str]) -> None:
    """Print the table, a row as soon as it is there."""
    print("\t".join(HEADINGS), flush=True)
    for name in names or scenario_names():
        print("\t".join(row(name, Options())), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
