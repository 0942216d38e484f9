"""A run over many governments: its sums for programs, and ``ringkasan.xlsx``, one row for each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asnroster.files import whole_file
from asnroster.output.blocks import Cell, Column, Row, Value
from asnroster.output.page import PAPERS, Page, Paper
from asnroster.output.records import record
from asnroster.output.style import Styles
from asnroster.output.xlsx import OPTIONS, Workbook
from asnroster.words import _

FILE_COLUMN = 9


@record
class Totals:
    """What ``solve --by agency --json`` writes: how many parts ended how, and sums over them."""

    parts: int
    optimal: int
    feasible: int
    infeasible: int
    unknown: int
    input: int
    disagree: int
    failed: int
    waiting: int
    kept: int
    people: int
    people_with_roster: int
    cost: int | None
    bound: int | None
    gap: float | None
    hard_violations: int
    office_days: int
    home_days: int
    home_share: float | None
    seconds: float
    part_seconds: float
    part_cpu_seconds: float
    peak_memory_mb: float
    exit_code: int
    version: str
    folder: str


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One part as its readers see it.

    Attributes:
        people: rostered people; None where nobody could be counted.
        status: in the user's words.
        has_roster: whether ``file`` is a roster, and not the reason why there is none.
        home_share: home person-days of all person-days worked, 0..1.
        file: beside the workbook; empty where there is none.
        why: why there is no roster; empty where there is one.
    """

    name: str
    people: int | None
    status: str
    has_roster: bool
    cost: int | None = None
    gap: float | None = None
    home_share: float | None = None
    violations: int | None = None
    seconds: float | None = None
    file: str = ""
    why: str = ""


def write_overview(
    rows: Sequence[OverviewRow], total: OverviewRow, path: Path, *, titles: Sequence[str], paper: Paper = "A4"
) -> None:
    """Write the overview as a workbook of one printable sheet; numbers stay numbers, files are links.

    Args:
        rows: one a part.
        total: what stands below them.
        path: the .xlsx to write.
        titles: lines above the table, the first one large.
        paper: ``A4`` or ``F4``.

    Raises:
        OSError: when it cannot be written there.
    """
    with whole_file(path) as temporary, Workbook(temporary, OPTIONS) as book:
        book.set_properties({"title": titles[0], "author": "asnroster"})
        page = Page(book, Styles(book), _("Summary"), titles[0], PAPERS[paper])
        for number, line in enumerate(titles):
            page.line(line, "title" if number == 0 else "subtitle")
        page.row += 1
        columns = _columns()
        cells = [
            Row(_cells(number, row), () if row.has_roster else ("alert",))
            for number, row in enumerate(rows, start=1)
        ]
        header, last = page.table(columns, cells, named=False)
        page.sheet.autofilter(header, 0, max(last, header + 1), len(columns) - 1)
        page.table_rows(columns, [Row(_cells(None, total), ("band",))])
        for place, row in enumerate(rows, start=header + 1):
            if row.file:
                page.sheet.link(place, FILE_COLUMN, f"external:{row.file}")
        page.finish((header, header), freeze_columns=2)


def _columns() -> list[Column]:
    return [
        Column("No", 40, "centre"),
        Column(_("Government or agency"), 260),
        Column(_("People"), 80, "number"),
        Column(_("Status"), 150),
        Column(_("Cost"), 90, "number"),
        Column(_("Gap"), 70, "share"),
        Column(_("WFH share"), 80, "share"),
        Column(_("Hard violations"), 90, "number"),
        Column(_("Seconds"), 80, "number"),
        Column(_("File"), 210),
        Column(_("Why not"), 220),
    ]


def _cells(number: int | None, row: OverviewRow) -> tuple[Value | Cell, ...]:
    return (
        number,
        row.name,
        row.people,
        row.status,
        row.cost,
        row.gap,
        row.home_share,
        row.violations,
        row.seconds,
        Cell(row.file, "link"),
        row.why,
    )
