"""A scenario: a policy as data. TOML file or workbook sheet -> rules, dates, words, signature."""

from asnroster.scenario.model import Scenario, Signature

__all__ = ["Scenario", "Signature"]
