"""Who signs a printed roster, and the letter that it is the attachment of."""

from __future__ import annotations

from collections.abc import Iterator

from asnroster.domain.groups import staffed_agencies
from asnroster.domain.problem import Person, Problem
from asnroster.output.dates import long_date
from asnroster.output.report import Report
from asnroster.scenario import Signature
from asnroster.words import _

DOTS = "." * 40
NIP_DIGITS = 18
NAME_LINE = 5  # the line of the name, below the room for a hand
_LEVELS = ("I", "II", "III", "IV", "V")


def signatory(report: Report) -> Signature:
    """Who signs: of several agencies the scenario's signature; of one its signer, else its head.

    Between the two stands the scenario's signature where it is not the government's: the agency's own scenario.
    """
    government, problem = report.scenario.signature, report.problem
    agencies = staffed_agencies(problem)
    own = not (report.agency or government.government) and (government.name or government.position)
    if len(agencies) != 1 or (own and not problem.units[agencies[0]].signer):
        return government
    signer = _signer(problem, agencies[0])
    if isinstance(signer, Person):
        nip = signer.key if signer.key.isdigit() and len(signer.key) == NIP_DIGITS else ""
        return Signature(government.place, signer.position, signer.name, nip, signer.rank)
    return Signature(government.place, nip=signer)


def _signer(problem: Problem, agency: int) -> Person | str:
    """Whom column Penanda Tangan names (the NIP alone where they are not rostered), else the head, else empty."""
    nip = problem.units[agency].signer
    if nip:
        return next((person for person in problem.people if person.key == nip), nip)
    heads = [problem.people[row] for row in problem.below[agency] if problem.people[row].echelon]
    highest = min(map(_rank, heads), default=None)
    equals = {person.key: person for person in heads if _rank(person) == highest}
    # Of several as high only one who is placed in the agency itself is surely its head.
    placed = [person for person in equals.values() if len(equals) == 1 or person.unit == agency]
    return placed[0] if len(placed) == 1 else ""


def _rank(person: Person) -> tuple[int, str]:
    level, _dot, step = person.echelon.partition(".")
    return (_LEVELS.index(level) if level in _LEVELS else len(_LEVELS), step or "z")


def signature_lines(report: Report) -> list[str]:
    """Place and date, post, room for a hand, name, rank where known, NIP; what is not known is dotted."""
    signature, year = signatory(report), report.problem.horizon.start.year
    place = _("{place}, {date}").format(place=signature.place or DOTS[:20], date=f"{DOTS[:28]} {year}")
    nip = _("NIP {nip}").format(nip=signature.nip or DOTS[:30])
    rank = [signature.rank] if signature.rank else []
    return [place, signature.position or DOTS, "", "", "", signature.name or DOTS, *rank, nip]


def letter_lines(report: Report) -> Iterator[str]:
    """``Lampiran Surat …``, ``Nomor …``, ``Tanggal …`` of the scenario's letter; nothing without one."""
    letter = report.scenario.letter
    if letter is None:
        return
    title = _("Attachment to {letter}").format(letter=letter.kind or _("Letter"))
    yield _("{title} on {about}").format(title=title, about=letter.about) if letter.about else title
    yield _("Number {number}").format(number=letter.number or DOTS[:28])
    yield _("Date {date}").format(date=long_date(letter.date) if letter.date else DOTS[:28])
