"""``asnroster guide``: the user guide on the terminal."""

from __future__ import annotations

import typer

from asnroster.cli.app import command, console, guarded
from asnroster.words import _, language


@command(help=_("Show the user guide."))
@guarded
def guide() -> None:
    """Show the guide of the user's language; plain Markdown when piped."""
    from importlib.resources import files

    text = (files("asnroster") / "guide" / f"{language()}.md").read_text("utf-8")
    if not console().is_terminal:
        typer.echo(text)
        return
    from rich.markdown import Markdown

    with console().pager(styles=True):
        console().print(Markdown(text))
