"""Concept ids from the user's own OMOP vocabulary: the files CONCEPT.csv and CONCEPT_RELATIONSHIP.csv of Athena."""

import csv
from collections.abc import Collection, Iterable, Iterator

from chartcode.errors import UnfitDocumentError
from chartcode.exports.exporter import Concepts

_VOCABULARIES = ("ICD10CM", "ICD10PCS", "HCPCS", "CPT4")
_NONE = 0
"""OMOP's "no matching concept"."""


def concepts_of(codes: Collection[str], concepts: Iterable[str], relationships: Iterable[str]) -> Concepts:
    """The source and the standard concept of each code, from the lines of both files, read once and not kept.

    A code that is mapped to several standard concepts gets the first; one that is mapped to none gets 0. Raises
    UnfitDocumentError when a file has not Athena's columns or a concept id is no number.
    """
    try:
        sources = _sources(set(codes), concepts)
        wanted = set(sources.values())
        standard: dict[int, int] = {}
        for row in _rows(relationships, "concept_id_1", "concept_id_2", "relationship_id", "invalid_reason"):
            if row[2] == "Maps to" and not row[3] and int(row[0]) in wanted:
                standard.setdefault(int(row[0]), int(row[1]))
    except (ValueError, csv.Error):
        raise UnfitDocumentError("the vocabulary is not as Athena writes it: download it again") from None
    return {key: (source, standard.get(source, _NONE)) for key, source in sources.items()}


def _sources(codes: set[str], concepts: Iterable[str]) -> dict[tuple[str, str], int]:
    rows = _rows(concepts, "concept_id", "vocabulary_id", "concept_code")
    return {(row[1], row[2]): int(row[0]) for row in rows if row[1] in _VOCABULARIES and row[2] in codes}


def _rows(lines: Iterable[str], *columns: str) -> Iterator[tuple[str, ...]]:
    """Those columns of a tab-separated file without quotes."""
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    heading = next(reader, [])
    places = [heading.index(column) for column in columns]
    for row in reader:
        if len(row) == len(heading):
            yield tuple([row[place] for place in places])
