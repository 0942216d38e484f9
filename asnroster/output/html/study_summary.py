"""The summary of a study: what a reader in a hurry takes away, in sentences with the figures in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.studied import IMPOSSIBLE, LEVELS, Point, Study
from asnroster.output.assumptions import assumed_lines, nameless
from asnroster.output.dates import horizon_text
from asnroster.output.html.blocks import Section
from asnroster.output.savings_words import rupiah_text, saved_sentence
from asnroster.output.study_words import (
    binding_text,
    cap_text,
    reasons_used,
    share_shown,
    summary_text,
    unproved_text,
)
from asnroster.words import _, number_text


def summary_section(study: Study) -> Section:
    """Whom it is about, who may, the largest share, what binds, the classes, what the highest cap saves."""
    return Section(
        "summary", _("Summary"),
        paragraphs=[_whom(study), summary_text(study), *_kept(study), _binds(study), _classes(study), *_saved(study)],
        figures=list(_figures(study)), remarks=list(_remarks(study)),
    )  # fmt: skip


def _whom(study: Study) -> str:
    template = _(
        "This study looks at {people} people of {agencies} agencies ({units} units) in {span}, under the rules that must"
        " hold of “{scenario}”{source}; no policy of days or shares is chosen yet."
    )
    scenario = study.scenario
    return template.format(
        people=number_text(study.whole.people), agencies=number_text(len(study.agencies)),
        units=number_text(len(study.groups) - 1), span=horizon_text(study.case.problem.horizon),
        scenario=scenario.title or scenario.name, source=f" ({scenario.source})" if scenario.source else "",
    )  # fmt: skip


def _kept(study: Study) -> Iterator[str]:
    whole = study.whole
    kept = sorted((r for r in reasons_used(study) if r != MAY), key=lambda reason: -whole.kept[reason])
    if kept:
        told = "; ".join(f"{reason_title(reason)} {number_text(whole.kept[reason])}" for reason in kept)
        yield _("What keeps the others in the office, in people: {reasons}.").format(reasons=told)


def _binds(study: Study) -> str:
    return _("The rule that binds first: {rule}.").format(rule=binding_text(study, study.whole))


def _classes(study: Study) -> str:
    counts = [(level, study.agencies_at(level)) for level in (*LEVELS, IMPOSSIBLE)]
    told = "; ".join(f"{level.title} {number_text(count)}" for level, count in counts if count)
    return _("Agencies by class: {classes}.").format(classes=told)


def _saved(study: Study) -> Iterator[str]:
    for point in _highest(study):
        told = _("The highest cap of the curve is {cap}.").format(cap=cap_text(point.cap))
        yield f"{told} {saved_sentence(point.reached[None].saved)}"


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
