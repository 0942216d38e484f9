"""``asnroster check``: is the staff file fit to be rostered, and what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs, check_overwritten
from asnroster.cli import options
from asnroster.cli.app import IDLE, command, guarded, show_notices, together
from asnroster.cli.json_file import write_summary
from asnroster.errors import InputError, Issue
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.domain.problem import Assumption, Problem
    from asnroster.intake.tables import Tables
    from asnroster.run import Prepared


@command(help=_("Check a staff file: list everything that is wrong in it, or what was read."))
@guarded
def check(
    *,
    inputs: options.Input,
    scenario: options.Scenario = None,
    dates: options.Dates,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar=_("FILE"),
            help=_("Write a copy of the workbook with every bad cell marked (.xlsx)."),
        ),
    ] = None,
    summary: options.Summary,
    details: Annotated[
        bool, typer.Option("--details", help=_("List every cell, not those of one kind on one line."))
    ] = False,
) -> None:
    """Check a staff file, and tell beforehand what solve will make of it."""
    check_outputs(None, summary.json, [*inputs.reads, annotate, scenario])
    check_overwritten(summary.json, force=summary.force)
    from asnroster.api.way import checked
    from asnroster.request import Request

    start, end = dates.span
    request = Request(
        staff=inputs.staff,
        units=inputs.units,
        scenario=scenario,
        mapping=inputs.mapping,
        start=start,
        end=end,
    )
    checked_files = checked(request)
    show_notices(checked_files.notices, every=details)
    odd = [one for one in checked_files.notices if one.code not in IDLE]
    unmarked = _mark(inputs.staff, checked_files.issues, odd, annotate, checked_files.assumptions)
    write_summary(checked_files.summary(unmarked), summary.json)
    issues = [*checked_files.issues, *unmarked]
    if issues:
        raise InputError(issues if details else together(issues))
    if checked_files.prepared is not None:
        for line in (
            *_summary(checked_files.tables, checked_files.prepared),
            *_followed(checked_files.prepared),
        ):
            typer.echo(line)


def _mark(
    staff: Path,
    issues: Sequence[Issue],
    notices: Sequence[Issue],
    out: Path | None,
    assumptions: Sequence[Assumption],
) -> Sequence[Issue]:
    """Write the marked copy if one is asked for; what stands in the way is returned, to be told with the rest."""
    if out is None:
        return ()
    from asnroster.intake.annotate import annotate

    try:
        annotate(staff, issues, out, notices=notices, assumptions=assumptions)
    except InputError as error:
        return error.issues
    typer.echo(_("The marked copy is in {file}.").format(file=out))
    return ()


def _summary(tables: Tables, prepared: Prepared) -> Iterator[str]:
    from asnroster.intake.cells import normal
    from asnroster.intake.schema import INPUT_OF
    from asnroster.output.dates import horizon_text

    problem, scenario = prepared.case.problem, prepared.scenario
    agencies = sum(unit.parent is None for unit in problem.units)
    yield _("The file is in order.")
    for name, sheets in tables.origins().items():
        listed = ", ".join(
            _("{sheet} ({count} rows)").format(sheet=sheet, count=count) for sheet, count in sheets
        )
        yield _("{input} read from: {sheets}").format(input=INPUT_OF[normal(name)].label, sheets=listed)
    yield _("People: {count}").format(count=problem.headcount)
    yield _("Units: {count}, of which agencies: {agencies}").format(
        count=len(problem.units), agencies=agencies
    )
    for label, rows in (
        (_("Absences: {count}"), tables.absences),
        (_("Preferences: {count}"), tables.preferences),
        (_("Fixed by order: {count}"), tables.pins),
        (_("Buildings: {count}"), tables.buildings),
        (_("Service posts: {count}"), tables.services),
        (_("Changes to the calendar: {count}"), tables.holidays),
    ):
        if rows:
            yield label.format(count=len(rows))
    for reason, count in Counter(person.reason for person in problem.left_out).most_common():
        yield _("Not rostered ({reason}): {count}").format(reason=reason, count=count)
    yield from _turns(problem)
    yield _("solve will roster {period} by “{policy}”.").format(
        period=horizon_text(problem.horizon), policy=scenario.title or scenario.name
    )
    if problem.assumptions:
        from asnroster.output.assumptions import outcome_text

        yield _("What solve will assume ({count}):").format(count=len(problem.assumptions))
        for row in problem.assumptions:
            yield f"  {outcome_text(row)}"


def _followed(prepared: Prepared) -> Iterator[str]:
    """Which units follow which policy."""
    from asnroster.scenario.policies import units_of

    policies = prepared.scenario.policies
    if policies:
        yield _("Units with a policy of their own (column Skenario):")
    for policy in policies:
        units = ", ".join(units_of(policy, prepared.case.problem.units))
        yield f"  {policy.name} ({policy.scenario.title}): {units}"


def _turns(problem: Problem) -> Iterator[str]:
    """The dates of odd and even weeks, where somebody works by them."""
    from asnroster.domain.calendar import OddEven, is_odd_week

    if not any(isinstance(person.workdays, OddEven) for person in problem.people):
        return
    dates = problem.horizon.dates
    for text, odd in ((_("Odd weeks (Ganjil): {dates}"), True), (_("Even weeks (Genap): {dates}"), False)):
        weeks = [
            [dates[day] for day in days]
            for days in problem.horizon.weeks
            if is_odd_week(dates[days[0]]) == odd
        ]
        spans = [
            f"{days[0]:%d-%m-%Y}" + (f" - {days[-1]:%d-%m-%Y}" if len(days) > 1 else "") for days in weeks
        ]
        if spans:
            yield text.format(dates=", ".join(spans))
