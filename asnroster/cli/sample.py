"""``asnroster sample``: a made-up staff file to try things with."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from asnroster.api.values import parse_date
from asnroster.cli.app import command, guarded
from asnroster.domain.inputs import STAFF, UNITS
from asnroster.errors import InputError, Issue
from asnroster.words import _

DEFAULT_FILE = Path("staff.xlsx")


@command(help=_("Write a made-up staff file of a believable Kota Bekasi; no person in it exists."))
@guarded
def sample(
    people: Annotated[
        int, typer.Option("--people", metavar=_("NUMBER"), min=1, help=_("Number of people."))
    ] = 300,
    seed: Annotated[
        int, typer.Option("--seed", metavar=_("NUMBER"), help=_("The same seed gives the same file."))
    ] = 1,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar=_("FILE"), help=_("Workbook to write (.xlsx)."))
    ] = DEFAULT_FILE,
    start: Annotated[
        str | None,
        typer.Option(
            "--start",
            metavar=_("YYYY-MM-DD"),
            help=_("First date; default: the next whole month."),
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--end",
            metavar=_("YYYY-MM-DD"),
            help=_("Last date; default: the end of that month."),
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Overwrite the file if it exists."))] = False,
) -> None:
    """Make up a staff file and write it."""
    from asnroster.sample import make_sample, write_sample

    first, last = _horizon(parse_date(start, "--start"), parse_date(end, "--end"))
    _check_target(out, force=force)
    made = make_sample(people, seed, first, last)
    write_sample(made, out)
    done = _("Written: {file}. {people} people in {units} units, {start} to {end}, seed {seed}.")
    typer.echo(
        done.format(
            file=out,
            people=len(made.sheets[STAFF]) - 1,
            units=len(made.sheets[UNITS]) - 1,
            start=first.isoformat(),
            end=last.isoformat(),
            seed=seed,
        )
    )


def _horizon(start: date | None, end: date | None) -> tuple[date, date]:
    """The dates asked for; what is missing is filled up to whole months."""
    from asnroster.domain.calendar import next_whole_month

    first, last = next_whole_month(date.today())
    if start is not None:
        first = start
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(1)
    if end is not None:
        last = end
        first = first if start is not None else last.replace(day=1)
    if last < first:
        message = _("The last date {end} lies before the first date {start}.").format(end=last, start=first)
        raise InputError([Issue("dates", message, _("Give --start and --end in order."))])
    return first, last


def _check_target(out: Path, *, force: bool) -> None:
    if out.suffix.lower() != ".xlsx":
        message = _("“{name}” is no .xlsx file name.").format(name=out.name)
        raise InputError([Issue("file-type", message, _("Give a name such as staff.xlsx."))])
    if out.exists() and not force:
        message = _("The file exists already.")
        needed = _("Give another name, or --force to overwrite it.")
        raise InputError([Issue("file-exists", message, needed, file=str(out))])
