"""Chapter III: how ready each agency is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.judge.keeping import MAY, reason_title
from asnroster.judge.studied import Readiness, Study
from asnroster.output.blocks import facts_table
from asnroster.output.docx.paper import Paper
from asnroster.output.study_tables import classes_table, kept_table, readiness_table
from asnroster.output.study_words import (
    binding_text,
    class_rule,
    kept_text,
    share_range,
    share_shown,
    step_text,
    summary_text,
)
from asnroster.words import _, number_text

MOST_PARTS = 60  # of more agencies nobody reads one by one: the table of all holds the same figures


def write_results(study: Study, paper: Paper) -> None:
    """Chapter III."""
    paper.chapter(_("Findings by agency"), new_page=True)
    paper.section(_("All agencies"))
    paper.text(summary_text(study), _widest(study))
    table = readiness_table(study, (study.whole, *study.agencies), _("Readiness by agency"))
    keys = ("unit", "people", "may", "share", "class", "binds")
    paper.table(table.only(*keys, headed={"unit": _("Agency")}))
    paper.text(_("The class follows from the largest WFH share alone:"), stays=True)
    paper.bullets(class_rule())
    paper.table(classes_table(study).only("class", "agencies", "people"))
    paper.table(kept_table(study))
    if len(study.agencies) > MOST_PARTS:
        text = _(
            "{count} agencies are too many to be told one by one; appendix A holds the figures of each and of its units."
        )
        paper.text(text.format(count=number_text(len(study.agencies))))
        return
    paper.section(_("Agency by agency"))
    for group in study.agencies:
        paper.part(group.label)
        paper.text(*told(study, group), stays=True)
        paper.facts(facts_table("", _facts(study, group)))


def told(study: Study, group: Readiness) -> Iterator[str]:
    """An agency in sentences: who may, what keeps the others, how far it goes, what holds it back."""
    figures = {
        "people": number_text(group.people),
        "may": number_text(group.may),
        "share": share_shown(group.may / group.people),
    }
    if group.may:
        yield _("Of {people} people {may} ({share}) may work from home at all.").format(**figures)
    else:
        yield _("None of the {people} people may work from home.").format(**figures)
    yield _keeper(group)
    yield _reach(group)
    yield _held(study, group)


def _keeper(group: Readiness) -> str:
    others = [(count, reason) for reason, count in group.kept.items() if reason != MAY]
    if not others:
        return ""
    count, reason = max(others, key=lambda other: other[0])
    alone = len(others) == 1
    if group.may and alone:
        text = _("What keeps the others in the office is “{reason}” ({count} people).")
    elif group.may:
        text = _(
            "The most frequent reason that keeps the others in the office is “{reason}” ({count} people)."
        )
    elif alone:
        text = _("What keeps them in the office is “{reason}”.")
    else:
        text = _("The most frequent reason that keeps them in the office is “{reason}” ({count} people).")
    return text.format(reason=reason_title(reason), count=number_text(count))


def _reach(group: Readiness) -> str:
    if group.home is None:
        return _("No roster can keep all hard rules here: they contradict each other.")
    if group.home == 0 and group.bound == 0:
        text = _("Not one of {all} person-days can be at home: class “{level}”.")
    elif group.home == group.bound:
        text = _(
            "With every hard rule kept, at most {home} of {all} person-days ({share}) can be at home: class “{level}”."
        )
    else:
        text = _(
            "With every hard rule kept, {home} of {all} person-days ({share}) can be at home, and no more than {bound}; the search "
            "was cut before it was proved which: class “{level}”."
        )
    return text.format(
        home=number_text(group.home),
        bound=number_text(group.bound),
        all=number_text(group.days),
        share=share_shown(group.share),
        level=group.level.title,
    )


def _held(study: Study, group: Readiness) -> str:
    if group.binds is None:
        if group.home is not None and group.home < group.days:
            return _("No single rule holds it back: to leave out one alone gives nothing.")
        return ""
    rule = study.case.rules[group.binds.rule].heading
    if group.home is None:
        return _("Without the rule “{rule}” a roster would exist.").format(rule=rule)
    text = _("The rule that binds first is “{rule}”: without it {gain} person-days more could be at home.")
    return text.format(rule=rule, gain=number_text(group.binds.gain))


def _facts(study: Study, group: Readiness) -> Iterator[tuple[str, str]]:
    yield _("People"), number_text(group.people)
    yield _("May work from home"), f"{number_text(group.may)} ({share_shown(group.may / group.people)})"
    yield _("What keeps the others"), kept_text(group)
    yield _("Largest WFH share"), f"{share_range(group)} ({group.level.title})"
    yield _("Binds first"), binding_text(study, group)
    yield _("One step looser"), step_text(study, group)


def _widest(study: Study) -> str:
    """The agencies with the highest and the lowest share."""
    ranked: Sequence[Readiness] = sorted(
        (g for g in study.agencies if g.share is not None), key=lambda g: -(g.share or 0)
    )
    if len(ranked) < 2:
        return ""
    none = sum(group.share == 0 for group in ranked)
    first = _("The largest share is that of {agency} ({share}).").format(
        agency=ranked[0].label, share=share_shown(ranked[0].share)
    )
    if not none:
        last = _("The smallest is that of {agency} ({share}).")
        return f"{first} {last.format(agency=ranked[-1].label, share=share_shown(ranked[-1].share))}"
    return f"{first} {_('In {count} agencies no day at home is possible.').format(count=number_text(none))}"
