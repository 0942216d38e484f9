"""Echelons as cells write them: ``III/a``, ``Eselon 3a``, ``JFT`` for none."""

from __future__ import annotations

import re

from asnroster.domain.problem import normal_echelon
from asnroster.intake.cells import BadCellError, normal, plain, text
from asnroster.intake.sheets import Cell
from asnroster.intake.vocabulary import ECHELONS
from asnroster.words import _

_ECHELON_WORD = re.compile(r"^(?:eselon|esl?\.?|echelon)\s*", re.IGNORECASE)
_ARABIC = re.compile(r"^[1-4](?=[\s./-]?[ab]?$)", re.IGNORECASE)
# The classes of leaders as the law of 2014 calls them; the lower letter of each, for the higher one is not said.
_CLASSES = {
    "jptpratama": "II.b", "jabatanpimpinantinggipratama": "II.b", "pimpinantinggipratama": "II.b", "administrator": "III.b",
    "jabatanadministrator": "III.b", "pengawas": "IV.b", "jabatanpengawas": "IV.b",
}  # fmt: skip
_ROMAN = ("", "I", "II", "III", "IV")
_NO_ECHELON = frozenset(
    [
        "jft",
        "ne",
        "non",
        "noneselon",
        "nonjabatan",
        "bukanpejabat",
        "jfu",
        "jf",
        "fungsional",
        "pelaksana",
        "staf",
        "staff",
        "nonstruktural",
        "tidakada",
        "jabatanfungsional",
        "jabatanpelaksana",
    ]
)


def echelon(cell: Cell) -> str:
    """``III.a``, ``Eselon 3a``; empty for those who lead nothing, such as ``JFT`` or ``Pelaksana``."""
    written = _ECHELON_WORD.sub("", text(cell))
    if normal(written) in _NO_ECHELON:
        return ""
    written = _CLASSES.get(normal(written), written)
    written = _ARABIC.sub(lambda found: _ROMAN[int(found[0])], written)
    try:
        return normal_echelon(written)
    except ValueError as error:
        raise BadCellError(
            "echelon-bad",
            _("“{found}” is no echelon.").format(found=plain(cell)),
            _("Enter one of {known}, or leave it empty.").format(known=", ".join(ECHELONS)),
        ) from error
