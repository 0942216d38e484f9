"""The message catalogue: fresh, whole, and alike in both languages."""

from __future__ import annotations

import gettext
import io
import re
import string
from datetime import UTC, datetime

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from asnroster.rules.registry import registry
from asnroster.scenario.load import load_scenario
from asnroster.words import Text, _, use_language
from tests.catalogue import MO, PO, build, collected, known, shipped, shipped_english


@pytest.fixture(scope="module")
def texts() -> tuple[dict[str, set[str]], dict[str, str]]:
    """What the code says: message ids with their places, and pairs."""
    return collected()


@pytest.fixture(scope="module")
def places(texts: tuple[dict[str, set[str]], dict[str, str]]) -> dict[str, set[str]]:
    """Every message id with the files that use it."""
    return texts[0]


@pytest.fixture(scope="module")
def paired(texts: tuple[dict[str, set[str]], dict[str, str]]) -> dict[str, str]:
    """The translations that stand in the code."""
    return texts[1]


@pytest.fixture(scope="module")
def translations() -> dict[str, str]:
    """Those that the catalogue holds."""
    return known()


def placeholders(text: str) -> list[str]:
    """Names in braces with their format, each as often as it stands there, in alphabetical order."""
    return sorted(
        f"{name}:{spec}" if spec else name
        for _literal, name, spec, _conversion in string.Formatter().parse(text)
        if name is not None
    )


def test_there_is_something_to_test(places: dict[str, set[str]], paired: dict[str, str]) -> None:
    assert len(places) > 600 and len(paired) > 100


def test_no_message_lacks_indonesian(places: dict[str, set[str]], translations: dict[str, str]) -> None:
    assert [english for english in places if not translations.get(english)] == []


def test_no_message_is_stale(places: dict[str, set[str]], translations: dict[str, str]) -> None:
    """``python -m tests.catalogue`` makes the catalogue anew."""
    assert sorted(set(translations) - set(places)) == []


def test_pairs_are_in_the_catalogue_as_they_stand_in_the_code(
    paired: dict[str, str], translations: dict[str, str]
) -> None:
    assert {english: translations.get(english) for english in paired} == paired


def test_both_languages_have_the_same_placeholders(
    places: dict[str, set[str]], translations: dict[str, str]
) -> None:
    wrong = [
        (english, translations[english])
        for english in places
        if placeholders(english) != placeholders(translations.get(english, ""))
    ]
    assert wrong == []


def test_only_names_stand_in_braces(places: dict[str, set[str]]) -> None:
    """No positions: translators move words about. The library's own texts keep what they have."""
    own = [english for english, where in places.items() if where != {"typer"}]
    assert [english for english in own if re.search(r"\{\d*[:!}]", english)] == []


def test_both_languages_end_alike(places: dict[str, set[str]], translations: dict[str, str]) -> None:
    """A sentence stays a sentence, a heading a heading, and the spaces around a piece are kept."""

    def edges(text: str) -> tuple[bool, bool, bool, bool]:
        return text[:1].isspace(), text[-1:].isspace(), text.rstrip().endswith((".", "…")), text.endswith("?")

    assert [english for english in places if edges(english) != edges(translations.get(english, ""))] == []


def test_the_committed_files_are_what_the_code_makes(places: dict[str, set[str]]) -> None:
    catalogue = build({})
    with PO.open("rb") as file:
        committed = read_po(file, locale="id")
    assert {message.id: message.string for message in committed} | {"": ""} == {
        message.id: message.string for message in catalogue
    } | {"": ""}
    assert {m.id: sorted(place for place, _line in m.locations) for m in committed if m.id} == {
        english: sorted(where) for english, where in places.items()
    }


def test_the_compiled_catalogue_is_that_of_the_text_file(
    places: dict[str, set[str]], translations: dict[str, str]
) -> None:
    with PO.open("rb") as file:
        committed = read_po(file, locale="id")
    committed.creation_date = committed.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    made = io.BytesIO()
    write_mo(made, committed)
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    expected = gettext.GNUTranslations(io.BytesIO(made.getvalue()))
    assert {m.id: compiled.gettext(m.id) for m in committed if m.id} == {
        m.id: expected.gettext(m.id) for m in committed if m.id
    }
    assert all(compiled.gettext(english) == translations[english] for english in places)


def test_a_text_speaks_the_language_of_the_moment(paired: dict[str, str]) -> None:
    pair, stranger = (
        Text(*next(iter(paired.items()))),
        Text("Nobody wrote this.", "Tidak ada yang menulis ini."),
    )
    use_language("en")
    assert (str(pair), str(stranger), _("Place")) == (pair.en, "Nobody wrote this.", "Place")
    use_language("id")
    assert (str(pair), str(stranger), _("Place")) == (pair.id, "Tidak ada yang menulis ini.", "Tempat")
    assert _("") == ""
    with pytest.raises(ValueError, match="fr"):
        use_language("fr")


# Words that officers misread: of money, of an office's units, of law. What each stands for and where it is right.
MISREAD = {
    r"tidak punya dasar": "no legal basis; say what is empty",
    r"biaya": "money; the objective is the “skor”",
    # Nor a share, nor a component of the computation: a Bagian is a unit, with its name or its head.
    r"(?<!Kepala )(?<!Sub )\bbagian\w*": "an organisational unit",
    r"\b(?:ter)?(?:murah|mahal)\b": "money",
    r"\blembar\b": "a sheet is a “sheet”",
    r"\b[Mm]inggu ISO\b|\bminggu ke-\d": "nobody counts weeks so",
    r"^Yang salah\b": "a notice is no fault",
    r"proses ini": "the computer's, not the officer's",
    # Of what must hold alone: a wish that is not met is “belum terpenuhi”.
    r"^(?!.*\bwajib\b).*pelanggar": "a rule that must hold",
}
KEY = re.compile(rf"\b(?:{'|'.join(registry())}|partial_week|use the home days)\b")
# Where authors of scenarios read of keys: the rules' own pages, and what is wrong in a scenario.
AUTHORS = ("asnroster/rules/", "asnroster/scenario", "asnroster/cli/", "asnroster/intake/schema.py")


def test_no_word_that_officers_misread() -> None:
    catalogue = read_po(PO.open("rb"), locale="id")
    misread = [
        (str(message.string), word)
        for message in catalogue
        for word in MISREAD
        if re.search(word, str(message.string), re.IGNORECASE)
    ]
    assert misread == []
    texts = [
        (str(message.string), [place for place, _ in message.locations])
        for message in catalogue
        if message.id
    ]
    assert [
        text for text, places in texts if KEY.search(text) and not all(p.startswith(AUTHORS) for p in places)
    ] == []
    for text in (
        "Biaya jadwal",
        "termurah",
        "Lembar Unit",
        "Pelanggaran (3)",
        "minggu ISO",
        "dibaca oleh proses ini",
        "berbiaya 3",
        "lebih murah",
        "dipecah menjadi 4 bagian",
        "aturan ini tidak punya dasar",
        "Yang salah: 3 sel",
        "minggu ke-51",
    ):
        assert any(re.search(word, text, re.IGNORECASE) for word in MISREAD), text


def test_every_title_and_source_of_what_is_shipped_has_english() -> None:
    english = shipped_english()
    assert [text for text in shipped() if not english.get(text)] == []
    assert set(english) == set(shipped())
    leaks = r"\b(?:dan|dengan|pegawai|setiap|tetap|hari|paling|kantor|semua|kolom|menurut)\b"
    # Names of sheets, columns and parameters stay as they are.
    named = r"--set \w+=\S+|\b(?:Hari Kerja|kesiapan)\b"
    assert [text for text in english.values() if re.search(leaks, re.sub(named, "", text))] == []


def test_a_shipped_scenario_speaks_the_users_language() -> None:
    use_language("en")
    try:
        scenario = load_scenario("bkn-3-2")
        assert scenario.title == "BKN: 3 days WFO, 2 days WFA"
        assert {"Office days a week", "Counters are staffed"} <= {rule.title for rule in scenario.rules}
        assert (
            'title = "BKN: 3 hari WFO, 2 hari WFA"' in scenario.text
        )  # what a roster keeps is what was written
    finally:
        use_language("id")
    assert load_scenario("bkn-3-2").title == "BKN: 3 hari WFO, 2 hari WFA"
