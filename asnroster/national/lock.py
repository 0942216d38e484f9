"""One run at a time in a folder: two would cut and solve into each other's files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from asnroster.errors import InputError, Issue
from asnroster.national.manifest import LOCK, check_folder
from asnroster.words import _

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # Windows lets nobody read a locked byte: the process id before it stays readable

    def _locked(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network folder that knows no locks
            return True
        return True


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other run in a folder while the block lasts; the folder is made where there is none.

    The system takes the lock from a process that ends, however it ends: what a run leaves behind that was killed
    is taken over. The process id in the file is only told.

    Raises:
        InputError: while another run is at work there, or when the folder holds other things than a run.
        OSError: when the folder cannot be written to.
    """
    check_folder(folder)
    made = not folder.exists()
    folder.mkdir(exist_ok=True)
    path = folder / LOCK
    file = _taken(path, folder)
    try:
        yield
    finally:
        if sys.platform == "win32":  # where nothing open can be removed
            file.close()
        with suppress(FileNotFoundError, PermissionError):
            path.unlink()
        file.close()
        if made:
            with suppress(OSError):  # it goes again if nothing came to be in it
                folder.rmdir()


def _taken(path: Path, folder: Path) -> IO[str]:
    """The lock file, open and ours."""
    while True:
        file = path.open("a+", encoding="utf-8")
        if not _locked(file):
            file.seek(0)
            process = file.read().strip() or "?"
            file.close()
            message = _("Another run (process {process}) is at work in “{folder}”.")
            needed = _("Wait until it has ended, or name another folder.")
            text = message.format(process=process, folder=folder)
            raise InputError([Issue("output-busy", text, needed, sheet="-o", found=str(folder))])
        with suppress(FileNotFoundError):
            # Else the run before removed the file between our opening and locking it.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                file.truncate(0)
                file.write(str(os.getpid()))
                file.flush()
                return file
        file.close()
