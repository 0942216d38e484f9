"""Assumptions on units and people where the data say nothing, and the user's answers laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asnroster.domain.groups import fold
from asnroster.domain.problem import DOUBT, Assumption, CellRef, Confidence, Person, Unit, normal_echelon
from asnroster.domain.sectors import SECTORS
from asnroster.errors import Issue
from asnroster.intake.columns import AnyColumn
from asnroster.intake.echelons import EchelonGuess, Place, echelon_of
from asnroster.intake.people import Staff
from asnroster.intake.schema import CONFIRM, STAFF, UNITS, ConfirmRow, StaffRow, UnitRow
from asnroster.intake.stints import is_active
from asnroster.intake.tables import Tables
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import AWAY, KEPT, NO, YES, is_kept, sector_of, sector_of_posts
from asnroster.words import Text, _

CONFIDENCE = {
    "high": Text("high", "tinggi"),
    "medium": Text("medium", "sedang"),
    "low": Text("low", "rendah"),
}
NO_WORD = Text("no word of a direct service in its name", "tidak ada kata layanan langsung pada namanya")
POST_KEY = StaffRow.position
_NO_ECHELON = ("", "-", "tidak ada", "none", "non", "non eselon", "no echelon")


def confirm_cells(row: Assumption) -> dict[AnyColumn, str]:
    """An assumption as a row of the sheet Konfirmasi."""
    return {
        ConfirmRow.subject: row.subject,
        ConfirmRow.assumed: row.assumed,
        ConfirmRow.ground: row.ground,
        ConfirmRow.confidence: str(CONFIDENCE[row.confidence]),
        ConfirmRow.agreed: "" if row.agreed is None else str(YES if row.agreed else NO),
        ConfirmRow.right: row.right,
    }


def most_doubtful_first(assumptions: Sequence[Assumption]) -> tuple[Assumption, ...]:
    """Assumptions in the order of the sheet Konfirmasi: open ones first, the least sure, then those of most people.

    Of equally sure ones first that which lets people go home: an administrasi that no word tells.
    """
    return tuple(
        sorted(
            dict.fromkeys(assumptions),
            key=lambda row: (
                not row.open,
                DOUBT.index(row.confidence),
                row.kind != "sector",
                row.assumed not in AWAY,
                -row.people,
            ),
        )
    )


class SectorSearch:
    """Gives every unit that has people a sector: its own, one above it, or one that is assumed."""

    def __init__(self, tables: Tables, tree: UnitTree) -> None:
        self._tables, self._tree = tables, tree
        self._posts: list[list[str]] = [[] for _node in tree.nodes]
        self._people = [0] * len(tree.nodes)
        self._answers: dict[int, ConfirmRow] = {}
        self._place_people()
        self._match_answers()

    def _place_people(self) -> None:
        units: dict[tuple[str, str, str], int | None] = {}
        lines: dict[int, list[int]] = {}
        for row in self._tables.staff:
            place = (row.unit, row.agency, row.unit_code)
            if place not in units:
                try:
                    units[place] = self._tree.resolve(*place)
                except UnknownUnitError:
                    units[place] = None  # told where people are placed
            node = units[place]
            if node is None or not is_active(row.legal_status):
                continue
            self._posts[node].append(row.position)
            for above in lines.get(node) or lines.setdefault(node, self._tree.line(node)):
                self._people[above] += 1

    def _match_answers(self) -> None:
        whole = {fold(self._tree.path(index)): index for index in range(len(self._tree.nodes))}
        for row in self._tables.answers.rows:
            index = whole.get(fold(row.subject))
            if index is None and not row.subject.isdigit():
                try:
                    index = self._tree.resolve(row.subject)
                except UnknownUnitError:
                    continue
            if index is not None:
                self._answers[index] = row

    def run(self) -> None:
        """Fill in ``sector`` of the tree's nodes and list what was assumed."""
        sectors: dict[int, tuple[str, bool, Confidence]] = {}
        order = sorted(range(len(self._tree.nodes)), key=lambda index: len(self._tree.line(index)))
        for index in order:
            node = self._tree.nodes[index]
            above = sectors.get(node.parent) if node.parent is not None else None
            row = self._row(index, above) if self._people[index] else None
            if row is not None:
                self._take(index, row)
            if node.sector:
                sectors[index] = (node.sector, row is None or not row.open, row.confidence if row else "high")
            elif above is not None:
                sectors[index] = above
        if any(node.sector for node in self._tree.nodes):
            self._tables.columns = {*self._tables.columns, (UNITS.name, UnitRow.sector)}

    def _row(self, index: int, above: tuple[str, bool, Confidence] | None) -> Assumption | None:
        """The assumption about a unit's sector, with its answer; None where the data or the units above tell it."""
        node, answer = self._tree.nodes[index], self._answers.get(index)
        guess = None if node.sector else self._guess(index, above)
        if (
            guess is None
            and answer is not None
            and (not node.sector or fold(node.sector) == fold(answer.assumed))
        ):
            # An earlier import filled it in, or the user adds a row: it stands as the sheet has it.
            if not answer.assumed or (not node.sector and answer.agreed is None):
                return None
            guess = (answer.assumed, _confidence(answer.confidence), answer.ground)
        if guess is None:
            return None
        sector, confidence, ground = guess
        agreed, right = (None, "") if answer is None else (answer.agreed, answer.right)
        if answer is not None and agreed and answer.assumed:
            sector = answer.assumed
        return Assumption(
            "sector", self._tree.path(index), sector, ground, confidence, self._people[index], agreed,
            right if agreed is False else "", self._tables.grids[UNITS.name].ref(node.row, UnitRow.sector) if node.row else CellRef(),
        )  # fmt: skip

    def _guess(
        self, index: int, above: tuple[str, bool, Confidence] | None
    ) -> tuple[str, Confidence, str] | None:
        node = self._tree.nodes[index]
        own = sector_of(node.name) or (sector_of(node.short_name) if node.short_name else None)
        by_name = _("the word “{word}” in its name").format(word=own[2]) if own else ""
        if above is None:
            if own:
                return own[0], own[1], by_name
            return self._by_posts(index, any_one=True) or ("administrasi", "low", str(NO_WORD))
        sector, stated, confidence = above
        if is_kept(sector):
            return None
        if own and own[0] not in AWAY and own[0] != sector:
            if not stated:
                return own[0], own[1], by_name
            if own[1] == "high":
                return own[0], "medium", by_name
        posts = None if stated else self._by_posts(index, any_one=confidence == "low")
        return posts if posts is not None and posts[0] != sector else None

    def _by_posts(self, index: int, *, any_one: bool) -> tuple[str, Confidence, str] | None:
        guess = sector_of_posts(self._posts[index], any_one=any_one)
        return guess and (guess[0], "medium", _("the post “{post}” of its people").format(post=guess[1]))

    def _take(self, index: int, row: Assumption) -> None:
        node = self._tree.nodes[index]
        node.sector = row.assumed
        if row.agreed is False:
            right = _sector(row.right)
            node.sector, node.kept = right or KEPT, right is None
            if right is None and row.right:
                self._tables.notices.append(_unclear(row))
        self._tables.assumptions.append(row)


def _sector(word: str) -> str | None:
    """A sector as the schema spells it; None for any other word: under it nobody would be kept in the office."""
    return next((sector for sector in SECTORS if fold(sector) == fold(word)), None)


def _unclear(row: Assumption) -> Issue:
    """A notice of a right value that is none."""
    message = _("{subject}: “{right}” is not understood; these people stay in the office.").format(
        subject=row.subject, right=row.right
    )
    words = _("an echelon, e.g. III") if row.kind == "echelon" else ", ".join(SECTORS)
    needed = _("Write one of: {names}.").format(names=words)
    return Issue("answer-unclear", message, needed, sheet=CONFIRM.label, found=row.right)


def _confidence(word: str) -> Confidence:
    return next((level for level in DOUBT if fold(word) in map(fold, CONFIDENCE[level])), "low")


def assume_echelons(tables: Tables, staff: Staff, units: Sequence[Unit]) -> None:
    """Give people without an echelon the one that their position tells, and list it post by post."""
    whole = (STAFF.name, StaffRow.echelon) not in tables.columns
    stated = _with_echelon_cell(tables)
    posts: dict[tuple[str, str], list[tuple[int, EchelonGuess]]] = {}
    for index, person in enumerate(staff.people):
        if person.echelon or not person.position or person.key in stated:
            continue
        unit = units[person.unit]
        guess = echelon_of(person.position, person.position_kind, Place(units[unit.agency].name, unit.name))
        if guess is not None and (whole or guess.level != "IV"):
            posts.setdefault((guess.level, guess.title), []).append((index, guess))
    for (level, title), held in posts.items():
        _assume_post(tables, staff, level, title, held)
    if posts:
        tables.columns = {*tables.columns, (STAFF.name, StaffRow.echelon)}


def _with_echelon_cell(tables: Tables) -> set[str]:
    """NIP of those whose cell says something, if only that they have no echelon."""
    cells = tables.grids[STAFF.name].raw.get(StaffRow.echelon) if STAFF.name in tables.grids else None
    if cells is None:
        return set()
    filled = {
        number
        for number, cell in zip(tables.grids[STAFF.name].numbers, cells, strict=True)
        if str(cell).strip()
    }
    return {row.nip for row in tables.staff if row.row in filled}


def _assume_post(
    tables: Tables, staff: Staff, level: str, title: str, held: Sequence[tuple[int, EchelonGuess]]
) -> None:
    """One row for all who hold a post, by their NIP where it is one person; an answer by NIP goes first."""
    spoken = [entry for entry in held if tables.answers.to(staff.people[entry[0]].key) is not None]
    for together in (*([entry] for entry in spoken), [entry for entry in held if entry not in spoken]):
        if not together:
            continue
        first = staff.people[together[0][0]]
        count = len({staff.people[index].key for index, _guess in together})
        subject = first.key if count == 1 else f"{POST_KEY} {title.title()}"
        confidence = min((guess.confidence for _person, guess in together), key=DOUBT.index)
        row = tables.answers.settled(
            Assumption(
                "echelon",
                subject,
                _("Echelon {level}").format(level=level),
                _ground(first, count),
                confidence,
                count,
                name=first.name if count == 1 else "",
            ),
        )
        tables.assumptions.append(row)
        for index, _guess in together:
            staff.people[index] = _with_echelon(tables, staff.people[index], level, row)


def _ground(person: Person, count: int) -> str:
    if count == 1:
        return _("the post “{post}” of {name}").format(post=person.position, name=person.name)
    return _("the post “{post}” and the like, {count} people").format(post=person.position, count=count)


def _with_echelon(tables: Tables, person: Person, level: str, row: Assumption) -> Person:
    if row.agreed is not False:
        answer = tables.answers.to(row.subject)
        said = _echelon(answer.assumed) if answer is not None and row.agreed else None
        return replace(person, echelon=said or level, echelon_assumed=not row.agreed)
    right = _echelon(row.right) if row.right else None
    if right is None:
        if row.right:
            tables.notices.append(_unclear(row))
        tables.columns = {*tables.columns, (STAFF.name, StaffRow.remote_capable)}
        return replace(person, remote_capable=False)
    return replace(person, echelon=right)


def _echelon(words: str) -> str | None:
    """An echelon that an answer names, empty for none; None where it names nothing that is one."""
    bare = fold(words).replace("echelon", "").replace("eselon", "").strip()
    if bare in _NO_ECHELON:
        return ""
    try:
        return normal_echelon(bare)
    except ValueError:
        return None


def keep_refused(
    tables: Tables, tree: UnitTree, staff: Staff, units: Sequence[Unit], position: Sequence[int]
) -> None:
    """Keep everybody in the office whose unit, or one above it, has the answer No without a right value."""
    kept = {position[index] for index, node in enumerate(tree.nodes) if node.kept}
    if not kept:
        return
    for index, person in enumerate(staff.people):
        unit: int | None = person.unit
        while unit is not None:
            if unit in kept:
                staff.people[index] = replace(person, remote_capable=False)
            unit = units[unit].parent
    tables.columns = {*tables.columns, (STAFF.name, StaffRow.remote_capable)}


def idle_answers(tables: Tables) -> list[Issue]:
    """A notice of the answers that speak of nothing in the data any more."""
    subjects = {fold(row.subject) for row in tables.assumptions}
    lost = [
        row.subject
        for row in tables.answers.rows
        if row.agreed is not None and fold(row.subject) not in subjects
    ]
    if not lost:
        return []
    names = ", ".join(f"“{name}”" for name in lost[:5]) + (" …" if len(lost) > 5 else "")
    message = _("{count} answers of the sheet “{sheet}” are not needed any more: {names}.").format(
        count=len(lost), sheet=CONFIRM.label, names=names
    )
    return [Issue("answer-idle", message, "", sheet=CONFIRM.label)]
