"""A NOTE on the command line - a text file, `-` or an encounter folder - to a coded encounter."""

import sys
from pathlib import Path

from chartcode.batch.request import Request, visit
from chartcode.documents.files import read_note
from chartcode.documents.folder import is_encounter, read_encounter
from chartcode.documents.text import MAX_BYTES, decode
from chartcode.model import CodedEncounter, Encounter, Note
from chartcode.pipeline import code, config_on

STDIN = "-"


def open_chart(name: str) -> Encounter:
    """The encounter in a file, a folder or stdin. Raises UnreadableInputError, UnfitDocumentError or UsageError."""
    if name == STDIN:
        return visit(Note("stdin", decode(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin")))
    path = Path(name)
    return read_encounter(path) if is_encounter(path) else visit(read_note(path))


def code_chart(encounter: Encounter, request: Request) -> CodedEncounter:
    """The encounter with the request laid over it, coded. Raises ReleaseError when no release covers its date."""
    asked = request.apply(encounter)
    return code(asked, config_on(request.day_of(asked), request.scope))
