"""What stands in the way of a file that is to be written, seen before any work."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from asnroster.errors import InputError, Issue
from asnroster.words import _

STANDARD_OUTPUT = Path("-")
ROSTERS = (".xlsx", ".csv", ".html")


def in_the_way(path: Path, option: str, taken: Collection[Path], kinds: tuple[str, ...]) -> Iterator[Issue]:
    """Everything that keeps a file from being written: it is taken, a folder, locked, or of no kind of ours.

    Args:
        path: the file.
        option: which names it.
        taken: files that the run reads or writes, as resolved paths.
        kinds: suffixes that will do; none: all.
    """
    other = _("Choose another name for {option}.").format(option=option)
    if path.resolve() in taken:
        message = _("{file} is read or written by this run already; it is never overwritten.")
        yield Issue("output-taken", message.format(file=path.name), other, sheet=option, found=path.name)
    elif path.is_dir():
        message = _("{file} is a folder.").format(file=path.name)
        yield Issue("output-folder", message, other, sheet=option, found=path.name)
    elif not path.parent.is_dir():
        message = _("There is no folder “{folder}”.").format(folder=path.parent)
        yield Issue("output-folder", message, _("Make the folder first."), sheet=option, found=str(path))
    elif reason := _locked(path):
        message = _("{file} cannot be written: {reason}.").format(file=path.name, reason=reason)
        needed = _("Close it in Excel, or choose another name for {option}.").format(option=option)
        yield Issue("output-locked", message, needed, sheet=option, found=path.name)
    if kinds and path.suffix.lower() not in kinds:
        message = _("The output cannot be written as “{suffix}”.").format(suffix=path.suffix)
        needed = _("Use one of: {kinds}.").format(kinds=", ".join(kinds))
        yield Issue("output-kind", message, needed, sheet=option, found=path.name)


def _locked(path: Path) -> str:
    """Why a file cannot be written, empty where it can: seen before any work, for Excel locks what it has open."""
    try:
        if path.exists():
            path.open("r+b").close()
        elif not os.access(path.absolute().parent, os.W_OK):
            return os.strerror(errno.EACCES)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def check_outputs(
    output: Path | None,
    json: Path | None,
    inputs: Iterable[Path | str | None],
    *,
    kinds: tuple[str, ...] = ROSTERS,
    option: str = "-o",
) -> None:
    """See before any work that what is to be written can be, and overwrites nothing that the run reads.

    Args:
        output: of ``-o``.
        json: of ``--json``.
        inputs: files that the run reads; a scenario's name does no harm here.
        kinds: suffixes that ``-o`` takes.
        option: what ``-o`` is called here.

    Raises:
        InputError: with everything that stands in the way.
    """
    taken = {Path(source).resolve() for source in inputs if source}
    issues: list[Issue] = []
    for name, path, suffixes in ((option, output, kinds), ("--json", json, ())):
        if path is not None and (name != "--json" or path != STANDARD_OUTPUT):
            issues += in_the_way(path, name, taken, suffixes)
            taken.add(path.resolve())
    if issues:
        raise InputError(issues)


def check_overwritten(*paths: Path | None, force: bool) -> None:
    """See before any work that nothing is lost: what asnroster wrote and nobody changed may be written anew.

    Raises:
        InputError: with every file that is something else, unless the user said ``--force``.
    """
    there = [
        path
        for path in paths
        if path is not None and path != STANDARD_OUTPUT and path.is_file() and not force
    ]
    if not there:
        return
    from asnroster.files import is_untouched

    message = _("There is a file of that name already, and it is not as asnroster wrote it.")
    needed = _("Choose another name, or add --force.")
    issues = [
        Issue("file-exists", message, needed, file=path.name) for path in there if not is_untouched(path)
    ]
    if issues:
        raise InputError(issues)


def check_split(output: Path | None, split: object | None) -> None:
    """See before any work that the folder of a split roster can be made: what is in it is never overwritten.

    Raises:
        InputError: when ``-o`` is no workbook, or the folder is there already.
    """
    if output is None or split is None:
        return
    from asnroster.output.workbook import split_folder

    folder = split_folder(output)
    if output.suffix.lower() != ".xlsx":
        message = _("Only a workbook (.xlsx) can be split.")
        raise InputError([Issue("split-kind", message, _("Let the name end with .xlsx."), sheet="--split")])
    if folder.exists():
        message = _("There is a “{folder}” already; it is never overwritten.").format(folder=folder.name)
        needed = _("Choose another name for {option}.").format(option="-o")
        raise InputError([Issue("split-folder", message, needed, sheet="--split", found=folder.name)])
