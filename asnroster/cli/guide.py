"""``asnroster guide``: the user guide on the terminal, whole or one chapter of it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import Annotated

import typer

from asnroster.cli.app import command, console, guarded
from asnroster.errors import InputError, Issue
from asnroster.words import _, language

_CHAPTER = re.compile(r"^## (?:(\d+)\. )?(.+)$", re.MULTILINE)


@command(help=_("Show the user guide, or one chapter of it."))
@guarded
def guide(
    chapter: Annotated[
        str | None,
        typer.Argument(
            metavar=_("CHAPTER"), help=_("A chapter's number, or a word of its title."), show_default=False
        ),
    ] = None,
) -> None:
    """Show the guide of the user's language; plain Markdown when piped."""
    from importlib.resources import files

    text = (files("asnroster") / "guide" / f"{language()}.md").read_text("utf-8")
    if chapter is not None:
        text = chapter_text(text, chapter)
    if not console().is_terminal:
        typer.echo(text)
        return
    from rich.markdown import Markdown

    out = console()
    with out.capture() as shown:
        out.print(Markdown(text))
    _page(shown.get())


def _page(text: str) -> None:
    """Leaf through a text in the terminal's own reader; printed where there is none."""
    if os.name == "nt":
        import pydoc

        pydoc.pager(text)
        return
    names = (os.environ.get("PAGER"), shutil.which("less"), shutil.which("more"))
    reader = shlex.split(next(filter(None, names), "")) if sys.stdin.isatty() else []
    if not reader:
        typer.echo(text)
        return
    # A child's usual output leads nowhere (cli/streams.py): it is given the one that the words go to. What fits is shown at once.
    settings = {"LESS": "FRX"} | os.environ
    with suppress(OSError):
        sys.stdout.flush()
        subprocess.run(
            reader, input=text, encoding="utf-8", stdout=sys.stdout.fileno(), env=settings, check=False
        )


def chapter_text(guide: str, wanted: str) -> str:
    """One chapter of the guide, by its number or by a word of its title.

    Raises:
        InputError: when there is none; it lists the chapters.
    """
    heads = list(_CHAPTER.finditer(guide))
    ends = [*(head.start() for head in heads[1:]), len(guide)]
    title_wanted = wanted.strip().casefold()
    for head, end in zip(heads, ends, strict=True):
        number, title = head.groups()
        if title_wanted and (
            title_wanted == number or (not title_wanted.isdigit() and title_wanted in title.casefold())
        ):
            return guide[head.start() : end].rstrip() + "\n"
    chapters = "; ".join(" ".join(filter(None, head.groups())) for head in heads)
    message = _("The guide has no chapter “{chapter}”.").format(chapter=wanted)
    raise InputError(
        [Issue("chapter", message, _("Chapters: {names}.").format(names=chapters), found=wanted)]
    )
