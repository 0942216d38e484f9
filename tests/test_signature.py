"""Who signs a printed roster, and the letter that it is attached to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Person, Unit
from asnroster.judge.audit import audit
from asnroster.output.parts import agency_parts
from asnroster.output.report import Report
from asnroster.output.signature import letter_lines, signatory, signature_lines
from asnroster.output.workbook import write_workbook
from asnroster.scenario import Letter, Scenario, Signature
from asnroster.scenario.load import load_scenario, load_scenario_text
from asnroster.words import use_language
from tests.build import case, problem, roster

HEAD, DEPUTY, CLERK = "197001012000031001", "198002022005032002", "199003032015031003"
GOVERNMENT = Signature("Bekasi", "Kepala BKPSDM", "Nadih", "196801011994031005")


def report(people: list[Person], units: list[Unit], signature: Signature | None = None) -> Report:
    """Everybody in the office on one day."""
    made = problem(people, days=1, units=units)
    judged, typed = case(made), roster(made, *["O"] * len(people))
    scenario = Scenario("uji", "Uji", signature=signature or Signature())
    return Report(judged, scenario, typed, audit(judged, typed), Outcome("optimal", 0, 0))


def office(*echelons: str, signer: str = "") -> Report:
    """A Kecamatan of three; its last one stands in a section."""
    units = [Unit("Kecamatan", "Kecamatan", 0, signer=signer), Unit("Seksi", "Kecamatan > Seksi", 0, 0)]
    people = [
        Person(HEAD, "Ani", 0, "Camat", echelon=echelons[0], rank="Pembina"),
        Person(DEPUTY, "Budi", 0, "Sekretaris", echelon=echelons[1]),
        Person(CLERK, "Citra", 1, "Kasi", echelon=echelons[2]),
    ]
    return report(people, units)


@pytest.mark.parametrize(
    ("echelons", "signer", "name", "nip"),
    [
        (("III.a", "III.b", "IV.a"), "", "Ani", HEAD),
        (("III.b", "III.a", ""), "", "Budi", DEPUTY),
        (("III.a", "", "III.a"), "", "Ani", HEAD),  # of two as high the one of the agency itself
        (("III.a", "III.a", ""), "", "", ""),  # which of the two is the head is not known
        (("", "", ""), "", "", ""),
        (("III.a", "III.b", "IV.a"), CLERK, "Citra", CLERK),
        (("III.a", "III.b", "IV.a"), "196001011990031001", "", "196001011990031001"),  # not on this list
    ],
)
def test_the_only_agency_signs_by_its_signer_or_its_head(
    echelons: tuple[str, str, str], signer: str, name: str, nip: str
) -> None:
    found = signatory(office(*echelons, signer=signer))
    assert (found.name, found.nip) == (name, nip)


def test_the_lines_have_rank_where_it_is_known_and_dots_where_nothing_is() -> None:
    use_language("id")
    lines = signature_lines(office("III.a", "", ""))
    assert lines[1:] == ["Camat", "", "", "", "Ani", "Pembina", f"NIP {HEAD}"]
    dotted = signature_lines(office("", "", ""))
    assert dotted[1:] == ["." * 40, "", "", "", "." * 40, "NIP " + "." * 30]


def test_the_government_signs_the_whole_and_each_agency_its_own() -> None:
    units = [Unit("Dinas", "Dinas", 0), Unit("Badan", "Badan", 1)]
    people = [Person(HEAD, "Ani", 0, "Kepala Dinas", echelon="II.b"), Person(DEPUTY, "Budi", 1, "Analis")]
    whole = report(people, units, GOVERNMENT)
    assert signatory(whole) == GOVERNMENT
    assert [signatory(part.report) for part in agency_parts(whole)] == [
        Signature("Bekasi", "Kepala Dinas", "Ani", HEAD), Signature("Bekasi"),
    ]  # fmt: skip


def test_a_single_agency_bears_the_governments_signature_only_where_it_is_its_own() -> None:
    shipped = Signature("Bekasi", "Kepala BKPSDM", government=True)
    alone = office("III.a", "III.b", "")

    def signed(signature: Signature, made: Report = alone) -> Signature:
        return signatory(replace(made, scenario=replace(made.scenario, signature=signature)))

    assert signed(shipped) == Signature("Bekasi", "Camat", "Ani", HEAD, "Pembina")
    assert signed(shipped, office("", "", "")) == Signature("Bekasi")
    own = Signature("Tambun", "Camat Tambun Selatan")
    assert signed(own) == own
    assert signed(own, office("III.a", "III.b", "", signer=DEPUTY)) == Signature(
        "Tambun", "Sekretaris", "Budi", DEPUTY
    )


@pytest.mark.parametrize(("name", "place"), [("bkn-3-2", ""), ("kota-bekasi-maret-2025", "Bekasi")])
def test_the_shipped_signature_is_the_governments(name: str, place: str) -> None:
    """A national policy names no place: every government's roster bears it."""
    scenario = load_scenario(name)
    assert scenario.signature == Signature(place, "Kepala BKPSDM", government=True)
    assert load_scenario_text(scenario.text, file="r.xlsx").signature == scenario.signature


def test_the_letter_stands_above_the_title_at_the_right(tmp_path: Path) -> None:
    use_language("id")
    made = office("III.a", "", "")
    assert list(letter_lines(made)) == []
    letter = Letter("Surat Edaran", "800/1", date(2026, 11, 25), "WFH")
    named = replace(made, scenario=replace(made.scenario, letter=letter))
    assert list(letter_lines(named)) == [
        "Lampiran Surat Edaran tentang WFH", "Nomor 800/1", "Tanggal 25 November 2026",
    ]  # fmt: skip
    empty = replace(made, scenario=replace(made.scenario, letter=Letter()))
    assert list(letter_lines(empty)) == ["Lampiran Surat", "Nomor " + "." * 28, "Tanggal " + "." * 28]
    write_workbook(named, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Jadwal"]
    assert [sheet[f"J{row}"].value for row in (1, 2, 3)] == list(letter_lines(named))
    assert (sheet["J1"].alignment.horizontal, sheet["B4"].value) == (
        "right",
        "Jadwal kerja di kantor dan di rumah",
    )
