"""Where a person is on a day, as arrays hold it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

HOME, OFFICE, UNDECIDED = 0, 1, -1
Bools = npt.NDArray[np.bool_]
Modes = npt.NDArray[np.int8]
"""(people, days), or (people, dates of a history): one of the three."""
