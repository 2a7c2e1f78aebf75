"""Parser of code addenda, the text files that say how one release's list of codes becomes the next one's.

File layout (CMS, `icd10cm_codes_addenda_YYYY.txt`, `icd10pcs_codes_addenda_YYYY.txt`): lines of an action, a code
without its dot and a title: `Add:`, `Delete:`, `Revise from:` and, right after it, `Revise to:`. At the end stands how
many codes the two releases have, and how many additions, deletions and revisions there are.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import astuple, dataclass
from sqlite3 import Connection, IntegrityError
from typing import BinaryIO

from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

ADD, DELETE, REVISE = "add", "delete", "revise"

_TABLE = "CREATE TABLE change (action TEXT NOT NULL, code TEXT PRIMARY KEY, title TEXT NOT NULL, former TEXT NOT NULL)"

_LINE = re.compile(r"(Add|Delete|Revise from|Revise to): +([0-9A-Z]{3,7}) +(\S.*)")
_ACTION = re.compile(r"(Add|Delete|Revise from|Revise to):")
_TOTAL = re.compile(r" *([\d,]+) (?:(codes) in (\S+)|(addition|deletion|revision)s?)")
_YEAR = re.compile(r"20\d\d")
_ACTIONS = {"Add": ADD, "Delete": DELETE, "Revise to": REVISE}
_COUNTED = {ADD: "addition", DELETE: "deletion", REVISE: "revision"}


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A bare code that was added, deleted or given a new title. `former` is the title before, of a revision only."""

    action: str
    code: str
    title: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class CodeAddenda:
    """The changes in the order of the file, how many codes there were before them and are after them, and the year that
    the file says of the release after; empty where it says none."""

    changes: tuple[CodeChange, ...]
    before: int
    after: int
    version: str


def is_addenda(text: str, shape: re.Pattern[str]) -> bool:
    """Whether a file that begins so lists changes of codes of that shape. Order addenda, which come in the same zip and
    say the same with a short title in 60 columns before the long one, are not meant."""
    found = [_LINE.fullmatch(line.strip()) for line in text.splitlines()[:-1] if _ACTION.match(line)]
    codes = bool(found) and all(match and shape.fullmatch(match[2]) for match in found)
    return codes and not any(match and "  " in match[3] for match in found)


def read_addenda(source: BinaryIO) -> CodeAddenda:
    """The changes that a file lists. Raises ReleaseError at a line of another layout, or when a count does not fit."""
    changes: list[CodeChange] = []
    totals: dict[str, list[int]] = {}
    former: tuple[str, str] | None = None
    version = ""
    for number, line in enumerate(lines(source), 1):
        if total := _TOTAL.fullmatch(line.rstrip()):
            totals.setdefault(total[2] or total[4], []).append(int(total[1].replace(",", "")))
            version = "".join(_YEAR.findall(total[3])[:1]) if total[3] else version
        elif match := _LINE.fullmatch(line.rstrip()):
            action, code, title = match.groups()
            if (action == "Revise to") != (former is not None) or (former and former[0] != code):
                raise ReleaseError(f"it is cut or damaged: line {number} breaks a revision apart")
            if action == "Revise from":
                former = code, title
                continue
            changes.append(CodeChange(_ACTIONS[action], code, title, former[1] if former else ""))
            former = None
        elif line.strip() not in {"", "Codes"}:
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of an addenda file")
    return CodeAddenda(tuple(changes), *_sizes(changes, totals), version)


def write_addenda(found: CodeAddenda, book: Connection) -> Contents:
    """Write the table `change` of a release. Raises ReleaseError for a code that changes twice."""
    book.execute(_TABLE)
    try:
        book.executemany("INSERT INTO change VALUES (?, ?, ?, ?)", map(astuple, found.changes))
    except IntegrityError as error:
        raise ReleaseError("it is damaged: a code is in it twice") from error
    actions = [change.action for change in found.changes]
    counts = {"codes before": found.before, "codes after": found.after}
    names = {ADD: "added", DELETE: "deleted", REVISE: "revised"}
    return Contents(found.version, {name: actions.count(action) for action, name in names.items()} | counts)


def read_changes(book: Connection) -> tuple[CodeChange, ...]:
    """The changes of a release in the order of the file."""
    rows = book.execute("SELECT action, code, title, former FROM change ORDER BY rowid").fetchall()
    return tuple(CodeChange(*row) for row in rows)


def applied(codes: Set[str], changes: Iterable[CodeChange]) -> frozenset[str]:
    """The bare codes of the release after, from those of the release before. Raises ReleaseError where they disagree:
    a code to add is there already, or one to delete or revise is not."""
    after = set(codes)
    for change in changes:
        if (change.code in after) != (change.action != ADD):
            state = "is there already" if change.action == ADD else "is not there"
            raise ReleaseError(f"the addenda do not fit the release before: {change.code} to {change.action} {state}")
        if change.action == ADD:
            after.add(change.code)
        elif change.action == DELETE:
            after.remove(change.code)
    return frozenset(after)


def _sizes(changes: list[CodeChange], totals: dict[str, list[int]]) -> tuple[int, int]:
    """The number of codes before and after, as the end of the file says, checked against the changes."""
    if len(totals.get("codes", ())) != 2:
        raise ReleaseError("it is cut: the counts at its end are missing")
    before, after = totals["codes"]
    found = {action: sum(change.action == action for change in changes) for action in _COUNTED}
    for action, name in _COUNTED.items():
        said = sum(totals.get(name, ()))
        if said != found[action]:
            raise ReleaseError(f"it is cut or damaged: its end speaks of {said} {name}s, {found[action]} are there")
    if before + found[ADD] - found[DELETE] != after:
        raise ReleaseError("it is damaged: the counts at its end do not add up")
    return before, after
