"""One part from its files to its roster: what a worker does, in a process of its own or on another machine."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from asnroster.domain.modes import HOME, OFFICE
from asnroster.engine.options import Options
from asnroster.errors import InputError
from asnroster.files import whole_file
from asnroster.intake.passes import read_tables
from asnroster.national.manifest import BAD_INPUT, DISAGREE, GOOD, NO_ROSTER, STOPPED, Record, sha256_of
from asnroster.output.clashes import clash_lines
from asnroster.output.page import Paper
from asnroster.output.write import write_roster
from asnroster.processes import peak_memory_mb
from asnroster.request import Request
from asnroster.run import Run, prepare, solve_and_judge
from asnroster.words import _, use_language


@dataclass(frozen=True, slots=True)
class Task:
    """All that a worker must know of a part; picklable.

    Attributes:
        record: the part's name, files and key; what an earlier run said of it.
        request: what to solve; its dates are the run's, but a workbook's own scenario may bring others.
        options: how to search.
        folder: where its files are written.
        language: that they are written in.
        own_dates: the user's own dates, for a workbook with a scenario of its own.
    """

    record: Record
    request: Request
    options: Options
    folder: Path
    paper: Paper
    language: str
    own_dates: Request


def solve_part(task: Task) -> Record:
    """Read, solve, audit and write one part.

    Returns:
        How it ended; what is wrong with its input is an ending too.

    Raises:
        OSError: when its files cannot be read or written.
    """
    use_language(task.language)
    begun, cpu = time.monotonic(), time.process_time()
    try:
        record = _solved(task)
    except InputError as error:
        record = _without_roster(task, "input", BAD_INPUT, [issue.line() for issue in error.issues])
    return replace(
        record,
        seconds=round(time.monotonic() - begun, 3),
        cpu_seconds=round(time.process_time() - cpu, 3),
        peak_memory_mb=round(peak_memory_mb(), 1),
    )


def _solved(task: Task) -> Record:
    request = task.request
    tables = read_tables(request.staff, request.units, request.mapping)
    if request.scenario is None and tables.scenario_rows:
        request = task.own_dates
    run = solve_and_judge(prepare(request, tables=tables), task.options)
    problem, outcome = run.prepared.case.problem, run.outcome
    record = replace(
        task,
        record=replace(
            task.record,
            people=problem.headcount,
            bound=outcome.bound,
            interrupted=outcome.interrupted,
            time_limited=outcome.time_limited,
            start=problem.horizon.start.isoformat(),
            end=problem.horizon.end.isoformat(),
        ),
    )
    if run.report is None:
        if outcome.status == "infeasible":
            return _without_roster(record, "infeasible", NO_ROSTER, _clashes(run))
        return _without_roster(record, "unknown", STOPPED, [_("stopped before a roster was found")])
    if run.disagreement:
        return _without_roster(record, "disagree", DISAGREE, [_("audit and solver disagree")])
    target = free_target(task.folder, task.record, ".xlsx")
    write_roster(run.report, target, paper=task.paper)
    modes = run.report.roster.modes[problem.available]
    return replace(
        record.record,
        status=outcome.status,
        cost=outcome.cost,
        gap=outcome.gap,
        file=target.name,
        output_sha256=sha256_of([target]),
        hard_violations=run.report.audit.hard_violations,
        office_days=int((modes == OFFICE).sum()),
        home_days=int((modes == HOME).sum()),
        exit_code=NO_ROSTER if run.report.clashes else GOOD,
        why=tuple(_clashes(run)),
    )


def _clashes(run: Run) -> list[str]:
    return [line for _kind, line in clash_lines(run.prepared.case, run.solution.clashes)]


def _without_roster(task: Task, status: str, code: int, why: Iterable[str]) -> Record:
    """The reason stands beside the rosters, where the roster would."""
    lines = tuple(why)
    target = free_target(task.folder, task.record, ".txt")
    with whole_file(target) as temporary:
        temporary.write_text("\n".join((task.record.name, "", *lines, "")), encoding="utf-8")
    return replace(
        task.record,
        status=status,
        exit_code=code,
        why=lines,
        file=target.name,
        output_sha256=sha256_of([target]),
    )


def free_target(folder: Path, record: Record, suffix: str) -> Path:
    """Where to write: over what an earlier run wrote, but beside a file that somebody changed since."""
    wanted, number = folder / f"{record.stem}{suffix}", 1
    ours = folder / record.file if record.file else None
    while ours is not None and wanted.is_file() and sha256_of([wanted]) != record.output_sha256:
        number += 1
        wanted = folder / f"{record.stem}-{number}{suffix}"
    return wanted
