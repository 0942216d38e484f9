"""The garbage collector, held while millions of small things are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Hold it; whoever makes less garbage than things that stay loses no memory by it.

    At the end all that there is counts as old: to freeze it moves it past the young generations, which would be
    searched through at once, and to thaw it leaves it to the next full collection.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_running:
            gc.enable()
