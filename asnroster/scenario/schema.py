"""The schema of a rule as a scenario's author needs it: fields in a sentence each, and a smallest example."""

from __future__ import annotations

import tomllib
from fractions import Fraction

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.fields import share_text, weekdays_text
from asnroster.scenario.kinds import Kind, choices, kind_of, rule_fields
from asnroster.scenario.origin import shown
from asnroster.words import _

# The words for what may be written in a field of each kind, as TOML.
_SAMPLES: dict[Kind, str] = {
    "share": '"50 %"',
    "weekdays": '["Kamis"]',
    "words": '["PNS"]',
    "date": "2025-12-01",
    "flag": "true",
    "number": "2",
    "figure": '"5 %"',
    "text": '""',
}


def field_sentence(name: str, info: FieldInfo) -> str:
    """``per: one of unit, subtree, …; default agency``."""
    default = _("required") if info.is_required() else _default(info.default)
    return f"{name}: {kind_text(info)}; {default}"


def kind_text(info: FieldInfo) -> str:
    """The words for what may be written in a field: ``a date, e.g. 2025-12-01``."""
    words = choices(info)
    if words:
        return _("one of {words}").format(words=", ".join(words))
    return {
        "share": _('a share, e.g. "50 %", "1/3" or 0.5'),
        "weekdays": _('weekdays, e.g. ["Senin", "Kamis"] or "Sen-Jum"'),
        "words": _("a list of words; * stands for any letters"),
        "date": _("a date, e.g. 2025-12-01"),
        "flag": _("true or false"),
        "number": _("a whole number, 0 or more"),
        "figure": _('a whole number, 0 or more, or a share, e.g. "5 %"'),
    }.get(kind_of(info), _("text"))


def _default(value: object) -> str:
    if value is None or value == ():
        return _("may be left out")
    if isinstance(value, Fraction):
        return _("default {value}").format(value=share_text(value))
    if isinstance(value, frozenset):
        return _("default {value}").format(value=weekdays_text(value))
    return _("default {value}").format(value=shown(value))


def example(rule: type[Rule]) -> str:
    """A short TOML that is this rule: its required fields or else its first, and more only as far as it needs."""
    own = {name: info for name, info in rule_fields(rule).items() if name not in rule_fields(Rule)}
    required = [name for name, info in own.items() if info.is_required()]
    order = required + [name for name in own if name not in required]
    for count in range(max(len(required), min(1, len(order))), len(order) + 1):
        lines = [f"{name} = {_sample(own[name])}" for name in order[:count]]
        if _complete(rule, "\n".join(lines)):
            break
    return "\n".join(["[[rules]]", f'rule = "{rule.key}"', *lines])


def _complete(rule: type[Rule], text: str) -> bool:
    try:
        rule.model_validate(tomllib.loads(text))
    except ValidationError:
        return False
    return True


def _sample(info: FieldInfo) -> str:
    return f'"{choices(info)[0]}"' if choices(info) else _SAMPLES[kind_of(info)]
