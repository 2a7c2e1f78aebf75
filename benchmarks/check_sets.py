"""Runs `edits.check` over the code sets of real charts: `python -m benchmarks.check_sets ../shared/eval/mdace_labels`.

Prints the findings by edit and writes nothing: the sets stay where they are. A chart's codes stand in the order in
which they are first annotated, so what is said of their order says nothing about the coders. With `--sample N` some
findings are printed for review.
"""

import json
import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from chartcode import codesets, edits
from chartcode.errors import InvalidValueError
from chartcode.model import Claim, Diagnosis, Finding, Setting, icd10cm

DAY = date(2022, 10, 1)


def claim(path: Path) -> Claim | None:
    """The ICD-10-CM codes of one chart in the order of their first annotation; None where it has none."""
    chart = json.loads(path.read_text(encoding="utf-8"))
    marks = [mark for note in chart["notes"] for mark in note["annotations"] if mark["code_system"] == "ICD-10-CM"]
    diagnoses = []
    for code in dict.fromkeys(mark["code"] for mark in marks):
        try:
            diagnoses.append(Diagnosis(icd10cm(code)))
        except InvalidValueError:
            print(f"{path.stem}: not the shape of a code: {code}")
    setting = Setting.INPATIENT if "Inpatient" in path.parts else Setting.OFFICE
    return Claim(DAY, setting, tuple(diagnoses)) if diagnoses else None


def main() -> None:
    """Check every chart in the folder given, print the table and the sample asked for."""
    folder = Path(sys.argv[1])
    releases = codesets.on(DAY)
    found: list[tuple[str, Claim, Finding]] = []
    charts = 0
    for path in sorted(folder.glob("data/*/ICD-10/1.0/*.json")):
        made = claim(path)
        if made is not None:
            charts += 1
            found += [(path.stem, made, finding) for finding in edits.check(made, releases)]
    without = sum(not finding.citation for _, _, finding in found)
    print(f"{charts} code sets, {len(found)} findings, {without} of them without a citation")
    for (rule, level), count in sorted(Counter((one.rule, one.level.value) for _, _, one in found).items()):
        sets = len({chart for chart, _, one in found if (one.rule, one.level.value) == (rule, level)})
        print(f"{rule:26} {level:8} {count:5} in {sets:4} sets")
    if "--sample" in sys.argv:
        size = int(sys.argv[sys.argv.index("--sample") + 1])
        telling = [each for each in found if each[2].rule != "poa-indicator"]  # The sets have none at all.
        for chart, made, one in random.Random(11).sample(telling, min(size, len(telling))):
            print(f"\n{chart} {made.setting.value}: {' '.join(each.code.value for each in made.diagnoses)}")
            print(f"  {one.level.value} {one.rule} [{one.citation}]: {one.message}")


if __name__ == "__main__":
    main()
