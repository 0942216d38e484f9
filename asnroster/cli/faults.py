"""Faults of the program itself: one sentence, and a report without any personal data."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from asnroster import __version__
from asnroster.words import _

_PACKAGE = Path(__file__).parent.parent


def fault_text(error: BaseException, arguments: Sequence[str], commands: Collection[str]) -> str:
    """The report of a fault: versions, command, kinds of errors and places in the program.

    Never what an error says, nor arguments or values of variables: there may be a name or NIP in them.

    Args:
        error: what was raised.
        arguments: of the command line; only the command's name is told.
        commands: the names of all commands.
    """
    command = next((word for word in arguments if word in commands), "-")
    lines = [
        f"asnroster {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"command: {command}",
    ]
    for one in _chain(error):
        lines.append(f"error: {type(one).__module__}.{type(one).__qualname__}")
        lines += [f"  {place}" for place in _places(one.__traceback__)]
    return "\n".join(lines) + "\n"


def is_stop(error: BaseException) -> bool:
    """Whether it came of Ctrl-C: a library that is just being loaded makes an error of its own of it."""
    return any(isinstance(one, KeyboardInterrupt) for one in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, the latest first."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Module and line of every frame of the program itself; a place met again and again once."""
    before = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            module = ".".join((_PACKAGE.name, *path.relative_to(_PACKAGE).with_suffix("").parts))
            place = f"{module} line {trace.tb_lineno}"
            if place != before:
                yield place
            before = place
        trace = trace.tb_next


def tell_fault(error: BaseException, arguments: Sequence[str], commands: Collection[str]) -> None:
    """Write the report beside the user's files (or among the temporary ones) and say so in one sentence."""
    kind = type(error).__name__
    path = _written(fault_text(error, arguments, commands))
    if isinstance(error, MemoryError):
        sentence = _("The memory of this computer was not enough.")
    else:
        sentence = _("asnroster met something that it was not made for ({kind}).").format(kind=kind)
    if path is not None:
        more = _(
            "What helps to mend it, without any data of employees, is in {file}: please send that file in."
        )
        sentence = f"{sentence} {more.format(file=path)}"
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")


def _written(text: str) -> Path | None:
    name = f"asnroster-fault-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    for folder in (Path(), Path(tempfile.gettempdir())):
        try:
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return None
