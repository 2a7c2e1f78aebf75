"""A pressure ulcer that only a nurse names, or one without its stage."""

import re
from collections.abc import Iterator

from chartcode.model import Assertion
from chartcode.queries.chart import Asked, Chart, first
from chartcode.rules.kernel import rule, since

_STAGED = re.compile(
    r"\bstage ?(?:[1-4]|i{1,3}|iv)\b|\bunstageable\b|\bdeep tissue (?:pressure )?injury\b|\bdti\b"
    r"|\b\d(?:\.\d)? ?x ?\d(?:\.\d)?(?: ?x ?\d(?:\.\d)?)? ?cm\b"
)

_HEALED = re.compile(r"\bhealed\b|\bresolved\b")


@rule("pressure-injury", citation="Guidelines I.B.14, I.C.12.a", effective=since(2015, 10, 1))
def pressure_injury(chart: Chart) -> Iterator[Asked]:
    """The diagnosis of a pressure ulcer is the provider's, its stage may be any clinician's."""
    found = [d for d in chart.draft.decisions if d.code.value.startswith("L89") and d.assertion is Assertion.PRESENT]
    ulcers = [d for d in found if not _HEALED.search(chart.line(d.mention.note_id, d.mention.span))]
    if not ulcers:
        return
    if not chart.addressed("L89"):
        options = (
            "Pressure ulcer (please state the site, and whether it was present on admission)",
            "Moisture-associated skin damage",
            "A wound of another cause (please state it)",
        )
        question = "A wound is described by another clinician. Which diagnosis, if any, do you give it?"
        yield Asked("Clarification of a wound", question, chart.quoted(ulcers[:3]), options)
        return
    unstaged = [d for d in chart.reported("L89") if d.code.value.endswith(("0", "9"))]
    unstaged = [
        d for d in unstaged if "unspecified stage" in (chart.draft.releases.icd10cm.title(d.code.bare) or "").lower()
    ]
    if unstaged:
        stages = ("Stage 1", "Stage 2", "Stage 3", "Stage 4", "Unstageable", "Deep tissue pressure injury")
        indicators = chart.quoted(unstaged) + first(chart.words(_STAGED), 2)
        question = (
            "A pressure ulcer is documented. Can its stage on admission and its worst stage be further specified?"
        )
        yield Asked(
            "Clarification of a documented diagnosis: pressure ulcer",
            question,
            indicators,
            stages,
            (unstaged[0].code,),
        )
