"""The study as an office paper: its figures are the study's, its sentences say them, what is missing is said."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from docx.document import Document

from asnroster.domain.problem import Building
from asnroster.judge.keeping import MAY
from asnroster.judge.studied import Point, Study
from asnroster.output.docx.choices import chosen
from asnroster.output.docx.study import TOLD_BEFORE
from asnroster.output.html.study_page import write_study_html
from asnroster.output.study_book import write_study
from asnroster.output.study_tables import basis_sections
from asnroster.output.study_words import share_shown
from asnroster.readiness import Watch
from asnroster.scenario.model import Signature
from asnroster.words import number_text, use_language
from tests.build import case, person, problem, rule, unit
from tests.report_page import page_text
from tests.study_papers import headings, little, of, part, sample, table, texts, written

CHAPTERS = {
    "id": ["Latar belakang", "Metode", "Hasil per OPD", "Kurva: yang diperoleh dan yang dikorbankan pada setiap batas",
           "Pilihan kebijakan", "Rekomendasi", "Lampiran A. Seluruh unit, dan kurva setiap OPD",
           "Lampiran B. Aturan dan pengaruh setiap aturan", "Lampiran C. Asumsi dan rumus penghematan",
           "Lampiran D. Pengertian dan cara kajian disusun"],
    "en": ["Background", "Method", "Findings by agency", "The curve: what a cap gives and takes", "Options for a policy",
           "Recommendation", "Appendix A. All units, and the curve by agency", "Appendix B. The rules, and what each costs",
           "Appendix C. Assumptions and formulas of the savings", "Appendix D. Definitions, and how the study was made"],
}  # fmt: skip


# -- what stands in it


@pytest.mark.parametrize("language", ["id", "en"])
def test_chapters_and_appendices_in_order(tmp_path: Path, language: str) -> None:
    path, found = tmp_path / "laporan.docx", sample(language)
    document = written(found, path, language)
    assert headings(document, 1) == CHAPTERS[language]
    assert headings(document, 3) == [group.label for group in found.agencies]
    assert f'w:lang w:val="{ {"id": "id-ID", "en": "en-US"}[language] }"' in part(path, "word/styles.xml")
    core = document.core_properties
    assert (core.author, core.last_modified_by, core.language) == ("asnroster", "asnroster", {"id": "id-ID", "en": "en-US"}[language])  # fmt: skip
    assert (
        core.title == {"id": "Kajian kesiapan WFH", "en": "Study of readiness for work from home"}[language]
    )


def test_figures_of_the_agencies_are_the_studys(tmp_path: Path) -> None:
    given = sample("id")
    document = written(given, tmp_path / "study.docx", "id")
    rows = table(document, "Kesiapan per OPD")
    groups = (given.whole, *given.agencies)
    assert [row[:5] for row in rows] == [
        [g.label, number_text(g.people), number_text(g.may), share_shown(g.share), str(g.level.title)]
        for g in groups
    ]
    units = table(document, "Kesiapan per unit")
    assert [[row[0], row[1], row[4], row[5]] for row in units] == [
        [g.label, number_text(g.people), number_text(g.days), number_text(g.home or 0)] for g in given.groups
    ]
    # What keeps people: figures at the end of each reason add up with those who may.
    for row, group in zip(units, given.groups, strict=True):
        kept = [int(count) for count in re.findall(r" (\d+)(?:;|$)", row[3])]
        assert sum(kept) + group.kept.get(MAY, 0) == group.people, row
    reasons = table(document, "Siapa yang boleh WFH, dan apa yang menahan yang lain")
    assert [int(row[1]) for row in reasons] == list(given.whole.kept.values())
    classes = {row[0]: (int(row[1]), int(row[2])) for row in table(document, "Kelas kesiapan dan aturannya")}
    assert sum(people for _agencies, people in classes.values()) == given.whole.people
    assert sum(agencies for agencies, _people in classes.values()) == len(given.agencies)


def test_figures_of_the_curve_are_the_studys(tmp_path: Path) -> None:
    given = sample("id")
    document = written(given, tmp_path / "study.docx", "id")
    alls = [(point, point.reached[None]) for point in given.points]
    assert table(document, "Kurva dalam angka, seluruh OPD") == [
        [f"{int(p.cap * 100)} %", share_shown(f.home_share), share_shown(f.service), share_shown(f.spare),
         share_shown(f.lowest), share_shown(f.wishes), number_text(p.overfull), "0,00 %"]
        for p, f in alls
    ]  # fmt: skip
    rows = table(document, "Yang dihemat pada setiap batas")
    assert [row[1] for row in rows] == [number_text(f.saved.home_days) for _p, f in alls]
    for (_point, found), row in zip(alls, rows, strict=True):
        for cell, key in zip(row[3:], ("budget_rupiah", "fuel_rupiah", "rupiah", "co2_kg"), strict=True):
            line = found.saved.lines[key]
            assert cell.split("\n") == [
                number_text(float(end)) for end in (line.low, line.middle, line.high)
            ], (row[0], key)
    shares = table(document, "Porsi WFH tercapai, menurut OPD dan batas")
    assert [row[1:] for row in shares[1:]] == [
        [share_shown(point.reached[group.unit].home_share) for point in given.points]
        for group in given.agencies
    ]


def test_rules_assumptions_and_making_stand_in_the_appendices(tmp_path: Path) -> None:
    given = sample("en")
    document = written(given, tmp_path / "study.docx")
    rules = table(document, "What each hard rule costs")
    assert [row[3] for row in rules[: len(given.prices)]] == [f"+{p.dropped.gain:,}" for p in given.prices]
    assert len(rules) == len(given.case.rules)
    made = dict(table(document, "This study", header=0))
    source = given.case.problem.sources[0]
    assert made[f"Input file {source.file}"] == f"SHA-256 {source.sha256}"
    assert made["Rules of"].endswith("(kesiapan)") and "asnroster" in made
    assert ["Price of electricity", "1,522.88", "1,699.53", "1,699.53", "rupiah/kWh"] in [
        row[:5] for row in table(document, "Assumptions of the savings")
    ]


def test_figures_worked_out_on_paper_and_their_sentences(tmp_path: Path) -> None:
    """4 people of whom 2 are in each of 5 days: 10 of 20; without the rule 10 more, with one less 5 more."""
    document = written(little(), tmp_path / "study.docx")
    binds = "Min: +{} points without it"
    assert table(document, "Readiness by agency") == [
        ["All agencies", "5", "5", "60.0%", "ready", binds.format("40.0")],
        ["Dinas", "4", "4", "50.0%", "ready", binds.format("50.0")],
        ["Badan", "1", "1", "100.0%", "ready", "-"],
    ]
    told = texts(document)
    assert (
        "Of 4 people 4 (100.0%) may work from home at all. With every hard rule kept, at most 10 of 20 person-days"
        in told
    )
    assert "without it 10 person-days more could be at home." in told


def test_what_keeps_people_is_told_as_it_is(tmp_path: Path) -> None:
    """Nobody may in Dinas A; in B one of four may, 2 are leaders and 1 has a task in the office."""
    units = [unit("Dinas A"), unit("Dinas B", index=1)]
    people = [
        person(0, echelon="II.a"),
        *(person(n, 1, echelon="II.b") for n in (1, 2)),
        person(3, 1, remote_capable=False),
    ]
    stay = rule("office_weekdays", name="leaders", weekdays="Sen-Min", echelons=["II"])
    asked = case(problem([*people, person(4, 1)], units=units), stay, rule("eligible_for_home"))
    told = texts(written(of(asked), tmp_path / "study.docx"))
    assert (
        "None of the 1 person may work from home. What keeps them in the office is “Leader who stays”."
        in told
    )
    most = "The most frequent reason that keeps the others in the office is “Leader who stays” (2 people)."
    assert f"Of 4 people 1 (25.0%) may work from home at all. {most}" in told


# -- options


def reached(document: Document) -> list[str]:
    return [title for title in headings(document, 2) if title.startswith("Option")]


def with_shares(given: Study, *shares: Fraction | None) -> Study:
    """The study with points of these WFH shares at caps of 0, 10, 20 … per cent; None: without a roster."""
    model = given.points[0]
    points = [
        Point(Fraction(10 * at, 100), model.outcome, {} if share is None else {None: replace(model.reached[None], home_share=share)})
        for at, share in enumerate(shares)
    ]  # fmt: skip
    return replace(given, points=tuple(points))


@pytest.mark.parametrize(
    ("percents", "taken"),
    [
        ((0, 10, 20, 20, 20), [0, 10, 20]),  # above 20 % nothing is gained; 10 is halfway
        ((0, 10, 16, 19, 19), [0, 10, 30]),
        ((5, 5), [0]),
        ((None, 4, 8), [10, 20]),
        ((0, 30), [0, 10]),
    ],
)
def test_options_are_taken_by_the_rule(
    percents: tuple[int | None, ...], taken: list[int], tmp_path: Path
) -> None:
    shares = [None if percent is None else Fraction(percent, 100) for percent in percents]
    given = with_shares(little(), *shares)
    assert [int(point.cap * 100) for point, _found in chosen(given)] == taken
    document = written(given, tmp_path / "study.docx")
    assert reached(document) == [f"Option {n}: a daily cap of {cap}%" for n, cap in enumerate(taken, start=1)]


def test_the_recommendation_is_an_empty_form(tmp_path: Path) -> None:
    signed = Signature(
        place="Bekasi", position="Kepala BKPSDM", name="Rahmat Hidayat", nip="197001011995031001"
    )
    path = tmp_path / "study.docx"
    document = written(little(signature=signed), path)
    assert (
        sum(p.style is not None and p.style.name == "Ruled" and not p.text for p in document.paragraphs) == 14
    )
    told = texts(document)
    assert "Bekasi, ...." in told and "Kepala BKPSDM," in told and "NIP ...." in told
    assert "Rahmat" not in part(path, "word/document.xml")


# -- what is missing is said


def test_a_stopped_study_says_what_is_missing(tmp_path: Path) -> None:
    use_language("en")
    watch = Watch()
    watch.stop.set()
    asked = case(problem(2), rule("office_headcount", name="Min", at_least=1))
    found = of(asked, watch=watch)
    assert found.unfinished and not found.points
    document = written(found, tmp_path / "study.docx")
    told = texts(document)
    assert f"Not in it: {'; '.join(found.unfinished)}." in told
    assert "The study was stopped before the curve." in told and reached(document) == []
    assert headings(document, 1) == CHAPTERS["en"]


def test_where_no_roster_exists_the_paper_says_so(tmp_path: Path) -> None:
    """Two who must be in, in a building for one."""
    people = [person(n, building="Balai") for n in range(2)]
    staying = rule("office_weekdays", name="stay", weekdays="Sen-Min")
    asked = case(problem(people, buildings=(Building("Balai", 1),)), rule("building_capacity"), staying)
    found = of(asked)
    assert found.whole.home is None
    document = written(found, tmp_path / "study.docx")
    assert table(document, "Readiness by agency")[1][3:5] == ["-", "no roster exists"]
    assert "No roster can keep all hard rules here: they contradict each other. Without the rule" in texts(
        document
    )


def test_many_caps_fit_the_page_and_the_last_one_is_shown(tmp_path: Path) -> None:
    given = with_shares(little(), *(Fraction(at, 100) for at in range(26)))
    document = written(given, tmp_path / "study.docx")
    caps = table(document, "WFH share reached, by agency and cap", header=0)[0][1:]
    assert caps == ["10%", "40%", "70%", "100%", "130%", "160%", "190%", "220%", "250%"]
    assert "Of 26 caps 9 are shown." in texts(document)
    assert len(table(document, "The curve in figures, all agencies")) == 26


def test_many_agencies_are_rows_only(tmp_path: Path) -> None:
    units = [unit(f"Dinas {n}", index=n) for n in range(61)]
    asked = case(problem([person(n, n) for n in range(61)], units=units, days=1))
    document = written(of(asked), tmp_path / "study.docx")
    assert headings(document, 3) == []
    assert len(table(document, "Readiness by agency")) == 62
    assert "61 agencies are too many to be told one by one" in texts(document)


def test_what_a_study_rests_on_is_the_same_in_every_medium(tmp_path: Path) -> None:
    given = sample("en")
    document = written(given, tmp_path / "study.docx")
    write_study(given, tmp_path / "study.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "study.xlsx")["Assumptions"]
    shown = {row[0].value for row in sheet.iter_rows()}
    page, said = page_text(write_study_html, given), texts(document)
    for section in basis_sections(given):
        assert section.title in shown and f">{section.title}</h2>" in page
        assert section.key in TOLD_BEFORE or section.title in said
        assert {block.caption for block in section.blocks} <= shown
    assert [section.key for section in basis_sections(given)] == ["meaning", "savings", "rules", "made"]
