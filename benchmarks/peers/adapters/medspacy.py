"""medspaCy as its manual loads it: its tokenizer, PyRuSH, the target matcher with our phrases, and ConText."""

import medspacy  # type: ignore[import-not-found]
from medspacy.target_matcher import TargetRule  # type: ignore[import-not-found]

from benchmarks.peers.job import Job, Peer
from benchmarks.peers.ranking import ranked


def start(job: Job) -> Peer:
    """A blank English pipeline; no model."""
    nlp = medspacy.load()
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(phrase.text, phrase.code) for phrase in job.phrases()])
    sentences, context = nlp.get_pipe("medspacy_pyrush"), nlp.get_pipe("medspacy_context")

    def negated(sentence: str, begin: int, end: int) -> bool:
        doc = sentences(nlp.make_doc(sentence))
        doc.ents = [doc.char_span(begin, end, label="CONCEPT", alignment_mode="expand")]
        return bool(context(doc).ents[0]._.is_negated)

    return Peer(
        package="medspacy",
        find=lambda text: len(nlp(text).ents),
        negated=negated,
        codes=lambda text: ranked(ent.label_ for ent in nlp(text).ents),
    )
