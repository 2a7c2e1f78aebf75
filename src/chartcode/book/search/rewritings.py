"""Other words for what was asked: abbreviations, broader words for kinds of a condition, procedures in words of PCS."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from chartcode.lexicon import tables
from chartcode.reading.phrases import bag
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.words import WordForms

TABLES = ("broader.csv", "drugs.csv", "procedures.csv")

USUAL, SENSE = "abbreviation", "abbreviation, less usual"
BROADER, DRUG, PROCEDURE = "broader word", "drug", "procedure word"


_APPROACH = re.compile(r"(?<=[a-z])approach\b")
"""The end of an approach as one word of the register: "openapproach"."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Words as they may be asked (lower case, one blank between), the base words they stand for, and which kind it is.

    `shown` is how the two look beside each other; `exact` marks an abbreviation whose case counts; one of the `cues`
    makes this sense the usual one.
    """

    written: str
    words: tuple[str, ...]
    kind: str
    shown: str
    exact: bool = False
    cues: tuple[str, ...] = ()


def abbreviations(forms: WordForms) -> Iterator[Rewriting]:
    """Every sense of every abbreviation of the lexicon."""
    for row in tables.abbreviations():
        words = bag(row.long, forms)
        if words and written(row.short):
            kind = SENSE if row.when else USUAL
            yield Rewriting(written(row.short), words, kind, f"{row.short} = {row.long}", row.exact, row.when)


def broader(forms: WordForms) -> Iterator[Rewriting]:
    """Kinds of a condition that a code set names only by the broader word: "adenocarcinoma", "malignant neoplasm"."""
    return _table("broader.csv", BROADER, forms)


def drugs(forms: WordForms) -> Iterator[Rewriting]:
    """Drugs and poisons by the groups that code titles name, and what happened with them."""
    return _table("drugs.csv", DRUG, forms)


def procedures(forms: WordForms) -> Iterator[Rewriting]:
    """Procedures as people call them, in root operations, body parts, approaches and devices of PCS."""
    return _table("procedures.csv", PROCEDURE, forms)


def written(text: str) -> str:
    """A text as rewritings are found by it: its words in lower case."""
    return " ".join(plain(token.group()) for token in tokens(text))


def _table(name: str, kind: str, forms: WordForms) -> Iterator[Rewriting]:
    text = (files("chartcode") / "book" / "search" / name).read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        shown = f"{row['written']} = {_APPROACH.sub(' approach', row['words'])}"
        yield Rewriting(written(row["written"]), bag(row["words"], forms), kind, shown)
