"""What stands in the way of a file that is to be written, seen before any work."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from asnroster.errors import Issue
from asnroster.words import _


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
