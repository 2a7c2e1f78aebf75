"""Official guidelines made executable: one file each, run in the order below.

Every rule looks at the draft the rules before it left. A new rule is a file here with its cases beside it and a place
in ORDER; a rule without a place fails at once.
"""

import sys
from functools import cache
from typing import Any

from chartcode.coding.draft import Draft, apply
from chartcode.rules.kernel import Rule, collect

ORDER = (
    "valid-codes",
    "uncertain-diagnoses",
    "personal-history",
    "reportable-conditions",
    "incidental-findings",
    "external-causes",
    "hypertension-with",
    "copd-with",
    "diabetes-with",
    "diabetes-drugs",
    "body-mass-index",
    "laterality",
    "less-specific",
    "integral-symptoms",
    "excludes1",
    "sequence",
)


@cache
def rules() -> tuple[Rule[Any, Any], ...]:
    """Every rule, in order. Raises TypeError when a rule has no place in ORDER or a place has no rule."""
    found = collect(sys.modules[__name__])
    if found.keys() != set(ORDER):
        raise TypeError(f"rules and ORDER differ: {sorted(found.keys() ^ set(ORDER))}")
    return tuple(found[name] for name in ORDER)


def apply_all(draft: Draft) -> Draft:
    """The draft after every guideline in force on its day, in order."""
    for rule in rules():
        if draft.releases.day in rule.effective:
            draft = apply(draft, rule.check(draft), rule.citation)
    return draft
