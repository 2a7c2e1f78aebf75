"""Code sets by date of service: `on(day)` gives one frozen view of every release in force."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chartcode.codesets.icd10cm.index import IcdCmIndex, open_index
from chartcode.codesets.icd10cm.release import IcdCmRelease, open_release
from chartcode.codesets.imports.store import Stamp, stamp


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases in force on one day. Each stage gets this view as an argument.

    What has to be imported is None where it was not.
    """

    day: date
    icd10cm: IcdCmRelease
    index: IcdCmIndex | None = None

    def names(self) -> tuple[tuple[str, str], ...]:
        """(code set, release) of every release in use."""
        used = (self.icd10cm, self.index)
        return tuple((release.system, release.name) for release in used if release is not None)


def on(day: date) -> Releases:
    """The releases in force on the date of service (the discharge date of a stay).

    The same view is given again until something is imported or removed. Raises ReleaseError when no release covers that
    day, or an imported one is damaged.
    """
    return _on(day, stamp())


@lru_cache(maxsize=16)
def _on(day: date, _: Stamp) -> Releases:
    return Releases(day, open_release(day), open_index(day))
