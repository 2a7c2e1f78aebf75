"""edsnlp's matcher alone with our phrases. Its rules of negation are for French, so it is asked of none."""

from collections import defaultdict

import edsnlp  # type: ignore[import-not-found]
import edsnlp.pipes  # type: ignore[import-not-found]

from benchmarks.peers.job import Job, Peer
from benchmarks.peers.ranking import ranked


def start(job: Job) -> Peer:
    """Its own tokenizer and its exact matcher over lower-cased words; no model."""
    terms: dict[str, list[str]] = defaultdict(list)
    for phrase in job.phrases():
        terms[phrase.code].append(phrase.text)
    nlp = edsnlp.blank("eds")
    nlp.add_pipe(edsnlp.pipes.matcher(terms=dict(terms), attr="LOWER"))
    return Peer(
        package="edsnlp",
        find=lambda text: len(nlp(text).ents),
        codes=lambda text: ranked(ent.label_ for ent in nlp(text).ents),
    )
