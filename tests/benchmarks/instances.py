"""The instances: a city under every hard rule at once, or the sample under a scenario as shipped.

Light to import: a process that only solves a ready model pays for no reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnroster.run import Prepared

MADE = ("hard", "full", "city")  # of the made-up city, each with the rules of the one before and more
KINDS = (*MADE, "bkn-3-2", "jabar-tahap-2-bergilir")


@dataclass(frozen=True)
class Instance:
    """One spreadsheet and its policy.

    Attributes:
        kind: one of ``MADE``, or the name of a shipped scenario for the sample.
    """

    kind: str
    people: int
    seed: int
    staff: Path

    def write(self) -> None:
        """Write the spreadsheet."""
        from asnroster.sample import make_sample, write_sample
        from tests.benchmarks.city import END, START, write_city

        if self.kind in MADE:
            write_city(self.people, self.seed, self.staff)
        else:
            write_sample(make_sample(self.people, self.seed, START, END), self.staff)

    def prepare(self) -> Prepared:
        """Read it as the command does."""
        from asnroster.run import Request, prepare
        from tests.benchmarks.city import END, START

        # A place of few people may well have no hospital.
        return prepare(Request(self.staff, scenario=self._scenario(), start=START, end=END))

    def command(self, roster: Path, summary: Path) -> list[str]:
        """What a user types behind ``asnroster`` for it."""
        from tests.benchmarks.city import END, START

        return [
            "solve", str(self.staff), "--scenario", self._scenario(), "--start", START.isoformat(),
            "--end", END.isoformat(), "-o", str(roster), "--json", str(summary),
        ]  # fmt: skip

    def _scenario(self) -> str:
        return str(Path(__file__).parent / f"{self.kind}.toml") if self.kind in MADE else self.kind
