"""Options in groups: each is declared once as the field of a class, and a command takes the whole group.

The command line library knows single parameters only; it is shown the fields in the place of their group.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, dataclass_transform, get_type_hints


# As a dataclass would be, without the code that it writes: fifteen of them made the help a tenth slower.
@dataclass_transform(frozen_default=True, kw_only_default=True)
class Group:
    """A group of options: its fields are options or arguments, with what they are if they are not given."""

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)

    @classmethod
    def fields(cls) -> dict[str, Any]:
        """Names and types of the fields, those of the class above first."""
        return get_type_hints(cls, include_extras=True)


class Grouped:
    """A command as the library is to see it: without groups, every parameter by its name."""

    def __init__(self, command: Callable[..., None]) -> None:
        functools.update_wrapper(self, command)
        self._command = command

    # Read when the command is called or explained: to read those of every command takes as long as to load them.
    @functools.cached_property
    def __signature__(self) -> inspect.Signature:
        parameters = [one for own in self._own.values() for one in _spread(own)]
        return inspect.Signature(parameters)

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
    if not _is_group(group):
        return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=getattr(group, name, inspect.Parameter.empty),
            annotation=annotation,
        )
        for name, annotation in group.fields().items()
    ]


def _gathered(parameter: inspect.Parameter, values: dict[str, Any]) -> Any:
    """The value of a parameter; for a group, the group with its fields filled in."""
    group = parameter.annotation
    if not _is_group(group):
        return values[parameter.name]
    return group(**{name: values[name] for name in group.fields()})


def _is_group(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Group)
