"""The ways in which sibling codes differ: the axes a title names outright, and the rest as the words that differ."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Axis:
    """A thing titles say in fixed words: its name, the question that asks for it, and those words."""

    name: str
    question: str
    pattern: re.Pattern[str]

    def values(self, titles: Sequence[str]) -> tuple[str, ...]:
        """The value of each title; empty where some title has none, or all have the same.

        A title that says "unspecified" in the place of a value has that value.
        """
        found = tuple(self._value(title) for title in titles)
        return found if all(found) and len(set(found)) > 1 else ()

    def _value(self, title: str) -> str:
        match = self.pattern.search(title)
        if match is not None:
            return match.group()[0].lower() + match.group()[1:]
        return UNSPECIFIED if UNSPECIFIED in title.lower() else ""


def _axis(name: str, question: str, words: str) -> Axis:
    return Axis(name, question, re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE))


AXES = (
    _axis("stage of pregnancy", "Pregnancy, childbirth or puerperium?", "pregnancy|childbirth|puerperium"),
    _axis("trimester", "Which trimester?", "(?:first|second|third|unspecified) trimester"),
    _axis(
        "intent",
        "How did it come about?",
        "accidental(?: \\(unintentional\\))?|intentional self-harm|assault|undetermined|adverse effect|underdosing",
    ),
    _axis("displacement", "Displaced or not?", "nondisplaced|displaced"),
    _axis("sex", "Which sex?", "female|male"),
    _axis("intractability", "Intractable or not?", "not intractable|intractable"),
    _axis("side", "Which side?", "right|left|bilateral"),
    _axis("dominance", "Dominant side or not?", "non-?dominant|dominant"),
    _axis("encounter", "Which encounter?", "initial encounter|subsequent encounter|sequela"),
    _axis("wound", "Closed or open?", "closed fracture|open fracture(?: type I{1,3}(?:[A-C]|\\b)[IABC, or]*[IABC])?"),
    _axis("healing", "How is it healing?", "routine healing|delayed healing|nonunion|malunion"),
    _axis("fetus", "Which fetus?", "fetus \\d|other fetus|not applicable or unspecified"),
)
"""In the order in which they are asked where several divide the same codes."""

_NAMED_BY_LABELS = (
    ("complication", "With which of these, or without?", re.compile(r"^with(?:out)?\b")),
    ("severity", "How severe?", re.compile(r"\b(?:mild|moderate|severe)\b")),
    ("stage", "Which stage?", re.compile(r"\bstage\b")),
    ("type", "Which type?", re.compile(r"\btype\b")),
    ("acuity", "Acute or chronic?", re.compile(r"\b(?:sub)?acute\b|\bchronic\b")),
    ("cause", "Due to what?", re.compile(r"^(?:due to|by|from)\b")),
    (
        "site",
        "Where?",
        re.compile(
            r"\b(?:ankle|arm|artery|back|bladder|bone|breast|bronchus|colon|ear|elbow|end|eye|face|femur|finger|foot|hand"
            r"|head|hip|humerus|intestine|joint|knee|leg|limb|lobe|neck|part|quadrant|radius|region|scalp|shaft|shoulder"
            r"|sites?|skin|spine|thigh|thumb|tibia|fibula|toe|trunk|ulna|vein|vertebra|wrist)s?\b"
        ),
    ),
)
"""What the differing words are about, by a word at least half of them have."""

_GO_WITH_NEXT = frozenset("with without type stage grade due to class level degree fetus category".split())
"""Words at the end of a common beginning that belong to what differs: "with", "stage"."""
_RESIDUAL = re.compile(r"\b(?:other|unspecified)\b", re.IGNORECASE)
_VAGUE = frozenset(("other", "specified", UNSPECIFIED))
_LITTLE = frozenset("of the and or a an in with due to".split())
_LONG = 3
_MOST = 0.6
"""The share of titles that must begin alike for the beginning to be left out."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What sets titles apart, one label a title, and what that is about: an axis name and a question."""

    axis: str
    question: str
    labels: tuple[str, ...]


def labels(titles: Sequence[str], parent: str) -> Labels:
    """The words in which titles of siblings differ, without the beginning most share and the end all of those share.

    Titles that would come out alike are their own labels. `parent` is the title above them.
    """
    split = [_Words(title) for title in titles]
    plain = [words for words in split if not _RESIDUAL.search(words.title)]
    above = _Words(parent).compared
    start, like = _shared_start(plain if len(plain) > 1 else split, above)
    end = _shared_end(like, len(start), above)
    found = tuple(_label(words, start, end, above) for words in split)
    if len(set(found)) < len(found):
        found = tuple(titles)
    return Labels(*_about(found), found)


class _Words:
    """A title by its words, as written and in the form in which they are compared."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.written = title.split()
        self.compared = tuple(word.lower().strip(",") for word in self.written)


def _shared_start(split: Sequence[_Words], above: Sequence[str]) -> tuple[tuple[str, ...], list[_Words]]:
    """The longest beginning that most titles share, and those titles.

    Of it only the words of the title above count, or all where it is long: the rest tells something. A last word that
    belongs to what follows does not count.
    """
    like = list(split)
    count = 0
    while True:
        longer = [words for words in like if len(words.compared) > count + 1]
        if not longer:
            break
        beginning, times = Counter(words.compared[: count + 1] for words in longer).most_common(1)[0]
        if times < 2 or times < _MOST * len(split):
            break
        like = [words for words in like if words.compared[: count + 1] == beginning]
        count += 1
    beginning = like[0].compared[:count]
    known = sum(1 for _ in takewhile(lambda word: word in above or word in _LITTLE, beginning))
    count = known if known > 1 else (count if count >= _LONG else 0)
    while count and beginning[count - 1] in _GO_WITH_NEXT:
        count -= 1
    return beginning[:count], like


def _shared_end(split: Sequence[_Words], start: int, above: Sequence[str]) -> tuple[str, ...]:
    """The longest end in words of the title above that all share beside the first `start` words, one word left."""
    count = 0
    longest = min(len(words.compared) for words in split) - start - 1
    while count < longest:
        ends = {words.compared[-count - 1] for words in split}
        if len(ends) > 1 or ends.isdisjoint(above):
            break
        count += 1
    return split[0].compared[len(split[0].compared) - count :]


def _label(words: _Words, start: Sequence[str], end: Sequence[str], above: Sequence[str]) -> str:
    known = _LITTLE.union(above) - _VAGUE
    vague = [word for word in words.compared if word not in known]
    if vague and _VAGUE.issuperset(vague):
        return " ".join(vague)
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words.compared, start, strict=False)))
    first = first if first * 2 >= len(start) and first < len(words.written) else 0
    while first and words.compared[first - 1] in _GO_WITH_NEXT:
        first -= 1
    last = len(words.written) - len(end)
    if not end or last <= first or words.compared[last:] != tuple(end):
        last = len(words.written)
    return " ".join(words.written[first:last]).strip(" ,")


def _about(found: Sequence[str]) -> tuple[str, str]:
    """The axis and the question, by the words that at least half of the labels have."""
    telling = [label.lower() for label in found if not _RESIDUAL.match(label)]
    for name, question, pattern in _NAMED_BY_LABELS:
        if telling and sum(pattern.search(label) is not None for label in telling) * 2 >= len(telling):
            return name, question
    return "kind", "Which of these?"
