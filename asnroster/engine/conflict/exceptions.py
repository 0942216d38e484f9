"""Exceptions tried out: where a rule that fixes days gives some up, every bound that leaned on them is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from asnroster.domain.modes import UNDECIDED
from asnroster.engine import parameters
from asnroster.engine.conflict.elastic import ElasticModel
from asnroster.engine.model.posting import Posting, Row
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.ties import component, neighbours, sub_case
from asnroster.rules.kit.verbs import Where

Place = tuple[int, Where, str]


def with_exceptions(
    case: Case,
    given: Sequence[Row],
    modes: Sequence[int],
    allowed: Iterable[tuple[Row, int]],
    *,
    largest: int,
    seed: int,
) -> Mapping[int, int] | None:
    """Cell -> mode of a roster for the case in which these days are not fixed by their rule any more; None: none found.

    Args:
        case: as it stands.
        given: rows of a fixing rule, a day of a person each, that are given up.
        modes: of every cell, a roster that breaks only these and what is allowed.
        allowed: rows that may be missed besides, and by how much.
        largest: of how many cells another roster is looked for where this one will not do.
        seed: of the solver.
    """
    days = case.problem.days
    cells = [cell for row in given for cell in row.cells]
    concerned = sorted({cell // days for cell in cells})
    exempt = frozenset((row.rule, *divmod(cell, days)) for row in given for cell in row.cells)
    by_place: dict[Place, int] = {}
    for row, by in allowed:
        place = (row.rule, row.where, row.sense)
        by_place[place] = max(by, by_place.get(place, 0))
    near = _Near(case, exempt, neighbours(case, *concerned), by_place)
    if near.kept_by(modes, concerned):
        return {cell: modes[cell] for cell in cells}
    tied = sorted({person for one in concerned for person in component(case, one)})
    return _Near(case, exempt, tied, by_place).answer(modes, seed) if len(tied) * days <= largest else None


class _Near:
    """The hard rows of some people under the exceptions, numbered among them."""

    def __init__(
        self,
        case: Case,
        exempt: frozenset[tuple[int, int, int]],
        people: Sequence[int],
        allowed: Mapping[Place, int],
    ) -> None:
        place = {person: index for index, person in enumerate(people)}
        rules = case.rules
        own = frozenset((rule, place[person], day) for rule, person, day in exempt)
        self.case = Case(sub_case(case, people).problem, rules, own)
        self.people, self.days = people, case.problem.days
        self._rows = [row for row in Posting.of(self.case).rows if rules[row.rule].hard]
        self._allowed = allowed

    def _spared(self, row: Row) -> int:
        person = row.where.person
        where = row.where if person is None else row.where._replace(person=self.people[person])
        return self._allowed.get((row.rule, where, row.sense), 0)

    def kept_by(self, modes: Sequence[int], concerned: Iterable[int]) -> bool:
        """Whether this roster keeps all that is said of the people concerned."""
        own = [modes[person * self.days + day] for person in self.people for day in range(self.days)]
        places = {index for index, person in enumerate(self.people) if person in set(concerned)}
        fixed = self.case.fixed_cells
        if any(
            fixed[cell] not in (UNDECIDED, mode)
            for cell, mode in enumerate(own)
            if cell // self.days in places
        ):
            return False
        touching = (row for row in self._rows if places.intersection(cell // self.days for cell in row.cells))
        return all(row.missed(own.__getitem__) <= self._spared(row) for row in touching)

    def answer(self, modes: Sequence[int], seed: int) -> Mapping[int, int] | None:
        """Another roster of these people, whom nothing ties to anybody else."""
        question = ElasticModel(self.days, self.case.fixed_cells, seed, parameters.current.exception_work)
        for row in self._rows:
            question.keep(row, self._spared(row))
        full = [person * self.days + day for person in self.people for day in range(self.days)]
        question.hint(lambda cell: modes[full[cell]])
        found = question.answer()
        return None if found is None else {full[cell]: mode for cell, mode in found.modes.items()}
