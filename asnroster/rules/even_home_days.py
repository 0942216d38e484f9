"""Home days spread evenly over the days of a week, so that no Monday finds the office empty."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field, PlainSerializer

from asnroster.domain.groups import Group, Per
from asnroster.domain.modes import HOME
from asnroster.domain.roster import Roster
from asnroster.rules.kit.base import Counts, Rule, Wording
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.fields import Share, share_text
from asnroster.rules.kit.figures import MAKE_IT_A_WISH, PER
from asnroster.rules.kit.findings import Tally
from asnroster.rules.kit.verbs import Verbs, Where
from asnroster.words import Text

# A whole number is people; anything else is a share of those who could be at home on the week's fullest day.
People = Annotated[int, Field(ge=0, strict=True)]


class EvenHomeDays(Rule):
    """The same share of a group's free people at home on each day of a week."""

    key: ClassVar[str] = "even_home_days"
    may_keep_in_office: ClassVar[bool] = False
    law: ClassVar[str] = "PermenPANRB 4/2025"
    words: ClassVar[Wording] = Wording(
        title=Text("Even home days", "Hari WFH yang merata"),
        meaning=Text(
            "In each week about the same share of a group is at home on every day, counted of those who are free to be: "
            "no day finds the office empty and another one full.",
            "Dalam setiap minggu porsi yang hampir sama dari suatu kelompok WFH pada setiap hari, dihitung dari pegawai "
            "yang harinya bebas ditentukan: tidak ada hari yang kantornya kosong sedangkan hari lain penuh.",
        ),
        violation=Text(
            "{who}, {when}: the people at home are not spread evenly over the days: {found} too many or too few in all; the aim is {needed}.",
            "{who}, {when}: pegawai yang WFH belum merata antarhari: {found} orang terlalu banyak atau kurang seluruhnya; sasarannya {needed}.",
        ),
        relaxed=MAKE_IT_A_WISH,
    )

    per: Per = "agency"
    at_most: Annotated[
        People | Share,
        Field(union_mode="left_to_right"),
        PlainSerializer(lambda band: share_text(band) if isinstance(band, Fraction) else band),
    ] = Fraction(1, 20)

    def sentence(self) -> str:
        """The band."""
        text = Text(
            "People at home spread evenly over each week's days, at most {band} apart, {per}",
            "Pegawai yang WFH merata antarhari dalam seminggu, selisih paling banyak {band}, {per}",
        )
        band = share_text(self.at_most) if isinstance(self.at_most, Fraction) else self.at_most
        return str(text).format(band=band, per=PER[self.per])

    def _band(self, most: int) -> int:
        return max(1, floor(self.at_most * most)) if isinstance(self.at_most, Fraction) else self.at_most

    def post(self, case: Case, say: Verbs) -> None:
        """Let each day's people at home lie near the week's share of those who are free."""
        for group in case.groups(self, self.per):
            free = case.free[list(group.people)]
            for week, days in case.weeks(self):
                people = [(day, np.flatnonzero(free[:, day]).tolist()) for day in days]
                cells = [[case.cell(group.people[n], day) for n in those] for day, those in people if those]
                if len(cells) > 1:
                    members = [(some, len(some), 0) for some in cells]
                    band = self._band(max(map(len, cells)))
                    say.fair_shares(members, band, 1, 0, Where(group=group.label, week=week))

    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Count who is free and who of them is at home, day by day."""
        at_home = case.free & (roster.modes == HOME)
        for group, week, days in self._group_weeks(case):
            people = list(group.people)
            free, home = (np.count_nonzero(mask[people][:, days], axis=0) for mask in (case.free, at_home))
            if free.any():
                amount = self._unevenness(free[free > 0], home[free > 0])
                tally.at_most(amount, 0, Where(group=group.label, week=week))

    def _group_weeks(self, case: Case) -> Iterator[tuple[Group, int, list[int]]]:
        for group in case.groups(self, self.per):
            for week, days in case.weeks(self):
                yield group, week, days

    def _unevenness(self, free: Counts, at_home: Counts) -> int:
        """The least, over the share at home and the place of the band, of people off; both are (days,)."""
        most = int(free.max())
        band, turns = self._band(most), np.arange(most + 1)[:, None]
        # By how much each day's count lies above its target, turn by turn.
        above = at_home - (2 * free * turns + most) // (2 * most)
        # Distances from -a .. band - a are least in all for an a at one of the ends, or where a day lies at an end.
        places = np.hstack([0 * turns, band + 0 * turns, -above, band - above]).clip(0, band)[:, :, None]
        off = above[:, None, :]
        missed = np.maximum(0, np.maximum(off - (band - places), -places - off))
        return int(missed.sum(axis=2).min())
