"""The sheet Konfirmasi: guesses that an import made, and what the user says to each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asnroster.domain.groups import fold
from asnroster.errors import Issue
from asnroster.intake.columns import SHEETS, Column, SheetSpec, normal
from asnroster.intake.units import UnitTree, UnknownUnitError
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import Text, _

if TYPE_CHECKING:
    from asnroster.intake.tables import Tables

CONFIRM = SheetSpec(
    "Konfirmasi",
    "Confirm",
    Text(
        "Sectors guessed from names. Say Yes or No to each.",
        "Sektor yang ditebak dari nama. Jawab Ya atau Tidak untuk setiap baris.",
    ),
    (
        Column("Unit", "Unit", "text", Text("The unit's path.", "Jalur unit."), True),
        Column(
            "Sektor Usulan", "Proposed Sector", "sector", Text("The guessed sector.", "Sektor hasil tebakan."), True
        ),
        Column(
            "Keyakinan", "Confidence", "text",
            Text(
                "High and medium guesses are filled in in the sheet Unit where they keep people in the office; low "
                "ones never.",
                "Tebakan tinggi dan sedang yang membuat pegawai tetap WFO sudah diisi pada sheet Unit; yang rendah "
                "tidak pernah.",
            ),
        ),
        Column("Diisi", "Filled In", "text", Text("Whether the sheet Unit has it.", "Apakah sheet Unit sudah memuatnya.")),
        Column("Alasan", "Reason", "text", Text("The word that it goes by.", "Kata yang menjadi dasarnya.")),
        Column("Setuju (Ya/Tidak)", "Agreed (Yes/No)", "agreed", Text(
            "Yes: the sector is in force. No: it is not; write the right one in the sheet Unit.",
            "Ya: sektor berlaku. Tidak: sektor tidak berlaku; tulis yang benar pada sheet Unit."),
            choices=(YES, NO), aliases=("Setuju", "Agreed")),
    ),
)  # fmt: skip
INPUTS = (*SHEETS, CONFIRM)
INPUT_OF = {normal(name): spec for spec in INPUTS for name in (spec.english, spec.name)}


class ConfirmRow(NamedTuple):
    """A row of the sheet Konfirmasi; ``agreed`` is None as long as nobody has said anything."""

    row: int
    unit: str
    sector: str
    confidence: str
    filled: str
    why: str
    agreed: bool | None


def apply_confirmations(tables: Tables, tree: UnitTree) -> None:
    """Give units the sectors that were agreed to, take back those that were not, and tell what is still open."""
    if not tables.confirmations:
        return
    count: Counter[bool | None] = Counter()
    whole = {fold(tree.path(index)): index for index in range(len(tree.nodes))}
    for row in tables.confirmations:
        if not row.unit or not row.sector:
            continue
        try:
            index = whole.get(fold(row.unit))
            node = tree.nodes[tree.resolve(row.unit) if index is None else index]
        except UnknownUnitError as error:
            tables.issues.append(
                tables.issue(
                    error.code, CONFIRM.name, row.row, error.column, error.message, error.needed, error.found
                )
            )
            continue
        count[row.agreed] += 1
        if row.agreed and not node.sector:
            node.sector = row.sector
            tables.columns = {*tables.columns, ("Unit", "Sektor")}
        elif row.agreed is False and fold(node.sector) == fold(row.sector):
            node.sector = ""
    if count[None]:
        message = _("{count} guessed sectors are not confirmed yet.").format(count=count[None])
        needed = _("Say Yes or No to each in the sheet “{sheet}”.").format(sheet=CONFIRM.label)
        tables.notices.append(
            Issue("guess-open", message, needed, tables.grids[CONFIRM.name].file, CONFIRM.label)
        )
