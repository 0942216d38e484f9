"""Processes that are measured: wall clock, processor, and the memory of a whole family of processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KIB = 1024 / 1e6  # MB
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100  # a second


@dataclass(frozen=True)
class Spent:
    """What a process took, its children included.

    Attributes:
        memory_mb: largest memory at one moment, MB (10^6 bytes).
    """

    code: int
    seconds: float
    cpu_seconds: float
    memory_mb: float


def run_python(words: Sequence[str | Path], log: Path) -> Spent:
    """Run ``python -m WORDS`` from the root of the repository; what it says goes into a log."""
    begun = time.monotonic()
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *map(str, words)], cwd=ROOT, env={**os.environ, "ASNROSTER_LANG": "en"},
            stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        watch = _Watch(process.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            watch.over.set()
            watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    # The system's own figure counts what the process was before it became Python; it serves where nothing else is told.
    memory = watch.peak or usage.ru_maxrss * (1e-6 if sys.platform == "darwin" else KIB)
    # A fork server's workers are nobody's children here: the system's figure lacks them.
    cpu = max(usage.ru_utime + usage.ru_stime, watch.cpu_seconds)
    return Spent(process.returncode, time.monotonic() - begun, cpu, memory)


class _Watch(threading.Thread):
    """Adds up memory and processor time of a process and its descendants a few times a second (where there is a /proc)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()
        self._ticks: dict[int, int] = {}  # by process, those that have ended too

    @property
    def cpu_seconds(self) -> float:
        """What all of them have used, until they were last looked at."""
        return sum(self._ticks.values()) / TICKS if self._ticks else 0.0

    def run(self) -> None:
        while not self.over.wait(0.2):
            # Shared pages count once in all; the process's own high-water mark sees between two looks.
            family = [*_family(self.pid)]
            self._ticks |= {pid: ticks for pid in family if (ticks := _ticks(pid))}
            together = sum(_kib(pid, "smaps_rollup", "Pss:") for pid in family)
            self.peak = max(self.peak, KIB * together, KIB * _kib(self.pid, "status", "VmHWM:"))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text("ascii").split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from _family(int(child))


def _ticks(pid: int) -> int:
    """Processor time of a process without its children."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return 0
    # Its name stands in brackets and may hold anything; user and system time are the 14th and 15th field of all.
    return sum(map(int, told.rpartition(")")[2].split()[11:13]))


def _kib(pid: int, file: str, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
