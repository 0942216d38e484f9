"""The finished scenario: parameters filled in, inheritance resolved, every rule typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asnroster.domain.calendar import Window
from asnroster.rules.kit.base import Rule
from asnroster.scenario.savings import Assumption


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block of a printed roster; empty parts are left as dotted lines.

    Attributes:
        government: of rosters of several agencies alone; that of one agency bears its head's.
    """

    place: str = ""
    position: str = ""
    name: str = ""
    nip: str = ""
    rank: str = ""
    government: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that a printed roster is the attachment of: "Lampiran Surat … Nomor … Tanggal …".

    Attributes:
        kind: what it is, e.g. ``Surat Perintah Tugas``; empty parts are left as dotted lines.
        about: its subject.
    """

    kind: str = ""
    number: str = ""
    date: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What a scenario made of what it inherits.

    Attributes:
        origins: rule -> the scenario that wrote it.
        replaced: rule -> the scenario whose rule of that name it took the place of.
        removed: inherited rule that is gone -> the scenario that had written it.
        parameters: parameter given anew -> the scenario that gave it before, and the value there.
        unused: parameter that no rule uses any more -> the scenario that gave it last.
    """

    origins: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, tuple[str, object]] = field(default_factory=dict)
    unused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """A further policy of a run, which some units follow.

    Attributes:
        entries: the ways in which their column Skenario names it.
        scenario: the policy.
        name: what it is called in this run: its scenario's name, told apart from another of that name.
    """

    entries: tuple[str, ...]
    scenario: Scenario
    name: str = ""


@dataclass(frozen=True)
class Scenario:
    """A policy, ready to be applied.

    Attributes:
        name: its key, e.g. ``bkn-3-2``.
        title: its title in Indonesian, for headings.
        source: the instrument it comes from.
        home_code: the word for home in what is written: WFH or WFA.
        start, end: dates of a run that the file itself names, None where it names none.
        in_force: the windows in which the policy holds, its own or inherited; none: always.
        last_known: the end of its last extension known, where its windows have none.
        what_if: the run asks what it would be like if it held on every day: the windows are lifted.
        rules: rule instances in order; names are unique.
        parameters: name -> value after ``--set``.
        lineage: names of the scenarios that it extends, nearest first.
        letter: the letter that the roster is the attachment of, None where nothing is said of one.
        description: a few sentences for those who choose, empty when there are none.
        file: name of the file it was read from, without folder.
        text: the scenario in full as TOML: what it extends is written into it. Read again it is the same scenario.
        ancestry: whose its rules and parameters are.
        policies: those of single units; its rules are then those of all of them.
        savings: the assumptions on savings that it gives, inherited ones too; the usual ones hold for the rest.
    """

    name: str
    title: str
    source: str = ""
    home_code: str = "WFH"
    start: date | None = None
    end: date | None = None
    in_force: tuple[Window, ...] = ()
    last_known: date | None = None
    what_if: bool = False
    rules: tuple[Rule, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    lineage: tuple[str, ...] = ()
    signature: Signature = Signature()
    letter: Letter | None = None
    description: str = ""
    file: str = ""
    text: str = ""
    ancestry: Ancestry = field(default=Ancestry(), compare=False)
    savings: Mapping[str, Assumption] = field(default_factory=dict)
    policies: tuple[Policy, ...] = ()

    def origin_of(self, rule: Rule) -> str:
        """The scenario that wrote a rule; of what it makes itself (its windows), its own name."""
        return self.ancestry.origins.get(rule.name, self.name)
