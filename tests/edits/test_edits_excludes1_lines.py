"""Every Excludes1 line of the Tabular List that names a code is found by the edit, from either side."""

import re
from bisect import bisect_left, bisect_right
from datetime import date

from chartcode import codesets, edits
from chartcode.codesets.icd10cm.conventions import Convention, conventions
from chartcode.codesets.icd10cm.notes import is_named
from chartcode.model import Claim, Diagnosis, Setting, icd10cm

DAY = date(2026, 4, 1)
RELEASE = codesets.on(DAY).icd10cm
BILLABLE = RELEASE.billable_codes()

_LOOKS_LIKE_A_CODE = re.compile(r"\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]+)?\b")
"""Looser than the parser: whatever could be a code anywhere in a line."""

_FEWEST_LINES = 5277


def lines() -> list[Convention]:
    return [convention for convention in conventions(RELEASE).all if convention.kind == "excludes1"]


def pairs_of(line: Convention) -> list[tuple[str, str]]:
    """For each range of a line, the first two different billable codes: one under its node, one in the range."""
    under = under_node(line.at)[:2]
    found = []
    for named in line.ranges:
        excluded = (code for code in between(named.first, named.last) if is_named(code, (named,)))
        pair = next(((one, other) for other in excluded for one in under if one != other), None)
        found += [pair] if pair else []
    return found


def under_node(node: str) -> list[str]:
    """The billable codes at or below a node of the book."""
    if node.startswith("chapter"):
        return [code for code in BILLABLE if node in RELEASE.ancestors(code)]
    first, _, last = node.partition("-")
    return between(first, last or first)


def between(first: str, last: str) -> list[str]:
    """The billable codes that begin with a prefix from the first to the last."""
    return list(BILLABLE[bisect_left(BILLABLE, first) : bisect_right(BILLABLE, f"{last}~")])


def fires(one: str, other: str) -> bool:
    claim = Claim(DAY, Setting.OFFICE, (Diagnosis(icd10cm(one)), Diagnosis(icd10cm(other))))
    pair = {icd10cm(one), icd10cm(other)}
    found = edits.check(claim, codesets.on(DAY))
    return any(finding.rule == "excludes1-note" and set(finding.codes) == pair for finding in found)


def test_no_line_with_a_code_is_passed_over() -> None:
    """Every Excludes1 line in which anything looks like a code is a convention."""
    with_a_code = {
        (note.at, note.text)
        for note in RELEASE.all_instructions()
        if note.kind == "excludes1" and _LOOKS_LIKE_A_CODE.search(note.text)
    }
    assert with_a_code - {(line.at, line.text) for line in lines()} == set()
    assert len(lines()) >= _FEWEST_LINES


def test_the_edit_fires_for_a_pair_of_every_line_in_either_order() -> None:
    silent = []
    for line in lines():
        found = pairs_of(line)
        if not found or not all(fires(one, other) and fires(other, one) for one, other in found):
            silent.append((line.at, line.text))
    assert silent == []
