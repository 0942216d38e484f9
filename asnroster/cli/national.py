"""``asnroster solve --by agency``: one workbook for each government or agency, a few at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from asnroster.cli.app import Exit, console, show_notices
from asnroster.cli.json_file import write_summary
from asnroster.cli.progress import Show, ctrl_c_stops, progress_display
from asnroster.errors import InputError, Issue
from asnroster.words import _, number_text, percent_text

if TYPE_CHECKING:
    from asnroster.engine.options import Options
    from asnroster.national.manifest import Record
    from asnroster.national.run import National
    from asnroster.output.overview import Totals
    from asnroster.output.page import Paper
    from asnroster.request import Request


class By(StrEnum):
    """What an input is cut by."""

    agency = "agency"


def refuse_folder(staff: Path) -> None:
    """A folder is solved with --by alone.

    Raises:
        InputError: where ``staff`` is one.
    """
    if staff.is_dir():
        message = _("{file} is a folder.").format(file=staff.name or staff)
        needed = _("To solve each workbook in it, add --by agency.")
        raise InputError([Issue("staff-folder", message, needed, file=staff.name, found=str(staff))])


def refuse_split(split: object) -> None:
    """A run by agency is not split: each part has its workbook already.

    Raises:
        InputError: where ``split`` is asked for.
    """
    if split is not None:
        message = _("--by agency writes a workbook for each part already; it cannot be used with --split.")
        needed = _(
            "Leave out --split; split a part's roster afterwards: asnroster audit ROSTER --split agency -o FILE."
        )
        raise InputError([Issue("split-by", message, needed, sheet="--split")])


def solve_by_agency(
    request: Request, options: Options, output: Path | None, json: Path | None, paper: Paper
) -> Exit:
    """Cut, solve what is not done yet, sum up.

    Returns:
        The worst exit code of all parts.

    Raises:
        InputError: with everything that is wrong in the input as a whole.
    """
    folder = _checked(request, output, json)
    if options.cluster is not None:
        request, folder = _absolute(request), folder.absolute()
    from asnroster.national.lock import alone_in
    from asnroster.national.summing import totals, write_totals
    from asnroster.output.records import as_data

    begun = time.monotonic()
    with alone_in(folder):
        national = _solved(request, options, folder, paper)
        sums = totals(national, time.monotonic() - begun)
        write_totals(national, sums, paper)
    write_summary(as_data(sums), json)
    show_notices(national.notices)
    _tell(national, sums)
    return Exit(national.exit_code)


def _absolute(request: Request) -> Request:
    """The same request with paths that hold in any folder: workers were started elsewhere."""
    named = request.scenario
    own = named is not None and Path(named).is_file()
    return replace(
        request,
        staff=request.staff.absolute(),
        scenario=str(Path(named).absolute()) if named and own else named,
        history=tuple(path.absolute() for path in request.history),
    )


def _solved(request: Request, options: Options, folder: Path, paper: Paper) -> National:
    """Cut the input, and solve until all is done or the user has had enough."""
    from asnroster.national.run import prepare_national
    from asnroster.national.work import carriers

    with (
        progress_display() as show,
        ctrl_c_stops() as stop,
        carriers(request, options, folder) as (executor, at_a_time),
    ):
        show.stage(_("Reading {file} …").format(file=request.staff.name))
        national = prepare_national(request, options, folder, paper=paper, on_rows=_cutting(show, stop))
        show.stage(_begin_text(national))
        national.solve(executor, at_a_time, _teller(national, show.stage), stop)
    return national


def _cutting(show: Show, stop: threading.Event) -> Callable[[int], None]:
    """Tells how far the cutting is, and ends it on Ctrl-C: no part of it is worth keeping."""

    def tell(rows: int) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        if rows:
            show.often(_("Cutting the list: {rows} rows so far …").format(rows=number_text(rows)))
        else:
            show.stage(_("Cutting the list by government …"))

    return tell


def _checked(request: Request, output: Path | None, json: Path | None) -> Path:
    """The folder to write to, seen before any work."""
    from asnroster.api.targets import check_outputs
    from asnroster.national.parts import PARTS_FOLDER

    if output is None:
        message = _("Where the rosters go is not said.")
        raise InputError([Issue("output-folder", message, _("Name a folder: -o FOLDER."), sheet="-o")])
    if (
        output.suffix.lower() in (".xlsx", ".csv")
        or output.is_file()
        or not output.absolute().parent.is_dir()
    ):
        message = _("With --by agency “{output}” must be a folder.").format(output=output)
        needed = _("Name a folder that is new, empty, or of an earlier run; the folder around it must exist.")
        raise InputError([Issue("output-folder", message, needed, sheet="-o", found=str(output))])
    if request.staff.resolve().is_relative_to((output / PARTS_FOLDER).resolve()):
        message = _("The staff lies in the folder of parts that this run makes anew.")
        raise InputError(
            [Issue("output-taken", message, _("Name another folder."), sheet="-o", found=str(output))]
        )
    check_outputs(None, json, [request.staff, request.units, request.scenario, output])
    return output


def _begin_text(national: National) -> str:
    text = _("{parts} parts: {kept} done already, {left} to solve.")
    return text.format(
        parts=number_text(len(national.records)),
        kept=number_text(national.kept),
        left=number_text(len(national.tasks)),
    )


def _teller(national: National, say: Callable[[str], None]) -> Callable[[Record], None]:
    """Tells each part that ends, how far the run is, and how long the rest will take."""
    from asnroster.national.summing import status_text

    begun = time.monotonic()
    left = {task.record.stem: national.sizes[task.record.stem] for task in national.tasks}
    done = people = size = 0

    def tell(record: Record) -> None:
        nonlocal done, people, size
        done, people, size = done + 1, people + (record.people or 0), size + left.pop(record.stem)
        rest = (time.monotonic() - begun) * sum(left.values()) / max(1, size)
        text = _("{done} of {parts} parts, {people} people, about {left} left · {name}: {result}")
        say(
            text.format(
                done=number_text(national.kept + done),
                parts=number_text(len(national.records)),
                people=number_text(people),
                left=_duration(rest),
                name=record.name,
                result=status_text(record),
            )
        )

    return tell


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return _("{seconds} s").format(seconds=rest)
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def _tell(national: National, sums: Totals) -> None:
    """The sums, and every part without a roster with its first reason."""
    from rich.table import Table
    from rich.text import Text

    from asnroster.national.summing import OVERVIEW, reason, status_text

    table = Table(show_header=False, box=None, pad_edge=False)
    gap, share = sums.gap, sums.home_share
    solved = sum(record.has_roster for record in national.records.values())
    for label, value in (
        (_("Parts with a roster"), f"{number_text(solved)} / {number_text(sums.parts)}"),
        (_("Done by an earlier run"), number_text(sums.kept)),
        (_("People"), number_text(sums.people)),
        (_("Cost"), "-" if sums.cost is None else number_text(sums.cost)),
        (_("Proven bound"), "-" if sums.bound is None else number_text(sums.bound)),
        (_("Gap"), "-" if gap is None else percent_text(gap, 2)),
        (_("WFH share"), "-" if share is None else percent_text(share)),
        (_("Seconds"), f"{sums.seconds:.1f}"),
    ):
        table.add_row(label, Text(value))
    console().print(table)
    for record in national.records.values():
        if record.exit_code:
            text = _("{name}: {result}. {why}")
            line = text.format(name=record.name, result=status_text(record), why=reason(record))
            typer.echo(f"{line} ({record.file})" if record.file else line, err=True)
    if any(record.exit_code is None for record in national.records.values()):
        typer.echo(_("Stopped by you: the same command goes on where it ended."), err=True)
    typer.echo(_("Written: {file}").format(file=national.folder / OVERVIEW))
