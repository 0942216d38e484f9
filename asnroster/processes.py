"""Worker processes: how they begin, and whose Ctrl-C is."""

from __future__ import annotations

import multiprocessing
import signal
from typing import Any


def worker_context() -> Any:
    """The way to begin processes beside running threads: not by copying this one, which would copy held locks."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def leave_ctrl_c_to_the_parent() -> None:
    """In a worker: Ctrl-C in a terminal reaches everybody, and the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
