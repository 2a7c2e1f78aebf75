"""What changed between two releases of ICD-10-CM: the billable codes that came and went."""

from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import icd10cm


@dataclass(frozen=True, slots=True)
class Change:
    """A code (dotted) that was `added` or `deleted`, with its title, empty where the embedded Tabular List has none."""

    kind: str
    code: str
    title: str


def changes(before: IcdCmRelease, after: IcdCmRelease) -> tuple[Change, ...]:
    """The codes billable in only one of two releases: first those added, then those deleted, each in order."""
    old, new = set(before.billable_codes()), set(after.billable_codes())
    found = [("added", code) for code in sorted(new - old)] + [("deleted", code) for code in sorted(old - new)]
    return tuple(
        Change(kind, str(icd10cm(code)), after.title(code) or before.title(code) or "") for kind, code in found
    )
