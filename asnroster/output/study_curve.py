"""The curve of a study in its workbook: one table and chart for all, one a measure for the agencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asnroster.judge.studied import Study
from asnroster.output.study_chart import column_lines, dress, place
from asnroster.output.study_saved import write_saved
from asnroster.output.study_sheet import Head, StudySheet, Value
from asnroster.output.study_words import MEASURES, cap_text, measure_title
from asnroster.words import _

MOST_LINES_OF_CHART = 8  # more agencies in one chart cannot be told apart


def write_curve(book: Any, study: Study, page: StudySheet) -> None:
    """Tables and native charts of the curve."""
    if not study.points:
        page.line(_("The study was stopped before the curve."), "warning")
        return
    why = any(point.why for point in study.points)
    heads = [
        Head(_("Cap on the daily WFH share"), 250, "share"),
        *(Head(measure_title(measure), 105, "share") for measure in MEASURES),
        Head(_("Overfull building-days"), 105, "number"), Head(_("Proven gap"), 105, "share"),
        *([Head(_("Why not"), 105)] if why else []),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = []
    for point in study.points:
        found = point.reached.get(None)
        shares = [getattr(found, measure) if found else None for measure in MEASURES]
        told = [point.why] if why else []
        overfull = point.overfull if found else None
        rows.append(([point.cap, *shares, overfull, point.outcome.gap, *told], 0))
    top, last = page.table(heads, rows)
    lines = [(column, top) for column, _measure in enumerate(MEASURES, start=1)]
    place(page, column_lines(book, page, _("All agencies"), lines, (top + 1, last)), _("All agencies"))
    breaks = [page.row, write_saved(book, study, page)]
    # The same turned round, an agency a row, one table a measure; the chart shows the largest agencies.
    for measure in MEASURES:
        breaks.append(page.row)
        page.line(measure_title(measure), "section")
        _by_agency(book, study, page, measure)
    page.finish(None)
    page.sheet.set_h_pagebreaks(breaks)


def _by_agency(book: Any, study: Study, page: StudySheet, measure: str) -> None:
    heads = [
        Head(_("Agency"), 250),
        *(Head(cap_text(point.cap), 105, "share") for point in study.points),
    ]
    rows: list[tuple[Sequence[Value], int]] = []
    for group in study.agencies:
        found = [point.reached.get(group.unit) for point in study.points]
        rows.append(([group.label, *(getattr(f, measure) if f else None for f in found)], 0))
    top, _last = page.table(heads, rows)
    largest = sorted(range(len(study.agencies)), key=lambda i: -study.agencies[i].may)[:MOST_LINES_OF_CHART]
    chart = book.add_chart({"type": "line"})
    name = page.sheet.get_name()
    for index in sorted(largest):
        row = top + 1 + index
        chart.add_series({
            "name": [name, row, 0],
            "categories": [name, top, 1, top, len(study.points)],
            "values": [name, row, 1, row, len(study.points)],
            "marker": {"type": "automatic", "size": 5},
        })  # fmt: skip
    title = _("{measure}: agencies with most people who may").format(measure=measure_title(measure))
    dress(chart, title)
    place(page, chart, title)
