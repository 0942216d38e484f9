"""Rotating halves: one half at home today, the other tomorrow (or week by week)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np

from asnroster.domain.groups import Group, Per
from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Count
from asnroster.rules.kit.figures import PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.turns import known_turns, turns_begun
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text


class Rotation(Rule):
    """Each eligible person alternates home and office in one of two phases of about equally many people."""

    key: ClassVar[str] = "rotation"
    law: ClassVar[str] = "SE Jabar 150/KPG.03/BKD (bergiliran 50:50)"
    words: ClassVar[Wording] = Wording(
        title=Text("Rotation", "Bergiliran"),
        meaning=Text(
            "Everybody who may be at home alternates between home and office from one working day (or week) to the "
            "next, in two halves of equal size.",
            "Setiap pegawai yang boleh WFH bergantian WFH dan WFO dari hari kerja (atau minggu) ke berikutnya, dalam "
            "dua paruh yang sama besar.",
        ),
        violation=Text(
            "{who}: {found} person-days or people are out of the rotation in {when}; {needed} may be.",
            "{who}: {found} orang-hari atau orang menyimpang dari giliran pada {when}; paling banyak {needed}.",
        ),
        otherwise=Text(
            "It would be out of turn in the rotation of {who}.",
            "Itu menyimpang dari giliran {who}.",
        ),
    )

    pattern: Literal["days", "weeks"] = "days"
    tolerance: Count = 0
    per: Per = "agency"

    @property
    def asks_for_home(self) -> bool:
        """By turns."""
        return True

    def sentence(self) -> str:
        """How it alternates."""
        texts = {
            "days": Text("Halves alternate from day to day", "Dua paruh bergiliran dari hari ke hari"),
            "weeks": Text("Halves alternate from week to week", "Dua paruh bergiliran dari minggu ke minggu"),
        }
        return f"{texts[self.pattern]}, {PER[self.per]}"

    def _first_phase(self, case: Case, group: Group) -> dict[int, int]:
        """Mode of the first phase on each date of the group: home on the first, office on the next, and so on."""
        begun = turns_begun(case, self, group, self.pattern)
        if self.pattern == "weeks":
            turns = [days for _, days in case.weeks(self)]
        else:
            worked = np.any(case.problem.working[list(group.people)], axis=0)
            turns = [[day] for day in case.days(self) if worked[day]]
        return {day: (HOME, OFFICE)[turn % 2] for turn, days in enumerate(turns, start=begun) for day in days}

    def _eligible(self, case: Case, group: Group) -> list[list[int]]:
        """The rows of each person who may be at home: a person who moves inside the group is one of a half."""
        stints, inside = case.problem.stints, set(group.people)
        firsts = stints.firsts(person for person in group.people if case.most_in_all[person] > 0)
        return [[row for row in stints.of[first] if row in inside] for first in firsts]

    def _apart(self, turns: list[int]) -> int:
        """By how many people the phases may differ: what known turns force breaks nothing."""
        return max(1 + self.tolerance, abs(sum(turns)) - turns.count(0))

    def post(self, case: Case, say: Verbs) -> None:
        """Let each person's free days follow a phase."""
        for group in case.groups(self, self.per):
            phase, eligible = self._first_phase(case, group), self._eligible(case, group)
            people = [
                [
                    (case.cell(row, day), mode)
                    for row in rows
                    for day, mode in phase.items()
                    if case.free[row, day]
                ]
                for rows in eligible
            ]
            turns = known_turns(case, group, [rows[0] for rows in eligible], self.pattern)
            say.two_phases(people, self._apart(turns), Where(group=group.label), turns)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Give each person the phase that fits best, then move the cheapest ones until the halves are even."""
        for group in case.groups(self, self.per):
            phase, eligible = self._first_phase(case, group), self._eligible(case, group)
            turns = known_turns(case, group, [rows[0] for rows in eligible], self.pattern)
            off = []
            for rows, turn in zip(eligible, turns, strict=True):
                first, second = self._off(case, roster, rows, phase)
                off.append((first + (turn == -1), second + (turn == 1)))
            if off:
                tally.at_most(self._least(off, self._apart(turns)), 0, Where(group=group.label))

    def _off(self, case: Case, roster: Roster, rows: list[int], phase: dict[int, int]) -> Iterator[int]:
        days = [(row, day) for row in rows for day in phase if case.free[row, day]]
        for contrary in (False, True):
            yield sum((roster.modes[row, day] == phase[day]) == contrary for row, day in days)

    def _least(self, off: list[tuple[int, int]], apart: int) -> int:
        """The least over all sizes of the second half: those for whom moving costs least are in it."""
        moves = sorted(second - first for first, second in off)
        stay = sum(first for first, _ in off)
        costs = []
        for size in range(len(off) + 1):
            uneven = abs(len(off) - 2 * size) - apart
            costs.append(stay + sum(moves[:size]) + max(0, uneven))
        return min(costs)
