"""The smallest relaxations: for each rule of a clash what it would have to give, each proved by a roster."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from asnroster.domain.modes import UNDECIDED
from asnroster.engine import parameters
from asnroster.engine.conflict.clash import Core
from asnroster.engine.conflict.constraint_graph import Allowed, ConstraintGraph
from asnroster.engine.conflict.elastic import ElasticModel, Found
from asnroster.engine.conflict.exceptions import with_exceptions
from asnroster.engine.model.posting import Row
from asnroster.rules.kit.base import FixingRule, Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.verbs import Where

# A figure that stands for several days is changed once: the largest change counts before their sum.
FIGURE = 1_000


@dataclass(frozen=True)
class Correction:
    """One rule gives way so far that a clash is gone.

    Attributes:
        missed: rows of the rule, and by how much each is missed.
        modes: a roster that keeps every other row of the part.
        runs: id of a row that is one window of a run -> days in a row in that roster.
    """

    rule: int
    missed: tuple[tuple[Row, int], ...]
    modes: Mapping[int, int]
    runs: Mapping[int, int] = field(default_factory=dict)

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

    ground: ConstraintGraph
    modes: list[int]
    allowed: dict[int, int]
    cells: Sequence[int]
    _whole: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        self._whole = frozenset(self.cells)

    def cures(self, cores: Sequence[Core]) -> list[list[Correction]]:
        """For each clash and each of its rules the least that it must give, smallest first.

        Every one of them goes together with the first one of every other clash: a roster was found. The
        clashes are gone through until their firsts stay the same; what is not proved with these is left out.
        """
        found: list[list[Correction]] = [[] for _ in cores]
        for _sweep in range(parameters.current.correction_sweeps if len(cores) > 1 else 1):
            firsts = [cures[:1] for cures in found]
            for place, core in enumerate(cores):
                found[place] = self._of_one(core, found[place][:1])
            if all(_same(cures[:1], before) for cures, before in zip(found, firsts, strict=True)):
                return found
        return found if len(cores) == 1 else [cures[:1] for cures in found]

    def _of_one(self, core: Core, before: Sequence[Correction]) -> list[Correction]:
        """The cures of one clash, all else staying as agreed; the first is then taken as given."""
        own = {id(row) for row in core.missed} | {id(row) for cure in before for row, _by in cure.missed}
        others = {key: by for key, by in self.allowed.items() if key not in own}
        cures = [self._cure(core, rule, others, before) for rule in core.rules]
        found = [cure for cure in cures if cure is not None and cure.missed]
        if not found:
            return list(before)
        found.sort(key=lambda cure: (cure.amount, cure.rule))
        self.allowed = {**others, **{id(row): by for row, by in found[0].missed}}
        for cell, mode in found[0].modes.items():
            self.modes[cell] = mode
        return found

    def _cure(
        self, core: Core, rule: int, others: Allowed, before: Sequence[Correction]
    ) -> Correction | None:
        giving = [row for row in core.rows if row.rule == rule]
        small = len(self._whole) <= parameters.current.correction_cells
        best = self._best(core, giving, others, self._least(core, giving) if small else 0)
        if best is None and small:
            # What clashes is not all that must give: the rule's own figure, wherever it stands in this part.
            rows = (row for row in self.ground.rows if row.rule == rule and id(row) not in others)
            wider = {id(row): row for row in (*giving, *rows)}
            giving = list(wider.values())
            best = self._best(core, giving, others, 0)
        if best is None:
            # The roster at hand tells what is enough where only this rule is missed in it.
            missed = [*core.missed, *(row for cure in before for row, _by in cure.missed)]
            if any(row.rule != rule for row in missed):
                return None
            giving = list({id(row): row for row in (*giving, *missed)}.values())
            best = Found({}, 0, proved=False)
        modes = dict(best.modes)
        missing = [(row, row.missed(lambda cell: modes.get(cell, self.modes[cell]))) for row in giving]
        held = self._held(Correction(rule, tuple((row, by) for row, by in missing if by), modes), others)
        if held is None or not self._ends(
            held, [*core.missed, *(row for cure in before for row, _by in cure.missed)], others
        ):
            return None
        return self._with_runs(held)

    def _ends(self, cure: Correction, own: Sequence[Row], others: Allowed) -> bool:
        """Whether the roster with the cure misses nothing but what it gives and what was agreed elsewhere.

        Rows about fixed days alone are no question's: they stay missed where another rule than theirs gives way.
        """
        tuned = parameters.current
        case, given = self.ground.case, {id(row): by for row, by in cure.missed}
        modes = [cure.modes.get(cell, mode) for cell, mode in enumerate(self.modes)]
        near = (
            self.ground.rows
            if len(self._whole) <= tuned.correction_cells
            else self.ground.touching(cure.modes)
        )
        # Bounds that lean on a day that is given up are others then: they were looked at with the exceptions made.
        freed: set[int] = set()
        if isinstance(case.rules[cure.rule], FixingRule):
            freed = {cell for row, _by in cure.missed for cell in row.cells}
        return all(
            row.missed(modes.__getitem__) <= max(given.get(id(row), 0), others.get(id(row), 0))
            for row in {id(row): row for row in (*near, *own)}.values()
            if freed.isdisjoint(row.cells)
        )

    def _held(self, cure: Correction, others: Allowed) -> Correction | None:
        """The cure, where it holds for the case in which its exceptions are made too; None where none is known to."""
        tuned = parameters.current
        case = self.ground.case
        if not isinstance(case.rules[cure.rule], FixingRule):
            return cure
        modes = [cure.modes.get(cell, mode) for cell, mode in enumerate(self.modes)]
        allowed = [(row, others[id(row)]) for row in self.ground.rows if id(row) in others]
        given = [row for row, _by in cure.missed]
        found = with_exceptions(
            case, given, modes, allowed, largest=tuned.correction_cells, seed=self.ground.seed
        )
        return None if found is None else replace(cure, modes={**cure.modes, **found})

    def _with_runs(self, cure: Correction) -> Correction:
        """The cure with the length of each run that is too long: what its rule's own figure would have to be."""
        case = self.ground.case
        mode = case.rules[cure.rule].run_of
        if mode is None:
            return cure
        modes = [cure.modes.get(cell, known) for cell, known in enumerate(self.modes)]
        long = [row for row, _by in cure.missed if row.sense == "at_most"]
        return replace(
            cure,
            runs={id(row): run_length(case, case.rules[cure.rule], row.where, modes, mode) for row in long},
        )

    def _best(self, core: Core, giving: Sequence[Row], others: Allowed, least: int) -> Found | None:
        """The least that these rows give, in the first region that is large enough."""
        tuned = parameters.current
        best: Found | None = None
        for region in self._regions(core, giving, widen=len(self._whole) <= tuned.correction_cells):
            found = self._in_region(region, giving, others)
            if found is not None and (best is None or found.value < best.value):
                best = found
            if best is not None and best.value <= least:
                break
        return best

    def _regions(self, core: Core, giving: Sequence[Row], *, widen: bool) -> Iterator[frozenset[int]]:
        """Cells that may change: first those of the clash, then the whole part."""
        own = {cell for row in (*core.rows, *core.missed) for cell in row.cells if cell in self._whole}
        own |= {row.cells[0] for row in giving if len(row.cells) == 1}
        yield frozenset(own)
        if widen and not self._whole <= own:
            yield frozenset(own | self._whole)

    def _least(self, core: Core, giving: Sequence[Row]) -> int:
        """What no roster can spare, by the clash alone."""
        tuned = parameters.current
        question = ElasticModel(self.ground.case.problem.days, None, self.ground.seed, tuned.correction_work)
        own = set(map(id, giving))
        for row in core.rows:
            if id(row) not in own:
                question.keep(row)
        _price(question, giving)
        found = question.answer()
        return found.value if found is not None and found.proved else 0

    def _in_region(self, region: frozenset[int], giving: Sequence[Row], others: Allowed) -> Found | None:
        """The least that these rows give while every row near keeps what it must; all else stays as it is."""
        tuned = parameters.current
        known = list(self.modes)
        for cell in region:
            known[cell] = UNDECIDED
        question = ElasticModel(self.ground.case.problem.days, known, self.ground.seed, tuned.correction_work)
        own = set(map(id, giving))
        for row in self.ground.touching(region):
            if id(row) not in own:
                question.keep(row, others.get(id(row), 0))
        _price(question, giving)
        question.hint(self.modes.__getitem__)
        return question.answer()


def _price(question: ElasticModel, rows: Sequence[Row]) -> None:
    by_figure: dict[Hashable, list[Row]] = {}
    for row in rows:
        # A mode is a figure by itself; all persons have one figure, each group its own.
        question.cost(row, FIGURE + 1 if row.sense == "mode" else 1)
        if row.sense != "mode":
            by_figure.setdefault((row.where.group, row.sense), []).append(row)
    for alike in by_figure.values():
        question.cost_of_largest(alike, FIGURE)


def _same(one: Sequence[Correction], other: Sequence[Correction]) -> bool:
    given = [
        [(cure.rule, [(id(row), by) for row, by in cure.missed]) for cure in cures] for cures in (one, other)
    ]
    return given[0] == given[1]


def run_length(case: Case, rule: Rule, where: Where, modes: Sequence[int], mode: int) -> int:
    """How many working days in a row a person has a mode around a day, over stints and known days before the horizon."""
    person, history = where.person or 0, case.problem.history
    line: list[int] = []
    if history is not None:
        held = history.working[person] & rule.in_force_on(history.dates)
        line = [int(told) for told, counts in zip(history.modes[person], held, strict=True) if counts]
    days = [day for day in case.days(rule) if case.joined.working[person, day]]
    at = len(line) + days.index(where.day or 0)
    line += [modes[cell] for cell in case.person_cells(person, days)]
    before = list(takewhile(lambda told: told == mode, reversed(line[: at + 1])))
    return len(before) + len(list(takewhile(lambda told: told == mode, line[at + 1 :])))
