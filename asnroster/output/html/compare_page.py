"""A comparison as one HTML page: summary, measures, charts, agencies, people, savings, rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asnroster.domain.calendar import Horizon
from asnroster.output.assumptions import draft_text, of_several
from asnroster.output.blocks import Cell, Cells, Column, Section, Table
from asnroster.output.comparison import Figure, Side
from asnroster.output.comparison_charts import comparison_charts, left_out_text
from asnroster.output.dates import horizon_text
from asnroster.output.html.compare_agencies import agency_sections
from asnroster.output.html.compare_sides import Sides, part_of
from asnroster.output.html.compare_summary import quoted, summary_section
from asnroster.output.html.compare_terms import (
    impossible_section,
    made_section,
    rules_section,
    savings_section,
)
from asnroster.output.html.document import Document, document_html, write_document
from asnroster.output.html.made import privacy_text
from asnroster.output.html.privacy import Privacy
from asnroster.words import _

BEST = "★"


def write_compare_html(columns: Sequence[Side], path: Path, *, privacy: Privacy = "mask") -> None:
    """Write the comparison as one file that asks for nothing outside itself, whole or not at all.

    Args:
        columns: as compared, the one to compare with first.
        path: the file to write.
        privacy: as in :func:`asnroster.output.html.page.write_html`.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_document(_document(columns, privacy), path, masked=privacy != "none")


def compare_html(columns: Sequence[Side], *, privacy: Privacy = "mask") -> str:
    """The comparison as HTML; see :func:`write_compare_html`."""
    return document_html(_document(columns, privacy), masked=privacy != "none")


def _document(columns: Sequence[Side], privacy: Privacy) -> Document:
    sides = Sides(columns, privacy)
    title = _("Comparison of policies")
    if sides.swept:
        title = _("One figure step by step: {field}").format(field=sides.corner)
    sections = [
        summary_section(sides), _measures(sides), _charts(sides), impossible_section(sides),
        *agency_sections(sides), savings_section(sides), rules_section(sides), made_section(sides),
    ]  # fmt: skip
    return Document(
        title=title, kind=quoted([column.heading for column in columns]),
        span=horizon_text(Horizon(sides.first.start, sides.first.end)), draft=draft_text(of_several(sides.problems)),
        sections=[section for section in sections if section is not None], footer=privacy_text(privacy),
    )  # fmt: skip


def _charts(sides: Sides) -> Section | None:
    """The charts; None where no column has a figure."""
    charts = comparison_charts(sides.columns)
    told = [text for text in (left_out_text(sides.columns),) if text]
    return Section("charts", _("Charts"), paragraphs=told, blocks=charts) if charts else None


def _measures(sides: Sides) -> Section:
    """Every measure of every column."""
    explained = _(
        "Below a figure stands its difference to “{first}”, and whether that is better or worse; {best} is the best of its row."
    ).format(first=sides.first.heading, best=BEST)
    parts = sides.side_by_side()
    tables = [_measured(sides, places, number, len(parts)) for number, places in enumerate(parts, start=1)]
    return Section("measures", _("Measures"), paragraphs=[explained], blocks=tables)


def _measured(sides: Sides, places: list[int], part: int, parts: int) -> Table:
    shown = sides.table
    columns = [
        Column(shown.corner, header=True),
        *(Column(shown.names[place], kind="number") for place in places),
    ]
    rows: list[Cells] = [(_("Title"), *(Cell(shown.titles[place], "said") for place in places))]
    rows += [(label, *(_cell(cells[place]) for place in places)) for label, cells in shown.rows]
    return Table(
        part_of(_("All measures side by side"), part, parts), columns, rows, look="measures"
    )  # fmt: skip


def _cell(figure: Figure) -> Cell:
    text = f"{figure.text} {BEST}" if figure.best else figure.text
    template = {
        "better": _("{difference}, better"), "worse": _("{difference}, worse"), "": "{difference}",
    }[figure.change]  # fmt: skip
    if figure.difference:
        text = f"{text}\n{template.format(difference=figure.difference_text)}"
    looks = (
        "best" if figure.best else "",
        figure.change if figure.difference else "",
        "said" if figure.kind in ("text", "counts") else "",
    )
    return Cell(text, " ".join(filter(None, looks)))
