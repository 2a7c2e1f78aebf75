"""How well a wording answers what was asked: a sum of a few features that one can read."""

from dataclasses import dataclass

from chartcode.book.search.wordings import GENERAL, INCLUSION, INDEX, LEXICON, OTHER


@dataclass(frozen=True, slots=True)
class Features:
    """What is looked at, each between 0 and 1.

    covered: how much of what was asked the wording holds, by weight. said: how much of the wording was asked. whole:
    both are all. fetched: what it cost to understand the words so. asks_more: the wording asks of the patient.
    denied: one of the two denies what the other says. The others: the source, and what its code is.
    """

    covered: float
    said: float
    whole: float
    fetched: float
    from_lexicon: float
    from_index: float
    from_term: float
    from_general: float
    of_others: float
    asks_more: float
    denied: float
    not_billable: float
    procedure: float

    def values(self) -> tuple[float, ...]:
        """All of them, in their order."""
        return (
            self.covered,
            self.said,
            self.whole,
            self.fetched,
            self.from_lexicon,
            self.from_index,
            self.from_term,
            self.from_general,
            self.of_others,
            self.asks_more,
            self.denied,
            self.not_billable,
            self.procedure,
        )


WEIGHTS = Features(
    covered=0.60,
    said=0.28,
    whole=0.08,
    fetched=-1.0,
    from_lexicon=0.02,
    from_index=0.01,
    from_term=-0.01,
    from_general=-0.01,
    of_others=-0.08,
    asks_more=-0.06,
    denied=-0.12,
    not_billable=-0.08,
    procedure=-0.04,
)
"""What each feature is worth. Set by hand on the part of the phrase list that may be looked at."""

_VALUES = WEIGHTS.values()
_ALL = 0.97


def total(features: Features) -> float:
    """The score: 0.99 is what a wording of the lexicon gets that was asked for word for word."""
    return sum(map(float.__mul__, _VALUES, features.values()))


def features(*, covered: float, said: float, fetched: float, source: int, procedure: bool) -> Features:
    """The features of a wording before anything is known of its code and of what else it asks."""
    return Features(
        covered=covered,
        said=said,
        whole=float(covered >= _ALL and said >= _ALL),
        fetched=fetched,
        from_lexicon=float(source == LEXICON),
        from_index=float(source == INDEX),
        from_term=float(source == INCLUSION),
        from_general=float(source == GENERAL),
        of_others=float(source == OTHER),
        asks_more=0.0,
        denied=0.0,
        not_billable=0.0,
        procedure=float(procedure),
    )
