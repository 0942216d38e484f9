"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` that takes its place when the block ends well.

    Raises:
        OSError: when the folder cannot be written to; it names ``target``, never the temporary file.
    """
    with _told_of(target):
        handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent or ".")
        os.close(handle)
    temporary = Path(name)
    try:
        with _told_of(target, temporary):
            yield temporary
            temporary.chmod(0o644 & ~_umask())
            temporary.replace(target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


@contextmanager
def _told_of(target: Path, temporary: Path | None = None) -> Iterator[None]:
    """Let an error that names no file, or the temporary one, name ``target``."""
    try:
        yield
    except OSError as error:
        if error.errno is None or (temporary and error.filename not in (None, str(temporary), temporary)):
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None


@contextmanager
def whole_file_and_folder(target: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    """A temporary path and a temporary folder that take the places of both together when the block ends well.

    Raises:
        OSError: when they cannot be written, or ``folder`` is there already.
    """
    if folder.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent or ".") as kept:
        inside = Path(kept) / folder.name
        inside.mkdir()
        try:
            with whole_file(target) as temporary:
                yield temporary, inside
                inside.rename(folder)
        except OSError:
            # The file could not take its place: the folder goes back, and away with the temporary one.
            if not inside.exists() and folder.exists():
                folder.rename(inside)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sealed(page: str) -> str:
    """An HTML page with a last line by which it is known that nobody changed it."""
    return f"{page}\n<!-- asnroster {hashlib.sha256(page.encode()).hexdigest()} -->\n"


def is_sealed(text: str) -> bool:
    """Whether a page is as :func:`sealed` wrote it."""
    page, _newline, _seal = text.rstrip("\n").rpartition("\n")
    return text == sealed(page)
