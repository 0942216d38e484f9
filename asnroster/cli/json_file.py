"""Writes the summary of ``--json`` into a file, or to standard output, where nothing else goes then."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from asnroster.api.targets import STANDARD_OUTPUT
from asnroster.errors import Issue


@dataclass
class JsonTarget:
    """Where a command's summary goes.

    Attributes:
        path: what ``--json`` says; None where it is not given.
        stdout: standard output as it was before all else was sent elsewhere.
        written: whether the command wrote it.
    """

    path: Path | None
    stdout: TextIO | None
    written: bool = False


_TARGET: ContextVar[JsonTarget | None] = ContextVar("json target", default=None)


@contextmanager
def json_target(path: Path | None) -> Iterator[JsonTarget]:
    """While the block runs, ``--json -`` has standard output for itself: all else goes to standard error."""
    target = JsonTarget(path, sys.stdout)
    token = _TARGET.set(target)
    try:
        if path == STANDARD_OUTPUT:
            with redirect_stdout(sys.stderr):
                yield target
        else:
            yield target
    finally:
        _TARGET.reset(token)


def write_summary(data: Mapping[str, Any], path: Path | None) -> None:
    """Write a command's summary where ``--json`` says, if it says anything.

    Raises:
        OSError: when the folder cannot be written to.
    """
    if path is None:
        return
    from asnroster.output.summary import json_text, write_json

    target = _TARGET.get()
    if path != STANDARD_OUTPUT:
        write_json(data, path)
    elif target is not None and target.stdout is not None:
        target.stdout.write(json_text(data))
        target.stdout.flush()
    if target is not None:
        target.written = True


def write_refusal(issues: Sequence[Issue], target: JsonTarget, *, force: bool) -> None:
    """Write what was wrong, unless the command did, or the file is somebody else's or what is wrong itself.

    Raises:
        OSError: when the folder cannot be written to.
    """
    path = target.path
    if path is None or target.written:
        return
    if path != STANDARD_OUTPUT:
        from asnroster.files import is_untouched

        if any(issue.sheet == "--json" or issue.file == path.name for issue in issues):
            return
        if path.exists() and not is_untouched(path) and not (force and path.suffix.lower() == ".json"):
            return
    from asnroster.output.summary import refusal_summary

    write_summary(refusal_summary(issues), path)
