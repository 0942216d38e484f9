"""``kajian.xlsx``: a study of readiness as a workbook with native charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from asnroster.files import whole_file
from asnroster.judge.keeping import MAY
from asnroster.judge.studied import Readiness, Study
from asnroster.output.assumptions import as_draft, assumed_lines, nameless
from asnroster.output.blocks import Chart, Column, Table
from asnroster.output.dates import horizon_text
from asnroster.output.page import Page
from asnroster.output.study_charts import agencies_charts, saved_chart, shares_chart
from asnroster.output.study_tables import (
    agency_names,
    basis_sections,
    by_agency_table,
    classes_table,
    curve_table,
    kept_table,
    price_table,
    readiness_table,
    saved_table,
    share_of,
    units_of,
)
from asnroster.output.study_words import (
    MEASURES,
    binding_text,
    class_rule,
    measure_title,
    reasons_used,
    solved_text,
    summary_text,
    unproved_text,
)
from asnroster.output.style import Styles
from asnroster.output.xlsx import OPTIONS, Workbook
from asnroster.words import _

MOST_ROWS_ABOVE_CHART = 8
ASSUMED = ("assumption", "source", "unit", "low", "middle", "high")  # long texts below each other
READINESS = ("days", "home", "bound", "share", "class", "binds", "step")


def write_study(study: Study, path: Path) -> None:
    """Write the study as a workbook; numbers stay numbers, the charts are Excel's own.

    Raises:
        OSError: when it cannot be written there.
    """
    pages: list[tuple[str, Callable[[Study, Page], None]]] = [
        (_("Summary"), _summary),
        (_("By Agency"), lambda s, page: _readiness(s, page, (s.whole, *s.agencies))),
        (_("By Unit"), lambda s, page: _readiness(s, page, s.groups)),
        (_("Curve"), _curve),
        (_("Sensitivity"), _sensitivity),
        (_("Assumptions"), _assumptions),
    ]
    with whole_file(path) as temporary, Workbook(temporary, OPTIONS) as book:
        book.set_properties({"author": "asnroster"})
        styles, about = Styles(book), study.case.problem
        for name, write in pages:
            page = Page(book, styles, name)
            page.line(as_draft(_("Study of readiness for work from home"), about.assumptions), "title")
            page.line(" · ".join(filter(None, (study.scenario.title, study.scenario.source))))
            page.line(_("Period: {span}").format(span=horizon_text(about.horizon)))
            page.line("")
            write(study, page)


def _summary(study: Study, page: Page) -> None:
    whole = study.whole
    page.set_widths(330, 130, 130)
    page.paragraph(summary_text(study), "section")
    page.line("")
    figures = [Column(_("Figure"), 330), Column(_("All agencies"), 130, "number")]
    counted = [
        (_("People"), whole.people),
        (_("May work from home"), whole.may),
        (_("Person-days worked"), whole.days),
        (_("Most home person-days"), whole.home),
    ]
    page.show(Table("", figures, counted))
    shares = [Column(_("Share"), 330), Column(_("All agencies"), 130, "share")]
    page.show(Table("", shares, [(_("Largest WFH share"), whole.share)]))
    page.line("")
    page.paragraph(_("Binds first: {rule}").format(rule=binding_text(study, whole)))
    page.paragraph(solved_text(study))
    if wide := unproved_text(study.groups):
        page.line(wide, "warning")
    if study.unfinished:
        left = "; ".join(study.unfinished)
        page.line(_("Stopped by you. Not in this study: {left}.").format(left=left), "warning")
    for text in assumed_lines([nameless(study.case.problem)]):
        page.line(text, "warning")
    page.line("")
    page.show(kept_table(study))
    page.line("")
    page.show(classes_table(study).only("class", "agencies", "people"))
    for text in class_rule():
        page.paragraph(text, "note")
    page.finish_in_pages()
    page.sheet.fit_to_pages(1, 1)


def _readiness(study: Study, page: Page, groups: Sequence[Readiness]) -> None:
    kept = [f"kept {reason}" for reason in reasons_used(study) if reason != MAY]
    table = readiness_table(study, groups, "").only("unit", "people", "may", "share_may", *kept, *READINESS)
    header, _last = page.show(table, filtered=True)
    page.finish_in_pages(header)


def _sensitivity(study: Study, page: Page) -> None:
    table = price_table(study).only("rule", "source", "home", "gain", "points", "step", "agencies")
    header, _last = page.show(table, captioned=False)
    page.finish_in_pages(header)


def _assumptions(study: Study, page: Page) -> None:
    page.set_widths(220, 620, 130, 90, 90, 90)  # one page across
    for section in basis_sections(study):
        page.section(replace(section, blocks=[*map(_arranged, section.blocks)]))
    page.finish_in_pages()


def _arranged(block: Table | Chart) -> Table | Chart:
    """Assumptions with their long texts below those of the other tables."""
    if isinstance(block, Table) and block.columns[0].key == ASSUMED[0]:
        return block.only(*ASSUMED)
    return block


def _curve(study: Study, page: Page) -> None:
    """Tables and charts of the curve: all agencies, then an agency a row."""
    if not study.points:
        page.line(_("The study was stopped before the curve."), "warning")
        return
    shares = curve_table(study.points).only("cap", *MEASURES, "overfull", "gap", "why")
    header, _last = page.show(shares, captioned=False)
    page.chart(shares_chart(study.points), header)
    breaks = [page.row]
    header, _last = page.show(saved_table(study.points, exact=True))
    page.chart(saved_chart(study.points, exact=True), header, (4, 3, 5))
    breaks.append(page.row)
    title = _("Savings in all, middle figure (rupiah)")
    page.show(
        by_agency_table(
            study.points, agency_names(study), title, lambda roster: roster.saved.rupiah.middle, money=True
        )
    )
    page.line(_("A building that agencies share counts in all agencies together only."), "note")
    page.row += 1
    for measure in MEASURES:
        breaks.append(page.row)
        page.show(
            by_agency_table(study.points, agency_names(study), measure_title(measure), share_of(measure))
        )
        if len(study.agencies) > MOST_ROWS_ABOVE_CHART:
            breaks.append(page.row)  # a chart is not cut
        for chart in agencies_charts(study.points, units_of(study), measure):
            page.row += 1
            page.chart(chart)
    page.finish_in_pages()
    page.sheet.set_h_pagebreaks(breaks)
