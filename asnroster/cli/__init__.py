"""The command line: parses, calls, prints, exits. Nothing below it prints or exits."""

from __future__ import annotations

import atexit
import gc
import sys

YOUNG = 50_000


def main() -> None:
    """Run the command line; the language is settled before any help text is made."""
    # A run makes millions of things that stay: they are looked through seldom, and not once more when all is done.
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)
    try:
        code = _told()
    except KeyboardInterrupt:  # while the program was still being loaded, or while it ended
        code = _stopped()
    raise SystemExit(code)


def _told() -> int:
    """Run the command line, and say where its words were lost; the exit code."""
    from asnroster.cli.streams import patient_streams

    with patient_streams() as (out, _err):
        code = _ended()
        if out is not None:
            out.flush()
            code = _told_of_loss(code, out.lost)
    return code


def _ended() -> int:
    """Run the command line; the exit code, whatever happens."""
    from asnroster.words import HOME_WORD, LANGUAGES, use_home_word, use_language

    use_home_word(HOME_WORD)
    arguments, language = _language(sys.argv[1:])
    if language in LANGUAGES:
        use_language(language)
    elif language is not None:
        _say(f"--lang: {language!r}? id, en")
        return 2
    try:
        return _run(arguments)
    except Exception as error:  # noqa: BLE001  nothing else may catch all: no trace reaches a user, nor exit code 1
        from asnroster.cli.faults import is_stop, tell_fault

        if is_stop(error):
            return _stopped()
        tell_fault(error, arguments, _command_names())
        return 70


def _run(arguments: list[str]) -> int:
    from typer import Abort

    from asnroster.cli.commands import command_line
    from asnroster.cli.completion import answer_completion
    from asnroster.cli.usage import UsageError, usage_text

    first = None if answer_completion() else "".join(arguments[:1])
    try:
        return int(command_line(first)(args=arguments, prog_name="asnroster", standalone_mode=False) or 0)
    except UsageError as error:
        _say(usage_text(error))
        return 2
    except (KeyboardInterrupt, Abort):
        return _stopped()


def _stopped() -> int:
    from asnroster.words import _

    _say(_("Stopped by you before there was anything to write."))
    return 4


def _command_names() -> set[str]:
    """The names of all commands; none where they could not even be loaded."""
    app = getattr(sys.modules.get("asnroster.cli.commands"), "app", None)
    return {command.name or "" for command in getattr(app, "registered_commands", ())}


def _told_of_loss(code: int, lost: OSError | None) -> int:
    """A disk that is full keeps the files of a run, but not what it says: that is an error of its own."""
    if lost is None:
        return code
    from asnroster.words import _

    _say(_("What the command says could not be written: {reason}.").format(reason=lost.strerror))
    return code or 2


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


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
