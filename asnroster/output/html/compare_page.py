"""A comparison as one HTML page: summary, measures, charts, agencies, people, savings, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from asnroster.domain.calendar import Horizon
from asnroster.domain.problem import Problem
from asnroster.output.assumptions import draft_text, of_several
from asnroster.output.blocks import Cell, Cells, Column, Section, Table
from asnroster.output.comparison import Figure, Side
from asnroster.output.comparison_charts import comparison_charts, left_out_text
from asnroster.output.comparison_tables import FIGURES, agencies_table, gains_table, shares_table
from asnroster.output.dates import horizon_text
from asnroster.output.gains import AgencyLine, Gain, agencies, agency_lines, gains_of
from asnroster.output.html.compare_sides import Sides, part_of
from asnroster.output.html.compare_summary import quoted, summary_section
from asnroster.output.html.compare_terms import (
    impossible_section,
    made_section,
    rules_section,
    savings_section,
)
from asnroster.output.html.document import Document, write_document
from asnroster.output.html.made import privacy_text
from asnroster.output.html.privacy import Privacy
from asnroster.words import _, number_text

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


def _document(columns: Sequence[Side], privacy: Privacy) -> Document:
    sides = Sides(columns, privacy)
    title = _("Comparison of policies")
    if sides.swept:
        title = _("One figure step by step: {field}").format(field=sides.corner)
    sections = [
        summary_section(sides),
        _measures(sides),
        _charts(sides),
        impossible_section(sides),
        *agency_sections(sides),
        savings_section(sides),
        rules_section(sides),
        made_section(sides),
    ]
    return Document(
        title=title,
        kind=quoted([column.heading for column in columns]),
        span=horizon_text(Horizon(sides.first.start, sides.first.end)),
        draft=draft_text(of_several(sides.problems)),
        sections=[section for section in sections if section is not None],
        footer=privacy_text(privacy),
    )


def _charts(sides: Sides) -> Section | None:
    """The charts; None where no column has a figure."""
    charts = comparison_charts(sides.columns)
    notes = [text for text in (left_out_text(sides.columns),) if text]
    return Section("charts", _("Charts"), paragraphs=notes, blocks=charts) if charts else None


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
    return Table(part_of(_("All measures side by side"), part, parts), columns, rows, look="measures")


def _cell(figure: Figure) -> Cell:
    text = f"{figure.text} {BEST}" if figure.best else figure.text
    template = {"better": _("{difference}, better"), "worse": _("{difference}, worse"), "": "{difference}"}[
        figure.change
    ]
    if figure.difference:
        text = f"{text}\n{template.format(difference=figure.difference_text)}"
    looks = (
        "best" if figure.best else "",
        figure.change if figure.difference else "",
        "said" if figure.kind in ("text", "counts") else "",
    )
    return Cell(text, " ".join(filter(None, looks)))


MOST_TABLES = 20
MOST_NAMED, MOST_ROWS = 10, 1500


def agency_sections(sides: Sides) -> Iterator[Section]:
    """Agencies in figures, then people by name."""
    names = agencies(sides.columns)
    if not names:
        return
    gains = gains_of(sides.columns)
    lines = [agency_lines(column, gain) for column, gain in zip(sides.columns, gains, strict=True)]
    tables = [*_shares(sides, names, lines), *_details(sides, names, lines)]
    yield Section("agencies", _("Agencies"), blocks=tables)
    named = [(column, gain) for column, gain in zip(sides.columns, gains, strict=True) if gain is not None]
    if named:
        yield _people(sides, named, len(names))


def _shares(sides: Sides, names: Sequence[str], lines: Sequence[Mapping[str, AgencyLine]]) -> Iterator[Table]:
    """The WFH share of every agency under every column; darker is more."""
    parts = sides.side_by_side()
    for number, places in enumerate(parts, start=1):
        caption = part_of(_("WFH share of each agency"), number, len(parts))
        columns, some = [sides.columns[place] for place in places], [lines[place] for place in places]
        yield shares_table(columns, names, some, caption)


def _details(
    sides: Sides, names: Sequence[str], lines: Sequence[Mapping[str, AgencyLine]]
) -> Iterator[Table]:
    """A table for each agency; above ``MOST_TABLES`` agencies one of all."""
    note = _("Gain and lose: people with more and with fewer home days than under “{first}”.").format(
        first=sides.first.heading
    )
    if len(names) > MOST_TABLES:
        every = agencies_table(sides.columns, sides.corner, names, lines, _("All agencies"))
        yield replace(every.only("agency", "column", *FIGURES), note=note)
        return
    for name in names:
        one = agencies_table(sides.columns, sides.corner, [name], lines, name).only("column", *FIGURES)
        yield replace(one, note=note if name == names[-1] else "", look="")


def _people(sides: Sides, named: Sequence[tuple[Side, Sequence[Gain]]], count: int) -> Section:
    """Of each agency those who gain and who lose most, as many as keep the page readable."""
    most = max(1, min(MOST_NAMED, MOST_ROWS // (2 * count * len(named))))
    paragraphs, tables = [], []
    for column, gains in named:
        won = sum(gain.days > 0 for gain in gains)
        text = _("{name} against {first}: {won} people gain WFH days, {lost} lose some.")
        paragraphs.append(
            text.format(
                name=f"“{column.heading}”",
                first=f"“{sides.first.heading}”",
                won=number_text(won),
                lost=number_text(len(gains) - won),
            )
        )
        case = sides.shown(column)
        if gains and case is not None:
            tables.append(_named(sides, column, case.problem, gains, most))
    return Section("changes", _("Who gains and who loses home days"), paragraphs=paragraphs, blocks=tables)


def _named(sides: Sides, column: Side, problem: Problem, gains: Sequence[Gain], most: int) -> Table:
    named = list(_first_of_each(problem, gains, most))
    caption = _("WFH days of those who gain and lose most: {name} against {first}").format(
        name=column.heading, first=sides.first.heading
    )
    note = _(
        "Of each agency {count} at most who gain, and as many who lose; {shown} of {all} people."
    ).format(count=most, shown=number_text(len(named)), all=number_text(len(gains)))
    table = gains_table(problem, sides.first.heading, column.heading, named, caption)
    keys = (
        "name",
        *(("nip",) if sides.privacy != "full" else ()),
        "agency",
        "unit",
        "before",
        "after",
        "change",
    )
    return replace(table.only(*keys), note=note)


def _first_of_each(problem: Problem, gains: Sequence[Gain], most: int) -> list[Gain]:
    """Of each agency, in the order of the tree, the largest gains and then the largest losses."""
    taken: dict[tuple[int, bool], list[Gain]] = {}
    # Gains come largest first, so losses are read from the end.
    for gain in (*(one for one in gains if one.days > 0), *(one for one in reversed(gains) if one.days < 0)):
        group = taken.setdefault((problem.unit_of(gain.person).agency, gain.days < 0), [])
        if len(group) < most:
            group.append(gain)
    return [gain for key in sorted(taken) for gain in taken[key]]
