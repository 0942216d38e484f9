"""What a comparison rests on: rules with their sources, what cannot be and why, assumptions on savings, how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.judge.savings import COUNTS, Savings
from asnroster.output.blocks import Cell, Cells, Column, Section, Table, facts_table
from asnroster.output.clashes import clash_lines
from asnroster.output.comparison import Side, dates_text, status_text
from asnroster.output.html.compare_sides import Sides
from asnroster.output.html.made import RULES, privacy_text
from asnroster.output.records import versions
from asnroster.output.roster_tables import files_read, rules_table, stated_table
from asnroster.output.savings import assumptions_table, lines_table
from asnroster.rules.kit.case import Case
from asnroster.words import _, number_text, percent_text


def impossible_section(sides: Sides) -> Section | None:
    """Columns without a roster, each with its reason; None where all have one."""
    without = [column for column in sides.columns if column.report is None]
    if not without:
        return None
    paragraphs = [f"“{column.heading}”: {column.why}." for column in without]
    tables = [
        _clashes(column, case) for column in without if column.clashes and (case := sides.shown(column))
    ]
    return Section("impossible", _("What cannot be, and why"), paragraphs=paragraphs, blocks=tables)


def _clashes(column: Side, case: Case) -> Table:
    rows = [
        (Cell(line.strip().removeprefix("- ").removeprefix("* "), kind),)
        for kind, line in clash_lines(case, column.clashes)
    ]
    caption = _("Why “{name}” has no roster, and what would end it").format(name=column.heading)
    return Table(caption, [Column(_("Explanation"))], rows, look="clash")


def savings_section(sides: Sides) -> Section | None:
    """Savings of every column, formulas with figures, and every assumption with its source."""
    saved = [(column, column.report.savings) for column in sides.columns if column.report]
    if not saved:
        return None
    paragraphs = [
        _("Against everybody in the office: same staff, absences and holidays, nobody at home."),
        _(
            "Closed building-days here are those on which somebody placed in a building works at home and nobody is in it; the measure “{measure}” counts every empty one."
        ).format(measure=_("Building-days with nobody in")),
    ]
    detailed = [(column, report.savings) for column, report in sides.detailed]
    tables = [
        _totals(sides, saved),
        *(
            lines_table(one, _("How the savings of “{name}” come about").format(name=column.heading))
            for column, one in detailed
        ),
        *_assumptions(sides, saved),
    ]
    return Section("savings", _("Savings and what they rest on"), paragraphs=paragraphs, blocks=tables)


def _totals(sides: Sides, saved: list[tuple[Side, Savings]]) -> Table:
    columns = [
        Column(sides.corner, header=True),
        *(Column(str(title), kind="number") for title, _unit in COUNTS.values()),
        Column(_("Low"), kind="number"),
        Column(_("Middle"), kind="number"),
        Column(_("High"), kind="number"),
        Column(_("CO2 (kg)"), kind="number"),
    ]
    rows = [
        (
            column.heading,
            *(number_text(getattr(one, key)) for key in COUNTS),
            number_text(float(one.rupiah.low)),
            number_text(one.rupiah.whole),
            number_text(float(one.rupiah.high)),
            number_text(one.co2.whole),
        )
        for column, one in saved
    ]
    return Table(_("Savings in rupiah, low, middle and high"), columns, rows)


def _assumptions(sides: Sides, saved: list[tuple[Side, Savings]]) -> Iterator[Table]:
    """One table for each different set of assumptions, with the columns that rest on it; in a sweep one for all."""
    sets: list[tuple[Savings, list[str]]] = []
    for column, one in saved:
        headings = next((names for same, names in sets if same.assumptions == one.assumptions), None)
        if headings is None:
            sets.append((one, [column.heading]))
        else:
            headings.append(column.heading)
    whole = _("Assumptions of all columns")
    if sides.swept and len(sets) > 1:
        note = _("The figures of the first column; the others differ from it in {field} alone.")
        yield assumptions_table(sets[0][0].assumptions, whole, note.format(field=sides.corner))
        return
    for one, names in sets:
        some = _("Assumptions of {names}").format(names=", ".join(names))
        yield assumptions_table(one.assumptions, some if len(sets) > 1 else whole)


def rules_section(sides: Sides) -> Section:
    """The rules of each column with their sources; where there is a roster, how they are kept."""
    identities = {id(column) for column, _report in sides.detailed}
    tables = []
    for column in sides.columns:
        if id(column) in identities and column.report is not None:
            report = sides.shown_report(column.report)
            tables.append(
                rules_table(report, _("Rules of “{name}”").format(name=column.heading)).only(*RULES)
            )
        elif column.report is None and not sides.swept and (case := sides.shown(column)):
            tables.append(stated_table(case.rules, _("Rules of “{name}”").format(name=column.heading)))
    paragraphs = []
    if sides.swept:
        template = _("The rules of the first column; the others differ from it in {field} alone.")
        paragraphs.append(template.format(field=sides.corner))
    return Section("rules", _("Rules and their sources"), paragraphs=paragraphs, blocks=tables)


def made_section(sides: Sides) -> Section:
    """How each column came about, the files, the versions."""
    columns = [
        Column(sides.corner, header=True),
        Column(_("Title")),
        Column(_("Dates")),
        Column(_("Status")),
        Column(_("Proven gap"), kind="number"),
        Column(_("Seconds"), kind="number"),
    ]
    rows: list[Cells] = [
        (
            column.heading,
            column.title,
            dates_text(column),
            status_text(column),
            "-" if column.outcome.gap is None or column.given else percent_text(column.outcome.gap, 2),
            number_text(column.outcome.seconds, 1),
        )
        for column in sides.columns
    ]
    tables = [
        Table(_("How each column came about"), columns, rows),
        facts_table(_("This page"), _facts(sides)),
    ]
    return Section("made", _("How it was made"), blocks=tables)


def _facts(sides: Sides) -> Iterator[tuple[str, str]]:
    yield from files_read(column.case.problem for column in sides.columns if column.case)
    yield _("Seed"), str(sides.first.outcome.seed)
    yield from versions().items()
    yield _("Names and NIP"), privacy_text(sides.privacy)
