"""Problem lines: where a provider names a problem and no more, as an item of a list or a line of its own."""

import re

from chartcode.model import SectionKind
from chartcode.reading.sections import ASSESSED

_MOST_WORDS = 16
_MOST_WORDS_OF_A_NAME = 6
_MARK = re.compile(r"\(?#?\d{1,2}[.)][ \t]+")
_ITEM = re.compile(r"(?:[ \t]*[A-Za-z/& ]{1,40}:)?[ \t]*(?:[-*•#>+]+|\(?#?\d{1,2}[.)])?[ \t]*")
_NAMES = re.compile(r"[ \t]*[A-Za-z/& ]{1,40}:(?: +(?:[^\s.;]+ ){0,4}[^\s.;]+[.;])+ +")
"""A heading with short sentences after it: "Assessment: COPD. OSA on CPAP. " goes on with the next problem."""
_END = re.compile(r" [-–—]+ |[:;](?=\s)|\.(?=\s|$)| [-–—]+$")


def problem_until(text: str, start: int, section: SectionKind) -> int:
    """Where the problem ends that the sentence at `start` names for its line; -1 where it names none.

    "2. CKD stage 3a - stable. Avoid NSAIDs." names its problem before the dash. A line without a mark names one when
    it is short and nothing else, or ends in a colon: "Hypothyroidism." "Breast cancer: no evidence of disease."
    """
    if section not in ASSESSED:
        return -1
    mark = _MARK.match(text, start)
    if mark:
        start = mark.end()
    lead = text[text.rfind("\n", 0, start) + 1 : start]
    if not (mark or _ITEM.fullmatch(lead) or _NAMES.fullmatch(lead)):
        return -1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    end = _END.search(text, start, stop)
    at = end.start() if end else stop
    if len(text[start:at].split()) > _MOST_WORDS:
        return -1
    named = end is not None and end.group() == ":" and len(text[start:at].split()) <= _MOST_WORDS_OF_A_NAME
    return at if lead.strip() or named or not text[at:stop].strip(" .:") else -1
