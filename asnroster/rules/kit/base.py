"""What every rule is: typed fields, how it posts, how it audits, how it speaks, where it comes from."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, PrivateAttr

from asnroster.domain.inputs import STAFF
from asnroster.domain.modes import Bools, Modes
from asnroster.domain.prepare import WeekRow
from asnroster.domain.roster import Roster
from asnroster.rules.kit.fields import Weight
from asnroster.rules.kit.scope import FILTER_COLUMNS, Scope
from asnroster.rules.kit.traits import DecidesBy, Reason, SheetFigure, Step
from asnroster.rules.kit.verbs import Verbs
from asnroster.words import Text, _

if TYPE_CHECKING:
    from asnroster.domain.problem import Problem
    from asnroster.errors import Issue
    from asnroster.rules.kit.case import Case
    from asnroster.rules.kit.findings import HomeCap, Shortage, Tally

Columns = tuple[tuple[str, str], ...]  # sheets with their columns, "" for a sheet as a whole
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule speaks, in both languages.

    Attributes:
        title: its short name.
        meaning: what it requires, one or two sentences for somebody who has never seen it.
        violation: a sentence with ``{who}``, ``{when}``, ``{found}``, ``{needed}``.
        violation_over: the same where too much was found; ``violation`` serves when left out.
        shortage: a warning that the data leave it short, with ``{who}`` and ``{days}``.
        overfull: that no roster can exist, with ``{who}``, ``{stated}``, ``{people}`` and ``{when}``.
        otherwise: why the other choice for one person-day would break it, with ``{was}`` besides: the figure as it is.
        otherwise_over: the same where there would be too much; ``otherwise`` serves when left out.
        otherwise_last: the same where that figure is 1.
        relaxed: what it would have to give where it clashes, with ``{who}``, ``{when}``, ``{figures}``
            (stated -> needed), ``{bound}`` (at most stated -> needed), ``{rule}``; there is a good default.
    """

    title: Text
    meaning: Text
    violation: Text
    violation_over: Text | None = None
    relaxed: Text | None = None
    shortage: Text | None = None
    overfull: Text | None = None
    otherwise: Text | None = None
    otherwise_over: Text | None = None
    otherwise_last: Text | None = None


class Followers(NamedTuple):
    """Whose rule it is in a run of several policies: that of all units that follow one of them.

    Attributes:
        policy: the policy's name; empty for the run's own scenario.
        entries: what the units' column Skenario says where they follow it; empty text: it says nothing.
    """

    policy: str
    entries: frozenset[str]


class Rule(Scope):
    """An instance of a rule in a scenario. Subclasses are the rule catalogue.

    Class attributes:
        key: its name in scenarios; equals the file's name.
        words: how it speaks.
        law: instrument and article it comes from; an instance's ``source`` comes before it.
        precedence: place in the order in which rules fix days (0 first), None for all others.
        decides_by: what it fixes days by: an order, the policy's dates, who somebody is, a weekday; None: it fixes none.
        keeps_in_office: whether all in its scope are always in the office; unsafe, then, where it finds nobody.
        shares_home_days: whether it shares them out among a group, without those whom other rules keep in the office.
        caps_office: whether it bounds the people in the office at a time: home days are what keeps it.
        may_keep_in_office: whether a hard row of it can leave a day no mode but the office; fairness gives way.
        needs_base: whether it lives on a base roster; without one it is idle.
        run_of: the mode whose days in a row its at_most bounds; None for a rule that bounds no runs.
        of_one_person: whether it judges each person alone; any other is asked about all who share a group.
        holds_outside: whether it asks for anything on days on which the policy is not in force.
        columns: sheets and columns made for it, of some use with some of its fields.
        sheet_figure: the figure that a sheet states for it.
        steps: its fields that are figures, with the step by which each gives way.
        reasons: the codes of :meth:`FixingRule.reason`.
        common: whether it holds once for everybody in a run of several policies: it enforces a sheet, or leaders.
    """

    key: ClassVar[str]
    words: ClassVar[Wording]
    law: ClassVar[str] = ""
    precedence: ClassVar[int | None] = None
    decides_by: ClassVar[DecidesBy | None] = None
    keeps_in_office: ClassVar[bool] = False
    shares_home_days: ClassVar[bool] = False
    caps_office: ClassVar[bool] = False
    may_keep_in_office: ClassVar[bool] = True
    needs_base: ClassVar[bool] = False
    run_of: ClassVar[int | None] = None
    of_one_person: ClassVar[bool] = False
    holds_outside: ClassVar[bool] = True
    columns: ClassVar[Columns] = ()
    sheet_figure: ClassVar[SheetFigure | None] = None
    steps: ClassVar[Mapping[str, Step]] = {
        "at_least": Step(-1, Text("at least", "sekurangnya")),
        "at_most": Step(1, Text("at most", "paling banyak")),
    }
    reasons: ClassVar[Mapping[str, Reason]] = {}
    common: ClassVar[bool] = False

    name: str = ""
    weight: Weight | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    title: str = ""
    source: str = ""
    _followers: Followers | None = PrivateAttr(default=None)

    @property
    def followers(self) -> Followers | None:
        """Whose rule it is where a run has several policies; None: everybody's."""
        return self._followers

    @property
    def heading(self) -> str:
        """What its author calls it, or else the title of its kind: never a key."""
        own = "" if self.name.rpartition(" ")[0] == self.key or self.name == self.key else self.name
        return self.title or own or str(self.words.title)

    def followed_by(self, followers: Followers) -> Self:
        """The same for the people of a policy's units; those of a further policy bear its name."""
        names = {}
        if followers.policy:
            names = {
                "name": f"{followers.policy}: {self.name or self.key}",
                "title": f"{self.heading} ({followers.policy})",
            }
        marked = self.model_copy(update=names)
        marked._followers = followers
        return marked

    @property
    def for_everybody(self) -> bool:
        """Whether it holds once for everybody, as the run's own scenario has it, where units follow other policies."""
        return self.common

    def of_sheet_alone(self) -> Rule | None:
        """The same without its own figure, for what the sheet states for everybody; None where it reads no sheet."""
        return None

    @property
    def asks_for_home(self) -> bool:
        """Whether it makes home days worth having."""
        return False

    @property
    def hard(self) -> bool:
        """A rule without a weight must hold."""
        return self.weight is None

    @property
    def always(self) -> bool:
        """Whether it has no effective dates of its own."""
        return self.from_ is None and self.until is None

    @property
    def instrument(self) -> str:
        """The scenario's source for this rule, or else the rule's own."""
        return self.source or self.law

    def in_force_on(self, dates: Iterable[date]) -> Bools:
        """(dates,): on which of these dates the rule holds."""
        holds = (
            (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)
            for day in dates
        )
        return np.fromiter(holds, dtype=bool)

    @abstractmethod
    def sentence(self) -> str:
        """What this instance asks for, in the user's language, without scope and dates."""

    @abstractmethod
    def post(self, case: Case, say: Verbs) -> None:
        """Say what the rule requires; whether hard or soft is not its business."""

    @abstractmethod
    def audit(self, case: Case, roster: Roster, tally: Tally) -> None:
        """Judge a finished roster from the policy's sentence, without looking at ``post``."""

    def needs(self) -> tuple[tuple[str, str], ...]:
        """Sheets and columns it lives on; where none of them holds data it is idle."""
        return ()

    def reads(self) -> frozenset[tuple[str, str]]:
        """Sheets and columns that this instance makes use of: what it lives on, and what its filters go by."""
        filters = (column for name, _values, _except in self.filters() for column in FILTER_COLUMNS[name])
        teams = (STAFF, "Tim") if getattr(self, "per", None) == "team" else None
        return frozenset([*self.needs(), *filters, *([teams] if teams else [])])

    def shortages(self, case: Case) -> Iterator[Shortage]:
        """Days on which the data alone leave too few people for it, which is worth a warning."""
        yield from ()

    def overfull(self, case: Case) -> Iterator[Shortage]:
        """Days on which more people must be in the office than it allows, whatever the roster."""
        yield from ()

    def doubts(self, case: Case) -> Iterator[Issue]:
        """Notices of what it does not know of the people in its scope."""
        yield from ()

    def home_caps(self, case: Case) -> Iterator[HomeCap]:
        """The groups of which only a share may be at home on a day."""
        yield from ()

    def without_effect(self, case: Case) -> list[str]:
        """Labels of groups within its scope in which it can ask for nothing; told as idle."""
        return []

    def counted(self, case: Case) -> list[int]:
        """Everybody whose days it counts, ascending: those in its scope, unless it says otherwise."""
        return case.people(self)

    def days_out_of_force(self, problem: Problem) -> Bools | None:
        """(days,): dates on which the whole policy is not in force; None for a rule that says nothing of that."""
        return None

    def week_rows(self, case: Case, people: Sequence[int], week: int) -> Iterator[tuple[int, WeekRow]]:
        """What the rule asks of each of these people, one by one, in one week by itself, for ``most(p, w)``.

        It is called with rows in scope, ascending, and speaks of a week for the first of a person's rows that holds
        in it, or of a day for the row of that day.
        """
        yield from ()

    def period_cap(self, case: Case) -> Counts | None:
        """(people,): the most home days over the horizon that the rule leaves, for ``most(p)``; None: any number."""
        return None

    def ordered_home(self, case: Case) -> Bools | None:
        """(people, days): days that the rule itself puts at home, choosing nobody; None: it leaves the choice."""
        return None

    def full_sentence(self) -> str:
        """``sentence`` with scope, dates and weight."""
        parts = [self.sentence()]
        scope = self.scope_sentence()
        if scope:
            parts.append(f"({scope})")
        if self._followers is not None:
            parts.append(f"({_whose(self._followers)})")
        if self.from_ is not None:
            parts.append(_("from {date}").format(date=self.from_.isoformat()))
        if self.until is not None:
            parts.append(_("until {date}").format(date=self.until.isoformat()))
        kind = _("[must]") if self.hard else _("[wish, weight {weight}]").format(weight=self.weight)
        return " ".join([*parts, kind])


def _whose(followers: Followers) -> str:
    if followers.policy:
        return _("only units that follow “{policy}”").format(policy=followers.policy)
    return _("except units that follow a policy of their own")


class FixingRule(Rule):
    """A rule that decides days beforehand."""

    of_one_person: ClassVar[bool] = True
    decides_by: ClassVar[DecidesBy | None] = "person"

    @abstractmethod
    def wanted(self, problem: Problem) -> Modes:
        """(people, days) wanted modes, -1 where it says nothing; scope and dates are applied by the case."""

    def layers(self, problem: Problem) -> Iterator[tuple[float, Modes]]:
        """What it wants, by precedence; all at its own unless some of it is weaker than the rest."""
        yield self.precedence or 0, self.wanted(problem)

    def overruled_text(self) -> str:
        """Why it gives way to ``{rule}``."""
        return _("overruled by “{rule}”")

    def reason(self, problem: Problem, person: int, day: int) -> str:
        """A reason code for a day that it decides; empty when the rule itself is the reason."""
        return ""

    def reason_ends(self, problem: Problem, person: int, code: str) -> date | None:
        """The first date on which a reason is over, where the data tells."""
        return None

    def post(self, case: Case, say: Verbs) -> None:
        """Want every day that no other rule fixed the other way."""
        from asnroster.rules.kit.verbs import Where

        for person, day, mode in case.wanted_cells(self):
            say.want(case.cell(person, day), mode, Where(person=person, day=day))
