"""Which phrases of an imported Alphabetic Index mean which codes: its paths and its "see" references as bags of words."""

import re
from collections.abc import Iterator
from itertools import islice, product

from chartcode.codesets.icd10cm.index import IcdCmIndex, IndexPath
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.reading.phrases import INDEX, Book, CodedPhrase, bag, dotted, ties
from chartcode.reading.words import WordForms

_UNSAID = re.compile(r",?\s*\b(?:NEC|NOS|unspecified(?:\s+(?:type|site|organism|cause))?)\b", re.IGNORECASE)
"""What the Index adds for the coder and no chart says."""

_NO_PHRASE = re.compile(
    r"\b(?:other|others|elsewhere|except|specified|see|by (?:site|type|cause)|as (?:a|the) cause)\b", re.IGNORECASE
)
"""Paths with such words are chosen because no other fits, which words alone cannot tell."""

_NUMBER = re.compile(r"\d|\b(?:[IVX]+|one|two|three|four|first|second|third|fourth)\b")
"""Where a path may say a number, which is tied to the word beside it."""

_GENERIC = frozenset(
    "abnormal abnormality absence accident acute admission affection aftercare anomaly attack birth care change check"
    " checkup chronic closed complication condition congenital consultation contact counseling death defect deficiency"
    " deformity delivery deposit derangement development disease disorder displacement disturbance effect elevated"
    " encounter enlargement episode evaluation examination exposure failure family fitting follow-up followup foreign"
    " body function general health high history illness increased infection inflammation injury insufficiency"
    " irregular lack laboratory late lesion loss low maintenance malformation management mass method multiple need new"
    " newborn observation obstruction old open operation outcome pain patient person personal positive postoperative"
    " presence primary problem procedure reaction recurrent removal repair replacement result retained risk routine"
    " screening secondary self severe sequela service sign single site spontaneous state status stress surgery surgical"
    " symptom syndrome test therapy threatened transplant trauma traumatic treatment type unknown use visit worries"
    " wound".split()
)
"""Words that name no condition by themselves or together."""

_MOST_WORDINGS = 6


def from_index(index: IcdCmIndex, release: IcdCmRelease, forms: WordForms) -> Iterator[CodedPhrase]:
    """The paths of the Index with a code, each with the code a coder ends at when no more is said, then the paths that
    say "see" and lead to one.

    Nonessential modifiers are left out. A path gives no phrase where its code leaves a choice to the chart, or its
    words are generic.
    """
    book = Book(release)
    paths = tuple(index.paths())
    coded: dict[str, IndexPath] = {}
    for path in paths:
        if path.code:
            for name in _names(path):
                coded.setdefault(name, path)
            yield from _phrases(path, path, book, release, forms)
    for path in paths:
        if not path.code:
            target = next((coded[name] for name in map(_name, path.see) if name in coded), None)
            if target is not None:
                yield from _phrases(path, target, book, release, forms)


def _phrases(
    path: IndexPath, target: IndexPath, book: Book, release: IcdCmRelease, forms: WordForms
) -> Iterator[CodedPhrase]:
    """The phrases of a path that means what `target` means."""
    said = [_UNSAID.sub("", term).strip(" ,") for term in path.terms]
    codes = _codes(target, book, release)
    if not codes or any(map(_NO_PHRASE.search, said)):
        return
    shown = "Index: " + " > ".join(term for term in path.terms)
    for wording in islice(product(*map(_wordings, said)), _MOST_WORDINGS):
        text = " ".join(wording)
        words = bag(text, forms)
        if words and not _GENERIC.issuperset(words):
            tied = ties(text, forms) if _NUMBER.search(text) else ()
            yield CodedPhrase(words, codes, shown, INDEX, ties=tied)


def _codes(path: IndexPath, book: Book, release: IcdCmRelease) -> tuple[str, ...]:
    """The dotted default code and, second, that of the manifestation; empty where either has none."""
    defaults = [book.default(code) for code in (path.code, path.manifestation) if code]
    if any(code is None or not release.validity(code) for code in defaults):
        return ()
    return tuple(dotted(code) for code in defaults if code)


def _wordings(term: str) -> tuple[str, ...]:
    """A term, or each of its forms where it lists forms of one word: "Abnormal, abnormality, abnormalities"."""
    forms = term.split(", ")
    start = forms[0][:4].lower()
    if len(forms) > 1 and all(" " not in form and form.lower().startswith(start) for form in forms):
        return tuple(forms)
    return (term,)


def _names(path: IndexPath) -> Iterator[str]:
    """What a "see" may call the path: all its terms, the main term whole or by its first form."""
    main, *others = path.terms
    yield _name(", ".join(path.terms))
    if ", " in main:
        yield _name(", ".join((main.partition(", ")[0], *others)))


def _name(text: str) -> str:
    return " ".join(_UNSAID.sub("", text).lower().split())
