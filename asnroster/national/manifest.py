"""The manifest of a run over many parts: what each was made from and how it ended; true at any moment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from asnroster import __version__
from asnroster.errors import InputError, Issue
from asnroster.files import whole_file
from asnroster.restore import PARTS_FOLDER
from asnroster.words import _

MANIFEST, LOCK = "manifest.json", ".lock"
GOOD, BAD_INPUT, NO_ROSTER, STOPPED, DISAGREE = 0, 2, 3, 4, 5
WAITING = "waiting"


@dataclass(frozen=True)
class Key:
    """All that decides a part's roster: a part whose key is the same is not solved again.

    Attributes:
        input_sha256: of its files, one after the other.
        scenario_sha256: of the scenario in full as TOML.
        options: dates, gap, seed and whatever else was asked.
    """

    input_sha256: str
    scenario_sha256: str
    options: Mapping[str, Any]
    version: str = __version__


@dataclass(frozen=True)
class Record:
    """How one part ended.

    Attributes:
        status: ``optimal``, ``feasible``, ``infeasible``, ``unknown``; ``input`` (its spreadsheet is wrong),
            ``disagree`` (audit and solver), ``failed`` (its process was ended), ``waiting``.
        people: rostered people, None where nothing was read.
        office_days, home_days: person-days of the roster.
        seconds, cpu_seconds: of reading, solving, auditing and writing.
        peak_memory_mb: largest memory of its process, MB (10^6 bytes).
        file: the roster, or the text that says why there is none; beside the manifest.
        output_sha256: of that file as it was written.
        exit_code: as ``solve`` would have ended for this part alone.
        why: why there is no roster, one line a thing.
    """

    name: str
    stem: str
    key: Key
    status: str = WAITING
    people: int | None = None
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    hard_violations: int | None = None
    office_days: int | None = None
    home_days: int | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory_mb: float = 0.0
    file: str = ""
    output_sha256: str = ""
    exit_code: int | None = None
    interrupted: bool = False
    time_limited: bool = False
    start: str = ""
    end: str = ""
    why: tuple[str, ...] = field(default=())

    @property
    def has_roster(self) -> bool:
        """Whether there is a roster."""
        return self.cost is not None

    def holds(self, key: Key, folder: Path) -> bool:
        """Whether the part need not be solved again: the same was asked, it was answered, and the answer is there."""
        answered = self.exit_code in (GOOD, NO_ROSTER) and not self.interrupted
        return answered and self.key == key and (folder / self.file).is_file()


def sha256_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def check_folder(folder: Path) -> None:
    """See that a run may write here: the folder is new, empty, or of an earlier run, however far that came.

    Raises:
        InputError: when it holds other things.
    """
    if not folder.exists() or (folder / MANIFEST).exists():
        return
    if not folder.is_dir() or {path.name for path in folder.iterdir()} - {LOCK, PARTS_FOLDER}:
        message = _("“{folder}” holds other things than an earlier run by agency.").format(folder=folder)
        needed = _("Name a new or empty folder, or the folder of the run to be continued.")
        raise InputError([Issue("output-folder", message, needed, sheet="-o", found=str(folder))])


def read_manifest(folder: Path) -> dict[str, Record]:
    """The records of an earlier run by the stem of their files; none where there was no run.

    Raises:
        InputError: when the folder holds other things, or a manifest that is none.
    """
    check_folder(folder)
    path = folder / MANIFEST
    if not path.exists():
        return {}
    names = {item.name for item in fields(Record)}
    try:
        entries = json.loads(path.read_text("utf-8"))["parts"]
        records = [
            Record(
                **{
                    name: value
                    for name, value in entry.items()
                    if name in names and name not in ("key", "why")
                },
                key=Key(**entry["key"]),
                why=tuple(entry["why"]),
            )
            for entry in entries
        ]
    except (ValueError, KeyError, TypeError) as error:
        message = _("The manifest cannot be read; it was changed or damaged.")
        needed = _("Remove it, or name another folder; then every part is solved again.")
        raise InputError([Issue("manifest-bad", message, needed, file=str(path))]) from error
    return {record.stem: record for record in records}


def write_manifest(folder: Path, records: Iterable[Record]) -> None:
    """Write it whole or not at all, one part a line.

    Raises:
        OSError: when the folder cannot be written to.
    """
    lines = [json.dumps(asdict(record), ensure_ascii=False, allow_nan=False) for record in records]
    with whole_file(folder / MANIFEST) as temporary:
        text = f'{{"version": {json.dumps(__version__)}, "parts": [\n' + ",\n".join(lines) + "\n]}\n"
        temporary.write_text(text, encoding="utf-8")
