"""Command line options that several commands share, and how their texts become values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from asnroster.errors import InputError, Issue
from asnroster.words import _

Staff = Annotated[
    Path,
    typer.Argument(metavar="STAFF", help=_("Staff workbook: .xlsx, .xls, .ods or .csv."), show_default=False),
]
Units = Annotated[
    Path | None, typer.Option("--units", help=_("A second file with the units."), show_default=False)
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help=_("Set a parameter of the scenario."), show_default=False
    ),
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar="YYYY-MM-DD", help=_("First date of the roster."), show_default=False),
]
End = Annotated[
    str | None,
    typer.Option("--end", metavar="YYYY-MM-DD", help=_("Last date of the roster."), show_default=False),
]
Gap = Annotated[
    str,
    typer.Option(
        "--gap", metavar="PERCENT", help=_("Stop when the roster is proved this close to the best possible.")
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.1,
        help=_("Stop searching after so many seconds."),
        show_default=False,
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help=_("Seed of the search."))]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        help=_("Parts solved at a time (default: one per processor); changes no roster."),
        show_default=False,
    ),
]
AcceptIdle = Annotated[
    bool,
    typer.Option(
        "--accept-idle", help=_("Go on although a rule that keeps people in the office matches nobody.")
    ),
]
Json = Annotated[
    Path | None, typer.Option("--json", help=_("Write a summary of the run as JSON."), show_default=False)
]


def parse_date(text: str | None, option: str) -> date | None:
    """An ISO date given on the command line.

    Raises:
        InputError: when it is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = _("“{text}” is no date.").format(text=text)
        raise InputError(
            [Issue("option-date", message, _("Write it as 2026-12-31."), sheet=option, found=text)]
        ) from None


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


def free_of_inputs(output: Path, inputs: Iterable[Path], kinds: tuple[str, ...] = (".xlsx", ".csv")) -> Path:
    """The output path, once it is clear that it overwrites no input and its kind can be written.

    Raises:
        InputError: when it does, or when the kind of file is unknown.
    """
    if any(output.resolve() == given.resolve() for given in inputs):
        message = _("{file} is an input; it is never overwritten.").format(file=output.name)
        raise InputError([Issue("output-is-input", message, _("Choose another name for -o."), sheet="-o")])
    if output.suffix.lower() not in kinds:
        message = _("The output cannot be written as “{suffix}”.").format(suffix=output.suffix)
        needed = _("Use one of: {kinds}.").format(kinds=", ".join(kinds))
        raise InputError([Issue("output-kind", message, needed, sheet="-o", found=output.name)])
    return output
