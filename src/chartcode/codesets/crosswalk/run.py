"""One way to ask for a crosswalk: a code, and what it is wanted in."""

from collections.abc import Callable

from chartcode.codesets import Releases
from chartcode.codesets.crosswalk.equivalents import to_icd9, to_icd10cm, to_icd10pcs
from chartcode.codesets.crosswalk.groups import GROUPS, to_group
from chartcode.codesets.crosswalk.values import Crosswalk
from chartcode.errors import UsageError

_CODE_SETS: dict[str, Callable[[str, Releases], Crosswalk]] = {
    "icd9": to_icd9,
    "icd10cm": to_icd10cm,
    "icd10pcs": to_icd10pcs,
}

NAMES = (*_CODE_SETS, *GROUPS)
"""What a code can be crosswalked to, apart from another year: `years.year_to_year` does that."""


def crosswalk(text: str, to: str, releases: Releases) -> Crosswalk:
    """What a code, with or without its dot, is in one of NAMES, by the releases of a day.

    `icd9` takes ICD-10-CM and ICD-10-PCS codes, `icd10cm` and `icd10pcs` take ICD-9-CM ones, the groupings ICD-10-CM
    ones. Raises UsageError for another name, InvalidValueError for a text of another shape, ReleaseError where no
    release covers the day.
    """
    if to in _CODE_SETS:
        return _CODE_SETS[to](text, releases)
    if to in GROUPS:
        return to_group(text, to, releases)
    raise UsageError(f"there is no crosswalk of that name; choose one of {', '.join(NAMES)}")
