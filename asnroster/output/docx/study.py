"""``laporan.docx``: the study of readiness as an office paper, its first page and then chapter by chapter."""

from __future__ import annotations

from pathlib import Path

from asnroster.judge.studied import Study
from asnroster.output.assumptions import assumed_lines, draft_text, nameless
from asnroster.output.blocks import facts_table
from asnroster.output.dates import horizon_text
from asnroster.output.docx.appendices import write_appendices
from asnroster.output.docx.choices import write_choices, write_recommendation
from asnroster.output.docx.curve import write_curve, write_unfinished
from asnroster.output.docx.grounds import write_background, write_method
from asnroster.output.docx.paper import Paper
from asnroster.output.docx.results import write_results
from asnroster.output.signature import DOTS
from asnroster.output.study_words import cap_text, classes_text, share_shown, summary_text
from asnroster.words import _, number_text


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
        write_appendices,
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
    curve = [(point.cap, found) for point in study.points if (found := point.reached.get(None)) is not None]
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
