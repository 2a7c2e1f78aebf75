"""Where the publishers keep their files: the table `publishers.csv`, one row a file or, without an address, a page."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from chartcode.errors import UsageError

OFFICIAL = ("www.cms.gov", "ftp.cdc.gov", "www.cdc.gov")
"""The hosts of the table: the publishers' own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file of a publisher: code set, release (fiscal year, or first day of an update), address, size in bytes and
    SHA-256 (hexadecimal) where they are known, what it holds, and the page that has it.

    An offer without an address can only be downloaded by a person, from the page.
    """

    code_set: str
    release: str
    url: str
    size: int | None
    sha256: str
    holds: str
    page: str

    @property
    def file(self) -> str:
        """The name of the file, whatever the address says never a path."""
        return unquote(urlsplit(self.url).path.rpartition("/")[2]).replace("\\", "/").rpartition("/")[2]

    def at(self, base: str) -> "Offer":
        """The same file at a mirror: `base` is the folder that holds it."""
        return replace(self, url=f"{base.rstrip('/')}/{self.url.rpartition('/')[2]}") if self.url else self


def offers() -> tuple[Offer, ...]:
    """The whole table, the newest release of each code set first."""
    text = (files(__package__) / "publishers.csv").read_text(encoding="utf-8")
    return tuple(
        Offer(
            code_set=row["code_set"],
            release=row["release"],
            url=row["url"],
            size=int(row["bytes"]) if row["bytes"] else None,
            sha256=row["sha256"],
            holds=row["holds"],
            page=row["page"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def chosen(code_set: str, release: str, table: Sequence[Offer]) -> tuple[Offer, ...]:
    """The files of one release, the newest where none is named. Raises UsageError that says what there is."""
    known = [offer for offer in table if offer.code_set == code_set]
    if not known:
        raise UsageError(
            f"{_shown(code_set)} is no code set of the table; there are: {_list(offer.code_set for offer in table)}"
        )
    name = release.strip().upper().removeprefix("FY") if release else known[0].release
    found = tuple(offer for offer in known if offer.release == name)
    if not found:
        raise UsageError(
            f"{_shown(release)} is no release of {code_set} in the table; there are: "
            f"{_list(offer.release for offer in known)}"
        )
    return found


def _list(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text[:40])
