"""The type of diabetes: a chart names it once and then speaks of "diabetic neuropathy" (Guidelines I.C.4.a.1-2)."""

import re
from collections.abc import Iterable

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import Assertion, Mention

_TYPES = ("E08", "E09", "E10", "E13")
_DEFAULT = "E11"
"""The type where the chart names none (I.C.4.a.2); words that name type 2 come to it too."""

_TYPE_2 = re.compile(r"\b(?:2|ii|two)\b|non-?insulin", re.IGNORECASE)


def type_of(mentions: Iterable[Mention]) -> str:
    """The category of the one type of diabetes that the chart names besides the default; empty where it names type 2,
    several types or none."""
    told = [mention for mention in mentions if mention.assertion in {Assertion.PRESENT, Assertion.PAST}]
    named = {code[:3] for mention in told for code in mention.codes if code.startswith(_TYPES)}
    second = any(code.startswith(_DEFAULT) and _names_type_2(m) for m in told for code in m.codes)
    return named.pop() if len(named) == 1 and not second else ""


def typed(code: str, mention: Mention, category: str, release: IcdCmRelease) -> str:
    """The dotted code of that type for a complication whose words leave the type open; else the code itself."""
    if not category or not code.startswith(_DEFAULT) or _names_type_2(mention):
        return code
    changed = category + code[3:]
    return changed if release.is_billable(changed.replace(".", "")) else code


def _names_type_2(mention: Mention) -> bool:
    return _TYPE_2.search(mention.concept) is not None
