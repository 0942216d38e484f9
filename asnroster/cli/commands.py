"""Every command, registered on the application by being imported; the order is the order of the help."""

# ruff: noqa: I001
import functools
from copy import copy
from typing import Any

from typer.main import get_command, get_command_name
from typer.models import CommandInfo

from asnroster.cli import solve, check, importing, audit, explain, report  # noqa: F401
from asnroster.cli import compare, study, scenarios, rules, init, template, sample, guide, schema, completion  # noqa: F401
from asnroster.cli.app import app

__all__ = ["app"]

_WITHOUT_COMMAND = ("", "-h", "--help", "--version")


@functools.cache
def command_line(first: str | None = None) -> Any:
    """The whole command line as one command, made once for each first word.

    To read the parameters of every command takes half as long as to load them all: where the first word tells that
    one command is called, or none, the others have their names and their help alone.

    Args:
        first: the first word of the line, empty where there is none; None where it may ask for any command.
    """
    commands = {_name(info): info for info in app.registered_commands}
    line = copy(app)
    if first in commands or first in _WITHOUT_COMMAND:
        line.registered_commands = [
            info if name == first else _bare(name, info) for name, info in commands.items()
        ]
    return get_command(line)


def _name(info: CommandInfo) -> str:
    return info.name or get_command_name(getattr(info.callback, "__name__", ""))


def _bare(name: str, info: CommandInfo) -> CommandInfo:
    """A command without parameters, to be listed and never called."""
    bare = copy(info)
    bare.name, bare.callback = name, lambda: None
    return bare
