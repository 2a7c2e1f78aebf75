"""A NOTE on the command line - a file of any format, `-` or an encounter folder - to a coded encounter."""

import sys
from pathlib import Path

from chartcode.batch.request import Request
from chartcode.documents.folder import is_encounter, read_encounter
from chartcode.documents.read import read_document, read_file
from chartcode.documents.text import MAX_BYTES
from chartcode.model import CodedEncounter, Encounter
from chartcode.pipeline import code, config_on

STDIN = "-"


def open_chart(name: str) -> Encounter:
    """The encounter in a file, a folder or stdin. Raises what `read_file` and `read_encounter` raise."""
    if name == STDIN:
        return read_document(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin", note_id="stdin").encounter("stdin")
    path = Path(name)
    if is_encounter(path):
        return read_encounter(path)
    document = read_file(path)
    return document.encounter(document.notes[0].note_id)


def code_chart(encounter: Encounter, request: Request) -> CodedEncounter:
    """The encounter with the request laid over it, coded. Raises ReleaseError when no release covers its date."""
    asked = request.apply(encounter)
    return code(asked, config_on(request.day_of(asked), request.scope))
