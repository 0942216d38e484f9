"""Fixtures that every test may use."""

from collections.abc import Iterator

import pytest

from asnroster.words import use_language


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test starts and ends in Indonesian, the users' language."""
    use_language("id")
    yield
    use_language("id")
