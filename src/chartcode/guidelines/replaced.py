"""One code in the place of another that the words themselves have."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Reason


def instead(
    draft: Draft, index: int, code: str, note: str, reason: Reason = Reason.COMBINATION
) -> Iterator[AlsoCode | NotCoded]:
    """The changes that report the dotted `code` instead of the decision at `index`; none where it is not valid on the
    day or is the decision's code already."""
    if code and code != draft.decisions[index].code.value and draft.releases.icd10cm.is_billable(code.replace(".", "")):
        yield AlsoCode(index, code, note)
        yield NotCoded(index, reason, f"{code}: {note}")
