"""Each agency under every column, and who gains and who loses home days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asnroster.domain.problem import Problem
from asnroster.output.comparison import Column as Compared
from asnroster.output.gains import AgencyLine, Gain, agencies, agency_lines, gains_of
from asnroster.output.html.blocks import Cell, Column, Row, Section, Table
from asnroster.output.html.compare_sides import Sides, part_of
from asnroster.words import _, home_word, number_text, percent_text

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
        columns = [
            Column("OPD", header=True),
            *(Column(sides.columns[place].heading, "centre") for place in places),
        ]
        rows: list[Row] = [(name, *(_share(lines[place].get(name)) for place in places)) for name in names]
        caption = part_of(_("WFH share of each agency"), number, len(parts))
        yield Table(caption, columns, rows, _("Of all person-days worked; darker is more."), look="shares")


def _share(line: AgencyLine | None) -> Cell:
    share = line.home_share if line else None
    return Cell("-", "off") if share is None else Cell(percent_text(float(share)), f"h{round(10 * share)}")


def _details(
    sides: Sides, names: Sequence[str], lines: Sequence[Mapping[str, AgencyLine]]
) -> Iterator[Table]:
    """A table for each agency; above ``MOST_TABLES`` agencies one of all."""
    figures = [
        Column(_("People"), "number"), Column("WFO", "number"), Column(home_word(), "number"), Column(_("WFH share"), "number"),
        Column(_("Gain WFH"), "number"), Column(_("Lose WFH"), "number"), Column(_("Savings (rupiah)"), "number"),
    ]  # fmt: skip
    note = _("Gain and lose: people with more and with fewer home days than under “{first}”.").format(
        first=sides.first.heading
    )
    rows = {
        name: [
            (column.heading, *_figures(line.get(name)))
            for column, line in zip(sides.columns, lines, strict=True)
        ]
        for name in names
    }
    if len(names) > MOST_TABLES:
        columns = [Column("OPD", header=True), Column(sides.corner), *figures]
        every: list[Row] = [(name, *row) for name in names for row in rows[name]]
        yield Table(_("All agencies"), columns, every, note, look="agencies")
        return
    for name in names:
        yield Table(
            name, [Column(sides.corner, header=True), *figures], rows[name], note if name == names[-1] else ""
        )


def _figures(line: AgencyLine | None) -> tuple[str, ...]:
    if line is None:
        return ("-",) * 7
    share = line.home_share
    return (
        number_text(line.people), number_text(line.office), number_text(line.home),
        "-" if share is None else percent_text(float(share)),
        *("-" if count is None else number_text(count) for count in (line.winners, line.losers)),
        number_text(line.rupiah.whole),
    )  # fmt: skip


def _people(sides: Sides, named: Sequence[tuple[Compared, Sequence[Gain]]], count: int) -> Section:
    """Of each agency those who gain and who lose most, as many as keep the page readable."""
    most = max(1, min(MOST_NAMED, MOST_ROWS // (2 * count * len(named))))
    paragraphs, tables = [], []
    for column, gains in named:
        won = sum(gain.days > 0 for gain in gains)
        told = _("{name} against {first}: {won} people gain WFH days, {lost} lose some.")
        paragraphs.append(
            told.format(
                name=f"“{column.heading}”", first=f"“{sides.first.heading}”",
                won=number_text(won), lost=number_text(len(gains) - won),
            )
        )  # fmt: skip
        case = sides.shown(column)
        if gains and case is not None:
            tables.append(_named(sides, column, case.problem, gains, most))
    return Section("changes", _("Who gains and who loses home days"), paragraphs=paragraphs, blocks=tables)


def _named(sides: Sides, column: Compared, problem: Problem, gains: Sequence[Gain], most: int) -> Table:
    full = sides.privacy == "full"
    columns = [
        Column(_("Name"), header=True), *([] if full else [Column("NIP")]), Column("OPD"), Column(_("Unit")),
        Column(sides.first.heading, "number"), Column(column.heading, "number"), Column("±", "number"),
    ]  # fmt: skip
    rows: list[Row] = []
    for gain in _first_of_each(problem, gains, most):
        person, unit = problem.people[gain.person], problem.unit_of(gain.person)
        sign = "+" if gain.days > 0 else "-"
        rows.append((
            person.name, *([] if full else [Cell(person.key, "nip")]), problem.agency_of(gain.person).name, unit.name,
            number_text(gain.before), number_text(gain.after), f"{sign}{number_text(abs(gain.days))}",
        ))  # fmt: skip
    caption = _("WFH days of those who gain and lose most: {name} against {first}").format(
        name=column.heading, first=sides.first.heading
    )
    note = _(
        "Of each agency {count} at most who gain, and as many who lose; {shown} of {all} people."
    ).format(count=most, shown=number_text(len(rows)), all=number_text(len(gains)))
    return Table(caption, columns, rows, note)


def _first_of_each(problem: Problem, gains: Sequence[Gain], most: int) -> list[Gain]:
    """Of each agency, in the order of the tree, the largest gains and then the largest losses."""
    taken: dict[tuple[int, bool], list[Gain]] = {}
    # Gains come largest first, so losses are read from the end.
    for gain in (*(one for one in gains if one.days > 0), *(one for one in reversed(gains) if one.days < 0)):
        group = taken.setdefault((problem.unit_of(gain.person).agency, gain.days < 0), [])
        if len(group) < most:
            group.append(gain)
    return [gain for key in sorted(taken) for gain in taken[key]]
