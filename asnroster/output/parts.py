"""A judged roster cut by agency: each part a report of its own people, judged as a part of the whole."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from asnroster.domain.groups import fold, labels_of, staffed_agencies
from asnroster.domain.problem import Problem, Unit
from asnroster.domain.roster import Roster
from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.judge.audit import Audit, RuleAudit, audit
from asnroster.judge.savings import shared_buildings
from asnroster.output.report import Report
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.findings import GaveWay, Violation
from asnroster.rules.kit.ties import sub_case
from asnroster.words import _

LONGEST_NAME = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # no file of this name on Windows
_POST = re.compile(r".* \((.*)\)", re.DOTALL)  # a counter's label ends with the path of its unit

Finding = TypeVar("Finding", Violation, GaveWay)


@dataclass(frozen=True, slots=True)
class Part:
    """One agency's share of a roster.

    Attributes:
        agency: the agency (a root unit).
        file: the name of its workbook, without folder.
    """

    agency: Unit
    file: str
    report: Report


def agency_part(report: Report, name: str) -> Part:
    """The part of the agency of that name, short name, or of the one name that holds these words.

    Raises:
        InputError: when no agency with people is called so, or several are.
    """
    units, agencies, wanted = report.problem.units, staffed_agencies(report.problem), fold(name)
    called = [unit for unit in agencies if wanted in map(fold, (units[unit].name, units[unit].short_name))]
    matches = called or [unit for unit in agencies if wanted and wanted in fold(units[unit].name)]
    if len(matches) != 1:
        message = _("No agency of this roster is called “{name}”.").format(name=name)
        if matches:
            message = _("{count} agencies of this roster are called “{name}”.").format(
                count=len(matches), name=name
            )
        needed = did_you_mean(name, (units[unit].name for unit in matches or agencies))
        raise InputError([Issue("agency-unknown", message, needed, sheet="--agency", found=name)])
    return next(agency_parts(report, only=matches[0]))


def agency_parts(report: Report, *, only: int | None = None) -> Iterator[Part]:
    """One part for each agency that has people, in the order of the problem; ``only``: of that one alone."""
    units, inside = report.problem.units, report.problem.below
    agencies = staffed_agencies(report.problem)
    concerned = _concerned(report.problem)
    shared = shared_buildings(report.problem)
    violations = [_by_agency(report.problem, entry.violations, concerned) for entry in report.audit.rules]
    moved = [_by_agency(report.problem, entry.gave_way, concerned) for entry in report.audit.rules]
    for unit, name in zip(agencies, file_names([units[unit] for unit in agencies]), strict=True):
        if only not in (None, unit):
            continue
        place = {person: index for index, person in enumerate(inside[unit])}
        case = _case(report.case, unit)
        misfits = [
            replace(one, person=here[0], others=tuple(here[1:]))
            for one in report.audit.misfits
            if (here := [place[person] for person in one.people if person in place])
        ]
        roster = Roster(report.roster.modes[list(place)], tuple(misfits))
        # How often a rule was checked is counted anew; what was found is a part of what was found in all.
        rules = tuple(
            _entry(entry, _placed(broken.get(unit, ()), place), _placed(gave_way.get(unit, ()), place))
            for entry, broken, gave_way in zip(audit(case, roster).rules, violations, moved, strict=True)
        )
        judged = Audit(rules, tuple(misfits))
        share = replace(
            report, case=case, roster=roster, audit=judged, agency=units[unit].path, shared_buildings=shared
        )
        yield Part(units[unit], name, share)


def _case(case: Case, unit: int) -> Case:
    """The same rules over an agency's people."""
    own = sub_case(case, case.problem.below[unit])
    path = case.problem.units[unit].path
    left_out = [who for who in case.problem.left_out if who.unit == path or who.unit.startswith(f"{path} > ")]
    return Case(replace(own.problem, left_out=tuple(left_out)), own.rules)


def _concerned(problem: Problem) -> Mapping[str, set[int]]:
    """For each label of a group the agencies whose people are in it."""
    agencies: dict[str, set[int]] = defaultdict(set)
    for unit in problem.units:
        agencies[fold(unit.path)].add(unit.agency)
    for index, person in enumerate(problem.people):
        for label in (person.building, *labels_of(problem, index)):
            if label:
                agencies[fold(label)].add(problem.units[person.unit].agency)
    return agencies


def _by_agency(
    problem: Problem, findings: Iterable[Finding], concerned: Mapping[str, set[int]]
) -> Mapping[int, Sequence[Finding]]:
    """Findings by agency; one about everybody belongs to none, one about a building to all that are in it."""
    groups: dict[int, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.where.person is not None:
            groups[problem.units[problem.people[one.where.person].unit].agency].append(one)
            continue
        label = one.where.group or ""
        post = _POST.fullmatch(label)
        named = label if fold(label) in concerned or post is None else post.group(1)
        for agency in concerned.get(fold(named), ()):
            groups[agency].append(one)
    return groups


def _placed(findings: Iterable[Finding], place: Mapping[int, int]) -> tuple[Finding, ...]:
    return tuple(
        one
        if (person := one.where.person) is None
        else replace(one, where=one.where._replace(person=place[person]))
        for one in findings
    )


def _entry(entry: RuleAudit, violations: tuple[Violation, ...], moved: tuple[GaveWay, ...]) -> RuleAudit:
    amount = sum(violation.amount for violation in violations)
    cost = (entry.rule.weight or 0) * amount
    return replace(entry, violations=violations, gave_way=moved, amount=amount, cost=cost)


def plain_stem(text: str) -> str:
    """A text as a part of a file's name: plain letters and digits with lines between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME]


def file_names(agencies: Iterable[Unit]) -> list[str]:
    """A file name for each agency, made of its short name: plain letters, each name once."""
    names: list[str] = []
    taken: set[str] = set()
    for agency in agencies:
        stem = plain_stem(agency.short_name or agency.name) or "OPD"
        stem = f"OPD-{stem}" if _RESERVED.fullmatch(stem) else stem
        numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        name = next(name for name in numbered if name.casefold() not in taken)
        taken.add(name.casefold())
        names.append(f"{name}.xlsx")
    return names
