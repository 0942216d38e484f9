"""The name by which the program was called: a command that it advises works when it is typed as shown."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAME = "asnroster"


def program() -> str:
    """``asnroster`` where the shell finds it, else the way it was called by: ``.venv/bin/asnroster``."""
    called = Path(sys.argv[0])
    if called.name == str(called) or called.stem != NAME or shutil.which(NAME):
        return NAME
    if called.is_absolute() and called.is_relative_to(Path.cwd()):
        called = called.relative_to(Path.cwd())
    # A file of this very folder is found by its path only.
    text = str(called) if called.parent != Path() else f".{os.sep}{called}"
    return quoted(text)


def quoted(text: str) -> str:
    """A word of a command, in quotes where it holds a space."""
    return f'"{text}"' if " " in text else text
