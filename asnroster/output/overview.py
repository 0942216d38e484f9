"""``ringkasan.xlsx``: one row for each part of a run over many governments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asnroster.files import whole_file
from asnroster.output.page import LINE_POINTS, MOST_LINES, PAPERS, Paper
from asnroster.output.style import FONT, Styles, lines_needed
from asnroster.output.xlsx import Workbook
from asnroster.words import _

_LINK_COLOUR = "#1F4E9E"


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
    with (
        whole_file(path) as temporary,
        Workbook(temporary, {"strings_to_formulas": False}) as book,
    ):
        book.set_properties({"title": titles[0], "author": "asnroster"})
        styles, sheet = Styles(book), book.add_worksheet(_("Summary"))
        for number, line in enumerate(titles):
            sheet.write_string(number, 0, line, styles("title" if number == 0 else "subtitle"))
        top = len(titles) + 1
        columns = _columns()
        for place, (heading, width, _kind) in enumerate(columns):
            sheet.set_column_pixels(place, place, width)
            sheet.write_string(top, place, heading, styles("header"))
        sheet.set_row(top, 2 * LINE_POINTS + 4)
        for number, row in enumerate(rows, start=1):
            _write_row(sheet, styles, top + number, number, row, ("alert",) if not row.has_roster else ())
        sheet.autofilter(top, 0, top + max(1, len(rows)), len(columns) - 1)
        _write_row(sheet, styles, top + len(rows) + 1, None, total, ("band",))
        sheet.hide_gridlines(2)
        sheet.freeze_panes(top + 1, 2)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(PAPERS[paper])
        sheet.set_margins(left=0.3, right=0.3, top=0.45, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, top + len(rows) + 1, len(columns) - 1)
        pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_footer(f"&L&8{titles[0].replace('&', '&&')}&R&8{pages}", {"margin": 0.3})


def _columns() -> tuple[tuple[str, int, str], ...]:
    return (
        ("No", 40, "centre"),
        (_("Government or agency"), 260, "text"),
        (_("People"), 80, "number"),
        (_("Status"), 150, "text"),
        (_("Cost"), 90, "number"),
        (_("Gap"), 70, "share"),
        (_("WFH share"), 80, "share"),
        (_("Hard violations"), 90, "number"),
        (_("Seconds"), 80, "number"),
        (_("File"), 210, "text"),
        (_("Why not"), 220, "text"),
    )


def _write_row(
    sheet: Any, styles: Styles, at: int, number: int | None, row: OverviewRow, look: tuple[str, ...]
) -> None:
    values = (
        number, row.name, row.people, row.status, row.cost, row.gap, row.home_share, row.violations, row.seconds, row.file, row.why,
    )  # fmt: skip
    lines = 1
    for place, (value, (_heading, width, kind)) in enumerate(zip(values, _columns(), strict=True)):
        style = styles("cell", kind, *look)
        if isinstance(value, str):
            lines = max(lines, lines_needed(value, width, FONT))
        if value is None or value == "":
            sheet.write_blank(at, place, None, style)
        elif isinstance(value, str) and value == row.file:
            link = styles("cell", kind, *look, font_color=_LINK_COLOUR, underline=1)
            sheet.write_url(at, place, f"external:{value}", link, string=value)
        elif isinstance(value, str):
            sheet.write_string(at, place, value, style)
        else:
            sheet.write_number(at, place, value, style)
    sheet.set_row(at, LINE_POINTS * min(lines, MOST_LINES) + 3)
