"""The findings of a study of readiness: figures of each unit, points of the curve, the price of each rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from asnroster.domain.outcome import Outcome
from asnroster.judge.keeping import MAY
from asnroster.judge.savings import Savings
from asnroster.rules.kit.case import Case
from asnroster.scenario.model import Scenario
from asnroster.words import Text


@dataclass(frozen=True, slots=True)
class Level:
    """A class of readiness: reached where the largest WFH share is ``least`` or more (``strictly``: more)."""

    key: str
    title: Text
    meaning: Text
    least: Fraction
    strictly: bool = False


# The whole rule of the classes: the first level that is reached counts.
LEVELS = (
    Level("ready", Text("ready", "siap"),
          Text("half or more of the work could be done from home on every rule",
               "setengah atau lebih hari kerja dapat WFH dengan semua aturan dipatuhi"), Fraction(1, 2)),
    Level("partly", Text("partly ready", "siap sebagian"),
          Text("a fifth or more, less than half", "seperlima atau lebih, kurang dari setengah"), Fraction(1, 5)),
    Level("limited", Text("limited", "terbatas"),
          Text("some days, less than a fifth", "ada hari yang dapat WFH, kurang dari seperlima"),
          Fraction(0), strictly=True),
    Level("office", Text("stays in the office", "tetap di kantor"),
          Text("no day at home is possible", "tidak ada hari yang dapat WFH"), Fraction(0)),
)  # fmt: skip
IMPOSSIBLE = Level(
    "impossible",
    Text("no roster exists", "tidak ada jadwal"),
    Text("the hard rules contradict each other here", "aturan wajib saling bertentangan di sini"),
    Fraction(0),
)


def level_of(share: Fraction | None) -> Level:
    """The class of a largest share; None where no roster exists."""
    if share is None:
        return IMPOSSIBLE
    return next(
        level for level in LEVELS if share > level.least or (share == level.least and not level.strictly)
    )


@dataclass(frozen=True, slots=True)
class Relief:
    """What it gives to drop a rule, or to loosen it by one step.

    Attributes:
        rule: index of the rule in the studied case.
        text: what was done, e.g. ``at_least 1 -> 0``; empty where the rule was dropped.
        home: most home person-days then; None where there is still no roster.
        gain: so many more than before; all of them where there was no roster before.
    """

    rule: int
    text: str
    home: int | None
    gain: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """One unit with all below it, one agency, or the whole government.

    Attributes:
        unit: index of the unit; None for the whole government.
        depth: 0 for the government and agencies.
        kept: people by what keeps them in the office, with those who may under ``may``; the sum is ``people``.
        days: person-days worked.
        home: most home person-days under the hard rules; None where no roster exists.
        bound: proved: no roster has more.
        binds: what it gives to drop the rule that binds first; None where no single rule does.
        step: what one step of relaxing that rule gives; where it has no figure, the step of another rule that
            gives most, None where none gives anything.
    """

    unit: int | None
    label: str
    depth: int
    people: int
    kept: Mapping[str, int]
    days: int
    home: int | None
    bound: int
    binds: Relief | None = None
    step: Relief | None = None

    @property
    def may(self) -> int:
        """People who may work from home at all."""
        return self.kept.get(MAY, 0)

    @property
    def share(self) -> Fraction | None:
        """Largest share of person-days at home; None where no roster exists."""
        if self.home is None:
            return None
        return Fraction(self.home, self.days) if self.days else Fraction(0)

    @property
    def level(self) -> Level:
        """The class of readiness."""
        return level_of(self.share)


@dataclass(frozen=True, slots=True)
class Reached:
    """What one group has at one point of the curve: shares of one, None where there is nothing to count, and savings.

    Attributes:
        home_share: home person-days of all worked.
        service: days of service posts at their stated minimum, of all such days.
        spare: days of service posts with somebody above the minimum.
        lowest: people in the office on the emptiest ordinary day, of those working that day.
        wishes: wishes met of all wishes on free days.
        saved: against everybody in the office, over the study's days.
    """

    home_share: Fraction | None
    service: Fraction | None
    spare: Fraction | None
    lowest: Fraction | None
    wishes: Fraction | None
    saved: Savings


@dataclass(frozen=True, slots=True)
class Point:
    """One cap of the curve: its proved roster's figures, for the government (None) and each agency by its unit.

    Attributes:
        overfull: building-days with more people than the building holds.
        why: why there is no roster; empty where there is one.
    """

    cap: Fraction
    outcome: Outcome
    reached: Mapping[int | None, Reached]
    overfull: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What a hard rule costs: most home days without it, and with it one step looser.

    Attributes:
        units: agencies that gain without it, the largest gain first, as (unit, person-days).
    """

    rule: int
    dropped: Relief
    step: Relief | None
    units: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Study:
    """A study of readiness.

    Attributes:
        case: the hard rules of the scenario alone.
        groups: the government first, then units in the order of the tree, each with all below it.
        prices: every hard rule, the dearest first.
        solves, alike: questions that were solved, and those answered by one like them.
        unfinished: what was left out because the user stopped the run, in words.
        disagreement: whether the audit and the engine differ (our own bug).
    """

    case: Case
    scenario: Scenario
    groups: tuple[Readiness, ...]
    prices: tuple[Price, ...]
    points: tuple[Point, ...]
    solves: int
    alike: int
    seconds: float
    unfinished: tuple[str, ...] = ()
    disagreement: bool = False

    @property
    def whole(self) -> Readiness:
        """The whole government."""
        return self.groups[0]

    @property
    def agencies(self) -> tuple[Readiness, ...]:
        """The agencies alone."""
        units = self.case.problem.units
        return tuple(g for g in self.groups if g.unit is not None and units[g.unit].parent is None)

    def agencies_at(self, level: Level) -> int:
        """The number of agencies of a class."""
        return sum(group.level == level for group in self.agencies)
