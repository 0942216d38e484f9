"""What a roster's page rests on: the rules and how they are kept, who is excepted, how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asnroster.output.blocks import Section, Table, facts_table
from asnroster.output.dates import horizon_text
from asnroster.output.exceptions import exemptions
from asnroster.output.html.privacy import Privacy
from asnroster.output.records import versions
from asnroster.output.report import Report
from asnroster.output.roster_tables import (
    exceptions_table,
    files_read,
    kinds_table,
    rules_table,
    unkept_count,
    violations_table,
)
from asnroster.output.words import all_kept_text, checked_text, result_text
from asnroster.words import _, number_text, percent_text

Facts = Sequence[tuple[str, object]]


def made_section(report: Report, privacy: Privacy, facts: Facts) -> Section:
    """What anybody needs to make it again, and ``facts``: what the roster workbook says of its own making."""
    tables = [facts_table(_("This report"), _facts(report, privacy))]
    if facts:
        note = _("Figures of the moment in which the roster was made; later edits by hand are not in them.")
        caption = _("What the roster workbook says of its making (sheet Info)")
        tables.append(facts_table(caption, [(label, _shown(value)) for label, value in facts], note))
    return Section("made", _("How it was made"), blocks=tables)


def _facts(report: Report, privacy: Privacy) -> Iterator[tuple[str, str]]:
    outcome, scenario = report.outcome, report.scenario
    yield _("Result"), judged_text(report)
    yield _("Cost"), number_text(report.audit.cost)
    if outcome.bound is not None:
        yield _("Proven bound"), number_text(outcome.bound)
    if outcome.gap is not None:
        yield _("Gap"), percent_text(outcome.gap, 2)
        yield _("Seed"), str(outcome.seed)
        yield _("Seconds"), number_text(outcome.seconds, 1)
    yield _("Policy"), f"{scenario.title} ({scenario.name})" if scenario.title else scenario.name
    if scenario.source:
        yield _("Source"), scenario.source
    yield _("Period"), horizon_text(report.problem.horizon)
    yield from files_read([report.problem])
    yield from versions().items()
    yield _("Names and NIP"), privacy_text(privacy)


def privacy_text(privacy: Privacy) -> str:
    """What a level of privacy hides, as a sentence."""
    return {
        "mask": _("Names are shown; of each NIP only the first four and the last two digits."),
        "none": _("Names and NIP are shown in full."),
        "full": _("Neither names nor NIP are shown; people are numbered as in the roster."),
    }[privacy]


def judged_text(report: Report) -> str:
    """How good a roster is; of one that was only judged, nothing is said of what else there may be."""
    if report.outcome.bound is None and not report.audit.hard_violations:
        return _("a roster that keeps every rule that must hold")
    return result_text(report)


def _shown(value: object) -> str:
    """A cell of the workbook as it is read there."""
    if isinstance(value, (int, float)):
        return number_text(value, 0 if float(value).is_integer() else 2)
    return str(value)


MOST_VIOLATIONS, MOST_EXCEPTIONS = 100, 300
RULES = ("rule", "asked", "kept", "checked", "cost", "source")


def compliance_section(report: Report) -> Section:
    """The rules and what breaks them."""
    count = unkept_count(report)
    paragraphs = [checked_text(report) + "."]
    tables: list[Table] = [rules_table(report, _("Rules, their sources and how they are kept")).only(*RULES)]
    if count:
        note = _first_of(MOST_VIOLATIONS, count)
        tables.append(violations_table(report, MOST_VIOLATIONS, note).only("rule", "kind", "words"))
    else:
        paragraphs.append(all_kept_text(report))
    return Section("compliance", _("Compliance with the rules"), paragraphs=paragraphs, blocks=tables)


def exceptions_section(report: Report) -> Section:
    """How many of each kind, then the exceptions themselves: who is kept in the office, put by order, or not rostered."""
    rows, title = list(exemptions(report)), _("Exceptions")
    if not rows:
        return Section("exceptions", title, paragraphs=[_("Nobody is excepted.")])
    caption = _("Exceptions with their reasons ({count})").format(count=number_text(len(rows)))
    note = _first_of(MOST_EXCEPTIONS, len(rows))
    listed = exceptions_table(rows[:MOST_EXCEPTIONS], caption, note)
    table = listed.only("who", "kind", "when", "rule", "reason", "source")
    return Section("exceptions", title, blocks=[kinds_table(rows), table])


def _first_of(shown: int, count: int) -> str:
    """The sentence below a list that is cut; empty below a whole one."""
    if count <= shown:
        return ""
    template = _("The first {shown} of {count} are listed; the roster workbook lists more.")
    return template.format(shown=number_text(shown), count=number_text(count))
