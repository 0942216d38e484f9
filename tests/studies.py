"""Studies of tiny problems, for the tests of what a study finds and of everything written of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from asnroster.engine.solve import Options
from asnroster.judge.studied import Study
from asnroster.readiness import Watch, study_of
from asnroster.rules.kit.case import Case
from asnroster.run import Prepared
from asnroster.scenario import Scenario
from asnroster.scenario.savings import SavingsKeys
from tests.cli import ROOT

STAFF = ROOT / "data/staff.xlsx"
EXACT = Options(gap=0.0, workers=1)


def studied(of: Case, *caps: str, watch: Watch | None = None, savings: dict[str, Any] | None = None) -> Study:
    """A study of a case whose rules are all hard; ``savings`` are assumptions as a scenario writes them."""
    given = SavingsKeys.model_validate(savings or {}).given()
    prepared = Prepared(Scenario("uji", "Uji", rules=of.rules, savings=given), of, (), 0.0, 0.0)
    return study_of(prepared, EXACT, [Fraction(cap) for cap in caps], watch or Watch())
