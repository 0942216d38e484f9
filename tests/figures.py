"""Figures of the house at commits: ``python -m tests.figures [REVISION …]``; HEAD where none is named.

What to look at before and after a clean-up: how much there is, how it hangs together, how it is named.
"""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.tracked import ROOT

PACKAGE = "asnroster"
PARTICIPLES = ("found", "told", "known", "asked", "given")


class Module(NamedTuple):
    """A module: its dotted name, whether it is a package, its text and its tree."""

    name: str
    is_package: bool
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        words = self.name.split(".")
        return words[1] if len(words) > 2 or (self.is_package and len(words) > 1) else "top level"


def modules(revision: str) -> dict[str, Module]:
    """The package's modules at a commit, by name."""
    command = ["git", "-C", str(ROOT), "archive", revision, PACKAGE]
    packed = subprocess.run(command, check=True, capture_output=True).stdout
    read = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for entry in archive:
            file = archive.extractfile(entry) if entry.name.endswith(".py") else None
            if file is not None:
                text = file.read().decode()
                name = entry.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                read[name] = Module(name, entry.name.endswith("__init__.py"), text, ast.parse(text))
    return read


def imported(module: Module, among: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """Modules that a module imports, for types too, and the name that it takes from each; the root package is none."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name in among)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                place = whole if whole in among else str(node.module)
                if place in among and place != PACKAGE:
                    yield place, alias.name


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """Modules that reach each other by imports, each circle once."""
    reach = {name: set(imports[name]) for name in imports}
    for middle in imports:
        for name in imports:
            if middle in reach[name]:
                reach[name] |= reach[middle]
    found = {frozenset(o for o in reach[n] if n in reach.get(o, ())) for n in imports if n in reach[n]}
    return sorted(sorted(circle) for circle in found)


def figures(revision: str) -> dict[str, Any]:
    """The figures at a commit, by what they are called."""
    here = modules(revision)
    taken = {name: list(imported(module, here)) for name, module in here.items()}
    imports = {name: {place for place, _taken in pairs} - {name} for name, pairs in taken.items()}
    importers = Counter(place for places in imports.values() for place in places)
    functions = [
        (f"{module.name}.{node.name}", node)
        for module in here.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions}
    widths = {
        name: len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)
        for name, node in functions
    }
    participles = Counter(
        word
        for _name, node in functions
        for word in {
            one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        if word in PARTICIPLES
    )
    rooms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for module in here.values():
        rooms[module.room][0] += 1
        rooms[module.room][1] += len(module.text.splitlines())
    plain = [module for module in here.values() if not module.is_package]
    stems = Counter(module.name.rpartition(".")[2] for module in plain)
    single = Counter(module.room for module in plain if importers[module.name] == 1)
    longest, widest = max(lines, key=lines.__getitem__), max(widths, key=widths.__getitem__)
    return {
        "modules": len(here),
        "lines": sum(count for _modules, count in rooms.values()),
        "imports": sum(map(len, imports.values())),
        "imports across rooms": sum(
            here[a].room != here[b].room for a, places in imports.items() for b in places
        ),
        "modules that one other imports": sum(single.values()),
        "of these by room": dict(single.most_common()),
        "module names used twice": sum(count > 1 for count in stems.values()),
        "longest function": f"{lines[longest]} lines, {longest}",
        "widest signature": f"{widths[widest]} parameters, {widest}",
        "circles of imports, types included": len(circles(imports)),
        "modules in circles": sum(map(len, circles(imports))),
        "fmt: skip": sum(module.text.count("# fmt: skip") for module in here.values()),
        "functions with a participle as a name": sum(participles.values()),
        "private names imported": sum(
            word.startswith("_") and word != "_" for pairs in taken.values() for _place, word in pairs
        ),
        "modules and lines by room": {room: tuple(counts) for room, counts in sorted(rooms.items())},
    }


def main() -> None:
    """A row a figure, a column a commit."""
    revisions = sys.argv[1:] or ["HEAD"]
    columns = [figures(revision) for revision in revisions]
    for row in columns[0]:
        values = [column[row] for column in columns]
        if isinstance(values[0], dict):
            print(row)
            for key in sorted({key for value in values for key in value}):
                print(f"  {key}:", " | ".join(str(value.get(key, "-")) for value in values))
        else:
            print(f"{row}:", " | ".join(map(str, values)))


if __name__ == "__main__":
    main()
