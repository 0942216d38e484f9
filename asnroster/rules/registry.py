"""The registry: every rule file in this folder is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from asnroster import rules
from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.in_force import InForce
from asnroster.rules.kit.traits import Reason


@cache
def registry() -> dict[str, type[Rule]]:
    """Rule key -> rule class, in the order of their keys. The file's name is the key."""
    classes: dict[str, type[Rule]] = {}
    for module in pkgutil.iter_modules(rules.__path__):
        if module.ispkg or module.name == "registry":
            continue
        loaded = importlib.import_module(f"{rules.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, Rule) and vars(value).get("key") == module.name:
                classes[module.name] = value
    return dict(sorted(classes.items()))


@cache
def reasons() -> dict[str, Reason]:
    """Every reason code of a rule that fixes days, those of the policy's dates at last."""
    of_rules = {code: reason for rule in registry().values() for code, reason in rule.reasons.items()}
    return {**of_rules, **InForce.reasons}
