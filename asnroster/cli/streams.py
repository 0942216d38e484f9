"""Standard output and standard error that never end a run: any encoding will do, and a reader may go."""

from __future__ import annotations

import codecs
import errno
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

STANDARD_OUTPUT = 1
_HANDLER = "asnroster.plain"
_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "−": "-", "·": "*", "•": "*",
    "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "×": "x", "✓": "v", "✔": "v", "✗": "x", "│": "|", "┃": "|",
}  # fmt: skip
_GONE = {errno.EPIPE, errno.ESHUTDOWN, *((errno.EINVAL,) if os.name == "nt" else ())}


class Patient:
    """A text stream whose writes never fail: what cannot be written any more is dropped.

    Attributes:
        lost: why output was lost, if for another reason than that its reader has gone (``| head``).
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    @property
    def encoding(self) -> str | None:
        """The stream's encoding; never ASCII, for then typer would write UTF-8 past this stream."""
        name: str | None = self._stream.encoding
        return "latin-1" if name and codecs.lookup(name).name == "ascii" else name

    def write(self, text: str) -> int:
        """Write a text, or drop it."""
        try:
            return self._stream.write(text)
        except OSError as error:
            self._give_up(error)
            return len(text)

    def flush(self) -> None:
        """Hand on what was written, or drop it."""
        try:
            self._stream.flush()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        if error.errno not in _GONE:
            self.lost = self.lost or error
        # What the stream still holds would fail again when Python ends: it goes to nowhere.
        with suppress(OSError, ValueError):
            _to_nowhere(self._stream.fileno())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def plain_text(text: str) -> str:
    """A text in ASCII, as near as may be: “…” becomes ``"..."``, é becomes e, what has no likeness ``?``."""
    return "".join(_PLAIN.get(letter) or _without_accent(letter) for letter in text)


def _without_accent(letter: str) -> str:
    if unicodedata.name(letter, "").startswith("BOX DRAWINGS"):
        return "-"
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare or "?"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain_text(error.object[error.start : error.end]), error.end


@contextmanager
def patient_streams() -> Iterator[tuple[Patient | None, Patient | None]]:
    """Standard output and error made patient while the block runs."""
    codecs.register_error(_HANDLER, _replaced)
    before = sys.stdout, sys.stderr
    own = _of_its_own(sys.stdout)
    out, err = (None if stream is None else _patient(stream) for stream in (own, sys.stderr))
    # Without a console (pythonw, a service) Python has no streams at all.
    sys.stdout, sys.stderr = cast("tuple[TextIO, TextIO]", (out, err))
    hook, sys.unraisablehook = sys.unraisablehook, _silent
    try:
        yield out, err
    finally:
        sys.unraisablehook = hook
        for stream in (out, err):
            if stream is not None:
                stream.flush()
        sys.stdout, sys.stderr = before
        if own is not None and own is not sys.stdout:
            _give_back(own)


def _of_its_own(stream: TextIO | None) -> TextIO | None:
    """The same stream on a descriptor of its own: what a library prints by itself, as HiGHS does, goes nowhere."""
    try:
        if stream is None or os.name == "nt" or stream.fileno() != STANDARD_OUTPUT:
            return stream
    except (AttributeError, OSError, ValueError):
        return stream
    stream.flush()
    own = os.dup(STANDARD_OUTPUT)
    _to_nowhere(STANDARD_OUTPUT)
    lines = 1 if stream.isatty() else -1
    return os.fdopen(own, "w", lines, encoding=stream.encoding, errors=stream.errors)


def _to_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _give_back(own: TextIO) -> None:
    """The usual descriptor again, once a library's own buffer is empty."""
    if "ortools" in sys.modules:
        import ctypes

        ctypes.CDLL(None).fflush(None)
    with suppress(OSError):
        os.dup2(own.fileno(), STANDARD_OUTPUT)
    with suppress(OSError):
        own.close()


def _silent(failure: sys.UnraisableHookArgs) -> None:
    """Say nothing of a file that could not be closed: that it was not written was said already."""
    if not isinstance(failure.exc_value, OSError):
        sys.__unraisablehook__(failure)


def _patient(stream: TextIO) -> Patient:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=_HANDLER)
    return Patient(stream)
