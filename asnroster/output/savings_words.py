"""Savings in words and records: rupiah in millions where they are large, formulas without figures, assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from asnroster.judge.savings import COUNTS, KINDS_OF_LINES, Line, LineKind, Savings
from asnroster.scenario.savings import KINDS
from asnroster.words import _, number_text

MILLION, BILLION = 10**6, 10**9
NO_BREAK = "\u00a0"
_ENDS = ("low", "middle", "high")


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
        rupiah=rupiah_text(saved.rupiah.middle), low=rupiah_text(saved.rupiah.low), high=rupiah_text(saved.rupiah.high),
        budget=rupiah_text(saved.lines["budget_rupiah"].middle), co2=number_text(saved.co2.whole),
    )  # fmt: skip


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
