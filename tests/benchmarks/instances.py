"""The instances: a city under every hard rule at once, or the sample under a scenario as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asnroster.run import Prepared, Request, prepare
from asnroster.sample import make_sample, write_sample
from tests.benchmarks.city import END, SCENARIO, START, write_city

SCENARIOS = {"city": str(SCENARIO), "bkn-3-2": "bkn-3-2"}


@dataclass(frozen=True)
class Instance:
    """One spreadsheet and its policy.

    Attributes:
        kind: a key of ``SCENARIOS``.
    """

    kind: str
    people: int
    seed: int
    staff: Path

    def write(self) -> None:
        """Write the spreadsheet."""
        if self.kind == "city":
            write_city(self.people, self.seed, self.staff)
        else:
            write_sample(make_sample(self.people, self.seed, START, END), self.staff)

    def prepare(self) -> Prepared:
        """Read it as the command does."""
        scenario = SCENARIOS[self.kind]
        # A place of few people may well have no hospital.
        return prepare(Request(self.staff, scenario=scenario, start=START, end=END, accept_idle=True))

    def command(self, roster: Path, summary: Path) -> list[str]:
        """What a user types behind ``asnroster`` for it."""
        return [
            "solve", str(self.staff), "--scenario", SCENARIOS[self.kind], "--start", START.isoformat(),
            "--end", END.isoformat(), "-o", str(roster), "--json", str(summary), "--accept-idle",
        ]  # fmt: skip
