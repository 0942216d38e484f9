"""Options in groups: each is declared once as the field of a dataclass, and a command takes the whole group.

The command line library knows single parameters only; it is shown the fields in the place of their group.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_type_hints


class Grouped:
    """A command as the library is to see it: without groups, every parameter by its name."""

    def __init__(self, command: Callable[..., None]) -> None:
        functools.update_wrapper(self, command)
        self._command = command

    # Read when the command is called or explained: to read those of every command takes as long as to load them.
    @functools.cached_property
    def __signature__(self) -> inspect.Signature:
        given = [one for own in self._own.values() for one in _spread(own)]
        return inspect.Signature(given)

    @functools.cached_property
    def _own(self) -> dict[str, inspect.Parameter]:
        """The parameters as the command declares them."""
        return dict(inspect.signature(self._command, eval_str=True).parameters)

    def __call__(self, **given: Any) -> None:
        """Call the command with its groups."""
        self._command(**{name: _gathered(own, given) for name, own in self._own.items()})


def _spread(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """The fields of a group as parameters; any other parameter as it is."""
    group = parameter.annotation
    if not is_dataclass(group):
        return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]


def _gathered(parameter: inspect.Parameter, given: dict[str, Any]) -> Any:
    """What was given for a parameter, of a group with all its fields."""
    group: Any = parameter.annotation
    if not is_dataclass(group):
        return given[parameter.name]
    return group(**{field.name: given[field.name] for field in fields(group)})  # type: ignore[operator]
