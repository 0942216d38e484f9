"""Readiness of agencies and units, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from asnroster.judge.keeping import reason_title
from asnroster.judge.studied import IMPOSSIBLE, LEVELS, Readiness, Study
from asnroster.output.html.blocks import Cell, Column, Row, Section, Table
from asnroster.output.savings_words import sentence_case
from asnroster.output.study_words import (
    binding_text,
    kept_text,
    level_threshold,
    reasons_used,
    share_shown,
    step_text,
)
from asnroster.words import _, number_text

INDENT = "\u2003"


def agencies_section(study: Study) -> Section:
    """A row an agency, what keeps people, and the rule of the classes."""
    table = _table(study, _("Readiness by agency"), (study.whole, *study.agencies), reasons=True)
    return Section("agencies", _("Agencies"), blocks=[table, _classes(study), _kept(study)])


def units_section(study: Study) -> Section:
    """A row a unit, in the order of the tree."""
    told = _(
        "Each unit counts with all below it and is asked for itself: the shares of several units cannot always be had at once."
    )
    return Section(
        "units", _("Units"), paragraphs=[told],
        blocks=[_table(study, _("Readiness by unit"), study.groups[1:], reasons=False)],
    )  # fmt: skip


def _table(study: Study, caption: str, groups: Sequence[Readiness], *, reasons: bool) -> Table:
    columns = [
        Column(_("Unit"), header=True), Column(_("People"), "number"), Column(_("May WFH"), "number"),
        Column(_("Share who may"), "number"), Column(_("Largest WFH share"), "number"), Column(_("Class")),
        Column(_("Binds first")), Column(_("One step looser")), *([Column(_("What keeps the others"))] if reasons else []),
    ]  # fmt: skip
    rows: list[Row] = [
        (
            f"{INDENT * group.depth}{group.label}", number_text(group.people), number_text(group.may),
            share_shown(Fraction(group.may, group.people)), _largest(group), str(group.level.title),
            binding_text(study, group), step_text(study, group), *([kept_text(group)] if reasons else []),
        )
        for group in groups
    ]  # fmt: skip
    return Table(caption, columns, rows, look="ready")


def _largest(group: Readiness) -> Cell:
    """The share, shaded; with its proved bound where the search was cut."""
    text = share_shown(group.share)
    if group.home is not None and group.bound != group.home and group.days:
        text = f"{text} - {share_shown(Fraction(group.bound, group.days))}"
    return Cell(text, "" if group.share is None else f"h{round(10 * group.share)}")


def _classes(study: Study) -> Table:
    columns = [
        Column(_("Class"), header=True), Column(_("Largest WFH share"), "number"), Column(_("What it means")),
        Column(_("Agencies"), "number"),
    ]  # fmt: skip
    rows: list[Row] = []
    for level in (*LEVELS, IMPOSSIBLE):
        count = study.agencies_at(level)
        if level in LEVELS or count:
            threshold = level_threshold(level) if level in LEVELS else "-"
            rows.append((str(level.title), threshold, sentence_case(level.meaning), number_text(count)))
    return Table(_("The classes and their rule"), columns, rows)


def _kept(study: Study) -> Table:
    columns = [Column(_("Reason"), header=True), Column(_("People"), "number"), Column(_("Share"), "number")]
    whole = study.whole
    rows = [
        (reason_title(r), number_text(whole.kept[r]), share_shown(Fraction(whole.kept[r], whole.people)))
        for r in reasons_used(study)
    ]
    return Table(_("Who may work from home, and what keeps the others"), columns, rows)
