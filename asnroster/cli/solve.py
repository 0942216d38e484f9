"""``asnroster solve``: from the staff workbook to an audited roster."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs, check_overwritten, check_split
from asnroster.cli import options
from asnroster.cli.app import Exit, command, console, guarded, show_issues, show_notices
from asnroster.cli.groups import Group
from asnroster.cli.json_file import write_summary
from asnroster.cli.national import By, refuse_folder, refuse_split, solve_by_agency
from asnroster.cli.progress import watching
from asnroster.errors import Issue
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from asnroster.api.judged import Written
    from asnroster.api.results import Solved
    from asnroster.engine.options import Options
    from asnroster.output.report import Report
    from asnroster.run import Run


class Paper(StrEnum):
    """Paper sizes in offices: A4, and F4 (folio, 215 x 330 mm)."""

    A4 = "A4"
    F4 = "F4"


class Solving(options.Effort):
    """A search for one roster, and what becomes of all that stands against it."""

    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar=_("ADDRESS"),
            help=_(
                "Have the workers of a Dask scheduler (tcp://NAME:8786) solve large parts; how many at a time is theirs "
                "to say, not --workers'. Changes no roster."
            ),
            show_default=False,
        ),
    ] = None
    relax: Annotated[
        bool,
        typer.Option(
            "--relax",
            help=_("Where no roster keeps every rule that must hold, write the one that breaks them least."),
        ),
    ] = False

    def options(self) -> Options:
        """The search as the engine takes it."""
        return replace(super().options(), relax=self.relax, cluster=self.cluster)


class RosterFile(Group):
    """The roster to write, and how it looks."""

    output: Annotated[
        Path | None,
        options.output_option(
            _("Roster to write: .xlsx, .csv or .html (default: roster.xlsx); with --by a folder.")
        ),
    ] = None
    split: options.SplitBy = None
    paper: Annotated[Paper, typer.Option("--paper", help=_("Paper of the printed roster."))] = Paper.A4


@command(help=_("Make a roster from a staff workbook and write it to Excel."))
@guarded
def solve(
    *,
    inputs: options.Input,
    scenario: options.Scenario = None,
    terms: options.TermsInForce,
    effort: Solving,
    file: RosterFile,
    summary: options.Summary,
    details: Annotated[
        bool, typer.Option("--details", help=_("Also show figures of the search, and every rule."))
    ] = False,
    by: Annotated[
        By | None,
        typer.Option(
            "--by",
            help=_(
                "Solve each agency (or each government of a national list, or workbook of a folder) by itself."
            ),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read, check, solve, audit, write."""
    request = replace(options.request_of(inputs, terms, effort, scenario), keep_near=terms.base is not None)
    wanted = effort.options()
    if by is not None:
        check_overwritten(summary.json, force=summary.force)
        refuse_split(file.split)
        if code := solve_by_agency(request, wanted, file.output, summary.json, file.paper.value):
            raise typer.Exit(code)
        return
    refuse_folder(inputs.staff)
    target = file.output or _free_name(file.split)
    check_outputs(target, summary.json, [*inputs.reads, scenario, request.base, *request.history])
    check_overwritten(target, summary.json, force=summary.force)
    check_split(target, file.split)
    answers = (file.output or _last_before(target, inputs.staff), request.base)
    from asnroster.api.way import solved

    with watching() as watch:
        result = solved(replace(request, answers=tuple(filter(None, answers))), wanted, watch)
    if result.run.solution.cluster_lost:
        typer.echo(
            _("The cluster was lost on the way; this machine solved the rest."),
            err=True,
        )
    code = _finish(result, target, file, summary.json, details=details)
    if code:
        raise typer.Exit(code)


def _finish(
    result: Solved, target_asked: Path, file: RosterFile, json: Path | None, *, details: bool
) -> Exit:
    """Write the roster, or tell why there is none; the outcome then knows how long writing took."""
    run = result.run
    if run.report is None:
        write_summary(result.summary(), json)
        show_notices(result.notices)
        return _no_roster(run)
    if run.disagreement:
        show_notices(result.notices)
        _tell_disagreement(run.report, run)
        return Exit.DISAGREE
    from asnroster.cli.page import show_page
    from asnroster.domain.outcome import Stage
    from asnroster.processes import peak_memory_mb

    begun = time.monotonic()
    written = _write_roster(run.report, target_asked, file)
    spent, target = time.monotonic() - begun, written.files[0]
    outcome = replace(
        run.outcome,
        seconds=run.outcome.seconds + spent,
        stages=(*run.outcome.stages, Stage("write", spent)),
        peak_memory_mb=max(run.outcome.peak_memory_mb, peak_memory_mb() + run.solution.workers_memory_mb),
    )
    write_summary(result.with_outcome(outcome).summary(), json)
    if run.report.clashes:
        _tell_clashes(run)
    show_page(run.report, outcome, result.notices, result.request.staff, target, details=details)
    for line in written.remarks:
        typer.echo(line)
    if run.report.clashes:
        typer.echo(
            _("It breaks rules that must hold in {count} places; they are marked in it.").format(
                count=number_text(run.report.audit.hard_violations)
            )
        )
    code = Exit.NO_ROSTER if run.report.clashes else Exit.GOOD
    if target != target_asked:
        typer.echo(
            _("{file} could not be written; the roster is in {other}.").format(
                file=target_asked, other=target
            ),
            err=True,
        )
        return code or (Exit.BAD_INPUT if file.output else Exit.GOOD)
    return code


def _write_roster(report: Report, target: Path, look: RosterFile) -> Written:
    """Write the roster; where that fails under a free name, or among the temporary files: it took long to find.

    Raises:
        OSError: when it can be written nowhere.
    """
    from asnroster.api.judged import write_report

    def write(path: Path) -> Written:
        return write_report(report, path, paper=look.paper.value, split=look.split is not None)

    try:
        return write(target)
    except OSError as error:
        import tempfile

        for folder in (target.parent, Path(tempfile.gettempdir())):
            try:
                return write(_free_name(look.split, folder / target.name))
            except OSError:
                continue
        raise error from None


def _no_roster(run: Run) -> Exit:
    if run.outcome.status == "infeasible":
        _tell_clashes(run)
        advice = _("Change one thing in each group, or write the roster that breaks least: --relax.")
        typer.echo(advice, err=True)
        return Exit.NO_ROSTER
    typer.echo(_("Stopped before a roster was found. Give it more time (--time-limit)."), err=True)
    return Exit.STOPPED


def _tell_clashes(run: Run) -> None:
    """Tell on stderr why there is no roster, clash by clash."""
    from rich.text import Text

    from asnroster.output.clashes import clash_lines

    styles = {"heading": "bold red", "label": "bold", "relaxation": "green"}
    out = console(stderr=True)
    typer.echo(_("No roster exists: the rules that must hold cannot all be kept."), err=True)
    for kind, line in clash_lines(run.prepared.case, run.solution.clashes):
        if kind == "heading":
            typer.echo("", err=True)
        out.print(Text(line), style=styles.get(kind)) if out.is_terminal else typer.echo(line, err=True)
    typer.echo("", err=True)


def _tell_disagreement(report: Report, run: Run) -> None:
    entries = zip(report.audit.rules, run.solution.rule_costs, run.solution.amounts, strict=True)
    issues = [
        Issue(
            "audit-disagrees",
            _(
                "Rule “{rule}”: the solver counts cost {solver}, the audit {audit}; hard violations: {hard}."
            ).format(
                rule=entry.rule.name,
                solver=cost,
                audit=entry.cost,
                hard=len(entry.violations) if entry.rule.hard else 0,
            ),
        )
        for entry, cost, amount in entries
        if cost != entry.cost or (entry.rule.hard and entry.amount != amount)
    ]
    advice = _(
        "This is a fault of asnroster itself; nothing was written. Please report it with the command you used."
    )
    show_issues([*issues, Issue("audit-disagrees", advice)], title=_("Audit and solver disagree"))


def _last_before(target: Path, staff: Path) -> Path | None:
    """The last roster that a run without ``-o`` wrote for that staff file before ``target``; None without one."""
    from asnroster.errors import InputError
    from asnroster.intake.rosters.provenance import read_provenance

    last = None
    for number in count(1):
        path = _numbered(number)
        if path == target or not path.is_file():
            return last
        try:
            sources = read_provenance(path).sources
        except InputError:
            continue  # no workbook any more: it has no answers either
        last = path if sources and sources[0].file == staff.name else last
    return last


def _free_name(split: options.Split | None, name: Path = Path("roster.xlsx")) -> Path:
    """The name, or ``roster-2.xlsx`` and so on where that (or the folder beside it) is taken."""
    from asnroster.output.workbook import split_folder

    names = (name if number == 1 else name.with_stem(f"{name.stem}-{number}") for number in count(1))
    return next(name for name in names if not (name.exists() or (split and split_folder(name).exists())))


def _numbered(number: int) -> Path:
    return Path("roster.xlsx" if number == 1 else f"roster-{number}.xlsx")
