"""Official guidelines, one file each."""

from chartcode.coding.draft import Draft


def apply_all(draft: Draft) -> Draft:
    return draft
