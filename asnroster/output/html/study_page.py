"""A study of readiness as one page: for those who decide, on a phone and on paper, without anybody's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.studied import Point, Study
from asnroster.output.assumptions import assumed_lines, draft_text, nameless
from asnroster.output.blocks import Section
from asnroster.output.dates import horizon_text
from asnroster.output.html.document import Document, write_document
from asnroster.output.html.frontier import frontier_section
from asnroster.output.savings import (
    rupiah_text,
    saved_sentence,
)
from asnroster.output.study_tables import (
    basis_sections,
    classes_table,
    kept_table,
    points_gained,
    price_table,
    readiness_table,
    units_of,
)
from asnroster.output.study_words import (
    binding_text,
    cap_text,
    classes_text,
    reasons_used,
    share_shown,
    summary_text,
    unproved_text,
)
from asnroster.words import _, number_text


def write_study_html(study: Study, path: Path) -> None:
    """Write the study as one file that asks for nothing outside itself, whole or not at all.

    Raises:
        OSError: when the folder cannot be written to.
    """
    write_document(study_document(study), path, masked=True)


def study_document(study: Study) -> Document:
    """The study's page: what was found first, then what it rests on."""
    return Document(
        title=_("Study of readiness for work from home"),
        kind=study.scenario.title or study.scenario.name,
        span=horizon_text(study.case.problem.horizon),
        footer=_("No person is named in this study."),
        draft=draft_text(study.case.problem.assumptions),
        sections=[
            _summary(study),
            _agencies(study),
            frontier_section(study.points, units_of(study)),
            _prices(study),
            _units(study),
            *basis_sections(study),
        ],
    )


def _summary(study: Study) -> Section:
    """Whom it is about, who may, the largest share, what binds, the classes, what the highest cap saves."""
    binds = _("The rule that binds first: {rule}.").format(rule=binding_text(study, study.whole))
    return Section(
        "summary",
        _("Summary"),
        paragraphs=[
            _whom(study),
            summary_text(study),
            *_kept(study),
            binds,
            classes_text(study),
            *_saved(study),
        ],
        figures=list(_figures(study)),
        remarks=list(_remarks(study)),
    )


def _whom(study: Study) -> str:
    template = _(
        "This study looks at {people} people of {agencies} agencies ({units} units) in {span}, under the rules that must"
        " hold of “{scenario}”{source}; no policy of days or shares is chosen yet."
    )
    scenario = study.scenario
    return template.format(
        people=number_text(study.whole.people),
        agencies=number_text(len(study.agencies)),
        units=number_text(len(study.groups) - 1),
        span=horizon_text(study.case.problem.horizon),
        scenario=scenario.title or scenario.name,
        source=f" ({scenario.source})" if scenario.source else "",
    )


def _kept(study: Study) -> Iterator[str]:
    whole = study.whole
    kept = sorted((r for r in reasons_used(study) if r != MAY), key=lambda reason: -whole.kept[reason])
    if kept:
        reasons = "; ".join(f"{reason_title(reason)} {number_text(whole.kept[reason])}" for reason in kept)
        yield _("What keeps the others in the office, in people: {reasons}.").format(reasons=reasons)


def _saved(study: Study) -> Iterator[str]:
    for point in _highest(study):
        sentence = _("The highest cap of the curve is {cap}.").format(cap=cap_text(point.cap))
        yield f"{sentence} {saved_sentence(point.reached[None].saved)}"


def _highest(study: Study) -> Sequence[Point]:
    """The highest cap that has a roster; nothing where none has."""
    return [point for point in study.points if None in point.reached][-1:]


def _figures(study: Study) -> Iterator[tuple[str, str]]:
    whole = study.whole
    yield _("People"), number_text(whole.people)
    yield _("May work from home"), number_text(whole.may)
    yield _("Largest WFH share"), share_shown(whole.share)
    for point in _highest(study):
        label = _("Savings, cap {cap}").format(cap=cap_text(point.cap))
        yield label, rupiah_text(point.reached[None].saved.rupiah.middle)


def _remarks(study: Study) -> Iterator[str]:
    if wide := unproved_text(study.groups):
        yield wide
    if study.unfinished:
        yield _("Stopped by you. Not in this study: {left}.").format(left="; ".join(study.unfinished))
    yield from assumed_lines([nameless(study.case.problem)])


# What a phone shows before anybody moves the table stands first.
READINESS = ("unit", "share", "class", "people", "may", "share_may", "binds", "step")


def _agencies(study: Study) -> Section:
    """A row an agency, what keeps people, and the rule of the classes."""
    table = readiness_table(study, (study.whole, *study.agencies), _("Readiness by agency"))
    classes = classes_table(study).only("class", "least", "meaning", "agencies")
    return Section(
        "agencies", _("Agencies"), blocks=[table.only(*READINESS, "kept"), classes, kept_table(study)]
    )


def _units(study: Study) -> Section:
    """A row a unit, in the order of the tree."""
    note = _(
        "Each unit counts with all below it and is asked for itself: the shares of several units cannot always be had at once."
    )
    table = readiness_table(study, study.groups[1:], _("Readiness by unit")).only(*READINESS)
    return Section("units", _("Units"), paragraphs=[note], blocks=[table])


def _prices(study: Study) -> Section:
    """What each hard rule costs, the dearest first."""
    title = _("Sensitivity")
    if not study.prices:
        return Section("sensitivity", title, paragraphs=[_("No rule was left out in this study.")])
    table = price_table(study).only("rule", "gain", "points", "step", "agencies", "source")
    return Section("sensitivity", title, paragraphs=[_dearest(study)], blocks=[table])


def _dearest(study: Study) -> str:
    explained = _("Each rule that must hold is left out by itself; all others stay. The dearest stand first.")
    first = study.prices[0]
    if first.dropped.gain <= 0:
        return f"{explained} {_('No rule by itself costs a home day.')}"
    template = _(
        "“{rule}” costs most: without it {gain} more person-days could be at home ({points} points)."
    )
    sentence = template.format(
        rule=study.case.rules[first.rule].heading,
        gain=number_text(first.dropped.gain),
        points=number_text(points_gained(study, first), 1),
    )
    return f"{explained} {sentence}"
