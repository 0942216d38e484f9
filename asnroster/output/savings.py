"""Savings in words and tables, the same in every medium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from asnroster.judge.savings import (
    COUNTS,
    KG,
    KINDS_OF_LINES,
    RUPIAH,
    TOTALS,
    Line,
    LineKind,
    Savings,
    figure_text,
    source_text,
)
from asnroster.output.blocks import Cell, Cells, Column, Kind, Table
from asnroster.scenario.savings import KINDS, SHARE, Assumption
from asnroster.words import _, number_text

MILLION, BILLION = 10**6, 10**9
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Money:
    """How rupiah are shown side by side: divided by ``divisor``, with so many decimals."""

    divisor: int
    unit: str
    decimals: int

    def text(self, rupiah: Fraction) -> str:
        """``12.3`` of 12,345,678 rupiah in millions."""
        return number_text(float(rupiah / self.divisor), self.decimals)

    def span(self, line: Line) -> str:
        """``4.5 - 30.1``: low and high."""
        return f"{self.text(line.low)} - {self.text(line.high)}"


def money(lines: Iterable[Line]) -> Money:
    """Billions or millions where the largest figure of these is ten or more of them, else rupiah."""
    most = max((line.high for line in lines), default=Fraction(0))
    if most >= 10 * BILLION:
        return Money(BILLION, _("billion rupiah"), 1)
    if most >= 10 * MILLION:
        return Money(MILLION, _("million rupiah"), 1)
    return Money(1, _("rupiah"), 0)


def rupiah_text(rupiah: Fraction) -> str:
    """An amount by itself, kept on one line: ``Rp1.2 billion``, ``Rp12.3 million`` or ``Rp144,146``."""
    if rupiah >= BILLION:
        text = _("Rp{amount} billion").format(amount=number_text(float(rupiah / BILLION), 1))
    elif rupiah >= MILLION:
        text = _("Rp{amount} million").format(amount=number_text(float(rupiah / MILLION), 1))
    else:
        text = _("Rp{amount}").format(amount=number_text(float(rupiah)))
    return text.replace(" ", NO_BREAK)


def saved_sentence(saved: Savings) -> str:
    """What is saved in all, with its range, of which the budget's part, and CO2."""
    template = _(
        "Against everybody in the office this saves about {rupiah} in the period ({low} to {high}), of which {budget} of"
        " the government's budget and the rest fuel of the staff, and about {co2} kg of CO2."
    )
    return template.format(
        rupiah=rupiah_text(saved.rupiah.middle),
        low=rupiah_text(saved.rupiah.low),
        high=rupiah_text(saved.rupiah.high),
        budget=rupiah_text(saved.lines["budget_rupiah"].middle),
        co2=number_text(saved.co2.whole),
    )


def savings_meaning() -> str:
    """What the figures rest on, for readers of any table of them."""
    return _(
        "What the home days and closed buildings of the whole period would have used with everybody in the office: same"
        " staff, absences and holidays. Low rests on the low end of every assumption, high on the high end."
    )


def sentence_case(title: object) -> str:
    """A title as it begins a row."""
    text = str(title)
    return text[:1].upper() + text[1:]


def formula_in_words(kind: LineKind) -> str:
    """How a line comes about: ``person-days at home × electricity of a person-day in the office + …``."""
    return " + ".join(" × ".join(map(_title, term)) for term in kind.terms)


def _title(name: str) -> str:
    if name in COUNTS:
        return str(COUNTS[name][0])
    if name in KINDS:
        return str(KINDS[name].title)
    return next(str(kind.title) for kind in KINDS_OF_LINES if kind.key == name)


def lines_table(saved: Savings, caption: str, note: str = "") -> Table:
    """Every line with its range and its formula in figures."""
    columns = [
        Column(_("What is saved"), 220, header=True),
        *_ends(),
        Column(_("Unit of measure"), 120),
        Column(_("Formula, with the middle figures"), 660),
    ]
    rows: list[Cells] = [
        (
            sentence_case(line.kind.title),
            *(_figure(line, value) for value in (line.low, line.middle, line.high)),
            str(line.kind.unit),
            saved.formula(line),
        )
        for line in saved.lines.values()
    ]
    return Table(caption, columns, rows, note, look="formulas")


def _figure(line: Line, value: Fraction) -> Cell:
    kind: Kind = "number" if line.kind.unit in (RUPIAH, KG) else "decimal"
    return Cell(value, "total" if line.kind.key in TOTALS else "", kind=kind)


def formulas_table() -> Table:
    """How each line comes about, without figures."""
    columns = [
        Column(_("Figure"), 220, header=True),
        Column(_("Formula"), 660),
        Column(_("Unit of measure"), 120),
    ]
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
        Column(_("Assumption"), 220, header=True, key="assumption"),
        *_ends("figure"),
        Column(_("Unit of measure"), 120, key="unit"),
        Column(_("Where it comes from"), 660, key="source"),
    ]
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
    ends = {"low": _("Low"), "middle": _("Middle"), "high": _("High")}
    return [Column(title, 90, kind, key=key) for key, title in ends.items()]
