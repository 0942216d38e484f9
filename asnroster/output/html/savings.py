"""Savings: figures with their range, a table of lines with formulas, assumptions with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from textwrap import fill

from asnroster.judge.savings import (
    COUNTS,
    KG,
    KINDS_OF_LINES,
    RUPIAH,
    TOTALS,
    Line,
    Savings,
    figure_text,
    source_text,
)
from asnroster.output.charts import address, grouped_bars
from asnroster.output.html.blocks import Cell, Chart, Column, Row, Section, Table
from asnroster.output.savings_words import (
    formula_in_words,
    money,
    rupiah_text,
    savings_meaning,
    sentence_case,
)
from asnroster.scenario.savings import KINDS, SHARE, Assumption
from asnroster.words import _, number_text, percent_text

CHARTED = ("electricity_rupiah", "water_rupiah", "allowance_rupiah", "fuel_rupiah")
LABEL_LETTERS = 14


def savings_section(saved: Savings, *, part: bool = False) -> Section:
    """What a roster saves.

    Args:
        saved: against everybody in the office.
        part: it is one agency's part of a roster.
    """
    days = _("It rests on {home} person-days at home and {closed} closed building-days.")
    told = days.format(home=number_text(saved.home_days), closed=number_text(saved.closed_building_days))
    shared = [_("Buildings that other agencies share are counted for all agencies only.")] if part else []
    chart = [_chart(saved)] if saved.rupiah.high else []
    return Section(
        "savings", _("Savings"), paragraphs=[told, savings_meaning(), *shared],
        blocks=[*chart, lines_table(saved, _("Savings by line")), assumptions_table(saved.assumptions)],
        figures=[
            (_("Savings, middle"), rupiah_text(saved.rupiah.middle)), (_("Low"), rupiah_text(saved.rupiah.low)),
            (_("High"), rupiah_text(saved.rupiah.high)), (_("CO2 saved, kg"), number_text(saved.co2.whole)),
        ],
    )  # fmt: skip


def _chart(saved: Savings) -> Chart:
    lines = [saved.lines[key] for key in CHARTED]
    shown = money(lines)
    labels = [fill(sentence_case(line.kind.title), LABEL_LETTERS) for line in lines]
    ends = ((_("Low"), "low"), (_("Middle"), "middle"), (_("High"), "high"))
    groups = [(name, [float(getattr(line, end) / shown.divisor) for line in lines]) for name, end in ends]
    says = _("Bars of the low, middle and high figure of each; the table below holds the same figures.")
    caption = _("What is saved, low, middle and high")
    return Chart(caption, says, address(grouped_bars(labels, groups, "", shown.unit)))


def lines_table(saved: Savings, caption: str) -> Table:
    """Every line with its range and its formula in figures."""
    columns = [
        Column(_("What is saved"), header=True), *_ends(), Column(_("Unit of measure")),
        Column(_("Formula, with the middle figures")),
    ]  # fmt: skip
    rows: list[Row] = [
        (
            sentence_case(line.kind.title), *(_figure(line, value) for value in (line.low, line.middle, line.high)),
            str(line.kind.unit), saved.formula(line),
        )
        for line in saved.lines.values()
    ]  # fmt: skip
    return Table(caption, columns, rows, look="formulas")


def _figure(line: Line, value: Fraction) -> Cell:
    digits = 0 if line.kind.unit in (RUPIAH, KG) else 1
    return Cell(number_text(float(value), digits), "total" if line.kind.key in TOTALS else "")


def formulas_table() -> Table:
    """How each line comes about, without figures."""
    columns = [Column(_("Figure"), header=True), Column(_("Formula")), Column(_("Unit of measure"))]
    rows = [(sentence_case(kind.title), formula_in_words(kind), str(kind.unit)) for kind in KINDS_OF_LINES]
    home, closed = (sentence_case(title) for title, _unit in COUNTS.values())
    note = _(
        "{home} and {closed} are counted in the roster: days on which a building has somebody at home and nobody in the office."
    )
    return Table(
        _("Formulas of the savings"), columns, rows, note.format(home=home, closed=closed), look="words"
    )


def assumptions_table(assumptions: Mapping[str, Assumption], caption: str = "", note: str = "") -> Table:
    """Every assumption with its range and where it comes from."""
    columns = [
        Column(_("Assumption"), header=True), *_ends(), Column(_("Unit of measure")), Column(_("Where it comes from")),
    ]  # fmt: skip
    rows = []
    for name, one in assumptions.items():
        values = [percent_text(float(v)) if name == SHARE else figure_text(v) for v in one.values]
        rows.append((sentence_case(KINDS[name].title), *values, str(KINDS[name].unit), source_text(one)))
    note = note or _("The section [savings] of a scenario changes them.")
    return Table(caption or _("Assumptions of the savings"), columns, rows, note, look="formulas")


def _ends() -> list[Column]:
    return [Column(title, "number") for title in (_("Low"), _("Middle"), _("High"))]
