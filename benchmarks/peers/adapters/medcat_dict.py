"""MedCAT with its newer matcher, one Aho-Corasick automaton over the names (its extra `dict-ner`)."""

from benchmarks.peers.adapters import medcat
from benchmarks.peers.job import Job, Peer


def start(job: Job) -> Peer:
    """As `medcat`, with the other matcher."""
    return medcat.start(job, ner="dict")
