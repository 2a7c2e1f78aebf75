"""Parser of the official addenda to the ICD-10-PCS Index.

File layout (CMS, `index_addenda_YYYY.txt`), fixed width: `Lttr` and a letter; then terms, a main term with `Main` in
the first columns. From column 6 the action, `Add`, `Delete`, `Revise from` or `Revise to`; none where the term only
shows where the next ones belong. From column 18 the term, two columns further for each level, with `see` or `use` and
its words, and last a code or the beginning of codes. A revision is read as what it deletes and what it adds.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from chartcode.codesets.icd10pcs.read_index import PcsIndexEntry, PcsReference
from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

ADD, DELETE, KEEP = "add", "delete", ""

_LETTER = re.compile(r"Lttr +(\S+)")
_TERM = re.compile(r"(?:Main|    ) (?P<action>Add|Delete|Revise from|Revise to|) +(?=\S)")
_SAID = re.compile(
    r"(?P<title>.*?)(?:(?:^| )(?P<kind>see|use) (?P<words>.+?))?"
    r"(?: (?P<code>(?=[^ ]*\d|[GH]Z)[0-9A-HJ-NP-Z]{3,7}))?"
)
_WHOLE_CODE = re.compile(r"^(?:Main|    ) .* (?=\w*\d)[0-9A-HJ-NP-Z]{7}\s*$", re.MULTILINE)
_ACTIONS = {"Add": ADD, "Delete": DELETE, "Revise from": DELETE, "Revise to": ADD, "": KEEP}
_FIRST_COLUMN = 17
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class IndexChange:
    """An entry that is added, deleted or only kept to show where those after it belong."""

    action: str
    entry: PcsIndexEntry


def is_index_addenda(text: str) -> bool:
    """Whether a file that begins so is addenda to the ICD-10-PCS Index: its codes tell it from other indexes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _LETTER.fullmatch(first.rstrip()) is not None and _WHOLE_CODE.search(text) is not None


def read_index_addenda(source: BinaryIO) -> list[IndexChange]:
    """The changes in their order. Raises ReleaseError at a line of another layout, or where there are none.

    Nothing in the file says where it ends, so a last line that has no end is all that shows a cut.
    """
    data = source.read()
    found: list[IndexChange] = []
    letter, level = "", -1
    for number, line in enumerate(lines(BytesIO(data)), 1):
        if opens := _LETTER.fullmatch(line.rstrip()):
            letter, level = opens[1], -1
        elif line.strip():
            term = _TERM.match(line)
            column = term.end() - _FIRST_COLUMN if term else -1
            is_main = line.startswith("Main")
            too_deep = column % 2 or column // 2 > level + 1 or is_main != (column == 0)
            if term is None or not letter or too_deep or len(line) > _LONGEST:
                raise ReleaseError(f"it is cut or damaged: line {number} is no line of addenda to the Index")
            level = column // 2
            found.append(IndexChange(_ACTIONS[term["action"]], _entry(line[term.end() :].rstrip(), level, letter)))
    if not any(change.action != KEEP for change in found) or not data.endswith((b"\n", b"\n\0")):
        raise ReleaseError("it is cut: it holds no changes, or breaks off in its last line")
    return found


def _entry(said: str, level: int, letter: str) -> PcsIndexEntry:
    match = _SAID.fullmatch(said)
    if match is None or match["kind"] is None:
        title, code = (match["title"], match["code"] or "") if match else (said, "")
        return PcsIndexEntry(level, letter, title, code, ())
    reference = PcsReference(match["kind"], match["words"], match["code"] or "")
    return PcsIndexEntry(level, letter, match["title"], "", (reference,))
