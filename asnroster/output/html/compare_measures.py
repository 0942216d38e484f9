"""The measures of a comparison as tables: differences to the first column in words and colour, the best with a star."""

from __future__ import annotations

from asnroster.output.blocks import Cell, Cells, Column, Section, Table
from asnroster.output.comparison import Cell as Figure
from asnroster.output.html.compare_sides import Sides, part_of
from asnroster.words import _

BEST = "★"


def measures_section(sides: Sides) -> Section:
    """Every measure of every column."""
    explained = _(
        "Below a figure stands its difference to “{first}”, and whether that is better or worse; {best} is the best of its row."
    ).format(first=sides.first.heading, best=BEST)
    parts = sides.side_by_side()
    tables = [_table(sides, places, number, len(parts)) for number, places in enumerate(parts, start=1)]
    return Section("measures", _("Measures"), paragraphs=[explained], blocks=tables)


def _table(sides: Sides, places: list[int], part: int, parts: int) -> Table:
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
