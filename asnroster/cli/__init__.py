"""The command line: parses, calls, prints, exits. Nothing below it prints or exits."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the language is settled before any help text is made."""
    from asnroster.words import LANGUAGES, use_language

    arguments, language = _language(sys.argv[1:])
    if language in LANGUAGES:
        use_language(language)
    elif language is not None:
        sys.stderr.write(f"--lang: {language!r}? id, en\n")
        raise SystemExit(2)
    from asnroster.cli.commands import app
    from asnroster.cli.completion import answer_completion
    from asnroster.cli.usage import UsageError, usage_text

    answer_completion()
    try:
        code = app(args=arguments, prog_name="asnroster", standalone_mode=False)
    except UsageError as error:
        sys.stderr.write(f"{usage_text(error)}\n")
        raise SystemExit(2) from None
    raise SystemExit(code)


def _language(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take ``--lang xx`` or ``--lang=xx`` out of the arguments, wherever it stands."""
    rest: list[str] = []
    language = None
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            language = next(words, "")
        elif word.startswith("--lang="):
            language = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, language
