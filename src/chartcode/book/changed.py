"""What became of a code, or of the codes below a category, since the year before."""

from dataclasses import dataclass
from datetime import date

from chartcode.codesets.changes import successors
from chartcode.codesets.icd10cm.release import IcdCmRelease, fiscal_year, open_release
from chartcode.errors import ReleaseError
from chartcode.model import dotted

_CONVERSIONS = "icd10cm-conversion"


@dataclass(frozen=True, slots=True)
class Changed:
    """The changes since the last day of the fiscal year before: codes (dotted) with that beginning that came and went,
    codes that took the place of those gone as far as is known, and the title before where it was another."""

    since: date
    added: tuple[str, ...]
    deleted: tuple[str, ...]
    instead: tuple[str, ...]
    former_title: str

    @property
    def anything(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.added or self.deleted or self.former_title)


def changed(code: str, release: IcdCmRelease) -> Changed | None:
    """What changed for a bare code or category; None for blocks, and where the year before is not known."""
    if " " in code or "-" in code:
        return None
    since = date(fiscal_year(release.day) - 1, 9, 30)
    try:
        before = open_release(since)
    except ReleaseError:
        return None
    old, new = (_codes(code, one) for one in (before, release))
    deleted = sorted(old - new)
    known = successors(_CONVERSIONS, since, release.day) if deleted else {}
    instead = sorted({other for gone in deleted for other in known.get(gone, ())} - new)
    former, title = before.title(code) or "", release.title(code) or ""
    return Changed(
        since,
        tuple(map(dotted, sorted(new - old))),
        tuple(map(dotted, deleted)),
        tuple(map(dotted, instead)),
        former if former and title and former != title else "",
    )


def _codes(code: str, release: IcdCmRelease) -> set[str]:
    return {*release.now_divided_into(code), *((code,) if release.is_billable(code) else ())}
