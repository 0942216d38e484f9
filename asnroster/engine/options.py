"""How to search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    Attributes:
        gap: relative gap (0.005 = 0.5 %) at which the search is content.
        time_limit_seconds: wall clock for the search, None for none.
        workers: parts solved at a time; None takes one per processor. Changes no roster.
        cluster: address of a Dask scheduler whose workers solve the blocks of large parts; None for this machine alone.
            Changes no roster.
        processes: solve large inputs in processes of their own. Changes no roster; not worth their start where many
            easy searches follow each other.
        relax: where no roster exists, give the one that breaks least.
    """

    seed: int = 1
    gap: float = 0.005
    time_limit_seconds: float | None = None
    workers: int | None = None
    relax: bool = False
    cluster: str | None = None
    processes: bool = True
