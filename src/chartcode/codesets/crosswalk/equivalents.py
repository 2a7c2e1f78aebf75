"""Crosswalks between ICD-9-CM and ICD-10 by the General Equivalence Mappings, with their flags in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chartcode.codesets import Releases
from chartcode.codesets.crosswalk.systems import CM, PCS, icd9, icd10
from chartcode.codesets.crosswalk.values import Crosswalk, Target, written_icd9
from chartcode.codesets.crosswalk.years import replaced_by, stood_for
from chartcode.codesets.gems.read_gems import CM_TO_9, NINE_TO_CM, NINE_TO_PCS, PCS_TO_9, Gem
from chartcode.codesets.gems.release import MISSING, Gems
from chartcode.model.codes import dotted


def to_icd9(text: str, releases: Releases) -> Crosswalk:
    """The ICD-9-CM codes of an ICD-10-CM or ICD-10-PCS code; of one newer than the mappings, those of the code that was
    used before it came. Raises InvalidValueError when it has neither's shape."""
    code, system = icd10(text, releases)
    gems, procedure = releases.gems, system != CM
    maps = PCS_TO_9 if procedure else CM_TO_9
    book = releases.icd10pcs if procedure else releases.icd10cm
    write = _same if procedure else dotted

    def target(entry: Gem, by: str) -> Target:
        title = gems.icd9_title(entry.target, procedure=procedure) or ""
        return _target(entry, by, written_icd9(entry.target, procedure=procedure), title)

    source = write(code), book.title(code) or ""
    if not gems.has(maps):
        return Crosswalk(*source, "icd9", (), MISSING, f"GEMs {gems.name}")
    found = [(entry, "") for entry in gems.entries(maps, code)]
    if not found:
        earlier = stood_for(code, system, releases, lambda one: bool(gems.entries(maps, one)))
        found = [(entry, write(one)) for one in earlier for entry in gems.entries(maps, one)]
    return _crosswalk(source, "icd9", found, gems, target)


def to_icd10cm(text: str, releases: Releases) -> Crosswalk:
    """The ICD-10-CM codes of an ICD-9-CM diagnosis. Raises InvalidValueError when it has not the shape of one."""
    code = icd9(text, procedure=False)
    book = releases.icd10cm
    found = _to_icd10(code, CM, releases)
    if not found.targets and book.validity(code):
        return replace(found, code=dotted(code), title=book.title(code) or "", said="it is an ICD-10-CM code itself")
    return found


def to_icd10pcs(text: str, releases: Releases) -> Crosswalk:
    """The ICD-10-PCS codes of an ICD-9-CM procedure. Raises InvalidValueError when it has not the shape of one."""
    return _to_icd10(icd9(text, procedure=True), PCS, releases)


def _to_icd10(code: str, system: str, releases: Releases) -> Crosswalk:
    gems, procedure = releases.gems, system != CM
    maps = NINE_TO_PCS if procedure else NINE_TO_CM
    book = releases.icd10pcs if procedure else releases.icd10cm
    write = _same if procedure else dotted

    def target(entry: Gem, by: str) -> Target:
        title = book.title(entry.target) or ""
        if not book.is_billable(entry.target):
            now = ", ".join(write(one) for one in replaced_by(entry.target, system, releases))
            title = f"{title} (not valid on {book.day}{f'; now {now}' if now else ''})".strip()
        return _target(entry, by, write(entry.target), title)

    source = written_icd9(code, procedure=procedure), gems.icd9_title(code, procedure=procedure) or ""
    if not gems.has(maps):
        return Crosswalk(*source, system, (), MISSING, f"GEMs {gems.name}")
    return _crosswalk(source, system, [(entry, "") for entry in gems.entries(maps, code)], gems, target)


def _crosswalk(
    source: tuple[str, str],
    to: str,
    found: Sequence[tuple[Gem, str]],
    gems: Gems,
    target: Callable[[Gem, str], Target],
) -> Crosswalk:
    targets = tuple(target(entry, by) for entry, by in found if entry.target)
    return Crosswalk(*source, to, targets, _said([entry for entry, _ in found], targets), f"GEMs {gems.name}")


def _target(entry: Gem, by: str, code: str, title: str) -> Target:
    near = "approximate" if entry.approximate or by else "identical"
    how = f"by {by}, which was used before it came; {near}" if by else near
    if entry.combination:
        how += f", part of a combination: scenario {entry.scenario}, choice list {entry.choice}"
    return Target(code, title, how, entry.scenario, entry.choice)


def _same(code: str) -> str:
    return code


def _said(entries: Sequence[Gem], targets: Sequence[Target]) -> str:
    if not entries:
        return "no mapping at hand has it"
    if not targets:
        return "no map: the other code set has no code that says this"
    if all(target.scenario for target in targets):
        return "several codes together say this: of one scenario, take one code of each choice list"
    if any(target.scenario for target in targets):
        return "take a code that stands alone, or of one scenario one code of each choice list"
    return "several codes may be meant: the chart decides" if len(targets) > 1 else ""
