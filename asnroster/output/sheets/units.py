"""Rekap Unit: person-days, home share, lowest and highest day of every unit and agency."""

from __future__ import annotations

from collections.abc import Collection

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.judge.measures import Extreme, UnitMeasures, total_measures, unit_measures
from asnroster.output.breaks import breaks
from asnroster.output.fastsheet import Value
from asnroster.output.page import Book, Column, Row
from asnroster.words import _

DEEPEST_INDENT = 6


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Rekap Unit", _("Summary by unit and agency"))
    page.line(_("Each unit is counted with all units below it. Limits are those of sheet Unit."), "note")
    page.row += 1
    broken = breaks(report).groups
    rows = [_unit_row(report.problem, one, broken) for one in unit_measures(report.case, report.roster)]
    total = _figures(report.problem, total_measures(report.case, report.roster))
    header, _last = page.table(_columns(), rows, filtered=True)
    if not report.agency:
        page.table_rows(_columns(), [Row((_("All agencies"), "", None, *total), ("band", "last"))])
    page.finish((header, header), freeze_columns=2)


def _columns() -> list[Column]:
    return [
        Column("Unit", 270), Column("OPD", 190), Column(_("Placed directly"), 62, "number"),
        Column(_("People"), 62, "number"), Column(_("WFO person-days"), 70, "number"),
        Column(_("WFH person-days"), 70, "number"), Column(_("WFH share"), 62, "share"),
        Column(_("Lowest WFO (people)"), 66, "number"), Column(_("on date"), 76, "date"),
        Column("Min WFO", 54, "number"), Column(_("Highest WFO (people)"), 66, "number"),
        Column(_("on date"), 76, "date"), Column(_("Highest WFH (people)"), 66, "number"),
        Column(_("on date"), 76, "date"), Column(_("WFH allowed (people)"), 66, "number"),
        Column("Maks WFH %", 58, "share"),
    ]  # fmt: skip


def _unit_row(problem: Problem, measures: UnitMeasures, broken: Collection[str]) -> Row:
    index = measures.unit or 0
    unit, depth = problem.units[index], len(problem.ancestors[index]) - 1
    values = (unit.name, problem.units[unit.agency].name, measures.placed, *_figures(problem, measures))
    styles = ("alert",) if fold(unit.path) in broken else ("band",) if depth == 0 else ()
    return Row(values, styles, indent=min(depth, DEEPEST_INDENT))


def _figures(problem: Problem, measures: UnitMeasures) -> tuple[Value, ...]:
    cap = None if measures.unit is None else problem.units[measures.unit].max_home_share
    return (
        measures.people, measures.office, measures.home, measures.home_share,
        *_extreme(problem, measures.lowest_office), measures.min_office,
        *_extreme(problem, measures.highest_office),
        *_extreme(problem, measures.highest_home), measures.max_home, cap,
    )  # fmt: skip


def _extreme(problem: Problem, extreme: Extreme | None) -> tuple[Value, Value]:
    return (None, None) if extreme is None else (extreme.people, problem.horizon.dates[extreme.day])
