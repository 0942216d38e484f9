"""The smallest relaxations: for each rule of a clash what it would have to give, each proved by a roster."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from asnroster.domain.problem import UNDECIDED
from asnroster.engine.clash import Core
from asnroster.engine.elastic import Found, Question
from asnroster.engine.ground import Allowed, Ground
from asnroster.engine.posting import Row

WORK = 1.0  # deterministic seconds for each question
SMALL = 600  # cells of a part in which all may change; in a larger one only those near the clash
# A figure that stands for several days is changed once: the largest change counts before their sum.
FIGURE = 1_000


@dataclass(frozen=True)
class Cure:
    """One rule gives way so far that a clash is gone.

    Attributes:
        missed: rows of the rule, and by how much each is missed.
        modes: a roster that keeps every other row of the part.
    """

    rule: int
    missed: tuple[tuple[Row, int], ...]
    modes: Mapping[int, int]

    @property
    def amount(self) -> int:
        """By how much it gives way in all."""
        return sum(amount for _, amount in self.missed)


@dataclass
class Relaxing:
    """Finds cures for the clashes of a part, one after another.

    Attributes:
        ground: the rows of the part.
        modes: cell -> mode of a roster of the whole case; after each clash one that has it cured.
        allowed: what this roster misses.
        cells: the free cells of the part.
    """

    ground: Ground
    modes: list[int]
    allowed: dict[int, int]
    cells: Sequence[int]
    _whole: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        self._whole = frozenset(self.cells)

    def cures(self, core: Core) -> list[Cure]:
        """For each rule of a clash the least that it must give, smallest first; the first is then taken as given."""
        others = {key: by for key, by in self.allowed.items() if key not in {id(row) for row in core.missed}}
        found = [cure for rule in core.rules if (cure := self._cure(core, rule, others)) is not None]
        found.sort(key=lambda cure: (cure.amount, cure.rule))
        if found:
            self.allowed = {**others, **{id(row): by for row, by in found[0].missed}}
            for cell, mode in found[0].modes.items():
                self.modes[cell] = mode
        return found

    def _cure(self, core: Core, rule: int, others: Allowed) -> Cure | None:
        giving = [row for row in core.rows if row.rule == rule]
        small = len(self._whole) <= SMALL
        least = self._least(core, giving) if small else 0
        best: Found | None = None
        for region in self._regions(core, giving, widen=small):
            found = self._in_region(region, giving, others)
            if found is not None and (best is None or found.value < best.value):
                best = found
            if best is not None and best.value <= least:
                break
        if best is None:
            # The roster at hand tells what is enough where only this rule is missed in it.
            if any(row.rule != rule for row in core.missed):
                return None
            best = Found({}, 0, proved=False)
        modes = dict(best.modes)
        missed = [(row, row.missed(lambda cell: modes.get(cell, self.modes[cell]))) for row in giving]
        return Cure(rule, tuple((row, by) for row, by in missed if by), modes)

    def _regions(self, core: Core, giving: Sequence[Row], *, widen: bool) -> Iterator[frozenset[int]]:
        """Cells that may change: first those of the clash, then the whole part."""
        own = {cell for row in (*core.rows, *core.missed) for cell in row.cells if cell in self._whole}
        own |= {row.cells[0] for row in giving if len(row.cells) == 1}
        yield frozenset(own)
        if widen and not self._whole <= own:
            yield frozenset(own | self._whole)

    def _least(self, core: Core, giving: Sequence[Row]) -> int:
        """What no roster can spare, by the clash alone."""
        question = Question(self.ground.case.problem.days, None, self.ground.seed, WORK)
        own = set(map(id, giving))
        for row in core.rows:
            if id(row) not in own:
                question.keep(row)
        _price(question, giving)
        found = question.answer()
        return found.value if found is not None and found.proved else 0

    def _in_region(self, region: frozenset[int], giving: Sequence[Row], others: Allowed) -> Found | None:
        """The least that these rows give while every row near keeps what it must; all else stays as it is."""
        known = list(self.modes)
        for cell in region:
            known[cell] = UNDECIDED
        question = Question(self.ground.case.problem.days, known, self.ground.seed, WORK)
        own = set(map(id, giving))
        for row in self.ground.touching(region):
            if id(row) not in own:
                question.keep(row, others.get(id(row), 0))
        _price(question, giving)
        question.hint(self.modes.__getitem__)
        return question.answer()


def _price(question: Question, rows: Sequence[Row]) -> None:
    by_figure: dict[Hashable, list[Row]] = {}
    for row in rows:
        # A mode is a figure by itself; all persons have one figure, each group its own.
        question.cost(row, FIGURE + 1 if row.sense == "mode" else 1)
        if row.sense != "mode":
            by_figure.setdefault((row.where.group, row.sense), []).append(row)
    for alike in by_figure.values():
        question.cost_of_largest(alike, FIGURE)
