"""Opens the registers of the code sets in force: each compiled once, then opened in milliseconds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import chain
from sqlite3 import Connection

from chartcode.book.search import rewritings, wordings
from chartcode.book.search.build import LAYOUT, build
from chartcode.book.search.rewritings import Rewriting
from chartcode.book.search.shelf import Shelf
from chartcode.book.search.wordings import Wording
from chartcode.codesets import Releases
from chartcode.codesets.embedded import open_compiled
from chartcode.codesets.icd10cm.release import fiscal_year
from chartcode.lexicon import tables
from chartcode.reading.words import WordForms

CM, PCS, HCPCS = "ICD-10-CM", "ICD-10-PCS", "HCPCS"
SYSTEMS = (CM, PCS, HCPCS)


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A code set in force with its register. Codes go in bare."""

    system: str
    shelf: Shelf
    title: Callable[[str], str | None]
    is_billable: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Register:
    """The registers of the code sets at hand on one day."""

    releases: Releases
    sets: tuple[CodeSet, ...]


def open_register(releases: Releases, systems: Sequence[str] = SYSTEMS) -> Register:
    """The registers of these code sets, compiled first where needed; those that have to be imported are left out.

    Raises ReleaseError when a release is damaged or the cache folder cannot be written.
    """
    opened = (_OPEN[system](releases) for system in SYSTEMS if system in systems)
    return Register(releases, tuple(one for one in opened if one is not None))


def _diagnoses(releases: Releases) -> CodeSet:
    release, index = releases.icd10cm, releases.index
    imported = [*(layer.about.name for layer in release.layers.releases), *((index.about.name,) if index else ())]
    shelf = _shelf(
        "_with_".join(["icd10cm", *imported]),
        f"{release.key} {index.key if index else ''}",
        lambda forms: wordings.diagnoses(release, index, forms),
        lambda forms: chain(rewritings.abbreviations(forms), rewritings.broader(forms), rewritings.drugs(forms)),
    )
    return CodeSet(CM, shelf, release.title, release.is_billable)


def _procedures(releases: Releases) -> CodeSet:
    from chartcode.codesets.icd10pcs.layers import layers_on

    release, day = releases.icd10pcs, releases.day
    imported = " ".join(layer.about.sha256 for layer in layers_on(day).releases)
    shelf = _shelf(
        f"icd10pcs_{_half_year(day)}",
        f"{release.name} {imported}",
        lambda forms: wordings.titles(((code, release.title(code) or "") for code in release.billable_codes()), forms),
        lambda forms: chain(rewritings.abbreviations(forms), rewritings.procedures(forms)),
    )
    return CodeSet(PCS, shelf, release.title, release.is_billable)


def _supplies(releases: Releases) -> CodeSet | None:
    from chartcode.codesets.hcpcs.build import LAYOUT as HCPCS_LAYOUT
    from chartcode.codesets.hcpcs.official import HCPCS as KIND
    from chartcode.codesets.hcpcs.release import HcpcsRelease
    from chartcode.codesets.imports.opened import opened

    found = opened(KIND, HCPCS_LAYOUT, releases.day)
    if found is None:
        return None
    release = HcpcsRelease(found)
    shelf = _shelf(
        "hcpcs",
        f"{release.name} {found.about.sha256}",
        lambda forms: wordings.titles(((entry.code, entry.long) for entry in release.codes()), forms),
        rewritings.abbreviations,
    )
    # Bounded: an entry has some twenty fields, and the same codes come up again and again.
    entry = lru_cache(maxsize=16_384)(release.code)
    return CodeSet(
        HCPCS,
        shelf,
        lambda code: held.long if (held := entry(code)) else None,
        lambda code: (held := entry(code)) is not None and held.in_force(releases.day),
    )


_OPEN: dict[str, Callable[[Releases], CodeSet | None]] = {CM: _diagnoses, PCS: _procedures, HCPCS: _supplies}


def _shelf(
    name: str,
    key: str,
    said: Callable[[WordForms], Iterable[Wording]],
    rewritten: Callable[[WordForms], Iterable[Rewriting]],
) -> Shelf:
    """The compiled register `name`, of the wordings and rewritings that two functions give where it has to be made."""
    whole_key = f"lookup {LAYOUT} {_own_tables()} {tables.key()} {key}"
    if whole_key not in _OPENED:
        forms = WordForms(tables.variants(), tables.adjectives())

        def fill(book: Connection) -> None:
            build(book, said(forms), chain(tables.variants(), tables.adjectives()), rewritten(forms))

        _OPENED[whole_key] = Shelf(open_compiled(f"lookup_{name.replace('-', '_')}", whole_key, fill), forms)
    return _OPENED[whole_key]


_OPENED: dict[str, Shelf] = {}
"""Registers this process has opened, by what they were compiled from."""


def _own_tables() -> str:
    """A digest of the tables of rewritings."""
    digest = blake2b(digest_size=8)
    for name in rewritings.TABLES:
        digest.update((files("chartcode") / "book" / "search" / name).read_bytes())
    return digest.hexdigest()


def _half_year(day: date) -> str:
    """Which of the year's two updates a day is under: `2026_october` up to March, then `2026_april`."""
    return f"{fiscal_year(day)}_{'april' if 4 <= day.month <= 9 else 'october'}"
