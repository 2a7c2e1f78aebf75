"""Codes of one obstetric condition that differ only in when: the trimester, childbirth, the puerperium.

Chapter 15 says the stage in the title (Guidelines I.C.15.a.3): "Anemia complicating pregnancy, third trimester" stands
beside "Anemia complicating childbirth".
"""

import re
from functools import lru_cache

from chartcode.codesets.icd10cm.release import IcdCmRelease

CHILDBIRTH, PREGNANCY, UNSPECIFIED = "childbirth", "pregnancy", "unspecified"
TRIMESTERS = ("first", "second", "third")

_TRIMESTER = re.compile(r",? ?\b(first|second|third|unspecified) trimester\b")
_WHEN = re.compile(r",? ?(?:\bcomplicating|\bin|\bduring)?(?: the)? ?\b(pregnancy|childbirth|puerperium)\b")


def stages(code: str, release: IcdCmRelease) -> dict[str, str]:
    """Stage -> bare code that says the same condition of that stage, the code itself included; empty outside
    chapter 15 and where the condition is not divided so."""
    if code[0] != "O":
        return {}
    groups = _groups(code[:3], release)
    return next((group for group in groups if code in group.values()), {})


@lru_cache(maxsize=256)
def _groups(category: str, release: IcdCmRelease) -> tuple[dict[str, str], ...]:
    found: dict[str, dict[str, str]] = {}
    for code in release.now_divided_into(category):
        name, stage = _read((release.title(code) or "").lower())
        if stage:
            found.setdefault(name, {}).setdefault(stage, code)
    return tuple(group for group in found.values() if len(group) > 1)


def _read(title: str) -> tuple[str, str]:
    """(the condition without its stage, the stage) of a title in lower case."""
    trimester = _TRIMESTER.search(title)
    when = _WHEN.search(title)
    name = " ".join(_WHEN.sub(" ", _TRIMESTER.sub("", title)).replace(",", " ").split())
    if trimester:
        return name, trimester.group(1)
    return name, when.group(1) if when else ""
