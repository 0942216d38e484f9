"""``asnroster`` alone: the three commands that matter, and what lies in this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from asnroster.cli.called import program, quoted
from asnroster.words import _, number_text

BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})
MOST_LISTED = 8


def welcome() -> None:
    """Tell where to begin."""
    for line in _lines(Path()):
        typer.echo(line)


def _lines(folder: Path) -> Iterator[str]:
    lists = staff_tables(folder)
    rosters = [path for path in _books(folder) if path not in lists]
    staff = lists[0].name if lists else "staff.xlsx"
    roster = rosters[0].name if rosters else "roster.xlsx"
    called = program()
    yield _("asnroster makes office/home rosters from the staff list that you have.")
    yield ""
    for command, what in (
        (f"{called} solve {quoted(staff)}", _("make the roster; nothing need be prepared")),
        (f"{called} check {quoted(staff)}", _("see what is read, assumed and passed over")),
        (f"{called} audit {quoted(roster)}", _("judge a roster after you changed it in Excel")),
    ):
        yield f"  {command:<36} {what}"
    yield ""
    if lists or rosters:
        yield _("In this folder:")
        yield from _listed(lists, _("a table, perhaps your staff list"))
        yield from _listed(rosters, _("written by asnroster"))
    else:
        yield _(
            "There is no table in this folder yet. “{program} init” asks what is needed and writes one."
        ).format(program=called)
    yield ""
    form = _("Step by step: {program} init. Every command: {program} -h. The guide: {program} guide")
    yield form.format(program=called)


def _listed(paths: list[Path], kind: str) -> Iterator[str]:
    for path in paths[:MOST_LISTED]:
        yield f"  {path.name:<36} {kind}"
    if len(paths) > MOST_LISTED:
        yield _("  … and {count} more").format(count=number_text(len(paths) - MOST_LISTED))


def staff_tables(folder: Path) -> list[Path]:
    """The tables of a folder that are no results of asnroster's; those that are called after the staff stand first."""
    from asnroster.files import is_result

    return sorted((path for path in _books(folder) if not is_result(path)), key=_unlike_staff)


def _books(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if _is_book(path))


def _unlike_staff(path: Path) -> bool:
    """Whether a file's name does not say that it is the staff list: those that say so stand first."""
    return not any(word in path.stem.lower() for word in ("staff", "pegawai"))


def _is_book(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in BOOKS and not path.name.startswith((".", "~$"))
