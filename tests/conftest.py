"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from asnroster.words import use_language
from tests.cli import little_office


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test starts and ends in Indonesian, the users' language."""
    use_language("id")
    yield
    use_language("id")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little office's files, and the command started beside them."""
    return little_office(tmp_path, monkeypatch)
