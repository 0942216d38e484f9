"""What ``scenarios check --json`` writes, of a sound scenario and of one that is not."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from asnroster.output.records import Issue, record


@record
class CheckedRule:
    """A rule, where it comes from, and what it does to a staff; its figures are null without one."""

    rule: str
    name: str
    hard: bool
    weight: int | None
    from_: Annotated[str, Field(serialization_alias="from")]
    replaces: str | None
    sentence: str
    people: int | None
    fixed_person_days: int | None
    idle: str | None


@record
class Remark(Issue):
    """Something that an author should know; ``stops`` where ``solve`` would refuse to go on."""

    stops: bool


@record
class ScenarioCheck:
    """A sound scenario, its rules one by one, and what is odd about them."""

    valid: bool
    scenario: str
    file: str
    start: datetime.date
    end: datetime.date
    extends: list[str]
    people: int | None
    rules: list[CheckedRule]
    removed: dict[str, str]
    remarks: list[Remark]


@record
class BadScenario:
    """A scenario that cannot be read, and all that is wrong with it."""

    valid: Literal[False]
    issues: list[Issue]
