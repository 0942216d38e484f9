"""Chapter IV: what each cap on the WFH share gives and takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asnroster.judge.savings import Line
from asnroster.judge.studied import Point, Reached, Study
from asnroster.output.blocks import Cells, Column, Table
from asnroster.output.docx.paper import Paper
from asnroster.output.study_charts import saved_chart, shares_chart
from asnroster.output.study_tables import curve_table
from asnroster.output.study_words import MEASURES, cap_text, grows_text
from asnroster.words import _, number_text

SAVED = ("budget_rupiah", "fuel_rupiah", "rupiah", "co2_kg")

Curve = Sequence[tuple[Point, Reached | None]]


def write_curve(study: Study, paper: Paper) -> None:
    """Chapter IV."""
    paper.chapter(_("The curve: what a cap gives and takes"))
    curve: Curve = [(point, point.reached.get(None)) for point in study.points]
    if not curve:
        paper.text(_("The study was stopped before the curve."))
        write_unfinished(study, paper)
        return
    paper.text(
        _(
            "Each row is a roster of all agencies in which no agency has a larger share of its people at home on any day than "
            "the cap. It uses the cap as far as the rules allow."
        ),
        grows_text(study.points),
    )
    paper.section(_("Work from home, service, presence and wishes"))
    shown = curve_table(study.points).only("cap", *MEASURES, "overfull", "gap")
    paper.table(replace(shown, note=_legend(study)))
    rosters = sum(roster is not None for _point, roster in curve)
    if rosters > 1:  # a point alone is no line
        paper.chart(shares_chart(study.points))
    if rosters:
        _write_savings(curve, paper)
    if rosters > 1:
        paper.chart(saved_chart(study.points))


def range_text(line: Line) -> str:
    """Low, middle and high, a line each."""
    return "\n".join(number_text(float(figure)) for figure in (line.low, line.middle, line.high))


def _legend(study: Study) -> str:
    why = "; ".join(f"{cap_text(point.cap)}: {point.why}" for point in study.points if point.why)
    gap = _("No roster at {why}.").format(why=why) if why else ""
    text = _(
        "Service posts: post-days of sheet Layanan at, and above, their Min WFO. Presence: of those working on the emptiest "
        "ordinary day. Proven gap: how much better a roster could at most be; 0 % is proved best."
    )
    return f"{gap} {text}".strip()


def _write_savings(curve: Curve, paper: Paper) -> None:
    paper.section(_("Savings and CO2"))
    paper.text(
        _(
            "Against everybody in the office on the same days, for the whole period. The low, the middle and the high figure stand "
            "below each other; the assumptions and formulas stand in appendix C."
        ),
        stays=True,
    )
    columns = [
        Column(_("Cap"), kind="cap"),
        Column(_("Home person-days"), kind="number"),
        Column(_("Figure")),
        Column(_("Government's budget (rupiah)"), kind="number"),
        Column(_("Staff, fuel (rupiah)"), kind="number"),
        Column(_("In all (rupiah)"), kind="number"),
        Column(_("CO2 (kg)"), kind="number"),
    ]
    paper.table(Table(_("What is saved at each cap"), columns, list(_saved_rows(curve))))


def _saved_rows(curve: Curve) -> Iterator[Cells]:
    ends = "\n".join((_("Low"), _("Middle"), _("High")))
    for point, roster in curve:
        if roster is None:
            yield (point.cap, *["-"] * (2 + len(SAVED)))
            continue
        lines = (range_text(roster.saved.lines[key]) for key in SAVED)
        yield point.cap, roster.saved.home_days, ends, *lines


def write_unfinished(study: Study, paper: Paper) -> None:
    """What is missing where the study was stopped."""
    if study.unfinished:
        left = "; ".join(study.unfinished)
        paper.text(
            _("This study was stopped before its end. Not in it: {left}.").format(left=left), style="Warning"
        )
