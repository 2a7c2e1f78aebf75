"""Edits over codes: would a payer take them, and do they stand together as the book asks. One file each.

Every edit looks at the same sheet and says what it finds; it changes nothing. A new edit is a file here with its cases
beside it and a place in ORDER; an edit without a place fails at once.
"""

import sys
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any

from chartcode.codesets import Releases
from chartcode.edits.sheet import Remark, Sheet, open_sheet
from chartcode.model import Claim, Finding, Level
from chartcode.rules.kernel import Rule, collect

ORDER = (
    "valid-code",
    "seventh-character",
    "duplicate-code",
    "external-cause-first",
    "external-cause-encounter",
    "manifestation-principal",
    "unacceptable-principal",
    "questionable-admission",
    "first-listed-only",
    "age-conflict",
    "sex-conflict",
    "manifestation-code",
    "excludes1-note",
    "excludes2-note",
    "code-first-note",
    "use-additional-note",
    "code-also-note",
    "laterality-pair",
    "unspecified-code",
    "wrong-procedure",
    "poa-indicator",
    "hospital-acquired-condition",
    "snf-primary",
    "home-health-primary",
    "valid-procedure",
    "procedure-coverage",
    "procedure-pair",
    "unlikely-units",
    "add-on-code",
)


@cache
def edits() -> tuple[Rule[Sheet, Remark], ...]:
    """Every edit, in order. Raises TypeError when an edit has no place in ORDER or a place has no edit."""
    found: dict[str, Rule[Any, Any]] = collect(sys.modules[__name__])
    if found.keys() != set(ORDER):
        raise TypeError(f"edits and ORDER differ: {sorted(found.keys() ^ set(ORDER))}")
    return tuple(found[name] for name in ORDER)


def check(claim: Claim, releases: Releases) -> tuple[Finding, ...]:
    """What the edits in force on the claim's day say of it, in their fixed order; empty where none has anything to say.

    `releases` are those of that day. Pure: the same claim and releases give the same findings. Raises ReleaseError when
    a release that every claim needs does not cover the day.
    """
    sheet = open_sheet(claim, releases)
    return tuple([finding for edit in _in_force(claim.day) for finding in _run(edit, sheet)])


@lru_cache(maxsize=64)
def _in_force(day: date) -> tuple[Rule[Sheet, Remark], ...]:
    return tuple(edit for edit in edits() if day in edit.effective)


def _run(edit: Rule[Sheet, Remark], sheet: Sheet) -> Iterator[Finding]:
    """The findings of one edit. One that fails says so: its silence would be taken for consent."""
    try:
        for remark in edit.check(sheet):
            yield _finding(edit, sheet.claim, remark)
    except Exception as error:
        message = f"this edit failed and has checked nothing ({type(error).__name__}): please report it"
        yield Finding(edit.id, Level.WARNING, message, (), edit.citation)


def _finding(edit: Rule[Sheet, Remark], claim: Claim, remark: Remark) -> Finding:
    listed = claim.procedures if remark.of_procedures else claim.diagnoses
    codes = tuple([listed[position - 1].code for position in remark.at])
    window = remark.window or edit.effective
    return Finding(edit.id, remark.level, remark.message, codes, edit.citation, remark.at, window.first, window.last)
