"""Savings in a study's workbook: over the caps in all, by agency, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asnroster.judge.savings import COUNTS, KINDS_OF_LINES, source_text
from asnroster.judge.studied import Study
from asnroster.output.savings_words import formula_in_words, savings_meaning, sentence_case
from asnroster.output.study_chart import column_lines, place
from asnroster.output.study_sheet import Head, StudySheet, Value
from asnroster.output.study_words import cap_text
from asnroster.scenario.savings import KINDS, assumptions
from asnroster.words import _

RUPIAH_COLUMNS = (3, 4, 5)


def write_saved(book: Any, study: Study, page: StudySheet) -> int:
    """Rupiah of each cap with their range and chart, then the middle of each agency; the row where these begin."""
    page.line(_("Savings in the period, by cap"), "section")
    page.line(savings_meaning(), "note")
    counts = [Head(sentence_case(title), 105, "number") for title, _unit in COUNTS.values()]
    money = [
        _("Rupiah saved, low"),
        _("Rupiah saved, middle"),
        _("Rupiah saved, high"),
        _("kg CO2 saved, middle"),
    ]
    heads = [
        Head(_("Cap on the daily WFH share"), 250, "share"), *counts, *(Head(title, 105, "number") for title in money),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = []
    for point in study.points:
        found = point.reached.get(None)
        figures: Sequence[Value] = [None] * (len(heads) - 1)
        if found is not None:
            saved = found.saved
            rupiah = (saved.rupiah.low, saved.rupiah.middle, saved.rupiah.high)
            figures = [saved.home_days, saved.closed_building_days, *rupiah, saved.co2.middle]
        rows.append(([point.cap, *figures], 0))
    top, last = page.table(heads, rows)
    lines = [(column, top) for column in RUPIAH_COLUMNS]
    title = _("Rupiah saved in the period, all agencies")
    place(page, column_lines(book, page, title, lines, (top + 1, last), "#,##0"), title)
    agencies = page.row
    _by_agency(study, page)
    return agencies


def _by_agency(study: Study, page: StudySheet) -> None:
    page.line(_("Rupiah saved in the period by agency, middle"), "section")
    heads = [
        Head(_("Agency"), 250),
        *(Head(cap_text(point.cap), 105, "number") for point in study.points),
    ]
    rows: list[tuple[Sequence[Value], int]] = []
    for group in study.agencies:
        found = [point.reached.get(group.unit) for point in study.points]
        rows.append(([group.label, *(one.saved.rupiah.middle if one else None for one in found)], 0))
    page.table(heads, rows)
    page.line(_("A building that agencies share counts in all agencies together only."), "note")
    page.row += 1


def write_savings_basis(study: Study, page: StudySheet) -> None:
    """Formulas in words, then every assumption with its range and source."""
    page.line(_("How savings are computed"), "section")
    page.line(savings_meaning(), "note")
    formulas = [
        ((sentence_case(kind.title), formula_in_words(kind), str(kind.unit)), 0) for kind in KINDS_OF_LINES
    ]
    heads = [Head(_("Figure"), 220), Head(_("Formula"), 660), Head(_("Unit of measure"), 120, "centre")]
    page.table(heads, formulas)
    page.line("")
    heads = [
        Head(_("Assumption"), 220), Head(_("Where it comes from"), 660), Head(_("Unit of measure"), 120, "centre"),
        *(Head(title, 80, "figure") for title in (_("Low"), _("Middle"), _("High"))),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = [
        ((sentence_case(KINDS[name].title), source_text(one), str(KINDS[name].unit), *one.values), 0)
        for name, one in assumptions(study.scenario.savings).items()
    ]
    page.table(heads, rows)
