"""``kajian.xlsx``: a study of readiness as a workbook with native charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from asnroster.files import whole_file
from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.measures import rule_title
from asnroster.judge.studied import LEVELS, Readiness, Study
from asnroster.output.dates import horizon_text
from asnroster.output.page import LINE_POINTS, MOST_LINES
from asnroster.output.study_words import (
    MEASURES,
    binding_text,
    class_rule,
    definitions,
    measure_title,
    reasons_used,
    solved_text,
    step_text,
    unproved_text,
)
from asnroster.output.style import Styles, lines_needed
from asnroster.words import _, percent_text

Value = str | int | float | Fraction | None
MOST_LINES_OF_CHART = 8  # more agencies in one chart cannot be told apart
PAPER_A4 = 9


@dataclass(frozen=True, slots=True)
class _Head:
    """A column: heading, width in pixels, style of its cells."""

    heading: str
    width: int
    kind: str = "text"


@dataclass
class _Sheet:
    """A worksheet and its next row."""

    sheet: Any
    styles: Styles
    row: int = 0
    columns: int = 1
    _widths: list[int] = field(default_factory=list)

    def line(self, text: str, style: str = "subtitle") -> None:
        self.sheet.write_string(self.row, 0, text, self.styles(style))
        self.row += 1

    def table(self, heads: Sequence[_Head], rows: Iterable[tuple[Sequence[Value], int]]) -> tuple[int, int]:
        """A header and rows (values, indent of the first cell); returns its header row and its last row."""
        top = self.row
        for column, head in enumerate(heads):
            if column >= len(self._widths):
                self._widths.append(head.width)
                self.sheet.set_column_pixels(column, column, head.width)
            self.sheet.write_string(top, column, head.heading, self.styles("header"))
        self._height(top, [head.heading for head in heads])
        self.columns = max(self.columns, len(heads))
        for values, indent in rows:
            self.row += 1
            for column, (value, head) in enumerate(zip(values, heads, strict=True)):
                more = {"indent": indent} if indent and not column else {}
                style = self.styles("cell", head.kind, **more)
                if isinstance(value, (int, float, Fraction)):
                    self.sheet.write_number(self.row, column, float(value), style)
                else:
                    self.sheet.write_string(self.row, column, value or "-", style)
            self._height(self.row, values)
        self.row += 1
        return top, self.row - 1

    def _height(self, row: int, values: Iterable[Value]) -> None:
        texts = zip(values, self._widths, strict=False)
        lines = max((lines_needed(text, width) for text, width in texts if isinstance(text, str)), default=1)
        self.sheet.set_row(row, LINE_POINTS * min(lines, MOST_LINES) + 4)

    def finish(self, header: int | None, *, freeze: bool = True) -> None:
        """Set the sheet up for screen and paper."""
        sheet = self.sheet
        sheet.hide_gridlines(2)
        if header is not None and freeze:
            sheet.freeze_panes(header + 1, 1)
            sheet.repeat_rows(header)
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.set_margins(left=0.3, right=0.3, top=0.45, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")


def write_study(study: Study, path: Path) -> None:
    """Write the study as a workbook; numbers stay numbers, the charts are Excel's own.

    Raises:
        OSError: when it cannot be written there.
    """
    with (
        whole_file(path) as temporary,
        xlsxwriter.Workbook(temporary, {"strings_to_formulas": False}) as book,
    ):
        book.set_properties({"author": "asnroster"})
        styles = Styles(book)
        pages: list[tuple[str, Callable[[Any, Study, _Sheet], None]]] = [
            (_("Summary"), _summary),
            (_("By Agency"), lambda b, s, page: _readiness(s, page, (s.whole, *s.agencies))),
            (_("By Unit"), lambda b, s, page: _readiness(s, page, s.groups)),
            (_("Curve"), _curve),
            (_("Sensitivity"), _sensitivity),
            (_("Assumptions"), _assumptions),
        ]
        for name, write in pages:
            page = _Sheet(book.add_worksheet(name), styles)
            page.line(_("Study of readiness for work from home"), "title")
            page.line(" · ".join(filter(None, (study.scenario.title, study.scenario.source))))
            page.line(_("Period: {span}").format(span=horizon_text(study.case.problem.horizon)))
            page.line("")
            write(book, study, page)


def _summary(book: Any, study: Study, page: _Sheet) -> None:
    whole = study.whole
    rows: list[tuple[Sequence[Value], int]] = [
        ((_("People"), whole.people), 0),
        ((_("May work from home"), whole.may), 0),
        ((_("Person-days worked"), whole.days), 0),
        ((_("Most home person-days"), whole.home), 0),
    ]
    page.table([_Head(_("Figure"), 330), _Head(_("All agencies"), 130, "number")], rows)
    rows = [((_("Largest WFH share"), whole.share), 0)]
    page.table([_Head(_("Share"), 330), _Head(_("All agencies"), 130, "share")], rows)
    page.line("")
    page.line(_("Binds first: {rule}").format(rule=binding_text(study, whole)))
    page.line(solved_text(study))
    if wide := unproved_text(study.groups):
        page.line(wide, "warning")
    if study.unfinished:
        left = "; ".join(study.unfinished)
        page.line(_("Stopped by you. Not in this study: {left}.").format(left=left), "warning")
    page.line("")
    counts = [sum(group.level == level for group in study.agencies) for level in LEVELS]
    classes = zip(LEVELS, counts, class_rule(), strict=True)
    heads = [_Head(_("Class"), 330), _Head(_("Agencies"), 130, "number"), _Head(_("Rule of the class"), 560)]
    page.table(heads, [((str(level.title), count, line), 0) for level, count, line in classes])
    page.line("")
    reasons = [
        ((reason_title(r), whole.kept[r], whole.kept[r] / whole.people), 0) for r in reasons_used(study)
    ]
    heads = [
        _Head(_("Who may, and what keeps the others"), 330),
        _Head(_("People"), 130, "number"),
        _Head(_("Share"), 560, "share"),
    ]
    page.table(heads, reasons)
    page.finish(None)


def _readiness(study: Study, page: _Sheet, groups: Sequence[Readiness]) -> None:
    reasons = [reason for reason in reasons_used(study) if reason != MAY]
    heads = [
        _Head(_("Unit"), 250), _Head(_("People"), 55, "number"), _Head(reason_title(MAY), 60, "number"),
        _Head(_("Share who may"), 60, "share"),
        *(_Head(reason_title(reason), 72, "number") for reason in reasons),
        _Head(_("Person-days worked"), 70, "number"), _Head(_("Most home person-days"), 75, "number"),
        _Head(_("Proved bound"), 70, "number"), _Head(_("Largest WFH share"), 65, "share"), _Head(_("Class"), 90),
        _Head(_("Binds first"), 210), _Head(_("One step looser"), 210),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = [
        (
            [
                group.label, group.people, group.may, group.may / group.people,
                *(group.kept.get(reason, 0) for reason in reasons),
                group.days, group.home, group.bound, group.share, str(group.level.title),
                binding_text(study, group), step_text(group),
            ],
            group.depth,
        )
        for group in groups
    ]  # fmt: skip
    header, last = page.table(heads, rows)
    page.sheet.autofilter(header, 0, last, len(heads) - 1)
    page.finish(header)


def _curve(book: Any, study: Study, page: _Sheet) -> None:
    if not study.points:
        page.line(_("The study was stopped before the curve."), "warning")
        return
    heads = [
        _Head(_("Cap on the daily WFH share"), 250, "share"),
        *(_Head(measure_title(measure), 105, "share") for measure in MEASURES),
        _Head(_("Overfull building-days"), 105, "number"), _Head(_("Proven gap"), 105, "share"),
        _Head(_("Why not"), 220),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = []
    for point in study.points:
        found = point.reached.get(None)
        shares = [getattr(found, measure) if found else None for measure in MEASURES]
        rows.append(([point.cap, *shares, point.overfull, point.outcome.gap, point.why], 0))
    top, last = page.table(heads, rows)
    lines = [(measure_title(m), column, top) for column, m in enumerate(MEASURES, start=1)]
    chart = _chart(book, page, _("All agencies"), lines, (top + 1, last, 0))
    page.row += 1
    page.sheet.insert_chart(page.row, 0, chart)
    page.row += 19
    # The same turned round, an agency a row, one table a measure; the chart shows the largest agencies.
    for measure in ("home_share", "lowest", "wishes"):
        page.line(measure_title(measure), "section")
        _by_agency(book, study, page, measure)
    page.finish(None)


def _by_agency(book: Any, study: Study, page: _Sheet, measure: str) -> None:
    heads = [
        _Head(_("Agency"), 250),
        *(_Head(percent_text(float(point.cap), 0), 105, "share") for point in study.points),
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
    _dress(chart, _("{measure}: agencies with most people who may").format(measure=measure_title(measure)))
    page.row += 1
    page.sheet.insert_chart(page.row, 0, chart)
    page.row += 19


def _chart(
    book: Any, page: _Sheet, title: str, lines: Sequence[tuple[str, int, int]], span: tuple[int, int, int]
) -> Any:
    first, last, categories = span
    chart, name = book.add_chart({"type": "line"}), page.sheet.get_name()
    dashes = ("solid", "dash", "round_dot", "dash_dot", "long_dash")
    for (_heading, column, header), dash in zip(lines, dashes, strict=True):
        chart.add_series({
            "name": [name, header, column],
            "categories": [name, first, categories, last, categories],
            "values": [name, first, column, last, column],
            "line": {"width": 2, "dash_type": dash},
            "marker": {"type": "automatic", "size": 5},
        })  # fmt: skip
    _dress(chart, title)
    return chart


def _dress(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_x_axis({"name": _("Cap on the daily WFH share"), "num_format": "0 %"})
    chart.set_y_axis({"num_format": "0 %", "min": 0, "max": 1, "major_gridlines": {"visible": True}})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 900, "height": 340})


def _sensitivity(book: Any, study: Study, page: _Sheet) -> None:
    units, whole = study.case.problem.units, study.whole
    heads = [
        _Head(_("Rule"), 250), _Head(_("Source"), 220), _Head(_("Most home person-days without it"), 95, "number"),
        _Head(_("Gain in person-days"), 90, "number"), _Head(_("Gain in share"), 80, "share"),
        _Head(_("One step looser"), 220), _Head(_("Gain of the step"), 90, "number"),
        _Head(_("Agencies that gain most"), 330),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = []
    for price in study.prices:
        rule, step, gain = study.case.rules[price.rule], price.step, price.dropped.gain
        most = "; ".join(f"{units[unit].name} (+{days})" for unit, days in price.units[:5])
        rows.append(
            (
                [
                    rule_title(rule), rule.instrument, price.dropped.home, gain,
                    gain / whole.days if whole.days else None, step.text if step else "",
                    step.gain if step else None, most,
                ],
                0,
            )
        )  # fmt: skip
    header, _last = page.table(heads, rows)
    page.finish(header)


def _assumptions(book: Any, study: Study, page: _Sheet) -> None:
    page.table([_Head(_("Figure"), 220), _Head(_("What it means"), 760)], [(row, 0) for row in definitions()])
    page.line("")
    page.line(_("Classes"), "section")
    for text in class_rule():
        page.line(text)
    page.line("")
    page.line(_("Rules that hold in this study"), "section")
    heads = [_Head(_("Rule"), 220), _Head(_("What it asks for"), 760)]
    rules = study.case.rules
    page.table(
        heads, [((rule_title(rule), f"{rule.full_sentence()} ({rule.instrument})"), 0) for rule in rules]
    )
    page.finish(None)
