"""``kajian.xlsx``: a study of readiness as a workbook with native charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from asnroster.files import whole_file
from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.studied import LEVELS, Readiness, Study
from asnroster.output.assumptions import as_draft, assumed_lines, nameless
from asnroster.output.dates import horizon_text
from asnroster.output.study_curve import write_curve
from asnroster.output.study_saved import write_savings_basis
from asnroster.output.study_sheet import Head, StudySheet, Value
from asnroster.output.study_words import (
    binding_text,
    class_rule,
    definitions,
    reasons_used,
    solved_text,
    step_text,
    summary_text,
    unproved_text,
)
from asnroster.output.style import Styles
from asnroster.output.workbook import OPTIONS
from asnroster.output.xlsx import Workbook
from asnroster.words import _


def write_study(study: Study, path: Path) -> None:
    """Write the study as a workbook; numbers stay numbers, the charts are Excel's own.

    Raises:
        OSError: when it cannot be written there.
    """
    with (
        whole_file(path) as temporary,
        Workbook(temporary, OPTIONS) as book,
    ):
        book.set_properties({"author": "asnroster"})
        styles, about = Styles(book), study.case.problem
        pages: list[tuple[str, Callable[[Any, Study, StudySheet], None]]] = [
            (_("Summary"), _summary),
            (_("By Agency"), lambda b, s, page: _readiness(s, page, (s.whole, *s.agencies))),
            (_("By Unit"), lambda b, s, page: _readiness(s, page, s.groups)),
            (_("Curve"), write_curve),
            (_("Sensitivity"), _sensitivity),
            (_("Assumptions"), _assumptions),
        ]
        for name, write in pages:
            page = StudySheet(book.add_worksheet(name), styles)
            page.line(as_draft(_("Study of readiness for work from home"), about.assumptions), "title")
            page.line(" · ".join(filter(None, (study.scenario.title, study.scenario.source))))
            page.line(_("Period: {span}").format(span=horizon_text(about.horizon)))
            page.line("")
            write(book, study, page)


def _summary(book: Any, study: Study, page: StudySheet) -> None:
    whole = study.whole
    page.line(summary_text(study), "section")
    page.line("")
    rows: list[tuple[Sequence[Value], int]] = [
        ((_("People"), whole.people), 0),
        ((_("May work from home"), whole.may), 0),
        ((_("Person-days worked"), whole.days), 0),
        ((_("Most home person-days"), whole.home), 0),
    ]
    page.table([Head(_("Figure"), 330), Head(_("All agencies"), 130, "number")], rows)
    rows = [((_("Largest WFH share"), whole.share), 0)]
    page.table([Head(_("Share"), 330), Head(_("All agencies"), 130, "share")], rows)
    page.line("")
    page.line(_("Binds first: {rule}").format(rule=binding_text(study, whole)))
    page.line(solved_text(study))
    if wide := unproved_text(study.groups):
        page.line(wide, "warning")
    if study.unfinished:
        left = "; ".join(study.unfinished)
        page.line(_("Stopped by you. Not in this study: {left}.").format(left=left), "warning")
    for text in assumed_lines([nameless(study.case.problem)]):
        page.line(text, "warning")
    page.line("")
    reasons = [
        ((reason_title(r), whole.kept[r], whole.kept[r] / whole.people), 0) for r in reasons_used(study)
    ]
    heads = [Head(_("Who may, and what keeps the others"), 330), Head(_("People"), 130, "number")]
    page.table([*heads, Head(_("Share"), 130, "share")], reasons)
    page.line("")
    classes = [(str(level.title), study.agencies_at(level)) for level in LEVELS]
    page.table([Head(_("Class"), 330), Head(_("Agencies"), 130, "number")], [(row, 0) for row in classes])
    for text in class_rule():
        page.line(text, "note")
    page.finish(None)
    page.sheet.fit_to_pages(1, 1)


def _readiness(study: Study, page: StudySheet, groups: Sequence[Readiness]) -> None:
    reasons = [reason for reason in reasons_used(study) if reason != MAY]
    wide = bool(unproved_text(study.groups))
    heads = [
        Head(_("Unit"), 250), Head(_("People"), 55, "number"), Head(reason_title(MAY), 60, "number"),
        Head(_("Share who may"), 60, "share"),
        *(Head(reason_title(reason), 72, "number") for reason in reasons),
        Head(_("Person-days worked"), 70, "number"), Head(_("Most home person-days"), 75, "number"),
        *([Head(_("Proved bound"), 70, "number")] if wide else []),
        Head(_("Largest WFH share"), 65, "share"), Head(_("Class"), 90, "centre"),
        Head(_("Binds first"), 210), Head(_("One step looser"), 210),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = [
        (
            [
                group.label, group.people, group.may, group.may / group.people,
                *(group.kept.get(reason, 0) for reason in reasons),
                group.days, group.home, *([group.bound] if wide else []), group.share, str(group.level.title),
                binding_text(study, group), step_text(study, group),
            ],
            group.depth,
        )
        for group in groups
    ]  # fmt: skip
    header, last = page.table(heads, rows)
    page.sheet.autofilter(header, 0, last, len(heads) - 1)
    page.finish(header)


def _sensitivity(book: Any, study: Study, page: StudySheet) -> None:
    units, whole = study.case.problem.units, study.whole
    heads = [
        Head(_("Rule"), 200), Head(_("Source"), 190), Head(_("Most home person-days without it"), 95, "number"),
        Head(_("Gain in person-days"), 85, "number"), Head(_("Gain in share"), 80, "share"),
        Head(_("One step looser"), 190), Head(_("Gain of the step"), 85, "number"),
        Head(_("Agencies that gain most"), 320),
    ]  # fmt: skip
    rows: list[tuple[Sequence[Value], int]] = []
    for price in study.prices:
        rule, step, gain = study.case.rules[price.rule], price.step, price.dropped.gain
        most = "; ".join(f"{units[unit].name} (+{days})" for unit, days in price.units[:5])
        rows.append(
            (
                [
                    rule.heading, rule.instrument, price.dropped.home, gain,
                    gain / whole.days if whole.days else None, step.text if step else "",
                    step.gain if step else None, most,
                ],
                0,
            )
        )  # fmt: skip
    header, _last = page.table(heads, rows)
    page.finish(header)


def _assumptions(book: Any, study: Study, page: StudySheet) -> None:
    page.table([Head(_("Figure"), 220), Head(_("What it means"), 660)], [(row, 0) for row in definitions()])
    page.line("")
    page.line(_("Classes"), "section")
    for text in class_rule():
        page.line(text)
    page.line("")
    page.line(_("Rules that hold in this study"), "section")
    heads = [Head(_("Rule"), 220), Head(_("What it asks for"), 660)]
    rules = study.case.rules
    page.table(heads, [((rule.heading, f"{rule.full_sentence()} ({rule.instrument})"), 0) for rule in rules])
    page.line("")
    write_savings_basis(study, page)
    page.finish(None)
