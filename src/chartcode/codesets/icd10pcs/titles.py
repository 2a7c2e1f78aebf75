"""The titles of ICD-10-PCS codes on a day: from the addenda, the imported order or codes file, or the embedded list."""

from sqlite3 import Connection

from chartcode.codesets.icd10pcs.build import TITLES, embedded_key
from chartcode.codesets.icd10pcs.layers import ORDER, Layers
from chartcode.codesets.imports.addenda import DELETE


class PcsTitles:
    """One frozen view of the titles. A code that no newer source has keeps the title of an older one."""

    def __init__(self, embedded: Connection, layers: Layers) -> None:
        listed = layers.listed
        self._books = (listed.book, embedded) if listed else (embedded,)
        self._changed = {change.code: change.title for change in layers.changes() if change.action != DELETE}
        self.key = " ".join((embedded_key(), *(f"{one.about.name}:{one.about.sha256}" for one in layers.releases)))
        self._has_short = listed is not None and listed.about.kind == ORDER
        self.name = ", ".join([*(release.name for release in layers.releases), *(() if listed else (TITLES,))])

    def title(self, code: str) -> str | None:
        """The long title, which for the three characters of a table is that of its header; None where none is known."""
        if code in self._changed:
            return self._changed[code]
        rows = (book.execute("SELECT long FROM line WHERE code = ?", (code,)).fetchone() for book in self._books)
        return next((row[0] for row in rows if row), None)

    def short_title(self, code: str) -> str | None:
        """The title of at most 60 characters, which only an order file has."""
        if not self._has_short:
            return None
        row = self._books[0].execute("SELECT short FROM line WHERE code = ?", (code,)).fetchone()
        return row[0] if row else None
