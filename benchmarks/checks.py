"""Measures how many claims a second `edits.check` looks at: `python -m benchmarks.checks`.

Claims of twelve codes are drawn with a fixed seed from all codes valid on the day: half of them at random, half around
one chapter, which makes more findings. Time is that of one core, without the time to look each code up for the first
time, which is given apart.
"""

import json
import random
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.machine import machine
from chartcode import codesets, edits
from chartcode.model import Claim, Diagnosis, Setting, Sex, icd10cm

RESULT = Path(__file__).with_name("checks.json")
DAY = date(2026, 4, 1)
CLAIMS = 5000
CODES = 12


def claims() -> list[Claim]:
    """The claims to check, of stays and visits by turns."""
    chance = random.Random(12)
    codes = codesets.on(DAY).icd10cm.billable_codes()
    made = []
    for number in range(CLAIMS):
        start = chance.randrange(len(codes))
        near = codes[max(0, start - 3000) : start + 3000]
        drawn = chance.sample(codes if number % 2 else near, CODES)
        made.append(
            Claim(
                DAY,
                Setting.INPATIENT if number % 4 < 2 else Setting.OUTPATIENT,
                tuple(Diagnosis(icd10cm(code), "Y") for code in drawn),
                sex=chance.choice([Sex.FEMALE, Sex.MALE]),
                birth_date=date(chance.randrange(1930, 2026), 3, 1),
            )
        )
    return made


def main() -> None:
    """Measure, print and write the result beside this file."""
    releases, made = codesets.on(DAY), claims()
    began = time.process_time()
    findings = sum(len(edits.check(claim, releases)) for claim in made)
    cold = time.process_time() - began
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for claim in made:
            edits.check(claim, releases)
        rounds.append(CLAIMS / (time.process_time() - began))
    result = {
        "claims": CLAIMS,
        "codes": CODES,
        "findings per claim": round(findings / CLAIMS, 2),
        "claims per second": round(max(rounds)),
        "claims per second, each code for the first time": round(CLAIMS / cold),
        "machine": machine(),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    json.dump(result, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
