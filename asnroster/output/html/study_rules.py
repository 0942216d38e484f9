"""The rules of a study: what each one costs, what it asks for and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from asnroster.judge.studied import Price, Study
from asnroster.output.html.blocks import Column, Row, Section, Table
from asnroster.output.study_words import signed
from asnroster.rules.kit.base import Rule
from asnroster.words import _, number_text

MOST_AGENCIES = 5


def price_section(study: Study) -> Section:
    """What each hard rule costs, the dearest first."""
    title = _("Sensitivity")
    if not study.prices:
        return Section("sensitivity", title, paragraphs=[_("No rule was left out in this study.")])
    columns = [
        Column(_("Rule"), header=True), Column(_("Home days without it"), "number"), Column(_("Points"), "number"),
        Column(_("One step looser")), Column(_("Agencies that gain most")), Column(_("Source")),
    ]  # fmt: skip
    rows = [_price(study, price) for price in study.prices]
    return Section(
        "sensitivity", title, paragraphs=[_dearest(study)],
        blocks=[Table(_("What each hard rule costs"), columns, rows, look="words")],
    )  # fmt: skip


def _dearest(study: Study) -> str:
    explained = _("Each rule that must hold is left out by itself; all others stay. The dearest stand first.")
    first = study.prices[0]
    if first.dropped.gain <= 0:
        return f"{explained} {_('No rule by itself costs a home day.')}"
    template = _(
        "“{rule}” costs most: without it {gain} more person-days could be at home ({points} points)."
    )
    told = template.format(
        rule=study.case.rules[first.rule].heading, gain=number_text(first.dropped.gain),
        points=number_text(_points(study, first), 1),
    )  # fmt: skip
    return f"{explained} {told}"


def _price(study: Study, price: Price) -> Row:
    rule, units = study.case.rules[price.rule], study.case.problem.units
    gain = (
        _("a roster exists")
        if study.whole.home is None and price.dropped.home is not None
        else signed(price.dropped.gain)
    )
    most = "; ".join(
        f"{units[unit].name} (+{number_text(days)})" for unit, days in price.units[:MOST_AGENCIES]
    )
    return (
        rule.heading, gain, signed(_points(study, price), 1),
        "-" if price.step is None else f"{price.step.text}: {signed(price.step.gain)}", most or "-", rule.instrument,
    )  # fmt: skip


def _points(study: Study, price: Price) -> float:
    return 100 * price.dropped.gain / study.whole.days if study.whole.days else 0


def rules_section(rules: Sequence[Rule]) -> Section:
    """Every rule that holds in the study, with its sentence and source."""
    columns = [Column(_("Rule"), header=True), Column(_("What it asks for")), Column(_("Source"))]
    rows = [(rule.heading, rule.full_sentence(), rule.instrument) for rule in rules]
    table = Table(_("Rules that hold in this study"), columns, rows, look="rules")
    return Section("rules", _("Rules"), blocks=[table])
