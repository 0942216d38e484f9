"""Rules with figures: what ``at_least``, ``at_most`` and ``exactly`` have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import model_validator

from asnroster.rules.kit.base import Rule
from asnroster.rules.kit.fields import share_text
from asnroster.words import Text, _, one_or_many

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
# What several rules say of the other choice.
OFFICE_JUST_MET = Text(
    "The office minimum of {who} on {when} is just met: {was} of at least {needed}.",
    "Jumlah minimal di kantor {who} pada {when} baru saja terpenuhi: {was} dari sekurangnya {needed} orang.",
)
MAKE_IT_A_WISH = Text(
    "{rule}, {who}: make it a wish (give it a weight)",
    "{rule}, {who}: jadikan keinginan (beri weight)",
)
TOO_FEW_HOME_DAYS = Text(
    "The WFH days of {when} would be too few: {found} of at least {needed}.",
    "Hari WFH pada {when} akan kurang: {found} dari sekurangnya {needed} hari.",
)
ONE_MORE_HOME_DAY = Text(
    "It would be WFH day number {found} of {when}; at most {needed} are allowed.",
    "Itu akan menjadi hari WFH ke-{found} pada {when}; paling banyak {needed} hari.",
)

_FIGURES = ("at_least", "at_most", "exactly")


class BoundedRule(Rule):
    """A rule with at least one of its figures given, unless the sheet may give them (``sheet_figure``)."""

    @model_validator(mode="after")
    def _some_figure(self) -> Self:
        names = [name for name in _FIGURES if name in type(self).model_fields]
        figures = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        if not figures and self.sheet_figure is None:
            raise ValueError(_("Give at least one of: {fields}.").format(fields=", ".join(names)))
        if "exactly" in figures and len(figures) > 1:
            raise ValueError(_("exactly stands alone, without at_least and at_most."))
        if "at_least" in figures and "at_most" in figures and figures["at_least"] > figures["at_most"]:
            raise ValueError(_("at_least is larger than at_most."))
        return self

    @property
    def for_everybody(self) -> bool:
        """Whether it enforces the sheet alone, or is such a rule by its kind."""
        return self.common or (self.sheet_figure is not None and not self.has_figure)

    @property
    def has_figure(self) -> bool:
        """Whether it brings a figure of its own."""
        return any(getattr(self, name, None) is not None for name in _FIGURES)

    def of_sheet_alone(self) -> Self | None:
        """Where it has a figure and reads the sheet too: the same for the sheet."""
        if self.sheet_figure is None or not self.has_figure:
            return None
        own = {name: None for name in _FIGURES if name in type(self).model_fields}
        return self.model_copy(update=own | {"name": f"{self.name or self.key} (sheet Unit)", "title": ""})

    def bounds_sentence(self, what: Text) -> str:
        """``at least 3, at most 4 office days …``."""
        parts = []
        for name, text in (("at_least", AT_LEAST), ("at_most", AT_MOST), ("exactly", EXACTLY)):
            figure = getattr(self, name, None)
            if figure is not None:
                shown = share_text(figure) if isinstance(figure, Fraction) else str(figure)
                parts.append(str(text).format(figure=shown))
        sentence = one_or_many(f"{', '.join(parts)} {what}".strip())
        return sentence[:1].upper() + sentence[1:]
