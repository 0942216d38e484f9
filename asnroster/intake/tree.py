"""Growing the tree of units: from the sheet Unit, or from the staff's OPD and Unit columns."""

from __future__ import annotations

from dataclasses import replace

from asnroster.domain.groups import SEPARATOR, fold, path_parts
from asnroster.errors import Issue
from asnroster.intake.agencies import assume_agencies
from asnroster.intake.assumptions import SectorSearch
from asnroster.intake.cells import normal
from asnroster.intake.foreign import GOVERNMENT
from asnroster.intake.schema import STAFF, UNITS, UnitRow
from asnroster.intake.tables import Tables
from asnroster.intake.units import Node, UnitTree, UnknownUnitError
from asnroster.words import _


def grow_tree(tables: Tables) -> UnitTree:
    """The units of the sheet Unit if there is one, else those that the staff name; adds what is wrong and what is assumed to ``tables``."""
    if tables.units and not (UNITS.name in tables.guests and not _covers_staff(tables)):
        tree = _from_sheet(tables)
    else:
        tree = _from_staff(tables)
        _lay_over(tables, tree)
    assume_agencies(tables, tree)
    SectorSearch(tables, tree).run()
    return tree


def _covers_staff(tables: Tables) -> bool:
    """Whether the sheet Unit has every unit that the staff name."""
    tree = _from_sheet(replace(tables, issues=[], notices=[]))
    try:
        for place in {(row.unit, row.agency, row.unit_code) for row in tables.staff}:
            tree.resolve(*place)
    except UnknownUnitError:
        return False
    return True


def _lay_over(tables: Tables, tree: UnitTree) -> None:
    """Give the staff's units what a sheet of some of them says; rows that fit none have no effect and are said."""
    for row in tables.units:
        try:
            index = tree.resolve(row.unit, row.agency, row.code)
        except UnknownUnitError as error:
            tables.notices.append(
                tables.issue(error.code, row, error.column, error.message, error.needed, error.found)
            )
            continue
        before = tree.nodes[index]
        node = Node.of(row, before.name)
        node.parent, node.anchor, node.code = before.parent, before.anchor, row.code or before.code
        tree.nodes[index] = node


def _from_staff(tables: Tables) -> UnitTree:
    """Every OPD is a root, every unit hangs under its OPD or under the path before its name."""
    tree = UnitTree(listed=False)
    nodes: dict[tuple[str, ...], int] = {}
    bare = []
    places = list(dict.fromkeys((row.unit, row.agency, row.unit_code) for row in tables.staff))
    twins = _twins(tables, places)
    for unit, agency, code in places:
        parts = path_parts(twins.get(code, unit))
        if not parts:
            continue
        if agency and fold(parts[0]) != fold(agency):
            parts = [*path_parts(agency), *parts]
        if len(parts) == 1 and not agency:
            bare.append((parts, code))
            continue
        _add_path(tree, nodes, parts, code)
    for parts, code in bare:
        # Only a name that no OPD has: an agency of its own.
        if not tree.called(parts[0]):
            _add_path(tree, nodes, parts, code)
    tree.twins = {fold(code) for code in twins}
    return tree


def _twins(tables: Tables, places: list[tuple[str, str, str]]) -> dict[str, str]:
    """Codes of units that bear another one's OPD and name, each with a name that tells them apart."""
    codes: dict[tuple[str, str], list[str]] = {}
    seen: set[str] = set()
    for unit, agency, code in places:
        if code and fold(code) not in seen:
            seen.add(fold(code))
            codes.setdefault((fold(unit), fold(agency)), []).append(code)
    spelt = {fold(unit): unit for unit, _agency, _code in reversed(places)}
    names_by_code = {
        code: f"{spelt[unit]} ({number})"
        for (unit, _agency), same in codes.items()
        for number, code in enumerate(same, start=1)
        if number > 1
    }
    if names_by_code:
        message = _(
            "{count} units share name and OPD with another and were told apart by their codes: {names}."
        )
        names = ", ".join(list(names_by_code.values())[:10]) + (" …" if len(names_by_code) > 10 else "")
        needed = _(
            "Give the unit tree (ID, NAMA_UNOR, ID_ATASAN) with --units, so that each has its own place."
        )
        grid = tables.grids[STAFF.name]
        tables.notices.append(
            Issue(
                "unit-twins",
                message.format(count=len(names_by_code), names=names),
                needed,
                grid.file,
                grid.sheet,
            )
        )
    return names_by_code


def _add_path(tree: UnitTree, nodes: dict[tuple[str, ...], int], parts: list[str], code: str) -> None:
    above: int | None = None
    for depth in range(1, len(parts) + 1):
        key = tuple(fold(part) for part in parts[:depth])
        if key not in nodes:
            own_code = code if depth == len(parts) else ""
            nodes[key] = tree.add(Node(parts[depth - 1], parent=above, code=own_code))
        above = nodes[key]


def _from_sheet(tables: Tables) -> UnitTree:
    tree = UnitTree()
    rows: list[UnitRow] = []
    for row in tables.units:
        parts = path_parts(row.unit)
        if not parts:
            continue
        if len(parts) > 1 and not row.parent:
            row = row.having({UnitRow.parent: SEPARATOR.join(parts[:-1])})
        rows.append(row.having({UnitRow.unit: parts[-1]}))
        tree.add(Node.of(row, parts[-1]))
    rows = _without_government(tree, rows)
    _anchor(tree, rows)
    _hang(tables, tree, rows)
    _report_loops(tables, tree)
    _report_doubles(tables, tree)
    return tree


def _without_government(tree: UnitTree, rows: list[UnitRow]) -> list[UnitRow]:
    """An agency is a root: what hangs under the government as a whole hangs under nothing."""
    tops = {
        index
        for index, row in enumerate(rows)
        if not row.agency and GOVERNMENT.match(row.unit) and not (row.parent and tree.called(row.parent))
    }
    return [
        row.having({UnitRow.parent: "", UnitRow.agency: ""})
        if row.parent and tops & set(tree.called(row.parent))
        else row
        for row in rows
    ]


def _anchor(tree: UnitTree, rows: list[UnitRow]) -> None:
    """Find the agency that each row names; one that has no row of its own becomes a root."""
    roots: dict[str, int] = {}
    own = [index for index, row in enumerate(rows) if not row.parent and _is_agency(tree, index, row)]
    for index in own:
        node = tree.nodes[index]
        for name in (node.name, node.short_name, node.code):
            roots.setdefault(fold(name), index)
    for index, row in enumerate(rows):
        if not row.agency or index in own:
            continue
        key = fold(row.agency)
        if key not in roots:
            listed = [other for other in tree.called(row.agency) if other != index]
            roots[key] = listed[0] if listed else tree.add(Node(row.agency))
        tree.nodes[index].anchor = roots[key]


def _is_agency(tree: UnitTree, index: int, row: UnitRow) -> bool:
    return not row.agency or tree.is_called(index, row.agency)


def _hang(tables: Tables, tree: UnitTree, rows: list[UnitRow]) -> None:
    """Find the parent of each row; what only its agency can tell waits until the others hang."""
    waiting = []
    for index, row in enumerate(rows):
        node = tree.nodes[index]
        if not row.parent or (
            node.anchor is not None and node.anchor != index and tree.is_called(node.anchor, row.parent)
        ):
            node.parent = node.anchor
        else:
            waiting.append(index)
    progress = True
    while waiting and progress:
        progress = False
        for index in list(waiting):
            parents = _possible_parents(tree, index, rows[index].parent)
            if len(parents) == 1:
                tree.nodes[index].parent = parents[0]
                waiting.remove(index)
                progress = True
    for index in waiting:
        _report_parent(tables, tree, index, rows[index])


def _possible_parents(tree: UnitTree, index: int, parent: str) -> list[int]:
    anchor = tree.nodes[index].anchor
    units = tree.candidates(parent, None if anchor is None else [anchor])
    others = [other for other in units if other != index]
    # Naming nobody but itself is a loop, reported as such.
    return others or units


def _report_parent(tables: Tables, tree: UnitTree, index: int, row: UnitRow) -> None:
    # The tree of another system begins below something that is not in the file.
    if any(normal(label) == "idatasan" for label in tables.grids[UNITS.name].aliased) and not tree.called(
        row.parent
    ):
        return
    try:
        tree.nodes[index].parent = tree.resolve(row.parent, row.agency, column=UnitRow.parent)
    except UnknownUnitError as error:
        if error.column == UnitRow.parent:
            tables.issues.append(
                tables.issue(error.code, row, error.column, error.message, error.needed, error.found)
            )


def _report_loops(tables: Tables, tree: UnitTree) -> None:
    """A unit above itself: told once per loop, at its first row; the loop is cut there."""
    listed = tables.grids[UNITS.name]
    for index, node in enumerate(tree.nodes):
        line = tree.line(index)
        if node.parent is None or tree.nodes[line[-1]].parent != index:
            continue
        names = SEPARATOR.join(tree.nodes[step].name for step in (*line, index))
        message = _("The units hang in a circle: {names}.").format(names=names)
        needed = _("Correct the column “Induk” of one of them.")
        parent = tree.nodes[node.parent].name
        tables.issues.append(listed.issue("unit-loop", node.row, UnitRow.parent, message, needed, parent))
        node.parent = None


def _report_doubles(tables: Tables, tree: UnitTree) -> None:
    listed = tables.grids[UNITS.name]
    paths: dict[str, int] = {}
    codes: dict[str, int] = {}
    for index, node in enumerate(tree.nodes):
        if not node.row:
            continue
        path, code = fold(tree.path(index)), fold(node.code)
        first = paths.setdefault(path, index)
        if first != index:
            message = _("The unit “{path}” stands twice, first in {cell}.").format(
                path=tree.path(index), cell=listed.ref(tree.nodes[first].row, UnitRow.unit).cell
            )
            needed = _("Remove one row, or give the units different names.")
            tables.issues.append(
                listed.issue("unit-doubled", node.row, UnitRow.unit, message, needed, node.name)
            )
        first = codes.setdefault(code, index) if code else index
        if first != index:
            message = _("The code “{code}” stands twice, first in {cell}.").format(
                code=node.code, cell=listed.ref(tree.nodes[first].row, UnitRow.code).cell
            )
            needed = _("Give every unit a code of its own.")
            tables.issues.append(
                listed.issue("unit-code-doubled", node.row, UnitRow.code, message, needed, node.code)
            )
