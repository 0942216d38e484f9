"""Savings of a roster against everybody in the office: same staff, absences and holidays, nobody at home.

What is saved is what the home person-days would have used in the office, and what closed buildings use when open. Every
line is a sum of products of counts, assumptions and lines before it; workbook and text show it from the same terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod

from asnroster.domain.groups import fold
from asnroster.domain.problem import Problem
from asnroster.domain.roster import Roster
from asnroster.judge.measures import at_home, at_office, building_people
from asnroster.scenario.savings import KINDS, SHARE, Assumption, Range, assumptions
from asnroster.words import Text, _, number_text, percent_text

Terms = tuple[tuple[str, ...], ...]
RUPIAH, KWH, M3, LITRES, KG = (
    Text("rupiah", "rupiah"),
    Text("kWh", "kWh"),
    Text("m³", "m³"),
    Text("litres", "liter"),
    Text("kg CO2", "kg CO2"),
)
COUNTS: Mapping[str, tuple[Text, Text]] = {
    "home_days": (Text("person-days at home", "orang-hari WFH"), Text("person-days", "orang-hari")),
    "closed_building_days": (
        Text("closed building-days", "gedung-hari tutup"),
        Text("building-days", "gedung-hari"),
    ),
}


@dataclass(frozen=True, slots=True)
class LineKind:
    """What a line is about: the sum of its terms, each the product of what it names."""

    key: str
    title: Text
    unit: Text
    terms: Terms


KINDS_OF_LINES = (
    LineKind("kwh", Text("electricity saved", "listrik dihemat"), KWH,
             (("home_days", "kwh_per_office_day"), ("closed_building_days", "kwh_per_building_day"))),
    LineKind("water_m3", Text("water saved", "air dihemat"), M3, (("home_days", "water_m3_per_office_day"),)),
    LineKind("litres", Text("fuel saved", "BBM dihemat"), LITRES,
             (("home_days", SHARE, "km_per_office_day", "litre_per_km"),)),
    LineKind("electricity_rupiah", Text("electricity", "listrik"), RUPIAH, (("kwh", "rupiah_per_kwh"),)),
    LineKind("water_rupiah", Text("water", "air"), RUPIAH, (("water_m3", "rupiah_per_m3"),)),
    LineKind("allowance_rupiah", Text("allowances", "uang transpor/makan"), RUPIAH,
             (("home_days", "allowance_per_office_day"),)),
    LineKind("budget_rupiah", Text("savings of the government's budget", "penghematan anggaran pemerintah daerah"),
             RUPIAH, (("electricity_rupiah",), ("water_rupiah",), ("allowance_rupiah",))),
    LineKind("fuel_rupiah", Text("savings of the staff (fuel)", "penghematan pegawai (BBM)"), RUPIAH,
             (("litres", "rupiah_per_litre"),)),
    LineKind("rupiah", Text("savings in all", "penghematan seluruhnya"), RUPIAH, (("budget_rupiah",), ("fuel_rupiah",))),
    LineKind("co2_electricity_kg", Text("CO2 of electricity saved", "CO2 dari listrik yang dihemat"), KG,
             (("kwh", "kg_co2_per_kwh"),)),
    LineKind("co2_fuel_kg", Text("CO2 of fuel saved", "CO2 dari BBM yang dihemat"), KG,
             (("litres", "kg_co2_per_litre"),)),
    LineKind("co2_kg", Text("CO2 saved in all", "CO2 dihemat seluruhnya"), KG,
             (("co2_electricity_kg",), ("co2_fuel_kg",))),
)  # fmt: skip
TOTALS = ("budget_rupiah", "rupiah", "co2_kg")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of what is saved, in its kind's unit; low rests on the low end of every assumption, high on the high."""

    kind: LineKind
    low: Fraction
    middle: Fraction
    high: Fraction

    @property
    def whole(self) -> int:
        """The middle, rounded half up."""
        return floor(self.middle + Fraction(1, 2))

    @property
    def span(self) -> str:
        """``1,200 - 3,400``: low and high without decimals."""
        return f"{number_text(float(self.low))} - {number_text(float(self.high))}"


@dataclass(frozen=True)
class Savings:
    """What a roster saves.

    Attributes:
        home_days: person-days at home, each of which would be in the office.
        closed_building_days: days on which a building has somebody at home and nobody in the office.
        assumptions: every assumption by its key.
        lines: by key, in the order of ``KINDS_OF_LINES``.
    """

    home_days: int
    closed_building_days: int
    assumptions: Mapping[str, Assumption]
    lines: Mapping[str, Line]

    @property
    def rupiah(self) -> Line:
        """All that is saved in rupiah."""
        return self.lines["rupiah"]

    @property
    def co2(self) -> Line:
        """All CO2 that is saved, kg."""
        return self.lines["co2_kg"]

    def formula(self, line: Line) -> str:
        """How a line comes about, with the middle figures: ``96 (person-days at home) × 1.5 (…)``."""
        terms = (" × ".join(map(self._named, term)) for term in line.kind.terms)
        return " + ".join(terms)

    def _named(self, name: str) -> str:
        if name in COUNTS:
            return f"{number_text(getattr(self, name))} ({COUNTS[name][0]})"
        if name in self.lines:
            return f"{figure_text(self.lines[name].middle)} ({self.lines[name].kind.title})"
        middle = self.assumptions[name].values[1]
        return (
            f"{percent_text(float(middle)) if name == SHARE else figure_text(middle)} ({KINDS[name].title})"
        )


def savings(
    problem: Problem, roster: Roster, settings: Mapping[str, Assumption], shared: Collection[str] = ()
) -> Savings:
    """What a roster saves against everybody in the office.

    Args:
        problem: the staff, days and absences.
        roster: who is at home when.
        settings: the scenario's assumptions; the usual ones hold for the rest.
        shared: buildings (folded names) in which others work who are not in the problem: they are never seen closed.
    """
    home, closed = int(at_home(problem, roster).sum()), closed_building_days(problem, roster, shared)
    return _saved(home, closed, settings)


def agency_savings(
    problem: Problem, roster: Roster, settings: Mapping[str, Assumption]
) -> Mapping[int | None, Savings]:
    """The savings of a roster in all (None) and in each agency that has people, by its unit.

    A building that agencies share counts in all only: none of them closes it alone.

    Args:
        problem: the staff, days and absences.
        roster: who is at home when.
        settings: the scenario's assumptions; the usual ones hold for the rest.
    """
    home, shared = at_home(problem, roster), shared_buildings(problem)
    closed: Counter[int | None] = Counter()
    for name, (people, days) in _closed(problem, roster).items():
        closed[None] += days
        if fold(name) not in shared:
            closed[problem.unit_of(people[0]).agency] += days
    by_unit: dict[int | None, Savings] = {None: _saved(int(home.sum()), closed[None], settings)}
    for unit, about in enumerate(problem.units):
        if about.parent is None and (people := problem.below[unit]):
            by_unit[unit] = _saved(int(home[list(people)].sum()), closed[unit], settings)
    return by_unit


def shared_buildings(problem: Problem) -> frozenset[str]:
    """The buildings (folded names) in which people of several agencies work."""
    return frozenset(
        fold(name)
        for name, people in building_people(problem).items()
        if len({problem.unit_of(person).agency for person in people}) > 1
    )


def _saved(home: int, closed: int, settings: Mapping[str, Assumption]) -> Savings:
    """Every line from what was counted."""
    used = assumptions(settings)
    values: dict[str, Range] = {name: one.values for name, one in used.items()}
    for name, count in (("home_days", home), ("closed_building_days", closed)):
        values[name] = (Fraction(count),) * 3
    for kind in KINDS_OF_LINES:
        low, middle, high = (
            sum(
                (prod((values[name][end] for name in term), start=Fraction(1)) for term in kind.terms),
                Fraction(0),
            )
            for end in range(3)
        )
        values[kind.key] = (low, middle, high)
    return Savings(home, closed, used, {kind.key: Line(kind, *values[kind.key]) for kind in KINDS_OF_LINES})


def closed_building_days(problem: Problem, roster: Roster, shared: Collection[str] = ()) -> int:
    """Building-days on which somebody placed there works at home and nobody is in the office."""
    return sum(days for name, (_people, days) in _closed(problem, roster).items() if fold(name) not in shared)


def _closed(problem: Problem, roster: Roster) -> Mapping[str, tuple[tuple[int, ...], int]]:
    """The people of each building, and the days on which some of them work at home and none is in the office."""
    office, home = at_office(problem, roster), at_home(problem, roster)
    return {
        name: (people, int((home[list(people)].any(axis=0) & ~office[list(people)].any(axis=0)).sum()))
        for name, people in building_people(problem).items()
    }


def source_text(assumption: Assumption) -> str:
    """Where an assumption comes from, in the user's language."""
    return str(assumption.source) or _("Given by the scenario, which names no source.")


def figure_text(value: Fraction) -> str:
    """A figure with as many decimals as it needs, four at most."""
    digits = next((n for n in range(4) if (value * 10**n).denominator == 1), 4)
    return number_text(float(value), digits)
