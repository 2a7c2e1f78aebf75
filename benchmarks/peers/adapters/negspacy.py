"""negspaCy on a blank English pipeline: spaCy's entity ruler with our phrases, its sentencizer, and NegEx."""

import spacy  # type: ignore[import-not-found]
from negspacy.negation import Negex  # type: ignore[import-not-found]  # noqa: F401  registers the component

from benchmarks.peers.job import Job, Peer
from benchmarks.peers.ranking import ranked


def start(job: Job) -> Peer:
    """A blank English pipeline; no model."""
    nlp = spacy.blank("en")
    sentences = nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": phrase.code, "pattern": phrase.text} for phrase in job.phrases()])
    negex = nlp.add_pipe("negex")

    def negated(sentence: str, begin: int, end: int) -> bool:
        doc = sentences(nlp.make_doc(sentence))
        doc.ents = [doc.char_span(begin, end, label="CONCEPT", alignment_mode="expand")]
        return bool(negex(doc).ents[0]._.negex)

    return Peer(
        package="negspacy",
        find=lambda text: len(nlp(text).ents),
        negated=negated,
        codes=lambda text: ranked(ent.label_ for ent in nlp(text).ents),
    )
