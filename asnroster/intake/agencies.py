"""The agency of a list that names none: from its title, from units that bear an agency's name, or after the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from asnroster.domain.groups import fold, path_parts
from asnroster.domain.problem import Assumption, Confidence
from asnroster.intake.grid import Grid
from asnroster.intake.places import agency_of_titles, bears_agency
from asnroster.intake.schema import STAFF
from asnroster.intake.tables import Tables
from asnroster.intake.units import Node, UnitTree
from asnroster.intake.vocabulary import spaced
from asnroster.words import _

KEY = "OPD"
_DISTRICT, _VILLAGE = re.compile(r"^ kec(?:amatan)? "), re.compile(r"^ kel(?:urahan)? ")
_HEALTH_OFFICE = re.compile(r"^ (?:dinas kesehatan|dinkes) ")
_HEALTH_UNIT = re.compile(r"^ (?:(?:uptd?|blud) )?(?:puskesmas|pkm|rsud|rsu|rumah sakit) ")


def assume_agencies(tables: Tables, tree: UnitTree) -> None:
    """Hang the units of a list without OPD below an agency, and list what is assumed; a tree of its own is left alone."""
    if tree.listed or any(row.agency for row in tables.staff):
        _carry(tables, tree)
        return
    tops = [index for index, node in enumerate(tree.nodes) if node.parent is None]
    place = _assumed_place(tables)
    if place is not None:
        bears = [index for index in tops if tree.is_called(index, place.place)]
        _gather(tables, tree, tops, bears, place.place, place.place_ground, "low")
        return
    named = [index for index in tops if bears_agency(tree.nodes[index].name)]
    title = _title(tables)
    bears = [index for index in tops if title and tree.is_called(index, title)]
    if len(tops) < 2 and (not title or bears):
        return
    # Units that are whole agencies make the title that of whoever wrote the list.
    if title and (bears or not named):
        ground = _("the title of the list: “{title}”").format(title=title)
        _gather(tables, tree, tops, bears, title, ground, "medium")
    elif len(named) == 1:
        ground = _("the only unit with an agency's name")
        _gather(tables, tree, tops, named, tree.nodes[named[0]].name, ground, "medium")
    else:
        _sort(tables, tree, tops, named)


def _assumed_place(tables: Tables) -> Grid | None:
    """The sheet of people whose unit only its title's or its file's words tell, if there is one."""
    grid = tables.grids.get(STAFF.name)
    parts = (grid.parts or (grid,)) if grid is not None else ()
    return next((part for part in parts if part.place_ground), None)


def _carry(tables: Tables, tree: UnitTree) -> None:
    """An import has written down what it assumed: the question stands until it is answered."""
    for answer in tables.answers.rows:
        if answer.subject != KEY:
            continue
        agency = next((i for i in tree.called(answer.assumed) if tree.nodes[i].parent is None), None)
        if agency is not None:
            row = Assumption(
                "agency",
                KEY,
                answer.assumed,
                answer.ground,
                "medium",
                len(tables.staff),
                answer.agreed,
                answer.right if answer.agreed is False else "",
            )
            tables.assumptions.append(row)
            tree.nodes[agency].name = row.right or tree.nodes[agency].name
            tree.nodes[agency].kept = row.agreed is False and not row.right


def _title(tables: Tables) -> str:
    grid = tables.grids.get(STAFF.name)
    parts = (grid.parts or (grid,)) if grid is not None else ()
    agencies = {agency_of_titles(part.titles) for part in parts}
    return agencies.pop() if len(agencies) == 1 else ""


def _sort(tables: Tables, tree: UnitTree, tops: Sequence[int], named: Sequence[int]) -> None:
    """Several agencies: each unit below the one that its name fits; the rest below one that is named after the file."""
    office = next((index for index in named if _HEALTH_OFFICE.match(spaced(tree.nodes[index].name))), None)
    district: int | None = None
    below: dict[int, list[int]] = {}
    rest = []
    for index in tops:
        name = spaced(tree.nodes[index].name)
        district = index if _DISTRICT.match(name) else district
        if _VILLAGE.match(name) and district is not None:
            below.setdefault(district, []).append(index)
        elif _HEALTH_UNIT.match(name) and office is not None:
            below.setdefault(office, []).append(index)
        elif index not in named:
            rest.append(index)
    for above, units in below.items():
        _hang(tables, tree, above, units)
    if rest and (named or len(rest) > 1):
        name = PurePath(tables.grids[STAFF.name].file).stem.replace("_", " ").strip()
        ground = _("the file's name; no line and no column names an agency")
        _gather(tables, tree, rest, [], name, ground, "low")


def _hang(tables: Tables, tree: UnitTree, above: int, units: Sequence[int]) -> None:
    name = tree.nodes[above].name
    listed = ", ".join(tree.nodes[index].name for index in units[:3]) + (" …" if len(units) > 3 else "")
    row = tables.answers.settled(
        Assumption(
            "agency",
            f"{KEY}: {name}",
            _("{count} units below it: {units}").format(count=len(units), units=listed),
            _("the order of the list and the units' names"),
            "medium",
        ),
    )
    tables.assumptions.append(row)
    for index in units:
        if row.agreed is False:
            tree.nodes[index].kept = not row.right
        else:
            tree.nodes[index].parent = above


def _gather(
    tables: Tables,
    tree: UnitTree,
    tops: Sequence[int],
    bears: Sequence[int],
    name: str,
    ground: str,
    confidence: Confidence,
) -> None:
    """Put all of ``tops`` below one agency, which is one of them or new; an answer may name another."""
    names = {fold(tree.nodes[index].name) for index in tops}
    count = sum(fold(path_parts(row.unit)[0]) in names for row in tables.staff if path_parts(row.unit))
    row = tables.answers.settled(Assumption("agency", KEY, name, ground, confidence, count))
    tables.assumptions.append(row)
    answer = tables.answers.to(KEY)
    chosen = row.right or (answer.assumed if answer and row.agreed and answer.assumed else name)
    bearing = [index for index in tops if tree.is_called(index, chosen)] or (
        list(bears) if chosen == name else []
    )
    agency = bearing[0] if bearing else tree.add(Node(chosen))
    for index in tops:
        if index != agency:
            tree.nodes[index].parent = agency
    tree.nodes[agency].kept = row.agreed is False and not row.right
