"""Pressure ulcers and other chronic ulcers: Guidelines I.C.12.a and I.C.12.b."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason, Setting
from chartcode.rules.kernel import rule, since

_PRESSURE = "L89"
_ULCERS = (_PRESSURE, "L97", "L98.4")
_HEALED_BEFORE = re.compile(r"(?<!non)(?<!non-)(?<!not )(?<!partially )\b(?:healed|resolved)(?: [\w-]+){0,3}[\s,-]*$")
_HEALED_AFTER = re.compile(
    r"^[ ,(-]*(?:\w+ ){0,3}?(?:has |have |is |now |fully |completely )*(?<!not )(?<!partially )"
    r"(?:healed|resolved)(?= *(?:$|[.,;)]|and |per |on |since ))"
)
_EVOLVED = re.compile(r"progress|evolv|worsen|advanc|deteriorat|\bon admission\b|\bnow stage\b|\bto stage\b")
_STAGE = re.compile(r"\bst(?:age|g)\.? ?(?P<stage>[1-4]|iv|i{1,3})\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_STAGES = "1234"
_UNSTAGEABLE = "0"


@rule("chronic-ulcers", citation="I.C.12.a, I.C.12.b", effective=since(2015, 10, 1))
def chronic_ulcers(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A healed ulcer has no code; a pressure ulcer that evolved in a stay has two, of its first and its worst stage.

    Outside a stay only the worst stage is coded. An unstageable ulcer whose stage a debridement revealed is of that.
    """
    ulcers = coded_as(draft, *_ULCERS)
    if not ulcers:
        return
    healed = [entry for entry in ulcers if _healed(draft, entry[1])]
    yield from drop(healed, Reason.PAST, "healed: no code (I.C.12.a.4, I.C.12.b.2)")
    pressure = [e for e in ulcers if e[1].code.value.startswith(_PRESSURE) and e not in healed]
    for index, decision in pressure:
        yield from _evolved(draft, index, decision)
    yield from _revealed(draft, pressure)


def _healed(draft: Draft, decision: Decision) -> bool:
    said = around(draft, decision.mention)
    return _HEALED_BEFORE.search(said.before) is not None or _HEALED_AFTER.search(said.after) is not None


def _evolved(draft: Draft, index: int, decision: Decision) -> Iterator[AlsoCode | NotCoded]:
    code = decision.code.value
    sentence = around(draft, decision.mention).sentence
    if code[-1] not in _STAGES or not _EVOLVED.search(sentence):
        return
    said = {_ROMAN.get(found["stage"], found["stage"]) for found in _STAGE.finditer(sentence)} | {code[-1]}
    if len(said) == 1:
        return
    worst = code[:-1] + max(said)
    if draft.encounter.setting is not Setting.INPATIENT:
        yield from instead(draft, index, worst, "the worst stage of the ulcer", Reason.LESS_SPECIFIC)
        return
    for stage in {min(said), max(said)} - {code[-1]}:
        yield AlsoCode(index, code[:-1] + stage, "the ulcer evolved during the stay (I.C.12.a.6)")


def _revealed(draft: Draft, pressure: Found) -> Iterator[NotCoded]:
    staged = {d.code.value[:-1] for _, d in pressure if d.code.value[-1] in _STAGES}
    open_ones = [e for e in pressure if e[1].code.value[-1] == _UNSTAGEABLE and e[1].code.value[:-1] in staged]
    if open_ones and any("debrid" in note.text.lower() for note in draft.encounter.notes):
        yield from drop(open_ones, Reason.LESS_SPECIFIC, "its stage was revealed after debridement")
