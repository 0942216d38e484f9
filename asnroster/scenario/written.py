"""A scenario written out in full: one TOML text without ``extends`` that makes the same scenario again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from asnroster.intake.rosters.provenance import FIRST_LINE, LAST_LINE
from asnroster.rules.kit.fields import share_text
from asnroster.scenario.document import RuleDraft
from asnroster.scenario.model import Policy, Scenario
from asnroster.scenario.savings import SHARE, Assumption, decimal_text
from asnroster.words import WEEKDAYS_ID

_WIDTH = 100
_POLICIES = "\n\n[[policies]]\n"


def scenario_toml(scenario: Scenario, drafts: Iterable[RuleDraft]) -> str:
    """The scenario as a file of its own: every rule inherited or not, parameters with their values in force.

    Args:
        scenario: the finished scenario.
        drafts: its rules as they were written, ``$parameters`` not yet filled in, so that ``--set`` still works.
    """
    top = {
        "name": scenario.name,
        "title": scenario.title,
        "source": scenario.source,
        "description": scenario.description,
        "home_code": scenario.home_code,
        "start": scenario.start,
        "end": scenario.end,
        "in_force": [[day for day in window if day is not None] for window in scenario.in_force] or None,
        "last_known": scenario.last_known,
    }
    signature = scenario.signature
    signed = {
        key: getattr(signature, key) for key in ("place", "position", "name", "nip", "rank", "government")
    }
    lines = [FIRST_LINE, *_pairs({key: value for key, value in top.items() if value not in (None, "")})]
    if scenario.parameters:
        lines += ["", "[parameters]", *_pairs(scenario.parameters)]
    for draft in drafts:
        lines += ["", "[[rules]]", *_pairs(_rule(draft, scenario.source))]
    if any(signed.values()):
        lines += ["", "[signature]", *_pairs({key: value for key, value in signed.items() if value})]
    if letter := scenario.letter:
        particulars = {key: getattr(letter, key) for key in ("kind", "number", "date", "about")}
        lines += ["", "[letter]", *_pairs({key: value for key, value in particulars.items() if value})]
    if scenario.savings:
        lines += ["", "[savings]", *_savings(scenario.savings)]
    return "\n".join([*lines, LAST_LINE, ""])


def with_savings(scenario: Scenario, savings: Mapping[str, Assumption]) -> Scenario:
    """A scenario with other assumptions on savings, in its text too."""
    text = scenario.text.removesuffix(f"{LAST_LINE}\n").partition("\n\n[savings]\n")[0].rstrip("\n") + "\n"
    lines = ["", "[savings]", *_savings(savings), LAST_LINE, ""]
    return replace(scenario, savings=savings, text=text + "\n".join(lines))


def with_policies_text(text: str, policies: Iterable[Policy]) -> str:
    """A scenario's text with the texts of the policies that single units follow, in the place of those in it.

    Args:
        text: see ``Scenario.text``.
        policies: in order; none takes out what is there.
    """
    before, _mark, rest = text.partition(_POLICIES)
    place = _end_of_rules(rest or text)
    head, tail = (before, rest[place:]) if rest else (text[:place], text[place:])
    lines = [
        "\n".join(_pairs({"entries": one.entries, "text": one.scenario.text.splitlines()}))
        for one in policies
    ]
    return head + "".join(f"{_POLICIES}{line}" for line in lines) + tail


def with_rule_text(text: str, keys: Mapping[str, object]) -> str:
    """A scenario's text with one more rule."""
    place = _end_of_rules(text)
    return text[:place] + "\n".join(["", "", "[[rules]]", *_pairs(keys)]) + text[place:]


def _end_of_rules(text: str) -> int:
    """Where rules and policies may still be added: assumptions on savings stand last."""
    signs = ("\n\n[savings]\n", f"\n{LAST_LINE}\n")
    return min((place for sign in signs if (place := text.find(sign)) >= 0), default=len(text))


def _rule(draft: RuleDraft, source: str) -> dict[str, object]:
    """A rule's keys; its source only where it is not the scenario's own."""
    keys: dict[str, object] = {"rule": draft.kind}
    if draft.name != draft.kind:
        keys["name"] = draft.name
    own = draft.fields.get("source", draft.source)
    keys |= {key: value for key, value in draft.fields.items() if key != "source"}
    return keys if own == source else {**keys, "source": own}


def _savings(savings: Mapping[str, Assumption]) -> Iterator[str]:
    for name, one in savings.items():
        figures = [_text(share_text(v)) if name == SHARE else decimal_text(v) for v in one.values]
        value = figures[0] if len(set(figures)) == 1 else f"[{', '.join(figures)}]"
        yield f"{name} = " + (
            f"{{ value = {value}, source = {_text(str(one.source))} }}" if one.source else value
        )


def _pairs(keys: Mapping[str, object]) -> Iterator[str]:
    for key, value in keys.items():
        name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)
        yield from f"{name} = {_value(value)}".split("\n")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return _text(share_text(value))
    if isinstance(value, frozenset):
        return _array([WEEKDAYS_ID[day] for day in sorted(value)])
    if isinstance(value, list | tuple):
        return _array(value)
    return str(value) if isinstance(value, int | float) else _text(str(value))


def _array(items: Iterable[object]) -> str:
    """A list on one line, or broken into lines where it is long."""
    lines = [""]
    for item in map(_value, items):
        if lines[-1] and len(lines[-1]) + len(item) > _WIDTH:
            lines.append("")
        lines[-1] += f"{', ' if lines[-1] else ''}{item}"
    if len(lines) == 1:
        return f"[{lines[0]}]"
    return "[\n" + "".join(f"    {line},\n" for line in lines) + "]"


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the one control character that JSON leaves alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
