"""Another coder as a command: a note goes to its stdin or a file, it prints codes, one on a line."""

import shlex
import subprocess
import tempfile
from pathlib import Path

from chartcode.errors import InvalidValueError, UsageError
from chartcode.evaluation.rule_cases import Case
from chartcode.model import icd10cm

_NOTE = "{note}"
_SECONDS = 120


def ask(command: str, case: Case) -> list[str]:
    """The dotted codes the command prints for the chart of a case, in their order, each once.

    Its notes are one text, a blank line between them: on stdin, or in a file where the command names {note}. {setting},
    {date}, {sex} and {birth_date} are filled in. The first word of each line counts where it is a code. Raises
    UsageError when the command cannot be run, fails or takes longer than two minutes.
    """
    text = "\n\n".join(note.text for note in case.encounter.notes)
    if _NOTE not in command:
        return _codes(_run(_words(command, case), text))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "note.txt"
        file.write_text(text, encoding="utf-8")
        return _codes(_run([word.replace(_NOTE, str(file)) for word in _words(command, case)], ""))


def _words(command: str, case: Case) -> list[str]:
    facts = {
        "{setting}": case.encounter.setting.value,
        "{date}": case.day.isoformat(),
        "{sex}": case.encounter.sex.value,
        "{birth_date}": case.encounter.birth_date.isoformat() if case.encounter.birth_date else "",
    }
    try:
        words = shlex.split(command)
    except ValueError:
        raise UsageError("--against has a quote that is not closed") from None
    if not words:
        raise UsageError("--against names no command")
    for name, value in facts.items():
        words = [word.replace(name, value) for word in words]
    return words


def _run(words: list[str], text: str) -> str:
    try:
        done = subprocess.run(words, input=text, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False)
    except OSError as error:
        raise UsageError(f"--against: {words[0]} cannot be run ({error.strerror})") from None
    except subprocess.TimeoutExpired:
        raise UsageError(f"--against: {words[0]} took longer than {_SECONDS} seconds for one note") from None
    except UnicodeDecodeError:
        raise UsageError(f"--against: {words[0]} printed something that is not UTF-8") from None
    if done.returncode:
        raise UsageError(f"--against: {words[0]} ended with exit code {done.returncode}")
    return done.stdout


def _codes(printed: str) -> list[str]:
    codes: dict[str, None] = {}
    for line in printed.splitlines():
        first = line.replace(",", " ").replace("\t", " ").split()[:1]
        try:
            codes.update(dict.fromkeys(icd10cm(word).value for word in first))
        except InvalidValueError:
            continue
    return list(codes)
