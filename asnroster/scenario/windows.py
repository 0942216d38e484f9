"""When a policy is in force: windows as they are written, what they do, and a run that asks what if."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator

from asnroster.domain.calendar import Window
from asnroster.errors import Issue
from asnroster.intake.rosters.provenance import FIRST_LINE
from asnroster.rules.kit.in_force import InForce, windows_text
from asnroster.scenario.model import Scenario
from asnroster.words import Text, _, date_text

NAME = "masa berlaku"
WHAT_IF_KEY = "what_if"


def written_windows(value: object) -> tuple[Window, ...]:
    """``[[2024-04-16, 2024-04-18]]``, ``[2026-04-01]`` or both kinds in one list, as windows in order.

    Raises:
        ValueError: says in the user's language what would do.
    """
    needed = _("Write windows like [[2024-04-16, 2024-04-18]]; one without an end like [[2026-04-01]].")
    if not isinstance(value, list | tuple):
        raise ValueError(needed)
    parts = value if all(isinstance(part, list | tuple) for part in value) else [value]
    windows = []
    for part in parts:
        dates = [day for day in map(_date, part) if day is not None]
        if len(dates) != len(part) or len(dates) not in (1, 2):
            raise ValueError(needed)
        windows.append(Window(*dates))
    if any(window.last is not None and window.last < window.first for window in windows):
        raise ValueError(_("In each window the first date comes first."))
    if any(one.last is None or one.last >= other.first for one, other in pairwise(windows)):
        raise ValueError(_("Windows stand in order and do not overlap; only the last may lack its end."))
    return tuple(windows)


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


Windows = Annotated[tuple[Window, ...], BeforeValidator(written_windows)]


def in_force_rule(windows: tuple[Window, ...], source: str) -> InForce:
    """The rule that keeps everybody in the office outside the windows."""
    return InForce(name=NAME, title=str(InForce.words.title), source=source, windows=windows)


def lifted(scenario: Scenario) -> Scenario:
    """The scenario as if it were in force on every day; its title says so, and its text keeps it.

    A scenario without windows is in force always: it stays as it is.
    """
    if not scenario.in_force or scenario.what_if:
        return scenario
    title = str(Text("What if: {title}", "Seandainya berlaku: {title}")).format(title=scenario.title)
    rules = tuple(rule for rule in scenario.rules if not isinstance(rule, InForce))
    text = scenario.text
    if f"\n{WHAT_IF_KEY} = true\n" not in text:
        text = text.replace(f"{FIRST_LINE}\n", f"{FIRST_LINE}\n{WHAT_IF_KEY} = true\n", 1)
    return replace(scenario, title=title, rules=rules, text=text, what_if=True)


def beyond(scenario: Scenario, dates: Iterable[date]) -> list[Issue]:
    """Notices of a run's dates: those on which the policy is not in force, or not known to be."""
    days = list(dates)
    issues: list[Issue] = []
    outside = [day for day in days if not any(window.holds(day) for window in scenario.in_force)]
    windows = scenario.in_force
    # Between two windows a run is not beyond them.
    reaches = len(outside) == len(days) or any(
        day < windows[0].first or day > (windows[-1].last or day) for day in outside
    )
    if windows and outside and reaches and not scenario.what_if:
        template = _(
            "“{name}” is in force {dates}; on the other days of this period everybody is in the office."
        )
        if len(outside) == len(days):
            template = _(
                "“{name}” is in force {dates}, on no day of this period: everybody is in the office."
            )
        message = template.format(name=scenario.name, dates=windows_text(scenario.in_force))
        needed = _("To ask what it would be like if it were in force, add --what-if.")
        issues.append(Issue("not-in-force", message, needed))
    last = scenario.last_known
    if last is not None and days and days[-1] > last and len(outside) < len(days):
        template = _("“{name}” is beyond the last extension known (until {date}) in this period.")
        message = template.format(name=scenario.name, date=date_text(last))
        issues.append(Issue("extension-unknown", message, _("Make sure that it still holds.")))
    return issues
