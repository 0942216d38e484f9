"""What a run tells on the terminal: rich renderables and plain lines. Nothing is printed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from textwrap import wrap

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from asnroster.domain.calendar import Horizon
from asnroster.domain.modes import HOME, OFFICE, UNDECIDED
from asnroster.judge.measures import at_home, at_office, home_share
from asnroster.judge.studied import Study
from asnroster.judge.wording import date_text, mode_text
from asnroster.output import blocks
from asnroster.output.assumptions import assumption_lines
from asnroster.output.breaches import breaches
from asnroster.output.dates import horizon_text
from asnroster.output.exceptions import exemptions, kind_text
from asnroster.output.explained_words import kind_text as day_kind
from asnroster.output.explanation import Cell, Explanation, Month, Price
from asnroster.output.records import Mode
from asnroster.output.report import Report
from asnroster.output.roster_tables import rules_table
from asnroster.output.study_tables import curve_table, kept_table, price_table, readiness_table
from asnroster.output.study_words import MEASURES
from asnroster.output.words import result_text, unkept_heading
from asnroster.words import _, number_text, percent_text

_LOOKS = {"ready": "green", "partly": "cyan", "limited": "yellow", "impossible": "red", "broken": "red"}
_LINES = {"title": "bold", "head": "bold cyan", "bad": "red", "good": "green"}
ITEMS = ("item", "bad")
MOST_ON_TERMINAL, MOST_WISHES, MOST_MOVED = 40, 5, 8
_NIP_WIDTH = 18


def rich_table(table: blocks.Table, *, plain: bool = False) -> Table:
    """A table of a document as the terminal shows it; ``plain``: without a frame."""
    if plain:
        grid = Table(title=table.caption or None, box=box.SIMPLE_HEAD, pad_edge=False)
    else:
        grid = Table(title=table.caption, title_justify="left")
    for column in table.columns:
        right = blocks.stands(column.kind) == "number"
        grid.add_column(column.heading, justify="right" if right else "left", overflow="fold")
    for row in table.lines:
        cells = []
        for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            text = blocks.shown(cell, column.kind)
            style = _LOOKS.get(cell.look, "") if isinstance(cell, blocks.Cell) else ""
            if place == row.indented:
                text, style = "  " * row.depth + text, "bold" if "band" in row.looks else style
            cells.append(Text(text, style=style))
        grid.add_row(*cells, style="dim" if "note" in row.looks else None)
    return grid


def shown_lines(part: blocks.Line | blocks.Table, width: int) -> Iterator[RenderableType]:
    """A line or a table of a document on a terminal of so many letters across."""
    if isinstance(part, blocks.Table):
        yield rich_table(part, plain=True)
        return
    item = part.look in ITEMS
    text = f"  - {part.text}" if item else part.text
    yield Text(
        "\n".join(wrap(text, width, subsequent_indent="    " if item else "") or [""]),
        style=_LINES.get(part.look, ""),
    )


def plain_lines(part: blocks.Line | blocks.Table) -> Iterator[str]:
    """The same for output that is piped: a row of a table is a line."""
    if isinstance(part, blocks.Table):
        yield from map(" | ".join, part.texts)
    else:
        yield f"  - {part.text}" if part.look in ITEMS else part.text


def explanation_parts(explanation: Explanation) -> Iterator[blocks.Line | blocks.Table]:
    """An explanation as it is shown: lines, and a table of the days of a whole period."""
    who = f"{explanation.name} ({explanation.nip}), {explanation.unit}"
    if explanation.month is not None:
        yield blocks.Line(f"{who}: {horizon_text(Horizon(explanation.start, explanation.end))}", "title")
        yield from _month_lines(explanation.month)
        yield _days_table(explanation.month)
    for number, cell in enumerate(explanation.cells):
        if number:
            yield blocks.Line("")
        yield blocks.Line(f"{who}: {date_text(cell.date)}: {cell.code}", "title")
        yield from cell_lines(cell)


def _month_lines(month: Month) -> Iterator[blocks.Line]:
    for week in month.weeks:
        yield blocks.Line(week.text)
        yield from (blocks.Line(check.text, "item" if check.met else "bad") for check in week.rules)
    yield blocks.Line(month.text)
    if month.wishes:
        met = sum(wish.met for wish in month.wishes)
        yield blocks.Line(_("Wishes met: {met} of {count}.").format(met=met, count=len(month.wishes)))
        yield from (blocks.Line(wish.text, "item") for wish in month.wishes if not wish.met)
    if month.standing is not None:
        yield blocks.Line(month.standing.text)
    if month.never_home:
        yield blocks.Line(_("Never at home: {reason}.").format(reason=month.never_home))


def _days_table(month: Month) -> blocks.Table:
    """The days that the person usually works."""
    rows = [
        (date_text(day.date), day.code, day_kind(day.kind), day.reason)
        for day in month.days
        if day.kind != "off" or day.misfit is not None
    ]
    return blocks.Table(
        "", [blocks.Column(head) for head in (_("Date"), _("Code"), _("Kind"), _("Why"))], rows
    )


def cell_lines(cell: Cell) -> Iterator[blocks.Line]:
    """What decided a cell, what its other mode would break, what that would cost."""
    yield from (blocks.Line(text, "bad" if text in cell.amiss else "") for text in cell.said)
    if cell.flip is not None:
        yield from (blocks.Line(one.text, "bad") for one in cell.flip.mends)
        yield blocks.Line(_("If only this cell were {mode}:").format(mode=_mode_code(cell.flip.mode)), "head")
        yield from (blocks.Line(one.text, "bad") for one in cell.flip.breaks)
        yield from (blocks.Line(one.text, "item") for one in cell.flip.costs)
        yield blocks.Line(cell.flip.text)
    if cell.price is not None:
        yield from _price_lines(cell.price)


def _price_lines(price: Price) -> Iterator[blocks.Line]:
    head = _("If this cell were {mode} and what is tied to it were arranged anew:")
    yield blocks.Line(head.format(mode=_mode_code(price.mode)), "head")
    yield blocks.Line(price.text, "good" if price.better_exists else "")
    if price.fixed_as_said:
        text = _(
            "This takes {count} fixed days of people tied to it as fixed, which the roster goes against."
        )
        yield blocks.Line(text.format(count=number_text(price.fixed_as_said)))
    yield from (blocks.Line(text, "bad") for text in price.against_texts)
    if price.difference is None:
        return
    yield from (blocks.Line(one.text, "item") for one in price.costs)
    if not price.changes:
        yield blocks.Line(_("Nothing else would change."))
        return
    count, people = len(price.changes), len({one.nip for one in price.changes})
    text = _("With it {count} other days of {people} people would change:")
    yield blocks.Line(text.format(count=number_text(count), people=number_text(people)))
    yield from (blocks.Line(one.text, "item") for one in price.changes[:MOST_MOVED])
    if count > MOST_MOVED:
        yield blocks.Line(_("… and {count} more").format(count=number_text(count - MOST_MOVED)), "item")


def _mode_code(mode: Mode) -> str:
    return mode_text({"office": OFFICE, "home": HOME}.get(mode or "", UNDECIDED))


def study_tables(study: Study, *, units: bool) -> Iterator[Table]:
    """Readiness by agency (or by every unit), what keeps people, the rules' prices, the curve."""
    groups = study.groups if units else (study.whole, *study.agencies)
    readiness = readiness_table(study, groups, _("Readiness"))
    yield rich_table(readiness.only("unit", "people", "may", "share", "class", "binds", "step"))
    yield rich_table(kept_table(study))
    if study.prices:
        yield rich_table(price_table(study).only("rule", "gain", "points", "step"))
    if study.points:
        keys = ("cap", *MEASURES, "saved", "overfull", "gap", "why")
        yield rich_table(curve_table(study.points).only(*keys))


def _outcome_lines(report: Report) -> list[tuple[str, str]]:
    outcome, facts = report.outcome, [(_("Status"), result_text(report))]
    if outcome.cost is not None:
        facts.append((_("Cost"), number_text(outcome.cost)))
    if outcome.bound is not None:
        facts.append((_("Proven bound"), number_text(outcome.bound)))
    if outcome.gap is not None:
        facts.append((_("Gap"), percent_text(outcome.gap, 2)))
    facts.append((_("Seconds"), f"{outcome.seconds:.1f}"))
    return facts


def solve_summary(report: Report) -> RenderableType:
    """The compact summary after a run: size, person-days, cost and bound, rules, exceptions."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for label, text in (*_size_lines(report), *_outcome_lines(report)):
        table.add_row(label, Text(text))
    lines = (*exception_lines(report), *assumption_lines(report.problem.assumptions))
    rules = rich_table(rules_table(report).only("rule", "kind", "kept", "checked", "cost"), plain=True)
    return Group(table, rules, *(Text(line) for line in lines))


def _size_lines(report: Report) -> list[tuple[str, str]]:
    problem, roster = report.problem, report.roster
    office, home = int(at_office(problem, roster).sum()), int(at_home(problem, roster).sum())
    share = home_share(problem, roster)
    template = _("{office} WFO, {home} WFH ({share} at home)")
    shown = "-" if share is None else percent_text(float(share))
    return [
        (_("Scenario"), report.scenario.title or report.scenario.name),
        (_("Period"), horizon_text(problem.horizon)),
        (_("People"), number_text(problem.headcount)),
        (_("Units"), number_text(len(problem.units))),
        (_("Days"), number_text(problem.days)),
        (_("Person-days"), template.format(office=number_text(office), home=number_text(home), share=shown)),
    ]


def exception_lines(report: Report) -> list[str]:
    """How many exceptions of each kind sheet Pengecualian lists."""
    counted = Counter(entry.kind for entry in exemptions(report))
    if not counted:
        return []
    kinds = "; ".join(f"{kind_text(kind)}: {number_text(number)}" for kind, number in counted.items())
    return [_("Exceptions (sheet Pengecualian): {kinds}.").format(kinds=kinds)]


def audit_table(report: Report, *, most: int = MOST_ON_TERMINAL) -> RenderableType:
    """The first violations as a table, and a few of the wishes, with a remark on how many more there are."""
    count = len(report.audit.misfits) + sum(len(entry.violations) for entry in report.audit.rules)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=unkept_heading(report))
    for heading in (_("Who"), _("When"), _("Found"), _("Needed"), _("Rule"), _("Source")):
        table.add_column(heading, overflow="fold", min_width=None if table.columns else _NIP_WIDTH)
    first = list(islice(breaches(report), most))
    hard = sum(breach.hard for breach in first)
    shown = first[: max(hard, min(most, hard + MOST_WISHES))]
    for breach in shown:
        who, when = (
            "\n".join(filter(None, pair))
            for pair in ((breach.who, breach.nip), (breach.when, breach.place.cell))
        )
        cells = (who, when, str(breach.found), str(breach.needed), breach.rule, breach.source)
        table.add_row(*(Text(cell) for cell in cells), style="red" if breach.hard else None)
    if count <= len(shown):
        return table
    remark = _(
        "… and {count} more; the workbook's sheet Kepatuhan lists them all, and so does output to a file."
    )
    return Group(table, Text(remark.format(count=number_text(count - len(shown)))))


def violation_lines(report: Report) -> Iterator[str]:
    """Every violation as one plain line, for output that is piped into a file or program."""
    for breach in breaches(report):
        kind = _("Must") if breach.hard else _("Striven for")
        source = f" [{breach.source}]" if breach.source else ""
        sheet = breach.place.sheet or breach.place.file
        at = f"{sheet}!{breach.place.cell}" if breach.place.cell else ""
        where = "".join(f" | {part}" for part in (at, breach.nip and f"NIP {breach.nip}") if part)
        yield f"{kind}: {breach.sentence} ({breach.rule}){source}{where}"
