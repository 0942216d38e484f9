"""How a search ended: status, cost, bound, time. What is told of a run besides its roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a run and the seconds that it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Attributes:
        status: ``optimal`` (cost equals bound), ``feasible``, ``infeasible`` or ``unknown``.
        cost: total cost of the soft rules, None without a roster.
        bound: proved: no roster costs less; None where nothing is proved.
        seed: the search's seed.
        seconds: wall time of the whole run so far.
        stages: seconds by stage.
        interrupted: stopped by the user (Ctrl-C) before it was done.
        time_limited: the user's time limit cut the search, so another run may differ.
        peak_memory_mb: largest memory of the process and of each of its workers' processes, added up,
            MB (10^6 bytes); of this process alone where the system does not tell of others.
        parts, parts_done: independent parts of the search, and those that need no more work.
        first_seconds: until the first roster was there, None where the search told of none.
    """

    status: Status
    cost: int | None
    bound: int | None
    seed: int = 0
    seconds: float = 0.0
    stages: tuple[Stage, ...] = ()
    interrupted: bool = False
    time_limited: bool = False
    peak_memory_mb: float = 0.0
    parts: int = 0
    parts_done: int = 0
    first_seconds: float | None = None

    @property
    def gap(self) -> float | None:
        """(cost - bound) / max(1, cost), None without a roster or where nothing is proved."""
        if self.cost is None or self.bound is None:
            return None
        return (self.cost - self.bound) / max(1, self.cost)
