"""Looking people up by NIP from other sheets and files, with the nearest NIP where there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from asnroster.errors import nearest
from asnroster.intake.cells import NIP_DIGITS
from asnroster.intake.people import Staff
from asnroster.intake.person_lookup import Directory
from asnroster.intake.schema import STAFF, AbsenceRow, PinRow, PreferenceRow
from asnroster.intake.tables import Tables
from asnroster.words import _

_SUGGESTIONS = 50  # beyond so many unknown numbers the file is another one
_DIFFERING_DIGITS = 3
Request = AbsenceRow | PinRow | PreferenceRow


class NearKeys:
    """Suggests the key most like an unknown one, quickly among tens of thousands."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._digits = [key for key in keys if len(key) == NIP_DIGITS and key.isascii()]
        self._matrix = np.array([list(key.encode()) for key in self._digits], dtype=np.uint8)
        self._asked = 0

    def __call__(self, key: str) -> str | None:
        """The key of which at most three digits differ, or that is similar as a text; None when none is."""
        self._asked += 1
        if self._asked > _SUGGESTIONS:
            return None
        if self._digits and len(key) == NIP_DIGITS and key.isascii():
            misses = (self._matrix != np.frombuffer(key.encode(), dtype=np.uint8)).sum(axis=1)
            best = int(misses.argmin())
            if misses[best] <= _DIFFERING_DIGITS:
                return self._digits[best]
        return nearest(key, [known for known in self._keys if known[:6] == key[:6] or known[-6:] == key[-6:]])


class Keys:
    """Finds the person that a row of another sheet names, and says what is wrong when there is none."""

    def __init__(self, tables: Tables, staff: Staff) -> None:
        self._tables, self._staff = tables, staff
        self._left_out = {person.key: person for person in staff.left_out}
        self._near = NearKeys(list(staff.known))
        self._directory = Directory({key: row.name for key, row in staff.known.items()})

    def find(self, row: Request) -> int | None:
        """First index of the person that a row names; None, with an issue or a notice, when nobody is rostered under it."""
        nip, column = row.nip, type(row).nip
        if not nip:
            return None
        if nip not in self._staff.known and not any(letter.isdigit() for letter in nip):
            named = self._directory.named(nip)
            if len(named) > 1:
                self._several(row, nip, len(named))
                return None
            nip = named[0] if named else nip
        found = self._staff.rows.get(nip)
        if found:
            return found[0]
        if nip in self._left_out:
            message = _("{name} ({nip}) is not rostered ({reason}): the row has no effect.").format(
                name=self._left_out[nip].name, nip=nip, reason=self._left_out[nip].reason
            )
            self._tables.notices.append(self._tables.issue("person-left-out", row, column, message, "", nip))
        elif nip not in self._staff.known:
            # Whoever is known but has no place was reported in the staff sheet already.
            message = _("The NIP {nip} is not in the sheet “{sheet}”.").format(
                nip=nip,
                sheet=self._tables.grids[STAFF.name].sheet
                if STAFF.name in self._tables.grids
                else STAFF.name,
            )
            near = self._near(nip)
            needed = (
                _("Did you mean {nip} ({name})?").format(nip=near, name=self._staff.known[near].name)
                if near
                else _("Correct the NIP, or add the person to the staff.")
            )
            issue = self._tables.issue("person-unknown", row, column, message, needed, nip)
            # A sheet that nobody called an input stops nothing: the row has no effect.
            guest = issue.sheet in self._tables.guests.get(row.sheet.name, ())
            (self._tables.notices if guest else self._tables.issues).append(issue)
            if guest:
                self._tables.idle.add((row.sheet.name, row.row))
        return None

    def _several(self, row: Request, name: str, count: int) -> None:
        message = _("“{name}” is the name of {count} people of the staff.").format(name=name, count=count)
        needed = self._directory.advice(name)
        self._tables.issues.append(
            self._tables.issue("name-several", row, type(row).nip, message, needed, name)
        )
