"""Every command, registered on the application by being imported; the order is the order of the help."""

# ruff: noqa: I001
import functools
from typing import Any

from typer.main import get_command

from asnroster.cli import solve, check, importing, audit, explain, report  # noqa: F401
from asnroster.cli import compare, study, scenarios, rules, init, template, sample, guide, schema, completion  # noqa: F401
from asnroster.cli.app import app

__all__ = ["app"]


@functools.cache
def command_line() -> Any:
    """The whole command line as one command; made once, for to read the parameters of every command takes long."""
    return get_command(app)
