"""Chapters I and II: what was asked, on what law; what was read, counted and proved, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.inputs import STAFF
from asnroster.judge.studied import Study
from asnroster.output.dates import horizon_text
from asnroster.output.docx.paper import Paper
from asnroster.output.study_words import cap_text
from asnroster.words import _, number_text

# Columns that say who somebody is; they are read to tell people apart and stand nowhere in the paper.
_PERSONAL = ((STAFF, "NIP"), (STAFF, "Nama"))


def write_background(study: Study, paper: Paper) -> None:
    """Chapter I."""
    problem = study.case.problem
    paper.chapter(_("Background"), new_page=True)
    paper.section(_("What was asked"))
    paper.text(
        _(
            "Before a policy on work from home is chosen, three questions are to be answered for every agency: can it be "
            "applied there, what does it save, and does the service suffer? This paper answers them with figures that are "
            "counted from the staff file, and leaves the choice to those who decide."
        )
    )
    paper.section(_("Legal basis"))
    laws, title = _instruments(study), study.scenario.title or study.scenario.name
    if laws:
        paper.text(
            _("The study keeps the rules of “{title}” as law. They come from:").format(title=title),
            stays=True,
        )
        paper.bullets(laws)
    else:
        paper.text(
            _("The study keeps the rules of “{title}” as law, which names no instrument.").format(title=title)
        )
    paper.text(
        _(
            "What the agencies themselves state in the staff file counts as a rule too: Min WFO and Maks WFH % of units, service "
            "posts and the capacity of buildings, where they are filled in."
        )
    )
    paper.section(_("Whom it is about"))
    text = _(
        "{people} people in {agencies} agencies and {units} units, from {span}: {days} person-days of work."
    )
    paper.text(
        text.format(
            people=number_text(problem.headcount),
            agencies=number_text(len(study.agencies)),
            units=number_text(len(problem.units)),
            span=horizon_text(problem.horizon),
            days=number_text(study.whole.days),
        ),
        _left_out(study),
    )


def write_method(study: Study, paper: Paper) -> None:
    """Chapter II."""
    paper.chapter(_("Method"))
    paper.section(_("Data"))
    paper.text(_("These sheets and columns of the staff file held data and were read:"), stays=True)
    paper.bullets(_columns(study))
    paper.text(
        _(
            "NIK, religion, address, telephone, tax and bank numbers are never read, whatever the file holds. Names and NIP "
            "serve to tell people apart; none of them stands in this paper."
        )
    )
    paper.section(_("How it was counted"))
    paper.bullets(_steps(study))
    paper.section(_("What this method cannot say"))
    paper.bullets(_limits(study))


def _instruments(study: Study) -> list[str]:
    """The scenario's own sources and those of each rule, each once; a sheet of the staff file is no law."""
    said = [study.scenario.source, *(rule.instrument for rule in study.case.rules)]
    parts = dict.fromkeys(part.strip() for text in said for part in text.split(";"))
    laws = [text for text in parts if text and not text.casefold().startswith("sheet ")]
    # Articles of an instrument name it themselves.
    return [text for text in laws if not any(other.startswith(f"{text} ") for other in laws)]


def _left_out(study: Study) -> str:
    count = len(study.case.problem.left_out)
    if not count:
        return ""
    text = _("{count} more in the file are not active (legal status) and are no part of the study.")
    return text.format(count=number_text(count))


def _columns(study: Study) -> Iterator[str]:
    sheets: dict[str, list[str]] = {}
    for sheet, column in sorted(study.case.problem.columns):
        if column and (sheet, column) not in _PERSONAL:
            sheets.setdefault(sheet, []).append(column)
    for sheet, columns in sheets.items():
        yield f"{sheet}: {', '.join(columns)}"


def _steps(study: Study) -> list[str]:
    caps = ", ".join(cap_text(point.cap) for point in study.points)
    curve = _(
        "The curve: for each cap on an agency's daily WFH share one roster of everybody was solved that has as many home "
        "days as cap and rules allow, and among those meets the most wishes. Caps: {caps}."
    )
    return [
        _(
            "Every rule is kept by every person on every day, without exception: a roster that breaks one of them counts as no "
            "roster. Rules with a weight are wishes and left out here."
        ),
        _(
            "The largest WFH share of each agency and unit is the most home person-days that any such roster can have, and no "
            "estimate. “Proved” means that the solver has excluded every better roster, not that none was found."
        ),
        _(
            "Each rule was left out once, all others staying, and once loosened by one step: what the share gains is what that "
            "rule costs. The rule that costs an agency most is the one that binds first there."
        ),
        *([curve.format(caps=caps)] if caps else []),
        _(
            "Every roster of the curve was judged again by a second program that shares no code with the solver's model; both "
            "agree on every rule and cost."
        ),
    ]


def _limits(study: Study) -> list[str]:
    limits = [
        _(
            "It measures who is present, not how well work is done: queues, answering times, output and supervision at home "
            "are not in the staff file."
        ),
        _(
            "Each unit's largest share is asked for by itself. All of them cannot always be had at once; what can be had "
            "together stands in the row “All agencies” and on the curve."
        ),
        _(
            "One rule is left out at a time. Two that bind together cost nothing one by one; that is then said (“several rules "
            "together”)."
        ),
        _(
            "It holds for this period with the absences that were known in it. Another month has other holidays and leave."
        ),
        _(
            "Savings are computed from assumptions with a low, a middle and a high figure (appendix C). They are no measurement "
            "and are not in the budget before electricity, water and fuel are in fact not bought."
        ),
        _(
            "On the curve the capacity of buildings is counted and no must, because a low cap brings people in by itself."
        ),
    ]
    if (STAFF, "Boleh WFH") not in study.case.problem.columns:
        limits.insert(
            0,
            _(
                "The column Boleh WFH is empty: nobody has said whose task cannot be done from home, so that every task counts "
                "as one that can. The shares are too high by as much."
            ),
        )
    return limits
