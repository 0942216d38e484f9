"""``laporan.docx``: the study of readiness as an office paper: its first page, the chapters, appendices A to D."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from asnroster.judge.studied import Study
from asnroster.output.assumptions import assumed_lines, draft_text, nameless
from asnroster.output.blocks import facts_table
from asnroster.output.dates import horizon_text
from asnroster.output.docx.choices import chosen, write_choices, write_recommendation
from asnroster.output.docx.curve import write_curve, write_unfinished
from asnroster.output.docx.grounds import write_background, write_method
from asnroster.output.docx.paper import Paper
from asnroster.output.docx.results import write_results
from asnroster.output.savings import assumptions_table, lines_table
from asnroster.output.signature import DOTS
from asnroster.output.study_tables import (
    agency_names,
    basis_sections,
    by_agency_table,
    price_table,
    readiness_table,
    share_of,
)
from asnroster.output.study_words import cap_text, classes_text, measure_title, share_shown, summary_text
from asnroster.words import _, number_text

MOST_CAPS = 12  # columns of a table across the page
TOLD_BEFORE = ("savings", "rules")  # in appendices B and C
BY_AGENCY = ("home_share", "service", "lowest", "wishes")


def write_study_docx(study: Study, path: Path) -> None:
    """Write the study as an office document. Nobody's name or NIP stands in it.

    Args:
        study: what was found.
        path: of the .docx.

    Raises:
        OSError: when it cannot be written there.
    """
    paper = Paper(_("Study of readiness for work from home"))
    write_front(study, paper)
    for chapter in (
        write_background,
        write_method,
        write_results,
        write_curve,
        write_choices,
        write_recommendation,
        _write_appendices,
    ):
        chapter(study, paper)
    paper.write(path)


def write_front(study: Study, paper: Paper) -> None:
    """Title, heading block with places to fill in, summary, contents."""
    signature, horizon = study.scenario.signature, study.case.problem.horizon
    paper.text(_("STAFF PAPER"), style="Title")
    paper.text(paper.title, style="Subtitle").runs[0].bold = True
    paper.text(_("Period: {span}").format(span=horizon_text(horizon)), style="Subtitle")
    date = _("{place}, {date}").format(place=signature.place or DOTS[:16], date=DOTS[:28])
    form = [
        (_("To"), DOTS),
        (_("From"), signature.position or DOTS),
        (_("Place and date"), date),
        (_("Number"), DOTS),
        (_("Attachments"), _("4 (appendices A to D)")),
        (_("Subject"), _("Readiness of the agencies for work from home, before a policy is chosen")),
    ]
    paper.facts(facts_table("", form), "Form")
    write_unfinished(study, paper)
    _write_assumed(study, paper)
    paper.text(_("Summary"), style="Caption")
    paper.text(summary_text(study), classes_text(study), _span(study))
    paper.text(_("The paper recommends nothing: chapter VI is left to the reader, who fills it in."))
    note = _("Page numbers appear once the contents are updated: click on them and press F9.")
    paper.contents(_("Table of contents"), note)


def _write_assumed(study: Study, paper: Paper) -> None:
    """The draft's mark and what is assumed, as long as something is open."""
    problem = nameless(study.case.problem)
    if draft := draft_text(problem.assumptions):
        paper.text(draft, style="Warning")
        paper.bullets(assumed_lines([problem]))


def _span(study: Study) -> str:
    """From the first to the last point of the curve."""
    curve = [(point.cap, roster) for point in study.points if (roster := point.reached.get(None)) is not None]
    if len(curve) < 2:
        return ""
    (low, first), (high, last) = curve[0], curve[-1]
    rupiah = last.saved.rupiah
    grown = _(
        "As the daily cap goes from {low} to {high}, the WFH share goes from {first} to {last}, and what is saved reaches {rupiah} "
        "rupiah (from {least} to {most}) in the period."
    ).format(
        low=cap_text(low),
        high=cap_text(high),
        first=share_shown(first.home_share),
        last=share_shown(last.home_share),
        rupiah=number_text(rupiah.whole),
        least=number_text(float(rupiah.low)),
        most=number_text(float(rupiah.high)),
    )
    if first.service is None:
        return (
            f"{grown} {_('The staff file names no service posts, so that nothing is told of the service.')}"
        )
    served = _(
        "Service posts have their minimum on {first} of all post-days at the one, on {last} at the other."
    )
    return f"{grown} {served.format(first=share_shown(first.service), last=share_shown(last.service))}"


def _write_appendices(study: Study, paper: Paper) -> None:
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
        by_agency_table(points, agencies, title, lambda roster: roster.saved.rupiah.middle, money=True)
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
    point, roster = options[-1]
    paper.table(assumptions_table(roster.saved.assumptions))
    text = _("Formulas, with the figures of option {number} (cap {cap})")
    note = _("Low rests on the low end of every assumption, high on the high end.")
    caption = text.format(number=len(options), cap=cap_text(point.cap))
    paper.table(lines_table(roster.saved, caption, note))


def _write_making(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix D. Definitions, and how the study was made"), appendix=True)
    paper.text(_("No person's name or NIP of the staff file stands in this document."))
    for section in basis_sections(study):
        if section.key not in TOLD_BEFORE:
            paper.put(section)
