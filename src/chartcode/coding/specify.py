"""From a mention to the code a coder ends at: the patient, the side, the validity on the day."""

from collections.abc import Sequence

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import Encounter, Mention, PathStep, Sex

NEWBORN_DAYS = 28
ADULT_YEARS = 18


def fits_patient(needs: str, encounter: Encounter, pregnant: bool) -> bool:
    """Whether a phrase that asks something of the patient fits this one. What is not known does not rule out, except
    newborn and pregnant, which must be known."""
    day = encounter.discharge or encounter.admit
    age = encounter.age_on(day) if day else None
    match needs:
        case "F":
            return encounter.sex is not Sex.MALE
        case "M":
            return encounter.sex is not Sex.FEMALE
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


def specific(code: str, mention: Mention, release: IcdCmRelease) -> tuple[str, tuple[PathStep, ...]]:
    """The dotted code of a mention with its side (Guidelines I.B.13), and the steps through the book that led there."""
    steps = [PathStep("phrase", code, mention.concept)]
    bare = code.replace(".", "")
    sides = release.sides(bare) if mention.side else {}
    sibling = sides.get(mention.side)
    if sibling and sibling != bare and release.is_billable(sibling):
        bare = sibling
        steps.append(PathStep("side", dotted(bare), mention.side))
    steps.append(PathStep("Tabular List", dotted(bare), release.title(bare) or ""))
    return dotted(bare), tuple(steps)


def tabular_path(bare: str, release: IcdCmRelease) -> tuple[PathStep, ...]:
    """The way down the Tabular List to a code: chapter, block, category, and each step below."""
    nodes: Sequence[str] = tuple(reversed(release.ancestors(bare)))
    return tuple(PathStep("Tabular List", dotted(node), release.title(node) or "") for node in nodes)


def dotted(bare: str) -> str:
    """A bare code with its dot; chapters and blocks as they are."""
    return bare if len(bare) <= 3 or "-" in bare or " " in bare else f"{bare[:3]}.{bare[3:]}"
