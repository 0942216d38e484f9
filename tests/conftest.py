"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from asnroster.sample import Sample, make_sample
from asnroster.words import HOME_WORD, use_home_word, use_language
from tests.cli import little_office
from tests.samples import END, START, Row, rows


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test starts and ends in Indonesian, the users' language."""
    use_language("id")
    use_home_word(HOME_WORD)
    yield
    use_language("id")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office's files, and the command started beside them."""
    return little_office(tmp_path, monkeypatch)


@pytest.fixture
def nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of three governments, and the command started beside it."""
    from tests.national import three_governments  # half a second, for a few tests

    return three_governments(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def small() -> Sample:
    """The sample that is committed."""
    return make_sample(300, 1, START, END)


@pytest.fixture(scope="session")
def large() -> Sample:
    """A sample of all agencies."""
    return make_sample(2000, 7, START, END)


@pytest.fixture(params=["small", "large"])
def sample(request: pytest.FixtureRequest) -> Sample:
    """The one and the other."""
    found: Sample = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def staff(sample: Sample) -> dict[str, Row]:
    """The sample's people by NIP."""
    return {row["NIP"]: row for row in rows(sample, "Pegawai")}


@pytest.fixture
def units(sample: Sample) -> dict[str, Row]:
    """The sample's units by code."""
    return {row["Kode Unit"]: row for row in rows(sample, "Unit")}
