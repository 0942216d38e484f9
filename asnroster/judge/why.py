"""Why somebody is where they are on a day, and why never at home: the one place that tables, pages and sentences ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from asnroster.domain.modes import HOME, OFFICE, Bools
from asnroster.domain.problem import Wish
from asnroster.domain.roster import Roster
from asnroster.judge.wording import reason_text
from asnroster.rules.kit.base import FixingRule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.scope import filter_name, people_matching
from asnroster.words import _

LIMITS = "limits"


class Cause(NamedTuple):
    """What decides an available person-day before anything is weighed.

    Attributes:
        rule: index of the rule that fixes it, or of the first one that leaves no mode but the office; -1: it is weighed.
        code: the reason code of the rule that fixes it, empty where the rule itself is the reason; ``limits``: no
            rule fixes it, but this one leaves no other mode.
    """

    rule: int = -1
    code: str = ""

    @property
    def kind(self) -> Literal["fixed", "kept", "free"]:
        """Whether a rule fixes the day, a rule leaves it only the office, or it is weighed."""
        if self.rule < 0:
            return "free"
        return "kept" if self.code == LIMITS else "fixed"


FREE = Cause()


class Causes:
    """What decides the person-days of a case. Made once for all who are asked about."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._picked: dict[int, list[tuple[str, frozenset[int]]]] = {}
        self._titles: dict[Cause, str] = {}

    @cached_property
    def free(self) -> Bools:
        """(people, days): days that no rule fixes and every rule leaves both modes; all others are decided."""
        return self.case.free & ~self.case.kept_in_office

    @cached_property
    def may(self) -> list[bool]:
        """(people,): whether a person may be at home at all, in any stint."""
        left: Bools = self.free | self.case.fixed_home
        return [bool(some) for some in np.any(self.case.problem.stints.joined(left), axis=1)]

    def of(self, row: int, day: int) -> Cause:
        """What decides an available person-day."""
        index = self._decider[row][day]
        if index >= 0:
            return Cause(index, self._code(index, row, day))
        keeper = self._keeper[row][day]
        return FREE if keeper < 0 else Cause(keeper, LIMITS)

    def days(self, row: int) -> dict[Cause, list[int]]:
        """The available days of a row by what decides them, in the order of the days."""
        days = self.case.problem.available[row].nonzero()[0].tolist()
        deciders: list[int] = self.case.fixed.decider[row, days].tolist()
        first = deciders[0] if deciders else -1
        # Only a rule that has reasons of its own is asked day by day.
        if first >= 0 and not self.case.rules[first].reasons and deciders.count(first) == len(days):
            return {Cause(first): days}
        days_by_cause: dict[Cause, list[int]] = {}
        for day in days:
            days_by_cause.setdefault(self.of(row, day), []).append(day)
        return days_by_cause

    def of_person(self, row: int) -> dict[Cause, list[int]]:
        """The available days of a person in all stints by what decides them."""
        days_by_cause: dict[Cause, list[int]] = {}
        for mine in self.case.problem.stints.of[row]:
            for cause, days in self.days(mine).items():
                days_by_cause.setdefault(cause, []).extend(days)
        return days_by_cause

    def mode(self, row: int, day: int) -> int:
        """The mode that is decided for a person-day, -1 where it is weighed."""
        return self.case.fixed_cells[self.case.cell(row, day)] if self._keeper[row][day] < 0 else OFFICE

    def forbids(self, wish: Wish) -> bool:
        """Whether the other mode is decided for the day of a wish."""
        return self.mode(wish.person, wish.day) == (HOME if wish.mode == OFFICE else OFFICE)

    def until(self, row: int, cause: Cause) -> date | None:
        """The first date on which a reason is over, where the data tells."""
        rule = self.case.rules[cause.rule] if cause.kind == "fixed" else None
        if not isinstance(rule, FixingRule):
            return None
        return rule.reason_ends(self.case.problem, row, cause.code)

    @cached_property
    def documents(self) -> dict[tuple[int, int], str]:
        """The order's number of each person-day that an order decides."""
        ordering = {index for index, rule in enumerate(self.case.rules) if rule.decides_by == "order"}
        decider = self.case.fixed.decider
        return {
            (pin.person, pin.day): pin.document
            for pin in self.case.problem.pins
            if int(decider[pin.person, pin.day]) in ordering
        }

    @cached_property
    def overruled(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """The rules that wanted the other mode, by person-day."""
        rules_at: dict[tuple[int, int], tuple[int, ...]] = {}
        for one in self.case.fixed.overruled:
            place = one.person, one.day
            rules_at[place] = (*rules_at.get(place, ()), one.rule)
        return rules_at

    def title(self, cause: Cause) -> str:
        """In a few words: the rule's title, with its reason code in words."""
        if cause not in self._titles:
            title, words = self.case.rules[cause.rule].heading, code_text(cause.code)
            self._titles[cause] = f"{title}: {words}" if words else title
        return self._titles[cause]

    def reason(self, cause: Cause, people: Sequence[int]) -> str:
        """The reason code in words, else what of these people the rule names, else the rule itself."""
        sentence = self.case.rules[cause.rule].sentence()
        if cause.code:
            words = code_text(cause.code)
            return f"{words} ({sentence})" if cause.kind == "kept" else words
        named = [label for label, picked in self._named(cause.rule) if not picked.isdisjoint(people)]
        return ", ".join(named) or sentence

    @cached_property
    def _decider(self) -> list[list[int]]:
        deciders: list[list[int]] = self.case.fixed.decider.tolist()
        return deciders

    @cached_property
    def _keeper(self) -> list[list[int]]:
        keepers: list[list[int]] = np.where(self.case.free, self.case.keeper, -1).tolist()
        return keepers

    def _code(self, index: int, row: int, day: int) -> str:
        rule = self.case.rules[index]
        if not rule.reasons or not isinstance(rule, FixingRule):
            return ""
        return rule.reason(self.case.problem, row, day)

    def _named(self, index: int) -> list[tuple[str, frozenset[int]]]:
        """What a rule's filters name, each with the people whom it picks."""
        if index not in self._picked:
            problem = self.case.problem
            self._picked[index] = [
                (f"{filter_name(name)} {value}", frozenset(people_matching(problem, name, value)))
                for name, values, is_exception in self.case.rules[index].filters()
                if not is_exception
                for value in values
            ]
        return self._picked[index]


class NeverHome:
    """Why people are never at home."""

    def __init__(self, causes: Causes, roster: Roster) -> None:
        self._causes = causes
        at_home = causes.case.problem.available & np.equal(roster.modes, HOME)
        self._home: list[bool] = np.any(at_home, axis=1).tolist()

    def why(self, person: int) -> str:
        """The reason of somebody who is never at home, in none of their stints; empty for all others."""
        causes = self._causes
        if any(self._home[row] for row in causes.case.problem.stints.of[person]):
            return ""
        if causes.may[person]:
            return _("may be at home, but got no day")
        decided = causes.of_person(person)
        return "; ".join(dict.fromkeys(map(causes.title, decided))) or _("no available day")


def code_text(code: str) -> str:
    """A reason code in words."""
    return _("only WFO is left") if code == LIMITS else reason_text(code)
