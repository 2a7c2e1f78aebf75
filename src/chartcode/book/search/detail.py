"""Details beside the words of a diagnosis that are characters of its code: the side and the episode of care."""

import re
from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.reading.words import SIDE_WORDS

_EPISODES = (
    ("D", re.compile(r"\b(?:subsequent(?: encounter)?|follow[- ]?up|aftercare|healing|routine healing)\b", re.I)),
    ("S", re.compile(r"\b(?:sequelae?|late effects?(?: of)?)\b", re.I)),
    ("A", re.compile(r"\b(?:initial encounter|active treatment)\b", re.I)),
)
_DENIES = re.compile(r"\b(?:without|not|no|never)\b")
_HAS_EPISODE = re.compile(r"[STVWXY].{5}A|M(?:80|84).{3}A")


@dataclass(frozen=True, slots=True)
class Detail:
    """The side that was said (right, left, bilateral) and the 7th character of the episode; empty where not."""

    side: str = ""
    episode: str = ""


def detail_of(text: str) -> tuple[Detail, str]:
    """The details a text gives, and the text without the episode, which only a code's last character says."""
    sides = {SIDE_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in SIDE_WORDS}
    side = sides.pop() if len(sides) == 1 else "bilateral" if sides == {"right", "left"} else ""
    for char, said in _EPISODES:
        rest = said.sub(" ", text)
        if rest != text and any(c.isalnum() for c in rest):
            return Detail(side, char), rest
    return Detail(side), text


def detailed(bare: str, detail: Detail, release: IcdCmRelease) -> str:
    """The bare code that says the same of that side and episode; the code itself where there is none."""
    if detail.side:
        sibling = release.sides(bare).get(detail.side, "")
        bare = sibling if sibling and release.is_billable(sibling) else bare
    if detail.episode and _HAS_EPISODE.fullmatch(bare):
        other = bare[:-1] + detail.episode
        bare = other if release.is_billable(other) else bare
    return bare


def denial(asked: str, wording: str) -> bool:
    """Whether one of the two denies what the other says: "not in remission" and "in remission"."""
    asked, wording = asked.lower(), wording.lower()
    return _denies(asked, wording) or _denies(wording, asked)


def _denies(one: str, other: str) -> bool:
    match = _DENIES.search(one)
    if match is None or _DENIES.search(other):
        return False
    return not set(re.findall(r"[a-z]{4,}", one[match.end() :])).isdisjoint(re.findall(r"[a-z]{4,}", other))
