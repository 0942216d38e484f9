"""Rekap Unit: person-days, home share, lowest and highest day of every unit and agency."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.judge.measures import Extreme, UnitMeasures, total_measures, unit_measures
from asnroster.output.blocks import Column, Formula, Row, Value
from asnroster.output.breaks import breaks
from asnroster.output.empty_offices import empty_lines, ordered_lines
from asnroster.output.fastsheet import ROW
from asnroster.output.sheets.book import Book
from asnroster.output.sheets.grid import unit_keys
from asnroster.words import _, with_home_word

DEEPEST_INDENT = 6


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Rekap Unit", _("Summary by unit and agency"))
    page.line(_("Each unit is counted with all units below it. Limits are those of sheet Unit."), "note")
    told = _(
        "Person-days and shares are counted from Jadwal as it stands; lowest and highest days are as first written."
    )
    page.line(told if book.live else book.as_written(), "note")
    empty, ordered = list(empty_lines(report)), list(ordered_lines(report))
    if empty:
        page.line(_("On some days an office is empty; they are listed below the table."), "warning")
    page.row += 1
    broken = breaks(report).groups
    keys = _runs(report.problem)
    rows = [_unit_row(book, one, broken, keys) for one in unit_measures(report.case, report.roster)]
    total = _figures(book, total_measures(report.case, report.roster), None)
    columns = _columns(book)
    header, _last = page.table(columns, rows, filtered=True)
    if not report.agency:
        page.row += 1
        page.table_rows(columns, [Row((_("All agencies"), "", None, *total), ("band", "last"))])
    if empty or ordered:
        page.row += 1
        page.line(_("Offices without anybody on a working day"), "section")
    for text in empty:
        page.line(text, "warning")
    for text in ordered:
        page.line(text)
    page.finish((header, header), freeze_columns=2)
    page.protect()


def _runs(problem: Problem) -> dict[int, tuple[int, int]]:
    """For each unit the first and the last key of it and all below it."""
    keys = unit_keys(problem)
    runs = {unit: (key, key) for unit, key in keys.items()}
    for unit, key in sorted(keys.items(), key=lambda entry: entry[1], reverse=True):
        parent = problem.units[unit].parent
        if parent is not None:
            first, last = runs[parent]
            runs[parent] = (first, max(last, runs[unit][1], key))
    return runs


def _columns(book: Book) -> list[Column]:
    return [
        Column("Unit", 224), Column("OPD", 150), Column(_("Placed directly"), 60, "number"),
        Column(_("People"), 58, "number"), Column(_("WFO person-days"), 68, "number"),
        Column(_("WFH person-days"), 68, "number"), Column(_("WFH share"), 58, "share"),
        Column(_("Lowest WFO (people)"), 62, "number"), Column(_("on date"), 70, "date"),
        Column("Min WFO", 48, "number"), Column(_("Highest WFO (people)"), 62, "number"),
        Column(_("on date"), 70, "date"), Column(_("Highest WFH (people)"), 62, "number"),
        Column(_("on date"), 70, "date"), Column(_("WFH allowed (people)"), 62, "number"),
        Column(with_home_word("Maks WFH %"), 58, "share"),
    ]  # fmt: skip


def _unit_row(
    book: Book, measures: UnitMeasures, broken: Collection[str], runs: Mapping[int, tuple[int, int]]
) -> Row:
    problem, index = book.report.problem, measures.unit or 0
    unit, depth = problem.units[index], len(problem.ancestors[index]) - 1
    values = (
        unit.name,
        problem.units[unit.agency].name,
        measures.placed,
        *_figures(book, measures, runs[index]),
    )
    styles = ("alert",) if fold(unit.path) in broken else ("band",) if depth == 0 else ()
    return Row(values, styles, depth=min(depth, DEEPEST_INDENT))


def _figures(book: Book, measures: UnitMeasures, run: tuple[int, int] | None) -> tuple[Value, ...]:
    """People, then person-days and share as formulas over the keys of the unit's people, then extremes."""
    problem = book.report.problem
    office, home, share = measures.office, measures.home, measures.home_share
    days: tuple[Value, ...] = (office, home, share)
    if book.live:
        shown = "" if share is None else float(share)
        days = (
            Formula(_counted("Kantor", run), office), Formula(_counted("Rumah", run), home),
            Formula(f'IF(E{ROW}+F{ROW}=0,"",F{ROW}/(E{ROW}+F{ROW}))', shown),
        )  # fmt: skip
    cap = None if measures.unit is None else problem.units[measures.unit].max_home_share
    return (
        measures.people, *days,
        *_extreme(problem, measures.lowest_office), measures.min_office,
        *_extreme(problem, measures.highest_office),
        *_extreme(problem, measures.highest_home), measures.max_home, cap,
    )  # fmt: skip


def _counted(what: str, run: tuple[int, int] | None) -> str:
    """Person-days of a run of units, or of everybody."""
    if run is None:
        return f"SUM(Jadwal_{what})"
    first, last = run
    return f'SUMIFS(Jadwal_{what},Jadwal_KunciUnit,">={first}",Jadwal_KunciUnit,"<={last}")'


def _extreme(problem: Problem, extreme: Extreme | None) -> tuple[Value, Value]:
    return (None, None) if extreme is None else (extreme.people, problem.horizon.dates[extreme.day])
