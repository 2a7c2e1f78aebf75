"""The stage of glaucoma: Guidelines I.C.7.a."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_STAGED = re.compile(
    r"(?P<stem>H40\.(?:1[1-4]|22))(?P<eye>[1239])(?P<stage>[0-4])"
    r"|(?P<type>H40\.[3-6])(?P<side>[0-3])X(?P<told>[0-4])|(?P<sideless>H40\.[12]0X)(?P<open>[0-4])"
)
_RIGHT, _LEFT, _BOTH = "1", "2", "3"
_RANK = {"0": 0, "4": 1, "1": 2, "2": 3, "3": 4}
"""Stages from the least to the gravest: unspecified, indeterminate, mild, moderate, severe."""
_WORDS = {"mild": "1", "early": "1", "moderate": "2", "severe": "3", "advanced": "3", "end": "3", "indeterminate": "4"}
_EYES = {"od": (_RIGHT,), "right": (_RIGHT,), "os": (_LEFT,), "left": (_LEFT,), "ou": (_RIGHT, _LEFT)}
_STAGE = r"(?P<stage>mild|early|moderate|severe|advanced|end|indeterminate)(?:[- ]stage)?"
_EYE = r"(?P<eye>od|os|ou|right|left)(?: eye)?"
_EYE_LAST = re.compile(rf"\b{_STAGE}(?:,? (?:in|of)?(?: the)?)? ?{_EYE}\b")
_ALONE = re.compile(rf"\b{_STAGE}\b")
_EYE_FIRST = re.compile(rf"\b{_EYE}:?(?: is| with| -)? {_STAGE}\b")


class _Glaucoma(NamedTuple):
    """A code taken apart: the type, the eye (1 right, 2 left, 3 both, else open), the stage, where there is an X."""

    stem: str
    eye: str
    stage: str
    filler: str


@rule("glaucoma", citation="I.C.7.a", effective=since(2015, 10, 1))
def glaucoma(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Each eye has the stage the chart tells of it, the highest of the stay; one code for both where they are alike.

    A type whose codes name no eye has one code, with the highest stage.
    """
    found = [(i, d) for i, d in coded_as(draft, "H40") if _STAGED.fullmatch(d.code.value)]
    for stem in sorted({_parts(decision).stem for _, decision in found}):
        of_it = [(i, d) for i, d in found if _parts(d).stem == stem]
        right = _codes(draft, of_it)
        others = [(i, d) for i, d in of_it if d.code.value not in right]
        standing = {d.code.value for _, d in of_it}
        yield from (AlsoCode(of_it[0][0], code, "the stage of each eye") for code in sorted(right - standing))
        yield from drop(others, Reason.COMBINATION, f"covered by {min(right)}")


def _parts(decision: Decision) -> _Glaucoma:
    match = _STAGED.fullmatch(decision.code.value)
    assert match is not None
    if match["stem"]:
        return _Glaucoma(match["stem"], match["eye"], match["stage"], "")
    if match["type"]:
        return _Glaucoma(match["type"], match["side"], match["told"], "X")
    return _Glaucoma(match["sideless"], "", match["open"], "")


def _codes(draft: Draft, found: Found) -> set[str]:
    """The right codes of one type of glaucoma."""
    first = _parts(found[0][1])
    told = _told(draft, found)
    unbound = list(_unbound(draft, found))
    if len(set(unbound)) == 1 and set(told.values()) == {"0"}:
        told = dict.fromkeys(told, unbound[0])
    stages = [_parts(decision).stage for _, decision in found]
    if not first.eye or not told:
        stage = max([*stages, *told.values(), *unbound], key=lambda stage: _RANK[stage])
        return {f"{first.stem}{first.eye}{first.filler}{stage}"}
    if len(told) > 1 and len(set(told.values())) == 1:
        return {f"{first.stem}{_BOTH}{first.filler}{told[_RIGHT]}"}
    return {f"{first.stem}{eye}{first.filler}{stage}" for eye, stage in told.items()}


def _told(draft: Draft, found: Found) -> dict[str, str]:
    """Eye -> the highest stage told of it, by words and codes; a code for both eyes where no words tell them apart."""
    told: dict[str, str] = {}
    for _, decision in found:
        sentence = around(draft, decision.mention).sentence
        first = list(_EYE_FIRST.finditer(sentence))
        for match in first or _EYE_LAST.finditer(sentence):
            for eye in _EYES[match["eye"]]:
                _raise(told, eye, _WORDS[match["stage"]])
    for _, decision in found:
        parts = _parts(decision)
        eyes = {_BOTH: (_RIGHT, _LEFT), _RIGHT: (_RIGHT,), _LEFT: (_LEFT,)}.get(parts.eye, ())
        for eye in eyes:
            _raise(told, eye, parts.stage)
    return told


def _raise(told: dict[str, str], eye: str, stage: str) -> None:
    told[eye] = max(told.get(eye, "0"), stage, key=lambda stage: _RANK[stage])


def _unbound(draft: Draft, found: Found) -> Iterator[str]:
    """Stages told in a sentence without an eye."""
    for _, decision in found:
        yield from (_WORDS[match["stage"]] for match in _ALONE.finditer(around(draft, decision.mention).sentence))
