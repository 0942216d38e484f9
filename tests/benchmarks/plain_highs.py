"""One plain HiGHS model, solved as it comes in a process of its own, which never sees OR-Tools."""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.trace import WORKERS, Trace, load_task

if TYPE_CHECKING:
    import highspy

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Programme:
    """A mixed-integer programme: columns from 0 to ``upper``, rows between ``least`` and ``most``.

    Attributes:
        cells: how many of the first columns are person-days.
        starts, at, factors: the matrix, row by row.
    """

    cells: int
    offset: float
    upper: Numbers
    whole: npt.NDArray[np.bool_]
    cost: Numbers
    least: Numbers
    most: Numbers
    starts: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]
    factors: Numbers


def model_of(programme: Programme) -> highspy.HighsLp:
    """The programme in the solver's words."""
    import highspy

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(programme.upper), len(programme.least)
    model.col_lower_, model.col_upper_ = np.zeros(len(programme.upper)), programme.upper
    model.col_cost_, model.offset_ = programme.cost, programme.offset
    model.row_lower_, model.row_upper_ = programme.least, programme.most
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[whole] for whole in programme.whole.tolist()]
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = programme.starts, programme.at, programme.factors
    return model


def search(folder: Path) -> Trace:
    """Solve it within what the limit leaves after reading and building."""
    import highspy

    task = load_task(folder)
    trace = Trace(task)
    programme: Programme = pickle.loads((folder / "programme.pickle").read_bytes())

    def note(cost: float, values: Any) -> None:
        trace.note(cost, np.asarray(values)[: programme.cells] > 0.5)

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", WORKERS)
    solver.passModel(model_of(programme))
    solver.cbMipImprovingSolution.subscribe(
        lambda event: note(event.data_out.objective_function_value, event.data_out.mip_solution)
    )
    solver.cbMipLogging.subscribe(lambda event: trace.prove(event.data_out.mip_dual_bound))
    solver.setOptionValue("time_limit", trace.left())
    solver.run()
    info = solver.getInfo()
    trace.prove(info.mip_dual_bound)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if found and (not trace.found or info.objective_function_value < trace.found[-1].cost - 1e-6):
        note(info.objective_function_value, solver.getSolution().col_value)
    return trace


if __name__ == "__main__":
    search(Path(sys.argv[1])).save(Path(sys.argv[1]))
