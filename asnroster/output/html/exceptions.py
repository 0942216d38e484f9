"""Exceptions: who is kept in the office, put by order, or not rostered, by which rule and why."""

from __future__ import annotations

from asnroster.output.exceptions import Exemption, Kind, exemptions, kind_text
from asnroster.output.html.blocks import Column, Row, Section, Table
from asnroster.output.html.compliance import first_of
from asnroster.output.report import Report
from asnroster.words import _, number_text

MOST_EXCEPTIONS = 300


def exceptions_section(report: Report) -> Section:
    """How many of each kind, then the exceptions themselves."""
    found = list(exemptions(report))
    title = _("Exceptions")
    if not found:
        return Section("exceptions", title, paragraphs=[_("Nobody is excepted.")])
    return Section("exceptions", title, blocks=[_kinds(found), _list(found)])


def _kinds(found: list[Exemption]) -> Table:
    kinds: dict[Kind, tuple[int, int]] = {}
    for one in found:
        entries, people = kinds.get(one.kind, (0, 0))
        kinds[one.kind] = (entries + 1, people + (one.people or 0))
    columns = [
        Column(_("Kind of exception"), header=True), Column(_("Exceptions"), "number"), Column(_("People"), "number"),
    ]  # fmt: skip
    rows = [
        (kind_text(kind), number_text(entries), number_text(people) if people else "-")
        for kind, (entries, people) in kinds.items()
    ]
    note = _("Somebody with several exceptions is counted with each.")
    return Table(_("Exceptions by kind"), columns, rows, note)


def _list(found: list[Exemption]) -> Table:
    columns = [
        Column(_("Who"), header=True), Column(_("Kind of exception")), Column(_("When")), Column(_("Rule")),
        Column(_("Reason")), Column(_("Source")),
    ]  # fmt: skip
    caption = _("Exceptions with their reasons ({count})").format(count=number_text(len(found)))
    rows = [_row(one) for one in found[:MOST_EXCEPTIONS]]
    return Table(caption, columns, rows, first_of(MOST_EXCEPTIONS, len(found)), look="words")


def _row(one: Exemption) -> Row:
    places = " > ".join(dict.fromkeys(part for part in (one.agency, one.unit) if part))
    who = " ".join(part for part in (one.name, one.key) if part)
    people = _("{count} people").format(count=number_text(one.people or 0)) if one.people and not who else ""
    told = ", ".join(part for part in (who, places, people) if part)
    return told or "-", kind_text(one.kind), one.when, one.rule, one.reason, one.source
