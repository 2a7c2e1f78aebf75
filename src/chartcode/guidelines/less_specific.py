"""The most specific code the chart supports: Guidelines I.A.9.b, I.B.2, I.B.9 and I.B.18."""

from collections.abc import Iterator
from functools import cache

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.tables import pairs
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_COMBINED = (("R11.0", "R11.2"), ("R11.10", "R11.2"), ("R11.11", "R11.2"))
"""Pairs of a code and the combination code that says it too."""

_OTHER_BEHAVIOR = ("sleep", "disinhibition")
"""Behavior in dementia that is "other" beside agitation; without such words "disturbance" is the agitation itself."""


@rule("less-specific", citation="I.A.9.b, I.B.2, I.B.18", effective=since(2015, 10, 1))
def less_specific(draft: Draft) -> Iterator[NotCoded]:
    """An unspecified code gives way to a code of its category that says more of the same condition."""
    codes = draft.codes()
    for index, decision in draft.coded():
        code = decision.code.value
        by = next((combined for part, combined in _COMBINED if part == code and combined in codes), None)
        if by:
            yield NotCoded(index, Reason.COMBINATION, f"covered by {by}")
            continue
        if any(word in decision.mention.concept for word in _OTHER_BEHAVIOR):
            continue
        more = _named_by(code, codes) or _says_more(code, codes, draft.releases.icd10cm)
        if more:
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{more} says more")


@cache
def _gives_way() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(prefix of a general code, prefixes of codes that say more of the same condition)."""
    return tuple((code, tuple(to.split())) for code, to in pairs("gives_way"))


def _named_by(code: str, codes: frozenset[str]) -> str | None:
    """A coded condition that says more than a general code of any category: iron deficiency than anemia."""
    specific = tuple(prefix for general, to in _gives_way() if code.startswith(general) for prefix in to)
    return next((other for other in sorted(codes) if specific and other != code and other.startswith(specific)), None)


def _says_more(code: str, codes: frozenset[str], release: IcdCmRelease) -> str | None:
    """A coded sibling that is not an unspecified code, for a code whose title is unspecified."""
    title = (release.title(code.replace(".", "")) or "").lower()
    both = _acute_on_chronic(code, title, codes, release)
    if both:
        return both
    if "unspecified" not in title and not code.endswith("9"):
        return None
    for other in sorted(codes):
        if other != code and other[:3] == code[:3] and code[0] not in "STVWXYZR":
            other_title = (release.title(other.replace(".", "")) or "").lower()
            if not (_heads_category(code) or other[:-1] == code[:-1] or other.startswith(code[:-1])):
                continue
            if other_title.count("unspecified") < title.count("unspecified") or (
                code.endswith("9") and not other.endswith("9") and "other" not in other_title.split()
            ):
                return other
    return None


def _heads_category(code: str) -> bool:
    """Whether a code is an unspecified code of its whole category: E11.9, I48.91, J45.909."""
    return code[4:5] == "9"


def _acute_on_chronic(code: str, title: str, codes: frozenset[str], release: IcdCmRelease) -> str | None:
    """The coded "acute on chronic" (or "acute and chronic") form of an acute or a chronic condition."""
    kind, _, rest = title.partition(" ")
    if kind in {"acute", "chronic"}:
        for other in sorted(codes):
            other_title = (release.title(other.replace(".", "")) or "").lower()
            if other_title in {f"acute on chronic {rest}", f"acute and chronic {rest}"}:
                return other
    return None
