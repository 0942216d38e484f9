"""Command line options that several commands share, and how their texts become values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asnroster.cli.completion import scenario_words
from asnroster.cli.json_file import STANDARD_OUTPUT
from asnroster.cli.targets import in_the_way
from asnroster.errors import InputError, Issue
from asnroster.words import _

_STAFF_HELP = _("Staff list: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv.")
Staff = Annotated[Path, typer.Argument(metavar=_("STAFF"), help=_STAFF_HELP, show_default=False)]
Units = Annotated[
    Path | None,
    typer.Option("--units", metavar=_("FILE"), help=_("A second file with the units."), show_default=False),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=_("HEADING=COLUMN|FILE"),
        help=_("Read a heading as a column, or take a saved mapping file (.toml); may be given often."),
        show_default=False,
    ),
]


class Split(StrEnum):
    """What a roster may be split by."""

    agency = "agency"  # the command line library names choices by their members


SplitBy = Annotated[
    Split | None,
    typer.Option(
        "--split",
        help=_("Write one workbook per agency into a folder beside FILE, which then holds the summaries."),
        show_default=False,
    ),
]
GivenMap = Mapping[str, Mapping[str, str]]
Scenario = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        "-s",
        metavar=_("NAME"),
        autocompletion=scenario_words,
        help=_("Shipped name or path (default: the workbook's own, or bkn-3-2)."),
        show_default=False,
    ),
]
MadeFrom = Annotated[
    Path | None,
    typer.Option(
        "--staff",
        metavar=_("FILE"),
        help=_(
            "The staff file that it was made from (default: the one that the roster names, found beside it)."
        ),
        show_default=False,
    ),
]
ScenarioOfRoster = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        "-s",
        metavar=_("NAME"),
        autocompletion=scenario_words,
        help=_("Shipped name or path (default: the one that stands in the roster's sheet Info)."),
        show_default=False,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar=_("KEY=VALUE"),
        help=_("Set a parameter of the scenario, or an assumption on savings (savings.KEY=VALUE)."),
        show_default=False,
    ),
]
WhatIf = Annotated[
    bool,
    typer.Option(
        "--what-if",
        help=_("Take the policy as if it were in force on every day; every output says so."),
    ),
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar=_("YYYY-MM-DD"), help=_("First date of the roster."), show_default=False),
]
End = Annotated[
    str | None,
    typer.Option("--end", metavar=_("YYYY-MM-DD"), help=_("Last date of the roster."), show_default=False),
]
Gap = Annotated[
    str,
    typer.Option(
        "--gap",
        metavar=_("PERCENT"),
        help=_("Stop when the roster is proved this close to the best possible."),
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar=_("SECONDS"),
        min=0.1,
        help=_("Stop searching after so many seconds."),
        show_default=False,
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar=_("NUMBER"), min=0, max=2**31 - 1, help=_("Seed of the search."))
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar=_("NUMBER"),
        min=1,
        help=_("Parts solved at a time (default: one per processor); changes no roster."),
        show_default=False,
    ),
]
Cluster = Annotated[
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
]
Confirm = Annotated[
    bool,
    typer.Option("--confirm", help=_("Accept everything that is assumed (sheet Konfirmasi) in this run.")),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=_(
            "For jobs: stop (exit 2) while an assumption is open, a rule of your own that keeps people in the office "
            "matches nobody, or an order is not obeyed."
        ),
    ),
]
History = Annotated[
    list[Path] | None,
    typer.Option(
        "--history",
        metavar=_("ROSTER"),
        help=_("Roster of earlier days: .xlsx or .csv; give it once per roster."),
        show_default=False,
    ),
]
Base = Annotated[Path | None, typer.Option(
    "--base", metavar=_("ROSTER"), show_default=False,
    help=_("The roster in force: changes against it are counted, and a new one keeps near to it."),
)]  # fmt: skip
BaseOfRoster = Annotated[Path | None, typer.Option(
    "--base", metavar=_("ROSTER"), show_default=False,
    help=_("The roster in force that changes are counted against (default: the one that the roster names)."),
)]  # fmt: skip
Json = Annotated[
    Path | None,
    typer.Option(
        "--json",
        metavar=_("FILE"),
        help=_("Write a summary of the run as JSON; - writes it to standard output."),
        show_default=False,
    ),
]

Force = Annotated[
    bool,
    typer.Option(
        "--force", help=_("Overwrite a file that asnroster did not write, or that was changed since.")
    ),
]


def parse_date(text: str | None, option: str) -> date | None:
    """A date given on the command line, as cells may hold it: ``2026-12-01``, ``1-12-2026``, ``1 Desember 2026``.

    The day stands before the month; a year of two digits is one of this century.

    Raises:
        InputError: when it is none.
    """
    if text is None:
        return None
    from asnroster.intake.cells import BadCellError, day

    try:
        return day(re.sub(r"^(\d{1,2}[-/.]\d{1,2}[-/.])(\d{2})$", r"\g<1>20\2", text.strip()))
    except BadCellError as error:
        message = error.message if error.code == "date-range" else _("“{text}” is no date.").format(text=text)
        needed = _("Write it as 2026-12-31, 31-12-2026 or “31 Desember 2026”.")
        raise InputError([Issue("option-date", message, needed, sheet=option, found=text)]) from None


def parse_gap(text: str) -> float:
    """``0.5%`` or ``0.005`` -> 0.005.

    Raises:
        InputError: when it is no share between 0 and 1.
    """
    cleaned = text.strip().replace(",", ".")
    try:
        value = float(cleaned[:-1]) / 100 if cleaned.endswith("%") else float(cleaned)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1:
        message = _("“{text}” is no gap.").format(text=text)
        raise InputError(
            [Issue("option-gap", message, _("Write it as 0.5% or 0.005."), sheet="--gap", found=text)]
        )
    return value


def parse_parameters(texts: Iterable[str] | None) -> dict[str, str]:
    """``["office_days=4"]`` -> ``{"office_days": "4"}``.

    Raises:
        InputError: for every text without an equals sign.
    """
    issues, values = [], {}
    for text in texts or ():
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            message = _("“{text}” is no KEY=VALUE.").format(text=text)
            issues.append(
                Issue("option-set", message, _("Write it as --set office_days=4."), sheet="--set", found=text)
            )
        values[key.strip()] = value.strip()
    if issues:
        raise InputError(issues)
    return values


def parse_map(texts: Iterable[str] | None) -> GivenMap:
    """``["UNOR NAMA=Unit"]`` or the path of a mapping file -> which headings are which columns.

    Raises:
        InputError: with everything that is wrong in it.
    """
    if not texts:
        return {}
    from asnroster.intake.mapping import parse_mapping

    return parse_mapping(texts)


def map_files(texts: Iterable[str] | None) -> list[str]:
    """The mapping files among what ``--map`` says."""
    return [text for text in texts or () if text.lower().endswith(".toml")]


def check_outputs(
    output: Path | None,
    json: Path | None,
    inputs: Iterable[Path | str | None],
    *,
    kinds: tuple[str, ...] = (".xlsx", ".csv", ".html"),
    option: str = "-o",
) -> None:
    """See before any work that what is to be written can be, and overwrites nothing that the run reads.

    Args:
        output: of ``-o``.
        json: of ``--json``.
        inputs: files that the run reads; a scenario's name does no harm here.
        kinds: suffixes that ``-o`` takes.
        option: what ``-o`` is called here.

    Raises:
        InputError: with everything that stands in the way.
    """
    taken = {Path(given).resolve() for given in inputs if given}
    issues: list[Issue] = []
    for name, path, suffixes in ((option, output, kinds), ("--json", json, ())):
        if path is not None and (name != "--json" or path != STANDARD_OUTPUT):
            issues += in_the_way(path, name, taken, suffixes)
            taken.add(path.resolve())
    if issues:
        raise InputError(issues)


def check_overwritten(*paths: Path | None, force: bool) -> None:
    """See before any work that nothing is lost: what asnroster wrote and nobody changed may be written anew.

    Raises:
        InputError: with every file that is something else, unless the user said ``--force``.
    """
    there = [
        path
        for path in paths
        if path is not None and path != STANDARD_OUTPUT and path.is_file() and not force
    ]
    if not there:
        return
    from asnroster.intake.untouched import is_untouched

    message = _("There is a file of that name already, and it is not as asnroster wrote it.")
    needed = _("Choose another name, or add --force.")
    issues = [
        Issue("file-exists", message, needed, file=path.name) for path in there if not is_untouched(path)
    ]
    if issues:
        raise InputError(issues)


def check_split(output: Path | None, split: Split | None) -> None:
    """See before any work that the folder of a split roster can be made: what is in it is never overwritten.

    Raises:
        InputError: when ``-o`` is no workbook, or the folder is there already.
    """
    if output is None or split is None:
        return
    from asnroster.output.split import split_folder

    folder = split_folder(output)
    if output.suffix.lower() != ".xlsx":
        message = _("Only a workbook (.xlsx) can be split.")
        raise InputError([Issue("split-kind", message, _("Let the name end with .xlsx."), sheet="--split")])
    if folder.exists():
        message = _("There is a “{folder}” already; it is never overwritten.").format(folder=folder.name)
        needed = _("Choose another name for {option}.").format(option="-o")
        raise InputError([Issue("split-folder", message, needed, sheet="--split", found=folder.name)])
