"""A scenario in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.scenario.model import Scenario
from asnroster.scenario.origin import shown
from asnroster.words import _


def facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What a scenario says of itself: heading and text; nothing for what it leaves open."""
    yield _("Name"), scenario.name
    yield _("Source"), scenario.source
    yield _("Dates"), dates(scenario) or _("none of its own: the next whole month, or --start and --end")
    yield _("Word for home"), scenario.home_code
    yield _("Inherits from"), ", ".join(scenario.lineage)
    yield (
        _("Signed by"),
        ", ".join(part for part in (scenario.signature.position, scenario.signature.place) if part),
    )
    yield _("Own assumptions on savings"), ", ".join(scenario.savings)


def dates(scenario: Scenario) -> str:
    """``2025-03-24 - 2025-03-27``; empty where the scenario has no dates."""
    ends = [day.isoformat() for day in (scenario.start, scenario.end) if day is not None]
    return " - ".join(ends)


def parameters(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Each parameter and its value."""
    for key, value in scenario.parameters.items():
        yield key, shown(value)
