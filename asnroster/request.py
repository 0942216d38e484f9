"""The request of a run, and the watch that is told how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asnroster.intake.rosters.files import Reading
from asnroster.intake.sheets import Book

if TYPE_CHECKING:
    from asnroster.engine.search.search import Progress


@dataclass(frozen=True)
class Request:
    """What a user asks for.

    Attributes:
        scenario: shipped name or path; None takes the workbook's own sheet Skenario, or else bkn-3-2.
        written: a roster's own file name and the scenario that it holds (TOML), for want of ``scenario``.
        staff_named: the user named the staff file, so that its sheet Skenario comes before ``written``.
        parameters: ``--set`` values by parameter.
        mapping: ``--map``: sheet -> heading -> column.
        strict: stop for open assumptions, own idle rules that keep people in the office, and orders not obeyed.
        confirm: take all that is assumed as agreed to.
        answers: rosters whose sheets Konfirmasi are read too.
        history: rosters of earlier days; where two tell of one person-day, the later one counts.
        agency: the path of the agency whose part alone is judged; empty for the whole.
        base: the roster in force, which a new one is held against.
        what_if: take the scenario as if it were in force on every day.
        reading: what the user says about roster files.
        one_policy: set the column Skenario of the sheet Unit aside.
        policy_folder: where files named in it are looked for; None: beside the workbook.
        cells: tables that lie in no file, by the names that stand for them where a file is named.
        keep_near: the new roster is to keep near to ``base``, and the days of that before it are history.
    """

    staff: Path
    units: Path | None = None
    scenario: str | None = None
    written: tuple[str, str] | None = None
    staff_named: bool = True
    parameters: Mapping[str, object] = field(default_factory=dict)
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    strict: bool = False
    confirm: bool = False
    answers: tuple[Path, ...] = ()
    history: tuple[Path, ...] = ()
    agency: str = ""
    base: Path | None = None
    what_if: bool = False
    reading: Reading = field(default_factory=Reading)
    keep_near: bool = False
    one_policy: bool = False
    policy_folder: Path | None = None
    cells: Mapping[Path, Book] = field(default_factory=dict)

    def table(self, path: Path) -> Path | Book:
        """A table that is named: the file, or the cells that lie in none."""
        return self.cells.get(path, path)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far a run is, and who may end it.

    Attributes:
        stage: told what is done next.
        search: told how each search goes.
        stop: once set, what is known so far is the answer.
    """

    stage: Callable[[str], None] = lambda text: None
    search: Callable[[Progress], None] = lambda progress: None
    stop: threading.Event = field(default_factory=threading.Event)
