"""From a mention to the code a coder ends at: the patient, the side, the validity on the day."""

from collections.abc import Sequence
from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.diabetes import type_of, typed
from chartcode.coding.pregnancy import stage_of, staged
from chartcode.coding.sides import Sides, chart_sides, sided
from chartcode.coding.ulcers import Depths
from chartcode.model import Encounter, Mention, PathStep, Setting, Sex, dotted
from chartcode.reading.patient import patient_said

_AFTER_ACUTE_CARE = frozenset((Setting.SNF, Setting.HOME_HEALTH, Setting.HOSPICE))
NEWBORN_DAYS = 28
ADULT_YEARS = 18
YOUNGEST_MOTHER = 9
"""The lowest age, in years, that the Medicare Code Editor takes for maternity."""


def fits_patient(needs: str, encounter: Encounter, *, pregnant: bool) -> bool | None:
    """Whether a phrase that asks something of the patient fits this one; None where nothing tells.

    The encounter's facts count, else what the first note says. Newborn, child and pregnant must be known.
    """
    day = encounter.discharge or encounter.admit
    said = patient_said(encounter.notes[0].text)
    age = encounter.age_on(day) if day else None
    age = said.years if age is None else age
    sex = said.sex if encounter.sex is Sex.UNKNOWN else encounter.sex
    match needs:
        case "F" | "M":
            return None if sex is Sex.UNKNOWN else sex.value == needs
        case "adult":
            return None if age is None else age >= ADULT_YEARS
        case "child":
            return age is not None and age < ADULT_YEARS
        case "newborn":
            born = encounter.birth_date
            return bool(born and day and (day - born).days <= NEWBORN_DAYS)
        case "pregnant":
            return pregnant
        case _:
            return True


def may_be_pregnant(encounter: Encounter) -> bool:
    """Whether the encounter's facts leave open that the patient is pregnant: a newborn's record tells weeks too."""
    day = encounter.discharge or encounter.admit
    age = encounter.age_on(day) if day else None
    return encounter.sex is not Sex.MALE and (age is None or age >= YOUNGEST_MOTHER)


@dataclass(frozen=True, slots=True)
class ChartSays:
    """What a chart says once for all its conditions: sides, the stage of a pregnancy and the type of diabetes (its
    category), both empty where it says none, and the depths of ulcers."""

    sides: Sides
    stage: str
    diabetes: str
    depths: Depths


def chart_says(encounter: Encounter, mentions: Sequence[Mention], release: IcdCmRelease) -> ChartSays:
    """What the notes and mentions of an encounter say together."""
    return ChartSays(
        chart_sides(encounter, mentions, release), stage_of(mentions), type_of(mentions), Depths(encounter)
    )


def specified(code: str, mention: Mention, says: ChartSays, setting: Setting, release: IcdCmRelease) -> str:
    """The dotted code with what the sentence and the chart add to it: type, side, stage and encounter."""
    found = typed(code, mention, says.diabetes, release)
    found = sided(found, mention.side or says.sides.of(found, release), release)
    found = says.depths.deepened(staged(found, says.stage, release), mention, release)
    return encountered(found, mention, setting, release)


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


def tabular_path(bare: str, release: IcdCmRelease) -> tuple[PathStep, ...]:
    """The way down the Tabular List to a code: chapter, block, category, and each step below."""
    nodes: Sequence[str] = tuple(reversed(release.ancestors(bare)))
    return tuple(PathStep("Tabular List", dotted(node), release.title(node) or "") for node in nodes)
