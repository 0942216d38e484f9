"""The share of people at home on a day (at most 50 % WFH)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np

from asnroster.domain.groups import Group, Per
from asnroster.domain.inputs import UNITS
from asnroster.domain.modes import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Columns, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.counting import ceil_of, floor_of, group_days, people_per_day
from asnroster.rules.kit.fields import SHARE_STEP, Count, Share
from asnroster.rules.kit.figures import PER, BoundedRule
from asnroster.rules.kit.findings import HomeCap, Tally
from asnroster.rules.kit.traits import SheetFigure
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text

Figures = tuple[Fraction | None, Fraction | None]


class HomeShare(BoundedRule):
    """Home people of each group on each working day within the share of its people."""

    key: ClassVar[str] = "home_share"
    columns: ClassVar[Columns] = ((UNITS, "Maks WFH %"),)
    law: ClassVar[str] = "SE MenPANRB 1/2024; SE Jabar 150/KPG.03/BKD"
    sheet_figure: ClassVar[SheetFigure | None] = SheetFigure(
        "units",
        "max_home_share",
        SHARE_STEP,
        Text("Maks WFH % of every unit 5 points higher", "Maks WFH % setiap unit naik 5 poin"),
    )
    words: ClassVar[Wording] = Wording(
        title=Text("Home share", "Porsi WFH"),
        meaning=Text(
            "On each working day at most (or at least) this share of a group's people is at home. Shares are of "
            "whole people: 50 % of 7 is at most 3. The units' own Maks WFH % hold as well.",
            "Pada setiap hari kerja paling banyak (atau sekurangnya) sekian persen pegawai suatu kelompok WFH. "
            "Dihitung orang utuh: 50 % dari 7 adalah paling banyak 3. Maks WFH % milik unit juga berlaku.",
        ),
        violation=Text(
            "{who}: {found} people at home on {when}; at least {needed} are due.",
            "{who}: {found} orang WFH pada {when}; seharusnya sekurangnya {needed} orang.",
        ),
        violation_over=Text(
            "{who}: {found} people at home on {when}; at most {needed} are allowed.",
            "{who}: {found} orang WFH pada {when}; paling banyak {needed} orang.",
        ),
        otherwise=Text(
            "The WFH minimum of {who} on {when} is just met: {was} of at least {needed}.",
            "Jumlah minimal WFH di {who} pada {when} baru saja terpenuhi: {was} dari sekurangnya {needed} orang.",
        ),
        otherwise_over=Text(
            "The WFH share of {who} on {when} is full: {was} of at most {needed}.",
            "Porsi WFH {who} pada {when} penuh: {was} dari paling banyak {needed} orang.",
        ),
    )

    at_most: Share | None = None
    at_least: Share | None = None
    exactly: Share | None = None
    per: Per = "agency"
    of: Literal["assigned", "available"] = "assigned"
    min_people: Count = 0

    @property
    def asks_for_home(self) -> bool:
        """By its minimum."""
        return bool(self.at_least or self.exactly)

    def sentence(self) -> str:
        """The shares."""
        if self._own() == (None, None):
            return str(Text("The units' own Maks WFH % is kept", "Maks WFH % milik unit dipatuhi"))
        of = {
            "assigned": Text("of all staff", "dari seluruh pegawai"),
            "available": Text("of those working that day", "dari yang bekerja hari itu"),
        }[self.of]
        least = (
            Text(" of {n} people or more", " yang berpegawai {n} orang atau lebih") if self.min_people else ""
        )
        per = str(PER[self.per]) + str(least).format(n=self.min_people)
        return f"{self.bounds_sentence(Text('at home', 'WFH'))} {of}, {per}"

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Without a figure, the units' column."""
        return ((UNITS, "Maks WFH %"),) if self._own() == (None, None) else ()

    def reads(self) -> frozenset[tuple[str, str]]:
        """The units' column, with a figure of its own too."""
        return super().reads() | {*self.columns}

    def _own(self) -> Figures:
        return (self.at_least, self.at_most) if self.exactly is None else (self.exactly, self.exactly)

    def bounded_groups(self, case: Case) -> Iterator[tuple[Group, Figures]]:
        """Each group with its least and its largest share, None where there is none."""
        if self._own() != (None, None):
            groups = case.groups(self, self.per)
            yield from ((group, self._own()) for group in groups if len(group.people) >= self.min_people)
        for group in case.sheet_groups(self, "max_home_share"):
            if group.unit is not None:
                yield group, (None, case.problem.units[group.unit].max_home_share)

    def home_caps(self, case: Case) -> Iterator[HomeCap]:
        """The groups with a largest share."""
        for group, (_least, most) in self.bounded_groups(case):
            if most is not None:
                whole = ceil_of if most == self.exactly else floor_of
                mask = case.problem.in_service if self.of == "assigned" else case.problem.available
                caps = [whole(most, count) for count in people_per_day(mask, list(group.people))]
                yield HomeCap(group, most, np.where(case.in_force(self), caps, -1))

    def post(self, case: Case, say: Verbs) -> None:
        """Bound the home people of each group on each day."""
        for group, (least, most) in self.bounded_groups(case):
            if not say.concerned(group.people):
                continue
            # "exactly" lies between floor and ceil; a unit's own cap is a plain maximum.
            between = least is not None and self.exactly is not None
            for today in group_days(case, self, group):
                where = Where(group=group.label, day=today.day)
                base = today.size if self.of == "assigned" else today.present
                if most is not None:
                    cap = ceil_of(most, base) if between else floor_of(most, base)
                    say.home_at_most(today.cells, max(cap, today.fixed_home), where)
                if least is not None:
                    due = floor_of(least, base) if between else ceil_of(least, base)
                    say.home_at_least(today.cells, min(due, today.present - today.fixed_office), where)

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count who is at home, group by group and day by day."""
        at_home, open_to_home = roster.modes == HOME, case.problem.available & ~case.fixed_office
        for group, (least, most) in self.bounded_groups(case):
            people = list(group.people)
            home = people_per_day(at_home, people)
            working = people_per_day(case.problem.working, people)
            present = people_per_day(case.problem.available, people)
            serving = people_per_day(case.problem.in_service, people)
            must_home = people_per_day(case.fixed_home, people)
            may_home = people_per_day(open_to_home, people)
            for day in case.days(self):
                if not working[day]:
                    continue
                base = serving[day] if self.of == "assigned" else present[day]
                where = Where(group=group.label, day=day)
                if most is not None:
                    limit = _people(most, base, up=least is not None and self.exactly is not None)
                    tally.at_most(home[day], max(limit, must_home[day]), where, stated=limit)
                if least is not None:
                    due = _people(least, base, up=self.exactly is None)
                    tally.at_least(home[day], min(due, may_home[day]), where, stated=due)


def _people(share: Fraction, of: int, *, up: bool) -> int:
    """Whole people of an exact share, rounded up or down."""
    whole, rest = divmod(share.numerator * of, share.denominator)
    return whole + (1 if up and rest else 0)
