"""What reading says of a given stretch of text, whether or not its words are in the vocabulary."""

from bisect import bisect_right
from typing import NamedTuple

from chartcode.model import Assertion, Span
from chartcode.reading.assertions import assertion, cues, historical, tells_habit, turned
from chartcode.reading.sections import sections
from chartcode.reading.sentence import clause_ends
from chartcode.reading.sentences import sentences
from chartcode.reading.tokens import plain, tokens


class Said(NamedTuple):
    """What is said of a stretch of text: the assertion that decides, and whether it is told as history."""

    assertion: Assertion
    historical: bool


def said_of(text: str, span: Span) -> Said | None:
    """What is said of the words in `span`, by the same sections, sentences, cues and clauses as a note is read with.

    A span that runs over several sentences is asked about in the first. None when it holds no word.
    """
    parts = sections(text)
    starts = [part.span.start for part in parts]
    for start, end in sentences(text):
        if span.start < end and start < span.end:
            words = [(start + match.start(), start + match.end(), match.group()) for match in tokens(text[start:end])]
            inside = [i for i, (at, stop, _) in enumerate(words) if at < span.end and span.start < stop]
            if inside:
                part = parts[bisect_right(starts, start) - 1]
                plain_words = [plain(word) for _, _, word in words]
                found = turned(cues(plain_words), plain_words, inside)
                breaks = clause_ends(text, [at for at, _, _ in words], [stop for _, stop, _ in words])
                said, _ = assertion(inside[0], inside[-1], found, part.kind, breaks)
                told = historical(inside[0], inside[-1], found, part.kind, breaks)
                return Said(said, told or tells_habit(plain_words[i] for i in inside))
    return None
