"""The dominant side of a paralysis: Guidelines I.C.6.a."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.words import around
from chartcode.model import Decision, Encounter, Reason
from chartcode.rules.kernel import rule, since

_PARALYSES = ("G81", "G83.1", "G83.2", "G83.3", "I69")
_SEQUELA = re.compile(r"I69\.\d[3456][1-4]")
_CHARACTERS = {("right", True): "1", ("left", True): "2", ("right", False): "3", ("left", False): "4"}
_SIDES = {"1": "right", "2": "left", "3": "right", "4": "left"}
_HAND = re.compile(
    r"\b(?P<side>right|left|r|l)[- ](?:handed|hand(?:ed)? domina\w+)|\bhanded(?:ness)?:? +(?P<told>right|left)"
    r"|\bdominant hand:? +(?:is )?(?P<hand>right|left)|\b(?P<both>ambidextrous)",
    re.IGNORECASE,
)
_PARALYSIS = re.compile(r"(?:paresis|plegia|weakness)\b")
_SIDE = re.compile(r"\b(?:right|left|r|l|rt|lt|[rl][ul]e)\b")
_OWN = re.compile(
    r"\b(right|left|r|l)\b[- ](?:(?:sided?|non-?\s?dominant|dominant|spastic|flaccid|dense|mild|residual)[ -]){0,3}"
    r"hemi(?:paresis|plegia)\b"
)
_ARTERY = re.compile(
    r"[\s,]*(?:\w+ )?(?:s/p|status post|from|due to|d/t|2/2|secondary to|after|following) "
    r"(?:\w+ ){0,3}?(?:right|left|r|l)\b(?! (?:sided?|hemi|hand|upper|lower|arm|leg|body))"
)
_NEAR = 30
"""How far before a paralysis, in characters, its own side may stand."""
_STATED = re.compile(r"\b(?P<non>non-?\s?)?dominant\b")


@rule("dominant-side", citation="I.C.6.a", effective=since(2015, 10, 1))
def dominant_side(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Whether a paralysed side is the dominant one: as stated, else by the hand the chart names, else by default.

    By default the right side is dominant and the left is not; of an ambidextrous patient both are.
    """
    paralyses = [(i, d) for i, d in coded_as(draft, *_PARALYSES) if _is_sided(d.code.value)]
    if not paralyses:
        return
    hand = _hand(draft.encounter)
    told = [(i, d) for i, d in paralyses if not _of_the_stroke(draft, d)]
    for index, decision in paralyses:
        code = decision.code.value
        side = _own_side(draft, decision) or _SIDES[code[-1]]
        if (index, decision) in told:
            right = f"{code[:-1]}{_CHARACTERS[side, _dominant(draft, decision, side, hand)]}"
        elif told:
            yield NotCoded(index, Reason.DUPLICATE, "the side is that of the stroke; the paralysis is coded")
            continue
        else:
            right = f"{code[:-1]}{'9' if code.startswith('I69') else '0'}"
        if right != code:
            yield AlsoCode(index, right, f"the dominant side: {hand or 'as stated'}")
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{right} says which side is dominant")


def _is_sided(code: str) -> bool:
    return code[-1] in _SIDES and (code.startswith("G8") or bool(_SEQUELA.fullmatch(code)))


def _of_the_stroke(draft: Draft, decision: Decision) -> bool:
    """Whether the one side said is that of the stroke: "hemiparesis s/p L MCA infarct" leaves its own side open."""
    said = around(draft, decision.mention)
    after = _PARALYSIS.split(said.words + said.after, maxsplit=1)
    sides = {word[0] for word in _SIDE.findall(said.before[-_NEAR:] + after[0])}
    own = _SIDES[decision.code.value[-1]][0] in sides
    return len(after) > 1 and not own and bool(_ARTERY.match(after[1]))


def _own_side(draft: Draft, decision: Decision) -> str:
    """The one side said right before the paralysis: "L MCA infarct with R dominant hemiparesis"; else empty."""
    said = around(draft, decision.mention)
    told = {side[0] for side in _OWN.findall(said.before[-_NEAR:] + said.words + said.after[:_NEAR])}
    return {"r": "right", "l": "left"}[told.pop()] if len(told) == 1 else ""


def _dominant(draft: Draft, decision: Decision, side: str, hand: str) -> bool:
    stated = _STATED.search(around(draft, decision.mention).sentence)
    if stated:
        return stated["non"] is None
    return hand in {side, "both"} or (not hand and side == "right")


def _hand(encounter: Encounter) -> str:
    """right, left or both; empty where no note tells it."""
    for note in encounter.notes:
        match = _HAND.search(note.text)
        if match:
            said = (match["side"] or match["told"] or match["hand"] or "both").lower()
            return {"r": "right", "l": "left"}.get(said, said)
    return ""
