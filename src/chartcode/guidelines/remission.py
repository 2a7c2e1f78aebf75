"""Leukemia, myeloma and lymphoma in remission or relapse: Guidelines I.C.2.n."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import NAMED
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_KINDS = ("C81", "C82", "C83", "C84", "C85", "C86", "C88", "C90", "C91", "C92", "C93", "C94", "C95")
_REMISSION, _RELAPSE = ("1", "A"), ("2",)
_LEUKEMIA = ("C90", "C91", "C92", "C93", "C94", "C95")


@rule("remission", citation="I.C.2.n", effective=since(2015, 10, 1))
def remission(draft: Draft) -> Iterator[NotCoded]:
    """One state for one disease: in remission or in relapse, where the provider says so, before "not in remission".

    What the provider assesses counts before the story. A disease in remission is no history (Z85.6, Z85.7-).
    """
    cancers = coded_as(draft, *_KINDS)
    if len(cancers) < 2 and not coded_as(draft, "Z85.6", "Z85.7"):
        return
    for kind in sorted({decision.code.value[:5] for _, decision in cancers}):
        same = [entry for entry in cancers if entry[1].code.value.startswith(kind)]
        stated = [entry for entry in same if _states(entry[1].code.value)]
        if stated:
            _, best = max(stated, key=lambda entry: (entry[1].mention.section in NAMED, entry[0]))
            others: Found = [entry for entry in same if entry[1].code != best.code]
            yield from drop(others, Reason.LESS_SPECIFIC, f"{best.code} tells the state")
    if any(_states(decision.code.value) for _, decision in cancers):
        yield from drop(coded_as(draft, "Z85.6", "Z85.7"), Reason.EXCLUDED, "a disease in remission is no history")


def _states(code: str) -> bool:
    if code.startswith(_LEUKEMIA):
        return code.endswith((*_REMISSION[:1], *_RELAPSE)) and len(code) == len("C90.01")
    return code.endswith("A")
