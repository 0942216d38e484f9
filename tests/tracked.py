"""The project's own files: those that git tracks, or all of an unpacked source archive. Whatever else lies about is nobody's business."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def tracked(folder: Path = ROOT) -> tuple[Path, ...]:
    """Every file, by its path; without git those that the source archive is made of."""
    if (folder / ".git").exists() and shutil.which("git"):
        words = ("git", "ls-files", "-z")
        listed = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout
        found = [folder / name for name in listed.split("\0") if name]
    else:
        built = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
        places = [folder / name for name in ("pyproject.toml", *built["targets"]["sdist"]["include"])]
        found = [path for place in places for path in (place.rglob("*") if place.is_dir() else (place,))]
    return tuple(sorted(path for path in {*found} if path.is_file() and "__pycache__" not in path.parts))


@cache
def tracked_in(place: str, pattern: str) -> tuple[Path, ...]:
    """The files in a folder of the project, at any depth, whose names are of a pattern."""
    return tuple(path for path in tracked() if path.is_relative_to(ROOT / place) and path.match(pattern))
