"""The options that several commands share, in groups; a single one that stands in several groups is declared above them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asnroster.api.values import (
    GivenMap,
    map_files,
    parse_date,
    parse_gap,
    parse_map,
    parse_parameters,
    reading_of,
)
from asnroster.cli.completion import scenario_words
from asnroster.cli.groups import Group
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.engine.options import Options
    from asnroster.request import Request


Reads = list[Path | str | None]
"""The files that a run reads; a scenario's name among them does no harm."""


def output_option(help_text: str) -> Any:
    """``-o``: the file to write; ``help_text`` says which kinds."""
    return typer.Option("--output", "-o", metavar=_("FILE"), help=help_text, show_default=False)


def base_option(help_text: str) -> Any:
    """``--base``: the roster in force; ``help_text`` says what for."""
    return typer.Option("--base", metavar=_("ROSTER"), help=help_text, show_default=False)


def scenario_option(help_text: str, *, show_default: bool = False) -> Any:
    """``-s``: a scenario; ``help_text`` says what for, and which is taken where none is named."""
    return typer.Option(
        "--scenario",
        "-s",
        metavar=_("NAME"),
        autocompletion=scenario_words,
        help=help_text,
        show_default=show_default,
    )


def first_date_option(help_text: str) -> Any:
    """``--start``: the first date; ``help_text`` says of what."""
    return typer.Option("--start", metavar=_("YYYY-MM-DD"), help=help_text, show_default=False)


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
Scenario = Annotated[
    str | None,
    scenario_option(_("Shipped name or path (default: the workbook's own, or bkn-3-2).")),
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
Start = Annotated[
    str | None,
    first_date_option(_("First date of the roster.")),
]
End = Annotated[
    str | None,
    typer.Option("--end", metavar=_("YYYY-MM-DD"), help=_("Last date of the roster."), show_default=False),
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
WhatIf = Annotated[
    bool,
    typer.Option(
        "--what-if",
        help=_("Take the policy as if it were in force on every day; every output says so."),
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
Gap = Annotated[
    str,
    typer.Option(
        "--gap",
        metavar=_("PERCENT"),
        help=_("Stop when the roster is proved this close to the best possible."),
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar=_("SHEET"),
        help=_("The sheet of the roster, where several hold one; may be given often."),
        show_default=False,
    ),
]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code",
        metavar=_("CODE=WFO|WFH|L|C"),
        help=_("What a code of your own roster means, e.g. H=WFH; may be given often."),
        show_default=False,
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force", help=_("Overwrite a file that asnroster did not write, or that was changed since.")
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


class Input(Group):
    """The staff, and how their headings are read."""

    staff: Annotated[
        Path,
        typer.Argument(
            metavar=_("STAFF"),
            help=_("Staff list: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv."),
            show_default=False,
        ),
    ]
    units: Units = None
    map_: Map = None

    @property
    def mapping(self) -> GivenMap:
        """Which headings are which columns."""
        return parse_map(self.map_)

    @property
    def reads(self) -> Reads:
        """The files."""
        return [self.staff, self.units, *map_files(self.map_)]


class Dates(Group):
    """First and last date."""

    start: Start = None
    end: End = None

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Both as dates."""
        return parse_date(self.start, "--start"), parse_date(self.end, "--end")


class Terms(Group):
    """The terms of a run: figures of the scenario, dates, earlier rosters."""

    set_: Set = None
    start: Start = None
    end: End = None
    history: History = None
    what_if: WhatIf = False


class TermsInForce(Terms):
    """The same with the roster in force, and what the codes of rosters mean."""

    base: Annotated[
        Path | None,
        base_option(
            _("The roster in force: changes against it are counted, and a new one keeps near to it.")
        ),
    ] = None
    code: Codes = None


class Search(Group):
    """The options of a search: gap, time limit, seed, workers."""

    gap: Gap = "0.5%"
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            metavar=_("SECONDS"),
            min=0.1,
            help=_("Stop searching after so many seconds."),
            show_default=False,
        ),
    ] = None
    seed: Annotated[
        int,
        typer.Option("--seed", metavar=_("NUMBER"), min=0, max=2**31 - 1, help=_("Seed of the search.")),
    ] = 1
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar=_("NUMBER"),
            min=1,
            help=_("Parts solved at a time (default: one per processor); changes no roster."),
            show_default=False,
        ),
    ] = None

    def options(self) -> Options:
        """The search as the engine takes it."""
        from asnroster.engine.options import Options

        return Options(
            gap=parse_gap(self.gap), time_limit_seconds=self.time_limit, seed=self.seed, workers=self.workers
        )


class Effort(Search):
    """A search, and what becomes of all that is assumed."""

    confirm: Confirm = False
    strict: Strict = False


class ExactSearch(Search):
    """A search to the end."""

    gap: Gap = "0%"


class ExactEffort(Effort):
    """The same, and what becomes of all that is assumed."""

    gap: Gap = "0%"


class Summary(Group):
    """The summary for programs, and whether files are overwritten."""

    json: Annotated[
        Path | None,
        typer.Option(
            "--json",
            metavar=_("FILE"),
            help=_("Write a summary of the run as JSON; - writes it to standard output."),
            show_default=False,
        ),
    ] = None
    force: Force = False


def request_of(inputs: Input, terms: Terms, effort: Effort, scenario: str | None = None) -> Request:
    """The request of a command that solves."""
    from asnroster.request import Request

    start, end = Dates(start=terms.start, end=terms.end).span
    more: dict[str, Any] = {}
    if isinstance(terms, TermsInForce):
        more = {"base": terms.base, "reading": reading_of(None, terms.code)}
    return Request(
        staff=inputs.staff, units=inputs.units, mapping=inputs.mapping, scenario=scenario,
        parameters=parse_parameters(terms.set_), start=start, end=end, history=tuple(terms.history or ()),
        what_if=terms.what_if, confirm=effort.confirm, strict=effort.strict, **more,
    )  # fmt: skip
