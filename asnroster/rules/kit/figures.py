"""Rules with figures: what ``at_least``, ``at_most`` and ``exactly`` have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Self

from pydantic import model_validator

from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.fields import share_text
from asnroster.words import Text, _

AT_LEAST = Text("at least {figure}", "sekurangnya {figure}")
AT_MOST = Text("at most {figure}", "paling banyak {figure}")
EXACTLY = Text("exactly {figure}", "tepat {figure}")
PER = {
    "unit": Text("per unit", "per unit"),
    "subtree": Text("per unit with all below it", "per unit beserta bawahannya"),
    "agency": Text("per agency", "per OPD"),
    "building": Text("per building", "per gedung"),
    "team": Text("per team", "per tim"),
    "government": Text("in the whole government", "se-pemerintah daerah"),
}


class BoundedRule(Rule):
    """A rule with at least one of its figures given, unless the sheet may give them (``from_sheet``)."""

    from_sheet: ClassVar[bool] = False

    @model_validator(mode="after")
    def _some_figure(self) -> Self:
        names = [name for name in ("at_least", "at_most", "exactly") if name in type(self).model_fields]
        figures = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        if not figures and not self.from_sheet:
            raise ValueError(_("Give at least one of: {fields}.").format(fields=", ".join(names)))
        if "exactly" in figures and len(figures) > 1:
            raise ValueError(_("exactly stands alone, without at_least and at_most."))
        if "at_least" in figures and "at_most" in figures and figures["at_least"] > figures["at_most"]:
            raise ValueError(_("at_least is larger than at_most."))
        return self

    def bounds_sentence(self, what: Text) -> str:
        """``at least 3, at most 4 office days …``."""
        parts = []
        for name, text in (("at_least", AT_LEAST), ("at_most", AT_MOST), ("exactly", EXACTLY)):
            figure = getattr(self, name, None)
            if figure is not None:
                shown = share_text(figure) if isinstance(figure, Fraction) else str(figure)
                parts.append(str(text).format(figure=shown))
        sentence = f"{', '.join(parts)} {what}".strip()
        return sentence[:1].upper() + sentence[1:]
