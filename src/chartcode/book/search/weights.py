"""How much a word says: rare words much, words that many conditions share little."""

import math
import re

_LITTLE = 0.15
_SOME = 0.3
_MUCH = 1.8

LETTERED_NUMBER = re.compile(r"(i{1,3}|iv|vi{0,3}|ix|x)([a-e])")
"""A kind with a letter, as in "type IIIb"."""

_GENERIC = frozenset(
    "disease syndrome disorder condition unspecified other specified type form nos nec not elsewhere classified"
    " classification without mention otherwise encounter initial approach using".split()
)
"""Words that are said or left out as one likes: "Gaucher disease", "Gaucher's"."""

_MINOR = frozenset(
    "autosomal dominant recessive linked x y classic classical onset familial hereditary inherited genetic congenital"
    " idiopathic primary infantile juvenile adult late early susceptibility complex isolated variant group stage grade"
    " related associated due mutation acinar mucinous serous papillary endometrioid adenosquamous verrucous signet"
    " tubular cribriform sarcomatoid differentiated undifferentiated site part region multiple both"
    " openapproach percutaneousapproach laparoscopicapproach"
    " externalapproach naturalapproach endoscopicapproach assistedapproach uncomplicated"
    " spectrum nonsyndromic syndromic deficiency".split()
)
"""Words that tell kinds of one condition apart: they decide between wordings that fit, not which condition it is."""

_SHIFTING = frozenset(
    "secondary history family screening allergy allergic exposure fear carrier risk aftercare vaccination"
    " immunization donor pregnancy childbirth puerperium maternal newborn fetus fetal mother"
    " sequela following postprocedural intraoperative underdosing adverse poisoning complicating attention status"
    " absence dependence withdrawal remission traumatic injury drug rash abuse suspected observation counseling"
    " affecting".split()
)
"""Words that make another condition of the words beside them, so that a wording with one of them unasked fits badly."""


def weight(word: str, held: int, wordings: int) -> float:
    """The weight of a word that `held` of all `wordings` hold (BM25's idf: Robertson 2009), less for words of form."""
    rarity = math.log(1 + (wordings - held + 0.5) / (held + 0.5))
    return round(rarity * share_of(word), 3)


def share_of(word: str) -> float:
    """How much of its rarity a word keeps: all, some for a number, letter or kind, little for a generic word; more than
    all for one that shifts what is meant."""
    if word in _GENERIC:
        return _LITTLE
    if word in _MINOR or len(word) == 1 or word[0].isdigit() or LETTERED_NUMBER.fullmatch(word):
        return _SOME
    return _MUCH if word in _SHIFTING else 1.0
