"""Which rows clash: from each miss of the least broken roster to a small set that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from asnroster.engine import parameters
from asnroster.engine.conflict.constraint_graph import Allowed, ConstraintGraph, components, shrink
from asnroster.engine.model.posting import Row


@dataclass(frozen=True)
class Core:
    """Rows that cannot hold together; without those of any one rule they could.

    Attributes:
        rows: what clashes.
        missed: the misses of the least broken roster that this clash is the reason of.
    """

    rows: tuple[Row, ...]
    missed: tuple[Row, ...]

    @property
    def rules(self) -> tuple[int, ...]:
        """Indices of the rules, ascending."""
        return tuple(sorted({row.rule for row in self.rows}))


def cores(
    ground: ConstraintGraph, misses: Sequence[tuple[Row, int]], stopped: Callable[[], bool]
) -> list[Core]:
    """Every clash that the least broken roster shows, those of the same rules and groups as one.

    Args:
        ground: the rows of the part.
        misses: rows that its least broken roster misses, and by how much.
        stopped: asked between questions; once true, what is known so far is given.
    """
    amounts = {id(row): amount for row, amount in misses}
    found: list[Core] = []
    told: set[int] = set()
    fruitless = 0
    for row, _amount in sorted(misses, key=_order):
        if id(row) in told or stopped() or fruitless == parameters.current.fruitless_misses:
            continue
        others = {key: amount for key, amount in amounts.items() if key != id(row)}
        patterns = [core.rules for core in reversed(found) if row.rule in core.rules]
        core = _explored(ground, row, others, list(dict.fromkeys(patterns)), [r for r, _ in misses])
        if core is None:
            fruitless += 1
        else:
            found.append(core)
            told.update(id(one) for one in core.missed)
    if misses and not found and not stopped():
        found += _of_the_whole(ground, [row for row, _ in misses])
    return _merged(ground, found)


def _order(miss: tuple[Row, int]) -> tuple[bool, int, str, int, int]:
    where = miss[0].where
    return (
        where.person is not None, miss[0].rule, where.group or "",
        -1 if where.day is None else where.day, -1 if where.week is None else where.week,
    )  # fmt: skip


def _explored(
    ground: ConstraintGraph,
    row: Row,
    others: Allowed,
    patterns: Sequence[tuple[int, ...]],
    missed: Sequence[Row],
) -> Core | None:
    """The clash behind one miss, the other misses being allowed; what clashed elsewhere is tried first."""
    for rules in (*patterns, None):
        for rows in ground.around(row, rules):
            if ground.impossible(rows, others):
                return _minimal(ground, rows, others, row, missed)
    return None


def _of_the_whole(ground: ConstraintGraph, missed: Sequence[Row]) -> list[Core]:
    """One clash at least, where no single miss could be shown to be the reason of one."""
    rows = list({id(one): one for row in missed for one in list(ground.around(row))[-1]}.values())
    if not ground.impossible(rows, {}):
        return []
    return [Core(tuple(_smallest(ground, rows, {}, missed[0])), tuple(missed))]


def _minimal(
    ground: ConstraintGraph, rows: list[Row], others: Allowed, row: Row, missed: Sequence[Row]
) -> Core:
    rows = _smallest(ground, rows, others, row)
    concerned = {id(row), *map(id, rows)}
    if any(id(one) in others for one in rows):
        # Held in full, the others may clash without some of the rows that were needed while they gave way.
        rows = _smallest(ground, rows, {}, row)
        concerned |= set(map(id, rows))
    return Core(tuple(rows), tuple(one for one in missed if id(one) in concerned))


def _smallest(ground: ConstraintGraph, rows: list[Row], allowed: Allowed, row: Row) -> list[Row]:
    """Leave out whole rules, then elements, then all that does not hang together with the clash."""
    by_rule: dict[int, list[Row]] = {}
    for one in rows:
        by_rule.setdefault(one.rule, []).append(one)
    # The rule that was missed is left out last, and of rules that fix the same days the first one stays.
    order = sorted(by_rule, key=lambda rule: (rule == row.rule, -_precedence(ground, rule), rule))

    among = ground.among(rows, allowed)

    def rules_clash(rules: list[int]) -> bool:
        return among.impossible([one for rule in rules for one in by_rule[rule]])

    kept = set(shrink(order, rules_clash))
    rows = _connected(ground, [one for one in rows if one.rule in kept], allowed)
    rows = _left_out(ground, rows, ground.day, allowed, row)
    if len(rows) <= parameters.current.element_rows:
        rows = _left_out(ground, rows, ground.element, allowed, row)
    return rows


def _left_out(
    ground: ConstraintGraph, rows: list[Row], name: Callable[[Row], Hashable], allowed: Allowed, row: Row
) -> list[Row]:
    """Leave out what is named alike, as long as the rest is impossible; what the missed row belongs to last."""
    named: dict[Hashable, list[Row]] = {}
    for one in rows:
        named.setdefault(name(one), []).append(one)

    if len(named) == 1:
        return rows
    among = ground.among(rows, allowed)

    def clash(names: list[Hashable]) -> bool:
        return among.impossible([one for key in names for one in named[key]])

    names = shrink(sorted(named, key=lambda key: any(one is row for one in named[key])), clash)
    return _connected(ground, [one for key in names for one in named[key]], allowed)


def _precedence(ground: ConstraintGraph, rule: int) -> int:
    precedence = ground.case.rules[rule].precedence
    return -1 if precedence is None else precedence


def _connected(ground: ConstraintGraph, rows: list[Row], allowed: Allowed) -> list[Row]:
    """The first rows that hang together and are impossible by themselves."""
    pieces = components([row.cells for row in rows])
    if len(pieces) == 1:
        return rows
    # The largest one first: single persons beside a group seldom clash by themselves.
    for piece in sorted(pieces, key=lambda piece: -len(piece)):
        mine = [rows[index] for index in piece]
        if ground.impossible(mine, allowed):
            return mine
    return rows


def _merged(ground: ConstraintGraph, found: Sequence[Core]) -> list[Core]:
    """Clashes of the same rules and groups (or person) on several days as one, then persons of the same days."""
    for alike in (_place, _time):
        same: dict[Hashable, list[Core]] = {}
        for core in found:
            same.setdefault(alike(core), []).append(core)
        found = [core for several in same.values() for core in _joined(ground, several)]
    return list(found)


def _groups(core: Core) -> frozenset[str | None]:
    return frozenset(row.where.group for row in core.rows if row.where.person is None)


def _place(core: Core) -> Hashable:
    groups = _groups(core)
    return core.rules, groups, frozenset() if groups else frozenset(row.where.person for row in core.rows)


def _time(core: Core) -> Hashable:
    when = frozenset((row.rule, row.where.day, row.where.week) for row in core.rows)
    return core.rules, _groups(core), when


def _joined(ground: ConstraintGraph, several: Sequence[Core]) -> Sequence[Core]:
    """All as one, unless something besides would clash in it without one of the rules."""
    if len(several) == 1:
        return several
    rows = list({id(row): row for core in several for row in core.rows}.values())
    if len(components([row.cells for row in rows])) < len(several):
        among = ground.among(rows, {})
        for rule in several[0].rules:
            if among.impossible(row for row in rows if row.rule != rule):
                return several
    missed = {id(row): row for core in several for row in core.missed}.values()
    return [Core(tuple(rows), tuple(missed))]
