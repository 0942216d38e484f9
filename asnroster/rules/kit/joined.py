"""Days of whole people: whoever has several stints is one person in every rule about single persons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asnroster.domain.modes import Bools, Modes
from asnroster.domain.problem import Problem

if TYPE_CHECKING:
    from asnroster.rules.kit.case import Case


@dataclass(frozen=True)
class Joined:
    """A case's (rows, days) arrays in which every row of a person has the days of all their stints.

    Where nobody has several they are the case's own.
    """

    case: Case

    @property
    def _problem(self) -> Problem:
        return self.case.problem

    @cached_property
    def working(self) -> Bools:
        """Working days."""
        return self._problem.stints.joined(self._problem.working)

    @cached_property
    def available(self) -> Bools:
        """Working and not absent."""
        return self._problem.stints.joined(self._problem.available)

    @cached_property
    def not_kept(self) -> Bools:
        """Available, and not kept in the office."""
        return self._problem.stints.joined(self._problem.available & ~self.case.kept_in_office)

    @cached_property
    def in_service(self) -> Bools:
        """Whether any row of the person holds."""
        return self._problem.stints.joined(self._problem.in_service)

    @cached_property
    def modes(self) -> Modes:
        """1 office, 0 home where decided beforehand, -1 free or unavailable."""
        return self._problem.stints.joined(self.case.fixed.modes)

    @cached_property
    def free(self) -> Bools:
        """Available and not fixed."""
        return self._problem.stints.joined(self.case.free)

    @cached_property
    def fixed_home(self) -> Bools:
        """Fixed at home."""
        return self._problem.stints.joined(self.case.fixed_home)

    @cached_property
    def fixed_office(self) -> Bools:
        """Fixed in the office."""
        return self._problem.stints.joined(self.case.fixed_office)

    @cached_property
    def states(self) -> list[bytes]:
        """``Case.states`` of the whole person."""
        states = list(self.case.states)
        for rows in self._problem.stints.moved:
            for row in rows:
                days = enumerate(self._problem.stints.row_on[row].tolist())
                states[row] = bytes([self.case.states[mine][day] for day, mine in days])
        return states

    @cached_property
    def dated(self) -> frozenset[int]:
        """Rows of people who have several stints or do not serve throughout."""
        some = {row for rows in self._problem.stints.moved for row in rows}
        people = enumerate(self._problem.people)
        return frozenset(
            some | {row for row, who in people if who.starts is not None or who.ends is not None}
        )
