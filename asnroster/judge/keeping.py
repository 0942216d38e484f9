"""Eligibility: counts of those who may work from home and of what keeps the others, which add up to all people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from asnroster.judge.why import LIMITS, Causes
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.in_force import NOT_IN_FORCE
from asnroster.rules.registry import reasons
from asnroster.words import _

MAY = "may"
# What a rule that keeps people in the office goes by, where it has several filters the first of these.
_BY_FILTER = {
    "sectors": "sector",
    "echelons": "leader",
    "roles": "role",
    "positions": "role",
    "position_kinds": "role",
    "units": "unit",
    "statuses": "status",
}


def reason_titles() -> dict[str, str]:
    """What people are counted under, in the order of tables, with its heading: ``may``, then what keeps the others."""
    titles = {code: str(reason.heading) for code, reason in reasons().items()}
    closed = titles.pop(NOT_IN_FORCE)
    return {
        MAY: _("May work from home"),
        "sector": _("Direct service (sector)"),
        "unit": _("Unit named by a rule"),
        "leader": _("Leader who stays"),
        "role": _("Position or role"),
        **titles,
        "letter": _("Fixed by letter"),
        NOT_IN_FORCE: closed,
        "other": _("Another rule"),
        LIMITS: _("Rules on office days"),
        "absent": _("Absent all the time"),
    }


def reason_title(reason: str) -> str:
    """A reason as a column's heading."""
    return reason_titles()[reason]


def keepers(case: Case) -> list[str]:
    """For each person ``may``, or what keeps them in the office on all days of the period.

    Where several rules keep a person, the reason of most of the days counts, of equals the one that comes first.
    """
    causes = Causes(case)
    return [MAY if may else _reason(causes, person) for person, may in enumerate(causes.may)]


def kept(reasons: Collection[str]) -> Mapping[str, int]:
    """The number of people by reason; those who may are among them, so that they add up to all."""
    counts = Counter(reasons)
    return {reason: counts[reason] for reason in reason_titles() if counts[reason]}


def _reason(causes: Causes, person: int) -> str:
    counts = Counter[str]()
    for cause, days in causes.of_person(person).items():
        counts[_told(causes.case.rules[cause.rule], cause.code)] += len(days)
    return counts.most_common(1)[0][0] if counts else "absent"


def _told(rule: Rule, code: str) -> str:
    return "letter" if rule.decides_by == "order" else code or _filtered(rule)


def _filtered(rule: Rule) -> str:
    used = [name for name, _values, is_exception in rule.filters() if not is_exception]
    return next((reason for name, reason in _BY_FILTER.items() if name in used), "other")
