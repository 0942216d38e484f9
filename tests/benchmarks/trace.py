"""What a solver's process is asked and what it tells: a task in, rosters and bounds over time out. Needs no solver."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.benchmarks.instances import Instance

WORKERS = 2
Office = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Task:
    """One solver's turn at one instance.

    Attributes:
        limit: seconds in all, reading and building included.
        begun: ``time.monotonic()`` when its first process was started.
    """

    instance: Instance
    limit: float
    begun: float


@dataclass(frozen=True)
class Found:
    """One better roster: when, what the solver says that it costs, and who is in the office.

    Attributes:
        office: one bit an available person-day, in the order of cells; None where only the cost was told.
    """

    seconds: float
    cost: float
    office: bytes | None


@dataclass
class Trace:
    """What one solver found, in the order of time; seconds count from its start.

    Attributes:
        built: when reading and building were over and the search began.
    """

    task: Task
    found: list[Found] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    built: float = 0.0
    finished: float = 0.0

    def left(self) -> float:
        """The search begins: seconds that reading and building left for it."""
        self.built = self._now()
        return max(0.0, self.task.limit - self.built)

    def note(self, cost: float, office: Office | None = None) -> None:
        """A better roster, (available cells,)."""
        packed = None if office is None else np.packbits(office).tobytes()
        self.found.append(Found(self._now(), cost, packed))

    def prove(self, bound: float) -> None:
        """A bound, kept where it is better."""
        if not self.bounds or bound > self.bounds[-1][1]:
            self.bounds.append((self._now(), bound))

    def save(self, folder: Path) -> None:
        """The end: write it all down."""
        self.finished = self._now()
        save(self, folder / "trace.pickle")

    def _now(self) -> float:
        return time.monotonic() - self.task.begun


def save(value: object, path: Path) -> None:
    """Hand something to another process."""
    path.write_bytes(pickle.dumps(value))


def load_task(folder: Path) -> Task:
    """What is asked."""
    task = pickle.loads((folder / "task.pickle").read_bytes())
    assert isinstance(task, Task)
    return task


def load_trace(folder: Path) -> Trace:
    """What was told."""
    trace = pickle.loads((folder / "trace.pickle").read_bytes())
    assert isinstance(trace, Trace)
    return trace
