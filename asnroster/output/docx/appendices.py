"""Appendices A to D: all units, rules and what they cost, assumptions of the savings, definitions and how it was made."""

from __future__ import annotations

from dataclasses import replace

from asnroster.judge.studied import Study
from asnroster.output.docx.choices import chosen
from asnroster.output.docx.curve import write_unfinished
from asnroster.output.docx.paper import Paper
from asnroster.output.savings import assumptions_table, lines_table
from asnroster.output.study_tables import (
    agency_names,
    basis_sections,
    by_agency_table,
    price_table,
    readiness_table,
    share_of,
)
from asnroster.output.study_words import cap_text, measure_title
from asnroster.words import _

MOST_CAPS = 12  # columns of a table across the page
TOLD_BEFORE = ("savings", "rules")  # in appendices B and C
BY_AGENCY = ("home_share", "service", "lowest", "wishes")


def write_appendices(study: Study, paper: Paper) -> None:
    """The appendices, the wide ones across the page."""
    paper.turn(wide=True)
    _write_units(study, paper)
    _write_rules(study, paper)
    _write_assumptions(study, paper)
    paper.turn(wide=False)
    _write_making(study, paper)


def _write_units(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix A. All units, and the curve by agency"), appendix=True)
    keys = ("unit", "people", "may", "kept", "days", "home", "share", "class", "binds", "step")
    table = readiness_table(study, study.groups, _("Readiness by unit")).only(*keys)
    rows = [replace(row, looks=() if row.depth else ("band",)) for row in table.lines]
    note = _(
        "A unit stands with all below it; agencies are in bold. Points are per cent of the unit's person-days."
    )
    paper.table(replace(table, rows=rows, note=note))
    if study.points:
        _write_by_agency(study, paper)


def _write_by_agency(study: Study, paper: Paper) -> None:
    """One table a measure, an agency a row; of many caps as many as the page holds, the last one among them."""
    step = -(-len(study.points) // MOST_CAPS)
    points = study.points[::-1][::step][::-1]
    note = (
        _("Of {count} caps {shown} are shown.").format(count=len(study.points), shown=len(points))
        if step > 1
        else ""
    )
    agencies = agency_names(study, whole=True)
    tables = [by_agency_table(points, agencies, measure_title(name), share_of(name)) for name in BY_AGENCY]
    title = _("Savings in all, middle figure (rupiah)")
    tables.append(
        by_agency_table(points, agencies, title, lambda found: found.saved.rupiah.middle, money=True)
    )
    for table in tables:
        paper.table(replace(table, note=note))


def _write_rules(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix B. The rules, and what each costs"), appendix=True, new_page=True)
    keys = ("rule", "asked", "source", "gain", "points", "step", "agencies")
    note = _(
        "The gain is what all agencies together would have more in home person-days without the rule, all other rules staying; "
        "rules with a dash are about nobody in this file, or were not asked."
    )
    paper.table(replace(price_table(study, every_rule=True).only(*keys), note=note))


def _write_assumptions(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix C. Assumptions and formulas of the savings"), appendix=True, new_page=True)
    options = chosen(study)
    if not options:
        paper.text(_("Without a roster on the curve there are no savings to be told."))
        write_unfinished(study, paper)
        return
    point, found = options[-1]
    paper.table(assumptions_table(found.saved.assumptions))
    text = _("Formulas, with the figures of option {number} (cap {cap})")
    note = _("Low rests on the low end of every assumption, high on the high end.")
    caption = text.format(number=len(options), cap=cap_text(point.cap))
    paper.table(lines_table(found.saved, caption, note))


def _write_making(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix D. Definitions, and how the study was made"), appendix=True)
    paper.text(_("No person's name or NIP of the staff file stands in this document."))
    for section in basis_sections(study):
        if section.key not in TOLD_BEFORE:
            paper.put(section)
