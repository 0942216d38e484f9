"""The tables of a comparison, each built once: workbook and page choose the columns that they have room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asnroster.domain.problem import Problem
from asnroster.output.blocks import Cell, Cells, Column, Table, Value, shade
from asnroster.output.comparison import Figure, Measured, Side
from asnroster.output.figures import Number, difference_cell
from asnroster.output.gains import AgencyLine, Gain
from asnroster.words import _, home_word

FIGURES = ("people", "office", "home", "share", "winners", "losers", "rupiah")


def measures_table(measured: Measured) -> Table:
    """Every measure; from the second column on each value has its difference to the first beside it."""
    first, *others = measured.names
    columns = [Column(measured.corner, 210), Column(first, 170)]
    for name in others:
        columns += [Column(name, 170), Column(f"± {first}", 84)]
    rows: list[Cells] = []
    titles = [Figure(title) for title in measured.titles]
    for label, figures in [(_("Title"), titles), *measured.rows]:
        cells: list[Value | Cell] = [Cell(label, "band"), _value(figures[0])]
        for figure in figures[1:]:
            cells += [_value(figure), _difference(figure)]
        rows.append(cells)
    return Table("", columns, rows)


def _value(figure: Figure) -> Cell:
    if isinstance(figure.value, Number):
        kind = "text" if figure.kind == "counts" else figure.kind
        return Cell(figure.value, "best" if figure.best else "", kind=kind)
    return Cell(figure.text)


def _difference(figure: Figure) -> Cell:
    difference = figure.difference
    return Cell("") if difference is None else difference_cell(difference, figure.kind, figure.change)


def agencies_table(
    columns: Sequence[Side],
    corner: str,
    names: Sequence[str],
    lines: Sequence[Mapping[str, AgencyLine]],
    caption: str,
) -> Table:
    """Figures of agencies, a row for each of them and each column compared.

    Args:
        columns: as compared.
        corner: what the names of the columns are.
        names: paths of the agencies.
        lines: figures of each column by the path of the agency.
        caption: of the table.
    """
    heads = [
        Column("OPD", 280, header=True, key="agency"),
        Column(corner, 210, header=True, key="column"),
        Column(_("Title"), 200, key="title"),
        Column(_("People"), 80, "number", key="people"),
        Column("WFO", 80, "number", key="office"),
        Column(home_word(), 80, "number", key="home"),
        Column(_("WFH share"), 80, "share", key="share"),
        Column(_("Gain WFH"), 90, "number", key="winners"),
        Column(_("Lose WFH"), 90, "number", key="losers"),
        Column(_("Savings (rupiah)"), 110, "number", key="rupiah"),
        Column(_("Savings range (rupiah)"), 170, "centre", key="range"),
    ]
    rows = [
        (name, column.heading, column.title, *_figures(line.get(name)))
        for name in names
        for column, line in zip(columns, lines, strict=True)
    ]
    return Table(caption, heads, rows, look="agencies")


def _figures(line: AgencyLine | None) -> Sequence[Value]:
    if line is None:
        return ["-"] * 8
    counts = ("-" if count is None else count for count in (line.winners, line.losers))
    share = "-" if line.home_share is None else line.home_share
    return [line.people, line.office, line.home, share, *counts, line.rupiah.whole, line.rupiah.span]


def shares_table(
    columns: Sequence[Side], names: Sequence[str], lines: Sequence[Mapping[str, AgencyLine]], caption: str
) -> Table:
    """The WFH share of every agency under every column; darker is more."""
    heads = [Column("OPD", header=True), *(Column(column.heading, kind="centre") for column in columns)]
    rows: list[Cells] = [(name, *(_share(line.get(name)) for line in lines)) for name in names]
    return Table(caption, heads, rows, _("Of all person-days worked; darker is more."), look="shares")


def _share(line: AgencyLine | None) -> Cell:
    share = line.home_share if line else None
    return Cell("-", "off") if share is None else Cell(share, shade(share), kind="share")


def gains_table(problem: Problem, first: str, name: str, gains: Sequence[Gain], caption: str) -> Table:
    """People whose number of home days differs from one column to another.

    Args:
        problem: in which they are called as they may be called.
        first: the column to compare with.
        name: the column compared.
        gains: who gains and who loses.
        caption: of the table.
    """
    columns = [
        Column(_("Name"), 210, header=True, key="name"),
        Column("NIP", 150, key="nip"),
        Column("OPD", 200, key="agency"),
        Column(_("Unit"), 200, key="unit"),
        Column(first, 110, "number", key="before"),
        Column(name, 110, "number", key="after"),
        Column("±", 60, "signed number", key="change"),
    ]
    rows: list[Cells] = []
    for gain in gains:
        person, unit = problem.people[gain.person], problem.unit_of(gain.person)
        agency = problem.agency_of(gain.person)
        rows.append(
            (person.name, Cell(person.key, "nip"), agency.name, unit.name, gain.before, gain.after, gain.days)
        )
    return Table(caption, columns, rows)
