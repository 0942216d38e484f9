"""Keeps the message catalogue: ``python -m tests.catalogue [more.json …]`` writes locale/id.

English is the message id. Two kinds of text are collected from the package: ``_("…")`` calls,
translated in the catalogue itself, and ``Text("English", "Indonesia")`` pairs, which bring their
own translation. Texts of the command line library that users meet are listed by hand in
``tests/catalogue_cli.json``. JSON files given as arguments add translations.
"""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from asnroster.rules.registry import registry
from tests.tracked import ROOT, tracked_in

PACKAGE = ROOT / "asnroster"
FOLDER = PACKAGE / "locale" / "id" / "LC_MESSAGES"
PO, MO = FOLDER / "asnroster.po", FOLDER / "asnroster.mo"
# Titles and sources of the shipped scenarios and rules are written in Indonesian: here stands their English.
ENGLISH = PACKAGE / "locale" / "en" / "LC_MESSAGES"
SHIPPED_PO, SHIPPED_MO = ENGLISH / "shipped.po", ENGLISH / "shipped.mo"
LIBRARY = Path(__file__).parent / "catalogue_cli.json"


def collected() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Message ids with the files that use them, and the translations that ``Text`` pairs bring."""
    places: dict[str, set[str]] = {}
    paired: dict[str, str] = {}
    for path in tracked_in("asnroster", "*.py"):
        for english, indonesian in _texts(ast.parse(path.read_text("utf-8"))):
            places.setdefault(english, set()).add(path.relative_to(ROOT).as_posix())
            if indonesian is not None:
                paired[english] = indonesian
    library = json.loads(LIBRARY.read_text("utf-8"))
    for english, indonesian in library.items():
        places.setdefault(english, set()).add("typer")
        paired[english] = indonesian
    return places, paired


def _texts(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "_" and node.args:
            yield _literal(node.args[0], node), None
        elif node.func.id == "plural":
            yield _literal(node.args[2], node), None
        elif node.func.id == "Text" and node.args and isinstance(node.args[0], ast.Constant):
            pair = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield _literal(pair[0], node), _literal(pair[1], node)


def _literal(node: ast.expr, call: ast.Call) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise SystemExit(f"line {call.lineno}: a message must be a literal: {ast.unparse(call)}")
    return node.value


def shipped() -> dict[str, set[str]]:
    """What the shipped scenarios and rules say of themselves, with the files that say it."""
    places: dict[str, set[str]] = {}
    for path in tracked_in("scenarios", "*.toml"):
        raw = tomllib.loads(path.read_text("utf-8"))
        said = [raw, *raw.get("rules", ())]
        texts = [part.get(key, "") for part in said for key in ("title", "source")]
        for text in (*texts, " ".join(raw.get("description", "").split())):
            places.setdefault(text, set()).add(path.relative_to(ROOT).as_posix())
    for key, rule in registry().items():
        places.setdefault(rule.law, set()).add(f"asnroster/rules/{key}.py")
    places.pop("", None)
    return places


def shipped_english() -> dict[str, str]:
    """The English of these texts, as far as it is known."""
    if not SHIPPED_PO.exists():
        return {}
    with SHIPPED_PO.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="en") if m.id and m.string}


def build_shipped(more: dict[str, str]) -> Catalog:
    """The catalogue of the shipped scenarios and rules; what is not translated stays empty."""
    english = shipped_english() | more
    catalogue = Catalog(locale="en", domain="shipped", project="asnroster", charset="utf-8", fuzzy=False)
    for text, places in sorted(shipped().items()):
        catalogue.add(text, english.get(text, ""), locations=[(place, None) for place in sorted(places)])
    return catalogue


def known() -> dict[str, str]:
    """Translations that the catalogue holds."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="id") if m.id and m.string}


def build(more: dict[str, str]) -> Catalog:
    """The catalogue of all messages in use; what is not translated stays empty."""
    places, paired = collected()
    translations = known() | more | paired
    catalogue = Catalog(locale="id", domain="asnroster", project="asnroster", charset="utf-8", fuzzy=False)
    for english in sorted(places):
        flags = () if "%" not in english else ("no-python-format",)
        catalogue.add(
            english,
            translations.get(english, ""),
            locations=[(p, None) for p in sorted(places[english])],
            flags=flags,
        )
    return catalogue


def main() -> None:
    """Write the catalogue and tell what is missing."""
    more: dict[str, str] = {}
    for name in sys.argv[1:]:
        more |= json.loads(Path(name).read_text("utf-8"))
    for catalogue, po, mo, tongue in (
        (build(more), PO, MO, "Indonesian"),
        (build_shipped(more), SHIPPED_PO, SHIPPED_MO, "English"),
    ):
        po.parent.mkdir(parents=True, exist_ok=True)
        # No dates in the files: the same messages give the same bytes.
        catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
        with po.open("wb") as file:
            write_po(file, catalogue, sort_output=True, omit_header=False, width=110)
        with mo.open("wb") as file:
            write_mo(file, catalogue)
        missing = [str(message.id) for message in catalogue if message.id and not message.string]
        print(f"{len(catalogue)} messages, {len(missing)} without {tongue}")
        for text in missing:
            print(json.dumps(text, ensure_ascii=False))


if __name__ == "__main__":
    main()
