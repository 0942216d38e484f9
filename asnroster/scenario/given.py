"""Assumptions on savings by ``--set``: ``savings.KEY=VALUE`` or ``savings.KEY=LOW:MIDDLE:HIGH``."""

from __future__ import annotations

from collections.abc import Mapping

from asnroster.errors import Issue, did_you_mean
from asnroster.intake.cells import BadCellError
from asnroster.scenario.origin import shown
from asnroster.scenario.savings import BY_SET, KINDS, Assumption, assumption
from asnroster.scenario.sheet import figure
from asnroster.words import _

PREFIX = "savings."
OPTION = "--set"


def savings_settings(settings: Mapping[str, object]) -> dict[str, object]:
    """Those of ``--set``'s values that are about savings, under their full keys."""
    return {key: value for key, value in settings.items() if key.startswith(PREFIX)}


def given_savings(settings: Mapping[str, object], issues: list[Issue]) -> dict[str, Assumption]:
    """The assumptions that ``--set`` gives, by name; what is wrong goes into ``issues``."""
    savings: dict[str, Assumption] = {}
    for key, value in savings_settings(settings).items():
        name = key.removeprefix(PREFIX)
        if name not in KINDS:
            message = _("“{key}” is not a key of a scenario.").format(key=key)
            needed = did_you_mean(key, [PREFIX + kind for kind in KINDS])
            issues.append(Issue("unknown-key", message, needed, sheet=OPTION, found=key))
            continue
        try:
            savings[name] = assumption(name, {"value": figures(value), "source": BY_SET})
        except BadCellError as error:
            issues.append(Issue(error.code, error.message, error.needed, sheet=OPTION, found=shown(value)))
        except ValueError as error:
            message = _("“{found}” does not fit “{field}”.").format(found=shown(value), field=key)
            issues.append(Issue("wrong-value", message, str(error), sheet=OPTION, found=shown(value)))
    return savings


def figures(value: object) -> object:
    """``1500:1600:1700`` as three figures, ``1,5`` as one.

    Raises:
        BadCellError: when one can be read in two ways.
    """
    if not isinstance(value, str):
        return value
    parts = [figure(part.strip()) for part in value.split(":")]
    return parts[0] if len(parts) == 1 else parts
