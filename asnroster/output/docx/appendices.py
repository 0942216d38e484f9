"""Appendices A to D: all units, rules and what they cost, assumptions of the savings, definitions and how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asnroster.judge.savings import KG, RUPIAH, Line, figure_text, source_text
from asnroster.judge.studied import Reached, Readiness, Relief, Study
from asnroster.output.dates import horizon_text
from asnroster.output.docx.front import write_unfinished
from asnroster.output.docx.paper import Paper
from asnroster.output.docx.results import share_range
from asnroster.output.docx.tables import Column, Row
from asnroster.output.savings_words import sentence_case
from asnroster.output.study_choices import chosen
from asnroster.output.study_words import (
    cap_text,
    class_rule,
    definitions,
    kept_text,
    measure_title,
    nameless,
    share_shown,
    signed,
    solved_text,
    unproved_text,
)
from asnroster.output.summary import versions
from asnroster.scenario.savings import KINDS, SHARE, Assumption
from asnroster.words import _, number_text, percent_text

MOST_CAPS = 12  # columns of a table across the page
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
    columns = [
        Column(_("Unit"), 4.8), Column(_("People"), 1.5, "number"), Column(_("May WFH"), 1.3, "number"),
        Column(_("What keeps the others"), 4.8), Column(_("Person-days worked"), 1.5, "number"),
        Column(_("Most home person-days"), 1.9, "number"), Column(_("Largest WFH share"), 1.6, "number"),
        Column(_("Class"), 1.9, "centre"), Column(_("Binds first (points without it)"), 3.6),
        Column(_("One step looser (points)"), 3.2),
    ]  # fmt: skip
    rows = [
        Row(
            (
                group.label, number_text(group.people), number_text(group.may), kept_text(group), number_text(group.days),
                "-" if group.home is None else number_text(group.home), share_range(group), str(group.level.title),
                _gain_text(study, group, group.binds), _gain_text(study, group, group.step),
            ),
            group.depth,
            group.depth == 0,
        )
        for group in study.groups
    ]  # fmt: skip
    note = _(
        "A unit stands with all below it; agencies are in bold. Points are per cent of the unit's person-days; “!” stands where a "
        "roster exists only then."
    )
    paper.table(_("Readiness of all units"), columns, rows, note)
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
    shown = {measure_title(name): _share_of(name) for name in BY_AGENCY}
    shown[_("Savings in all, middle figure (rupiah)")] = lambda found: number_text(found.saved.rupiah.whole)
    for title, cell in shown.items():
        caps = [Column(cap_text(point.cap), 1.5, "number") for point in points]
        found = [(g, [point.reached.get(g.unit) for point in points]) for g in (study.whole, *study.agencies)]
        rows = [
            Row((g.label, *(cell(f) if f else "-" for f in each)), strong=g.unit is None) for g, each in found
        ]
        paper.table(
            _("{measure}, by agency and cap").format(measure=title),
            [Column(_("Agency"), 6), *caps],
            rows,
            note,
        )


def _gain_text(study: Study, group: Readiness, relief: Relief | None) -> str:
    """``Rule: +3.4``, or the step's words; a dash where there is none, or where several rules bind together."""
    if relief is None:
        return "-"
    title = study.case.rules[relief.rule].heading
    if relief.text and group.binds is not None and group.binds.rule == relief.rule:
        title = relief.text
    elif relief.text:
        title = f"{title}: {relief.text}"
    points = signed(100 * relief.gain / group.days if group.days else 0, 1)
    return f"{title}: {'!' if group.home is None else points}"


def _share_of(name: str) -> Callable[[Reached], str]:
    return lambda found: share_shown(getattr(found, name))


def _write_rules(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix B. The rules, and what each costs"), appendix=True, new_page=True)
    columns = [
        Column(_("Rule"), 3.6), Column(_("What it asks for"), 6.0), Column(_("Source"), 3.6),
        Column(_("Gain in person-days"), 2.0, "number"), Column(_("Gain in points"), 1.9, "number"),
        Column(_("One step looser"), 3.4), Column(_("Agencies that gain most"), 5.6),
    ]  # fmt: skip
    asked = {price.rule for price in study.prices}
    rows = [_price_row(study, place) for place in range(len(study.prices))]
    rows += [
        Row((rule.heading, nameless(rule).full_sentence(), rule.instrument or "-", "-", "-", "-", "-"))
        for index, rule in enumerate(study.case.rules)
        if index not in asked
    ]
    note = _(
        "The gain is what all agencies together would have more in home person-days without the rule, all other rules staying; "
        "rules with a dash are about nobody in this file, or were not asked."
    )
    paper.table(_("What each hard rule costs"), columns, rows, note)


def _price_row(study: Study, place: int) -> Row:
    price, units, days = study.prices[place], study.case.problem.units, study.whole.days
    rule, gain, step = study.case.rules[price.rule], price.dropped.gain, price.step
    most = "; ".join(f"{units[unit].name} ({signed(more)})" for unit, more in price.units[:3]) or "-"
    return Row(
        (
            rule.heading, nameless(rule).full_sentence(), rule.instrument or "-", signed(gain),
            signed(100 * gain / days if days else 0, 1), "-" if step is None else f"{step.text}: {signed(step.gain)}", most,
        )
    )  # fmt: skip


def _write_assumptions(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix C. Assumptions and formulas of the savings"), appendix=True, new_page=True)
    options = chosen(study)
    if not options:
        paper.text(_("Without a roster on the curve there are no savings to be told."))
        write_unfinished(study, paper)
        return
    point, found = options[-1]
    ends = [Column(_("Low"), 2, "number"), Column(_("Middle"), 2, "number"), Column(_("High"), 2, "number")]
    unit = Column(_("Unit of measure"), 2.6)
    paper.table(
        _("Assumptions"),
        [Column(_("Assumption"), 5), unit, *ends, Column(_("Where it comes from"), 10)],
        [
            Row(
                (
                    sentence_case(KINDS[name].title),
                    str(KINDS[name].unit),
                    *_values(name, one),
                    source_text(one),
                )
            )
            for name, one in found.saved.assumptions.items()
        ],
    )
    text = _("Formulas, with the figures of option {number} (cap {cap})")
    paper.table(
        text.format(number=len(options), cap=cap_text(point.cap)),
        [Column(_("What is saved"), 5), unit, *ends, Column(_("Formula, with the middle figures"), 10)],
        [
            Row(
                (sentence_case(line.kind.title), str(line.kind.unit), *_ends(line), found.saved.formula(line)),
            )
            for line in found.saved.lines.values()
        ],
        _("Low rests on the low end of every assumption, high on the high end."),
    )  # fmt: skip


def _values(name: str, one: Assumption) -> Iterator[str]:
    for value in one.values:
        yield percent_text(float(value)) if name == SHARE else figure_text(value)


def _ends(line: Line) -> Iterator[str]:
    digits = 0 if line.kind.unit in (RUPIAH, KG) else 2
    for value in (line.low, line.middle, line.high):
        yield number_text(float(value), digits)


def _write_making(study: Study, paper: Paper) -> None:
    paper.chapter(_("Appendix D. Definitions, and how the study was made"), appendix=True)
    meanings = [*definitions(), (_("Classes"), "\n".join(class_rule()))]
    paper.facts(meanings, share=0.26, caption=_("What the figures mean"))
    paper.facts(list(_making(study)), share=0.26, caption=_("How the study was made"))


def _making(study: Study) -> Iterator[tuple[str, str]]:
    scenario = study.scenario
    yield _("Scenario"), f"{scenario.title} ({scenario.name})"
    if scenario.source:
        yield _("Source"), scenario.source
    yield _("Period"), horizon_text(study.case.problem.horizon)
    for source in study.case.problem.sources:
        yield _("Input file {file}").format(file=source.file), f"SHA-256 {source.sha256}"
    yield _("Computation"), " ".join(filter(None, (solved_text(study), unproved_text(study.groups))))
    if study.unfinished:
        yield _("Missing"), "; ".join(study.unfinished)
    yield from versions().items()
    yield _("Names and NIP"), _("No person's name or NIP of the staff file stands in this document.")
