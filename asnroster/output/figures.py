"""The measures that a comparison shows, each one small function with a name and a format.

A new measure is one function and one line in ``MEASURES``; tables, workbook and JSON pick it up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from asnroster.judge import measures, quality
from asnroster.judge.measures import FRIDAY, MONDAY
from asnroster.judge.wording import date_text
from asnroster.output import blocks
from asnroster.output.blocks import Kind
from asnroster.output.report import Report
from asnroster.words import Text, _, number_text

MeasureKind = Kind | Literal["counts"]
Number = int | float | Fraction
Value = Number | str | dict[str, int] | None
Better = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a comparison.

    Attributes:
        key: its name in JSON.
        value: computes it from a judged roster; None when it has no value there.
        kind: ``number``, ``share``, ``index``, ``text``, or ``counts`` (how many of each name).
        better: which way is better, empty when neither is.
        compared: whether a difference to another scenario means anything.
    """

    key: str
    title: Text
    value: Callable[[Report], Value]
    kind: MeasureKind = "number"
    better: Better = ""
    compared: bool = True


def office_days(report: Report) -> int:
    """Person-days in the office."""
    return int(measures.at_office(report.problem, report.roster).sum())


def home_days(report: Report) -> int:
    """Person-days at home."""
    return int(measures.at_home(report.problem, report.roster).sum())


def home_share(report: Report) -> Fraction | None:
    """Home person-days of all person-days worked."""
    return measures.home_share(report.problem, report.roster)


def presence(report: Report) -> list[tuple[int, int]]:
    """(people in the office, day) of each ordinary working day, Monday to Friday and no holiday."""
    office = measures.per_day(measures.at_office(report.problem, report.roster))
    return [(int(office[day]), day) for day in quality.ordinary_days(report.problem)]


def busiest(report: Report) -> int | None:
    """Most people in the office on an ordinary working day."""
    return max((people for people, _ in presence(report)), default=None)


def emptiest(report: Report) -> int | None:
    """Fewest people in the office on an ordinary working day."""
    return min((people for people, _ in presence(report)), default=None)


def busiest_date(report: Report) -> str | None:
    """The first day with the most people in the office."""
    days = presence(report)
    if not days:
        return None
    return date_text(report.problem.horizon.dates[max(days, key=lambda entry: (entry[0], -entry[1]))[1]])


def emptiest_date(report: Report) -> str | None:
    """The first day with the fewest people in the office."""
    days = presence(report)
    return date_text(report.problem.horizon.dates[min(days)[1]]) if days else None


def posts_kept(report: Report) -> Fraction | None:
    """The share of days of service posts on which their minimum was in the office."""
    posts = quality.post_days(report.problem, report.roster)
    return Fraction(posts.open - posts.short, posts.open) if posts else None


def posts_short(report: Report) -> int | None:
    """Days of service posts on which their minimum was not in the office."""
    posts = quality.post_days(report.problem, report.roster)
    return posts.short if posts else None


def leader_gaps(report: Report) -> int | None:
    """Agency-days without a leader in the office."""
    return quality.leader_gaps(report.problem, report.roster)


def wishes_met(report: Report) -> Fraction | None:
    """Wishes met of all wishes on free days."""
    wishes = int(measures.wishes(report.case).sum())
    return Fraction(int(measures.wishes_met(report.case, report.roster).sum()), wishes) if wishes else None


def home_spread(report: Report) -> int | None:
    """Most less fewest home days among those eligible."""
    return quality.spread(quality.eligible_home_days(report.case, report.roster))


def home_gini(report: Report) -> Fraction | None:
    """How unequal home days are among those eligible."""
    return quality.gini(quality.eligible_home_days(report.case, report.roster))


def weekend_side_spread(report: Report) -> int | None:
    """Most less fewest home days on Mondays and Fridays among those eligible."""
    return quality.spread(quality.eligible_home_days(report.case, report.roster, (MONDAY, FRIDAY)))


def weekend_side_gini(report: Report) -> Fraction | None:
    """How unequal home days on Mondays and Fridays are among those eligible."""
    return quality.gini(quality.eligible_home_days(report.case, report.roster, (MONDAY, FRIDAY)))


def never_home(report: Report) -> int:
    """People without a single home day."""
    problem = report.problem
    home = measures.per_head(problem, measures.per_person(measures.at_home(problem, report.roster)))
    return sum(not home[rows[0]] for rows in problem.stints.people)


def never_home_reasons(report: Report) -> dict[str, int]:
    """Why they have none, and how many for each reason."""
    return quality.never_home_reasons(report.case, report.roster)


def changed_days(report: Report) -> int | None:
    """Person-days elsewhere than in the roster in force."""
    return quality.changed_days(report.problem, report.roster)


def building_peak(report: Report) -> Fraction | None:
    """The highest share of its capacity that is ever in a building."""
    peak = quality.building_peak(report.problem, report.roster)
    return peak.share if peak else None


def building_peak_place(report: Report) -> str | None:
    """Which building that is, how many people, and when first."""
    peak = quality.building_peak(report.problem, report.roster)
    if peak is None:
        return None
    return _("{building}: {people} of {capacity} ({date})").format(
        building=peak.building,
        people=number_text(peak.people),
        capacity=number_text(peak.capacity),
        date=date_text(report.problem.horizon.dates[peak.day]),
    )


def closed_building_days(report: Report) -> int | None:
    """Building-days with nobody in the office."""
    return quality.closed_building_days(report.problem, report.roster)


MEASURES = (
    Measure("cost", Text("Cost", "Skor"), lambda report: report.audit.cost, compared=False),
    Measure("gap", Text("Proven gap", "Selisih terbukti"), lambda report: report.outcome.gap, "share", compared=False),
    Measure("hard_violations", Text("Hard violations", "Pelanggaran aturan wajib"), lambda report: report.audit.hard_violations, "number", "less"),
    Measure("office_days", Text("WFO person-days", "Orang-hari WFO"), office_days),
    Measure("home_days", Text("WFH person-days", "Orang-hari WFH"), home_days),
    Measure("home_share", Text("WFH share", "Porsi WFH"), home_share, "share"),
    Measure("busiest", Text("Most people in the office", "Terbanyak di kantor"), busiest),
    Measure("busiest_date", Text("Busiest day", "Hari terpadat"), busiest_date, "text"),
    Measure("emptiest", Text("Fewest people in the office", "Tersedikit di kantor"), emptiest, "number", "more"),
    Measure("emptiest_date", Text("Emptiest day", "Hari terlengang"), emptiest_date, "text"),
    Measure("posts_kept", Text("Service posts at their minimum", "Layanan memenuhi Min WFO"), posts_kept, "share", "more"),
    Measure("posts_short", Text("Post-days short of it", "Layanan-hari kurang petugas"), posts_short, "number", "less"),
    Measure("leader_gaps", Text("Agency-days without a leader", "OPD-hari tanpa pimpinan"), leader_gaps, "number", "less"),
    Measure("wishes_met", Text("Wishes met", "Preferensi terpenuhi"), wishes_met, "share", "more"),
    Measure("home_spread", Text("Spread of WFH days", "Rentang hari WFH"), home_spread, "number", "less"),
    Measure("home_gini", Text("Gini of WFH days", "Gini hari WFH"), home_gini, "index", "less"),
    Measure("monday_friday_spread", Text("Spread, Mondays and Fridays", "Rentang, Senin dan Jumat"), weekend_side_spread, "number", "less"),
    Measure("monday_friday_gini", Text("Gini, Mondays and Fridays", "Gini, Senin dan Jumat"), weekend_side_gini, "index", "less"),
    Measure("never_home", Text("People never at home", "Pegawai tanpa WFH"), never_home),
    Measure("never_home_reasons", Text("Why never at home", "Sebab tanpa WFH"), never_home_reasons, "counts"),
    Measure("changed_days", Text("Changes against the roster in force", "Perubahan dari jadwal berlaku"), changed_days, "number", "less"),
    Measure("building_peak", Text("Fullest building", "Gedung terpadat"), building_peak, "share", "less"),
    Measure("building_peak_place", Text("Where and when", "Di mana dan kapan"), building_peak_place, "text"),
    Measure("closed_building_days", Text("Building-days with nobody in", "Gedung-hari kosong"), closed_building_days, "number", "more"),
    Measure("savings_rupiah", Text("Savings (rupiah)", "Penghematan (rupiah)"), lambda report: report.savings.rupiah.whole, "number", "more"),
    Measure("savings_range", Text("Savings range (rupiah)", "Rentang penghematan (rupiah)"), lambda report: report.savings.rupiah.span, "text"),
    Measure("co2_kg", Text("CO2 saved (kg)", "CO2 dihemat (kg)"), lambda report: report.savings.co2.whole, "number", "more"),
    Measure("co2_range", Text("CO2 range (kg)", "Rentang CO2 (kg)"), lambda report: report.savings.co2.span, "text"),
)  # fmt: skip


def shown(value: Value, kind: MeasureKind) -> str:
    """A value as users read it; a dash where there is none."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {number_text(count)}" for name, count in value.items()) or "-"
    return blocks.shown(blocks.Cell(value), "text" if kind == "counts" else kind)


def difference_cell(difference: Number, kind: MeasureKind, look: str = "") -> blocks.Cell:
    """A difference as a medium keeps it, and as users read it: with its sign, of shares in percentage points."""
    if kind != "share":
        return blocks.Cell(difference, look, kind="signed index" if kind == "index" else "signed number")
    points = blocks.Cell(difference * 100, look, kind="points")
    return points._replace(text=_("{points} pp").format(points=blocks.shown(points)))
