"""Where a piece of a scenario was written, for messages that name the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from asnroster.domain.inputs import SCENARIO
from asnroster.errors import Issue

Key = tuple[str | int, ...]
SHEET = SCENARIO
# Stands for a workbook's cell that was reported as unreadable, so that it is not reported again as missing.
UNREADABLE = object()


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a scenario was read from.

    Attributes:
        path: the file; names in ``extends`` are looked up beside it.
        cells: for a workbook, the cell of each key; None for a TOML file.
    """

    path: Path
    cells: Mapping[Key, str] | None = None

    def issue(self, code: str, key: Key, message: str, needed: str = "", found: object = "") -> Issue:
        """An issue at a key: named by its path in a file, by its cell in a workbook."""
        in_workbook = self.cells is not None
        return Issue(
            code,
            message,
            needed,
            file=self.path.name,
            sheet=SHEET if in_workbook else key_text(key),
            cell=self._cell(key),
            found=shown(found),
        )

    def _cell(self, key: Key) -> str:
        cells = self.cells or {}
        inside = [cell for place, cell in cells.items() if place[: len(key)] == key]
        return cells.get(key) or next(iter(inside), "") or (self._cell(key[:-1]) if key else "")


def key_text(key: Key) -> str:
    """``rules "use the home days".at_least``, ``rules[2].rule``, ``signature.place``."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part}]"
        elif text == "rules":
            text += f' "{part}"'
        else:
            text += f".{part}" if text else part
    return text


def shown(value: object) -> str:
    """A value as its author would recognise it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {shown(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return str(value)
