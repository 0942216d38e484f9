"""The way through: a request in, a result out. The doors of the package and the command line both go it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from asnroster.api.results import Audited, Explained, Solved
from asnroster.api.studies import Checked, Compared, Studied
from asnroster.comparison import compare, named_roster, requests_for
from asnroster.domain.calendar import Horizon
from asnroster.engine.options import Options
from asnroster.errors import InputError, Issue
from asnroster.explanation import explain_file
from asnroster.intake.passes import check_tables, dates_to_check
from asnroster.readiness import study
from asnroster.request import Request, Watch
from asnroster.run import Prepared, judge_file, prepare, read_request, solve_and_judge
from asnroster.scenario.sweep import parse_sweep
from asnroster.words import _, home_word


def solved(request: Request, options: Options, watch: Watch | None = None) -> Solved:
    """Read, check, solve, judge.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    watch = watch or Watch()
    watch.stage(_("Reading {file} …").format(file=request.staff.name))
    prepared = prepare(request)
    watch.stage(_("Solving …"))
    return Solved(request, solve_and_judge(prepared, options, watch.search, watch.stop))


def audited(roster: Path, request: Request, notices: Iterable[Issue] = ()) -> Audited:
    """Judge a roster.

    Args:
        roster: its file, or the name that stands for it.
        request: what it is judged by.
        notices: what was odd so far.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    report, more = judge_file(request, roster)
    return Audited(request, roster, report, (*notices, *more))


def explained(
    roster: Path, request: Request, person: str, dates: Sequence[date] = (), notices: Iterable[Issue] = ()
) -> Explained:
    """Explain one person's days of a roster.

    Args:
        roster: its file, or the name that stands for it.
        request: what it is judged by.
        person: a NIP or a name.
        dates: those to explain; none for the whole period.
        notices: what was odd so far.

    Raises:
        InputError: with everything that is wrong in the input, an unknown person, or dates that the roster does not have.
    """
    explanation, more = explain_file(request, roster, person, dates)
    return Explained(request, roster, explanation, (*notices, *more))


def compared(
    request: Request,
    scenarios: Sequence[str],
    options: Options,
    watch: Watch | None = None,
    *,
    sweep: str | None = None,
) -> Compared:
    """Solve and judge what is to stand side by side.

    Args:
        request: what all have in common.
        scenarios: names, paths and rosters.
        options: of each search.
        watch: who is told, and who may end it.
        sweep: of the one scenario a figure, step by step.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    watch = watch or Watch()
    if not scenarios and sweep is None:
        message = _("No scenario to compare was given.")
        raise InputError([Issue("no-scenario", message, _("Give at least one -s NAME."), sheet="--scenario")])
    swept = None if sweep is None else parse_sweep(sweep)
    watch.stage(_("Reading {file} …").format(file=request.staff.name))
    columns, notices = compare(
        requests_for(request, scenarios),
        options,
        lambda name: watch.stage(_("Solving {name} …").format(name=name)),
        watch.search,
        watch.stop,
        sweep=swept,
    )
    return Compared(
        request, tuple(map(str, named_files(scenarios))), tuple(columns), tuple(notices), home_word()
    )


def named_files(scenarios: Iterable[str]) -> list[str | Path]:
    """The names among scenarios and rosters that may be files."""
    return [part for name in scenarios for part in named_roster(name) or (name,) if part is not None]


def studied(
    request: Request, options: Options, caps: Sequence[Fraction], watch: Watch | None = None
) -> Studied:
    """Study a government.

    Raises:
        InputError: with everything that is wrong in the input.
    """
    watch = watch or Watch()
    watch.stage(_("Reading {file} …").format(file=request.staff.name))
    result, notices = study(request, options, caps, watch)
    return Studied(request, result, notices)


def checked(request: Request) -> Checked:
    """What solve would start from, its notices and those of all dates that the rows name, and everything wrong.

    Raises:
        InputError: when a file cannot be read at all.
    """
    tables = read_request(request)
    prepared: Prepared | None = None
    notices: list[Issue] = []
    wide: list[Issue] = []
    issues: list[Issue] = []
    try:
        prepared = prepare(request, tables=tables)
        notices += prepared.notices
    except InputError as error:
        issues += error.issues
    if prepared is None or not _within(dates_to_check(tables, date.today()), prepared.case.problem.horizon):
        try:
            _problem, wide = check_tables(tables, date.today())
        except InputError as error:
            issues = [*error.issues, *(issue for issue in issues if issue not in error.issues)]
    places = {(one.code, one.file, one.sheet, one.cell) for one in notices}
    notices += [one for one in wide if (one.code, one.file, one.sheet, one.cell) not in places]
    return Checked(request, tables, prepared, tuple(dict.fromkeys(notices or tables.notices)), tuple(issues))


def _within(dates: tuple[date, date], horizon: Horizon) -> bool:
    return horizon.start <= dates[0] and dates[1] <= horizon.end
