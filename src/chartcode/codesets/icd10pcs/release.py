"""What the ICD-10-PCS release in force on one date can answer."""

from datetime import date
from functools import cached_property, lru_cache

from chartcode.codesets.icd10cm.release import fiscal_year
from chartcode.codesets.icd10pcs.build import open_embedded
from chartcode.codesets.icd10pcs.builder import PcsTable, Row
from chartcode.codesets.icd10pcs.choose import AxisValue, Sources, Step, axes_of, step
from chartcode.codesets.icd10pcs.conversions import PcsConversions, open_conversions
from chartcode.codesets.icd10pcs.definitions import PcsDefinitions, open_definitions
from chartcode.codesets.icd10pcs.index import PcsIndex, open_index
from chartcode.codesets.icd10pcs.keys import PcsKeys, open_keys
from chartcode.codesets.icd10pcs.layers import layers_on
from chartcode.codesets.icd10pcs.tables import PcsTables, open_tables
from chartcode.codesets.icd10pcs.titles import PcsTitles
from chartcode.codesets.icd10pcs.validity import PcsValidity, validity_on
from chartcode.codesets.imports.missing import not_imported


class PcsRelease:
    """One frozen view of ICD-10-PCS on `day`. `None` means "there is none", or that it has to be imported: `missing`.

    Validity and titles come with chartcode. What was imported is opened when it is first asked for. `key` changes
    whenever a source of the titles does.
    """

    system = "ICD-10-PCS"

    def __init__(self, day: date, validity: PcsValidity, titles: PcsTitles) -> None:
        self.day = day
        self.key = titles.key
        self._validity = validity
        self._titles = titles
        # Per view and bounded: the same few hundred codes are asked for in stay after stay.
        self.is_billable = lru_cache(maxsize=65536)(validity.is_valid)
        self.title = lru_cache(maxsize=65536)(titles.title)

    @property
    def name(self) -> str:
        """The release by its fiscal year, and where the titles come from."""
        return f"FY{fiscal_year(self.day)} (titles: {self._titles.name})"

    @cached_property
    def tables(self) -> PcsTables | None:
        """The tables of the day; None where none were imported. Raises ReleaseError when they are damaged."""
        return open_tables(self.day, self._validity)

    @cached_property
    def definitions(self) -> PcsDefinitions | None:
        """The definitions; None where none were imported. Raises ReleaseError when they are damaged."""
        return open_definitions(self.day)

    @cached_property
    def index(self) -> PcsIndex | None:
        """The Index; None where none was imported. Raises ReleaseError when it is damaged."""
        return open_index(self.day)

    @cached_property
    def keys(self) -> PcsKeys | None:
        """The body part and device keys; None where neither they nor the definitions were imported."""
        return open_keys(self.day, self.definitions)

    @cached_property
    def conversions(self) -> PcsConversions | None:
        """The conversion table; None where none was imported. Raises ReleaseError when it is damaged."""
        return open_conversions(self.day)

    def missing(self) -> dict[str, str]:
        """What has to be imported for answers that are None now: `tables`, `definitions`, `index`, `conversions`, each
        with a line that says so, and the file and the command that bring it."""
        year = fiscal_year(self.day)
        needed = {
            "tables": (self.tables, "the file of the ICD-10-PCS tables", f"icd10pcs_tables_{year}.xml"),
            "definitions": (
                self.definitions,
                "the file of the ICD-10-PCS definitions",
                f"icd10pcs_definitions_{year}.xml",
            ),
            "index": (self.index, "the ICD-10-PCS Index", f"icd10pcs_index_{year}.xml"),
            "conversions": (self.conversions, "the ICD-10-PCS conversion table", "icd10pcs_conversion_table.txt"),
        }
        return {part: not_imported(what, file) for part, (held, what, file) in needed.items() if held is None}

    def short_title(self, code: str) -> str | None:
        """The title of at most 60 characters; None without an imported order file."""
        return self._titles.short_title(code)

    def validity(self, code: str) -> tuple[tuple[int, int], ...]:
        """The spans of days (YYYYMMDD, first and last) on which the code is or was valid."""
        return self._validity.spans(code)

    def billable_codes(self, start: str = "") -> tuple[str, ...]:
        """Every code valid on the day, or every one that begins so, sorted."""
        return self._validity.codes(start)

    def table(self, prefix: str) -> PcsTable | None:
        """The table of the first three characters of a code; None where there is none, or without tables."""
        return self.tables.table(prefix) if self.tables else None

    def rows_of(self, code: str) -> tuple[Row, ...] | None:
        """The rows of its table that a code stands in: one, or none where it is no code; None without tables."""
        return self.tables.rows_of(code) if self.tables else None

    def step(self, start: str = "") -> Step:
        """The table builder: what may follow the first 0 to 6 characters of a code. Labels are empty without tables."""
        return step(start, self._sources)

    def axes(self, start: str) -> tuple[AxisValue, ...] | None:
        """The characters of a code, or of the beginning of one, and what they mean.

        None without tables, or where no table has them.
        """
        return axes_of(start, self._sources)

    @property
    def _sources(self) -> Sources:
        return Sources(self._validity, self.tables, self.definitions)


def open_release(day: date) -> PcsRelease:
    """The release in force on the day, compiled first where needed.

    Raises ReleaseError outside FY2023 to FY2027 where no list of codes of that year was imported.
    """
    embedded, layers = open_embedded(), layers_on(day)
    return PcsRelease(day, validity_on(embedded, layers, day), PcsTitles(embedded, layers))
