"""Code sets by date of service: `on(day)` gives one frozen view of every release in force."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chartcode.codesets.icd10cm.release import IcdCmRelease, open_release


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases in force on one day. Each stage gets this view as an argument."""

    day: date
    icd10cm: IcdCmRelease

    def names(self) -> tuple[tuple[str, str], ...]:
        """(code set, release) of every release in use."""
        return ((self.icd10cm.system, self.icd10cm.name),)


@lru_cache(maxsize=16)
def on(day: date) -> Releases:
    """The releases in force on the date of service (the discharge date of a stay).

    Raises ReleaseError when no release covers that day.
    """
    return Releases(day, open_release(day))
