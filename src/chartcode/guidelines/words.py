"""What a sentence says around a mention: the words before it and after it."""

from typing import NamedTuple

from chartcode.coding.draft import Draft
from chartcode.model import Mention
from chartcode.reading.sentences import sentences

_REACH = 400
"""How far, in characters, to look for the ends of the sentence: longer ones are lists."""


class Around(NamedTuple):
    """The sentence of a mention in lower case, cut at the mention: `before`, the mention's own `words`, `after`."""

    before: str
    words: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.words}{self.after}"


def around(draft: Draft, mention: Mention) -> Around:
    """The sentence a mention stands in, in lower case, a blank for each line break."""
    text = draft.encounter.note(mention.note_id).text
    low = max(0, mention.span.start - _REACH)
    start, end = mention.span.start - low, mention.span.end - low
    window = text[low : mention.span.end + _REACH]
    first, last = next(((a, b) for a, b in sentences(window) if a <= start < b), (start, end))
    return Around(*(_plain(window[a:b]) for a, b in ((first, start), (start, end), (end, max(end, last)))))


def _plain(text: str) -> str:
    return text.replace("\n", " ").lower()
