"""``asnroster scenarios``: what is shipped, and any scenario in plain sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.api.targets import check_outputs, check_overwritten
from asnroster.api.values import parse_parameters
from asnroster.cli import options
from asnroster.cli.app import Command, Exit, Group, app, console, guarded
from asnroster.cli.completion import scenario_words
from asnroster.cli.json_file import write_summary
from asnroster.cli.options import Set
from asnroster.errors import InputError
from asnroster.words import _, use_home_word

if TYPE_CHECKING:
    from asnroster.scenario import Scenario
    from asnroster.scenario_check import Asked, Findings

scenarios = typer.Typer(
    name="scenarios",
    cls=Group,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    help=_("List the shipped scenarios, show one, or check one."),
    rich_markup_mode=None,
    add_completion=False,
)
app.add_typer(scenarios)


@scenarios.callback(invoke_without_command=True)
@guarded
def show_all(context: typer.Context) -> None:
    """List the shipped scenarios; "show" and "check" look at one."""
    if context.invoked_subcommand is not None:
        return
    from asnroster.scenario.find import scenario_names
    from asnroster.scenario.load import load_scenario

    headings = [_("Name"), _("Title"), _("Source"), _("In force"), _("Inherits from")]
    rows = [_row(load_scenario(name)) for name in scenario_names()]
    if not console().is_terminal:
        for row in (headings, *rows):
            typer.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    # A name is there to be copied: it is never cut.
    table = Table()
    for heading in headings:
        table.add_column(heading, no_wrap=heading == headings[0])
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def _row(scenario: Scenario) -> list[str]:
    from asnroster.scenario.describe import windows

    return [scenario.name, scenario.title, scenario.source, windows(scenario), ", ".join(scenario.lineage)]


@scenarios.command(
    "show", cls=Command, options_metavar=_("[OPTIONS]"), help=_("Show a scenario in plain sentences.")
)
@guarded
def show_one(
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("NAME"),
            help=_("A shipped scenario, or the path of a file."),
            autocompletion=scenario_words,
        ),
    ],
    settings: Set = None,
    toml: Annotated[
        bool, typer.Option("--toml", help=_("Print the file itself, to copy and change."))
    ] = False,
) -> None:
    """Print one scenario: what it says, its parameters, each rule with its source."""
    from asnroster.scenario.find import scenario_text
    from asnroster.scenario.load import load_scenario

    if toml:
        typer.echo(scenario_text(name), nl=False)
        return
    scenario = load_scenario(name, parameters=parse_parameters(settings))
    use_home_word(scenario.home_code)
    _print(scenario)


def _print(scenario: Scenario) -> None:
    from asnroster.scenario.describe import facts, parameters

    typer.echo(scenario.title)
    for heading, text in facts(scenario):
        if text:
            typer.echo(f"{heading}: {text}")
    if scenario.description:
        typer.echo(f"\n{scenario.description}")
    settable = list(parameters(scenario))
    if settable:
        typer.echo("\n" + _("Parameters (change with --set):"))
        for key, value in settable:
            typer.echo(f"  {key} = {value}")
    typer.echo("\n" + _("Rules:"))
    for number, rule in enumerate(scenario.rules, start=1):
        title = f": {rule.title}" if rule.title else ""
        typer.echo(f"  {number}. {rule.name}{title}")
        typer.echo(f"     {rule.full_sentence()}")
        if rule.instrument:
            typer.echo("     " + _("Source: {source}").format(source=rule.instrument))


@scenarios.command(
    "check",
    cls=Command,
    options_metavar=_("[OPTIONS]"),
    help=_("Check a scenario: what is wrong in it, or what its rules do."),
)
@guarded
def check_one(
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("Path of a scenario, a workbook with a scenario sheet, or a shipped name."),
        ),
    ],
    staff: Annotated[
        Path | None,
        typer.Option(
            "--staff", metavar=_("FILE"), help=_("The staff whom it is to be applied to."), show_default=False
        ),
    ] = None,
    units: options.Units = None,
    settings: Set = None,
    dates: options.Dates,
    json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar=_("FILE"), help=_("Write what was found as JSON."), show_default=False
        ),
    ] = None,
    force: options.Force = False,
) -> None:
    """Say that a scenario is sound and what it does, or everything that is wrong."""
    check_outputs(None, json, [name, staff, units])
    check_overwritten(json, force=force)
    from asnroster.scenario_check import Asked

    question = Asked(name, staff, units, parse_parameters(settings), *dates.span)
    findings = _checked(question, json)
    from asnroster.cli.findings import show

    show(findings, question)
    if findings.stops:
        raise typer.Exit(Exit.BAD_INPUT)


def _checked(question: Asked, json: Path | None) -> Findings:
    """The findings of the check; written as JSON too where asked for, also when the scenario is unsound."""
    from asnroster.scenario_check import as_json, bad_scenario, check

    try:
        findings = check(question)
    except InputError as error:
        write_summary(bad_scenario(error.issues), json)
        raise
    write_summary(as_json(findings), json)
    return findings
