"""What other code sets say of a code: edits of the MCE, CC and MCC, HCC, CCSR, GEM, POA."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chartcode.codesets.imports.missing import not_imported
from chartcode.errors import ReleaseError


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that is said of a code: a word or another code, and its title or what qualifies it; empty for none."""

    value: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one code set says of a code: its name, its release, and what it says, nothing where it lists no such code.

    Where it cannot say, `needs` tells what brings the answer, and `release` is empty.
    """

    about: str
    release: str
    says: tuple[Said, ...]
    needs: str = ""


def diagnosis_facts(code: str, day: date) -> tuple[Fact, ...]:
    """What is said of a billable diagnosis (bare) on a day."""
    return _facts(code, day, {"MCE": _mce, "MS-DRG": _msdrg, "HCC": _hcc, "CCSR": _ccsr, "GEM": _gem, "POA": _poa})


def procedure_facts(code: str, day: date) -> tuple[Fact, ...]:
    """What is said of a billable ICD-10-PCS code on a day."""
    return _facts(code, day, {"MCE": _mce_procedure, "GEM": _gem_procedure})


_Source = Callable[[str, date], Fact]


def _facts(code: str, day: date, sources: dict[str, _Source]) -> tuple[Fact, ...]:
    return tuple(_fact(name, source, code, day) for name, source in sources.items())


def _fact(name: str, source: _Source, code: str, day: date) -> Fact:
    """A code set that has no release for the day keeps the others from saying nothing."""
    try:
        return source(code, day)
    except ReleaseError as error:
        return Fact(name, "", (), str(error))


def _mce(code: str, day: date) -> Fact:
    from chartcode.codesets.mce.release import open_mce

    lists = open_mce(day)
    return Fact("MCE", lists.name, tuple(Said(flag, _ages(lists.ages(flag))) for flag in sorted(lists.flags(code))))


def _mce_procedure(code: str, day: date) -> Fact:
    from chartcode.codesets.mce.release import open_mce

    lists = open_mce(day)
    return Fact("MCE", lists.name, tuple(Said(flag) for flag in sorted(lists.procedure_flags(code))))


def _ages(ages: tuple[int, int] | None) -> str:
    return f"age {ages[0]} to {ages[1]}" if ages else ""


def _msdrg(code: str, day: date) -> Fact:
    from chartcode.codesets.msdrg.release import open_msdrg

    tables = open_msdrg(day)
    says = []
    if level := tables.severity(code):
        alive = "only where the patient is discharged alive" if tables.only_alive(code) else ""
        says.append(Said("no CC" if level == "none" else level, alive))
    if mdc := tables.mdc(code):
        says.append(Said(f"MDC {mdc.number:02}", mdc.title))
    says += [Said(f"HAC {hac.number:02}", hac.title) for hac in tables.hacs(code)]
    return Fact("MS-DRG", tables.name, tuple(says))


def _hcc(code: str, day: date) -> Fact:
    from chartcode.codesets.hcc.release import open_hcc

    mappings = open_hcc(day)
    says = tuple(
        Said(f"{hcc.model} HCC {hcc.category}", hcc.title + (" (not paid)" if hcc.paid is False else ""))
        for hcc in mappings.categories(code)
    )
    return Fact("HCC", mappings.name, says)


def _ccsr(code: str, day: date) -> Fact:
    from chartcode.codesets.ccsr.release import open_ccsr

    release = open_ccsr(day)
    return Fact("CCSR", release.name, tuple(Said(one.category, one.title) for one in release.categories(code)))


def _gem(code: str, day: date) -> Fact:
    from chartcode.codesets.gems.read_gems import CM_TO_9

    return _mapped(CM_TO_9, code, day, _icd9)


def _gem_procedure(code: str, day: date) -> Fact:
    from chartcode.codesets.gems.read_gems import PCS_TO_9

    return _mapped(PCS_TO_9, code, day, lambda bare: f"{bare[:2]}.{bare[2:]}")


def _mapped(maps: str, code: str, day: date, written: Callable[[str], str]) -> Fact:
    from chartcode.codesets.gems.release import open_gems

    gems = open_gems(day)
    if not gems.has(maps):
        return Fact("GEM", "", (), not_imported("the GEM of procedures", "gem_pcsi9.txt of 2018 from CMS"))
    says = []
    for entry in gems.entries(maps, code):
        flags = ["approximate"] * entry.approximate
        flags += [f"combination {entry.scenario}, part {entry.choice}"] * entry.combination
        says.append(Said(f"ICD-9 {written(entry.target)}" if entry.target else "no map", ", ".join(flags)))
    return Fact("GEM", gems.name, tuple(says))


def _icd9(bare: str) -> str:
    whole = 4 if bare.startswith("E") else 3
    return f"{bare[:whole]}.{bare[whole:]}" if len(bare) > whole else bare


def _poa(code: str, day: date) -> Fact:
    from chartcode.codesets.icd10cm.poa_exempt import open_poa_exempt

    exempt = open_poa_exempt(day)
    if exempt is None:
        return Fact("POA", "", (), not_imported("the POA exempt list", "POAexemptCodesFYyy.zip from CMS"))
    return Fact("POA", exempt.name, (Said("exempt" if exempt.is_exempt(code) else "not exempt"),))
