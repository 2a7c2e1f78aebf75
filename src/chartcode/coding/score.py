"""How sure we are of a mention's code: a logistic scorer over features one can read, and its calibration.

The weights are fitted by `chartcode.learning` and stand in `scorer.json` beside this file.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chartcode.coding.places import NAMED
from chartcode.model import Assertion, Mention, SectionKind

FEATURES = (
    "bias",
    "one word",
    "two words",
    "three words or more",
    "rarity",
    "rarity of one word",
    "gap",
    "commas",
    "shared words",
    "from the lexicon",
    "from a title",
    "from an inclusion term",
    "a general term",
    "abbreviation",
    "short abbreviation",
    "misspelt words",
    "letters",
    "negated",
    "possible",
    "past",
    "family",
    "not yet",
    "symptom code",
    "history code",
    "drug code",
    "status code",
    "encounter code",
    "injury code",
    "external cause code",
    "unspecified code",
    "named again",
    "sooner in the note",
    "common phrase",
    "very common phrase",
    "record of the category",
    "where problems are named",
    "a problem line",
)

BY_HAND = {"where problems are named": 2.0, "a problem line": 3.0}
"""Weights set by hand: the notes the scorer is fitted on have no headings, so their worth cannot be fitted."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature, how often phrases occur in unlabelled notes, and the calibration curve.

    `seen` is the share of unlabelled notes that hold a phrase (only phrases held by many are listed). `record` says of
    a category how often its codes were right when words proposed them, as log odds against the average. `curve` maps a
    raw score to the measured chance of being right: ascending pairs, straight lines between. From `threshold` on a
    mention counts as read.
    """

    weights: tuple[float, ...]
    seen: Mapping[str, float]
    record: Mapping[str, float]
    curve: tuple[tuple[float, float], ...]
    threshold: float

    def chance(self, features: Sequence[float]) -> float:
        """The calibrated chance, 0 to 1, that a coder would give this code."""
        raw = math.fsum(w * f for w, f in zip(self.weights, features, strict=True))
        return _along(self.curve, 1 / (1 + math.exp(-max(-30.0, min(30.0, raw)))))


def features(mention: Mention, code: str, scorer: Scorer, times: int, place: float) -> tuple[float, ...]:
    """The features of one mention coded `code` (dotted), in the order of FEATURES.

    `times` the code was named in the encounter, `place` where in the note it stands (0 start, 1 end).
    """
    fit = mention.fit
    said = mention.assertion
    seen = scorer.seen.get(mention.concept, 0.0)
    letters = len(mention.concept)
    one = fit.words == 1
    return (
        1.0,
        one,
        fit.words == 2,
        fit.words >= 3,
        fit.rarity / 4,
        fit.rarity / 4 if one else 0.0,
        fit.gap,
        fit.commas,
        fit.shared / fit.words,
        fit.source == 0,
        fit.source == 1,
        fit.source == 2,
        fit.source == 4,
        fit.expanded > 0,
        fit.expanded > 0 and mention.span.end - mention.span.start <= 2,
        fit.misspelt,
        math.log(letters) / 3,
        said is Assertion.NEGATED,
        said is Assertion.POSSIBLE,
        said is Assertion.PAST,
        said in {Assertion.FAMILY, Assertion.OTHER_PERSON},
        said in {Assertion.PLANNED, Assertion.HYPOTHETICAL, Assertion.CONDITIONAL},
        code[0] == "R",
        code.startswith(("Z8", "Z91", "Z92")) and code < "Z88",
        code.startswith("Z79"),
        code[0] == "Z" and code >= "Z88",
        code[0] == "Z" and code < "Z79",
        code[0] in "ST",
        code[0] in "VWXY",
        code[-1] == "9",
        math.log(times),
        1 - place,
        min(seen, 0.2) * 5,
        seen > 0.2,
        scorer.record.get(code[:3], 0.0),
        mention.section in _NAMING,
        mention.problem,
    )


_NAMING = NAMED | {SectionKind.INDICATION, SectionKind.CHIEF_COMPLAINT}


def _along(curve: Sequence[tuple[float, float]], at: float) -> float:
    index = bisect_left(curve, (at,))
    if index == 0:
        return curve[0][1]
    if index == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[index - 1], curve[index]
    return y0 if x1 == x0 else y0 + (y1 - y0) * (at - x0) / (x1 - x0)


@cache
def load() -> Scorer:
    """The scorer in the package."""
    data = json.loads((files("chartcode") / "coding" / "scorer.json").read_text(encoding="utf-8"))
    weights = tuple(float(data["weights"].get(name, 0.0)) for name in FEATURES)
    curve = tuple((float(x), float(y)) for x, y in data["curve"])
    return Scorer(weights, data["seen"], data["record"], curve, float(data["threshold"]))
