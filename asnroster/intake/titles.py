"""What titles and headings of lists say: the agency that they name, and how deep a unit of such a name stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asnroster.errors import Issue
from asnroster.intake.cells import text
from asnroster.intake.grid import Grid
from asnroster.intake.sector_words import spaced
from asnroster.words import _

NAMED_AGENCY = re.compile(
    r"(?:unit kerja|unit organisasi|perangkat daerah|opd|skpd|instansi|satuan kerja)\s*[:=]\s*(.+)",
    re.IGNORECASE,
)
_AGENCY_WORDS = "dinas|badan|kecamatan|rsud|rumah sakit|inspektorat|satuan polisi|kantor"
_AGENCY = re.compile(
    rf"\b((?:{_AGENCY_WORDS}|sekretariat|kelurahan|(?:uptd?\s+)?puskesmas|uptd?|bagian|biro|balai|[sdm]{{2,3}}n|tkn|s[dm]\w?\s+negeri)\b.*)",
    re.IGNORECASE,
)
_SHORT_NAMES = (
    "dinkes|disdik|dishub|disdukcapil|diskominfo|disnaker|dinsos|disparbud|disperindag|dispora|satpol pp|setda|setwan|bkpsdm|bkpp"
    "|bkppd|bkd|bappeda|bappelitbangda|bapperida|bapenda|bpkad|bpkd|bpbd|dpmptsp|dpmd|dpupr|kesbangpol|rsud|rsu|rs|kec"
)
_AGENCY_NAME = re.compile(
    rf"^ (?:dinas|badan|kecamatan|sekretariat (?:daerah|dprd|dewan)|inspektorat|rumah sakit|satuan polisi|kantor|{_SHORT_NAMES}) "
)
_PERIOD = re.compile(r"\s*[-,–]?\s*\b(?:tahun|bulan|per|keadaan|periode)\b.*$", re.IGNORECASE)
# How deep a heading between people stands: an agency, a unit of it, a section of that unit.
DEPTHS = (
    re.compile(rf"(?:{_AGENCY_WORDS}|sekretariat (?:daerah|dprd|dewan))\b", re.IGNORECASE),
    re.compile(
        r"(?:sekretariat|bidang|bagian|uptd?|unit|irban|inspektur pembantu|kelurahan|puskesmas|cabang|kelompok|instalasi"
        r"|sdn?|smpn?|sman?|smkn?|tkn?|komite|pelayanan)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:sub\s?-?\s?(?:bagian|bidang|koordinator)|seksi|tim|ruang|poli)\b", re.IGNORECASE),
)


def placed_by_title(grid: Grid, agency: str) -> Issue:
    """A notice that all people of a list without a unit sit in the agency of its title."""
    message = _("The list has no column for the unit: everybody is placed in “{agency}”, as its title says.")
    return Issue("unit-from-title", message.format(agency=agency), "", grid.file, grid.sheet)


def placed_in_agency(grid: Grid, count: int, agency: str) -> Issue:
    """A notice that the people of a list who have no unit of their own sit in their agency."""
    message = _("{count} people without a unit of their own are placed in “{agency}”.")
    return Issue("unit-of-agency", message.format(count=count, agency=agency), "", grid.file, grid.sheet)


def bears_agency(name: str) -> bool:
    """Whether a unit's name is that of a whole agency."""
    return _AGENCY_NAME.match(spaced(name)) is not None


def depth_of(title: str) -> int:
    """How deep a unit of that name stands, as deep as can be where its name says nothing."""
    return next((depth for depth, form in enumerate(DEPTHS) if form.match(title)), len(DEPTHS))


def agency_of_titles(titles: Sequence[str]) -> str:
    """The agency that the lines above a list name, empty when none does."""
    for form in (NAMED_AGENCY, _AGENCY):
        for line in titles:
            match = form.search(line)
            if match and (agency := _PERIOD.sub("", match.group(1)).strip(" .:,-")):
                return text(agency)
    return ""
