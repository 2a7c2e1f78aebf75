"""Traumatic fractures and their encounters: Guidelines I.C.19.a and I.C.19.c."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.coding.places import NAMED
from chartcode.guidelines.healing import healing
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason, Setting
from chartcode.rules.kernel import rule, since

FRACTURES = ("S02", "S12", "S22", "S32", "S42", "S49.0", "S49.1", "S52", "S59", "S62", "S72", "S82", "S92")
_GUSTILO = ("S52", "S72", "S82")
_OPEN = re.compile(r"\b(?:open|compound)\b(?! (?:reduction|treatment|repair|fixation|biopsy))")
_CLOSED = re.compile(r"\bclosed\b(?! (?:reduction|treatment))|\bno(?:t|n)?-? ?open\b")
_SEVERE = re.compile(r"\b(?:type|grade|gustilo(?:[- ]anderson)?)[ -]*(?:type |grade )?(?:iii|3) ?[abc]?\b")
_FOLLOWING = frozenset((Setting.SNF, Setting.HOME_HEALTH))
_SP = re.compile(r"\b(?:s/p|status post|after)\b")


@rule("fractures", citation="I.C.19.a, I.C.19.c", effective=since(2015, 10, 1))
def fractures(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded]:
    """A fracture is closed unless the chart says "open"; nonunion and malunion are in its 7th character.

    Where care only follows the surgery, a fracture that the diagnoses call "status post" is healing: it is no history.
    """
    if draft.encounter.setting in _FOLLOWING:
        yield from _healing(draft)
    for index, decision in coded_as(draft, *FRACTURES):
        yield from _opened(draft, index, decision)


def _healing(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    again = []
    for index, decision in enumerate(draft.decisions):
        listed = decision.reason is Reason.PAST and decision.mention.section in NAMED
        if listed and decision.code.value.startswith(FRACTURES) and _follows_surgery(draft, decision):
            again.append(decision.mention)
            yield CodeAfterAll(index, "healing after the surgery, no history")
    history = (entry for entry in coded_as(draft, "Z87.81") if entry[1].mention in again)
    yield from drop(history, Reason.MISREAD, "the fracture is still healing")


def _follows_surgery(draft: Draft, decision: Decision) -> bool:
    cue = decision.mention.cue
    text = draft.encounter.note(decision.mention.note_id).text
    return cue is not None and _SP.search(text[cue.start : cue.end].lower()) is not None


def _opened(draft: Draft, index: int, decision: Decision) -> Iterator[AlsoCode | NotCoded]:
    code = decision.code.value
    if code[-1] not in "AD":
        return
    sentence = around(draft, decision.mention).sentence
    seventh = code[-1]
    if seventh == "A" and _OPEN.search(sentence) and not _CLOSED.search(sentence):
        seventh = "C" if code.startswith(_GUSTILO) and _SEVERE.search(sentence) else "B"
    elif seventh == "D":
        seventh = healing(sentence) or seventh
    yield from instead(draft, index, code[:-1] + seventh, "what the chart says of the fracture", Reason.LESS_SPECIFIC)
