"""A run over many governments: the input cut, what is done already told apart, the rest solved, all summed up."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from asnroster.engine.options import Options
from asnroster.errors import InputError, Issue
from asnroster.intake.schema import STAFF
from asnroster.intake.sheets import FORMATS
from asnroster.national.books import cut_book
from asnroster.national.listed import cut_list, national_names
from asnroster.national.manifest import (
    BAD_INPUT,
    DISAGREE,
    GOOD,
    NO_ROSTER,
    STOPPED,
    Key,
    Record,
    read_manifest,
    sha256_of,
    write_manifest,
)
from asnroster.national.parts import PARTS_FOLDER, Cut, Part, stems
from asnroster.national.solving import Task
from asnroster.national.stream import open_stream
from asnroster.national.work import solve_parts
from asnroster.output.page import Paper
from asnroster.request import Request
from asnroster.scenario.find import DEFAULT_SCENARIO
from asnroster.scenario.horizon import choose_horizon
from asnroster.scenario.load import load_scenario
from asnroster.scenario.windows import lifted
from asnroster.words import _, language, use_home_word

# The worst first: what should be looked at before anything else.
_WORST = (DISAGREE, BAD_INPUT, STOPPED, NO_ROSTER, GOOD)


@dataclass
class National:
    """A run that was prepared.

    Attributes:
        folder: where everything is written.
        records: one a part, in the order of the input; kept true as parts end.
        tasks: the parts that are still to be solved, the largest first.
        sizes: stem of a part -> bytes of its input, for guessing how long the rest will take.
        kept: parts that an earlier run solved.
        notices: what is worth a word.
        title: of the scenario.
    """

    folder: Path
    records: dict[str, Record]
    tasks: tuple[Task, ...]
    sizes: Mapping[str, int]
    kept: int
    notices: tuple[Issue, ...]
    title: str

    def solve(
        self, executor: Executor, workers: int, on_record: Callable[[Record], None], stop: threading.Event
    ) -> None:
        """Solve what is to be solved; the manifest is written after each part."""

        def keep(record: Record) -> None:
            _forget(self.folder, self.records[record.stem], record)
            self.records[record.stem] = record
            write_manifest(self.folder, self.records.values())
            on_record(record)

        write_manifest(self.folder, self.records.values())
        solve_parts(self.tasks, executor, at_a_time=workers, on_record=keep, stop=stop)

    @property
    def exit_code(self) -> int:
        """The worst of all parts; 4 where some were not begun."""
        codes = {
            STOPPED if record.exit_code is None else record.exit_code for record in self.records.values()
        }
        return next((code for code in _WORST if code in codes), GOOD)


def prepare_national(
    request: Request,
    options: Options,
    folder: Path,
    *,
    paper: Paper = "A4",
    on_rows: Callable[[int], None] = lambda rows: None,
) -> National:
    """Cut the input and find out what is to be solved.

    Args:
        request: what the user asks for; ``staff`` is a list or workbook of many agencies or governments, or a
            folder of workbooks; ``history`` are folders of earlier such runs.
        options: of each part's search.
        folder: where everything is written; new, empty, or of an earlier run.
        paper: of the rosters.
        on_rows: told now and then how many rows of a national list were cut so far, first 0.

    Raises:
        InputError: with everything that is wrong in the input as a whole.
        OSError: when the folder cannot be written to.
    """
    before = read_manifest(folder)
    scenario = load_scenario(request.scenario or DEFAULT_SCENARIO, parameters=request.parameters)
    scenario = lifted(scenario) if request.what_if else scenario
    use_home_word(scenario.home_code)
    start, end = choose_horizon(scenario, request.start, request.end)
    folder.mkdir(exist_ok=True)
    cut = cut_input(request, _emptied(folder / PARTS_FOLDER), on_rows)
    own = replace(
        request,
        units=None,
        history=(),
        strict=request.strict and not cut.checked,
        mapping={} if cut.own_files else request.mapping,
        policy_folder=(request.units or request.staff).parent if cut.own_files else None,
    )
    terms = _terms_of(request, own, options, paper, (start, end))
    scenario_hash = sha256("".join((scenario.text, *cut.policies)).encode()).hexdigest()
    records: dict[str, Record] = {}
    tasks: list[Task] = []
    for part in cut.parts:
        past = _history(request.history, part)
        key = Key(sha256_of([path for path in (part.staff, part.units, *past) if path]), scenario_hash, terms)
        records[part.stem], is_done = _record_of(part, key, before.get(part.stem), folder)
        if is_done:
            continue
        mine = replace(own, staff=part.staff, units=part.units, history=past)
        dated = replace(mine, start=start, end=end)
        alone = replace(options, workers=1, cluster=None)
        tasks.append(Task(records[part.stem], dated, alone, folder, paper, language(), mine))
    sizes = {part.stem: part.size for part in cut.parts}
    tasks.sort(key=lambda task: -sizes[task.record.stem])
    notices = (*cut.notices, *_left_behind(before, records, folder))
    return National(folder, records, tuple(tasks), sizes, len(records) - len(tasks), notices, scenario.title)


def _terms_of(
    request: Request, own: Request, options: Options, paper: Paper, dates: tuple[date, date]
) -> dict[str, object]:
    """Everything beside files and scenario that a part's roster depends on; ``own`` is what each part is asked."""
    return {
        "start": dates[0].isoformat(),
        "end": dates[1].isoformat(),
        "gap": options.gap,
        "seed": options.seed,
        "time_limit": options.time_limit_seconds,
        "relax": options.relax,
        "strict": own.strict,
        "confirm": own.confirm,
        "paper": paper,
        "language": language(),
        "map": {sheet: dict(names) for sheet, names in own.mapping.items()},
        "scenario": request.scenario or "",
    }


def _record_of(part: Part, key: Key, old: Record | None, folder: Path) -> tuple[Record, bool]:
    """The record of a part, and whether it is done: the roster of an earlier run still holds."""
    if old is not None and old.holds(key, folder):
        return replace(old, name=part.name), True
    blank = Record(part.name, part.stem, key)
    return (blank if old is None else replace(blank, file=old.file, output_sha256=old.output_sha256)), False


def cut_input(request: Request, folder: Path, on_rows: Callable[[int], None] = lambda rows: None) -> Cut:
    """The parts of an input: of a folder its files, of a national list its governments, else its agencies.

    Args:
        request: what the user asks for, of the whole.
        folder: an empty folder for the parts' files.
        on_rows: as in :func:`prepare_national`.

    Raises:
        InputError: with everything that is wrong in the input as a whole.
    """
    if request.staff.is_dir():
        return _files_of(request)
    if request.staff.suffix.lower() == ".csv" and request.staff.is_file():
        stream = open_stream(request.staff, STAFF, request.mapping)
        names = [] if stream.is_list else national_names(stream)
        if names:
            if request.units is not None and request.units.suffix.lower() != ".csv":
                message = _("The units of a list of many governments are read from a .csv file.")
                needed = _("Save the sheet “Unit” as .csv.")
                raise InputError([Issue("units-format", message, needed, file=request.units.name)])
            return cut_list(stream, names, request.units, folder, request.mapping, on_rows=on_rows)
    return cut_book(request, folder)


def _files_of(request: Request) -> Cut:
    """Each spreadsheet of a folder is a government."""
    paths = sorted(
        path
        for path in request.staff.iterdir()
        if path.suffix.lower() in FORMATS and path.is_file() and not path.name.startswith((".", "~"))
    )
    if not paths:
        message = _("The folder “{folder}” holds no spreadsheet.").format(folder=request.staff)
        needed = _("Put one workbook for each government into it.")
        raise InputError([Issue("folder-empty", message, needed, found=str(request.staff))])
    if request.units is not None:
        message = _("Each workbook of a folder brings its own units.")
        raise InputError([Issue("units-folder", message, _("Leave out --units."), sheet="--units")])
    parts = [
        Part(path.stem, stem, path) for path, stem in zip(paths, stems(p.stem for p in paths), strict=True)
    ]
    return Cut(tuple(parts), own_files=False)


def _history(folders: Sequence[Path], part: Part) -> tuple[Path, ...]:
    """The part's rosters of earlier runs."""
    files = []
    for folder in folders:
        if not folder.is_dir():
            message = _("With --by, --history names the folder of an earlier run by agency.")
            raise InputError([Issue("history-folder", message, sheet="--history", found=str(folder))])
        record = read_manifest(folder).get(part.stem)
        if record is not None and record.has_roster and (folder / record.file).is_file():
            files.append(folder / record.file)
    return tuple(files)


def _emptied(folder: Path) -> Path:
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.mkdir()
    return folder


def _forget(folder: Path, old: Record, new: Record) -> None:
    """Take away what an earlier run wrote for a part and nobody changed, once another file has its place."""
    path = folder / old.file
    if (
        old.file
        and new.file
        and old.file != new.file
        and path.is_file()
        and sha256_of([path]) == old.output_sha256
    ):
        path.unlink()


def _left_behind(before: Mapping[str, Record], now: Mapping[str, Record], folder: Path) -> list[Issue]:
    """Rosters of parts that the input has no more."""
    message = _("{file} is of an earlier run: the input has no “{name}” any more.")
    return [
        Issue("part-gone", message.format(file=record.file, name=record.name))
        for stem, record in before.items()
        if stem not in now and record.file and (folder / record.file).is_file()
    ]
