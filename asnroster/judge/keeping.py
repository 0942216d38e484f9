"""Who may work from home at all, and what keeps the others in the office: counts that add up to the people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.decisions import decisions
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
    told = {code: str(reason.heading) for code, reason in reasons().items()}
    closed = told.pop(NOT_IN_FORCE)
    return {
        MAY: _("May work from home"),
        "sector": _("Direct service (sector)"),
        "unit": _("Unit named by a rule"),
        "leader": _("Leader who stays"),
        "role": _("Position or role"),
        **told,
        "letter": _("Fixed by letter"),
        NOT_IN_FORCE: closed,
        "other": _("Another rule"),
        "limits": _("Rules on office days"),
        "absent": _("Absent all the time"),
    }


def reason_title(reason: str) -> str:
    """A reason as a column's heading."""
    return reason_titles()[reason]


def keepers(case: Case) -> list[str]:
    """For each person ``may``, or what keeps them in the office on all days of the period.

    Somebody may work from home who can have a home day under the rules about them alone
    (``most(p)`` > 0). Where several rules keep a person, the one that decides most of the days counts, of
    equals the one that comes first.
    """
    reasons = []
    for person, most in enumerate(case.most_in_all.tolist()):
        reasons.append(MAY if most else _reason(case, person))
    return reasons


def kept(reasons: Collection[str]) -> Mapping[str, int]:
    """How many people have each reason; those who may are among them, so that they add up to all."""
    counts = Counter(reasons)
    return {reason: counts[reason] for reason in reason_titles() if counts[reason]}


def _reason(case: Case, person: int) -> str:
    decided = decisions(case, person)
    told = Counter[str]()
    for (index, code), days in decided.items():
        if index >= 0:
            told[_told(case.rules[index], code)] += len(days)
    if not told:
        return "limits" if decided else "absent"
    return told.most_common(1)[0][0]


def _told(rule: Rule, code: str) -> str:
    return "letter" if rule.decides_by == "order" else code or _filtered(rule)


def _filtered(rule: Rule) -> str:
    used = [name for name, _values, is_exception in rule.filters() if not is_exception]
    return next((reason for name, reason in _BY_FILTER.items() if name in used), "other")
