"""What an imported ICD-10-PCS Index can answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chartcode.codesets.icd10pcs.build_index import LAYOUT
from chartcode.codesets.icd10pcs.builder import HEAD
from chartcode.codesets.icd10pcs.index_addenda import changes_of, overlaid
from chartcode.codesets.icd10pcs.read_index import PcsReference
from chartcode.codesets.imports.opened import Opened, opened

KIND, ADDENDA = "icd10pcs-index", "icd10pcs-index-addenda"


@dataclass(frozen=True, slots=True)
class PcsPath:
    """An entry, by its number in the book, with the way to it: `terms` from the main term down.

    `code` is a code, the first three characters or more of codes (`0DTJ`: go on in table 0DT), or empty. `see` are the
    terms to turn to, `use` the values to code with.
    """

    number: int
    terms: tuple[str, ...]
    code: str
    see: tuple[PcsReference, ...]
    use: tuple[PcsReference, ...]


class PcsIndex:
    """One frozen view of the Index."""

    system = "ICD-10-PCS Index"

    def __init__(self, release: Opened, addenda: Opened | None = None) -> None:
        self._book = overlaid(release.book, changes_of(addenda.book)) if addenda else release.book
        self.name = f"{release.name}, with {addenda.name}" if addenda else release.name

    def paths(self) -> Iterator[PcsPath]:
        """Every entry in the order of the book. A term without words has the terms of the one above it."""
        references: dict[int, list[PcsReference]] = defaultdict(list)
        for entry, kind, text, code in self._book.execute(
            "SELECT entry, kind, text, code FROM reference ORDER BY rowid"
        ):
            references[entry].append(PcsReference(kind, text, code))
        terms: dict[int, tuple[str, ...]] = {0: ()}
        for number, parent, title, code in self._book.execute("SELECT id, parent, title, code FROM entry ORDER BY id"):
            terms[number] = (*terms[parent], title)
            yield _path(number, terms[number], code, references.get(number, ()))

    def main_terms(self, start: str = "") -> tuple[PcsPath, ...]:
        """The main terms that begin so, in any case, in the order of the book."""
        rows = self._book.execute("SELECT id, title FROM entry WHERE parent = 0 ORDER BY id").fetchall()
        return tuple(self._at(number) for number, title in rows if title.casefold().startswith(start.casefold()))

    def under(self, path: PcsPath) -> tuple[PcsPath, ...]:
        """The terms directly below an entry, in the order of the book."""
        rows = self._book.execute("SELECT id FROM entry WHERE parent = ? ORDER BY id", (path.number,)).fetchall()
        return tuple(self._at(number) for (number,) in rows)

    def turn_to(self, reference: str) -> PcsPath | None:
        """The deepest entry that the words of a reference lead to: "Insertion of device in, Heart" is a main term and
        a term below it. None where not even its first words are a main term.
        """
        parts = [part.strip() for part in reference.split(",")]
        found, taken = 0, 0
        while taken < len(parts):
            number, more = self._longest(found, parts[taken:])
            if not number:
                break
            found, taken = number, taken + more
        return self._at(found) if found else None

    def leading_to(self, code: str) -> tuple[PcsPath, ...]:
        """Every entry that names a code, the beginning of it or its table; those that name most of it first."""
        starts = [code[:length] for length in range(len(code), HEAD - 1, -1)]
        places: dict[int, None] = {}
        for start in starts:
            rows = self._book.execute(
                "SELECT id FROM entry WHERE code = ? UNION SELECT entry FROM reference WHERE code = ? ORDER BY 1",
                (start, start),
            )
            places |= dict.fromkeys(number for (number,) in rows)
        return tuple(map(self._at, places))

    def _longest(self, parent: int, parts: list[str]) -> tuple[int, int]:
        """The entry below `parent` that is called as the first parts together, as many as can be; 0 for none."""
        for length in range(len(parts), 0, -1):
            row = self._book.execute(
                "SELECT id FROM entry WHERE parent = ? AND title = ? COLLATE NOCASE",
                (parent, ", ".join(parts[:length])),
            ).fetchone()
            if row:
                return row[0], length
        return 0, 0

    def _at(self, number: int) -> PcsPath:
        terms: list[str] = []
        above, title, code = self._entry(number)
        terms.insert(0, title)
        while above:
            above, title, _ = self._entry(above)
            terms.insert(0, title)
        rows = self._book.execute("SELECT kind, text, code FROM reference WHERE entry = ? ORDER BY rowid", (number,))
        return _path(number, terms, code, (PcsReference(*row) for row in rows))

    def _entry(self, number: int) -> tuple[int, str, str]:
        row = self._book.execute("SELECT parent, title, code FROM entry WHERE id = ?", (number,)).fetchone()
        return row[0], row[1], row[2]


def _path(number: int, terms: Iterable[str], code: str, references: Iterable[PcsReference]) -> PcsPath:
    found = tuple(references)
    return PcsPath(
        number=number,
        terms=tuple(filter(None, terms)),
        code=code,
        see=tuple(one for one in found if one.kind == "see"),
        use=tuple(one for one in found if one.kind == "use"),
    )


def open_index(day: date) -> PcsIndex | None:
    """The imported Index for a day: the newest that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported Index is damaged.
    """
    release, addenda = opened(KIND, LAYOUT, day), opened(ADDENDA, LAYOUT, day)
    if release is None:
        return None
    return PcsIndex(release, addenda if addenda and addenda.about.first >= release.about.first else None)
