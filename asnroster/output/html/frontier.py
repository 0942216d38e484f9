"""The frontier: what each cap on the daily WFH share gives and takes, in all and by agency, and where a roster stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from asnroster.domain.groups import staffed_agencies
from asnroster.domain.problem import Unit
from asnroster.judge.coverage import reached
from asnroster.judge.studied import Point, Reached
from asnroster.output.blocks import Chart, Section, Table
from asnroster.output.report import Report
from asnroster.output.savings import rupiah_text, sentence_case
from asnroster.output.study_charts import agencies_charts, saved_chart, shares_chart
from asnroster.output.study_tables import Figures, by_agency_table, curve_table, saved_table, share_of
from asnroster.output.study_words import MEASURES, cap_text, grows_text, measure_title, share_shown
from asnroster.words import _


def frontier_section(
    points: Sequence[Point],
    agencies: Mapping[int, Unit],
    *,
    own: Figures | None = None,
    remarks: Sequence[str] = (),
) -> Section:
    """Charts and tables of a curve over caps.

    Args:
        points: of the curve.
        agencies: those that have people, by their unit's index.
        own: a roster's own figures, marked as a star and told in words.
        remarks: what a reader must know before relying on it.
    """
    title = _("The curve over caps")
    solved = [point for point in points if None in point.reached]
    remarks = [*remarks, *dict.fromkeys(sentence_case(point.why) for point in points if point.why)]
    if not solved:
        return Section(
            "frontier", title, paragraphs=[_("There is no curve: no cap was solved.")], remarks=remarks
        )
    mine = None if own is None else own[None]
    paragraphs = [_what(), *filter(None, [grows_text(solved)]), *_saved_sentences(solved)]
    if mine is not None:
        paragraphs.append(own_place_text(solved, mine))
    names: dict[int | None, str] = {unit: agency.name for unit, agency in agencies.items()}
    blocks: list[Table | Chart] = [
        shares_chart(points, mine),
        curve_table(points, mine).only("cap", *MEASURES, "overfull", "gap", "why"),
        saved_chart(points, mine),
        saved_table(points, mine),
        *agencies_charts(points, agencies),
        by_agency_table(points, names, measure_title("home_share"), share_of("home_share"), own=own),
    ]
    return Section("frontier", title, paragraphs=paragraphs, blocks=blocks, remarks=remarks)


def roster_frontier_section(report: Report, points: Sequence[Point]) -> Section:
    """The curve of a roster's own staff and rules, with the roster's place on it."""
    problem = report.problem
    agencies = {unit: problem.units[unit] for unit in staffed_agencies(problem)}
    own = reached(report.case, report.roster, report.scenario.savings)
    return frontier_section(points, agencies, own=own)


def _what() -> str:
    return _(
        "For each cap on the share of an agency's people at home on a day one roster is made: as many home days as the"
        " cap and the rules that must hold allow, and among these as many wishes as can be met."
    )


def own_place_text(solved: Sequence[Point], mine: Reached) -> str:
    """Between which caps the curve has the roster's own share at home."""
    share = mine.home_share or Fraction(0)
    text = _("This roster (the star) has {share} of all working days at home.").format(
        share=share_shown(mine.home_share)
    )
    place = next((n for n, point in enumerate(solved) if _share(point) >= share), None)
    if place is None:
        more = _("That is more than any point of this curve has.")
    elif _share(solved[place]) > share and not place:
        more = _("Every point of this curve has more.")
    elif _share(solved[place]) == share:
        more = _("The curve has as much at a cap of {cap}.").format(cap=cap_text(solved[place].cap))
    else:
        more = _("The curve reaches that between a cap of {low} and {high}.")
        more = more.format(low=cap_text(solved[place - 1].cap), high=cap_text(solved[place].cap))
    return f"{text} {more}"


def _share(point: Point) -> Fraction:
    return point.reached[None].home_share or Fraction(0)


def _saved_sentences(solved: Sequence[Point]) -> Iterator[str]:
    """What the lowest and the highest cap save in the period."""
    template = _("A cap of {cap} saves about {rupiah} in the period ({low} to {high}).")
    for point in solved if len(solved) == 1 else (solved[0], solved[-1]):
        saved = point.reached[None].saved.rupiah
        yield template.format(
            cap=cap_text(point.cap),
            rupiah=rupiah_text(saved.middle),
            low=rupiah_text(saved.low),
            high=rupiah_text(saved.high),
        )
