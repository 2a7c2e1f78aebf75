"""Crosswalks of a diagnosis to groupings: CCSR, HCC, MS-DRG, the Medicare Code Editor, PDPM and PDGM."""

from collections.abc import Callable, Iterator

from chartcode.codesets import Releases
from chartcode.codesets.crosswalk.systems import CM, icd10
from chartcode.codesets.crosswalk.values import Crosswalk, Target
from chartcode.codesets.pdgm.release import MISSING as PDGM_MISSING
from chartcode.codesets.pdpm.release import MISSING as PDPM_MISSING
from chartcode.errors import InvalidValueError
from chartcode.model.codes import dotted


def to_group(text: str, to: str, releases: Releases) -> Crosswalk:
    """The groups of an ICD-10-CM code in one of GROUPS. Raises InvalidValueError for what is no diagnosis code,
    ReleaseError for a day without that release."""
    code, system = icd10(text, releases)
    if system != CM:
        raise InvalidValueError(f"{code} is an ICD-10-PCS code; {to} groups diagnoses")
    targets, said, source = GROUPS[to](code, releases)
    if not targets and not said:
        said = "it has none"
    if not releases.icd10cm.is_billable(code):
        said = f"{dotted(code)} is no valid code on {releases.day}" + (f"; {said}" if said else "")
    return Crosswalk(dotted(code), releases.icd10cm.title(code) or "", to, targets, said, source)


_Answer = tuple[tuple[Target, ...], str, str]


def _ccsr(code: str, releases: Releases) -> _Answer:
    ccsr = releases.ccsr
    defaults = {setting: ccsr.default(code, inpatient=setting == "stays") for setting in ("stays", "visits")}
    found = ccsr.categories(code)
    targets = []
    for number, one in enumerate(found, 1):
        of = [setting for setting, category in defaults.items() if category == one]
        how = f"category {number}" + (f", default of {' and '.join(of)}" if of else "")
        targets.append(Target(one.category, one.title, how))
    return tuple(targets), "", f"CCSR {ccsr.name}"


def _hcc(code: str, releases: Releases) -> _Answer:
    hcc = releases.hcc
    paid = {True: ", counts for payment", False: ", does not count for payment", None: ""}
    targets = tuple(
        Target(f"HCC {one.category}", one.title, f"{one.model}{paid[one.paid]}") for one in hcc.categories(code)
    )
    return targets, "" if targets else "no model has a category for it", f"HCC {hcc.name}"


def _msdrg(code: str, releases: Releases) -> _Answer:
    msdrg = releases.msdrg
    level = msdrg.severity(code)
    if level is None:
        return (), "the grouper does not know it", f"MS-DRG {msdrg.name}"
    return tuple(_msdrg_targets(code, level, releases)), "", f"MS-DRG {msdrg.name}"


def _msdrg_targets(code: str, level: str, releases: Releases) -> Iterator[Target]:
    msdrg = releases.msdrg
    excluded = len(msdrg.excluded_by(code))
    how = "as secondary diagnosis" + (f", but not with {excluded} principal diagnoses" if excluded else "")
    how += ", only for a patient discharged alive" if level == "MCC" and msdrg.only_alive(code) else ""
    yield Target(level if level != "none" else "no CC", "", how)
    if mdc := msdrg.mdc(code):
        yield Target(f"MDC {mdc.number:02}", mdc.title, "as principal diagnosis")
    for hac in msdrg.hacs(code):
        yield Target(f"HAC {hac.number:02}", hac.title, "when not present on admission")


def _mce(code: str, releases: Releases) -> _Answer:
    mce = releases.mce
    targets = []
    for name in sorted(mce.flags(code)):
        ages = mce.ages(name)
        targets.append(Target(name, f"ages {ages[0]} to {ages[1]}" if ages else "", "on the list"))
    return tuple(targets), "" if targets else "on no list", f"MCE {mce.name}"


def _pdpm(code: str, releases: Releases) -> _Answer:
    pdpm = releases.pdpm
    if pdpm is None:
        return (), PDPM_MISSING, "PDPM"
    category, after = pdpm.category(code), pdpm.category(code, after_surgery=True)
    targets = [Target(category, "", "clinical category as primary diagnosis")] if category else []
    if after and after != category:
        targets.append(Target(after, "", "clinical category after major surgery"))
    if slp := pdpm.slp(code):
        targets.append(Target(slp, "", "SLP comorbidity"))
    targets += [Target(nta, "", "NTA comorbidity") for nta in pdpm.nta(code)]
    return tuple(targets), "", f"PDPM {pdpm.name}"


def _pdgm(code: str, releases: Releases) -> _Answer:
    pdgm = releases.pdgm
    if pdgm is None:
        return (), PDGM_MISSING, "PDGM"
    clinical, comorbidity = pdgm.clinical_group(code), pdgm.comorbidity(code)
    targets = [Target(clinical, "", "clinical group as primary diagnosis")] if clinical else []
    targets += [Target(comorbidity, "", "comorbidity subgroup")] if comorbidity else []
    return tuple(targets), "" if clinical else "it cannot be the primary diagnosis", f"PDGM {pdgm.name}"


GROUPS: dict[str, Callable[[str, Releases], _Answer]] = {
    "ccsr": _ccsr,
    "hcc": _hcc,
    "msdrg": _msdrg,
    "mce": _mce,
    "pdpm": _pdpm,
    "pdgm": _pdgm,
}
"""What a diagnosis can be grouped to."""
