"""Excludes1 notes: Guidelines I.A.12.a."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import Draft, NotCoded
from chartcode.model import Finding, Level, Reason, icd10cm
from chartcode.rules.kernel import rule, since

_CODES = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?(?:-[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)?(?:\.?-)?")
_LAST = re.compile(r"\(([^()]*)\)\s*$")


@lru_cache(maxsize=4096)
def excluded_by(code: str, release: IcdCmRelease) -> tuple[tuple[str, str, str], ...]:
    """(first, last, node): the bare code prefixes or ranges the Excludes1 notes over a bare code name, and where."""
    found = []
    for note in release.instructions(code):
        if note.kind == "excludes1":
            inside = _LAST.search(note.text)
            for named in _CODES.findall(inside.group(1)) if inside else ():
                first, _, last = named.rstrip("-").rstrip(".").partition("-")
                found.append((first.replace(".", ""), (last or first).replace(".", ""), note.at))
    return tuple(found)


@rule("excludes1", citation="I.A.12.a", effective=since(2015, 10, 1))
def excludes1(draft: Draft) -> Iterator[NotCoded | Finding]:
    """Two codes that exclude each other are not reported together unless the conditions are unrelated.

    A symptom gives way to the diagnosis that excludes it. Of two diagnoses neither is taken: the finding asks a person.
    """
    release = draft.releases.icd10cm
    codes = {code.replace(".", ""): code for code in draft.codes()}
    for bare, code in sorted(codes.items()):
        for first, last, node in excluded_by(bare, release):
            for other in sorted(codes):
                if other == bare or not (first <= other[: len(first)] and other[: len(last)] <= last):
                    continue
                symptom = next((c for c in (bare, other) if c[0] == "R"), None)
                if symptom and (bare[0] == "R") != (other[0] == "R"):
                    for index, decision in draft.coded():
                        if decision.code.bare == symptom:
                            yield NotCoded(index, Reason.EXCLUDED, f"Excludes1 note at {node}")
                else:
                    yield Finding(
                        "excludes1",
                        Level.WARNING,
                        f"{code} and {codes[other]} exclude each other (Excludes1 at {node}); both only if unrelated",
                        (icd10cm(code), icd10cm(other)),
                    )
