"""A scenario in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.rules.kit.in_force import windows_text
from asnroster.scenario.horizon import own_dates
from asnroster.scenario.model import Scenario
from asnroster.scenario.origin import shown
from asnroster.words import _, date_text


def facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The facts of a scenario, heading and text; none for what it leaves open."""
    yield _("Name"), scenario.name
    yield _("Source"), scenario.source
    yield _("Dates"), dates(scenario) or _("none of its own: the next whole month, or --start and --end")
    yield _("In force"), windows(scenario) or _("always")
    yield _("Word for home"), scenario.home_code
    yield _("Inherits from"), ", ".join(scenario.lineage)
    yield (
        _("Signed by"),
        ", ".join(part for part in (scenario.signature.position, scenario.signature.place) if part),
    )
    yield _("Own assumptions on savings"), ", ".join(scenario.savings)


def dates(scenario: Scenario) -> str:
    """``2025-03-24 - 2025-03-27``; empty where the scenario gives a run no dates."""
    ends = [day.isoformat() for day in own_dates(scenario) if day is not None]
    return " - ".join(ends)


def windows(scenario: Scenario) -> str:
    """``16 Apr 2024 s.d. 18 Apr 2024``, with the last extension known; empty where the scenario holds always."""
    text = windows_text(scenario.in_force)
    if scenario.last_known is None:
        return text
    extension = _("last extension known: {date}").format(date=date_text(scenario.last_known))
    return f"{text} ({extension})" if text else extension


def parameters(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Each parameter and its value."""
    for key, value in scenario.parameters.items():
        yield key, shown(value)
