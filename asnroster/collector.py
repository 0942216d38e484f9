"""The garbage collector, held while millions of small things are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

# So often in a process, which is once or twice in each stage of one run, all that there is counts as old afterwards. What
# counts as old brings no full collection nearer: in a process that goes on, garbage in circles would stay for good.
ONE_RUN = 10
_times = count()


@contextmanager
def paused_collection() -> Iterator[None]:
    """Hold it; whoever makes less garbage than things that stay loses no memory by it.

    At the end all that there is counts as old, in the first run of a process: to freeze it moves it past the young
    generations, which would be searched through at once, and to thaw it leaves it to the next full collection.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if next(_times) < ONE_RUN:
            gc.freeze()
            gc.unfreeze()
        if was_running:
            gc.enable()
