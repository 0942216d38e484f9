"""The guides' chapter on a new circular: its code and its scenarios as files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUIDES = {language: ROOT / f"asnroster/guide/{language}.md" for language in ("id", "en")}
REGENT, MAYOR, TURNS = "edaran-bupati-17", "edaran-wali-kota-21", "edaran-bupati-33"


def blocks(language: str, fence: str) -> list[str]:
    chapters = re.split(r"^## ", GUIDES[language].read_text("utf-8"), flags=re.MULTILINE)
    (chapter,) = [text for text in chapters if text.startswith("7. ")]
    return re.findall(rf"```{fence}\n(.*?)```", chapter, re.DOTALL)


def written(language: str, folder: Path) -> dict[str, Path]:
    """The guide's scenarios as files."""
    files = {}
    for text in blocks(language, "toml"):
        name = tomllib.loads(text)["name"]
        files[name] = folder / f"{name}.toml"
        files[name].write_text(text, encoding="utf-8")
    return files
