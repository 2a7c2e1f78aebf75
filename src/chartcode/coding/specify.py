"""From a mention to the code a coder ends at: the patient, the side, the validity on the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.diabetes import type_of, typed
from chartcode.coding.pregnancy import stage_of, staged
from chartcode.model import Assertion, Encounter, Mention, PathStep, Setting, Sex, dotted
from chartcode.reading.patient import patient_said

_AFTER_ACUTE_CARE = frozenset((Setting.SNF, Setting.HOME_HEALTH, Setting.HOSPICE))
NEWBORN_DAYS = 28
ADULT_YEARS = 18


def fits_patient(needs: str, encounter: Encounter, *, pregnant: bool) -> bool:
    """Whether a phrase that asks something of the patient fits this one.

    The encounter's facts count, else what the first note says. What neither tells does not rule out, except newborn,
    child and pregnant, which must be known.
    """
    day = encounter.discharge or encounter.admit
    said = patient_said(encounter.notes[0].text)
    age = encounter.age_on(day) if day else None
    age = said.years if age is None else age
    sex = said.sex if encounter.sex is Sex.UNKNOWN else encounter.sex
    match needs:
        case "F":
            return sex is not Sex.MALE
        case "M":
            return sex is not Sex.FEMALE
        case "adult":
            return age is None or age >= ADULT_YEARS
        case "child":
            return age is not None and age < ADULT_YEARS
        case "newborn":
            born = encounter.birth_date
            return bool(born and day and (day - born).days <= NEWBORN_DAYS)
        case "pregnant":
            return pregnant
        case _:
            return True


@dataclass(frozen=True, slots=True)
class ChartSays:
    """What a chart says once for all its conditions: the side of a category, the stage of a pregnancy, the type of
    diabetes (its category); empty where it says none."""

    sides: Mapping[str, str]
    stage: str
    diabetes: str


def chart_says(mentions: Sequence[Mention]) -> ChartSays:
    """What all mentions of an encounter say together."""
    return ChartSays(_sides(mentions), stage_of(mentions), type_of(mentions))


def specified(code: str, mention: Mention, says: ChartSays, setting: Setting, release: IcdCmRelease) -> str:
    """The dotted code with what the sentence and the chart add to it: type, side, stage and encounter."""
    found = typed(code, mention, says.diabetes, release)
    found = sided(found, mention.side or says.sides.get(found[:3], ""), release)
    found = staged(found, says.stage, release)
    return encountered(found, mention, setting, release)


def sided(code: str, side: str, release: IcdCmRelease) -> str:
    """The dotted code that says the same of this side (Guidelines I.B.13); the code itself where there is none."""
    if not side:
        return code
    sibling = release.sides(code.replace(".", "")).get(side)
    return dotted(sibling) if sibling and release.is_billable(sibling) else code


def encountered(code: str, mention: Mention, setting: Setting, release: IcdCmRelease) -> str:
    """The dotted code with the 7th character of this encounter (Guidelines I.C.19.a).

    Active treatment (A) stands unless the chart speaks of healing or aftercare, or the setting only follows it.
    """
    if code[-1] != "A" or len(code) != 8 or code[0] not in "STVWXY":
        return code
    episode = mention.episode or ("subsequent" if setting in _AFTER_ACUTE_CARE else "")
    other = {"subsequent": "D", "sequela": "S"}.get(episode)
    changed = f"{code[:-1]}{other}"
    return changed if other and release.is_billable(changed.replace(".", "")) else code


def _sides(mentions: Iterable[Mention]) -> dict[str, str]:
    """Category -> the one side the chart gives the conditions of that category; none where it gives two.

    A chart says the side once and then "the fracture": a mention without a side takes that of its category, and of no
    other: the side of a wrist says nothing of an ear.
    """
    said: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.side and mention.assertion is Assertion.PRESENT:
            said.setdefault(mention.codes[0][:3], set()).add(mention.side)
    return {category: next(iter(sides)) for category, sides in said.items() if len(sides) == 1}


def tabular_path(bare: str, release: IcdCmRelease) -> tuple[PathStep, ...]:
    """The way down the Tabular List to a code: chapter, block, category, and each step below."""
    nodes: Sequence[str] = tuple(reversed(release.ancestors(bare)))
    return tuple(PathStep("Tabular List", dotted(node), release.title(node) or "") for node in nodes)
