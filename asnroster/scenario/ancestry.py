"""The origin of a scenario's rules and parameters, and what became of those that it inherits."""

from __future__ import annotations

from collections.abc import Mapping

from asnroster.scenario.inherit import Line
from asnroster.scenario.model import Ancestry


def ancestry(line: Line, parameters: Mapping[str, object]) -> Ancestry:
    """Walk the line from its oldest scenario to the youngest and note what each changed.

    Args:
        line: a line in which nothing is wrong.
        parameters: those that the rules use.
    """
    origins: dict[str, str] = {}
    replaced: dict[str, str] = {}
    removed: dict[str, str] = {}
    set_by: dict[str, tuple[str, object]] = {}
    anew: dict[str, tuple[str, object]] = {}
    for member in reversed(line.drafts):
        removed |= {name: origins.pop(name) for name in member.keys.remove}
        replaced |= {rule.name: origins[rule.name] for rule in member.rules if rule.name in origins}
        origins |= {rule.name: member.name for rule in member.rules}
        anew |= {key: set_by[key] for key in member.keys.parameters if key in set_by}
        set_by |= {key: (member.name, value) for key, value in member.keys.parameters.items()}
    return Ancestry(
        origins,
        {name: of for name, of in replaced.items() if name in origins},
        {name: of for name, of in removed.items() if name not in origins},
        {key: before for key, before in anew.items() if key in parameters},
        {key: by for key, (by, _value) in set_by.items() if key not in parameters},
    )
