"""What was tuned: how large, how often, how long. They change how soon a roster is good, and which; never what is legal or proved.

``current`` is read whenever a number is needed, so that :func:`using` others holds for all threads and for processes that
are copies of this one (``copying_context``). Workers of a cluster, and of systems without copies, take ``DEFAULT``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """The numbers that the engine goes by.

    Cells are free person-days; work is in deterministic seconds, and in proportion more where it is said to be for so many
    cells; gaps are shares of the gap that is asked for, unless said otherwise.
    """

    # model/fair_shares.py, linear.py, program.py
    one_by_one_choices: int = 60  # choices of T that have a Boolean each
    whole_program_cells: int = 10_000  # a larger part is not solved whole: a node of it is dear
    # Nodes of a small programme, fewer where each is dear: so many cells in all of them together, and so many at least.
    nodes: int = 100
    node_cells: int = 20_000
    least_nodes: int = 5
    # Of a larger programme an interior point with crossover is several times as quick.
    interior_cells: int = 400
    priced_days: int = 6  # off a fair share with a price each; the last stands for all beyond, at its price
    choice_gap: float = 0.4  # what the bound by choices may leave open
    relaxed_precision: float = 2e-4  # relative; finer prices prove no better bound
    relaxed_iterations: int = 20_000
    relaxed_days: int = 3  # off a fair share with a price each, in the relaxation

    # solve.py, search/searches.py, search.py
    process_cells: int = 1_500  # of fewer the solving takes less than processes take to begin
    tell_seconds: float = 0.1
    told_blocks: int = 20  # solved before the time that is left is estimated
    # Their blocks wait in one queue, so that no worker is idle while a part is settled.
    parts_at_a_time: int = 16
    search_cells: int = 20_000  # a larger part that has a roster is not searched in one piece
    alike_block_cells: int = 1_500  # a block of at most so many is CP-SAT's where weeks should be alike
    tiny_fair_cells: int = 150  # so small a part is proved by one model in no time
    round_growth: float = 4.0  # times the work of the round before

    # search/cut.py: where only sums and pairs are asked for, the relaxation is almost whole and large blocks are solved
    # soon; fair shares and the like make it hard: there a block is one unit or a few.
    large_part_cells: int = 3_000  # up to here one model finds and proves the optimum soon
    block_cells: int = 2_500  # an agency of a few hundred people
    large_hard_cells: int = 450
    hard_block_cells: int = 300

    # search/crew.py, cluster.py
    batch_cells: int = 400  # about a tenth of a second: less would be spent on sending
    lone_work: float = 1.0  # what may take so long goes alone
    cluster_batch_cells: int = 1_000  # a network takes longer
    stop_seconds: float = 3.0  # after a stop running solvers give back what they have
    cluster_connect_seconds: float = 8.0  # for the scheduler to answer, and again for a first worker
    cluster_look_seconds: float = 2.0  # between two looks at its workers
    # Without any worker, and it counts as lost: a worker starts within seconds.
    cluster_alone_seconds: float = 30.0

    # search/small_parts.py: work for a first roster, when larger parts are open too, and for bundles or at the end.
    first_work: float = 0.1
    round_works: tuple[float, ...] = (0.3, 2.0)
    last_work: float = 4.0
    small_parts_at_a_time: int = 32  # between two looks at what is known
    tiny_cells: int = 60  # two people over a month
    bundle_cells: int = 1_000

    # search/jobs.py: trials of refining a roster once it has a bound, and again where that leaves too much open.
    refine_trials: int = 50
    more_refine_trials: int = 600
    least_refine_trials: int = 20
    refine_days: int = 31  # of a longer period so much less is tried
    refine_gap: float = 0.5  # what refining may leave open
    doubt_work: float = 1.0  # for CP-SAT where a programme tells nothing

    # search/fair_parts.py: work for so many cells, and at most, where a roster of the programme is to be mended.
    fair_work: float = 2.0
    fair_cells: int = 150
    most_fair_work: float = 30.0
    fair_stages: int = 5  # how many of the works on a block there are done at most
    fair_search_works: tuple[float, ...] = (1.0, 8.0)  # one search after another, for so many cells
    fair_search_cells: int = 2_000
    short_proof_cells: int = 1_000  # a block of so many is mostly proved by the first search
    unfair_stages: int = 3  # so many are worth their time for fairness alone, where the whole is near enough
    fair_blocks_at_a_time: int = 4  # between two looks at the gap: fixed, or workers would change rosters
    # Of what fairness and wishes cost a block: more above its bound is worth another look.
    unfair_share: float = 0.05
    unfair_cells: int = 450  # of so small a block the whole programme takes no time worth saving

    # search/months.py, month_roster.py, paths.py, responses.py
    month_states: int = 800  # counts of a month that are told apart; what would make them more is left out
    small_count_cells: int = 40  # people who meet on so small a count are never moved at the same time
    batch_people: int = 16  # whose paths are found together
    sweeps: int = 6
    opening_sweeps: int = 2
    group_people: int = 6  # taken out at a time at most
    close_share: float = 0.7  # how often they are such as meet on small counts
    choice_trials: int = 30  # with the same common choices
    # What a cell beyond a sum costs, in cost units, sweep by sweep.
    press_forces: tuple[float, ...] = (
        0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 11.0, 16.0, 23.0, 32.0, 45.0, 64.0, 128.0, 1e4,
    )  # fmt: skip
    repair_steps: int = 300  # search/ledger.py: of a walk after the last misses
    repair_rest: int = 10  # steps before a cell may be turned again

    # search/alone.py: work for so many cells of a block, round by round, and then for a part that blocks do not fit.
    alone_works: tuple[float, ...] = (0.3, 1.0, 4.0, 16.0)
    alone_cells: int = 300
    alone_gap: float = 0.5  # what blocks may leave open
    # Of the rows that tie blocks: where blocks alone break more, prices are the shorter way.
    mendable_share: float = 0.06
    one_piece_cells: int = 1_500
    one_piece_works: tuple[float, ...] = (1.0, 4.0, 16.0)
    # Of such a part's cost: with a wider gap more work on it in one piece is no short way.
    one_piece_gap: float = 0.1
    climb_turns: tuple[int, ...] = (0, 5, 10, 10, 10)  # of an ascent, round by round

    # search/multipliers.py, ascent.py
    chunk_people: int = 48  # whose paths are gone through at a time
    # Common choices of a group, times people, times states; groups of more are left out.
    group_ends: int = 4_000_000
    ascents: int = 3  # as often so many steps, a roster after each
    ascent_steps: int = 20
    step_patience: int = 4  # steps without a better bound until they get shorter
    step_shortening: float = 0.7
    step_memory: float = 0.6  # of the direction before, what a step keeps
    mean_memory: float = 0.9  # of the mean, point by point
    lean_steps: int = 6  # under given options
    lean_length: float = 0.5
    first_ceiling: float = 1.25  # times the bound, until a roster is known
    master_work: float = 1.0
    most_floors: int = 400  # cuts that are kept
    option_beginnings: int = 12  # of choosing options
    option_change: float = 0.3  # how often a beginning differs from the best known
    option_choices: int = 6  # among so many of the cheapest

    # search/decomposition.py: work for so many cells of a block, to prove a bound, to move it, to round a relaxation.
    priced_cells: int = 300
    bound_work: float = 0.5
    move_work: float = 0.2
    rounding_work: float = 0.01
    bound_gap: float = 0.2  # what blocks may leave open where they prove a bound
    move_gap: float = 0.3  # and where they move
    # How far a cell may lie from a mode to be held in it; less where that has no roster.
    clear_distances: tuple[float, ...] = (0.35, 0.2, 0.05)
    # Of a part's cells; where the relaxation leaves more open, rounding it is no short way.
    open_share: float = 0.3
    pull_forces: tuple[int, ...] = (
        1,
        4,
        16,
        64,
    )  # cost units by which blocks are pulled to what the others leave them
    wide_gaps: float = 5  # so much earns a second beginning
    passes: int = 3  # how often every block that may gain is solved again, at most
    pass_gain: float = 0.001  # a pass that gains less, relative to the cost, is the last
    # Against one state of all others at most: fixed, or workers would change rosters.
    blocks_at_a_time: int = 8
    usual_turns: float = 2.2  # how often a block is solved in all

    # conflict
    violation_cells: int = 6_000  # a part that is searched whole even where only the reason is asked for
    violation_week_work: float = 2.0
    violation_work: float = 1.5
    violation_cost_work: float = 1.5
    # Relative to its cost: a week is near enough where the whole is searched after it, or only the reason is wanted.
    violation_week_gap: float = 0.01
    clash_work: float = 0.5  # for each question asked
    # Of a larger part clashes are looked for inside the weeks of what is missed.
    whole_clash_rows: int = 12_000
    # Of which single elements are left out; of more only whole rules and whole days.
    element_rows: int = 2_000
    # A roster that is not proved to break least may miss what it need not: such misses have no reason to be found.
    fruitless_misses: int = 3
    correction_work: float = 1.0  # for each question
    correction_cells: int = 600  # a part in which all may change; in a larger one only those near the clash
    correction_sweeps: int = 3  # through all clashes at most, until what each gives fits what the others give
    exception_work: float = 1.0  # for a roster under the exceptions
    home_days_work: float = 30.0  # for one question: what is not proved by then is told as a range


DEFAULT = Parameters()
current = DEFAULT


@contextmanager
def using(others: Parameters) -> Iterator[None]:
    """Go by other parameters meanwhile."""
    global current
    before, current = current, others
    try:
        yield
    finally:
        current = before
