"""``asnroster scenarios``: what is shipped, and any scenario in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asnroster.cli.app import Command, Group, app, console, guarded
from asnroster.cli.options import Set, parse_parameters
from asnroster.words import _

if TYPE_CHECKING:
    from asnroster.scenario import Scenario

scenarios = typer.Typer(
    name="scenarios",
    cls=Group,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    help=_("List the shipped scenarios, or show one."),
    rich_markup_mode=None,
    add_completion=False,
)
app.add_typer(scenarios)


@scenarios.callback(invoke_without_command=True)
@guarded
def show_all(context: typer.Context) -> None:
    """List the shipped scenarios, or show one with "show"."""
    if context.invoked_subcommand is not None:
        return
    from asnroster.scenario.find import scenario_names
    from asnroster.scenario.load import load_scenario

    headings = [_("Name"), _("Title"), _("Source"), _("Dates"), _("Inherits from")]
    rows = [_row(load_scenario(name)) for name in scenario_names()]
    if not console().is_terminal:
        for row in (headings, *rows):
            typer.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def _row(scenario: Scenario) -> list[str]:
    from asnroster.scenario.describe import dates

    return [scenario.name, scenario.title, scenario.source, dates(scenario), ", ".join(scenario.lineage)]


@scenarios.command(
    "show", cls=Command, options_metavar=_("[OPTIONS]"), help=_("Show a scenario in plain sentences.")
)
@guarded
def show_one(
    name: Annotated[
        str, typer.Argument(metavar=_("NAME"), help=_("A shipped scenario, or the path of a file."))
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
    _print(load_scenario(name, parameters=parse_parameters(settings)))


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
