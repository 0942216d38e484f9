"""The tables of a judged roster, each built once: workbook, page and terminal choose the columns that they have room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from asnroster.domain.problem import Problem
from asnroster.judge.audit import RuleAudit
from asnroster.output.blocks import Cell, Cells, Column, Row, Table, Value
from asnroster.output.breaches import breaches
from asnroster.output.exceptions import Exemption, Kind, kind_text
from asnroster.output.report import Report
from asnroster.output.words import broken_text, checked_text, kept_text, kind_of, titled, unkept_heading
from asnroster.rules.kit.base import Rule
from asnroster.words import _, number_text


def rules_table(report: Report, caption: str = "") -> Table:
    """Every rule: what it asks for, how it is kept, where it comes from; misfits below, and a total."""
    columns = [
        Column("No", 38, "centre", key="no"),
        Column(_("Rule"), 150, header=True, key="rule"),
        Column(_("Kept"), 160, key="kept"),
        Column(_("What it asks for"), 330, key="asked"),
        Column(_("Kind"), 90, key="kind"),
        Column(_("Checked"), 76, "number", key="checked"),
        Column(_("Not kept"), 80, "number", key="unkept"),
        Column(_("Cost"), 110, "number", key="cost"),
        Column(_("Source"), 220, key="source"),
    ]
    return Table(caption, columns, list(_rules(report)), look="rules")


def _rules(report: Report) -> Iterator[Row]:
    for number, (title, entry) in enumerate(titled(report), start=1):
        broken = bool(entry.violations) and entry.rule.hard
        cells: Sequence[Value | Cell] = (
            number,
            title,
            Cell(kept_text(report, entry), _look(entry)),
            entry.rule.full_sentence(),
            kind_of(entry),
            entry.checked,
            len(entry.violations),
            Cell(entry.cost, text="-" if entry.rule.hard else ""),
            entry.rule.instrument,
        )
        yield Row(cells, ("band",) if broken else ("note",) if not entry.checked else ())
    if count := len(report.audit.misfits):
        sentence = _("Every working day of a person has a mode, and no other day has one")
        cells = (
            None,
            _("Cells that do not fit"),
            Cell(broken_text(count), "broken"),
            sentence,
            _("Must"),
            None,
            count,
            Cell(0, text="-"),
            "",
        )
        yield Row(cells, ("band",))


def total_row(report: Report) -> Row:
    """What stands below all rules in a workbook."""
    audit = report.audit
    checked = sum(entry.checked for entry in audit.rules)
    cells = (None, _("Total"), checked_text(report), "", "", checked, unkept_count(report), audit.cost, "")
    return Row(cells, ("band", "last"))


def _look(entry: RuleAudit) -> str:
    """A rule that was never checked is neither kept nor broken."""
    if not entry.violations:
        return "kept" if entry.checked else ""
    return "broken" if entry.rule.hard else "missed"


def unkept_count(report: Report) -> int:
    """How many misfits and violations are listed."""
    return len(report.audit.misfits) + sum(len(entry.violations) for entry in report.audit.rules)


def violations_table(report: Report, most: int, note: str = "") -> Table:
    """The first misfits and violations in words, those of rules that must hold first."""
    columns = [
        Column("No", 38, "centre", key="no"),
        Column(_("Rule"), 150, header=True, key="rule"),
        Column(_("Person or unit"), 160, key="who"),
        Column(_("In words"), 330, key="words"),
        Column(_("Kind"), 90, key="kind"),
        Column(_("Found"), 76, "centre", key="found"),
        Column(_("Needed"), 80, "centre", key="needed"),
        Column("NIP", 128, key="nip"),
        Column(_("When"), 230, key="when"),
    ]
    rows = [
        (
            number,
            breach.rule,
            breach.who,
            breach.sentence,
            _("Must") if breach.hard else _("Striven for"),
            breach.found,
            breach.needed,
            breach.nip,
            breach.when,
        )
        for number, breach in enumerate(islice(breaches(report), most), start=1)
    ]
    return Table(unkept_heading(report), columns, rows, note, look="words")


def exceptions_table(exceptions: Sequence[Exemption], caption: str = "", note: str = "") -> Table:
    """Who or which unit is kept in the office, by which rule, for what reason; a line parts the kinds."""
    columns = [
        Column("No", 36, "centre", key="no"),
        Column(_("Who"), header=True, key="who"),
        Column(_("Kind of exception"), 116, key="kind"),
        Column("OPD", 126, key="agency"),
        Column("Unit", 126, key="unit"),
        Column("NIP", 132, key="nip"),
        Column("Nama", 136, key="name"),
        Column(_("People"), 56, "number", key="people"),
        Column(_("When"), 126, key="when"),
        Column(_("Rule"), 116, key="rule"),
        Column(_("Reason"), 150, key="reason"),
        Column(_("Source"), 138, key="source"),
    ]
    rows = [
        Row(
            (
                number,
                _whom(one),
                kind_text(one.kind),
                one.agency,
                one.unit,
                one.key,
                one.name,
                one.people,
                one.when,
                one.rule,
                one.reason,
                one.source,
            ),
            ("first",) if number > 1 and exceptions[number - 2].kind != one.kind else (),
        )
        for number, one in enumerate(exceptions, start=1)
    ]
    return Table(caption, columns, rows, note, look="words")


def _whom(one: Exemption) -> str:
    places = " > ".join(dict.fromkeys(part for part in (one.agency, one.unit) if part))
    who = " ".join(part for part in (one.name, one.key) if part)
    people = _("{count} people").format(count=number_text(one.people or 0)) if one.people and not who else ""
    return ", ".join(part for part in (who, places, people) if part) or "-"


def kinds_table(exceptions: Iterable[Exemption]) -> Table:
    """How many exceptions there are of each kind, and people in them."""
    kinds: dict[Kind, tuple[int, int]] = {}
    for one in exceptions:
        entries, people = kinds.get(one.kind, (0, 0))
        kinds[one.kind] = (entries + 1, people + (one.people or 0))
    columns = [
        Column(_("Kind of exception"), header=True),
        Column(_("Exceptions"), kind="number"),
        Column(_("People"), kind="number"),
    ]
    rows: list[Cells] = [
        (kind_text(kind), entries, people or None) for kind, (entries, people) in kinds.items()
    ]
    return Table(
        _("Exceptions by kind"), columns, rows, _("Somebody with several exceptions is counted with each.")
    )


def stated_table(rules: Iterable[Rule], caption: str) -> Table:
    """Rules of which nothing is said but what they ask for and where they come from."""
    columns = [
        Column(_("Rule"), 220, header=True),
        Column(_("What it asks for"), 660),
        Column(_("Source"), 300),
    ]
    rows = [(rule.heading, rule.full_sentence(), rule.instrument) for rule in rules]
    return Table(caption, columns, rows, look="rules")


def files_read(problems: Iterable[Problem]) -> Iterator[tuple[str, str]]:
    """Every input file with its checksum, once."""
    sources = ((source.file, source.sha256) for problem in problems for source in problem.sources)
    for file, checksum in dict.fromkeys(sources):
        yield _("Input file {file}").format(file=file), f"SHA-256 {checksum}"
