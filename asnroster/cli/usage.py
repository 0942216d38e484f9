"""Usage errors in the user's language: an unknown option, a missing file name, a bad number."""

from __future__ import annotations

import re
from typing import Any

import typer

from asnroster.words import _

# The command line library keeps its base class to itself; this is it.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def usage_text(error: Any) -> str:
    """A sentence that says what is wrong with the command line, and how to get help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "asnroster"
    help_line = _("Help: {command} --help").format(command=command)
    return f"{_what(error)}\n{help_line}"


def _what(error: Any) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        advice = _("Did you mean: {names}?").format(names=near) if near else ""
        return " ".join([_("There is no option {name}.").format(name=error.option_name), advice]).strip()
    if kind == "MissingParameter" and error.param is not None:
        return _("{name} is missing.").format(name=_name(error.param))
    if kind == "BadParameter" and error.param is not None:
        return _("The value of {name} cannot be used; it takes {kind}.").format(
            name=_name(error.param), kind=_kind(error.param)
        )
    if kind == "BadOptionUsage":
        return _("Option {name} needs a value.").format(name=error.option_name)
    return _library_sentence(str(error.message))


def _library_sentence(message: str) -> str:
    """Two sentences that the library has in English only, and what it takes from our catalogue."""
    surplus = re.fullmatch(r"Got unexpected extra argument\(?s?\)? \((.+)\)", message)
    if surplus is not None:
        return _("More was given than the command takes: {words}.").format(words=surplus[1])
    said, __, near = message.partition(" Did you mean ")
    if not near:
        return said
    return f"{said} {_('Did you mean: {names}?').format(names=near.rstrip('?'))}"


def _name(parameter: Any) -> str:
    """``--seed`` for an option, ``STAFF`` for an argument."""
    options = [option for option in parameter.opts if option.startswith("--")]
    return str(options[0] if options else parameter.metavar or parameter.name.upper())


def _kind(parameter: Any) -> str:
    choices = getattr(parameter.type_descriptor.annotation, "__members__", None)
    if choices:
        return _("one of {choices}").format(choices=", ".join(choices))
    annotation = str(parameter.type_descriptor.annotation)
    kinds = {"int": _("a whole number"), "float": _("a number"), "datetime": _("a date")}
    kind = next((name for key, name in kinds.items() if key in annotation), _("text"))
    if parameter.min is not None:
        kind = _("{kind} from {least}").format(kind=kind, least=parameter.min)
    return kind
