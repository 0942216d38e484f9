"""Sentences why the other mode would not do: caps that are full, leaders who must be there, weeks that are used up."""

from __future__ import annotations

from asnroster.judge.reasons import Change
from asnroster.judge.wording import violation_text, when_text, who_text
from asnroster.rules.kit.base import Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import Sense
from asnroster.words import Text, _


def change_text(case: Case, change: Change) -> str:
    """One place where a rule would break if the cell were flipped, with its figures as they are now."""
    violation = change.violation
    if change.before:
        return _("Broken already, and more so then: {sentence}").format(
            sentence=violation_text(case, violation)
        )
    was = change.was if change.was is not None else violation.needed
    template = _template(case.rules[violation.rule].words, violation.sense, was)
    if template is None or (change.was is None and violation.sense == "at_least"):
        return _("It would be so that: {sentence}").format(sentence=violation_text(case, violation))
    return str(template).format(
        who=who_text(case, violation.where),
        when=when_text(case, violation.where),
        was=was,
        found=violation.found,
        needed=violation.needed,
    )


def _template(words: Wording, sense: Sense, was: int) -> Text | None:
    if sense == "mode":
        return None
    if sense == "at_most" and words.otherwise_over is not None:
        return words.otherwise_over
    return words.otherwise_last or words.otherwise if was == 1 else words.otherwise
