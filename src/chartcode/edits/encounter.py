"""A coded encounter as the claim that edits look at."""

from chartcode.model import ICD10CM, Claim, CodedEncounter, Diagnosis, Procedure


def claim_of(coded: CodedEncounter) -> Claim:
    """The claim that the lines of a coded encounter make, in their order.

    Raises InvalidValueError for an encounter without a line: it makes no claim.
    """
    encounter = coded.encounter
    return Claim(
        day=coded.date,
        setting=encounter.setting,
        diagnoses=tuple(Diagnosis(line.code, line.poa or "") for line in coded.lines if isinstance(line.code, ICD10CM)),
        procedures=tuple(Procedure(line.code) for line in coded.lines if not isinstance(line.code, ICD10CM)),
        sex=encounter.sex,
        birth_date=encounter.birth_date,
        admit=encounter.admit,
    )
