"""A rule owns what is known of it: no other room, nor the rules' own kit, asks which rule it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from asnroster.rules.registry import reasons, registry
from tests.test_house import MODULES, PACKAGE, tree

KEYS = registry()
CLASSES = {kind.__name__ for kind in KEYS.values()}
REASONS = {*reasons()} - {"status", "not-in-force"}  # these two are words of other rooms as well
# Other things that bear a rule's name: measures of a roster, a term of the savings, the rows of a sheet.
NAMESAKES = {
    "home_share": {
        "output/comparison_charts.py", "output/docx/study.py", "output/figures.py",
        "output/html/compare_summary.py", "output/html/frontier.py", "output/study_charts.py", "output/study_words.py",
    },
    "closed_building_days": {
        "judge/savings.py", "output/figures.py", "output/sheets/savings.py",
    },
    "preferences": {"intake/tables.py"},
}  # fmt: skip


def rule_files() -> set[str]:
    return {f"rules/{key}.py" for key in KEYS}


def couplings(module: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module knows of single rules: ``import``, ``class``, ``key`` or ``reason``, and of which."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in imported(node):
                place = name.removeprefix("asnroster.rules.").split(".")[0]
                if name.startswith("asnroster.rules.") and place in KEYS:
                    yield "import", place
        elif isinstance(node, ast.Name) and node.id in CLASSES:
            yield "class", node.id
        elif isinstance(node, ast.Attribute) and node.attr in CLASSES:
            yield "class", node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in KEYS:
            yield "key", node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in REASONS:
            yield "reason", node.value
        elif isinstance(node, ast.Compare) and "key" in (getattr(one, "attr", "") for one in ast.walk(node)):
            words = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
            yield from (("asked", word) for word in words if isinstance(word, str) and word in KEYS)


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for alias in node.names:
        yield alias.name if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"


def test_nothing_but_its_file_knows_a_rule() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for path in MODULES:
        place = path.relative_to(PACKAGE).as_posix()
        if place not in rule_files():
            found[place] = set(couplings(tree(path)))
    namesakes = {(place, "key", word) for word, places in NAMESAKES.items() for place in places}
    assert {(place, *one) for place, known in found.items() for one in known} == namesakes


def test_no_rule_knows_another() -> None:
    for key in KEYS:
        own = {("key", key), *(("reason", code) for code in KEYS[key].reasons)}
        assert set(couplings(tree(PACKAGE / "rules" / f"{key}.py"))) <= own, key


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('found = [rule for rule in rules if rule.key == "steady_week"]', {("key", "steady_week"), ("asked", "steady_week")}),
        ('TOLD = {"fair_home_days": 1}', {("key", "fair_home_days")}),
        ('told = rule.key in ("home_share", "other")', {("key", "home_share"), ("asked", "home_share")}),
        ("from asnroster.rules.home_share import HomeShare", {("import", "home_share")}),
        ("from asnroster.rules import rotation", {("import", "rotation")}),
        ("import asnroster.rules.rotation", {("import", "rotation")}),
        ("told = isinstance(rule, HomeShare)", {("class", "HomeShare")}),
        ("told = isinstance(rule, fair.FairHomeDays)", {("class", "FairHomeDays")}),
        ("told = state.code == 'new-in-post'", {("reason", "new-in-post")}),
        ("from asnroster.rules.kit.base import Rule", set()),
        ("told = rule.hard and rule.decides_by == 'order'", set()),
    ],
)  # fmt: skip
def test_an_intruder_would_be_found(line: str, found: set[tuple[str, str]]) -> None:
    assert set(couplings(ast.parse(line))) == found


def test_what_is_called_like_a_rule_is_still_there() -> None:
    assert set(NAMESAKES) <= set(KEYS)
    assert all((PACKAGE / place).is_file() for places in NAMESAKES.values() for place in places)
