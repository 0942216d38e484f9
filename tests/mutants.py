"""Small faults put into copies of the package, one by one: ``python -m tests.mutants [WORD]`` runs on each the test that sees it.

WORD picks those whose file or text holds it. A fault that no test sees is a hole: add the test, then the row. ``stale``
says that a line is no longer there as it is told here: take the row out, or tell the line anew. Tests are told by their
names alone, so that they may move.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.cli import ROOT, environment
from tests.tracked import tracked_in

COPIED = ("asnroster", "data", "scenarios", "tests", "pyproject.toml", "README.md")
LONGEST = 600.0  # seconds of a test


class Mutant(NamedTuple):
    """A fault: in a file of the package one text in the place of another; the test that must fail."""

    file: str
    old: str
    new: str
    test: str

    def told(self) -> str:
        """In one line."""
        return f"{self.file}: {' '.join(self.new.split()) or 'without ' + ' '.join(self.old.split())}"


class Verdict(NamedTuple):
    """What came of a fault: ``killed``, or why not; and after how many seconds."""

    mutant: Mutant
    outcome: str
    seconds: float


CLASH, FLIP, MOST = (f"engine/conflict/{name}.py" for name in ("clash", "counterfactual", "max_home_days"))
FAIR, PARTS, RESULT, PRESOLVE, SHAPES = (
    f"engine/model/{name}.py" for name in ("fair_shares", "parts", "part_model", "presolve", "shapes")
)
ASCENT, DECOMPOSITION, FAIR_PARTS, INCUMBENT, JOBS, LEDGER, MULTIPLIERS, PRICES, SMALL = (
    f"engine/search/{name}.py"
    for name in (
        "ascent", "decomposition", "fair_parts", "incumbent", "jobs", "ledger", "multipliers", "prices",
        "small_parts",
    )
)  # fmt: skip
ANSWERS, ASSUMED, CELLS, CODES, HEADINGS, KINDS, LABELS, PREVIOUS, REQUESTS, STINTS, UNITS = (
    f"intake/{name}.py"
    for name in (
        "answers", "assumptions", "cells", "rosters/codes", "rosters/day_headings", "kinds", "labels", "rosters/previous",
        "requests", "stints", "units",
    )
)  # fmt: skip
AUDIT, CAPS, COVERAGE, MEASURES, MONTH, PRESENCE, PRICE, QUALITY, SAVINGS, SOUNDNESS, STUDIED, WHY = (
    f"judge/{name}.py"
    for name in (
        "audit", "caps", "coverage", "measures", "month", "presence", "explained", "quality", "savings", "soundness",
        "studied", "why",
    )
)  # fmt: skip
LITTLE_WORK = "test_with_little_work_no_more_is_claimed_than_is_proved"
DATE_BEFORE_WEEKDAY = (
    "test_a_date_goes_before_its_weekday_and_the_stronger_before_the_weaker_whatever_the_order"
)
MUTANTS = (
    # engine: clashes, the other choice
    Mutant(CLASH, "if len(rows) <= parameters.current.element_rows:", "if False:", "test_exactly_what_was_planted_is_told"),
    Mutant(CLASH, "return core.rules, _groups(core), when", "return core.rules, _groups(core)", "test_exactly_what_was_planted_is_told"),
    Mutant(FLIP, "found.bound // unit", "-(-found.bound // unit)", "test_of_a_search_that_was_cut_changes_are_no_proof_of_cost"),
    Mutant(FLIP, '"optimal" if found.cost == found.bound else "feasible"', '"optimal"', LITTLE_WORK),
    Mutant(FLIP, "lowest=found.bound - before", "lowest=found.cost - before", LITTLE_WORK),
    Mutant(MOST, "cell: others + 1 if cell in wanted else 1", "cell: 1", "test_two_rules_that_share_a_person_are_kept_by_one"),
    # engine: models
    Mutant(FAIR, "2 * own * choice - largest + 1)", "2 * own * choice - largest)", "test_a_fair_half_is_rounded_up_among_many_days_too"),
    Mutant(PARTS, "if shape.cells or row.weight is None:", "if shape.cells:", "test_what_fixed_days_break_stays_broken_in_what_is_left"),
    Mutant(PARTS, "Part(constant=open_row.cost(lambda cell: OFFICE))", "Part()", "test_what_fixed_days_cost_is_counted_too"),
    Mutant(PRESOLVE, "(least[one] == 0)", "(least[one] <= 1)", "test_many_small_cases_have_the_optimum_of_one_plain_model"),
    Mutant(RESULT, "return len(costs) == len(results) and above", "return above", "test_near_enough_are_parts_that_all_have_a_roster"),
    Mutant(RESULT, "ceil(bound - 1e-6)", "ceil(bound)", "test_noise_is_no_proof_of_one_unit_more"),
    Mutant(SHAPES, "off + (turn < 0)", "off + (turn > 0)", "test_hard_rule_alone_model_equals_audit"),
    Mutant(SHAPES, "if self.most < size:", "if self.most < size - 1:", "test_a_soft_sum_costs_what_is_over"),
    Mutant(SHAPES, "fixed[c] in (UNDECIDED, self.wanted)", "fixed[c] in (UNDECIDED, OFFICE)", "test_over_its_free_cells_a_shape_misses_what_it_misses_over_all"),
    # engine: search
    Mutant("engine/search/alone.py", "return self.pieces.constant + sum(", "return sum(", "test_blocks_alone_prove_what_all_of_them_cost_with_what_nothing_avoids"),
    Mutant(ASCENT, "floor(FINE * value)", "ceil(FINE * value)", "test_what_cuts_leave_is_rounded_down"),
    Mutant(SMALL, "result.modes is None or result.cost != result.bound", "result.modes is None", "test_of_a_bundle_that_is_not_proved_nothing_is_said"),
    Mutant(DECOMPOSITION, "if cheaper and now.legal(modes.__getitem__):", "if cheaper:", "test_blocks_that_gain_at_once_do_not_break_what_ties_them"),
    Mutant(FAIR_PARTS, "if self._laid is None or self._laid.broken:", "if self._laid is None:", "test_blocks_side_by_side_that_break_what_ties_them_are_no_roster"),
    Mutant(INCUMBENT, "costs[k] = self.pieces.blocks[k].cost(modes.__getitem__)", "pass", "test_a_held_block_costs_what_the_whole_does"),
    Mutant(INCUMBENT, "beyond = min(beyond, weight * SCALE - abs(inside))", "pass", "test_a_pull_is_never_dearer_than_the_row_itself"),
    Mutant(JOBS, "for modes in rosters if job.part.legal(modes.__getitem__)]", "for modes in rosters]", "test_a_roster_that_breaks_a_row_is_none"),
    Mutant(JOBS, "job.part.cost(mode) if job.part.legal(mode) else None", "job.part.cost(mode)", "test_modes_that_break_a_hard_row_are_no_limit_to_what_a_roster_may_cost"),
    Mutant("engine/model/cp_model.py", "cost - 1 - int(objective.offset)", "cost - 2 - int(objective.offset)", "test_below_a_known_roster_there_is_a_cheaper_one_or_the_proof_that_none_is"),
    Mutant("engine/model/cp_model.py", "        objective.domain.clear()\n", "", "test_what_costs_less_is_asked_for_anew_each_time"),
    Mutant("engine/parameters.py", "repair_rest: int = 10", "repair_rest: int = 0", "test_a_cell_that_was_turned_rests_so_that_the_walk_goes_round_in_no_circle"),
    Mutant(LEDGER, "if queue and soft / -hard > queue[0][0]:", "if False:", "test_who_became_dearer_by_the_one_before_is_no_longer_the_cheapest"),
    Mutant(LEDGER, "- shape.off_of(share, home[share])", "- shape.off_of(share, home[share] + 1)", "test_a_ledger_tells_each_change_as_counting_anew_would"),
    Mutant(MULTIPLIERS, "np.where(prices > 0, self.most, self.least)", "np.where(prices > 0, self.least, self.most)", "test_an_ascent_bounds_from_below_and_its_rosters_are_legal"),
    Mutant(PRICES, "min(row.weight * SCALE, price)", "price", "test_a_price_is_of_the_right_sign_and_no_dearer_than_the_miss"),
    # intake
    Mutant(ANSWERS, "earlier is None or (earlier.agreed is None and row.agreed is not None)", "earlier is None", "test_of_two_answers_the_one_that_says_something_counts_then_the_first"),
    Mutant(ANSWERS, 'right=answer.right if answer.agreed is False else ""', "right=answer.right", "test_a_yes_to_staying_in_the_office_is_not_undone_by_what_stands_beside_it"),
    Mutant(ANSWERS, 'answer.right or "0%"', 'answer.right or "100%"', "test_what_the_user_says_to_a_share_of_one_is_obeyed"),
    Mutant(ANSWERS, "(number - 1, grid.at[column.name]) in", "(number, grid.at[column.name]) in", "test_a_share_of_one_is_told_by_its_format"),
    Mutant(ANSWERS, "whole >= start - _BEHIND", "whole >= start", "test_a_date_without_a_year_may_lie_a_quarter_before_the_period"),
    Mutant(ANSWERS, "if whole <= self._horizon.end)", "if whole <= self._horizon.start)", "test_a_post_without_a_year_was_taken_up_by_the_end_of_the_period"),
    Mutant(ASSUMED, "right or KEPT, right is None", "right or KEPT, False", "test_a_no_without_what_is_right_keeps_people_in_the_office"),
    Mutant(ASSUMED, "return replace(person, remote_capable=False)", "return person", "test_a_no_without_what_is_right_keeps_people_in_the_office"),
    Mutant(ASSUMED, "None if node.sector else self._guess(index, above)", "self._guess(index, above)", "test_a_no_to_a_guess_leaves_what_was_typed_by_hand"),
    Mutant(CELLS, "if len(digits) > _EXACT_DIGITS:", "if len(digits) > 16:", "test_single_cells"),
    Mutant(CELLS, "_NIP_LEAST <= len(together) <= 25", "_NIP_LEAST <= len(together) <= 18", "test_nip_is_eighteen_digits_or_short_or_refused"),
    Mutant(CELLS, "(month_number(month[1]) > ", "(month_number(month[1]) >= ", "test_first_and_last_day_in_one_cell"),
    Mutant(CODES, "tidak hadir|tidak masuk|", "", "test_a_legend_that_says_somebody_does_not_come_means_nobody_in_the_office"),
    Mutant(HEADINGS, "at = at[0] + at[1] // 12, at[1] % 12 + 1", "at = at[0], at[1] % 12 + 1", "test_days_run_over_the_end_of_a_year"),
    Mutant(KINDS, "if word not in _YES and _NOT.match(written):", "if False:", "test_what_is_meant"),
    Mutant(LABELS, "if len(keys) <= MOST_STAND_INS:", "if len(keys) < MOST_STAND_INS:", "test_five_may_stand_in_for_each_other"),
    Mutant(PREVIOUS, "estimate[row]), worked[row])", "estimate[row]), 99)", "test_nobody_could_have_been_at_home_on_more_days_than_they_worked"),
    Mutant(PREVIOUS, "return (2 * part + whole) // (2 * whole) if whole", "return part // whole if whole", "test_halves_are_rounded_up"),
    Mutant(REQUESTS, "days[~taken] = code", "days[:] = code", "test_absences_day_by_day_first_row_wins"),
    Mutant(REQUESTS, "first, last = max(row.start, horizon.start),", "first, last = row.start,", "test_absences_day_by_day_first_row_wins"),
    Mutant(REQUESTS, "row.end >= horizon.start", "row.end > horizon.start", "test_an_absence_that_touches_the_period_by_a_day_counts_on_that_day"),
    Mutant(REQUESTS, "elif row.weight > first.weight:", "elif row.weight < first.weight:", DATE_BEFORE_WEEKDAY),
    Mutant(REQUESTS, "key=lambda wish: isinstance(wish[0], date)", "key=lambda wish: 0", DATE_BEFORE_WEEKDAY),
    Mutant(REQUESTS, "if len(named) > 1:", "if len(named) > 2:", "test_leave_of_one_of_several_namesakes_asks_which"),
    Mutant(REQUESTS, "min(one.end or one.start, other.end or other.start)", "min(one.start, other.start)", "test_one_error_at_its_cell"),
    Mutant(REQUESTS, "who.serves_on(day) and calendar", "calendar", "test_orders_contradict_each_other_on_days_of_service_only"),
    Mutant(REQUESTS, " if day not in pinned[person]]", "]", "test_pins_on_the_working_days_of_their_range"),
    Mutant(STINTS, "ends and ends < starts", "ends and ends <= starts", "test_what_two_stretches_have_in_common"),
    Mutant(STINTS, "(None if row.ends else begin)", "begin", "test_a_row_that_only_says_when_it_ends_comes_first_whatever_its_tmt"),
    Mutant(STINTS, "later.starts <= earlier.ends", "later.starts < earlier.ends", "test_rows_that_nothing_tells_apart_in_time"),
    Mutant(STINTS, "row.ends or (following - ONE_DAY", "row.ends or (following", "test_what_is_silent_is_assumed_and_said"),
    Mutant(STINTS, "Span(None, right - ONE_DAY)", "Span(None, right)", "test_a_doubtful_date_is_asked"),
    Mutant(STINTS, "Span(ends + ONE_DAY, None)", "Span(ends, None)", "test_dates_in_the_legal_status"),
    Mutant(UNITS, "units = whole or [index", "units = [index", "test_a_whole_path_is_meant_before_the_end_of_a_longer_one"),
    Mutant(UNITS, "node.sector or inherited[0]", "inherited[0] or node.sector", "test_a_service_word_holds_for_its_unit_and_what_is_below_never_for_siblings"),
    # judge
    Mutant(AUDIT, "(rule.weight or 0) * tally.amount", "(rule.weight or 0) * len(tally.violations)", "test_hand_case"),
    Mutant(AUDIT, " if (p, d) not in listed]", "]", "test_cells_that_fit_no_day_are_violations"),
    Mutant(AUDIT, "return len(self.misfits) + sum(", "return sum(", "test_cells_that_fit_no_day_are_violations"),
    Mutant(CAPS, "np.minimum(one.people, other.people)", "np.maximum(one.people, other.people)", "test_the_strictest_cap_counts_and_one_on_some_people_is_none"),
    Mutant(COVERAGE, "> capacity[fold(name)]", ">= capacity[fold(name)]", "test_a_rosters_service_and_presence_by_hand"),
    Mutant(COVERAGE, "day.here > day.least", "day.here >= day.least", "test_a_rosters_service_and_presence_by_hand"),
    Mutant("judge/keeping.py", "cause.code)] += len(days)", "cause.code)] += 1", "test_what_keeps_somebody_is_what_holds_on_most_of_the_days"),
    Mutant(MEASURES, "case.free[people, days] & (roster.modes", "(roster.modes", "test_a_wish_that_an_order_grants_is_none_that_was_met"),
    Mutant(MEASURES, "int(allowed * people)", "round(allowed * people)", "test_half_of_three_people_are_one"),
    Mutant(MONTH, "share > shares[person]", "share >= shares[person]", "test_a_month_without_a_date"),
    Mutant(PRESENCE, ">= FEWEST_PEOPLE", "> FEWEST_PEOPLE", "test_emptiest_and_empty_agency_days"),
    Mutant(PRESENCE, "one.share, -one.available", "one.share, one.available", "test_emptiest_and_empty_agency_days"),
    Mutant(PRESENCE, "        if is_open[day]:", "        if True:", "test_evenness_counts_open_weekdays_and_those_who_may"),
    Mutant(PRESENCE, "one.by_policy and not one.office", "one.by_policy", "test_an_office_that_the_policy_empties_but_for_one_is_told_as_any_other"),
    Mutant(PRICE, "self.difference < 0 and not self.mends", "self.difference <= 0 and not self.mends", "test_other_parts_stay_as_they_are"),
    Mutant(PRICE, "lowest=difference - slack", "lowest=difference + slack", LITTLE_WORK),
    Mutant(QUALITY, "date.weekday() in post.weekdays and", "date.weekday() in post.weekdays or", "test_posts_short_of_their_stated_minimum"),
    Mutant(QUALITY, "(problem.working[people].any(axis=0) & ~office", "(problem.available[people].any(axis=0) & ~office", "test_leader_gaps"),
    Mutant(QUALITY, "(later - sooner) * below * (people - below)", "(later - sooner) * below * people", "test_fairness_is_among_those_eligible"),
    Mutant(QUALITY, " & (problem.base != UNDECIDED)", "", "test_changes_against_the_roster_in_force"),
    Mutant(QUALITY, "default=None)\n\n\ndef closed", "default=None) and peaks[0]\n\n\ndef closed", "test_buildings"),
    Mutant(QUALITY, "key=lambda peak: peak.share", "key=lambda peak: peak.people", "test_buildings"),
    Mutant(QUALITY, "(per_day(office[list(people)])[days] == 0)", "(per_day(office[list(people)]) == 0)", "test_buildings"),
    Mutant(SAVINGS, "floor(self.middle + Fraction(1, 2))", "floor(self.middle)", "test_a_half_is_rounded_up"),
    Mutant(SAVINGS, "        if fold(name) not in shared:\n", "        if True:\n", "test_a_building_that_agencies_share_is_not_closed_by_one_of_them"),
    Mutant(SOUNDNESS, "replace(row, agreed=True) if row.open else row", "replace(row, agreed=True)", "test_who_accepts_all_that_is_open_takes_no_answer_back"),
    Mutant(STUDIED, "share == level.least and not level.strictly", "share == level.least", "test_classes_by_their_thresholds"),
    Mutant(WHY, "(HOME if wish.mode == OFFICE else OFFICE)", "wish.mode", "test_a_wish_for_home_on_a_day_that_rules_leave_to_the_office_is_forbidden"),
    Mutant(WHY, "for row in causes.case.problem.stints.of[person])", "for row in [person])", "test_whoever_was_at_home_in_another_stint_was_at_home"),
)  # fmt: skip


def tests_by_name() -> Mapping[str, Sequence[str]]:
    """Every test function -> how pytest calls it, in each file that has one of that name."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in tracked_in("tests", "test_*.py"):
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE):
            places[name].append(f"{path.relative_to(ROOT).as_posix()}::{name}")
    return places


def pytest_in(folder: Path, tests: Sequence[str]) -> int:
    """How pytest ends there; 1 where a test never does."""
    try:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests], cwd=folder,
            env=environment(PYTHONPATH=str(folder)), capture_output=True, check=False, timeout=LONGEST,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return 1


def tried(mutant: Mutant, folder: Path, places: Sequence[str]) -> Verdict:
    """Put the fault into a copy, and take it out again."""
    path, begun = folder / "asnroster" / mutant.file, time.monotonic()
    text = path.read_text("utf-8") if path.exists() else ""
    if not places:
        return Verdict(mutant, "NO SUCH TEST", 0.0)
    if text.count(mutant.old) != 1:
        return Verdict(mutant, "STALE", 0.0)
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        code = pytest_in(folder, places)
    finally:
        path.write_text(text, encoding="utf-8")
    outcome = {0: "SURVIVED", 1: "killed"}.get(code, f"BROKEN: pytest ended with {code}")
    return Verdict(mutant, outcome, time.monotonic() - begun)


def verdicts(mutants: Sequence[Mutant], root: Path, workers: int) -> Iterator[Verdict]:
    """Of each fault in turn; as many at a time as there are workers, each in a copy of its own.

    Raises:
        SystemExit: where one of their tests fails without any fault: then it would see whatever it is shown.
    """
    places, folders = tests_by_name(), SimpleQueue[Path]()
    for number in range(workers):
        folders.put(folder := root / str(number))
        folder.mkdir()
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, folder / name)

    asked = sorted({place for mutant in mutants for place in places.get(mutant.test, ())})
    if asked and pytest_in(root / "0", asked):
        raise SystemExit("without any fault one of the tests fails already")

    def one(mutant: Mutant) -> Verdict:
        folder = folders.get()
        try:
            return tried(mutant, folder, places.get(mutant.test, ()))
        finally:
            folders.put(folder)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, mutants)


def main() -> None:
    """Try them all, or those that are picked."""
    chosen = [one for one in MUTANTS if all(word in one.told() for word in sys.argv[1:])]
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        for mutant, outcome, seconds in verdicts(chosen, Path(folder), os.cpu_count() or 1):
            killed += outcome == "killed"
            print(f"{outcome:8} {seconds:4.0f} s  {mutant.told():110}  {mutant.test}", flush=True)
    print(f"{len(chosen)} mutants, {killed} killed")
    raise SystemExit(killed < len(chosen))


if __name__ == "__main__":
    main()
