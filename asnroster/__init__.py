"""asnroster: office/home rosters for Indonesian civil servants, solved, audited and written to Excel.

For programs: :func:`solve`, :func:`audit`, :func:`explain`, :func:`compare`, :func:`study` and :func:`check`, each loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Audited", "Checked", "Compared", "DisagreementError", "Explained", "InputError", "NoRosterError", "Solved", "Studied", "Watch",
    "audit", "check", "compare", "explain", "solve", "study", "use_language",
]  # fmt: skip

if TYPE_CHECKING:
    from asnroster.api import audit, check, compare, explain, solve, study
    from asnroster.api.results import Audited, Explained, Solved
    from asnroster.api.studies import Checked, Compared, Studied
    from asnroster.errors import DisagreementError, InputError, NoRosterError
    from asnroster.request import Watch
    from asnroster.words import use_language

_PLACES = {
    "asnroster.api": ("audit", "check", "compare", "explain", "solve", "study"),
    "asnroster.api.results": ("Audited", "Explained", "Solved"),
    "asnroster.api.studies": ("Checked", "Compared", "Studied"),
    "asnroster.errors": ("DisagreementError", "InputError", "NoRosterError"),
    "asnroster.request": ("Watch",),
    "asnroster.words": ("use_language",),
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    """A door, loaded when it is first asked for: the command line needs none of them to start."""
    if name not in _PLACE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_PLACE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
