"""Whether a sentence says that one condition caused another: "AKI due to sepsis", "sepsis with AKI"."""

import re

from chartcode.coding.draft import Draft
from chartcode.model import Mention
from chartcode.reading.sentences import sentences

_BACK = re.compile(
    r"(?:due to|secondary to|caused by|because of|result of|resulting from|attribut\w+ to|related to|associated with"
    r"|2/2|\bfrom|(?<!setting )\bof|\bin)(?: (?:the|a|an|her|his|their|underlying|known|severe|acute|metastatic))*$"
)
"""Words that end right before a cause: "anemia due to", "dehydration secondary to the". ("In the setting of" is not
one: it says when, not why.)"""

_ON = re.compile(
    r"^-? ?(?:associated|induced|related|mediated)\b"
    r"|\b(?:with|causing|complicated by|leading to|resulting in|manifest\w* (?:by|as))(?: |$)|\bw/"
)
"""Words between a cause and what came of it: "sepsis with", "sepsis-induced", "complicated by"."""

_APART = re.compile(
    r"\bnot (?:\w+ )?(?:due|secondary|related|caused|attribut\w+)\b|\bunrelated\b|rather than|\bunlikely\b"
)
_LONGEST = 240
"""The most characters between two conditions that one sentence can still link."""


def between(draft: Draft, one: Mention, other: Mention) -> str | None:
    """The words between two mentions of one sentence, in lower case: empty where they touch; else None."""
    if one.note_id != other.note_id:
        return None
    first, last = sorted((one.span, other.span))
    if first.end >= last.start:
        return ""
    text = draft.encounter.note(one.note_id).text
    if last.start - first.end > _LONGEST or len(list(sentences(text[first.start : last.end]))) != 1:
        return None
    return " ".join(text[first.end : last.start].lower().split())


def caused(draft: Draft, *, effect: Mention, cause: Mention) -> bool:
    """Whether the sentence they share says that `cause` brought about `effect`, in either order of words."""
    words = between(draft, effect, cause)
    if words is None or _APART.search(words):
        return False
    link = _BACK if effect.span < cause.span else _ON
    return effect.span.overlaps(cause.span) or link.search(words) is not None


def said_apart(draft: Draft, one: Mention, other: Mention) -> bool:
    """Whether the sentence they share says that the two have nothing to do with each other."""
    words = between(draft, one, other)
    return words is not None and _APART.search(words) is not None
