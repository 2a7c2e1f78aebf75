"""MedCAT's matcher: its vocabulary-based NER on a concept database built from our phrases.

What MedCAT learns from text comes as a model from a hub and is left out: context vectors (so names link to the concept
they stand for, which is unambiguous here) and MetaCAT, which would say what is negated. spaCy's blank English stands
in for `en_core_web_md`; a blank pipeline has no lemmas, so words are compared in lower case.
"""

import logging
import tempfile
from pathlib import Path

import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]
import spacy  # type: ignore[import-not-found]
from medcat.cat import CAT  # type: ignore[import-not-found]
from medcat.config import Config  # type: ignore[import-not-found]
from medcat.model_creation.cdb_maker import CDBMaker  # type: ignore[import-not-found]

from benchmarks.peers.job import Job, Peer
from benchmarks.peers.ranking import ranked

_NEVER = 1_000_000


def start(job: Job, ner: str = "default") -> Peer:
    """A concept for each code and a name for each phrase; `ner` is the matcher as MedCAT names it."""
    logging.disable(logging.WARNING)
    cat = _build(job, ner)
    return Peer(
        package="medcat",
        find=lambda text: len(cat.get_entities(text)["entities"]),
        codes=lambda text: ranked(found["cui"] for found in cat.get_entities(text)["entities"].values()),
    )


def _build(job: Job, ner: str) -> CAT:
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "en_blank"
        spacy.blank("en").to_disk(model)
        config = Config()
        config.general.nlp.provider = "spacy"
        config.general.nlp.modelname = str(model)
        config.preprocessing.min_len_normalize = _NEVER
        config.components.ner.comp_name = ner
        config.components.linking.comp_name = "primary_name_only_linker"
        names = pandas.DataFrame([{"cui": row.code, "name": row.text, "name_status": "P"} for row in job.phrases()])
        return CAT(cdb=CDBMaker(config).prepare_csvs([names]), vocab=None, config=config)
