"""Compliance: every rule with its source and how it is kept, the violations in words; then who is excepted, and why."""

from __future__ import annotations

from asnroster.output.blocks import Section, Table
from asnroster.output.exceptions import exemptions
from asnroster.output.report import Report
from asnroster.output.roster_tables import (
    exceptions_table,
    kinds_table,
    rules_table,
    unkept_count,
    violations_table,
)
from asnroster.output.words import all_kept_text, checked_text
from asnroster.words import _, number_text

MOST_VIOLATIONS, MOST_EXCEPTIONS = 100, 300
RULES = ("rule", "asked", "kept", "checked", "cost", "source")


def compliance_section(report: Report) -> Section:
    """The rules and what breaks them."""
    found = unkept_count(report)
    paragraphs = [checked_text(report) + "."]
    tables: list[Table] = [rules_table(report, _("Rules, their sources and how they are kept")).only(*RULES)]
    if found:
        note = _first_of(MOST_VIOLATIONS, found)
        tables.append(violations_table(report, MOST_VIOLATIONS, note).only("rule", "kind", "words"))
    else:
        paragraphs.append(all_kept_text(report))
    return Section("compliance", _("Compliance with the rules"), paragraphs=paragraphs, blocks=tables)


def exceptions_section(report: Report) -> Section:
    """How many of each kind, then the exceptions themselves: who is kept in the office, put by order, or not rostered."""
    found, title = list(exemptions(report)), _("Exceptions")
    if not found:
        return Section("exceptions", title, paragraphs=[_("Nobody is excepted.")])
    caption = _("Exceptions with their reasons ({count})").format(count=number_text(len(found)))
    note = _first_of(MOST_EXCEPTIONS, len(found))
    listed = exceptions_table(found[:MOST_EXCEPTIONS], caption, note)
    told = listed.only("who", "kind", "when", "rule", "reason", "source")
    return Section("exceptions", title, blocks=[kinds_table(found), told])


def _first_of(shown: int, count: int) -> str:
    """The sentence below a list that is cut; empty below a whole one."""
    if count <= shown:
        return ""
    template = _("The first {shown} of {count} are listed; the roster workbook lists more.")
    return template.format(shown=number_text(shown), count=number_text(count))
