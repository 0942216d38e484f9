"""``python -m tests.benchmarks``: asnroster, one plain CP-SAT model and one plain HiGHS model on the same instances.

Each solver runs in processes of its own, one after another, with two workers; their rosters are judged by the audit.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.chart import picture
from tests.benchmarks.instances import KINDS, Instance
from tests.benchmarks.measure import SOLVERS, measure, measure_command
from tests.benchmarks.results import Result, Stages
from tests.benchmarks.tables import comparison, ratios, stages
from tests.benchmarks.trace import WORKERS


def main(words: list[str] | None = None) -> None:
    """Measure, and tell it in tables."""
    asked = _parser().parse_args(words)
    results: list[Result] = []
    runs: list[Stages] = []
    for people in asked.people:
        for seed in asked.seeds:
            _measure_all(asked, people, seed, results, runs)
            if asked.output is not None:  # after each, for a run may take hours
                asked.output.write_text(_report(asked, results, runs), encoding="utf-8")
            if asked.chart is not None:
                asked.chart.write_bytes(picture(results, asked.limit))
    print(_report(asked, results, runs), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[200, 2_000, 14_000], metavar="N")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], metavar="SEED")
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS", help="for each solver, in all")
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    parser.add_argument("--at", type=float, nargs="+", default=[5, 10, 30, 120], metavar="SECONDS")
    parser.add_argument("--instance", choices=KINDS, default="city")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the tables here too")
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help="draw cost and bound over time here, as svg"
    )
    return parser


def _measure_all(
    asked: argparse.Namespace, people: int, seed: int, results: list[Result], runs: list[Stages]
) -> None:
    with TemporaryDirectory(prefix="benchmark-") as place:
        instance = Instance(asked.instance, people, seed, Path(place) / "staff.xlsx")
        instance.write()
        case = instance.prepare().case
        for solver in asked.solvers:
            print(f"{people} people, seed {seed}: {solver} …", file=sys.stderr, flush=True)
            folder = Path(place) / solver
            folder.mkdir()
            results.append(measure(solver, instance, case, asked.limit, folder))
        if "asnroster" in asked.solvers:
            print(f"{people} people, seed {seed}: the whole command …", file=sys.stderr, flush=True)
            runs.append(measure_command(instance, case, asked.limit, Path(place)))


def _report(asked: argparse.Namespace, results: list[Result], runs: list[Stages]) -> str:
    moments = [moment for moment in asked.at if moment <= asked.limit]
    parts = [
        f"# Benchmark: {asked.instance}",
        f"{WORKERS} workers, at most {asked.limit:g} s each, reading and building included; {_machine()}. "
        "A cost is what asnroster's audit says of the roster that the solver had at hand. While asnroster improves, "
        "only its own costs are known; its last roster is judged.",
        comparison(results, moments),
    ]
    if runs:
        if len(asked.solvers) > 1:
            parts += ["## Against asnroster", ratios(results)]
        parts += ["## From spreadsheet to workbook", stages(runs)]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    known = {package.metadata["Name"]: package.version for package in metadata.distributions()}
    packages = [f"{name} {known[name]}" for name in ("ortools", "highspy") if name in known]
    return ", ".join([f"{os.cpu_count()} cores", f"Python {platform.python_version()}", *packages])


if __name__ == "__main__":
    main()
