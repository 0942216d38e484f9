"""The tables of savings: lines with their formulas, formulas in words, assumptions with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

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
from asnroster.output.blocks import Cell, Cells, Column, Kind, Table
from asnroster.output.savings_words import formula_in_words, sentence_case
from asnroster.scenario.savings import KINDS, SHARE, Assumption
from asnroster.words import _


def lines_table(saved: Savings, caption: str, note: str = "") -> Table:
    """Every line with its range and its formula in figures."""
    columns = [
        Column(_("What is saved"), 220, header=True), *_ends(), Column(_("Unit of measure"), 120),
        Column(_("Formula, with the middle figures"), 660),
    ]  # fmt: skip
    rows: list[Cells] = [
        (
            sentence_case(line.kind.title), *(_figure(line, value) for value in (line.low, line.middle, line.high)),
            str(line.kind.unit), saved.formula(line),
        )
        for line in saved.lines.values()
    ]  # fmt: skip
    return Table(caption, columns, rows, note, look="formulas")


def _figure(line: Line, value: Fraction) -> Cell:
    kind: Kind = "number" if line.kind.unit in (RUPIAH, KG) else "decimal"
    return Cell(value, "total" if line.kind.key in TOTALS else "", kind=kind)


def formulas_table() -> Table:
    """How each line comes about, without figures."""
    columns = [
        Column(_("Figure"), 220, header=True), Column(_("Formula"), 660), Column(_("Unit of measure"), 120),
    ]  # fmt: skip
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
        Column(_("Assumption"), 220, header=True), *_ends("figure"), Column(_("Unit of measure"), 120),
        Column(_("Where it comes from"), 660),
    ]  # fmt: skip
    rows: list[Cells] = []
    for name, one in assumptions.items():
        values = [
            Cell(value, kind="share") if name == SHARE else Cell(value, text=figure_text(value))
            for value in one.values
        ]
        rows.append((sentence_case(KINDS[name].title), *values, str(KINDS[name].unit), source_text(one)))
    note = note or _("The section [savings] of a scenario changes them.")
    return Table(caption or _("Assumptions of the savings"), columns, rows, note, look="formulas")


def _ends(kind: Kind = "number") -> list[Column]:
    return [Column(title, 90, kind) for title in (_("Low"), _("Middle"), _("High"))]
