"""A scenario: a policy as data. TOML file or workbook sheet -> rules, dates, words, signature."""

from asnroster.scenario.model import Letter, Scenario, Signature

__all__ = ["Letter", "Scenario", "Signature"]
