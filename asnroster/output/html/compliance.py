"""Compliance: every rule with its source and how it is kept, then the violations in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from asnroster.judge.audit import RuleAudit
from asnroster.judge.wording import violation_text
from asnroster.output.html.blocks import Cell, Column, Row, Section, Table
from asnroster.output.report import Report
from asnroster.output.words import (
    all_kept_text,
    broken_text,
    checked_text,
    kept_text,
    kind_of,
    misfit_text,
    titled,
    unkept_heading,
)
from asnroster.words import _, number_text

MOST_VIOLATIONS = 100


def compliance_section(report: Report) -> Section:
    """The rules and what breaks them."""
    found = len(report.audit.misfits) + sum(len(entry.violations) for entry in report.audit.rules)
    paragraphs = [checked_text(report) + "."]
    tables = [rules_table(report, _("Rules, their sources and how they are kept"))]
    if found:
        tables.append(_violations(report, found))
    else:
        paragraphs.append(all_kept_text(report))
    return Section("compliance", _("Compliance with the rules"), paragraphs=paragraphs, blocks=tables)


def first_of(shown: int, count: int) -> str:
    """The sentence below a list that is cut; empty below a whole one."""
    if count <= shown:
        return ""
    template = _("The first {shown} of {count} are listed; the roster workbook lists more.")
    return template.format(shown=number_text(shown), count=number_text(count))


def rules_table(report: Report, caption: str) -> Table:
    """Every rule: what it asks for, how it is kept, where it comes from."""
    columns = [
        Column(_("Rule"), header=True), Column(_("What it asks for")), Column(_("Kept")),
        Column(_("Checked"), "number"), Column(_("Cost"), "number"), Column(_("Source")),
    ]  # fmt: skip
    rows: list[Row] = [
        (
            title, entry.rule.full_sentence(), Cell(kept_text(report, entry), _look(entry)), number_text(entry.checked),
            "-" if entry.rule.hard else number_text(entry.cost), entry.rule.instrument,
        )
        for title, entry in titled(report)
    ]  # fmt: skip
    if report.audit.misfits:
        sentence = _("Every working day of a person has a mode, and no other day has one")
        places = broken_text(len(report.audit.misfits))
        rows.append((_("Cells that do not fit"), sentence, Cell(places, "broken"), "-", "-", ""))
    return Table(caption, columns, rows, look="rules")


def _look(entry: RuleAudit) -> str:
    """A rule that was never checked is neither kept nor broken."""
    if not entry.violations:
        return "kept" if entry.checked else ""
    return "broken" if entry.rule.hard else "missed"


def _violations(report: Report, found: int) -> Table:
    columns = [Column(_("Rule"), header=True), Column(_("Kind")), Column(_("In words"))]
    rows = list(islice(_violation_rows(report), MOST_VIOLATIONS))
    return Table(unkept_heading(report), columns, rows, first_of(MOST_VIOLATIONS, found), look="words")


def _violation_rows(report: Report) -> Iterator[Row]:
    """Misfits, then violations, those of rules that must hold first."""
    for misfit in report.audit.misfits:
        said = misfit_text(report, misfit)
        yield _("Cells that do not fit"), _("Must"), said
    for title, entry in sorted(titled(report), key=lambda pair: not pair[1].rule.hard):
        for violation in entry.violations:
            said = violation_text(report.case, violation)
            yield title, kind_of(entry), said
