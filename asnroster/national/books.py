"""A workbook of many agencies, cut into one workbook each; agencies that a rule counts together stay together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from asnroster.domain.groups import fold
from asnroster.domain.inputs import ABSENCES, CONFIRM, FIXED, PREFERENCES, SERVICES, STAFF, UNITS
from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import read_tables
from asnroster.intake.schema import INPUTS, UnitRow
from asnroster.intake.tables import Tables
from asnroster.intake.tree import grow_tree
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.national.listed import is_national
from asnroster.national.parts import Cut, Part, shown_name, stems
from asnroster.output.inputbook import write_inputs
from asnroster.request import Request
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import common_counts
from asnroster.run import prepare
from asnroster.words import _

NOWHERE, EVERYWHERE = -1, -2
# The same people give the same bytes, so that a part that has not changed is known again.
_MADE = datetime(2020, 1, 1)


def cut_book(request: Request, folder: Path) -> Cut:
    """Read everything, check it under the scenario, and write a workbook for each part.

    Args:
        request: what the user asks for, of the whole.
        folder: an empty folder for the parts' files.

    Raises:
        InputError: with everything that is wrong, and where a rule counts everybody.
    """
    tables = read_tables(request.staff, request.units, request.mapping)
    prepared = prepare(replace(request, history=()), tables=tables)
    problem = prepared.case.problem
    roots = [u for u, unit in enumerate(problem.units) if unit.parent is None]
    national = is_national(problem.units[root].name for root in roots)
    together, notices = ({}, []) if national else agencies_together(prepared.case)
    members: dict[int, list[int]] = {}
    for root in roots:
        if problem.below[root]:
            members.setdefault(together.get(root, root), []).append(root)
    groups = [[problem.units[root].name for root in group] for group in members.values()]
    files = stems(group[0] if len(group) == 1 else f"{group[0]} dkk" for group in groups)
    part_of = {root: place for place, group in enumerate(members.values()) for root in group}
    homes = _Homes(tables, problem, part_of)
    parts = []
    for place, (group, stem) in enumerate(zip(groups, files, strict=True)):
        part = Part(shown_name(group), stem, folder / f"{stem}-pegawai.xlsx")
        write_inputs(homes.sheets(place, national=national), part.staff, made=_MADE)
        parts.append(part)
    policies = tuple(policy.scenario.text for policy in prepared.scenario.policies)
    return Cut(tuple(parts), (*prepared.notices, *notices), checked=True, policies=policies)


def agencies_together(case: Case) -> tuple[dict[int, int], list[Issue]]:
    """Agencies that cannot be solved apart: agency -> the first of those that it belongs to; and what ties them.

    Raises:
        InputError: when a rule counts the people of all agencies.
    """
    units = case.problem.units
    first: dict[int, int] = {}

    def top(agency: int) -> int:
        while first.get(agency, agency) != agency:
            agency = first[agency]
        return agency

    notices: dict[str, Issue] = {}
    issues = []
    for rule, label, agencies in common_counts(case):
        if not label:
            message = _('Rule “{rule}” counts the people of all agencies together (per = "government").')
            needed = _("Solve without --by, or let the rule count by agency.")
            issues.append(Issue("rule-of-all", message.format(rule=rule.name), needed, sheet="--by"))
            continue
        tops = sorted({top(agency) for agency in agencies})
        first |= dict.fromkeys(tops, tops[0])
        message = _("Solved together, because rule “{rule}” counts “{label}”: {agencies}.").format(
            rule=rule.name, label=label, agencies=", ".join(units[agency].name for agency in agencies)
        )
        notices.setdefault(fold(label), Issue("agencies-together", message))
    if issues:
        raise InputError(issues)
    return {agency: top(agency) for agency in first}, list(notices.values())


class _Homes:
    """To which part every row of every input sheet belongs; sheets that are not listed belong to all."""

    def __init__(self, tables: Tables, problem: Problem, part_of: Mapping[int, int]) -> None:
        self._tables = tables
        held = replace(tables, issues=[], notices=[])
        tree = grow_tree(held)
        _units, position = tree.finished()
        self._tops = {node.row for node in tree.nodes if node.parent is None and node.row}

        def home(node: int) -> int:
            return part_of.get(problem.units[position[node]].agency, NOWHERE)

        by_name = {fold(problem.units[root].name): part for root, part in part_of.items()}
        by_nip = {person.key: part_of[problem.units[person.unit].agency] for person in problem.people}
        for row in tables.staff:
            if row.nip not in by_nip:
                node = _resolved(tree, row.unit, row.agency, row.unit_code)
                number = NOWHERE if node is None else home(node)
                by_nip[row.nip] = by_name.get(fold(row.agency), 0) if number == NOWHERE else number
        self._of: dict[str, list[int]] = {
            STAFF: [by_nip[row.nip] for row in tables.staff],
            ABSENCES: [by_nip.get(row.nip, NOWHERE) for row in tables.absences],
            PREFERENCES: [by_nip.get(row.nip, NOWHERE) for row in tables.preferences],
            FIXED: [by_nip.get(row.nip, NOWHERE) for row in tables.pins],
        }
        by_row = {node.row: home(index) for index, node in enumerate(tree.nodes) if node.row}
        self._of[UNITS] = [by_row.get(row.row, NOWHERE) for row in tables.units]
        nodes = [_resolved(tree, row.unit) for row in tables.services]
        self._of[SERVICES] = [NOWHERE if node is None else home(node) for node in nodes]
        self._of[CONFIRM] = [
            by_nip.get(
                row.subject, EVERYWHERE if (node := _resolved(tree, row.subject)) is None else home(node)
            )
            for row in tables.confirmations
        ]

    def sheets(self, part: int, *, national: bool) -> dict[str, list[list[object]]]:
        """The input sheets of one part, canonical headings first; whole governments lose the column OPD."""
        rows_by_sheet: dict[str, list[list[object]]] = {}
        for spec in INPUTS:
            grid = self._tables.grids.get(spec.name)
            if grid is None:
                continue
            names = [column.name for column in spec.columns if column.name in grid.raw]
            dropped = {UnitRow.agency} if national else set()
            kept = [name for name in names if name not in dropped]
            homes = self._of.get(spec.name)
            rows: list[list[object]] = [list(kept)]
            for position, number in enumerate(grid.numbers):
                if homes is not None and homes[position] not in (part, EVERYWHERE):
                    continue
                cells: dict[str, object] = {name: grid.raw[name][position] for name in kept}
                # What hung under something that is not in the file hangs under nothing.
                if spec.name == UNITS and number in self._tops and UnitRow.parent in cells:
                    cells[UnitRow.parent] = ""
                rows.append(list(cells.values()))
            if len(rows) > 1:
                rows_by_sheet[spec.name] = rows
        return rows_by_sheet


def _resolved(tree: UnitTree, unit: str, agency: str = "", code: str = "") -> int | None:
    try:
        return tree.resolve(unit, agency, code)
    except UnknownUnitError:
        return None
