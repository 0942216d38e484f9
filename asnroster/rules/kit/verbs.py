"""The few verbs in which a rule says what it requires. The engine implements them.

Hard or soft, slack, weights and splitting are the implementation's business: a rule only states
cells (person-days, as ``Case.cells`` numbers them), a count and where it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np

from asnroster.domain.lists import Ints, Lists
from asnroster.domain.modes import OFFICE


class Where(NamedTuple):
    """What a requirement or a violation is about; None where a part does not apply.

    Attributes:
        person: index of a person.
        group: label of a group (unit path, building, team).
        day: index of a date of the horizon.
        week: index of an ISO week of the horizon.
    """

    person: int | None = None
    group: str | None = None
    day: int | None = None
    week: int | None = None


class Bound(NamedTuple):
    """What a requirement asks for in the rule's own measure.

    Attributes:
        stated: the rule's figure.
        to: the figure under which a miss would be none.
    """

    sense: Literal["at_least", "at_most"]
    stated: int
    to: int


# One member of a fair sharing: available person-days that count, what of home days is possible (history included),
# and home days already had before the horizon.
Member = tuple[Sequence[int], int, int]


class Side(NamedTuple):
    """One bound of each of many rows: so many of its cells are in the office, as the rule states it with days past."""

    least: Ints
    most: Ints
    sense: Literal["at_least", "at_most"]
    stated: Ints


class PersonRows(NamedTuple):
    """Bounds on days of single persons, row after row, told in columns: a city has 100,000s of them.

    Attributes:
        mode: what is counted: office days or home days.
        cells: the person-days of each row.
        least, most: at least and at most so many of a row's cells have the mode; None: rows have no such bound.
        person: whom each row is about.
        day, week: the date or the ISO week that each row is about; None: rows are about none.
        past: how many days before the horizon each row's figures count besides; None: none.
    """

    mode: int
    cells: Lists
    least: Ints | None
    most: Ints | None
    person: Ints
    day: Ints | None = None
    week: Ints | None = None
    past: Ints | None = None

    def sides(self) -> list[Side]:
        """The bounds as bounds on office days; what keeps people in the office comes first."""
        sizes, past = self.cells.sizes, 0 if self.past is None else self.past
        none, in_office, both = np.zeros_like(sizes), self.mode == OFFICE, []
        if self.least is not None:
            least, most = (self.least, sizes) if in_office else (none, sizes - self.least)
            both.append(Side(least, most, "at_least", self.least + past))
        if self.most is not None:
            least, most = (none, self.most) if in_office else (sizes - self.most, sizes)
            both.append(Side(least, most, "at_most", self.most + past))
        return both if in_office else both[::-1]


class Verbs(Protocol):
    """What a rule may ask for. The amount of a miss is the number of cells short or over.

    ``past``: how many days before the horizon the rule's figure counts besides; it is told with them.
    """

    def concerned(self, people: Sequence[int]) -> Sequence[int]:
        """Those of these people of whom a rule that gives way to fixed days need speak.

        Such a bound cannot be missed by a person, or a group of people, who have no other days.
        """

    def office_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At least ``count`` of these cells are in the office."""

    def office_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At most ``count`` of these cells are in the office."""

    def home_at_least(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At least ``count`` of these cells are at home."""

    def home_at_most(self, cells: Sequence[int], count: int, where: Where, past: int = 0) -> None:
        """At most ``count`` of these cells are at home."""

    def each(self, rows: PersonRows) -> None:
        """Bounds for each row in turn, as by the verbs above; those that keep people in the office come first."""

    def want(self, cell: int, mode: int, where: Where, strength: int = 1) -> None:
        """This cell has the mode (1 office, 0 home); a miss amounts to ``strength``."""

    def alike(self, cells: Sequence[int], where: Where) -> None:
        """All of these free cells have the same mode; a miss amounts to the cells off the larger side."""

    def whole_days(self, groups: Sequence[Sequence[int]], mode: int, count: int, where: Where) -> None:
        """At least ``count`` of these groups of cells are wholly in the mode; a miss amounts to days short."""

    def fair_shares(
        self, members: Sequence[Member], band: int, power: int, at_most: int, where: Where
    ) -> None:
        """Home days lie near the same share of what is possible for each member.

        With M the largest possible figure and ``target(T)`` = round-half-up(possible * T / M), a miss amounts to the
        least, over T = 0..M and whole a + b = ``band``, of the sum of the members' distances from
        ``target - a .. target + b``, each to the ``power`` (1 or 2), less ``at_most``.
        """

    def two_phases(
        self,
        people: Sequence[Sequence[tuple[int, int]]],
        most_apart: int,
        where: Where,
        turns: Sequence[int] = (),
    ) -> None:
        """Each person's free cells follow a phase, given as (cell, mode), or its contrary.

        ``turns``: for each person 1 or -1 where a known turn was of that phase or of its contrary, 0 where none was.
        A miss amounts to the cells off phase plus the difference of the phases' people beyond ``most_apart``.
        """

    def never(self, patterns: Sequence[Sequence[tuple[int, int]]], where: Where, bound: Bound) -> None:
        """None of these patterns of (cell, mode) holds; a miss amounts to 1, however many do."""
