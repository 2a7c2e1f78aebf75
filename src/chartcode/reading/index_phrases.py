"""Which phrases of an imported Alphabetic Index mean which codes: its paths and "see" references as bags of words."""

import re
from collections.abc import Iterator
from itertools import islice, product

from chartcode.codesets.icd10cm.index import IcdCmIndex, IndexPath
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import dotted
from chartcode.reading.phrases import INDEX, Book, CodedPhrase, bag, ties
from chartcode.reading.words import WordForms

_UNSAID = re.compile(r",?\s*\b(?:NEC|NOS|unspecified(?:\s+(?:type|site|organism|cause))?)\b", re.IGNORECASE)
"""What the Index adds for the coder and no chart says."""

_NO_PHRASE = re.compile(
    r"\b(?:other|others|elsewhere|except|specified|see|by (?:site|type|cause)|as (?:a|the) cause)\b", re.IGNORECASE
)
"""Paths with such words are chosen because no other fits, which words alone cannot tell."""

_SIDE = re.compile(r"\b(?:right|left)\b", re.IGNORECASE)

_NUMBER = re.compile(r"\d|\b(?:[IVX]+|one|two|three|four|first|second|third|fourth)\b")
"""Where a path may say a number, which is tied to the word beside it."""

_GENERIC = frozenset(
    "abnormal abnormality absence accident acute anomaly chronic complication condition congenital decreased defect"
    " deformity disease disorder displacement disturbance elevated enlargement failure finding foreign body function"
    " general high impaired increased infection inflammation injury irregular lack lesion loss low malformation mass"
    " multiple obstruction old pain positive postoperative presence primary problem reaction recurrent secondary severe"
    " sign single site status symptom syndrome trauma type".split()
)
"""Words that name no condition by themselves or together."""

_CONDITION = re.compile(
    r"..(?:itis|osis|iasis|oma|emia|uria|pathy|algia|dynia|plegia|paresis|ectasis|ectasia|cele|phagia|phasia|penia|trophy"
    r"|plasia|malacia|megaly|rrhea|rrhagia|spasm|philia|phobia|kinesia|pnea|thorax|chezia|ptysis|cephaly|dactyly"
    r"|gnathia|glossia|stomia|opia|opsia|mania|lepsy|arthria|tonia|taxia|coccus|virus|plasma)$"
)
"""Endings of words that name a condition even alone. Other main terms, alone, are everyday words too ("Cold", "Plus",
"May"), and the everyday ones that do mean a condition are in the lexicon."""

_TIME = re.compile(r"\d+|hour|day|week|month|year")
"""A number and a time beside one word ("Fever, three-day") mostly say how long, not which."""

_VAGUE_MAIN_TERMS = frozenset(
    "accessory antibody care cell change closure collateral complication lack loop middle pressure problem reaction"
    " use".split()
)
"""First words of main terms under which a site or circumstance follows; in a chart they mostly mean no condition."""

_REASONS_FOR_VISIT = re.compile(r"Z(?:0|1[0-3]|3[0-29]|4[0-9]|5[0-3])")
"""Codes for why somebody came: words of a chart name examinations and procedures that were not the reason."""

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
    sided = any(map(_SIDE.search, said)) and book.unsided(target.code) is not None
    codes = _codes(target, book, release, sided=sided)
    if sided:
        # The side is said of the mention and found by its own words, as with titles.
        said = [_SIDE.sub("", term) for term in said]
    if not codes or any(map(_NO_PHRASE.search, said)):
        return
    shown = "Index: " + " > ".join(term for term in path.terms)
    for wording in islice(product(*map(_wordings, said)), _MOST_WORDINGS):
        text = " ".join(wording)
        words = bag(text, forms)
        if words and words[0] not in _VAGUE_MAIN_TERMS and _names_a_condition(words):
            tied = ties(text, forms) if _NUMBER.search(text) else ()
            yield CodedPhrase(words, codes, shown, INDEX, ties=tied)


def _names_a_condition(words: tuple[str, ...]) -> bool:
    said = [word for word in words if not _TIME.fullmatch(word)]
    if len(said) == 1:
        return len(words) == 1 and _CONDITION.search(words[0]) is not None
    return not _GENERIC.issuperset(words)


def _codes(path: IndexPath, book: Book, release: IcdCmRelease, *, sided: bool) -> tuple[str, ...]:
    """The dotted default code and, second, that of the manifestation; empty where either has none."""
    default = book.unsided if sided else book.default
    defaults = [default(path.code), *(book.default(code) for code in (path.manifestation,) if code)]
    if any(code is None or _REASONS_FOR_VISIT.match(code) or not release.validity(code) for code in defaults):
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
