"""Processes: how workers begin, whose Ctrl-C is, what memory all of them take."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from pathlib import Path
from typing import Any


def worker_context() -> Any:
    """The way to begin processes beside running threads: not by copying this one, which would copy held locks."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def copying_context() -> Any:
    """The way to begin processes that need what this one has loaded: on Linux as its copies, within milliseconds.

    For work that never touches what another thread may hold locked while it is copied: the console. Elsewhere a copy
    is not safe (system libraries of macOS) or not to be had.
    """
    return multiprocessing.get_context("fork") if sys.platform == "linux" else worker_context()


def leave_ctrl_c_to_the_parent() -> None:
    """In a worker: Ctrl-C in a terminal reaches everybody, and the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def peak_memory_mb() -> float:
    """Largest memory of this process so far, MB (10^6 bytes); 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def workers_memory_mb() -> float:
    """The largest memory so far of each worker process at hand, added up, MB (10^6 bytes).

    Memory that workers share counts in each; 0 where the system does not tell of other processes (no ``/proc``).
    """
    pids = [worker.pid for worker in multiprocessing.active_children()]
    return sum(_peak_kib(Path(f"/proc/{pid}/status")) for pid in pids) * 1024 / 1e6


def _peak_kib(status: Path) -> int:
    try:
        lines = status.read_text("ascii", errors="replace").splitlines()
    except OSError:  # another system, or it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
