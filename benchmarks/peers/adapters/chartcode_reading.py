"""chartcode up to its mentions: sections, sentences, phrases and what is said of each; runs in its own environment."""

from benchmarks.accuracy import DAY
from benchmarks.peers.job import Job, Peer
from chartcode.evaluation.said import said_of
from chartcode.model import Assertion, Note, Span
from chartcode.pipeline import config_on
from chartcode.reading.read import read


def start(job: Job) -> Peer:
    """Its own vocabulary, from which the phrases of the job were taken."""
    vocabulary = config_on(DAY).vocabulary

    def negated(sentence: str, begin: int, end: int) -> bool:
        said = said_of(sentence, Span(begin, end))
        return said is not None and said.assertion is Assertion.NEGATED

    return Peer(
        package="chartcode",
        find=lambda text: len(read(Note("note", text), vocabulary).mentions),
        negated=negated,
    )
