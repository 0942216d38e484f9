"""Scenarios side by side rest on the same assumptions on savings, as far as they say nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from asnroster.errors import Issue
from asnroster.scenario.given import PREFIX
from asnroster.scenario.model import Scenario
from asnroster.scenario.savings import assumptions
from asnroster.scenario.written import with_savings
from asnroster.words import _

Named = tuple[str, Scenario]


def alike_in_savings(named: Sequence[Named], settings: Collection[str]) -> tuple[list[Scenario], list[Issue]]:
    """Scenarios without assumptions on savings take those of the first that has some, so that rosters alone make the difference.

    Args:
        named: the scenarios with the names under which they are told.
        settings: keys that ``--set`` gives to all of them.

    Returns:
        The scenarios in the same order, and notices of what was taken and of what differs still.
    """
    gives = [
        bool({f"{PREFIX}{key}" for key in scenario.savings} - set(settings)) for _name, scenario in named
    ]
    if not any(gives):
        return [scenario for _name, scenario in named], []
    giver, giving = named[gives.index(True)]
    settled = [
        scenario if own else with_savings(scenario, giving.savings)
        for own, (_name, scenario) in zip(gives, named, strict=True)
    ]
    notices = []
    if takers := [name for own, (name, _scenario) in zip(gives, named, strict=True) if not own]:
        message = _("No [savings] in {names}: the assumptions of {first} hold there too.")
        text = message.format(names=", ".join(takers), first=giver)
        notices.append(Issue("savings-taken", text))
    return settled, [*notices, *_differing([name for name, _scenario in named], settled)]


def _differing(names: Sequence[str], scenarios: Sequence[Scenario]) -> list[Issue]:
    """A notice where savings rest on other assumptions than in the first column."""
    first, *later = [assumptions(scenario.savings) for scenario in scenarios]
    keys = [[key for key in first if other[key].values != first[key].values] for other in later]
    others = [name for name, differing in zip(names[1:], keys, strict=True) if differing]
    if not others:
        return []
    message = _("The savings of {names} rest on other assumptions than those of {first} ({keys}).").format(
        names=", ".join(others),
        first=names[0],
        keys=", ".join(dict.fromkeys(key for differing in keys for key in differing)),
    )
    needed = _("To compare the rosters alone give all the same figures: --set savings.KEY=VALUE.")
    return [Issue("savings-differ", message, needed)]
