"""The Typer application and what every command shares: printing, issues, exit codes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from asnroster.cli.groups import Grouped
from asnroster.cli.json_file import JsonTarget, json_target, write_refusal
from asnroster.errors import InputError, Issue
from asnroster.words import _, number_text

if TYPE_CHECKING:
    from rich.console import Console

MOST_ALIKE = 3  # notices of one kind that are still listed one by one
MOST_REFUSED = 24  # issues that are listed one by one
MOST_CELLS = 8
SINGLE = frozenset({"column-used-as"})  # each says something of its own: which heading is read as what


class Exit(IntEnum):
    """Exit codes of every command."""

    GOOD = 0
    VIOLATIONS = 1
    BAD_INPUT = 2
    NO_ROSTER = 3
    STOPPED = 4
    DISAGREE = 5
    FAULT = 70


class _Spoken:
    """Help in the user's language, also where the command line library has English fixed."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help and exit.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))


class Command(_Spoken, TyperCommand):
    """One command."""


class Group(_Spoken, TyperGroup):
    """A group of commands."""


IDLE = frozenset({"rule-idle-column", "rule-idle-base"})  # rules without data: one paragraph names them all
HELP = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="asnroster",
    cls=Group,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
    help=_("Office/home rosters for civil servants: solved, audited, written to Excel."),
    invoke_without_command=True,
    context_settings=HELP,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


command = functools.partial(app.command, cls=Command, options_metavar=_("[OPTIONS]"))


def _show_version(wanted: bool) -> None:
    if wanted:
        from asnroster import __version__

        typer.echo(f"asnroster {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="id|en", help=_("Language: id (default) or en; also ASNROSTER_LANG.")),
    ] = "id",
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version and exit.")
        ),
    ] = False,
) -> None:
    """Options before the command; the language was taken off the line already. Without a command: where to begin."""
    if context.invoked_subcommand is None:
        from asnroster.cli.welcome import welcome

        welcome()


@functools.cache
def console(*, stderr: bool = False) -> Console:
    """The rich console; plain and 200 columns wide when piped, so that no cell is cut."""
    from rich.console import Console

    terminal = Console(stderr=stderr, highlight=False, soft_wrap=False)
    return terminal if terminal.is_terminal else Console(stderr=stderr, highlight=False, width=200)


def show_issues(issues: Iterable[Issue], *, title: str, style: str = "red") -> None:
    """List issues on stderr: a table on a terminal, one plain line each when piped."""
    listed = list(issues)
    out = console(stderr=True)
    if not listed:
        return
    if not out.is_terminal:
        for issue in listed:
            typer.echo(issue.line(), err=True)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{title} ({len(listed)})", title_style=f"bold {style}", title_justify="left")
    for heading in (_("Place"), _("What is wrong"), _("What would do")):
        table.add_column(heading, overflow="fold")
    for issue in listed:
        table.add_row(Text(issue.place()), Text(issue.message), Text(issue.needed))
    out.print(table)


def show_notices(issues: Iterable[Issue], *, every: bool = False) -> None:
    """List notices (nothing is wrong enough to stop) on stderr; many of one kind on one line, unless ``every``."""
    listed = list(issues)
    notices_shown = listed if every else [one for one in listed if one.code not in IDLE]
    shown = notices_shown if every else list(together(notices_shown))
    idle = [] if every else list(_idle(listed))
    show_issues([*shown, *idle], title=_("Notices"), style="yellow")
    if sum(one.code not in SINGLE for one in shown) < sum(one.code not in SINGLE for one in notices_shown):
        typer.echo(_("“asnroster check --details” lists every notice about a staff file."), err=True)


def _idle(notices: Iterable[Issue]) -> Iterator[Issue]:
    """Rules without data as one notice that names them all."""
    idle = dict.fromkeys(notice.found for notice in notices if notice.code in IDLE)
    if idle:
        message = _("Nothing to check for want of data: {rules}.").format(rules="; ".join(idle))
        yield Issue("rule-idle-column", message)


def together(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Issues of one kind about many cells of a sheet as one, which names the first cells and counts the rest.

    Of those that each say something of their own every message stands in it.
    """
    alike: dict[object, list[Issue]] = {}
    for issue in issues:
        alike.setdefault((issue.code, issue.file, issue.sheet) if issue.cell else issue, []).append(issue)
    for first, *others in alike.values():
        if len(others) < MOST_ALIKE:
            yield from (first, *others)
        elif first.code in SINGLE:
            yield replace(
                first, message="; ".join(one.message.removesuffix(".") for one in (first, *others)) + "."
            )
        else:
            cells = ", ".join(other.cell for other in others[:MOST_CELLS])
            cells += " …" if len(others) > MOST_CELLS else ""
            more = _("And {count} more like this: {cells}").format(
                count=number_text(len(others)), cells=cells
            )
            yield replace(first, needed=f"{first.needed} {more}".strip())


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Spread a command's groups of options, and turn bad input into a list of every issue and exit code 2; a file trouble likewise.

    With ``--json`` what was wrong is written there too, and ``--json -`` has standard output for itself.
    """
    spread = Grouped(command)

    @functools.wraps(spread)
    def wrapper(**kwargs: Any) -> None:
        path = kwargs.get("json")
        with json_target(path if isinstance(path, Path) else None) as target:
            try:
                spread(**kwargs)
            except InputError as error:
                issues: Sequence[Issue] = error.issues
            except OSError as error:
                issues = [_file_trouble(error)]
            except KeyboardInterrupt:
                typer.echo(_("Stopped by you before there was anything to write."), err=True)
                raise typer.Exit(Exit.STOPPED) from None
            else:
                return
            _refuse(issues, target, force=bool(kwargs.get("force")))
        raise typer.Exit(Exit.BAD_INPUT)

    return wrapper


def _file_trouble(error: OSError) -> Issue:
    message = _("The file could not be used: {reason}.").format(reason=error.strerror or type(error).__name__)
    # Of two names the second is the file that was meant, the first our temporary one.
    name = str(error.filename2 or error.filename or "")
    return Issue("file", message, _("Check the path, and close it in Excel."), file=name)


def _refuse(issues: Sequence[Issue], target: JsonTarget, *, force: bool) -> None:
    try:
        write_refusal(issues, target, force=force)
    except OSError as error:
        issues = [*issues, _file_trouble(error)]
    shown = issues if len(issues) <= MOST_REFUSED else list(together(issues))
    show_issues(shown, title=_("Problems in the input"))
