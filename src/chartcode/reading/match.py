"""Finds phrases in one sentence: words in any order, with gaps, each phrase by its two rarest words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from chartcode.reading.phrases import NO_CONDITION
from chartcode.reading.sentence import CAUSE_GAP, Sentence
from chartcode.reading.vocabulary import Ids, Vocabulary

_GAP = 3
_GAP_OF_LONG = 5
_CAUSED = re.compile(r"due to|secondary|caus|induced|associated|with | in |from ")
_MOST_OF_AN_ABBREVIATION = 0.4
_COMMA_COST = 0.35
_GAP_COST = 0.45
_JOINED = re.compile(r",| and | or | with |/")
_NEGATES = frozenset(("without", "no", "not", "denies", "denied", "negative", "nor"))
_JOINS = frozenset(("and", "or", "nor"))
"""Words that join two things."""
_LINKS = frozenset(("with", "w", "including", "includes", "complicated", "causing", "due", "secondary"))
"""Words that link a condition to what goes with it."""
_SOURCE_COST = (0.0, 0.05, 0.05, 0.1, 0.15, -1.5)


class Match(NamedTuple):
    """A phrase at the tokens `at` (ascending) of a sentence, with what its scorer looks at."""

    phrase: int
    at: tuple[int, ...]
    rarity: float
    gap: int
    commas: int
    shared: int
    weight: float


def find(sentence: Sentence, vocabulary: Vocabulary) -> list[Match]:
    """The phrases of a sentence, also those that name no condition, the best first, none resting only on words that
    better ones use."""
    words_at = sentence.ids
    places: dict[int, list[int]] = {}
    for token, ids in enumerate(words_at):
        for word in ids:
            places.setdefault(word, []).append(token)
    found: list[Match] = []
    present = places.keys()
    for word in present:
        partners = vocabulary.partners(word)
        if partners.alone:
            rarity = vocabulary.rarity[word]
            for phrase in partners.alone:
                weight = rarity - _SOURCE_COST[vocabulary.source[phrase]]
                found += [
                    Match(phrase, (token,), rarity, 0, 0, 0, weight)
                    for token in places[word]
                    if _whole(sentence, token, (word,))
                ]
        by_second = partners.by_second
        if by_second:
            for second in by_second.keys() & present:
                for phrase, rest in by_second[second]:
                    if all(other in present for other in rest):
                        _place(phrase, (word, second, *rest), places, sentence, vocabulary, found)
    return _choose(found, vocabulary)


def _place(
    phrase: int,
    ids: Ids,
    places: dict[int, list[int]],
    sentence: Sentence,
    vocabulary: Vocabulary,
    found: list[Match],
) -> None:
    """Add the phrase at each place of its rarest word, the other words taken where they stand nearest to it."""
    weighs, commas = sentence.weighs, sentence.commas
    allowed = _GAP if len(ids) < 4 else _GAP_OF_LONG
    rarity = 0.0
    for word in ids:
        rarity += vocabulary.rarity[word]
    for anchor in places[ids[0]]:
        tokens = {anchor}
        for word in ids[1:]:
            at = places[word]
            tokens.add(at[0] if len(at) == 1 else _nearest(at, anchor))
        if phrase in vocabulary.ties and not _tied(vocabulary.ties[phrase], places, tokens, weighs):
            continue
        low, high = min(tokens), max(tokens)
        gap = weighs[high + 1] - weighs[low]
        for token in tokens:
            gap -= weighs[token + 1] - weighs[token]
        if gap > allowed:
            if gap < CAUSE_GAP or not _CAUSED.search(vocabulary.text(phrase)):
                continue
            gap -= CAUSE_GAP
            if gap > allowed:
                continue
        if not all(_whole(sentence, token, ids) for token in tokens if sentence.expanded[token] > 1):
            continue
        if (
            len(ids) == 2
            and high - low > 1
            and _only_joined(sentence, low, high)
            and not _JOINED.search(vocabulary.text(phrase))
        ):
            continue
        crossed = commas[high] - commas[low]
        if high - low >= len(tokens) and _in_two_items(sentence, tokens, low, high, vocabulary.text(phrase), gap):
            continue
        weight = rarity - _GAP_COST * gap - _COMMA_COST * crossed - _SOURCE_COST[vocabulary.source[phrase]]
        found.append(Match(phrase, tuple(sorted(tokens)), rarity, gap, crossed, 0, weight))


def _nearest(at: Sequence[int], anchor: int) -> int:
    """The token of an ascending list that stands nearest to the anchor, of two the one before it."""
    after = bisect_left(at, anchor)
    if after == len(at):
        return at[-1]
    return at[after - 1] if after and anchor - at[after - 1] <= at[after] - anchor else at[after]


def _whole(sentence: Sentence, token: int, ids: Ids) -> bool:
    """Whether a phrase uses an abbreviation as one thing: most of the words it stands for, or as it is written.

    "HIV" alone is no immunodeficiency, and "gout, COPD" no chronic gout. A phrase that rests on the abbreviation alone
    needs all its words.
    """
    size = sentence.expanded[token]
    if size <= 1:
        return True
    meant = sentence.ids[token]
    used = sum(word in meant[:size] for word in ids)
    enough = size if used == len(ids) else _MOST_OF_AN_ABBREVIATION * size
    return used >= enough or any(word in meant[size:] for word in ids)


def _only_joined(sentence: Sentence, low: int, high: int) -> bool:
    """Whether nothing but "and" or "or" stands between two words: "blood and urine cultures" is no blood in urine."""
    return sentence.weighs[high] == sentence.weighs[low + 1] and not _JOINS.isdisjoint(sentence.words[low + 1 : high])


def _in_two_items(sentence: Sentence, tokens: set[int], low: int, high: int, text: str, gap: int) -> bool:
    """Whether a list ends one thing and begins another between the words of a phrase.

    "Hypertension, hypothyroidism, heart failure" are three conditions; "diabetes with nephropathy, neuropathy" has two
    of one. So a match that steps over words may pass a comma or an "and" only after a link; one that steps over none
    may pass a comma, unless the phrase itself is a condition with another. Nor does a match pass a "without": "reflux
    without esophagitis" is reflux, and no esophagitis.
    """
    if any(sentence.words[token] in _NEGATES and token not in tokens for token in range(low + 1, high)):
        return True
    if not gap and not _CAUSED.search(text):
        return False
    if not gap and "," in text:
        return False
    for token in range(low + 1, high + 1):
        if sentence.words[token] in _LINKS:
            return False
        if sentence.commas[token] > sentence.commas[token - 1] or (gap and sentence.words[token] in _JOINS):
            return True
    return False


def _tied(
    pairs: Sequence[tuple[int, int]], places: dict[int, list[int]], tokens: set[int], weighs: Sequence[int]
) -> bool:
    """Whether each pair stands side by side, only little words between, or comes from one abbreviation."""
    return all(
        any(
            first <= second and weighs[second] - weighs[min(first + 1, second)] == 0
            for first in places[a]
            if first in tokens
            for second in places[b]
            if second in tokens
        )
        for a, b in pairs
    )


def _choose(found: list[Match], vocabulary: Vocabulary) -> list[Match]:
    """Greedily the weightiest matches; each must bring a word of its own.

    A phrase that asks something of the patient leaves its words to others: only coding knows whether it fits.
    """
    if len(found) < 2:
        return found
    source = vocabulary.source
    found.sort(key=lambda match: (-match.weight, match.at, match.phrase))
    chosen: list[Match] = []
    used: set[int] = set()
    seen: dict[tuple[int, ...], int] = {}
    for match in found:
        fresh = [token for token in match.at if token not in used]
        if fresh:
            if not vocabulary.needs(match.phrase):
                used.update(fresh)
            seen[match.at] = source[match.phrase]
            shared = len(match.at) - len(fresh)
            chosen.append(match._replace(shared=shared) if shared else match)
        elif seen.get(match.at, NO_CONDITION) != NO_CONDITION:
            # The same words with another condition on the patient ("pregnant"): coding chooses between the two.
            chosen.append(match)
    return chosen
