"""Files that ship with the package: found from a checkout and from an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(folder: str, name: str) -> Path:
    """Path of a shipped file or folder, e.g. ``resource("data", "kota_bekasi_opd.csv")``.

    A wheel carries the folder inside the package, a checkout beside it.

    Raises:
        FileNotFoundError: when it is in neither place.
    """
    for base in (PACKAGE, PACKAGE.parent):
        path = base / folder / name
        if path.exists():
            return path
    raise FileNotFoundError(2, "No such shipped file", f"{folder}/{name}")


def resources(folder: str, suffix: str) -> list[Path]:
    """The shipped files of a folder that end in ``suffix``, by name; none when there is no such folder."""
    for base in (PACKAGE, PACKAGE.parent):
        paths = sorted((base / folder).glob(f"*{suffix}"))
        if paths:
            return paths
    return []
