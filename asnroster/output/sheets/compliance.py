"""Kepatuhan: one row a rule, then every violation in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from asnroster.judge.audit import RuleAudit
from asnroster.judge.wording import mode_text, violation_text, when_text, who_text
from asnroster.output.page import Book, Column, Page, Row
from asnroster.output.report import Report
from asnroster.output.words import (
    all_kept_text,
    broken_text,
    checked_text,
    kept_text,
    kind_of,
    misfit_days,
    misfit_text,
    misfit_who,
    titled,
    unkept_heading,
)
from asnroster.rules.kit.findings import Violation
from asnroster.words import _

MOST_RECORDS = 20_000


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Kepatuhan", _("Compliance with the rules"))
    page.row += 1
    header, _last = page.table(_rule_columns(), _rule_rows(report))
    page.row += 1
    # A sheet repeats one header only: that of the long table, where there is one.
    header = _write_violations(page, report) or header
    page.finish((header, header), freeze_rows=1)


def _rule_columns() -> list[Column]:
    return [
        Column("No", 38, "centre"), Column(_("Rule"), 150), Column(_("Kept"), 160),
        Column(_("What it asks for"), 330), Column(_("Kind"), 90), Column(_("Checked"), 76, "number"),
        Column(_("Not kept"), 80, "number"), Column(_("Cost"), 110, "number"), Column(_("Source"), 220),
    ]  # fmt: skip


def _rule_rows(report: Report) -> Iterator[Row]:
    audit = report.audit
    for number, (title, entry) in enumerate(titled(report), start=1):
        rule = entry.rule
        broken = bool(entry.violations) and rule.hard
        yield Row((
            number, title, kept_text(report, entry), rule.full_sentence(), kind_of(entry), entry.checked,
            len(entry.violations), entry.cost, rule.instrument,
        ), ("band",) if broken else ("note",) if not entry.checked else ())  # fmt: skip
    if audit.misfits:
        text = _("Every working day of a person has a mode, and no other day has one")
        yield Row(
            (
                None, _("Cells that do not fit"), broken_text(len(audit.misfits)), text, _("Must"), None,
                len(audit.misfits), 0, "",
            ),
            ("band",),
        )  # fmt: skip
    violations = len(audit.misfits) + sum(len(entry.violations) for entry in audit.rules)
    checked = sum(entry.checked for entry in audit.rules)
    yield Row(
        (None, _("Total"), checked_text(report), "", "", checked, violations, audit.cost, ""),
        ("band", "last"),
    )


def _write_violations(page: Page, report: Report) -> int | None:
    """The list of violations; its header row, if it has one."""
    audit = report.audit
    records = len(audit.misfits) + sum(len(entry.violations) for entry in audit.rules)
    page.line(unkept_heading(report), "section")
    if not records:
        page.line(all_kept_text(report))
        return None
    if records > MOST_RECORDS:
        template = _("The first {shown} of {count} are listed, those of rules that must hold first.")
        page.line(template.format(shown=MOST_RECORDS, count=records), "note")
    header, _last = page.table(_violation_columns(), islice(_violation_rows(report), MOST_RECORDS))
    return header


def _violation_columns() -> list[Column]:
    return [
        Column("No", 38, "centre"), Column(_("Rule"), 150), Column(_("Person or unit"), 160),
        Column(_("In words"), 330), Column(_("Kind"), 90), Column(_("Found"), 76, "centre"),
        Column(_("Needed"), 80, "centre"), Column("NIP", 128), Column(_("When"), 230),
    ]  # fmt: skip


def _violation_rows(report: Report) -> Iterator[Row]:
    """Misfits, then violations, those of hard rules first."""
    numbers = count(1)
    for misfit in report.audit.misfits:
        (who, key), day = misfit_who(report, misfit), misfit_days(report, misfit)
        text = misfit_text(report, misfit)
        yield Row(
            (
                next(numbers),
                _("Cells that do not fit"),
                who,
                text,
                _("Must"),
                misfit.found or "-",
                "",
                key,
                day,
            )
        )
    for title, entry in sorted(titled(report), key=lambda pair: not pair[1].rule.hard):
        for violation in entry.violations:
            yield _violation_row(report, title, entry, violation, next(numbers))


def _violation_row(report: Report, title: str, entry: RuleAudit, violation: Violation, number: int) -> Row:
    case, where = report.case, violation.where
    key = "" if where.person is None else report.problem.people[where.person].key
    found, needed = (
        mode_text(figure) if violation.sense == "mode" else figure
        for figure in (violation.found, violation.needed)
    )
    return Row((
        number, title, who_text(case, where), violation_text(case, violation),
        kind_of(entry), found, needed, key, when_text(case, where),
    ))  # fmt: skip
