"""Small faults put into a copy of the package, one after another: ``python -m tests.mutants [WORD]`` runs tests on each.

WORD picks those whose file or text holds it. A fault that no test sees is a hole: add the test, then the row. ``stale``
says that a line is no longer there as it is told here: take the row out, or tell the line anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.cli import ROOT, environment

COPIED = ("asnroster", "data", "scenarios", "tests")


class Mutant(NamedTuple):
    """A fault: in a file of the package one text in the place of another; the tests that should see it."""

    file: str
    old: str
    new: str
    tests: str

    def told(self) -> str:
        """In one line."""
        return f"{self.file}: {' '.join(self.new.split()) or 'without ' + ' '.join(self.old.split())}"


LEDGER, SHAPES, PARTS, MOST = (
    "engine/search/ledger.py",
    "engine/model/shapes.py",
    "engine/model/parts.py",
    "engine/conflict/max_home_days.py",
)
REQUESTS, CELLS, STINTS, ANSWERS = (
    f"intake/{name}.py" for name in ("requests", "cells", "stints", "answers")
)
AUDIT, QUALITY, PRESENCE, SAVINGS = (
    f"judge/{name}.py" for name in ("audit", "quality", "presence", "savings")
)
MUTANTS = (
    # search
    Mutant(LEDGER, "REST = 10", "REST = 0", "test_engine_blocks"),
    Mutant(LEDGER, "if queue and soft / -hard > queue[0][0]:", "if False:", "test_engine_blocks"),
    Mutant(LEDGER, "- shape.off_of(share, home[share])", "- shape.off_of(share, home[share] + 1)", "test_engine_blocks"),
    Mutant(SHAPES, "off + (turn < 0)", "off + (turn > 0)", "test_engine_brute_force"),
    Mutant(SHAPES, "if self.most < size:", "if self.most < size - 1:", "test_engine_brute_force"),
    Mutant(SHAPES, "fixed[c] in (UNDECIDED, self.wanted)", "fixed[c] in (UNDECIDED, OFFICE)", "test_engine_open_rows"),
    Mutant(PARTS, "if shape.cells or row.weight is None:", "if shape.cells:", "test_engine_blocks"),
    Mutant(PARTS, "Part(constant=open_row.cost(lambda cell: OFFICE))", "Part()", "test_engine_open_rows"),
    Mutant("engine/search/incumbent.py", "costs[k] = self.pieces.blocks[k].cost(modes.__getitem__)", "pass", "test_engine_crew"),
    Mutant("engine/search/incumbent.py", "beyond = min(beyond, weight * SCALE - abs(inside))", "pass", "test_engine_crew"),
    Mutant(MOST, "cell: others + 1 if cell in wanted else 1", "cell: 1", "test_study_most"),
    Mutant("engine/conflict/counterfactual.py", "found.bound // unit", "-(-found.bound // unit)", "test_flip"),
    Mutant("engine/conflict/clash.py", "if len(rows) <= FEW:", "if False:", "test_clash_planted test_clash_cli"),
    Mutant("engine/conflict/clash.py", "return core.rules, _groups(core), when", "return core.rules, _groups(core)", "test_clash_planted"),
    # intake
    Mutant(REQUESTS, "days[~taken] = code", "days[:] = code", "test_intake_build"),
    Mutant(REQUESTS, "elif row.weight > first.weight:", "elif row.weight < first.weight:", "test_intake_build"),
    Mutant(REQUESTS, "key=lambda wish: isinstance(wish[0], date)", "key=lambda wish: 0", "test_intake_build"),
    Mutant(REQUESTS, "min(one.end or one.start, other.end or other.start)", "min(one.start, other.start)", "test_intake_build test_intake_errors"),
    Mutant(REQUESTS, " if day not in pinned[person]]", "]", "test_intake_build test_intake_errors"),
    Mutant(CELLS, "if len(digits) > _EXACT_DIGITS:", "if len(digits) > 16:", "test_read_values test_intake_formats test_intake_errors"),
    Mutant(CELLS, "_NIP_LEAST <= len(together) <= 25", "_NIP_LEAST <= len(together) <= 18", "test_read_values test_intake_formats test_intake_errors"),
    Mutant(STINTS, "(None if row.ends else begin)", "begin", "test_stints_read"),
    Mutant(STINTS, "later.starts <= earlier.ends", "later.starts < earlier.ends", "test_stints_read"),
    Mutant(STINTS, "row.ends or (following - ONE_DAY", "row.ends or (following", "test_stints_read"),
    Mutant(ANSWERS, "earlier is None or (earlier.agreed is None and row.agreed is not None)", "earlier is None", "test_assumptions"),
    Mutant(ANSWERS, 'right=answer.right if answer.agreed is False else ""', "right=answer.right", "test_assumptions test_guesses"),
    Mutant("intake/units.py", "node.sector or inherited[0]", "inherited[0] or node.sector", "test_intake_build test_guesses"),
    # judge
    Mutant(AUDIT, "(rule.weight or 0) * tally.amount", "(rule.weight or 0) * len(tally.violations)", "test_rules_hand_cases"),
    Mutant(AUDIT, " if (p, d) not in listed]", "]", "test_cli_audit test_rosters_read"),
    Mutant("judge/measures.py", "case.free[people, days] & (roster.modes", "(roster.modes", "test_measures"),
    Mutant("judge/measures.py", "int(allowed * people)", "round(allowed * people)", "test_measures"),
    Mutant(QUALITY, "date.weekday() in post.weekdays and", "date.weekday() in post.weekdays or", "test_quality"),
    Mutant(QUALITY, "(later - sooner) * below * (people - below)", "(later - sooner) * below * people", "test_quality"),
    Mutant(QUALITY, " & (problem.base != UNDECIDED)", "", "test_quality test_base_roster"),
    Mutant(QUALITY, "default=None)\n\n\ndef closed", "default=None) and peaks[0]\n\n\ndef closed", "test_quality"),
    Mutant(PRESENCE, "one.share, -one.available", "one.share, one.available", "test_presence"),
    Mutant(PRESENCE, "        if is_open[day]:", "        if True:", "test_presence"),
    Mutant(PRESENCE, "one.by_policy and not one.office", "one.by_policy", "test_presence"),
    Mutant(SAVINGS, "floor(self.middle + Fraction(1, 2))", "floor(self.middle)", "test_savings"),
    Mutant(SAVINGS, "        if fold(name) not in shared:\n", "        if True:\n", "test_savings"),
)  # fmt: skip


def run(mutant: Mutant, folder: Path) -> str:
    """``killed`` or ``SURVIVED``, or why that is not known."""
    path = folder / "asnroster" / mutant.file
    text = path.read_text("utf-8")
    if text.count(mutant.old) != 1:
        return "STALE"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    files = [f"tests/{name}.py" for name in mutant.tests.split()]
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *files], cwd=folder,
            env=environment(PYTHONPATH=str(folder)), capture_output=True, encoding="utf-8", check=False, timeout=900,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "killed: it never ends"
    finally:
        path.write_text(text, encoding="utf-8")
    failed = [line.split(" ")[1] for line in ended.stdout.splitlines() if line.startswith("FAILED")]
    known = {0: "SURVIVED", 1: f"killed: {failed[0] if failed else ''}"}
    return known.get(ended.returncode, f"BROKEN: pytest ended with {ended.returncode}")


def main() -> None:
    """Run them all, or those that are picked."""
    words = sys.argv[1:]
    chosen = [one for one in MUTANTS if all(word in one.told() for word in words)]
    told = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        for mutant in chosen:
            begun = time.monotonic()
            told.append(run(mutant, folder))
            print(f"{told[-1]:60} {mutant.told()} ({time.monotonic() - begun:.0f} s)", flush=True)
    wrong = sum(not one.startswith("killed") for one in told)
    print(f"{len(told)} mutants, {len(told) - wrong} killed")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
