"""What a caller says by keywords, as a request and a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import Any, TypedDict

from asnroster.api.frames import Table, columns_text, table_path
from asnroster.api.values import parse_caps, parse_date, parse_gap, parse_map, reading_of
from asnroster.engine.options import Options
from asnroster.intake.sheets import Book
from asnroster.request import Request, Watch

Columns = Mapping[str, str] | Mapping[str, Mapping[str, str]] | str | PathLike[str]
Day = date | str
Side = Table | tuple[Table, str]
"""A scenario, a roster already made, or a roster and the scenario that it is judged by."""


class Headings(TypedDict, total=False):
    """What every door takes.

    Attributes:
        units: a second table with the units.
        columns: heading -> column for headings that are not known by themselves (of other sheets: sheet -> heading -> column),
            or the path of a saved mapping (.toml).
        parameters: values of the scenario's parameters, and of what savings are reckoned by (``savings.KEY``).
    """

    units: Table
    columns: Columns
    parameters: Mapping[str, object]


class Period(TypedDict, total=False):
    """The dates of a roster, or texts such as ``2026-12-01``."""

    start: Day
    end: Day


class CheckTerms(Headings, Period, total=False):
    """What :func:`asnroster.check` takes."""


class Terms(Headings, total=False):
    """What every door takes that judges.

    Attributes:
        history: rosters of earlier days.
        what_if: take the policy as if it were in force on every day.
        confirm: agree to everything that is assumed.
        strict: refuse while an assumption is open, an own rule that keeps people in the office is idle, or an order is
            not obeyed.
    """

    history: Sequence[Table]
    what_if: bool
    confirm: bool
    strict: bool


class AuditTerms(Terms, total=False):
    """What :func:`asnroster.audit` and :func:`asnroster.explain` take.

    Attributes:
        scenario: shipped name or path; left out, the one that the roster tells.
        base: the roster in force that changes are counted against.
        codes: what codes of the roster mean: ``{"H": "WFH"}``.
        sheets: the sheets of the roster, where several hold one.
        start: the first date of a roster that has only the numbers of days.
    """

    scenario: str | PathLike[str]
    base: Table
    codes: Mapping[str, str]
    sheets: Sequence[str]
    start: Day


class Search(TypedDict, total=False):
    """How near to the best, how long, and with what a search goes on.

    Attributes:
        gap: a share of one, or a text such as ``0.5%``.
        time_limit: in seconds.
        seed: of the search.
        workers: parts solved at a time; changes no roster.
        watch: who is told how far it is, and may end it.
    """

    gap: float | str
    time_limit: float
    seed: int
    workers: int
    watch: Watch


class SolveTerms(Terms, Period, Search, total=False):
    """What :func:`asnroster.solve` takes.

    Attributes:
        base: the roster in force: the new one keeps near to it.
        codes: what codes of earlier rosters mean: ``{"H": "WFH"}``.
        answers: rosters whose sheets Konfirmasi are read.
        relax: where no roster keeps every rule that must hold, give the one that breaks them least.
        cluster: address of a Dask scheduler.
    """

    base: Table
    codes: Mapping[str, str]
    answers: Sequence[str | PathLike[str]]
    relax: bool
    cluster: str


class CompareTerms(Terms, Period, Search, total=False):
    """What :func:`asnroster.compare` takes.

    Attributes:
        base: the roster in force that changes are counted against.
        codes: what codes of the rosters mean: ``{"H": "WFH"}``.
        sheets: the sheets of the rosters, where several hold one.
        sweep: one figure of the one scenario, step by step: ``RULE.FIELD=FROM:TO:STEP``.
    """

    base: Table
    codes: Mapping[str, str]
    sheets: Sequence[str]
    sweep: str


class StudyTerms(Terms, Period, Search, total=False):
    """What :func:`asnroster.study` takes.

    Attributes:
        caps: of the curve, shares of one or a text such as ``0:75:10`` (per cent).
    """

    caps: Sequence[float | Fraction] | str


class Asked:
    """What a door was given by keywords.

    Args:
        door: its name, for whoever misspells a keyword.
        terms: the keywords that there are.
        given: the keywords.

    Raises:
        TypeError: for a keyword that there is not.
    """

    def __init__(self, door: str, terms: type, values: Mapping[str, Any]) -> None:
        if unknown := sorted(set(values) - set(terms.__annotations__)):
            raise TypeError(f"{door}() got an unexpected keyword argument {unknown[0]!r}")
        self._door, self._terms = door, values
        self._cells: dict[Path, Book] = {}

    def path(self, table: Table, name: str) -> Path:
        """The path of a table, or the name that stands for one that lies in no file."""
        return table_path(table, name, self._cells)

    def request(self, staff: Table | None, scenario: str | PathLike[str] | None) -> Request:
        """The request.

        Raises:
            InputError: where a date, a code or a column cannot be read.
        """
        terms = self._terms
        first = _day(terms.get("start"), "start")
        codes = [f"{code}={mode}" for code, mode in terms.get("codes", {}).items()]
        judges, solves = self._door in ("audit", "explain"), self._door == "solve"
        units = self._named("units")
        base = self._named("base")
        # The roster in force tells what was agreed to, too.
        answers = [
            *terms.get("answers", ()),
            *([base] if solves and base and base not in self._cells else []),
        ]
        return Request(
            staff=Path() if staff is None else self.path(staff, "DataFrame"),
            staff_named=staff is not None,
            units=units,
            scenario=None if scenario is None else str(scenario),
            parameters={key: str(value) for key, value in terms.get("parameters", {}).items()},
            mapping=parse_map(columns_text(terms.get("columns"))),
            start=None if judges else first,
            end=_day(terms.get("end"), "end"),
            history=tuple(
                self.path(one, f"DataFrame (history {number})")
                for number, one in enumerate(terms.get("history", ()), 1)
            ),
            base=base,
            keep_near=base is not None and solves,
            what_if=terms.get("what_if", False),
            confirm=terms.get("confirm", False),
            strict=terms.get("strict", False),
            answers=tuple(map(Path, answers)),
            reading=reading_of(terms.get("sheets"), codes, first if judges else None),
            cells=self._cells,
        )

    def side(self, one: Side, number: int) -> str:
        """What stands side by side with others, as the command line names it: a scenario, or ``ROSTER@SCENARIO``."""
        table, scenario = one if isinstance(one, tuple) else (one, None)
        # A name with an ending is a roster's; a path is taken as it is.
        name = str(self.path(table, f"DataFrame {number}.csv"))
        return name if scenario is None else f"{name}@{scenario}"

    def _named(self, name: str) -> Path | None:
        value = self._terms.get(name)
        return None if value is None else self.path(value, f"DataFrame ({name})")

    def options(self) -> Options:
        """The search.

        Raises:
            InputError: where the gap cannot be read.
        """
        terms, usual = self._terms, Options()
        return Options(
            seed=terms.get("seed", usual.seed),
            gap=parse_gap(str(terms.get("gap", usual.gap)), "gap"),
            time_limit_seconds=terms.get("time_limit"),
            workers=terms.get("workers"),
            relax=terms.get("relax", False),
            cluster=terms.get("cluster"),
        )

    def dates(self, dates: Sequence[Day] | Day) -> list[date]:
        """Dates of a roster, or one.

        Raises:
            InputError: where one cannot be read.
        """
        several = [dates] if isinstance(dates, str | date) else dates
        read = (_day(day, "dates") for day in several)
        return [day for day in read if day is not None]

    def caps(self, caps: Sequence[float | Fraction] | str) -> list[Fraction]:
        """The caps of a curve.

        Raises:
            InputError: where they cannot be read.
        """
        if isinstance(caps, str):
            return parse_caps(caps, "caps")
        return [Fraction(str(cap)) for cap in caps]


def _day(day: Day | None, name: str) -> date | None:
    return parse_date(day, name) if isinstance(day, str) else day
