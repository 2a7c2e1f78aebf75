"""The scrubber of one encounter: any of its texts without what identifies the patient."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chartcode.exports.deidentify.dates import dates_in
from chartcode.exports.deidentify.patterns import Identifier, Kind, identifiers, name_words, recurrences
from chartcode.exports.deidentify.rewrite import Edit, Rewritten, rewritten
from chartcode.exports.deidentify.surrogates import Surrogates
from chartcode.model import Span


@dataclass(frozen=True, slots=True)
class Scrubber:
    """Knows the names of an encounter, in lower case, how its dates move and which surrogates it uses.

    `last` is the last day of the encounter as the chart has it.
    """

    surrogates: Surrogates
    names: frozenset[str]
    last: date

    def rewrite(self, text: str, protected: Collection[Span] = ()) -> Rewritten:
        """The text with surrogates. A name that only recurs is left within protected spans: there it is an eponym."""
        return rewritten(text, (edit for _, edit in self._edits(text, protected)))

    def words(self, text: str) -> str:
        """A text that no span points into, with surrogates."""
        return self.rewrite(text).text

    def counts(self, texts: Iterable[str]) -> Counter[str]:
        """How many identifiers of each kind the texts hold."""
        return Counter(kind.value for text in texts for kind, _ in self._edits(text, ()))

    def day(self, day: date) -> date:
        """A date of the encounter, moved."""
        return self.surrogates.day(day, self.last)

    def _edits(self, text: str, protected: Collection[Span]) -> Iterator[tuple[Kind, Edit]]:
        for dated in dates_in(text, self.last.year):
            yield Kind.DATE, Edit(dated.span, dated.moved_to(self.day(dated.day)))
        for found in self._found(text, protected):
            words = text[found.span.start : found.span.end]
            yield found.kind, Edit(found.span, self.surrogates.of(found.kind, words))

    def _found(self, text: str, protected: Collection[Span]) -> Iterator[Identifier]:
        yield from identifiers(text)
        for found in recurrences(text, self.names):
            if not any(found.span.overlaps(span) for span in protected):
                yield found


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that texts say are names of people."""
    return frozenset(
        word.lower()
        for text in texts
        for found in identifiers(text)
        if found.kind is Kind.NAME
        for word in name_words(text[found.span.start : found.span.end])
    )
