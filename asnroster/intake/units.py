"""The tree of units: built from the sheet Unit or from the staff, and every way to name a unit in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asnroster.domain.calendar import MONDAY_TO_FRIDAY
from asnroster.domain.groups import SEPARATOR, fold, path_parts
from asnroster.domain.problem import Unit
from asnroster.errors import did_you_mean
from asnroster.intake.schema import UNITS, StaffRow, UnitRow
from asnroster.words import _

_LISTED = 10


class UnknownUnitError(Exception):
    """A unit that cannot be told: the column at fault, a stable code, what is wrong, what would do."""

    def __init__(self, column: str, code: str, message: str, needed: str, found: str) -> None:
        self.column, self.code, self.message, self.needed, self.found = column, code, message, needed, found
        super().__init__(message)


_UNLISTED = UnitRow((0, *(column.kind.empty for column in UNITS.columns)))


@dataclass
class Node:
    """A unit in the making.

    Attributes:
        given: its row of the sheet Unit, an empty one for a unit that is only named by others.
        code: its own, or that by which the staff know it.
        sector: as given, then as assumed.
        anchor: node that its OPD cell names, None without.
        kept: whether an answer in the sheet Konfirmasi keeps its people in the office.
    """

    name: str
    given: UnitRow = _UNLISTED
    code: str = ""
    parent: int | None = None
    anchor: int | None = None
    sector: str = ""
    kept: bool = False

    @classmethod
    def of(cls, row: UnitRow, name: str) -> Node:
        """The node of a row of the sheet Unit."""
        return cls(name, row, row.code, sector=row.sector)

    @property
    def row(self) -> int:
        """The number of its row, 0 without one."""
        return self.given.row

    @property
    def short_name(self) -> str:
        """As given."""
        return self.given.short_name


@dataclass
class UnitTree:
    """Units and their names; parents may still be missing while it is built.

    Attributes:
        listed: whether the units have a sheet of their own, so that codes and names are theirs; otherwise each
            OPD and Unit of the staff is a unit, and a direct child of the OPD is meant before a deeper one.
        twins: folded codes that alone tell apart what the staff calls by one name.
    """

    listed: bool = True
    nodes: list[Node] = field(default_factory=list)
    twins: set[str] = field(default_factory=set)
    _by_name: dict[str, list[int]] = field(default_factory=dict)
    _by_short: dict[str, list[int]] = field(default_factory=dict)
    _by_code: dict[str, list[int]] = field(default_factory=dict)

    def add(self, node: Node) -> int:
        """Take a unit in.

        Returns:
            its index.
        """
        index = len(self.nodes)
        self.nodes.append(node)
        for names, text in (
            (self._by_name, node.name),
            (self._by_short, node.short_name),
            (self._by_code, node.code),
        ):
            if text:
                names.setdefault(fold(text), []).append(index)
        return index

    def line(self, index: int) -> list[int]:
        """The unit and those above it, nearest first; ends at a loop."""
        steps: list[int] = []
        current: int | None = index
        while current is not None and current not in steps:
            steps.append(current)
            current = self.nodes[current].parent
        return steps

    def path(self, index: int) -> str:
        """``OPD > Bidang > Seksi``."""
        return SEPARATOR.join(self.nodes[step].name for step in reversed(self.line(index)))

    def within(self, index: int, above: Iterable[int]) -> bool:
        """Whether a unit is one of ``above``, lies below one, or names one as its OPD."""
        chosen = set(above)
        return any(step in chosen or self.nodes[step].anchor in chosen for step in self.line(index))

    def called(self, text: str) -> list[int]:
        """Units of that code, else of that name, else of that short name."""
        key = fold(text)
        return self._by_code.get(key) or self._by_name.get(key) or self._by_short.get(key) or []

    def is_called(self, index: int, text: str) -> bool:
        """Whether a unit has that name, short name or code."""
        node = self.nodes[index]
        return fold(text) in (
            fold(node.name),
            fold(node.short_name or node.name),
            fold(node.code or node.name),
        )

    def agencies(self, text: str) -> list[int]:
        """Units that an OPD cell may mean: roots first."""
        units = self.candidates(text)
        return [index for index in units if self.nodes[index].parent is None] or units

    def candidates(self, text: str, agency: Sequence[int] | None = None) -> list[int]:
        """Units that a name, short name, code or path can mean, within an agency if one is given."""
        parts = path_parts(text) or [text]
        units = self.called(text) or self.called(parts[-1])
        if agency is not None:
            # A unit that bears the agency's own name is the agency.
            own = [index for index in agency if index in units]
            if own and len(parts) == 1:
                return own
            units = [index for index in units if self.within(index, agency)]
        if len(parts) > 1:
            whole = [index for index in units if self._matches(index, parts, whole=True)]
            units = whole or [index for index in units if self._matches(index, parts, whole=False)]
        return units

    def _matches(self, index: int, parts: Sequence[str], *, whole: bool) -> bool:
        line = self.line(index)
        if len(line) < len(parts) or (whole and len(line) != len(parts)):
            return False
        return all(self.is_called(step, part) for step, part in zip(line, reversed(parts), strict=False))

    def resolve(self, text: str, agency: str = "", code: str = "", *, column: str = StaffRow.unit) -> int:
        """The one unit that the cells mean.

        Args:
            text: name, short name, code or path.
            agency: the OPD, told the same ways; empty when not given.
            code: the unit's code, which tells units of one name apart where units have codes.
            column: the column that ``text`` stands in.

        Raises:
            UnknownUnitError: when no unit or several units are meant.
        """
        if code and self.listed and self._by_code:
            return self._coded(code, text, column)
        if fold(code) in self.twins:
            return self._by_code[fold(code)][0]
        inside = None
        if agency:
            inside = self.agencies(agency)
            if not inside:
                raise self._unknown(
                    StaffRow.agency, agency, (node.name for node in self.nodes if node.parent is None)
                )
        units = self.candidates(text, inside)
        if len(units) > 1 and not self.listed:
            units = [index for index in units if self.nodes[index].parent in (inside or ())] or units
        # Units that share their whole path are reported as doubled, once, where they stand.
        if len({fold(self.path(index)) for index in units}) == 1:
            return units[0]
        if units:
            raise self._ambiguous(column, text, units)
        named = (index for index in range(len(self.nodes)) if inside is None or self.within(index, inside))
        raise self._unknown(column, text, (self.nodes[index].name for index in named))

    def _coded(self, code: str, text: str, column: str) -> int:
        """The unit of a code; a name beside it must be its name, for one of both could be a slip."""
        coded = self._by_code.get(fold(code), [])
        if not coded:
            raise self._unknown(StaffRow.unit_code, code, (node.code for node in self.nodes if node.code))
        if text and coded[0] not in self.candidates(text):
            if not self.candidates(text):
                raise self._unknown(column, text, (self.nodes[index].name for index in coded))
            message = _("“{found}” is not the unit of code {code}, “{name}”.").format(
                found=text, code=code, name=self.nodes[coded[0]].name
            )
            raise UnknownUnitError(
                column, "unit-contradiction", message, _("Correct the name or the code."), text
            )
        return coded[0]

    def _unknown(self, column: str, text: str, words: Iterable[str]) -> UnknownUnitError:
        message = _("There is no unit “{found}”.").format(found=text)
        return UnknownUnitError(column, "unit-unknown", message, did_you_mean(text, words), text)

    def _ambiguous(self, column: str, text: str, units: Sequence[int]) -> UnknownUnitError:
        message = _("“{found}” may mean {count} units.").format(found=text, count=len(units))
        paths = "; ".join(self._told_apart(index) for index in units[:_LISTED]) + (
            " …" if len(units) > _LISTED else ""
        )
        needed = _("Name the OPD, the unit's code, or the whole path: {paths}.").format(paths=paths)
        return UnknownUnitError(column, "unit-ambiguous", message, needed, text)

    def _told_apart(self, index: int) -> str:
        code = self.nodes[index].code
        return f"{self.path(index)} ({code})" if code else self.path(index)

    def finished(self) -> tuple[tuple[Unit, ...], list[int]]:
        """Units in tree order with what they inherit.

        Returns:
            the units, parents before children and siblings in the order of the sheet; and for each node its
            index among them.
        """
        children: list[list[int]] = [[] for _node in self.nodes]
        roots = []
        for index, node in enumerate(self.nodes):
            if node.parent is None:
                roots.append(index)
            else:
                children[node.parent].append(index)
        units: list[Unit] = []
        position = [0] * len(self.nodes)
        waiting: list[tuple[int, int | None]] = [(root, None) for root in reversed(roots)]
        while waiting:
            index, parent = waiting.pop()
            position[index] = len(units)
            units.append(_unit(self.nodes[index], len(units), parent, units))
            waiting += [(child, position[index]) for child in reversed(children[index])]
        return tuple(units), position


def _unit(node: Node, index: int, parent: int | None, units: Sequence[Unit]) -> Unit:
    row = node.given
    above = units[parent] if parent is not None else None
    inherited = (above.sector, above.building, above.workdays) if above else ("", "", MONDAY_TO_FRIDAY)
    scenario = row.scenario or (above.scenario if above else "")
    return Unit(
        node.name,
        f"{above.path}{SEPARATOR}{node.name}" if above else node.name,
        above.agency if above else index,
        parent,
        node.code,
        node.short_name,
        node.sector or inherited[0],
        row.building or inherited[1],
        row.workdays if row.workdays is not None else inherited[2],
        row.min_office,
        row.max_home_share,
        scenario,
        row.signer,
    )
