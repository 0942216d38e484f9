"""Shell completion: what the Tab key offers, and ``asnroster completion``, which puts it into a shell."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from asnroster.cli.app import command, guarded
from asnroster.words import _

VARIABLE = "_ASNROSTER_COMPLETE"
_LINES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")  # where a shell puts the line: bash, and the others


class Shell(StrEnum):
    """Shells that the command line library can complete in."""

    bash = "bash"  # the command line library names choices by their members
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"
    pwsh = "pwsh"


def answer_completion() -> bool:
    """Teach the command line library its shells where a shell asks what could follow; whether one does."""
    is_asked = VARIABLE in os.environ
    if is_asked:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    return is_asked


def scenario_words(incomplete: str) -> list[str]:
    """Shipped scenarios and the TOML files of a folder that begin so."""
    from asnroster.scenario.find import scenario_names

    near = Path(incomplete)
    folder = near if incomplete.endswith(("/", os.sep)) else near.parent
    files = [str(path) for path in folder.glob("*.toml")] if folder.is_dir() else []
    return [name for name in (*scenario_names(), *sorted(files)) if name.startswith(incomplete)]


def rule_words(incomplete: str) -> list[str]:
    """Keys of rules that begin so."""
    from asnroster.rules.registry import registry

    return [key for key in registry() if key.startswith(incomplete)]


def agency_words(incomplete: str) -> list[str]:
    """Agencies of the first roster on the line that begin so; none where it cannot be read."""
    from click.shell_completion import split_arg_string

    from asnroster.domain.groups import fold
    from asnroster.errors import InputError
    from asnroster.intake.rosters.files import agencies_listed

    # An option without its value ends the library's reading of the line, before any argument.
    line = next((os.environ[name] for name in _LINES if name in os.environ), "")
    rosters = [path for path in map(Path, split_arg_string(line)[1:]) if path.suffix and path.is_file()]
    try:
        names = agencies_listed(rosters[0]) if rosters else []
    except (InputError, OSError):
        return []
    return [name for name in names if fold(name).startswith(fold(incomplete))]


@command("completion", help=_("Let the Tab key complete commands, options, scenarios, rules, agencies."))
@guarded
def complete(
    shell: Annotated[
        Shell | None,
        typer.Argument(
            metavar=_("SHELL"), help=_("bash, zsh, fish, powershell, or pwsh (default: this one).")
        ),
    ] = None,
    install: Annotated[
        bool,
        typer.Option("--install", help=_("Put it into the settings of the shell instead of printing it.")),
    ] = False,
) -> None:
    """Print or install what makes the Tab key complete commands, options, scenarios, rules, and agencies."""
    from typer import completion

    from asnroster.errors import InputError, Issue

    name = shell.value if shell is not None else _this_shell()
    if install and name in (Shell.powershell, Shell.pwsh):
        # The library would also lift the policy on scripts for the whole account: that is nobody's wish.
        message = _("PowerShell's settings are not changed for you.")
        needed = _("Type: {command}").format(command="asnroster completion powershell >> $PROFILE")
        raise InputError([Issue("shell", message, needed, sheet="--install")])
    if install:
        _shell, path = completion.install(  # type: ignore[attr-defined]
            shell=name, prog_name="asnroster", complete_var=VARIABLE
        )
        typer.echo(_("Written: {file}").format(file=path))
        typer.echo(
            _(
                "Open a new terminal: the Tab key then completes commands, options, scenarios, rules, and agencies."
            )
        )
        return
    typer.echo(
        completion.get_completion_script(  # type: ignore[attr-defined]
            prog_name="asnroster", complete_var=VARIABLE, shell=name
        )
    )


def _this_shell() -> str:
    """The shell that the command was typed in.

    Raises:
        InputError: when it cannot be told, or the Tab key cannot be taught there.
    """
    import shellingham  # type: ignore[import-untyped]

    from asnroster.errors import InputError, Issue

    names = ", ".join(Shell)
    try:
        name: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in list(Shell):
        message = _("It cannot be told which shell this is.")
        raise InputError([Issue("shell", message, _("Name it: {names}.").format(names=names), found=name)])
    return name
